"""The questions of `gold/cross.json` answered from the files themselves: extraction, graph and queries together.

On both stores. Skipped where the documents are not at hand.
"""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from graph.build import build
from graph.difference import content_hash, difference
from graph.model import Graph
from graph.stores import Store
from ingest.pipeline import extract_many, find_files
from ingest.records import Record
from queries.run import run

SHARED = Path(os.environ.get("CANCU_SHARED", Path(__file__).parents[3] / "shared"))
pytestmark = pytest.mark.skipif(not (SHARED / "corpus").is_dir(), reason="the documents are not beside the project")


@pytest.fixture(scope="module")
def records() -> list[Record]:
    return list(extract_many(find_files([SHARED / "corpus"])))


@pytest.fixture(scope="module")
def graph(records: list[Record]) -> Graph:
    return build(records)


@pytest.fixture
def filled(store: Store, graph: Graph) -> Store:
    store.apply(difference(Graph(), graph))
    return store


@pytest.fixture
def answers(cross: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {question["id"]: question for question in cross["questions"]}


def rows(store: Store, name: str, **params: str) -> list[dict[str, Any]]:
    return [dict(row) for row in run(store, name, params).dicts()]


def places(found: list[dict[str, Any]]) -> list[tuple[str, str]]:
    return sorted((row["document"], row["path"]) for row in found)


def per_document(found: list[dict[str, Any]]) -> Counter[str]:
    return Counter(row["document"] for row in found)


def test_the_it_centre_leads_these_tasks(filled: Store, answers: dict[str, Any]) -> None:
    found = rows(filled, "tasks-by-unit", unit="TT CNTT", role="leads")
    assert len(found) == answers["Q01"]["count"] == 14
    assert per_document(found) == Counter({k: n for k, n in answers["Q01"]["by_document"].items() if n})
    assert places(found) == places(answers["Q01"]["answer"])
    assert all(row["quote"] and row["source"] for row in found)


def test_it_supports_this_one(filled: Store, answers: dict[str, Any]) -> None:
    assert places(rows(filled, "tasks-by-unit", unit="TT CNTT", role="supports")) == places(answers["Q02"]["answer"])


def test_units_by_work(filled: Store, answers: dict[str, Any]) -> None:
    led = {row["unit"]: row["leads"] for row in rows(filled, "unit-workload")}
    assert {a["unit"]: led.get(a["unit"]) for a in answers["Q03"]["answer"]} == {
        a["unit"]: a["led_tasks"] for a in answers["Q03"]["answer"]
    }


def test_documents_above_a_plan(filled: Store, answers: dict[str, Any]) -> None:
    found = {(row["step"], row["via"], row["document"]) for row in rows(filled, "lineage-up", document="2530/KH-BHXH")}
    assert found == {(a["step"], a["from"], a["to"]) for a in answers["Q04"]["answer"]}


def test_tasks_under_a_resolution(filled: Store, answers: dict[str, Any]) -> None:
    found = per_document(rows(filled, "tasks-under", document="42-NQ/TW"))
    assert found == Counter({a["document"]: a["tasks"] for a in answers["Q05"]["answer"] if a["tasks"]})


def test_tasks_without_lead(filled: Store, answers: dict[str, Any]) -> None:
    found = rows(filled, "tasks-without-lead")
    assert per_document(found) == Counter(answers["Q08"]["by_document"])
    assert places(found) == places(answers["Q08"]["answer"])


def test_deadlines(filled: Store, answers: dict[str, Any]) -> None:
    """Units that the annotation accepts beside its own ("Cấp ủy") may be among ours."""
    units: dict[tuple[Any, ...], set[str]] = {}
    for row in rows(filled, "deadlines"):
        units.setdefault((row["document"], row["path"], row["date"], row["recurs"]), set()).add(row["unit"])
    want = {(a["document"], a["path"], a.get("date"), a.get("recurs")): a for a in answers["Q07"]["answer"]}
    assert list(units) == list(want)
    for key, a in want.items():
        assert set(a["units"]) <= units[key] | {None}
        assert units[key] - {None} <= {*a["units"], *a.get("units_accept", [])}


def test_tasks_with_several_leads(filled: Store, answers: dict[str, Any]) -> None:
    found = rows(filled, "shared-leads")
    assert per_document(found) == Counter(answers["Q09"]["by_document"])
    assert places(found) == places(answers["Q09"]["answer"])


def test_collaborators(filled: Store, answers: dict[str, Any]) -> None:
    found = {row["unit"]: row["tasks"] for row in rows(filled, "collaborators", unit="Ban Quản lý Thu - Sổ, Thẻ")}
    assert found == {a["unit"]: a["count"] for a in answers["Q10"]["answer"]}


def test_lineage_between_documents(graph: Graph, cross: dict[str, Any]) -> None:
    number = {i: n.properties.get("number") for i, n in graph.nodes.items() if n.label == "Document"}
    found = {
        (number[r.start], number[r.end])
        for r in graph.relationships.values()
        if r.kind == "DERIVES_FROM" and r.start in number
    }
    assert found == {(edge["from"], edge["to"]) for edge in cross["lineage"]}


def test_one_number_of_two_documents_and_two_dates_of_one(filled: Store) -> None:
    (ambiguous,) = rows(filled, "ambiguous-numbers")
    assert ambiguous["number"] == "68/NQ-CP"
    assert len(ambiguous["documents"]) == 2
    codes = Counter(row["code"] for row in rows(filled, "findings"))
    assert codes["date_conflict"] == 1
    assert codes["own_number_differs"] == 1
    documents = [n for n in filled.content().nodes.values() if n.label == "Document"]
    assert not any("885" in str(n.properties.get("number")) for n in documents)


def test_order_of_files_makes_no_difference(records: list[Record], graph: Graph) -> None:
    assert content_hash(build(list(reversed(records)))) == content_hash(graph)
