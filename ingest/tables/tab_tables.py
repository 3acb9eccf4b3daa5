"""Tables printed as rows with tabs or bars: heads of one or two rows, rows cut by page ends, cells shifted, merged."""

from __future__ import annotations

import re
from itertools import zip_longest

from ingest.letters import LOWER
from ingest.structure.lines import EMPTY, Line, Strand, join
from ingest.structure.markers import cell_label, read_marker
from ingest.structure.paragraphs import FINISHED
from ingest.tables.columns import columns_of, role_of
from ingest.tables.grid import Grid, GridRow

STARTS_LOW = re.compile(rf"[{LOWER},;)]")
RULE = re.compile(r"[-–_=:.\s]*$")  # a cell that holds nothing but a rule


def read_table(lines: list[Line]) -> list[Grid]:
    """The grids of one run of rows: usually one, more where a new head stands among the rows."""
    grids: list[Grid] = []
    rows = [
        (list(line.cells or []), line.blanks > 0)
        for line in lines
        if any(not RULE.match(c.text) for c in line.cells or []) and not _numbers_columns(line.cells or [])
    ]
    at = 0
    while at < len(rows):
        head = _head(rows, at)
        if head:
            headers, taken = head
            if grids and [c.header for c in grids[-1].columns] == headers:
                at += taken  # the head printed again on a new page
                continue
            grids.append(Grid(columns_of(headers), number=lines[0].number))
            at += taken
            continue
        if not grids:
            width = max(len(cells) for cells, _ in rows)
            grids.append(Grid(columns_of([""] * width), number=lines[0].number))
        add_row(grids[-1], *rows[at])
        at += 1
    return grids


def _numbers_columns(cells: list[Strand]) -> bool:
    """A row that only counts the columns: 1, 2, 3, 4."""
    return len(cells) > 2 and [c.text.strip(" ()") for c in cells] == [str(i) for i in range(1, len(cells) + 1)]


def _head(rows: list[tuple[list[Strand], bool]], at: int) -> tuple[list[str], int] | None:
    """Header words of the row (and of a second one below it) with the number of rows they take."""
    cells = [c.text for c in rows[at][0]]
    roles = [role_of(c) for c in cells]
    known = sum(r is not None for r in roles)
    filled = sum(bool(c) for c in cells)
    numbered = not at and roles[:1] == ["marker"]  # "STT" opens the table: what else its head says is its own affair
    if known < 2 or (known < 0.6 * filled and not numbered) or any(len(c) > 120 for c in cells):
        return None
    if at and roles[:1] != ["marker"] and any(len(c) > 60 or c.startswith(("-", "+")) for c in cells):
        return None  # a row of work that speaks of leads and times
    headers, taken = cells, 1
    if at + 1 < len(rows):
        below = [c.text for c in rows[at + 1][0]]
        low = [role_of(c) for c in below]
        first = below[0] if below else ""
        whole = [f"{c} {rest}".strip() for c, rest in zip_longest(cells, below, fillvalue="")]
        if not first and rows[at + 1][1] and sum(role_of(c) is not None for c in whole) > known:
            headers, taken = whole, 2  # a page end cuts the head in two
        elif (
            not first
            and sum(r is not None for r in low) >= 1
            and all(len(c) < 80 for c in below)
            and sum(map(bool, below)) == sum(r is not None for r in low)
        ):
            below += [""] * (len(cells) - len(below))
            headers = [under or over for over, under in zip(cells, below, strict=False)]
            taken = 2
    if (
        at + taken < len(rows)
        and all(re.fullmatch(r"\(?\d{0,2}\)?|[A-E]?", c.text) for c in rows[at + taken][0])
        and any(c.text for c in rows[at + taken][0])
    ):
        taken += 1  # column numbers (1) (2) (3)
    return headers, taken


def add_row(grid: Grid, cells: list[Strand], after_break: bool) -> None:
    """Adds a row, or joins it to the row above where a page end cut that one."""
    width = len(grid.columns)
    marker_at = grid.index("marker")
    text_at = grid.index("text", "indicator")
    row = cells[:width] + [EMPTY] * (width - len(cells))
    if len(cells) > width:
        row[-1] = join([row[-1], *cells[width:]])
    label = ""
    if marker_at is not None:
        first = row[marker_at]
        label = cell_label(first.text) or ""
        if first.text and not label:
            marker = read_marker(first.text)
            if marker and text_at is not None and not row[text_at].text:
                # "6.1 Tham gia …" in one cell: the marker and the text run together.
                row[text_at], row[marker_at] = first.cut(marker.end), first.cut(0, marker.end)
                label = marker.label
            elif text_at == marker_at + 1 and len(first.text) > 3:
                # The empty marker cell is lost and all cells stand one too far left.
                row = [EMPTY, *row[:-1]] if not row[-1].text else [EMPTY, join([row[0], row[1]]), *row[2:]]
    text = row[text_at].text if text_at is not None else ""
    if grid.rows and not label and _is_rest(grid, row, text, text_at, after_break):
        above = grid.rows[-1]
        above.cells = [join([a or EMPTY, b]) if b.text else a for a, b in zip(above.cells, row, strict=True)]
        return
    if any(c.text for c in row):
        grid.rows.append(GridRow([c if c.text else None for c in row], label))


def _is_rest(grid: Grid, row: list[Strand], text: str, text_at: int | None, after_break: bool) -> bool:
    above = grid.rows[-1].cells[text_at] if text_at is not None else None
    unfinished = above is not None and not FINISHED.search(above.text)
    others = any(c.text for i, c in enumerate(row) if i != text_at)
    above_others = sum(1 for i, c in enumerate(grid.rows[-1].cells) if c and i != text_at)
    if not text:
        return others  # the rest of a unit or time cell
    if STARTS_LOW.match(text):
        return True
    return unfinished and after_break and above_others >= 2
