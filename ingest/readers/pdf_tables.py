"""Ruled lines of a page → tables: the cells that the lines enclose, merged where a line is missing."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from ingest.letters import seam
from ingest.readers.pdf_page import Rule, Run
from ingest.readers.pieces import ITEM, Cell, Paragraph, Table

NEAR = 3.0  # points within which lines meet or are one


@dataclass(slots=True)
class RuledTable:
    """A grid with the place it takes; y falls from row to row."""

    xs: list[float]
    ys: list[float]
    level: list[Rule]
    upright: list[Rule]

    def holds(self, run: Run) -> bool:
        middle = (run.x0 + run.x1) / 2
        return (
            self.xs[0] - NEAR <= middle <= self.xs[-1] + NEAR and self.ys[-1] - NEAR <= run.middle <= self.ys[0] + NEAR
        )


def find_tables(rules: list[Rule]) -> list[RuledTable]:
    """The grids of at least two cells, top first. Not: a box around text, the rule under a letterhead."""
    level = _merged([r for r in rules if r.y0 == r.y1 or abs(r.y1 - r.y0) < 1], True)
    upright = _merged([r for r in rules if abs(r.x1 - r.x0) < 1 and abs(r.y1 - r.y0) >= 1], False)
    if len(level) < 2 or len(upright) < 2:
        return []
    parent = list(range(len(level) + len(upright)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for j, v in enumerate(upright):
        for i, h in enumerate(level):
            if h.x0 - NEAR <= v.x0 <= h.x1 + NEAR and v.y0 - NEAR <= h.y0 <= v.y1 + NEAR:
                parent[root(len(level) + j)] = root(i)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for i, rule in enumerate([*level, *upright]):
        group = groups.setdefault(root(i), ([], []))
        group[0 if i < len(level) else 1].append(rule)
    tables = []
    for hs, vs in groups.values():
        xs = _places(v.x0 for v in vs)
        ys = (
            _places([*(h.y0 for h in hs), max((v.y1 for v in vs), default=0), min((v.y0 for v in vs), default=0)])[::-1]
            if vs
            else []
        )
        if len(xs) >= 2 and len(ys) >= 2 and (len(xs) - 1) * (len(ys) - 1) >= 2:
            tables.append(RuledTable(xs, ys, hs, vs))
    tables.sort(key=lambda t: -t.ys[0])
    return [t for t in tables if not any(o is not t and _inside(t, o) for o in tables)]


def _inside(a: RuledTable, b: RuledTable) -> bool:
    return (
        b.xs[0] <= a.xs[0]
        and a.xs[-1] <= b.xs[-1]
        and b.ys[-1] <= a.ys[-1]
        and a.ys[0] <= b.ys[0]
        and len(a.xs) * len(a.ys) < len(b.xs) * len(b.ys)
    )


def _merged(rules: list[Rule], is_level: bool) -> list[Rule]:
    """Pieces of one line (Word draws one for each cell) put together."""

    def key(r: Rule) -> tuple[float, float]:
        return (r.y0, r.x0) if is_level else (r.x0, r.y0)

    done: list[Rule] = []
    by_place: list[list[Rule]] = []
    for rule in sorted(rules, key=key):
        if by_place and key(rule)[0] - key(by_place[-1][-1])[0] <= NEAR / 2:
            by_place[-1].append(rule)
        else:
            by_place.append([rule])
    for same in by_place:
        place = sum(key(r)[0] for r in same) / len(same)
        spans = sorted((r.x0, r.x1) if is_level else (r.y0, r.y1) for r in same)
        start, end = spans[0]
        for a, b in [*spans[1:], (float("inf"), float("inf"))]:
            if a <= end + NEAR:
                end = max(end, b)
                continue
            done.append(Rule(start, place, end, place) if is_level else Rule(place, start, place, end))
            start, end = a, b
    return done


def _places(values: Iterable[float]) -> list[float]:
    """Distinct coordinates, ascending."""
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > NEAR:
            found.append(value)
    return found


def as_table(grid: RuledTable, runs: list[Run]) -> Table:
    """The cells with their text."""
    columns, rows = len(grid.xs) - 1, len(grid.ys) - 1
    owner: dict[tuple[int, int], tuple[int, int]] = {(r, c): (r, c) for r in range(rows) for c in range(columns)}

    def root(place: tuple[int, int]) -> tuple[int, int]:
        while owner[place] != place:
            place = owner[place]
        return place

    for r in range(rows):
        middle = (grid.ys[r] + grid.ys[r + 1]) / 2
        for c in range(columns):
            across = (grid.xs[c] + grid.xs[c + 1]) / 2
            if c + 1 < columns and not any(
                abs(v.x0 - grid.xs[c + 1]) <= NEAR and v.y0 <= middle <= v.y1 for v in grid.upright
            ):
                _join(owner, root((r, c)), root((r, c + 1)))
            if r + 1 < rows and not any(
                abs(h.y0 - grid.ys[r + 1]) <= NEAR and h.x0 <= across <= h.x1 for h in grid.level
            ):
                _join(owner, root((r, c)), root((r + 1, c)))
    texts: dict[tuple[int, int], list[Run]] = {}
    falling = [-y for y in grid.ys]
    for run in runs:
        r = min(max(bisect_right(falling, -run.middle) - 1, 0), rows - 1)
        home: tuple[int, int] | None = None
        for word in run.words:
            c = min(max(bisect_right(grid.xs, (word[1] + word[2]) / 2) - 1, 0), columns - 1)
            if root((r, c)) == home:
                texts[home][-1].words.append(word)
            else:
                home = root((r, c))
                texts.setdefault(home, []).append(Run([word], run.y, run.size))
    members: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for place in owner:
        members.setdefault(root(place), []).append(place)
    cells = []
    for top, places in members.items():
        r0, c0 = min(p[0] for p in places), min(p[1] for p in places)
        high, wide = max(p[0] for p in places) - r0 + 1, max(p[1] for p in places) - c0 + 1
        lines = [" ".join(r.text for r in line) for line in in_lines(texts.get(top, []))]
        cells.append(Cell(r0, c0, [Paragraph(item) for item in _items(lines)], high, wide))
    return Table(cells, bordered=True)


def _items(lines: list[str]) -> list[str]:
    """The lines of a cell as one text, or as the items of a list. Not: "Vụ Kế hoạch" / "- Tài chính", one name."""
    items: list[str] = []
    for line in lines:
        if items and not (ITEM.match(line) and ITEM.match(lines[0])):
            items[-1] = items[-1] + seam(items[-1], line) + line
        else:
            items.append(line)
    return items


def _join(owner: dict[tuple[int, int], tuple[int, int]], a: tuple[int, int], b: tuple[int, int]) -> None:
    if a != b:
        owner[max(a, b)] = min(a, b)


def in_lines(runs: list[Run]) -> list[list[Run]]:
    """Runs by line, top to bottom, each line from left to right."""
    lines: list[list[Run]] = []
    for run in sorted(runs, key=lambda r: -r.y):
        if lines and abs(lines[-1][0].y - run.y) <= 0.4 * max(min(lines[-1][0].size, run.size), 4):
            lines[-1].append(run)
        else:
            lines.append([run])
    return [sorted(line, key=lambda r: r.x0) for line in lines]
