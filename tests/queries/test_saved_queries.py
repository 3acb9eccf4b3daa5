"""What every saved query gets for free. A new one in `queries/saved` needs rows in `expected.yaml`, nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from graph.difference import difference
from graph.model import Graph
from graph.stores import Store
from queries.catalogue import load, parse
from queries.errors import InvalidQuery
from queries.run import run

HERE = Path(__file__).parent
CASES: list[dict[str, Any]] = yaml.safe_load((HERE / "expected.yaml").read_text(encoding="utf-8"))

# The names, parameters and first columns that `contract/graph.md` fixes.
PUBLIC = {
    "tasks-by-unit": ("unit role document", "document path task role timeframe ends_on"),
    "lineage-up": ("document", "step document title basis via"),
    "lineage-down": ("document", "step document title basis via"),
    "tasks-under": ("document", "document path task leads"),
    "unit-workload": ("document", "unit leads supports"),
    "shared-leads": ("", "document path task leads"),
    "tasks-without-lead": ("", "document path task"),
    "deadlines": ("unit from to", "date recurs unit document path task"),
    "target-history": ("indicator", "indicator year document comparator value unit"),
    "collaborators": ("unit", "unit tasks"),
    "findings": ("code", "severity code message document path"),
    "ambiguous-numbers": ("", "number documents"),
}


@pytest.mark.parametrize("name", PUBLIC)
def test_names_parameters_and_first_columns_stay(name: str) -> None:
    parameters, columns = PUBLIC[name]
    query = load()[name]
    assert [p.name for p in query.parameters] == parameters.split()
    assert list(query.columns[: len(columns.split())]) == columns.split()


@pytest.mark.parametrize("name", load())
def test_every_query_has_expected_rows_and_its_example_among_them(name: str) -> None:
    mine = [case for case in CASES if case["query"] == name]
    assert load()[name].example in [case["params"] for case in mine]


@pytest.mark.parametrize("name", load())
def test_a_linked_column_has_its_id(name: str) -> None:
    """Pages link a document, task, unit or file by the hidden column beside it."""
    columns = load()[name].columns
    for column in ("document", "task", "source", "via", "indicator"):
        if column in columns and name != "findings":
            assert f"{column}_id" in columns


@pytest.mark.parametrize("case", CASES, ids=lambda c: f"{c['query']} {c['params']}")
def test_rows(small: Store, case: dict[str, Any]) -> None:
    """The same rows in the same order on each store; `columns` of a case picks those that it lists."""
    result = run(small, case["query"], case["params"])
    picked = [result.columns.index(c) for c in case["columns"]]
    assert [[row[i] for i in picked] for row in result.rows] == case["rows"]
    assert not result.truncated


def test_all_columns_are_equal_on_both_stores(both_stores: tuple[Store, Store], small_graph: Graph) -> None:
    for store in both_stores:
        store.apply(difference(Graph(), small_graph))
    for case in CASES:
        one, other = (run(store, case["query"], case["params"]) for store in both_stores)
        assert (one.columns, one.rows) == (other.columns, other.rows), case["query"]


HEADER = """\
// name: sample
// title: {vi: Mẫu, en: Sample}
// description: {vi: Một mẫu, en: A sample}
// parameters:
//   - {name: unit, kind: unit, required: true, vi: Đơn vị, en: Unit}
// columns:
//   - {name: unit, kind: text, vi: Đơn vị, en: Unit}
// example: {unit: TT CNTT}
"""
GOOD = "MATCH (u:Unit {id: $unit}) RETURN u.name AS unit ORDER BY unit"

BROKEN = {
    "writes": ("MATCH (u:Unit {id: $unit}) SET u.seen = 1 RETURN u.name AS unit ORDER BY unit", "only reads"),
    "deletes in lower case": (
        "MATCH (u:Unit {id: $unit}) detach delete u RETURN 1 AS unit ORDER BY unit",
        "only reads",
    ),
    "reads a file": ("LOAD CSV FROM 'x' AS l MATCH (u {id: $unit}) RETURN u.name AS unit ORDER BY unit", "only reads"),
    "uses what it does not declare": (
        "MATCH (u:Unit {id: $unit}) WHERE u.kind = $kind RETURN u.name AS unit ORDER BY unit",
        "parameters declared",
    ),
    "declares what it does not use": ("MATCH (u:Unit) RETURN u.name AS unit ORDER BY unit", "parameters declared"),
    "mentions the parameter in a string only": (
        "MATCH (u:Unit) WHERE u.name = '$unit' RETURN u.name AS unit ORDER BY unit",
        "parameters declared",
    ),
    "returns another column": ("MATCH (u:Unit {id: $unit}) RETURN u.name AS name ORDER BY name", "columns declared"),
    "returns one more": ("MATCH (u:Unit {id: $unit}) RETURN u.name AS unit, 1 AS n ORDER BY n", "columns declared"),
    "returns without alias": ("MATCH (u:Unit {id: $unit}) RETURN u.name ORDER BY u.name", "columns declared"),
    "has no order": ("MATCH (u:Unit {id: $unit}) RETURN u.name AS unit", "columns declared"),
    "has a path without end": (
        "MATCH (:Unit {id: $unit})-[:PART_OF*]->(u) RETURN u.name AS unit ORDER BY unit",
        "has no bound",
    ),
    "has a path with half a bound": (
        "MATCH (:Unit {id: $unit})-[:PART_OF*1..]->(u) RETURN u.name AS unit ORDER BY unit",
        "has no bound",
    ),
}


def test_a_sound_file_is_read() -> None:
    query = parse("sample", HEADER + GOOD)
    assert query.columns == ("unit",)
    assert query.parameters[0].required
    assert query.title["vi"] == "Mẫu"


@pytest.mark.parametrize(("cypher", "says"), BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_file_is_refused(cypher: str, says: str) -> None:
    with pytest.raises(InvalidQuery, match=says):
        parse("sample", HEADER + cypher)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("name: sample", "name: other", "the header says other"),
        ("kind: unit", "kind: thing", "unknown kind"),
        ("title: {vi: Mẫu, en: Sample}", "title: {vi: Mẫu}", "header"),
        ("title: {vi: Mẫu, en: Sample}", "title: {vi: Mẫu, en: ''}", "empty"),
        ("example: {unit: TT CNTT}", "example: {}", "the example lacks"),
        ("example: {unit: TT CNTT}", "example: {unit: TT CNTT, role: any}", "not parameters"),
        ("example: {unit", "example: {{unit", "header"),
    ],
)
def test_a_broken_header_is_refused(old: str, new: str, says: str) -> None:
    with pytest.raises(InvalidQuery, match=says):
        parse("sample", HEADER.replace(old, new, 1) + GOOD)


def test_a_file_without_header_is_refused() -> None:
    with pytest.raises(InvalidQuery, match="none found"):
        parse("sample", GOOD)
