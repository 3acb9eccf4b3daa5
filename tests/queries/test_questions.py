"""The questions of the annotated documents (`gold/cross.json`), answered by saved queries from annotated records.

They say whether graph and queries are right where extraction is; on both stores. Skipped where the annotations are
not at hand.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

from graph.build import build
from graph.difference import difference
from graph.model import Graph
from graph.stores import Store
from ingest.records import Record
from queries.run import run

IT_CENTRE = "TT CNTT"
COLLECTION_BOARD = "Ban Quản lý Thu - Sổ, Thẻ"
Place = tuple[object, object]


@pytest.fixture(scope="module")
def annotated(gold_records: list[Record]) -> Graph:
    return build(gold_records)


@pytest.fixture
def filled(store: Store, annotated: Graph) -> Store:
    store.apply(difference(Graph(), annotated))
    return store


@pytest.fixture
def answers(cross: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {question["id"]: question for question in cross["questions"]}


def rows(store: Store, name: str, **params: str) -> list[dict[str, Any]]:
    result = run(store, name, params)
    assert not result.truncated
    return [dict(row) for row in result.dicts()]


def places(answer: Iterator[Any] | list[Any]) -> list[Place]:
    return sorted((row["document"], row["path"]) for row in answer)  # type: ignore[type-var]


def test_q01_tasks_that_the_it_centre_leads(filled: Store, answers: dict[str, Any]) -> None:
    """2530/KH-BHXH counts once, though two files carry it."""
    found = rows(filled, "tasks-by-unit", unit=IT_CENTRE, role="leads")
    assert places(found) == places(answers["Q01"]["answer"])
    assert len(found) == answers["Q01"]["count"]
    assert all(row["source"] for row in found)
    assert sum(bool(row["quote"]) for row in found) >= len(found) - 1  # one annotated quote is not in the text


def test_q02_tasks_that_it_supports(filled: Store, answers: dict[str, Any]) -> None:
    assert places(rows(filled, "tasks-by-unit", unit=IT_CENTRE, role="supports")) == places(answers["Q02"]["answer"])


def test_q03_units_by_led_tasks(filled: Store, answers: dict[str, Any]) -> None:
    found = rows(filled, "unit-workload")
    for key, generic in (("answer", False), ("generic", True)):
        wanted = {row["unit"]: row["led_tasks"] for row in answers["Q03"][key]}
        assert {r["unit"]: r["leads"] for r in found if r["leads"] and r["generic"] is generic} == wanted
    document = {row["unit"]: row["by_document"]["2530/KH-BHXH"] for row in answers["Q03"]["answer"]}
    in_one = rows(filled, "unit-workload", document="2530/KH-BHXH")
    assert {r["unit"]: r["leads"] for r in in_one if r["leads"] and not r["generic"]} == {
        unit: n for unit, n in document.items() if n
    }


def test_q04_documents_above_a_plan(filled: Store, answers: dict[str, Any]) -> None:
    above = rows(filled, "lineage-up", document="2530/KH-BHXH")
    found = [(r["step"], r["via"], r["document"], r["basis"]) for r in above]
    wanted = [(r["step"], r["from"], r["to"], r["relation"]) for r in answers["Q04"]["answer"]]
    assert sorted(found) == sorted(wanted)


def test_q05_tasks_under_a_resolution(filled: Store, answers: dict[str, Any]) -> None:
    found = rows(filled, "tasks-under", document="NQ 42")
    assert len(found) == answers["Q05"]["total"]
    assert Counter(r["document"] for r in found) == {
        row["document"]: row["tasks"] for row in answers["Q05"]["answer"] if row["tasks"]
    }


def test_q07_deadlines(filled: Store, answers: dict[str, Any]) -> None:
    found = rows(filled, "deadlines")
    wanted = answers["Q07"]["answer"]
    by_day: dict[tuple[Any, ...], list[str]] = {}
    for row in found:
        units = by_day.setdefault((row["document"], row["path"], row["date"], row["recurs"]), [])
        units += [row["unit"]] if row["unit"] else []
    assert by_day == {(r["document"], r["path"], r.get("date"), r.get("recurs")): sorted(r["units"]) for r in wanted}
    assert [(day[2], day[3]) for day in by_day] == [(r.get("date"), r.get("recurs")) for r in wanted]


def test_q08_tasks_without_lead(filled: Store, answers: dict[str, Any]) -> None:
    assert places(rows(filled, "tasks-without-lead")) == places(answers["Q08"]["answer"])


def test_q09_tasks_with_several_leads(filled: Store, answers: dict[str, Any]) -> None:
    found = {(r["document"], r["path"]): (sorted(r["leads"]), r["generic"]) for r in rows(filled, "shared-leads")}
    assert found == {
        (r["document"], r["path"]): (sorted(r["leads"]), r.get("has_generic_lead", False))
        for r in answers["Q09"]["answer"]
    }


def test_q10_collaborators(filled: Store, answers: dict[str, Any]) -> None:
    found = {(r["unit"], r["tasks"], r["generic"]) for r in rows(filled, "collaborators", unit=COLLECTION_BOARD)}
    assert found == {(r["unit"], r["count"], r["generic"]) for r in answers["Q10"]["answer"]}


def test_one_number_of_two_documents(filled: Store, cross: dict[str, Any]) -> None:
    found = {row["number"]: row["count"] for row in rows(filled, "ambiguous-numbers")}
    assert found == {entry["number"]: len(entry["documents"]) for entry in cross["same_number_different_document"]}
