from __future__ import annotations

from importlib.resources import files
from typing import get_args

import pytest

from graph.errors import InvalidGraph, InvalidSchema
from graph.model import Graph, Node, Relationship
from graph.schema import load_schema, parse_schema
from ingest.records import DocumentType

TEXT = files("graph").joinpath("schema.yaml").read_text(encoding="utf-8")

# graph.md of the contract: the names that queries and clients rely on.
LABELS = {"Document", "Source", "Section", "Task", "Unit", "Indicator", "Target", "Finding"}
RELATIONSHIPS = {
    "DERIVES_FROM", "CITES", "AMENDS", "REPLACES", "REPEALS", "ANNEXED_TO", "ISSUED_BY", "HAS_SOURCE", "PART_OF",
    "LEADS", "SUPPORTS", "RESTATES", "MEASURES", "SETS", "OF", "REPORTS", "SUCCEEDED_BY", "ABOUT",
}  # fmt: skip


def test_the_names_of_the_contract() -> None:
    schema = load_schema()
    assert set(schema.labels) == LABELS
    assert set(schema.relationships) == RELATIONSHIPS


def test_every_kind_of_document_of_the_record_has_a_label() -> None:
    assert set(load_schema().kinds) == set(get_args(DocumentType))


def test_texts_in_both_languages() -> None:
    schema = load_schema()
    for part in (*schema.labels.values(), *schema.relationships.values()):
        for text in (part.text, part.describe, *(p.text for p in part.properties.values())):
            assert text["vi"].strip()
            assert text["en"].strip()


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("[[Document, Source]]", "[[Document, Sauce]]", "unknown label Sauce"),
        ("indexes: [sha256]", "indexes: [sha512]", "unknown property sha512"),
        ("second_label_of: kind", "second_label_of: sort", "unknown property sort"),
        ("uses: [rule]", "uses: [ruler]", "unknown group ruler"),
        ('{type: number, vi: "giá trị"', '{type: decimal, vi: "giá trị"', "unknown type decimal"),
        ("      sha256: {type", "      type: {type", "no property may be named type"),
        ("same_as: [eli:cites]", "same_as: [elli:cites]", "unknown prefix"),
        ("label: Plan,", "label: Task,", "a first label already"),
        ("label: Plan,", "label: Law,", "share a label"),
        ('"on": {type', "on: {type", "quote it"),
        ("version: 1", "version: 1\nlable: {}", "unknown key lable"),
        ("    en: Unit\n", "", "texts vi and en"),
    ],
)
def test_refuses_a_schema_that_does_not_hold_together(old: str, new: str, reason: str) -> None:
    assert old in TEXT
    with pytest.raises(InvalidSchema, match=reason):
        parse_schema(TEXT.replace(old, new, 1))


def test_refuses_what_is_not_yaml() -> None:
    with pytest.raises(InvalidSchema):
        parse_schema("labels: [")


UNIT = Node(
    "unit:a", "Unit", (), {"title": "A", "name": "A", "kind": "x", "generic": False, "verified": True, "folded": "a"}
)


def problems(*nodes: Node, relationships: tuple[Relationship, ...] = ()) -> str:
    return "; ".join(load_schema().problems(Graph.of(nodes, relationships)))


def test_graphs_are_checked() -> None:
    assert problems(UNIT) == ""
    wrong = Node(
        "unit:b", "Unit", ("Plan",), {**UNIT.properties, "generic": "no", "colour": "red", "valid_from": "12/2024"}
    )
    found = problems(wrong)
    for part in ("second labels", "generic is not a boolean", "unknown property colour", "valid_from is not a date"):
        assert part in found
    assert "name is missing" in problems(Node("unit:c", "Unit", (), {"title": "C"}))
    assert "unknown label" in problems(Node("x", "X", (), {}))
    assert "not allowed between Unit and Unit" in problems(
        UNIT, relationships=(Relationship("LEADS", "unit:a", "unit:a", "", {"source": "s", "rule": "r"}),)
    )
    assert "an end is missing" in problems(relationships=(Relationship("LEADS", "a", "b", "", {}),))


def test_check_raises_with_all_problems() -> None:
    with pytest.raises(InvalidGraph) as caught:
        load_schema().check(Graph.of([Node("x", "X", (), {}), Node("y", "Y", (), {})], []))
    assert len(caught.value.problems) == 2
    assert caught.value.code == "invalid_graph"
