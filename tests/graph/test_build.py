"""Facts of records become nodes and relationships, each with its evidence."""

from __future__ import annotations

from small_records import cites, quote, record, target, task, unit, unread

from graph.build import build
from graph.model import Graph, Node
from graph.schema import load_schema
from ingest.records import Anomaly, Evidence, Record, Section, Timeframe


def one(graph: Graph, label: str, **properties: object) -> Node:
    [node] = [n for n in graph.by_label(label) if all(n.properties.get(k) == v for k, v in properties.items())]
    return node


def ends(graph: Graph, kind: str) -> set[tuple[object, object]]:
    return {
        (graph.nodes[r.start].properties["title"], graph.nodes[r.end].properties["title"]) for r in graph.by_kind(kind)
    }


def small() -> Record:
    return record(
        "5/KH-CĐL",
        "2024-03-01",
        title="Kiểm định cân",
        sections=[Section("II", "NHIỆM VỤ", 1), Section("II.1", "Kiểm định", 2)],
        citations=[cites("1/NQ-CP", "2023-01-01", scope="task", paths=["II.1.a"])],
        tasks=[
            task(
                "II.1.a",
                "Kiểm định cân ở chợ",
                ("Phòng Đo lường",),
                ("Chi cục A", "Chi cục B"),
                timeframe=Timeframe("trước 15/6/2024", ["by_date"], end="2024-06-15", recurs="---15"),
                role_evidence={"leads": [Evidence("Phòng Đo", 50, 58), Evidence("lường", 70, 75)]},
                rule="table",
            ),
            task("III.1", "Báo cáo", ("phòng ĐO LƯỜNG",)),
        ],
        targets=[target("II.1.a", "Tỷ lệ cân được kiểm định", 95, report_lead=["Phòng Đo lường"])],
        anomalies=[Anomaly("odd", "warning", "Lạ", quote("Lạ"), "II.1.a")],
        units=[
            unit("Phòng Đo lường", "P. Đo lường", parent="Cục Đo lường"),
            unit("Chi cục A", verified=False),
        ],
    )


def test_a_small_record() -> None:
    graph = build([small()])
    load_schema().check(graph)
    plan = one(graph, "Document", status="held")
    assert plan.kinds == ("Plan",)
    assert plan.properties["name"] == "Kế hoạch 5/KH-CĐL (2024)"
    assert plan.properties["folded"] == "5/kh-cdl kiem dinh can ke hoach 5/kh-cdl (2024)"
    first = one(graph, "Task", path="II.1.a")
    assert first.properties["ends_on"] == "2024-06-15"
    assert first.properties["recurs"] == ["---15"]
    assert first.properties["document"] == plan.id
    assert "product" not in first.properties
    assert ends(graph, "LEADS") == {("Phòng Đo lường", "Kiểm định cân ở chợ"), ("Phòng Đo lường", "Báo cáo")}
    assert ends(graph, "SUPPORTS") == {("Chi cục A", "Kiểm định cân ở chợ"), ("Chi cục B", "Kiểm định cân ở chợ")}
    assert ("Kiểm định cân ở chợ", "Kiểm định") in ends(graph, "PART_OF")
    assert ("Kiểm định", "NHIỆM VỤ") in ends(graph, "PART_OF")
    assert ("NHIỆM VỤ", "Kiểm định cân") in ends(graph, "PART_OF")
    assert ("Báo cáo", "Kiểm định cân") in ends(graph, "PART_OF")
    assert ("Phòng Đo lường", "Cục Đo lường") in ends(graph, "PART_OF")
    assert ends(graph, "MEASURES") == {("Tỷ lệ cân được kiểm định", "Kiểm định cân ở chợ")}
    assert ends(graph, "REPORTS") == {("Phòng Đo lường", "Tỷ lệ cân được kiểm định")}
    [task_lineage] = graph.by_kind("DERIVES_FROM")
    assert (task_lineage.start, task_lineage.properties["basis"]) == (first.id, "implements")


