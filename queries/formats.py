"""A result as people and programs take it: table (for a terminal), json, csv, xlsx, md.

json has every column under its name with its value as it is. The others are for reading: headings and values in the
language asked for, hidden columns left out. What stands in a document is foreign text: csv and xlsx never let it
become a formula (https://owasp.org/www-community/attacks/CSV_Injection).
"""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections.abc import Callable, Mapping

from queries.catalogue import Column, Language
from queries.errors import UnknownFormat
from queries.run import Result
from queries.showing import cell_text, shown_columns

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
LONGEST_IN_TABLE = 120  # characters of one cell on a terminal; all of it is in every other format
MAIN = frozenset({"task", "title", "message"})  # gets a third of a table's width at least
NARROW = frozenset({"integer", "number", "year", "date", "boolean"})
WIDTHS = {"text": 40, "quote": 60, "list": 36, "code": 14, "source": 24}  # of an xlsx column, in characters


def render(result: Result, format: str, lang: Language | None = None, *, width: int | None = None) -> str | bytes:
    """The result in one of `FORMATS`; bytes for csv and xlsx, else text.

    Args:
        lang: of headings and values; the result's own if None.
        width: of the table in characters; the terminal's if None.

    Raises:
        UnknownFormat
    """
    language = lang or result.lang
    if format == "table":
        return table(result, language, width)
    if format not in FORMATS:
        raise UnknownFormat(format, ("table", *FORMATS))
    return FORMATS[format](result, language)


def table(result: Result, lang: Language, width: int | None = None) -> str:
    """A plain table no wider than ``width``; sentences and files are left to the other formats."""
    from rich import box  # noqa: PLC0415  slow to import, and only needed here
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    columns = [(i, c) for i, c in shown_columns(result.query) if c.kind not in ("quote", "source")]
    wide = max(width or shutil.get_terminal_size((120, 40)).columns, 40)
    drawn = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, expand=False)
    for _, column in columns:
        drawn.add_column(
            column.title[lang],
            justify="right" if column.kind in ("integer", "number") else "left",
            no_wrap=column.kind in NARROW,
            overflow="fold",
            min_width=wide // 3 if column.name in MAIN else None,
        )
    for row in result.rows:
        drawn.add_row(*(Text(_shortened(cell_text(row[i], column, lang))) for i, column in columns))
    out = io.StringIO()
    Console(file=out, width=wide, no_color=True, highlight=False, markup=False, legacy_windows=False).print(drawn)
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines()) + "\n"


def as_json(result: Result, lang: Language) -> str:
    return json.dumps(result.dicts(), ensure_ascii=False, indent=2) + "\n"


def as_csv(result: Result, lang: Language) -> bytes:
    """UTF-8 with a byte order mark, without which Excel on Windows takes it for another encoding."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    columns = shown_columns(result.query)
    writer.writerow([column.title[lang] for _, column in columns])
    for row in result.rows:
        writer.writerow([_harmless(row[i], column, lang) for i, column in columns])
    return out.getvalue().encode("utf-8-sig")


def as_xlsx(result: Result, lang: Language) -> bytes:
    from openpyxl import Workbook  # noqa: PLC0415  slow to import, and only needed here
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE  # noqa: PLC0415
    from openpyxl.styles import Alignment, Font, PatternFill  # noqa: PLC0415
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = result.query.name[:31]  # Excel allows no more
    columns = shown_columns(result.query)
    for place, (index, column) in enumerate(columns, start=1):
        head = sheet.cell(1, place, column.title[lang])
        head.font, head.fill = Font(bold=True, color="FFFFFF"), PatternFill("solid", fgColor="1F4E79")
        head.alignment = Alignment(wrap_text=True, vertical="center")
        sheet.column_dimensions[get_column_letter(place)].width = WIDTHS.get(column.kind, 14)
        for line, row in enumerate(result.rows, start=2):
            cell = sheet.cell(line, place)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            value = row[index]
            if isinstance(value, int | float) and not isinstance(value, bool):
                cell.value = value
            elif text := ILLEGAL_CHARACTERS_RE.sub("", cell_text(value, column, lang)):
                cell.value = text
                cell.data_type = "s"  # else openpyxl takes "=…" for a formula
                cell.quotePrefix = text.startswith(FORMULA_STARTS)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{len(result.rows) + 1}"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def as_markdown(result: Result, lang: Language) -> str:
    columns = shown_columns(result.query)
    lines = [[column.title[lang] for _, column in columns], ["---"] * len(columns)]
    lines += [[cell_text(row[i], column, lang) for i, column in columns] for row in result.rows]
    return "".join(f"| {' | '.join(map(_one_line, line))} |\n" for line in lines)


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST_IN_TABLE else text[: LONGEST_IN_TABLE - 1].rstrip() + "…"


def _harmless(value: object, column: Column, lang: Language) -> object:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value
    text = cell_text(value, column, lang)
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def _one_line(text: str) -> str:
    """What would end a cell or start HTML is made harmless."""
    safe = text.replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;")
    return " ".join(safe.split())


FORMATS: Mapping[str, Callable[[Result, Language], str | bytes]] = {
    "json": as_json,
    "csv": as_csv,
    "xlsx": as_xlsx,
    "md": as_markdown,
}
