from __future__ import annotations

import random

import pytest

from graph.errors import UnknownDocument
from graph.lineage import Hop, ancestors, ascent, chains, cycles, descendants, document_graph, layers, orphans


def hops(*pairs: str) -> list[Hop]:
    return [Hop(p[0], p[1], "implements", f"{p[0]} theo {p[1]}", "citation") for p in pairs]


EDGES = hops("ab", "bc", "ac", "dc", "ce")
"""a derives from b and c, b and d from c, c from e."""


def test_ancestors_with_the_chain_of_reasons() -> None:
    steps = ancestors(document_graph(EDGES), "a")
    assert [(s.step, s.document) for s in steps] == [(1, "b"), (1, "c"), (2, "e")]
    assert [h.quote for h in steps[2].chain] == ["a theo c", "c theo e"]


def test_descendants() -> None:
    steps = descendants(document_graph(EDGES), "c")
    assert [(s.step, s.document) for s in steps] == [(1, "a"), (1, "b"), (1, "d")]
    assert descendants(document_graph(EDGES), "c", steps=0) == []
    assert [h.start for h in descendants(document_graph(EDGES), "e")[-1].chain] == ["c", "d"]


def test_every_edge_above_with_its_step() -> None:
    assert [(n, h.start + h.end) for n, h in ascent(document_graph(EDGES), "a")] == [
        (1, "ab"),
        (1, "ac"),
        (2, "bc"),
        (2, "ce"),
    ]


def test_all_chains() -> None:
    found = chains(document_graph(EDGES), "a", "e")
    assert ["".join(h.start for h in c) + c[-1].end for c in found] == ["abce", "ace"]


def test_unknown_document() -> None:
    with pytest.raises(UnknownDocument):
        ancestors(document_graph(EDGES), "z")


def test_cycles_and_orphans() -> None:
    graph = document_graph(hops("ab", "bc", "ca", "cb", "de", "ed", "ef"), ["a", "x"])
    assert cycles(graph) == [["a", "b", "c"], ["d", "e"]]
    assert cycles(document_graph(EDGES)) == []
    assert orphans(graph, ["a", "x", "y"]) == ["x", "y"]
    assert ancestors(graph, "a")[-1].document == "c"  # a cycle ends


def test_layers_put_each_below_all_that_it_derives_from() -> None:
    assert layers(document_graph(EDGES)) == [["e"], ["c"], ["b", "d"], ["a"]]
    assert layers(document_graph(hops("ab", "ba", "bc"))) == [["c"], ["a", "b"]]
    assert layers(document_graph([])) == []


def test_the_order_of_edges_does_not_matter() -> None:
    made = [document_graph(random.Random(seed).sample(EDGES, len(EDGES))) for seed in range(20)]
    assert len({str(layers(g)) for g in made}) == 1
    assert len({str(ancestors(g, "a")) for g in made}) == 1


def test_what_a_document_says_of_itself_goes_before_what_others_say() -> None:
    other = Hop("a", "b", "follows", "", "stated_elsewhere")
    [step] = ancestors(document_graph([other, *hops("ab")]), "a")
    assert step.chain[0].rule == "citation"
