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
from queries.sheets import FORMULA_STARTS, CellValue, Sheet, workbook
from queries.showing import cell_text, shown_columns

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
    columns = shown_columns(result.query)
    rows = ([_cell(row[i], column, lang) for i, column in columns] for row in result.rows)
    heads = [(column.title[lang], WIDTHS.get(column.kind, 14)) for _, column in columns]
    return workbook([Sheet(result.query.name, heads, rows)])


def as_markdown(result: Result, lang: Language) -> str:
    columns = shown_columns(result.query)
    lines = [[column.title[lang] for _, column in columns], ["---"] * len(columns)]
    lines += [[cell_text(row[i], column, lang) for i, column in columns] for row in result.rows]
    return "".join(f"| {' | '.join(map(_one_line, line))} |\n" for line in lines)


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST_IN_TABLE else text[: LONGEST_IN_TABLE - 1].rstrip() + "…"


def _cell(value: object, column: Column, lang: Language) -> CellValue:
    """A number as it is, anything else as text."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value
    return cell_text(value, column, lang)


def _harmless(value: object, column: Column, lang: Language) -> CellValue:
    shown = _cell(value, column, lang)
    return f"'{shown}" if isinstance(shown, str) and shown.startswith(FORMULA_STARTS) else shown


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