def test_evidence_in_two_pieces_and_its_source() -> None:
    graph = build([small()])
    first = one(graph, "Task", path="II.1.a")
    [leads] = [r for r in graph.by_kind("LEADS") if r.end == first.id]
    assert leads.properties == {
        "source": one(graph, "Source").id,
        "quote": "Phòng Đo … lường",
        "start": 50,
        "end": 75,
        "rule": "table",
    }


def test_units_that_nothing_knows_are_reported_once() -> None:
    twice = [task("I.1", "a b c", ("Đội X",)), task("I.2", "d e f", ("Đội X",))]
    graph = build([small(), record("6/KH-CĐL", "2024-04-01", tasks=twice)])
    found = [n for n in graph.by_label("Finding") if n.properties["code"] == "unit_unknown"]
    assert sorted(str(f.properties["message"]).split("”")[0].split("“")[1] for f in found) == ["Chi cục B", "Đội X"]
    assert one(graph, "Unit", name="Đội X").properties["verified"] is False
    assert one(graph, "Unit", name="Cục Đo lường").properties["verified"] is False  # a parent that no list holds


def test_a_printed_form_leads_to_its_unit() -> None:
    graph = build([small(), record("6/KH-CĐL", "2024-04-01", tasks=[task("I.1", "a b c", ("P. đo lường",))])])
    assert ("Phòng Đo lường", "a b c") in ends(graph, "LEADS")
    assert one(graph, "Unit", name="Phòng Đo lường").properties["aliases"] == ["P. Đo lường"]


def test_anomalies_are_findings_about_the_place() -> None:
    graph = build([small(), unread("scan.pdf", anomalies=[Anomaly("no_text", "error", "Không có lớp chữ")])])
    load_schema().check(graph)
    odd = one(graph, "Finding", code="odd")
    assert {r.end for r in graph.by_kind("ABOUT") if r.start == odd.id} == {one(graph, "Task", path="II.1.a").id}
    lost = one(graph, "Finding", code="no_text")
    assert {r.end for r in graph.by_kind("ABOUT") if r.start == lost.id} == {one(graph, "Source", file="scan.pdf").id}
    assert "document" not in lost.properties
    assert len(graph.by_kind("HAS_SOURCE")) == 1


def test_one_indicator_over_two_documents() -> None:
    graph = build(
        [
            record("5/KH-A", "2024-03-01", targets=[target("II.1", "Tỷ lệ hồ sơ TTHC nộp qua mạng", 60)]),
            record(
                "6/KH-A",
                "2024-04-01",
                targets=[
                    target("II.1", "Tỉ lệ hồ sơ thủ tục hành chính nộp qua mạng", 65),
                    target("II.2", "Tỷ lệ hồ sơ TTHC nộp qua mạng", 40, population="vùng cao"),
                ],
            ),
        ]
    )
    load_schema().check(graph)
    assert len(graph.by_label("Target")) == 3
    assert len(graph.by_label("Indicator")) == 2
    assert len(graph.by_kind("SETS")) == len(graph.by_kind("OF")) == 3


def test_a_path_printed_twice_gives_two_tasks() -> None:
    graph = build([record("5/KH-A", "2024-03-01", tasks=[task("I.1", "việc một"), task("I.1", "việc hai")])])
    assert len(graph.by_label("Task")) == 2


def test_orphans_and_cycles_are_findings() -> None:
    graph = build(
        [
            record("1/KH-A", "2024-01-01", citations=[cites("2/KH-A", 2024, type="plan")]),
            record("2/KH-A", "2024-01-02", citations=[cites("1/KH-A", 2024, type="plan")]),
            record("3/KH-A", "2024-01-03"),
        ]
    )
    assert "3/KH-A" in str(one(graph, "Finding", code="orphan_document").properties["message"])
    assert "→" in str(one(graph, "Finding", code="lineage_cycle").properties["message"])


def test_nothing_gives_nothing() -> None:
    assert build([]) == Graph()
