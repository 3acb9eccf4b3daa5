"""The explorer's picture through pyvis; no other module imports it.

Of pyvis 0.3.2 we take its model of nodes, edges and options, and the vis-network script that it carries. Its page is
not used: it escapes nothing, loads from outside and lets the browser search for positions (500 nodes: 25 s).
Here networkx places the nodes, physics is off, and our own template writes the page.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, TypeAlias

import networkx as nx
from pyvis.network import Network  # type: ignore[import-untyped]

from queries.views.neighbourhood import Around, Neighbourhood

Place: TypeAlias = tuple[float, float]
SCRIPT = ("lib", "vis-9.1.2", "vis-network.min.js")
WIDTH, HEIGHT = 560, 270
"""Half the size of a full picture in pixels, as wide as the page: labels are legible without zooming."""
LABEL_CHARACTERS = 28
NAMED_INSIDE = frozenset({"Document", "Unit"})
"""Labels whose name stands inside their shape; elsewhere it stands below."""
SHAPES = {"Document": "box", "Unit": "ellipse", "Task": "dot", "Indicator": "diamond", "Target": "triangle"}


@dataclass(frozen=True, slots=True)
class Drawing:
    """What the page hands to vis-network: plain JSON values."""

    nodes: list[dict[str, Any]]
    edges: list[dict[str, Any]]
    options: dict[str, Any]


def drawing(around: Neighbourhood, relation_names: dict[str, str], label_names: dict[str, str]) -> Drawing:
    """The picture of a neighbourhood. Titles stay plain text; colours are the page's, by the node's ``group``."""
    places = _places(around)
    network = Network(directed=True)
    for node in around.nodes:
        x, y = places[node.id]
        network.add_node(
            node.id,
            label=_label(node),
            title=f"{label_names.get(node.label, node.label)}: {node.title}",
            shape=SHAPES.get(node.label, "dot"),
            group=node.label,
            x=round(x),
            y=round(y),
            start=node.steps == 0,
        )
    for tie in around.ties:
        network.add_edge(tie.start, tie.end, title=relation_names.get(tie.kind, tie.kind), relation=tie.kind)
    nodes, edges, *_ = network.get_network_data()
    for node_data in nodes:
        node_data.pop("color", None)  # set on the page, which knows whether it is light or dark
    return Drawing([dict(node) for node in nodes], [dict(edge) for edge in edges], _OPTIONS)


_OPTIONS: dict[str, Any] = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "edges": {"smooth": False, "arrows": {"to": {"enabled": True, "scaleFactor": 0.5}}},
    "interaction": {"hover": True, "keyboard": {"enabled": False}, "tooltipDelay": 150, "zoomView": True},
    "nodes": {"borderWidth": 1, "size": 7, "scaling": {"label": {"drawThreshold": 2}}},
}


def _places(around: Neighbourhood) -> dict[str, Place]:
    """Positions from networkx: the same neighbourhood always looks the same."""
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(node.id for node in around.nodes)
    graph.add_edges_from((tie.start, tie.end) for tie in around.ties)
    if len(graph) == 1:
        return dict.fromkeys(graph, (0.0, 0.0))
    rings = [[node.id for node in around.nodes if node.steps == step] for step in range(3)]
    start = nx.shell_layout(graph, [ring for ring in rings if ring])
    placed = nx.spring_layout(graph, pos=start, seed=1, iterations=80, k=2.4 / len(graph) ** 0.5)
    share = min(1.0, 0.35 + len(graph) / 40)
    places = {id: (float(x) * WIDTH * share, float(y) * HEIGHT * share) for id, (x, y) in placed.items()}
    return _apart(places, {node.id: _size(node) for node in around.nodes})


def _size(node: Around) -> tuple[float, float]:
    """Roughly the width and height in pixels of a node with its label."""
    lines = _label(node).split("\n")
    return max(len(line) for line in lines) * 7.0 + 18, len(lines) * 16.0 + (14 if node.label in NAMED_INSIDE else 24)


def _apart(places: dict[str, Place], sizes: dict[str, tuple[float, float]]) -> dict[str, Place]:
    """Moves nodes that cover each other apart, the shorter way, until none does or a hundred rounds are over."""
    ids = sorted(places)
    moved = {id: list(place) for id, place in places.items()}
    for _ in range(100):
        still = True
        for i, one in enumerate(ids):
            for other in ids[i + 1 :]:
                (x1, y1), (x2, y2) = moved[one], moved[other]
                over_x = (sizes[one][0] + sizes[other][0]) / 2 - abs(x1 - x2)
                over_y = (sizes[one][1] + sizes[other][1]) / 2 - abs(y1 - y2)
                if over_x <= 0 or over_y <= 0:
                    continue
                still = False
                axis, over = (0, over_x) if over_x < over_y else (1, over_y)
                way = 1 if moved[one][axis] >= moved[other][axis] else -1
                moved[one][axis] += way * over / 2
                moved[other][axis] -= way * over / 2
        if still:
            break
    return {id: (x, y) for id, (x, y) in moved.items()}


def _label(node: Around) -> str:
    """What stands at a node: names of documents and units, the place of a task, nothing at a target (its value is said
    when the pointer is on it): sixty sentences would cover each other."""
    if node.label == "Target" and node.steps:
        return " "
    return node.path if node.label == "Task" and node.path and node.steps else _short(node.title)


def _short(title: str) -> str:
    """A label that fits: two lines at most, cut between words."""
    lines: list[str] = [""]
    for word in title.split():
        if lines[-1] and len(lines[-1]) + len(word) + 1 > LABEL_CHARACTERS:
            if len(lines) == 2:
                lines[-1] += " …"
                break
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return "\n".join(lines)


@cache
def script() -> bytes:
    """vis-network 9.1.2 (Apache 2.0 or MIT, notice inside) out of the installed pyvis."""
    return resources.files("pyvis").joinpath(*SCRIPT).read_bytes()
