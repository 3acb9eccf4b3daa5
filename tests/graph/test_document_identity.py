"""Which citation means which document, over small sets of records."""

from __future__ import annotations

from itertools import permutations

from small_records import cites, quote, record

from graph.build import build
from graph.difference import content_hash
from graph.model import Graph
from graph.schema import load_schema
from ingest.records import CitedRef, Record, StatedRelation


def documents(graph: Graph) -> list[str]:
    return sorted(str(n.properties["name"]) for n in graph.by_label("Document"))


def cited(graph: Graph) -> set[tuple[str, str]]:
    def name(id: str) -> str:
        return str(graph.nodes[id].properties["name"])

    return {(name(r.start), name(r.end)) for r in graph.by_kind("CITES")}


def findings(graph: Graph, code: str) -> list[str]:
    return [str(n.properties["message"]) for n in graph.by_label("Finding") if n.properties["code"] == code]


def test_a_citation_and_the_document_itself_are_one() -> None:
    graph = build(
        [
            record("17-CTr/BCSĐ", "2024-05-14", issuer="Ban Cán sự đảng Cục Đo lường"),
            record("30/KH-CĐL", "2024-07-01", citations=[cites("17 -Ctr/BCSD", "2024-05-14")]),
        ]
    )
    assert len(documents(graph)) == 2
    assert {n.properties["status"] for n in graph.by_label("Document")} == {"held"}


def test_a_held_document_without_a_date_takes_it_from_the_only_one_cited() -> None:
    graph = build(
        [
            record("21/CĐ-TTg", None, type="telegram", issuer=None, title="Về chống hạn ở đồng bằng"),
            record(
                "30/KH-A",
                "2024-07-01",
                citations=[cites("21/CĐ-TTg", "2024-05-14", type="telegram", title="chống hạn")],
            ),
        ]
    )
    assert documents(graph) == ["Công điện 21/CĐ-TTg (2024)", "Kế hoạch 30/KH-A (2024)"]


def test_held_documents_without_a_number_need_more_than_a_title_to_be_one() -> None:
    def two(date: str | None, issuer: str | None) -> int:
        said = {"title": "Kế hoạch công tác quý", "issuer": issuer}
        return len(documents(build([record(None, date, f, **said) for f in ("a.txt", "b.txt")])))

    assert two("2024-05-02", "Sở Thước tỉnh Hà Tĩnh") == 1
    assert two(None, None) == 2


def test_numbers_start_again_every_year() -> None:
    graph = build(
        [
            record("1/KH-A", "2024-03-01", citations=[cites("68/NQ-CP", 2020)]),
            record("2/KH-A", "2024-08-01", citations=[cites("68/NQ-CP", "2024-05-09")]),
        ]
    )
    assert {"Văn bản", "Nghị quyết 68/NQ-CP (2020)", "Nghị quyết 68/NQ-CP (2024)"} >= {
        d for d in documents(graph) if "68" in d
    }
    assert len(documents(graph)) == 4
    [message] = findings(graph, "ambiguous_number")
    assert "68/NQ-CP (2020)" in message
    assert "68/NQ-CP (2024)" in message


def test_each_issuer_has_its_own_numbers() -> None:
    graph = build(
        [
            record("12/QĐ-UBND", "2025-02-03", type="decision", issuer="UBND tỉnh Hà Tĩnh"),
            record(
                "1/KH-A",
                "2025-03-01",
                citations=[cites("12/QĐ-UBND", "2025-02-07", issuer="UBND tỉnh Cà Mau", type="decision")],
            ),
        ]
    )
    assert documents(graph)[1:] == [
        "Quyết định 12/QĐ-UBND (2025), UBND tỉnh Cà Mau",
        "Quyết định 12/QĐ-UBND (2025), UBND tỉnh Hà Tĩnh",
    ]


def test_an_issuer_said_more_fully_is_the_same_body() -> None:
    def two(one: str, other: str, date: str = "2025-02-03") -> int:
        held = record("12/QĐ-TCX", "2025-02-03", type="decision", issuer=one)
        citation = cites("12/QĐ-TCX", date, issuer=other, type="decision")
        return len(documents(build([held, record("1/KH-A", "2025-03-01", citations=[citation])]))) - 1

    assert two("Bộ Đo đạc Tổng cục Thước", "Tổng cục Thước") == 1
    assert two("Sở Thước", "Sở Thước tỉnh Hà Tĩnh") == 1
    assert two("Sở Thước", "Sở Thước tỉnh Hà Tĩnh", "2025-02-09") == 2  # another day: nothing says that they are one
    assert two("Sở Thước tỉnh Cà Mau", "Sở Thước tỉnh Hà Tĩnh") == 2


