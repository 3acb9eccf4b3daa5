"""Rows of tables whose cells are certain (their borders are drawn): heads of one or two rows, merged cells, group rows.

A row with fewer cells than columns has merged cells: across (a group's heading) or down (a body that leads several
rows). Which of the two, and which columns, is told by what its cells hold.
"""

from __future__ import annotations

import math
import re

from ingest.structure.lines import Line, Strand
from ingest.structure.markers import cell_class, cell_label, read_marker
from ingest.tables.columns import columns_of, role_of
from ingest.tables.flat_tables import COST, classify
from ingest.tables.grid import Grid, GridRow

HEAD_CELL = 140  # characters; a longer cell is content
BADLY = 3.0  # how much dearer the last columns may be for the cells of a row without a number
NUMBER_CELL = re.compile(r"\(?\s*(?:\d{1,2}|[A-EĐ]|\d{1,2}\s*=.*)\s*\)?")
MERGED_COST = {
    "marker": 0.4,
    "lead": 0.6,
    "support": 0.7,
    "units": 0.6,
    "timeframe": 0.9,
    "product": 1.2,
    "note": 0.8,
    "other": 0.8,
}


def read_drawn(lines: list[Line], before: Grid | None = None) -> list[Grid]:
    """The new grids of one drawn table: usually one, more where a new head stands among its rows.

    Rows without a head of their own go on with the table ``before``, where that ends right above and is as wide.
    """
    above = before if before and len(before.columns) == lines[0].width and before.columns[0].header else None
    grids: list[Grid] = [above] if above else []
    width = lines[0].width
    rows = [(line.cells or [], line.number) for line in lines]
    at = 0
    while at < len(rows):
        head = _head([cells for cells, _ in rows], at, width)
        if head:
            headers, taken = head
            if not (grids and [c.header for c in grids[-1].columns] == headers):
                grids.append(Grid(columns_of(headers), number=rows[at][1]))
            at += taken
            continue
        if not grids:
            grids.append(Grid(columns_of([""] * width), number=rows[at][1]))
        _add(grids[-1], rows[at][0])
        at += 1
    for grid in grids:
        _inherit(grid)
    return grids[1:] if above else grids


def _head(rows: list[list[Strand]], at: int, width: int) -> tuple[list[str], int] | None:
    cells = [c.text for c in rows[at]]
    roles = [role_of(c) for c in cells]
    known = sum(r is not None for r in roles)
    filled = sum(bool(c) for c in cells)
    marked = roles[:1] == ["marker"] and filled >= 2 and not cell_label(cells[0])
    if filled < 2 or any(len(c) > HEAD_CELL for c in cells):
        return None
    if not marked and (
        known < 2
        or known < 0.6 * filled
        or any(len(c) > 60 or c.startswith(("-", "+")) or cell_label(c) for c in cells)
    ):
        return None
    if at and not marked and (len(cells) != width or known < 3 or known < 0.8 * filled):
        return None
    headers, taken = list(cells), 1
    below = [c.text for c in rows[at + 1]] if at + 1 < len(rows) else []
    spread = width - len(headers)
    if below and spread > 0 and 1 < len(below) < width and not cell_label(below[0]) and all(len(c) < 80 for c in below):
        headers = _spread(headers, below, spread)
        taken = 2
        deeper = [c.text for c in rows[at + 2]] if at + 2 < len(rows) else []
        if (
            deeper
            and len(headers) < width
            and 1 < len(deeper) < width
            and not cell_label(deeper[0])
            and all(len(c) < 80 for c in deeper)
        ):
            headers = _spread(headers, deeper, width - len(headers))
            taken = 3
    headers += [""] * (width - len(headers))
    if at + taken < len(rows):
        numbers = [c.text for c in rows[at + taken] if c.text]
        if len(numbers) > 1 and all(NUMBER_CELL.fullmatch(c) for c in numbers):
            taken += 1  # column numbers (1) (2) (3)
    return headers[:width], taken


