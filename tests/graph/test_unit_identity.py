"""Which names are one unit: the same words within two bodies are two, reorganisations join what they joined."""

from __future__ import annotations

from dataclasses import replace

from small_records import record, task, unit

from graph.build import build
from graph.difference import content_hash
from graph.model import Graph
from graph.schema import load_schema
from ingest.records import Record, Succession

NORTH, SOUTH = "Ủy ban nhân dân tỉnh Bình Bắc", "Ủy ban nhân dân tỉnh Bình Nam"


def of_province(province: str, number: str, text: str) -> Record:
    """A province's own plan, which calls its department of measurement by the name that every province uses."""
    own = unit("Sở Đo lường", parent=province, within=province)
    return record(number, "2025-01-02", issuer=province, tasks=[task("I.1", text, ("Sở Đo lường",))], units=[own])


ONE, OTHER = of_province(NORTH, "1/KH-UBND", "Đo lại mọi cân"), of_province(SOUTH, "2/KH-UBND", "Sửa mọi thước")


def leads(graph: Graph) -> set[tuple[str, str]]:
    return {
        (str(graph.nodes[r.start].properties["title"]), str(graph.nodes[r.end].properties["text"]))
        for r in graph.by_kind("LEADS")
    }


def test_departments_of_two_provinces_are_two_units() -> None:
    graph = build([ONE, OTHER])
    load_schema().check(graph)
    assert leads(graph) == {
        (f"Sở Đo lường ({NORTH})", "Đo lại mọi cân"),
        (f"Sở Đo lường ({SOUTH})", "Sửa mọi thước"),
    }
    above = {graph.nodes[r.start].properties["title"]: r.end for r in graph.by_kind("PART_OF") if "unit:" in r.start}
    assert len(set(above.values())) == 2
    assert {r.end for r in graph.by_kind("ISSUED_BY")} == set(above.values())


def test_a_unit_has_the_same_id_whatever_else_is_held() -> None:
    alone = {n.id for n in build([ONE]).by_label("Unit")}
    assert alone < {n.id for n in build([ONE, OTHER]).by_label("Unit")}
    assert content_hash(build([ONE, OTHER])) == content_hash(build([OTHER, ONE]))
    (own,) = (n for n in build([ONE]).by_label("Unit") if n.properties["name"] == "Sở Đo lường")
    assert own.properties["title"] == "Sở Đo lường"


def test_a_name_that_the_record_does_not_list_is_the_only_unit_of_that_name() -> None:
    third = record("3/KH-CĐL", "2025-02-03", tasks=[task("I.1", "Báo cáo", ("Sở Đo lường",))])
    assert ("Sở Đo lường", "Báo cáo") in leads(build([ONE, third]))
    assert len([n for n in build([ONE, third]).by_label("Unit") if n.properties["name"] == "Sở Đo lường"]) == 1


def test_a_name_that_two_have_is_neither_where_the_record_does_not_say() -> None:
    third = record("3/KH-CĐL", "2025-02-03", tasks=[task("I.1", "Báo cáo", ("Sở Đo lường",))])
    graph = build([ONE, OTHER, third])
    (unclear,) = (n for n in graph.by_label("Unit") if n.properties["title"] == "Sở Đo lường")
    assert unclear.properties["verified"] is False
    assert "unit_unknown" in {n.properties["code"] for n in graph.by_label("Finding")}


def test_reorganisations() -> None:
    merged = Succession("Cục Đo lường và Kiểm định", "9/NQ-CP", "2025-03-01")
    units = [
        unit("Cục Kiểm định", successions=[merged]),
        unit("Cục Cân đong", successions=[replace(merged, on=None)]),
        unit("Cục Đo lường và Kiểm định", valid_from="2025-03-01"),
    ]
    graph = build([record("4/KH-CĐL", "2025-04-05", units=units)])
    load_schema().check(graph)
    named = {n.properties["name"]: n for n in graph.by_label("Unit")}
    new = named["Cục Đo lường và Kiểm định"]
    assert {(r.start, r.end): r.properties for r in graph.by_kind("SUCCEEDED_BY")} == {
        (named["Cục Kiểm định"].id, new.id): {"on": "2025-03-01", "basis": "9/NQ-CP", "rule": "authority"},
        (named["Cục Cân đong"].id, new.id): {"basis": "9/NQ-CP", "rule": "authority"},
    }
    assert named["Cục Kiểm định"].properties["valid_to"] == "2025-03-01"
    assert "valid_to" not in named["Cục Cân đong"].properties
    assert new.properties["valid_from"] == "2025-03-01"
