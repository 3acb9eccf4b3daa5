"""The lineage of documents: what stands above and below one, by which stated reasons, and how to draw it.

Edges go from the document that derives to the one that it derives from. They come from a graph in memory
(`edges_of`) or from rows of a store; everything here depends on the edges alone and gives the same order every time.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

import networkx as nx

from graph.errors import UnknownDocument
from graph.model import Graph

MAX_STEPS = 25
"""As in the saved queries, where every path has this bound."""
MAX_CHAINS = 1000

DocumentGraph: TypeAlias = "nx.DiGraph[str]"


@dataclass(frozen=True, slots=True)
class Hop:
    """One stated reason: ``start`` derives from ``end``. ``stated_in`` is another document that says so."""

    start: str
    end: str
    basis: str
    quote: str = ""
    rule: str = ""
    source: str = ""
    stated_in: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """A document reached, with a shortest chain of reasons that leads to it (upwards or downwards)."""

    step: int
    document: str
    chain: tuple[Hop, ...]


def edges_of(graph: Graph) -> Iterator[Hop]:
    """The lineage between documents; that of single tasks is left out."""
    for rel in graph.by_kind("DERIVES_FROM"):
        if graph.nodes[rel.start].label == "Document":
            said = {k: str(v) for k, v in rel.properties.items()}
            yield Hop(
                rel.start,
                rel.end,
                said["basis"],
                said.get("quote", ""),
                said.get("rule", ""),
                said.get("source", ""),
                said.get("stated_in", ""),
            )


def document_graph(edges: Iterable[Hop], documents: Iterable[str] = ()) -> DocumentGraph:
    """Args:
    edges: in any order; the first in the alphabet is kept where two join the same documents.
    documents: those that may have no edge at all.
    """
    made: DocumentGraph = nx.DiGraph()
    made.add_nodes_from(sorted(documents))
    for hop in sorted(edges, key=lambda h: (h.start, h.end, h.rule != "citation", h.basis, h.quote)):
        if not made.has_edge(hop.start, hop.end):
            made.add_edge(hop.start, hop.end, hop=hop)
    return made


def ancestors(graph: DocumentGraph, document: str, steps: int = MAX_STEPS) -> list[Step]:
    """What the document derives from, nearest first, each with a shortest chain; in a level by id.

    Raises:
        UnknownDocument: it is not in the graph.
    """
    return _reached(graph, document, steps, upwards=True)


def descendants(graph: DocumentGraph, document: str, steps: int = MAX_STEPS) -> list[Step]:
    """What derives from the document, nearest first; chains start at the document and go down.

    Raises:
        UnknownDocument: it is not in the graph.
    """
    return _reached(graph, document, steps, upwards=False)


def ascent(graph: DocumentGraph, document: str, steps: int = MAX_STEPS) -> list[tuple[int, Hop]]:
    """Every edge above the document with the step at which it is met: 1 for its own, 2 for those of their ends, …"""
    depth = {document: 0} | {s.document: s.step for s in ancestors(graph, document, steps)}
    met = [(depth[start] + 1, data["hop"]) for start, _, data in graph.edges(depth, data=True) if depth[start] < steps]
    return sorted(met, key=lambda m: (m[0], m[1].start, m[1].end))


def chains(graph: DocumentGraph, start: str, end: str, steps: int = MAX_STEPS) -> list[tuple[Hop, ...]]:
    """Every way to derive ``start`` from ``end`` without passing a document twice, longest first, at most 1000."""
    _known(graph, start)
    _known(graph, end)
    found = []
    for path in nx.all_simple_paths(graph, start, end, cutoff=steps):
        found.append(tuple(graph.edges[a, b]["hop"] for a, b in pairwise(path)))
        if len(found) == MAX_CHAINS:
            break
    return sorted(found, key=lambda c: (-len(c), [h.end for h in c]))


def cycles(graph: DocumentGraph) -> list[list[str]]:
    """One shortest cycle for each set of documents that derive from each other, from its first id on."""
    found = []
    for together in nx.strongly_connected_components(graph):
        if len(together) == 1:
            continue
        inside = graph.subgraph(together)
        first = min(together)
        backs = sorted(inside.predecessors(first))
        paths = [nx.shortest_path(_sorted(inside), first, back) for back in backs]
        found.append(min(paths, key=lambda p: (len(p), p)))
    return sorted(found)


def orphans(graph: DocumentGraph, documents: Iterable[str]) -> list[str]:
    """Those of the documents that neither derive from one nor have one that derives from them."""
    return sorted(d for d in set(documents) if d not in graph or graph.degree(d) == 0)


def layers(graph: DocumentGraph) -> list[list[str]]:
    """For drawing: what derives from nothing on top; every document below all that it derives from.

    A document stands one below the lowest of those that it derives from (longest path); documents of one cycle share a
    layer. Within a layer they stand near what they derive from, then by id.
    """
    condensed = nx.condensation(graph)
    depth: dict[int, int] = {}
    for part in reversed(list(nx.topological_sort(condensed))):
        depth[part] = max((depth[above] + 1 for above in condensed.successors(part)), default=0)
    rows: dict[int, list[str]] = defaultdict(list)
    for part, row in depth.items():
        rows[row] += condensed.nodes[part]["members"]
    place: dict[str, float] = {}
    ordered = []
    for row in range(len(rows)):
        inside = sorted(rows[row], key=lambda d: (_middle(graph, d, place), d))
        for index, document in enumerate(inside):
            place[document] = (index + 0.5) / len(inside)
        ordered.append(inside)
    return ordered


def _middle(graph: DocumentGraph, document: str, place: dict[str, float]) -> float:
    above = [place[d] for d in graph.successors(document) if d in place]
    return round(sum(above) / len(above), 9) if above else 0.5


def _reached(graph: DocumentGraph, document: str, steps: int, *, upwards: bool) -> list[Step]:
    _known(graph, document)
    met = {document: Step(0, document, ())}
    front = [document]
    for step in range(1, steps + 1):
        found: dict[str, Step] = {}
        for here in front:
            for there in sorted(graph.successors(here) if upwards else graph.predecessors(here)):
                if there not in met and there not in found:
                    hop: Hop = graph.edges[(here, there) if upwards else (there, here)]["hop"]
                    found[there] = Step(step, there, (*met[here].chain, hop))
        met |= found
        front = sorted(found)
    return [s for s in met.values() if s.step]


def _known(graph: DocumentGraph, document: str) -> None:
    if document not in graph:
        raise UnknownDocument(document)


def _sorted(graph: DocumentGraph) -> DocumentGraph:
    """The same graph with nodes and edges in order, so that of two shortest paths always the same one is found."""
    made: DocumentGraph = nx.DiGraph()
    made.add_nodes_from(sorted(graph))
    made.add_edges_from(sorted(graph.edges()))
    return made
