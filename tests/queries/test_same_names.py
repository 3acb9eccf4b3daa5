"""Units of one name: a person is asked which is meant, and each has its own tasks."""

from __future__ import annotations

import pytest
from small_records import record, task, unit
from store_fixtures import Place

from graph.ledger import open_ledger
from graph.load import load
from graph.stores import Store
from ingest.records import Record
from queries.errors import AmbiguousParameter
from queries.run import run

PROVINCES = ("Ủy ban nhân dân tỉnh Bình Bắc", "Ủy ban nhân dân tỉnh Bình Nam")


def of_province(number: int, province: str) -> Record:
    own = unit("Sở Đo lường", parent=province, within=province)
    tasks = [task("I.1", f"Việc {number}", ("Sở Đo lường",))]
    return record(f"{number}/KH-UBND", "2025-01-02", issuer=province, tasks=tasks, units=[own])


@pytest.fixture
def provinces(store: Store, place: Place) -> Store:
    load(store, open_ledger(store), [of_province(i, p) for i, p in enumerate(PROVINCES, start=1)])
    return store


def test_a_person_is_asked_which_is_meant(provinces: Store) -> None:
    with pytest.raises(AmbiguousParameter) as asked:
        run(provinces, "tasks-by-unit", {"unit": "so do luong"})
    assert [str(c) for c in asked.value.candidates] == [f"Sở Đo lường ({p})" for p in PROVINCES]
    found = [run(provinces, "tasks-by-unit", {"unit": c.id}).dicts() for c in asked.value.candidates]
    assert [[row["task"] for row in rows] for rows in found] == [["Việc 1"], ["Việc 2"]]


def test_one_is_meant_by_its_name_with_its_body(provinces: Store) -> None:
    (row,) = run(provinces, "tasks-by-unit", {"unit": f"Sở Đo lường ({PROVINCES[1]})"}).dicts()
    assert row["task"] == "Việc 2"


def test_counts_tell_them_apart(provinces: Store) -> None:
    rows = run(provinces, "unit-workload", {}).dicts()
    assert [(row["unit"], row["leads"]) for row in rows] == [(f"Sở Đo lường ({p})", 1) for p in PROVINCES]
