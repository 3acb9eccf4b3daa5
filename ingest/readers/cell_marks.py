"""Text taken raw out of Word: control characters where Word keeps its tables.

In Word's own stream of text a cell ends in the character 7, and so does, once more, each row. Programs that copy the
stream leave them in. The first cell of a table is not told from the paragraphs before it: its last one is taken.
"""

from __future__ import annotations

import re

from ingest.readers.pieces import Cell, Paragraph, Piece, Table, render

MARK = "\x07"
MIN_MARKS = 4  # fewer are strays
PAGE_LINE = re.compile(r"^#{1,6} Page \d+\s*$", re.M)


def has_cells(text: str) -> bool:
    return text.count(MARK) >= MIN_MARKS


def read_cells(text: str) -> str:
    """The text with its tables as rows of cells."""
    tokens = PAGE_LINE.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).split(MARK)
    pieces: list[Piece] = []
    rows: list[list[str]] = []
    row: list[str] = []
    width = 0

    def close() -> None:
        nonlocal rows, row, width
        if row:
            rows.append(row)
        if rows:
            pieces.append(
                Table([Cell(r, c, [Paragraph(t)]) for r, cells in enumerate(rows) for c, t in enumerate(cells)])
            )
        rows, row, width = [], [], 0

    for i, token in enumerate(tokens):
        last = i == len(tokens) - 1
        blank = not token.strip()
        if i == 0 or last or (not row and not blank and token.startswith("\n")):
            close()
            paragraphs = [p for p in re.split(r"\n\s*\n", token) if p.strip()]
            if not last and paragraphs:
                row = [paragraphs.pop()]
            pieces += [Paragraph(p) for p in paragraphs]
        elif blank and row and (not width or len(row) >= width or not _ends(tokens, i + width - len(row))):
            width = width or len(row)
            rows.append(row)
            row = []
        else:
            row.append(token)
    close()
    return render(pieces)


def _ends(tokens: list[str], place: int) -> bool:
    """Whether the mark of a row's end can stand at a place."""
    return place >= len(tokens) or not tokens[place].strip()
