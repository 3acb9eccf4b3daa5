"""The object mapping for py2neo, on a real Neo4j."""

from __future__ import annotations

import gc
import warnings
from collections.abc import Iterator
from typing import Any

import pytest
from small_records import cites, record, target, task
from store_fixtures import Place

from graph.ledger import open_ledger
from graph.load import load
from graph.py2neo_model import LABELS, models
from graph.schema import load_schema

py2neo: Any = pytest.importorskip("py2neo", reason="the extra cancu[py2neo] is not installed")
OLD_LIBRARY = "ignore:unclosed:ResourceWarning"  # py2neo leaves closing its sockets to the collector


@pytest.fixture
def graph(neo4j_place: Place) -> Iterator[Any]:
    store = neo4j_place.open(writable=True)
    plan = record(
        "1/KH-ĐL",
        "2025-01-02",
        title="thực hiện Nghị quyết số 9",
        citations=[cites("9/NQ-CP", "2024-03-04")],
        tasks=[task("I.1", "Đo lại mọi cân", ("Phòng Đo",), ("Phòng Thử",))],
        targets=[target("II.1", "Tỷ lệ cân đã đo", 68.5, report_lead=["Phòng Thử"])],
    )
    load(store, open_ledger(store), [plan])
    store.close()
    opened = py2neo.Graph(neo4j_place.location, auth=(neo4j_place.user, neo4j_place.password))
    yield opened
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        opened.service.connector.close()
        gc.collect()


@pytest.mark.filterwarnings(OLD_LIBRARY)
def test_run_and_match(graph: Any) -> None:
    rows = graph.run("MATCH (u:Unit)-[:LEADS]->(t:Task) RETURN u.name AS unit, t.path AS path").data()
    assert rows == [{"unit": "Phòng Đo", "path": "I.1"}]
    assert py2neo.NodeMatcher(graph).match("Task", path="I.1").first()["text"] == "Đo lại mọi cân"


@pytest.mark.filterwarnings(OLD_LIBRARY)
def test_objects(graph: Any) -> None:
    m = models()
    unit = m["Unit"].match(graph).where(name="Phòng Đo").first()
    (led,) = unit.leads_task
    assert (led.path, led.text) == ("I.1", "Đo lại mọi cân")
    assert [u.name for u in led.unit_leads] == ["Phòng Đo"]
    assert [u.name for u in led.unit_supports] == ["Phòng Thử"]
    plan = m["Document"].match(graph).where(number="1/KH-ĐL").first()
    (resolution,) = plan.derives_from_document
    assert (resolution.number, resolution.status) == ("9/NQ-CP", "cited")
    assert [d.number for d in resolution.document_derives_from] == ["1/KH-ĐL"]
    assert m["Document"].match(graph, plan.id).first() == plan
    assert m["Indicator"].match(graph).count() == 1


def test_classes_follow_the_schema() -> None:
    made = models()
    assert tuple(made) == LABELS
    for name, label in load_schema().labels.items():
        if name in LABELS:
            assert set(label.properties) <= set(vars(made[name]))
    assert {"leads_task", "supports_task", "reports_indicator", "part_of_unit"} <= set(vars(made["Unit"]))
    assert {"unit_leads", "unit_supports", "derives_from_document"} <= set(vars(made["Task"]))
