"""Paragraphs and tables as DOCX, HTML and PDF readers find them, and the one text that is made of them.

A paragraph is a line, a blank line between two; a table row is a line with tabs between its cells, as many cells in
every row. A table that only places text side by side (a letterhead, recipients beside the signature) is no data:
its cells come out one after the other as paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from ingest.letters import fold

ITEM = re.compile(r"[-–+•]\s*\S")  # a paragraph of a cell that is an item of a list
FINISHED = re.compile(r"[.;:,!?…]$")
EMPTY_FIRST = "\u00a0"  # stands in an empty first cell where a lone tab would look like an indent
SPACES = re.compile(r"[^\S\n]+")
LETTERHEAD = re.compile(
    r"cong hoa xa hoi chu nghia|dang cong san viet nam|doc lap\s*[-–]\s*tu do|\bnoi nhan\s*:|\bkinh gui\s*:|"
    r"^so\s*:\s*\S*.{0,40}\b(?:ngay|thang)\b.{0,20}\bnam\b"
)
SIGNATURE = re.compile(
    r"(?:t/?m|kt|tl|tuq|q)\.\s|(?:pho )?(?:tong )?"
    r"(?:giam doc|chu tich|bo truong|thu tuong|hieu truong|cuc truong|chanh van phong)\b"
)
MAX_LAYOUT_COLUMNS = 3
MAX_LAYOUT_ROWS = 8
MAX_ROWS, MAX_COLUMNS = 100_000, 200


@dataclass(slots=True)
class Paragraph:
    """Text of one paragraph; a line end inside it is a break that the writer set."""

    text: str


@dataclass(slots=True)
class Cell:
    """A cell with the place of its upper left corner."""

    row: int
    column: int
    items: list[Paragraph | Table] = field(default_factory=list)
    rows: int = 1
    columns: int = 1


@dataclass(slots=True)
class Table:
    """``breaks`` are rows that a page end stands before; ``bordered`` is None where the file does not say."""

    cells: list[Cell]
    breaks: frozenset[int] = frozenset()
    bordered: bool | None = None

    def size(self) -> tuple[int, int]:
        """Rows and columns."""
        return (
            max((c.row + c.rows for c in self.cells), default=0),
            max((c.column + c.columns for c in self.cells), default=0),
        )


Piece = Paragraph | Table


def render(pieces: Iterable[Piece]) -> str:
    """The text of a document, blank lines between its parts."""
    parts: list[str] = []
    for piece in pieces:
        if isinstance(piece, Paragraph):
            text = tidy(piece.text)
            if text:
                parts.append(text)
        elif is_layout(piece):
            inside = render(item for cell in in_order(piece) for item in cell.items)
            if inside:
                parts.append(inside)
        else:
            rows = _lines(piece)
            if rows:
                parts.append(rows)
    return "\n\n".join(parts)


def tidy(text: str) -> str:
    """White space folded, line ends kept, empty lines dropped. A bare rule under a heading stays, as print has it."""
    lines = (SPACES.sub(" ", line).strip() for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def flat(items: Iterable[Piece]) -> str:
    """The text of a cell of a data table, on one line. Between the items of a list that print ends with nothing but
    the end of the paragraph stands a semicolon: "- Vụ A", "- Vụ B" would else read as one name with a dash in it."""
    text = ""
    for part in _flat_parts(items):
        if part:
            text += ("; " if ITEM.match(part) and not FINISHED.search(text) else " ") * bool(text) + part
    return text


def _flat_parts(items: Iterable[Piece]) -> list[str]:
    parts: list[str] = []
    for item in items:
        if isinstance(item, Paragraph):
            parts += tidy(item.text).replace("\u2028", " ").split("\n")
        else:
            parts += [flat(cell.items) for cell in in_order(item)]
    return parts


def in_order(table: Table) -> list[Cell]:
    return sorted(table.cells, key=lambda c: (c.row, c.column))


def is_layout(table: Table) -> bool:
    """Whether a table only places text: one column, or a short narrow one with the words of a masthead or its end.

    Not: a table with many rows, whatever a cell of it says ("Chủ tịch UBND tỉnh" is a unit there).
    """
    rows, columns = table.size()
    if columns <= 1:
        return True
    if columns > MAX_LAYOUT_COLUMNS or rows > MAX_LAYOUT_ROWS:
        return False
    texts = [fold(flat(c.items)) for c in table.cells]
    if any(LETTERHEAD.search(t) for t in texts):
        return True
    if rows > 2 or table.bordered:
        return False
    return any(SIGNATURE.match(t) for t in texts) or (table.bordered is False and rows == 1)


def _lines(table: Table) -> str:
    """Rows with tabs. The text of a cell merged downwards stands in each of its rows, save in the head, where only
    the first row has it; of one merged to the right, in the first column alone."""
    height, width = (min(a, b) for a, b in zip(table.size(), (MAX_ROWS, MAX_COLUMNS), strict=True))
    grid = [[""] * width for _ in range(height)]
    for cell in table.cells:
        text = flat(cell.items)
        if not text or cell.column >= width:
            continue
        for row in range(cell.row, min(height, cell.row + (cell.rows if cell.row else 1))):
            grid[row][cell.column] = text
    lines: list[str] = []
    for number, cells in enumerate(grid):
        if not any(cells):
            continue
        if lines and number in table.breaks:
            lines.append("")
        if not cells[0] and width == 2:
            cells[0] = EMPTY_FIRST
        lines.append("\t".join(cells))
    return "\n".join(lines)