def _spread(headers: list[str], below: list[str], spread: int) -> list[str]:
    """The leaves of a head of two rows: a heading over several columns gives way to them."""
    roles = [role_of(h) for h in headers]
    low = [role_of(c) for c in below]
    one = len(below) == spread + 1  # a single heading covers all cells below
    order: tuple[str | None, ...] = ("units", "report_lead", "timeframe", None, "value", "product")
    if not ({"lead", "support"} & set(low)):
        order = ("timeframe", None, "value", "units", "product", "measure_unit")
    parents = [i for want in order for i, r in enumerate(roles) if r == want and i > 0]
    if not parents:
        return headers
    if one:
        parent = parents[0]
        return headers[:parent] + [_leaf(headers[parent], c) for c in below] + headers[parent + 1 :]
    # Several headings share the cells below: two each, the last what is left.
    chosen = sorted(parents[: max(1, len(below) - spread)])
    out: list[str] = []
    left = list(below)
    for i, header in enumerate(headers):
        if i not in chosen:
            out.append(header)
            continue
        last = i == chosen[-1]
        share = left if last else left[: len(below) // len(chosen)]
        left = [] if last else left[len(share) :]
        out.extend(_leaf(header, c) for c in share)
    return out


def _leaf(parent: str, child: str) -> str:
    """ "Chủ trì" says enough of itself; "Quý III" under "Năm 2025" needs the words above it."""
    return child if role_of(child) else f"{parent} {child}".strip()


def _add(grid: Grid, cells: list[Strand]) -> None:
    width = len(grid.columns)
    marker_at, text_at = grid.index("marker"), grid.index("text", "indicator")
    row: list[Strand | None] = [c if c.text else None for c in cells[:width]]
    inherited: set[int] = set()
    label = ""
    filled = [c for c in row if c]
    if not filled:
        return
    if len(row) < width:
        row, inherited = _merged(grid, cells, marker_at, text_at)
    if marker_at is not None:
        first = row[marker_at]
        label = cell_label(first.text) or "" if first else ""
        if first and not label and text_at is not None and (row[text_at] is None or len(filled) == 1):
            marker = read_marker(first.text)
            row[marker_at], row[text_at] = None, first
            if marker and marker.end < len(first):
                row[marker_at], row[text_at], label = first.cut(0, marker.end), first.cut(marker.end), marker.label
    if text_at is not None and row[text_at] is not None and not label and len(filled) == 1:
        only = row[text_at]
        marker = read_marker(only.text) if only else None
        if only and marker and marker.kind not in ("dash", "plus") and marker.end < len(only):
            label, row[text_at] = marker.label, only.cut(marker.end)
            if marker_at is not None:
                row[marker_at] = only.cut(0, marker.end)
    if grid.rows and _same(grid, row, marker_at):
        return
    grid.rows.append(GridRow(row, label, inherited=inherited, short=len(cells) < width))


def _inherit(grid: Grid) -> None:
    """A numbered row that prints its text alone between others of its numbering: the rest is merged from above."""
    marker_at, text_at = grid.index("marker"), grid.index("text", "indicator")
    for above, row, below in zip(grid.rows, grid.rows[1:], [*grid.rows[2:], None], strict=False):
        others = [i for i in range(len(row.cells)) if i not in (marker_at, text_at)]
        if not row.short or any(row.cells[i] for i in others) or not any(above.cells[i] for i in others):
            continue
        deeper = below is not None and (
            below.label.startswith(f"{row.label}.") or (cell_class(below.label) != "decimal" and bool(below.label))
        )
        if row.label.isdigit() and above.label.isdigit() and int(row.label) == int(above.label) + 1 and not deeper:
            for i in others:
                row.cells[i] = above.cells[i]
            row.inherited = {i for i in others if row.cells[i]}


def _same(grid: Grid, row: list[Strand | None], marker_at: int | None) -> bool:
    """The head printed again at a page's top, in other words than at the table's."""
    texts = [c.text if c else "" for c in row]
    heads = [c.header for c in grid.columns]
    return sum(bool(t) for t in texts) > 2 and sum(t == h for t, h in zip(texts, heads, strict=True)) >= 0.8 * len(
        heads
    )


def _merged(
    grid: Grid, cells: list[Strand], marker_at: int | None, text_at: int | None
) -> tuple[list[Strand | None], set[int]]:
    """Cells of a short row → columns; the columns that a cell merged from above fills."""
    width = len(grid.columns)
    row: list[Strand | None] = [None] * width
    filled = [c for c in cells if c.text]
    label = cell_label(cells[0].text) if cells else None
    if marker_at is not None and text_at is not None:
        if len(filled) == 1 and (len(cells) == 1 or not label):
            row[text_at] = filled[0]
            return row, set()
        if (
            label
            and len(filled) == 2
            and filled[0] is cells[0]
            and (len(cells) == 2 or (len(filled[1]) > 0 and len(cells) < 3))
        ):
            row[marker_at], row[text_at] = filled
            return row, set()
    elif len(filled) == 1:
        row[text_at if text_at is not None else 0] = filled[0]
        return row, set()
    columns = list(range(width))
    start = 0
    if marker_at == 0 and label and cells[0].text:
        row[0] = cells[0]
        start, columns = 1, columns[1:]
    elif marker_at == 0:
        columns = columns[1:]
    placed = _align(grid, cells[start:], columns)
    if marker_at == 0 and not label:
        # The number is merged, and mostly what follows it: the cells are the row's last, unless that fits them badly.
        last = dict(zip(columns[len(columns) - len(cells) :], cells, strict=False))
        if _cost(grid, last) <= _cost(grid, placed) + BADLY:
            placed = last
    for i, cell in placed.items():
        row[i] = cell if cell.text else None
    inherited: set[int] = set()
    above = grid.rows[-1] if grid.rows else None
    if above and above.kind != "group" and len([c for c in above.cells if c]) > 1:
        for i in columns:
            if (
                i not in placed
                and row[i] is None
                and grid.columns[i].role in ("lead", "support", "units", "timeframe", "product", "other")
            ):
                row[i] = above.cells[i]
                inherited.add(i)
    return row, inherited


def _cost(grid: Grid, placed: dict[int, Strand]) -> float:
    return sum(COST.get((classify(c.text), grid.columns[i].role), 5.0) for i, c in placed.items() if c.text)


def _align(grid: Grid, cells: list[Strand], columns: list[int]) -> dict[int, Strand]:
    """Cells → columns in order, at the least cost; columns passed over are those of merged cells."""
    n, m = len(cells), len(columns)
    if n >= m:
        return dict(zip(columns, cells, strict=False))
    classes = [classify(c.text) if c.text else "" for c in cells]
    best = [[math.inf] * (m + 1) for _ in range(n + 1)]
    came: dict[tuple[int, int], bool] = {}
    best[0] = [0.0] * (m + 1)
    for j in range(1, m + 1):
        role = grid.columns[columns[j - 1]].role
        skip = MERGED_COST.get(role, 3.0)
        best[0][j] = best[0][j - 1] + skip
        came[0, j] = False
        for i in range(1, n + 1):
            take = best[i - 1][j - 1] + (COST.get((classes[i - 1], role), 5.0) if classes[i - 1] else 0.5)
            leave = best[i][j - 1] + skip
            best[i][j], came[i, j] = (take, True) if take < leave else (leave, False)
    placed: dict[int, Strand] = {}
    i, j = n, m
    while j:
        if came.get((i, j)):
            placed[columns[j - 1]] = cells[i - 1]
            i -= 1
        j -= 1
    return placed