def test_a_local_body_without_its_place_may_be_any() -> None:
    def two(issuer: str | None) -> Graph:
        first = cites("12/TTr-STX", "2025-02-03", issuer=issuer, type="other")
        second = cites("12/TTr-STX", "2025-06-07", issuer=issuer, type="other")
        return build(
            [record("1/KH-A", "2025-08-01", citations=[first]), record("2/KH-A", "2025-08-01", citations=[second])]
        )

    assert len(documents(two("Sở Thước"))) == len(documents(two(None))) == 4
    whole = two("Sở Thước tỉnh Hà Tĩnh")
    assert len(documents(whole)) == 3
    assert len(findings(whole, "date_conflict")) == 1


def test_two_dates_of_two_years_leave_no_date() -> None:
    graph = build(
        [
            record("1/KH-A", "2025-09-01", citations=[cites("88/2024/NĐ-CP", "2024-07-15", type="decree")]),
            record("2/KH-A", "2025-09-01", citations=[cites("88/2024/NĐ-CP", "2025-07-15", type="decree")]),
        ]
    )
    load_schema().check(graph)
    [decree] = [n for n in graph.by_label("Document") if n.kinds == ("Decree",)]
    assert "issued_on" not in decree.properties
    assert decree.properties["year"] == 2024
    assert len(findings(graph, "date_conflict")) == 1


def test_a_year_that_is_not_given_is_filled_by_the_only_candidate() -> None:
    graph = build(
        [
            record("1/KH-A", "2024-03-01", citations=[cites("9/NQ-CP", "2023-01-05")]),
            record("2/KH-A", "2024-08-01", citations=[cites("9/NQ-CP")]),
        ]
    )
    assert documents(graph).count("Nghị quyết 9/NQ-CP (2023)") == 1
    assert len(documents(graph)) == 3


def test_of_two_candidates_neither_is_taken() -> None:
    graph = build(
        [
            record("1/KH-A", "2024-03-01", citations=[cites("68/NQ-CP", 2020)]),
            record("2/KH-A", "2024-08-01", citations=[cites("68/NQ-CP", "2024-05-09")]),
            record("3/KH-A", "2025-01-01", citations=[cites("68/NQ-CP")]),
        ]
    )
    assert len(documents(graph)) == 5
    assert not [pair for pair in cited(graph) if pair[0].startswith("Kế hoạch 3/")]
    [message] = findings(graph, "ambiguous_citation")
    assert "68/NQ-CP (2020)" in message
    assert "68/NQ-CP (2024) ngày 9/5/2024" in message
    assert any(n.properties["code"] == "ambiguous_citation" for n in graph.by_label("Finding"))
    load_schema().check(graph)


def test_a_later_document_cannot_be_the_one_cited() -> None:
    graph = build(
        [
            record("1/KH-A", "2021-03-01", citations=[cites("9/NQ-CP")]),
            record("2/KH-A", "2024-08-01", citations=[cites("9/NQ-CP", "2024-01-05")]),
        ]
    )
    assert ("Kế hoạch 1/KH-A (2021)", "Nghị quyết 9/NQ-CP") in cited(graph)


def test_two_dates_in_one_year_are_one_document_and_a_finding() -> None:
    graph = build(
        [
            record("1/KH-A", "2024-03-01", citations=[cites("28-NQ/TW", "2018-03-25", scope="task", paths=["I.1"])]),
            record("2/KH-A", "2024-08-01", citations=[cites("28-NQ/TW", "2018-05-23")]),
        ]
    )
    [node] = [n for n in graph.by_label("Document") if n.properties.get("number") == "28-NQ/TW"]
    assert node.properties["issued_on"] == "2018-05-23"  # said of the document as a whole: it weighs more
    [message] = findings(graph, "date_conflict")
    assert "25/3/2018 (1/KH-A)" in message
    assert "23/5/2018 (2/KH-A)" in message


def test_of_dates_with_equal_weight_only_what_they_share_is_kept() -> None:
    graph = build(
        [
            record("1/KH-A", "2024-03-01", citations=[cites("28-NQ/TW", "2018-03-25")]),
            record("2/KH-A", "2024-08-01", citations=[cites("28-NQ/TW", "2018-03-23")]),
        ]
    )
    [node] = [n for n in graph.by_label("Document") if n.properties.get("number") == "28-NQ/TW"]
    assert node.properties["issued_on"] == "2018-03"


