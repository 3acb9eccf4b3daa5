"""Tables as rows and columns of strands, before their place in the clean text is known; row kinds and paths."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ingest.structure.layout import Column
from ingest.structure.lines import Strand
from ingest.structure.markers import RANK, cell_class, cell_label
from ingest.tables.columns import role_of


@dataclass(slots=True)
class GridRow:
    """``cells`` follow the grid's columns."""

    cells: list[Strand | None]
    label: str = ""  # of its marker cell, for paths
    kind: str = "item"  # "group" or "item"
    path: str = ""
    group: int | None = None
    inherited: set[int] = field(default_factory=set)
    short: bool = False  # printed with fewer cells than columns: some are merged


@dataclass(slots=True)
class Grid:
    columns: list[Column]
    rows: list[GridRow] = field(default_factory=list)
    number: int = 0  # line of its head
    unread: list[Strand] = field(default_factory=list)  # rows that could not be told: each becomes a finding

    def index(self, *roles: str) -> int | None:
        return next((i for i, c in enumerate(self.columns) if c.role in roles), None)


def text_of(row: GridRow, index: int | None) -> str:
    cell = row.cells[index] if index is not None and index < len(row.cells) else None
    return cell.text if cell else ""


def settle_text(grid: Grid) -> None:
    """Where no header says which column is the text, it is the one that prints most."""
    at = grid.index("text")
    if at is None or role_of(grid.columns[at].header) in ("text", "indicator"):
        return
    free = [i for i, c in enumerate(grid.columns) if c.role in ("text", "other")]
    size = {i: sum(len(text_of(r, i)) for r in grid.rows) for i in free}
    best = max(free, key=lambda i: size[i])
    if size[best] > 1.5 * size[at]:
        grid.columns[at].role, grid.columns[best].role = "other", "text"


def number_rows(grid: Grid, prefix: str) -> None:
    """Sets kinds, groups and paths ("PL.II.I.4", "PL.6.1.(2)") of all rows, top to bottom."""
    text_at = grid.index("text", "indicator")
    marker_at = grid.index("marker")
    stack: list[tuple[int, str, int, bool]] = []  # rank, path, row, is group
    group: int | None = None
    seen: dict[str, int] = {}
    last_upper = ""
    for i, row in enumerate(grid.rows):
        if marker_at is not None and not row.label:
            row.label = cell_label(text_of(row, marker_at)) or ""
        others = [j for j in range(len(grid.columns)) if j not in (text_at, marker_at)]
        is_group = not any(text_of(row, j) for j in others) and bool(text_of(row, text_at) or row.label)
        row.kind = "group" if is_group and _opens(grid, i, text_at, marker_at) else "item"
        if row.label:
            kind = cell_class(row.label, last_upper)
            last_upper = row.label if kind == "upper" else last_upper
            if row.kind == "group":
                while stack and not stack[-1][3]:
                    stack.pop()
            rank = RANK[kind] + row.label.count(".")
            while stack and stack[-1][0] >= rank:
                stack.pop()
            if kind in ("dash", "plus"):
                base = stack[-1][1] if stack else prefix
                seen[base] = seen.get(base, 0) + 1
                row.path = f"{base}.{seen[base]}".lstrip(".")
            else:
                base = _base(stack, row.label, prefix)
                row.path = f"{base}.{row.label}".lstrip(".")
            stack.append((rank, row.path, i, row.kind == "group"))
        else:
            base = stack[-1][1] if stack else prefix
            first = 1 if stack and not stack[-1][3] and grid.index("indicator") is None else 0  # the numbered row is #1
            seen[base] = seen.get(base, first) + 1
            mark = "." if grid.index("indicator") is not None else "#"  # "Trong đó: …" stands under its indicator
            row.path = base if seen[base] == first + 1 and _is_only_item(grid, i) else f"{base}{mark}{seen[base]}"
        if row.kind == "group":
            group = i
        row.group = group if row.kind == "item" else None


def _base(stack: list[tuple[int, str, int, bool]], label: str, prefix: str) -> str:
    """The path above a label; "6.1" under "6" replaces it rather than standing below it."""
    head = label.rsplit(".", 1)[0] if re.fullmatch(r"\d+(\.\d+)+", label) else None
    for _, path, _, _ in reversed(stack):
        last = path.rsplit(".", label.count(".") or 1)
        if head and (path == f"{prefix}.{head}".lstrip(".") or path.endswith(f".{head}")):
            return path[: -len(head)].rstrip(".")
        if head and last:
            continue
        return path
    return stack[-1][1] if stack and not head else prefix


def _opens(grid: Grid, i: int, text_at: int | None, marker_at: int | None) -> bool:
    """Whether a row without units or time is a heading: some row stands under it."""
    if i + 1 >= len(grid.rows):
        return False
    row, after = grid.rows[i], grid.rows[i + 1]
    mine = row.label or (cell_label(text_of(row, marker_at)) or "")
    theirs = cell_label(text_of(after, marker_at)) or ""
    if not mine or not theirs:
        return True
    return cell_class(mine) != cell_class(theirs) or theirs.count(".") > mine.count(".")


def _is_only_item(grid: Grid, i: int) -> bool:
    """A row without a marker right under its group and followed by a marked row or the end of the table."""
    before_is_group = i > 0 and grid.rows[i - 1].kind == "group"
    after = grid.rows[i + 1] if i + 1 < len(grid.rows) else None
    marker_at = grid.index("marker")
    return before_is_group and (after is None or bool(after.label or cell_label(text_of(after, marker_at))))
