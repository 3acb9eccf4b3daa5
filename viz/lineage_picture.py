"""The document lineage as a layered picture: what others rest on at the left, what rests on it to the right.

Only arithmetic: documents and derivations in, boxes and curves out, in SVG user units (a pixel at normal size). The
template draws them; every box is a link, and the same rows stand in a table beside the picture.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import networkx as nx

from queries.views.lineage import Derivation, LineageDocument

BOX_WIDTH, BOX_HEIGHT = 176, 46
GAP_X, GAP_Y, MARGIN = 76, 14, 10
BUDGET = 36
"""Documents that a picture shows at most; a table carries the rest."""


Place: TypeAlias = tuple[float, float]
"""The upper left corner of a box."""


@dataclass(frozen=True, slots=True)
class Box:
    document: LineageDocument
    x: float
    y: float
    focus: bool


@dataclass(frozen=True, slots=True)
class Curve:
    derivation: Derivation
    path: str


@dataclass(frozen=True, slots=True)
class Picture:
    width: float
    height: float
    boxes: list[Box]
    curves: list[Curve]
    left_out: int


def related(edges: Iterable[Derivation], focus: str) -> tuple[set[str], set[str]]:
    """The ids above a document (what it rests on, through others too) and below it."""
    graph = _graph(edges)
    if focus not in graph:
        return set(), set()
    return set(nx.descendants(graph, focus)), set(nx.ancestors(graph, focus))


def draw(
    documents: Sequence[LineageDocument], edges: Sequence[Derivation], focus: str | None = None, budget: int = BUDGET
) -> Picture:
    """Places documents in columns, so that each stands to the right of all it rests on.

    Beyond the budget, documents held and those that tie several together stay, the others are counted in ``left_out``.
    """
    known = {document.id: document for document in documents}
    graph = _graph(edges)
    if focus is not None:
        above, below = related(edges, focus)
        graph = graph.subgraph(above | below | {focus}) if focus in graph else _graph(())
        graph = nx.DiGraph(graph)
        graph.add_node(focus)
    else:
        graph.add_nodes_from(d.id for d in documents if d.status == "held")
    ids = [i for i in graph if i in known]
    kept = sorted(ids, key=lambda i: (i != focus, known[i].status != "held", -graph.degree(i), i))[:budget]
    graph = nx.DiGraph(graph.subgraph(kept))
    columns = _ordered(graph, _columns(graph))
    height = max((len(column) for column in columns), default=0) * (BOX_HEIGHT + GAP_Y) - GAP_Y + 2 * MARGIN
    width = len(columns) * (BOX_WIDTH + GAP_X) - GAP_X + 2 * MARGIN
    places: dict[str, Place] = {}
    tops: list[list[float]] = []
    for number, column in enumerate(columns):
        top = (height - len(column) * (BOX_HEIGHT + GAP_Y) + GAP_Y) / 2
        tops.append([top + row * (BOX_HEIGHT + GAP_Y) for row in range(len(column))])
        for row, id in enumerate(column):
            places[id] = (MARGIN + number * (BOX_WIDTH + GAP_X), top + row * (BOX_HEIGHT + GAP_Y))
    return Picture(
        max(width, BOX_WIDTH + 2 * MARGIN),
        max(height, BOX_HEIGHT + 2 * MARGIN),
        [Box(known[id], x, y, id == focus) for id, (x, y) in places.items()],
        [
            Curve(e, _curve(places[e.upper], places[e.lower], tops))
            for e in edges
            if e.upper in places and e.lower in places
        ],
        len(ids) - len(kept),
    )


def _graph(edges: Iterable[Derivation]) -> nx.DiGraph[str]:
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_edges_from((edge.lower, edge.upper) for edge in edges if edge.lower != edge.upper)
    return graph


def _columns(graph: nx.DiGraph[str]) -> list[list[str]]:
    """Columns from the left; a document stands next to the nearest one that rests on it, a cycle in one column."""
    if not graph:
        return []
    condensed = nx.condensation(graph)
    height: dict[int, int] = {}
    for part in nx.topological_sort(condensed):  # lower documents first: arrows run from lower to upper
        height[part] = max((height[before] + 1 for before in condensed.predecessors(part)), default=0)
    tallest = max(height.values())
    columns: list[list[str]] = [[] for _ in range(tallest + 1)]
    for part, up in height.items():
        columns[tallest - up].extend(sorted(condensed.nodes[part]["members"]))
    return columns


def _ordered(graph: nx.DiGraph[str], columns: list[list[str]]) -> list[list[str]]:
    """Fewer crossings: each document at the mean height of its neighbours, swept a few times (barycentre)."""
    columns = [sorted(column) for column in columns]
    for sweep in range(6):
        place = {id: row - len(column) / 2 for column in columns for row, id in enumerate(column)}
        for column in columns if sweep % 2 else reversed(columns):
            mean = {
                id: (sum(place[n] for n in near) / len(near) if near else place[id])
                for id in column
                for near in [[*graph.predecessors(id), *graph.successors(id)]]
            }
            column.sort(key=lambda id: (mean[id], id))
            place |= {id: row - len(column) / 2 for row, id in enumerate(column)}
    return columns


def _curve(upper: Place, lower: Place, columns: list[list[float]]) -> str:
    """From the right side of the upper document to the left side of the lower, through gaps of the columns between.

    Within one column (a cycle) it goes around the side.
    """
    x1, y1 = upper[0] + BOX_WIDTH, upper[1] + BOX_HEIGHT / 2
    x2, y2 = lower[0], lower[1] + BOX_HEIGHT / 2
    if x2 <= x1:
        bend = x1 + GAP_X / 2
        return f"M{x1:g} {y1:g} C{bend:g} {y1:g} {bend:g} {y2:g} {lower[0] + BOX_WIDTH:g} {y2:g}"
    step = BOX_WIDTH + GAP_X
    first, last = round((upper[0] - MARGIN) / step) + 1, round((lower[0] - MARGIN) / step)
    path, x, y = f"M{x1:g} {y1:g}", x1, y1
    for column in range(first, last):
        left = MARGIN + column * step
        on_line = y1 + (y2 - y1) * (left + BOX_WIDTH / 2 - x1) / (x2 - x1)
        gap = _gap(columns[column], on_line)
        path += _bend(x, y, left, gap) + f" H{left + BOX_WIDTH:g}"
        x, y = left + BOX_WIDTH, gap
    return path + _bend(x, y, x2, y2)


def _gap(tops: list[float], wanted: float) -> float:
    """The height between two boxes of a column, above or below them, that is nearest to the one wanted."""
    half = GAP_Y / 2
    return min([tops[0] - half, *(top + BOX_HEIGHT + half for top in tops)], key=lambda y: (abs(y - wanted), y))


def _bend(x1: float, y1: float, x2: float, y2: float) -> str:
    half = (x2 - x1) / 2
    return f" C{x1 + half:g} {y1:g} {x2 - half:g} {y2:g} {x2:g} {y2:g}"