def test_documents_without_a_number_go_by_kind_and_title() -> None:
    def law(title: str, year: int | None = None) -> Record:
        return record(f"{len(title)}{year}/KH-A", "2024-03-01", citations=[cites(None, year, title=title, type="law")])

    graph = build([law("Luật Đo lường"), law("luật  Đo lường,"), law("Luật Đo đạc"), law("Luật Đo lường", 2011)])
    laws = [d for d in documents(graph) if d.startswith("Luật") or d.startswith("luật")]
    assert len(laws) == 3


def test_held_documents_with_one_number_but_other_titles_stay_apart() -> None:
    graph = build(
        [
            record("5/KH-A", "2024-03-01", file="a.txt", title="Kiểm tra cân đồng hồ tại các chợ đầu mối"),
            record("5/KH-A", "2024-04-01", file="b.txt", title="Tuyển dụng viên chức năm học mới"),
            record("6/KH-A", "2024-05-01", citations=[cites("5/KH-A", 2024, type="plan", issuer="Cục Đo lường")]),
        ]
    )
    assert len(documents(graph)) == 3
    assert len(findings(graph, "number_conflict")) == 1
    assert len(findings(graph, "ambiguous_citation")) == 1


def test_self_citations_and_nameless_ones_link_nothing() -> None:
    graph = build([record("5/KH-A", "2024-03-01", citations=[cites("5/KH-A", 2024), cites(None)])])
    assert len(documents(graph)) == 1
    assert not cited(graph)
    assert len(findings(graph, "citation_unidentified")) == 1


def test_lineage_is_of_the_document_or_of_the_task() -> None:
    graph = build(
        [
            record(
                "5/KH-A",
                "2024-03-01",
                citations=[
                    cites("1/NQ-CP", "2023-01-01", "mentions", also=["legal_basis"]),
                    cites("2/NQ-CP", "2023-01-01", "follows", scope="task", paths=["II.1"]),
                    cites("3/NQ-CP", "2023-01-01", "mentions"),
                    cites("4/NQ-CP", "2023-01-01", "replaces"),
                ],
            )
        ]
    )
    assert [r.properties["basis"] for r in graph.by_kind("DERIVES_FROM")] == ["legal_basis"]
    assert len(graph.by_kind("CITES")) == 4
    assert len(graph.by_kind("REPLACES")) == 1


def test_what_a_document_states_of_two_others() -> None:
    upper = CitedRef("4-NQ/TW", "resolution", None, None, None)
    lower = CitedRef("7/NQ-CP", "resolution", "2024-02-01", 2024, "Chính phủ")
    stated = StatedRelation(lower, upper, "implements", quote("Nghị quyết 7/NQ-CP thực hiện Nghị quyết 4-NQ/TW"))
    graph = build(
        [
            record(
                "5/KH-A",
                "2024-03-01",
                citations=[cites("7/NQ-CP", "2024-02-01"), cites("4-NQ/TW", "2023-11-01")],
                stated_relations=[stated],
            )
        ]
    )
    assert len(documents(graph)) == 3
    [edge] = [r for r in graph.by_kind("DERIVES_FROM") if r.properties["rule"] == "stated_elsewhere"]
    assert graph.nodes[edge.start].properties["number"] == "7/NQ-CP"
    assert graph.nodes[edge.end].properties["issued_on"] == "2023-11-01"
    assert graph.nodes[str(edge.properties["stated_in"])].properties["number"] == "5/KH-A"


def test_the_order_of_records_does_not_matter() -> None:
    records = [
        record("1/KH-A", "2024-03-01", citations=[cites("68/NQ-CP", 2020), cites("28-NQ/TW", "2018-03-25")]),
        record("2/KH-A", "2024-08-01", citations=[cites("68/NQ-CP", "2024-05-09"), cites("28-NQ/TW", "2018-05-23")]),
        record("3/KH-A", "2025-01-01", citations=[cites("68/NQ-CP"), cites("1/KH-A", 2024, type="plan")]),
        record("1/KH-A", "2024-03-01", file="copy.txt", issuer=None),
    ]
    hashes = {content_hash(build(order)) for order in permutations(records)}
    assert len(hashes) == 1
    assert content_hash(build([*records, *records])) in hashes
