"""Two files of one document."""

from __future__ import annotations

from small_records import record, target, task

from graph.build import build
from graph.difference import content_hash
from graph.model import Graph
from graph.schema import load_schema
from ingest.records import Record, Section, Timeframe

LONG = "Rà soát, lập danh mục phương tiện đo tại các chợ và báo cáo kết quả về Cục"


def copies(first: Record, second: Record) -> Graph:
    graph = build([first, second])
    load_schema().check(graph)
    assert content_hash(graph) == content_hash(build([second, first]))
    assert len(graph.by_label("Document")) == 1
    assert len(graph.by_label("Source")) == len(graph.by_kind("HAS_SOURCE")) == 2
    return graph


def web(*tasks: object, **more: object) -> Record:
    return record("5/KH-A", "2024-03-01", file="web.txt", tasks=list(tasks), **more)


def scan(*tasks: object, **more: object) -> Record:
    return record("5 /KH-A", "2024-03-01", file="scan.md", tasks=list(tasks), **more)


def findings(graph: Graph) -> list[str]:
    return [str(n.properties["message"]) for n in graph.by_label("Finding") if n.properties["code"] == "copies_differ"]


def test_one_document_one_task() -> None:
    graph = copies(
        web(task("I.1", LONG, ("Phòng Đo",)), title="Kiểm định cân ở chợ đầu mối"),
        scan(task("I.1", LONG.replace("rà", "ra").upper(), ("Phòng Đo",)), title="KIỂM ĐỊNH CÂN Ở CHỢ ĐẦU MỐI"),
    )
    assert len(graph.by_label("Task")) == 1
    [leads] = graph.by_kind("LEADS")
    assert leads.properties["source"] in {r.end for r in graph.by_kind("HAS_SOURCE")}
    assert not findings(graph)


def test_what_one_copy_alone_has_stays() -> None:
    graph = copies(
        web(task("I.1", LONG), task("I.2", "Tổ chức tập huấn"), sections=[Section("I", "VIỆC", 1)]),
        scan(task("I.1", LONG), task("I.3", "Tuyên truyền"), sections=[Section("I", "VIEC", 1), Section("II", "B", 1)]),
    )
    assert {n.properties["path"] for n in graph.by_label("Task")} == {"I.1", "I.2", "I.3"}
    assert len(graph.by_label("Section")) == 2


def test_other_words_under_one_path_are_another_task() -> None:
    graph = copies(web(task("I.1", LONG)), scan(task("I.1", "Tuyên truyền trên báo")))
    assert len(graph.by_label("Task")) == 2


def test_a_marker_lost_in_one_copy() -> None:
    graph = copies(web(task("I.1.a", LONG)), scan(task("I.1.1", LONG)))
    assert len(graph.by_label("Task")) == 1


def test_the_same_words_in_body_and_annex_are_two_tasks() -> None:
    both = (task("III.1", LONG), task("PL.1", LONG))
    assert len(copies(web(*both), scan(*both)).by_label("Task")) == 2
    assert len(copies(web(both[0]), scan(both[1])).by_label("Task")) == 2


def test_differences_are_findings() -> None:
    graph = copies(
        web(
            task("I.1", LONG, ("Phòng Đo",), timeframe=Timeframe("Tháng 6", ["by_date"], end="2024-06-30")),
            task("I.2", "Tổ chức tập huấn cho cán bộ"),
        ),
        scan(
            task("I.1", LONG, ("Phòng Đỏ",), timeframe=Timeframe("Tháng 8", ["by_date"], end="2024-08-31")),
            task("I.2", "Tổ chức tập huấn cho cán bộ", ("Văn phòng",)),
        ),
    )
    found = findings(graph)
    assert len(found) == 3
    assert any("“Phòng Đo”" in m and "“Phòng Đỏ”" in m for m in found)
    assert any("“Tháng 6”" in m and "“Tháng 8”" in m for m in found)
    assert len(graph.by_kind("LEADS")) == 2  # the leading copy's, and the one that it lacks


def test_targets_of_copies() -> None:
    graph = copies(
        web(targets=[target("II.1", "Tỷ lệ cân được kiểm định", 95), target("II.2", "Tỷ lệ chợ có cân đối chứng", 80)]),
        scan(
            targets=[target("II.1", "Tỷ lệ cân được kiêm định", 95), target("II.2", "Tỷ lệ chợ có cân đối chứng", 30)]
        ),
    )
    assert len(graph.by_label("Target")) == 2
    assert len(graph.by_label("Indicator")) == 2
    [message] = findings(graph)
    assert "80 %" in message
    assert "30 %" in message
