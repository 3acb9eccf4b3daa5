"""A result on a terminal: a table no wider than the window, or a list where the window is too narrow for its columns.

Sentences and files are left to the other formats (`queries.formats`).
"""

from __future__ import annotations

import io
import shutil
import textwrap
from collections.abc import Sequence

from queries.catalogue import Column, Language
from queries.run import Result
from queries.showing import cell_text, shown_columns

LONGEST = 120  # characters of one cell; all of it is in every other format
MAIN = frozenset({"task", "title", "message"})  # gets a third of a table's width if it can
MAIN_LEAST = 24  # characters below which a sentence in a column is no longer read
WORD = 12  # characters that a column of words keeps
LONG_WORD = 20  # characters; a word longer than that may be folded, a document's number is not
NARROW = frozenset({"integer", "number", "year", "date", "boolean"})
BETWEEN = 3  # blanks between two columns


def table(result: Result, lang: Language, width: int | None = None) -> str:
    """A plain table of all columns, or a list of the rows where they do not fit; ``width``: the terminal's if None."""
    columns = [(i, c) for i, c in shown_columns(result.query) if c.kind not in ("quote", "source")]
    wide = max(width or shutil.get_terminal_size((120, 40)).columns, 40)
    heads = [c for _, c in columns]
    rows = [[_shortened(cell_text(row[i], c, lang)) for i, c in columns] for row in result.rows]
    least = [_least(c, lang, [row[k] for row in rows]) for k, c in enumerate(heads)]
    spare = wide - sum(least) - BETWEEN * (len(heads) - 1)
    if spare < 0:
        return _as_list(heads, rows, lang, wide)
    full = [_full(c, lang, [row[k] for row in rows]) for k, c in enumerate(heads)]
    return _as_table(heads, rows, lang, wide, _widths(heads, least, full, spare, wide))


def _widths(heads: list[Column], least: list[int], full: list[int], spare: int, wide: int) -> list[int]:
    """The least widths and what is spare: the main column up to a third first, then each by what it lacks."""
    widths = list(least)
    for k, column in enumerate(heads):
        if column.name in MAIN:
            more = max(0, min(wide // 3, full[k]) - widths[k])
            widths[k], spare = widths[k] + min(more, spare), spare - min(more, spare)
    lacking = [max(0, f - w) for f, w in zip(full, widths, strict=True)]
    total = sum(lacking)
    share = min(1.0, spare / total) if total else 0.0
    return [w + int(need * share) for w, need in zip(widths, lacking, strict=True)]


def _full(column: Column, lang: Language, cells: Sequence[str]) -> int:
    """The characters at which nothing of a column is folded."""
    return max([len(column.title[lang]), *map(len, cells)])


def _least(column: Column, lang: Language, cells: Sequence[str]) -> int:
    """The characters that a column needs: all of a number or date, its words and `WORD` of a text."""
    title = max((len(w) for w in column.title[lang].split()), default=1)
    if column.kind in NARROW:
        return max([title, *map(len, cells)])
    if column.name in MAIN:
        return MAIN_LEAST
    longest = max((len(w) for cell in cells for w in cell.split()), default=1)
    return max(title, min(LONG_WORD, longest), min(WORD, max(map(len, cells), default=1)))


def _as_table(heads: list[Column], rows: list[list[str]], lang: Language, wide: int, widths: list[int]) -> str:
    from rich import box  # noqa: PLC0415  slow to import, and only needed here
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    drawn = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, expand=False)
    for column, fixed in zip(heads, widths, strict=True):
        drawn.add_column(
            column.title[lang],
            justify="right" if column.kind in ("integer", "number") else "left",
            overflow="fold",
            width=fixed,
        )
    for row in rows:
        drawn.add_row(*map(Text, row))
    out = io.StringIO()
    Console(file=out, width=wide, no_color=True, highlight=False, markup=False, legacy_windows=False).print(drawn)
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines()) + "\n"


def _as_list(heads: list[Column], rows: list[list[str]], lang: Language, wide: int) -> str:
    """A row after a row, a value a line under its heading's name."""
    names = [column.title[lang] for column in heads]
    indent = min(max(map(len, names)) + 2, wide // 2)
    blocks = []
    for row in rows:
        lines: list[str] = []
        for name, cell in zip(names, row, strict=True):
            if cell:
                head = f"{name}:".ljust(indent)
                lines += textwrap.wrap(cell, wide, initial_indent=head, subsequent_indent=" " * indent) or [
                    head.rstrip()
                ]
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks) + "\n"


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1].rstrip() + "…"
