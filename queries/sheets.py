"""Sheets of a workbook (XLSX), row by row: what has been written is not held, however many rows there are.

What stands in a document is foreign text and never becomes a formula (https://owasp.org/www-community/attacks/CSV_Injection).
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, TypeAlias

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
MOST_ROWS = 2**20 - 1
"""Excel has no more, beside the headings."""
MOST_LETTERS = 32_767
"""Of one cell, by Excel's limits."""

CellValue: TypeAlias = str | int | float | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """``columns`` are heading and width in characters."""

    title: str
    columns: Sequence[tuple[str, int]]
    rows: Iterable[Sequence[CellValue]]


def workbook(sheets: Iterable[Sheet]) -> bytes:
    """An XLSX file; headings stay in sight and have filters."""
    from openpyxl import Workbook  # noqa: PLC0415  slow to import, and only needed here
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415
    from openpyxl.styles import Alignment, Font, PatternFill  # noqa: PLC0415
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    white, blue = Font(bold=True, color="FFFFFF"), PatternFill("solid", fgColor="1F4E79")
    middle, top = Alignment(wrap_text=True, vertical="center"), Alignment(wrap_text=True, vertical="top")
    book = Workbook(write_only=True)
    for made in sheets:
        sheet = book.create_sheet(made.title[:31])  # Excel allows no more
        sheet.freeze_panes = "A2"
        for place, (_, width) in enumerate(made.columns, start=1):
            sheet.column_dimensions[get_column_letter(place)].width = width

        heads = [WriteOnlyCell(sheet, heading) for heading, _ in made.columns]
        for head in heads:
            head.font, head.fill, head.alignment = white, blue, middle
        sheet.append(heads)
        last = 1
        for row in islice(made.rows, MOST_ROWS):
            cells = [_cell(sheet, value) for value in row]
            for cell in cells:
                cell.alignment = top
            sheet.append(cells)
            last += 1
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(made.columns))}{last}"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _cell(sheet: Any, value: CellValue) -> Any:
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE  # noqa: PLC0415

    text = ILLEGAL_CHARACTERS_RE.sub("", value)[:MOST_LETTERS] if isinstance(value, str) else ""
    cell = WriteOnlyCell(sheet, text or None if isinstance(value, str) else value)
    if text:
        cell.data_type = "s"  # else openpyxl takes "=…" for a formula
        cell.quotePrefix = text.startswith(FORMULA_STARTS)
    return cell
