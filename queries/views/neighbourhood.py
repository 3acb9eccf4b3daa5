"""What lies around a node, step by step, up to a number of nodes."""

from __future__ import annotations

from dataclasses import dataclass

from graph.stores.base import Store
from queries.views.reading import records

LABELS = ("Document", "Task", "Unit", "Indicator", "Target", "Section", "Source", "Finding")
"""Labels that a page can start from; a node's first label is one of them."""

_ROW = (
    "x.id AS id, type(r) AS kind, o.id AS other, o.title AS title, o.name AS name, o.path AS path, labels(o) AS labels"
)
FIND = {
    label: f"MATCH (x:{label}) WHERE x.id = $id RETURN x.id AS id, x.title AS title, x.name AS name, x.path AS path"
    for label in LABELS
}
OUT = {label: f"MATCH (x:{label})-[r]->(o) WHERE x.id IN $ids RETURN {_ROW} ORDER BY kind, other" for label in LABELS}
IN = {label: f"MATCH (x:{label})<-[r]-(o) WHERE x.id IN $ids RETURN {_ROW} ORDER BY kind, other" for label in LABELS}

NOT_FOLLOWED = frozenset({"Section", "Source", "Finding"})
"""Containment and findings have their own pages; in the picture they would only push out what matters."""
NOT_BEYOND = frozenset({"PART_OF", "ISSUED_BY"})
"""Beyond the first step these lead through an agency to all that it has."""
_WEIGHT = {
    "DERIVES_FROM": 0, "REPLACES": 0, "AMENDS": 0, "REPEALS": 0, "ANNEXED_TO": 0, "LEADS": 1, "ISSUED_BY": 2,
    "RESTATES": 2,
    "CITES": 3, "SUPPORTS": 4, "PART_OF": 5, "SETS": 6, "OF": 6, "MEASURES": 6, "REPORTS": 7, "ABOUT": 8,
}  # fmt: skip
"""Which relationships come first when not all fit."""


@dataclass(frozen=True, slots=True)
class Around:
    """A node of the picture; ``steps`` from the start."""

    id: str
    label: str
    title: str
    path: str | None
    steps: int


@dataclass(frozen=True, slots=True)
class Tie:
    start: str
    end: str
    kind: str


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """``left_out`` counts neighbours that were met but did not fit."""

    nodes: list[Around]
    ties: list[Tie]
    left_out: int


def neighbourhood(store: Store, id: str, *, steps: int, budget: int) -> Neighbourhood | None:
    """The nodes within some steps of a node, nearest first, at most ``budget`` of them; None without such a node."""
    start = _find(store, id)
    if start is None:
        return None
    nodes = {id: start}
    ties: set[Tie] = set()
    refused: set[str] = set()
    frontier = [start]
    for step in range(1, steps + 1):
        met: dict[str, tuple[int, Around]] = {}
        found: list[Tie] = []
        for tie, other in _ties(store, frontier, step):
            if other.label in NOT_FOLLOWED or (step > 1 and tie.kind in NOT_BEYOND):
                continue
            found.append(tie)
            weight = _WEIGHT.get(tie.kind, 9)
            if other.id not in nodes and (other.id not in met or weight < met[other.id][0]):
                met[other.id] = (weight, other)
        ranked = [other for _, other in sorted(met.values(), key=lambda pair: (pair[0], pair[1].title, pair[1].id))]
        room = max(0, budget - len(nodes))
        frontier = ranked[:room]
        refused |= {other.id for other in ranked[room:]}
        nodes |= {other.id: other for other in frontier}
        ties |= {tie for tie in found if tie.start in nodes and tie.end in nodes}
    ties |= {tie for tie, _ in _ties(store, list(nodes.values()), 0) if tie.start in nodes and tie.end in nodes}
    return Neighbourhood(
        list(nodes.values()), sorted(ties, key=lambda tie: (tie.start, tie.end, tie.kind)), len(refused - set(nodes))
    )


def _find(store: Store, id: str) -> Around | None:
    for label, cypher in FIND.items():
        for row in records(store, cypher, {"id": id}):
            return Around(id, label, row["name"] or row["title"] or id, row["path"], 0)
    return None


def _ties(store: Store, frontier: list[Around], step: int) -> list[tuple[Tie, Around]]:
    found: list[tuple[Tie, Around]] = []
    for label in dict.fromkeys(node.label for node in frontier):
        ids = [node.id for node in frontier if node.label == label]
        for outward, cypher in ((True, OUT[label]), (False, IN[label])):
            for row in records(store, cypher, {"ids": ids}):
                other_label = next((name for name in row["labels"] if name in LABELS), "")
                if not other_label:
                    continue
                title = row["name"] or row["title"] or row["other"]
                other = Around(row["other"], other_label, title, row["path"], step)
                pair = (row["id"], row["other"]) if outward else (row["other"], row["id"])
                found.append((Tie(*pair, row["kind"]), other))
    return found
