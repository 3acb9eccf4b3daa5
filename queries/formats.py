"""A result as people and programs take it: table (for a terminal), json, csv, xlsx, md.

json has every column under its name with its value as it is. The others are for reading: headings and values in the
language asked for, hidden columns left out. What stands in a document is foreign text: csv and xlsx never let it
become a formula (https://owasp.org/www-community/attacks/CSV_Injection).
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping

from queries.catalogue import Column, Language
from queries.errors import UnknownFormat
from queries.run import Result
from queries.sheets import FORMULA_STARTS, CellValue, Sheet, workbook
from queries.showing import cell_text, shown_columns
from queries.terminal import table

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
