"""The graph of the annotated documents answers what the annotations across documents say."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

import pytest

from graph.build import build
from graph.difference import content_hash
from graph.lineage import ancestors, ascent, document_graph, edges_of
from graph.model import Graph, Node
from graph.schema import load_schema
from ingest.records import Record


@pytest.fixture(scope="module")
def graph(gold_records: list[Record]) -> Graph:
    return build(gold_records)


def document(graph: Graph, number: str, date: str | None = None) -> Node:
    found = [n for n in graph.by_label("Document") if n.properties.get("number") == number]
    [node] = [n for n in found if len(found) == 1 or str(n.properties.get("year")) == str(date)[:4]]
    return node


def tasks(graph: Graph, kind: str, unit: str) -> set[tuple[object, object]]:
    [id] = [n.id for n in graph.by_label("Unit") if n.properties["name"] == unit]
    led = [graph.nodes[r.end] for r in graph.by_kind(kind) if r.start == id]
    return {(graph.nodes[str(t.properties["document"])].properties["number"], t.properties["path"]) for t in led}


def question(cross: dict[str, Any], id: str) -> Any:
    return next(q["answer"] for q in cross["questions"] if q["id"] == id)


def places(answer: Any) -> set[tuple[object, object]]:
    return {(a["document"], a["path"]) for a in answer}


def test_follows_the_schema(graph: Graph) -> None:
    load_schema().check(graph)


def test_order_and_repetition_change_nothing(graph: Graph, gold_records: list[Record]) -> None:
    for seed in range(3):
        shuffled = random.Random(seed).sample(gold_records, len(gold_records))
        assert content_hash(build([*shuffled, shuffled[0]])) == content_hash(graph)


def test_what_the_it_centre_leads_and_supports(graph: Graph, cross: dict[str, Any]) -> None:
    centre = "Trung tâm Công nghệ thông tin"
    answer = places(question(cross, "Q01"))
    assert len(answer) == 14
    assert tasks(graph, "LEADS", centre) == answer
    assert tasks(graph, "SUPPORTS", centre) == places(question(cross, "Q02"))


def test_workload(graph: Graph, cross: dict[str, Any]) -> None:
    for row in question(cross, "Q03"):
        assert len(tasks(graph, "LEADS", row["unit"])) == row["led_tasks"], row["unit"]


def test_chain_above_a_plan(graph: Graph, cross: dict[str, Any]) -> None:
    plan = document(graph, "2530/KH-BHXH")
    expected = {
        (a["step"], document(graph, a["from"], a["from_issued_on"]).id, document(graph, a["to"], a["to_issued_on"]).id)
        for a in question(cross, "Q04")
    }
    assert {(step, h.start, h.end) for step, h in ascent(document_graph(edges_of(graph)), plan.id)} == expected


def test_tasks_under_a_resolution(graph: Graph, cross: dict[str, Any]) -> None:
    lineage = document_graph(edges_of(graph))
    top = document(graph, "42-NQ/TW").id
    for row in question(cross, "Q05"):
        held = document(graph, row["document"])
        below = any(s.document == top for s in ancestors(lineage, held.id))
        count = sum(t.properties["document"] == held.id for t in graph.by_label("Task"))
        assert (count if below else 0) == row["tasks"], row["document"]


def test_tasks_without_and_with_several_leads(graph: Graph, cross: dict[str, Any]) -> None:
    leads = {t.id: 0 for t in graph.by_label("Task")}
    for rel in graph.by_kind("LEADS"):
        leads[rel.end] += 1

    def with_leads(some: Any) -> Iterator[tuple[object, object]]:
        for id, count in leads.items():
            if some(count):
                said = graph.nodes[id].properties
                yield graph.nodes[str(said["document"])].properties["number"], said["path"]

    assert set(with_leads(lambda n: n == 0)) == places(question(cross, "Q08"))
    assert set(with_leads(lambda n: n > 1)) == places(question(cross, "Q09"))


def test_lineage_is_exactly_what_is_stated(graph: Graph, cross: dict[str, Any]) -> None:
    expected = {
        (document(graph, e["from"], e["from_issued_on"]).id, document(graph, e["to"], e["to_issued_on"]).id)
        for e in cross["lineage"]
    }
    assert {(h.start, h.end) for h in edges_of(graph)} == expected
    for edge in cross["lineage"]:
        [found] = [
            h
            for h in edges_of(graph)
            if h.start == document(graph, edge["from"], edge["from_issued_on"]).id
            and h.end == document(graph, edge["to"], edge["to_issued_on"]).id
        ]
        assert found.basis in (edge["relation"], *edge["also"])
        assert found.quote
        assert (found.rule == "stated_elsewhere") == (edge["via"] == "stated elsewhere")


def test_what_is_no_lineage(graph: Graph, cross: dict[str, Any]) -> None:
    edges = {(h.start, h.end) for h in edges_of(graph)}
    numbers = {n.properties.get("number") for n in graph.by_label("Document")}
    for wrong in cross["not_lineage"]:
        to, _, date = wrong["to"].partition(" (")
        if to not in numbers:  # a misprint, no document
            continue
        assert (document(graph, wrong["from"]).id, document(graph, to, date).id) not in edges, wrong["why"]


def test_documents_are_those_of_the_annotations(graph: Graph, cross: dict[str, Any]) -> None:
    numbered = [n for n in graph.by_label("Document") if "number" in n.properties]
    assert sorted(str(n.properties["number"]) for n in numbered) == sorted(d["number"] for d in cross["documents"])
    assert document(graph, "68/NQ-CP", "2020").id != document(graph, "68/NQ-CP", "2024").id


def test_one_document_with_two_dates_is_a_finding(graph: Graph) -> None:
    resolution = document(graph, "28-NQ/TW")
    [finding] = [n for n in graph.by_label("Finding") if n.properties["code"] == "date_conflict"]
    assert "25/3/2018" in str(finding.properties["message"])
    assert "23/5/2018" in str(finding.properties["message"])
    assert [r.end for r in graph.by_kind("ABOUT") if r.start == finding.id] == [resolution.id]


def test_two_files_one_document(graph: Graph, cross: dict[str, Any]) -> None:
    plan = document(graph, "2530/KH-BHXH")
    assert len([r for r in graph.by_kind("HAS_SOURCE") if r.start == plan.id]) == 2
    for row in cross["about"]["documents"]:
        held = document(graph, row["number"])
        assert sum(t.properties["document"] == held.id for t in graph.by_label("Task")) == row["tasks"]
        assert len([r for r in graph.by_kind("SETS") if r.start == held.id]) == row["targets"]


def test_quotes_stand_in_their_sources(graph: Graph) -> None:
    for rel in graph.relationships.values():
        if "quote" in rel.properties:
            assert graph.nodes[str(rel.properties["source"])].label == "Source"
            assert int(str(rel.properties["start"])) < int(str(rel.properties["end"]))
