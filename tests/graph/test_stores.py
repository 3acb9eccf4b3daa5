"""What every store must do, run on each."""

from __future__ import annotations

from pathlib import Path

import neo4j
import pytest
from store_fixtures import Place

from graph.difference import content_hash, difference
from graph.errors import (
    InvalidGraph,
    QueryFailed,
    QueryTimeout,
    StoreDamaged,
    StoreError,
    StoreLoginRefused,
    StoreMissing,
    StoreUnreachable,
    WriteRefused,
)
from graph.model import Change, Graph, Node, Relationship
from graph.stores import Store, open_store

PLAN = Node(
    "document:1", "Document", ("Plan",), {"title": "Kế hoạch", "year": 2024, "folded": "ke hoach", "kind": "plan"}
)
CITED = Node("document:2", "Document", ("Decision",), {"title": "Quyết định", "kind": "decision", "folded": "qd"})
TASK = Node(
    "task:1",
    "Task",
    (),
    {
        "title": "2024-05-01",  # a text that looks like a date stays a text
        "text": "Tổ chức\n\t\"thực hiện\" \\ 'x' e\u0301 😀",
        "recurs": ["--12-05", "---last"],
        "subitems": ["một"],
        "order": 3,
        "quote": "123",
        "start": 0,
        "end": 2**53 + 1,
    },
)
UNIT = Node("unit:1", "Unit", (), {"title": "Vụ A", "generic": False, "verified": True, "folded": "vu a"})
TARGET = Node("target:1", "Target", (), {"title": "t", "value": 68.5, "value_max": 1e300, "year": 2025})
OTHER_TARGET = Node("target:2", "Target", (), {"title": "t", "value": 68.0, "year": 2025})
LEADS = Relationship("LEADS", "unit:1", "task:1", "", {"quote": "Vụ A", "start": 5, "end": 9, "rule": "table"})
CITES = Relationship("CITES", "document:1", "document:2", "implements", {"relation": "implements", "start": 1})
CITES_TOO = Relationship("CITES", "document:1", "document:2", "follows", {"relation": "follows", "start": 2})
NODES = (PLAN, CITED, TASK, UNIT, TARGET, OTHER_TARGET)
RELATIONSHIPS = (LEADS, CITES, CITES_TOO)
SMALL = Graph.of(NODES, RELATIONSHIPS)
WHOLE = Change(put_nodes=NODES, put_relationships=RELATIONSHIPS)


def test_empty_store(store: Store) -> None:
    assert store.content() == Graph()
    assert store.read("MATCH (t:Task) RETURN t.id AS id").rows == []
    assert store.read("MATCH (n) RETURN count(n) AS n").rows == [(0,)]


def test_content_is_what_was_applied(store: Store) -> None:
    store.apply(WHOLE)
    assert store.content() == SMALL
    assert content_hash(store.content()) == content_hash(SMALL)
    types = {k: type(v) for n in store.content().nodes.values() for k, v in n.properties.items()}
    assert types["value"] is float
    assert types["year"] is int
    assert types["generic"] is bool


def test_content_outlives_the_store(store: Store, place: Place) -> None:
    store.apply(WHOLE)
    store.close()
    again = place.open()
    assert again.content() == SMALL
    again.close()


def test_a_put_replaces_all_properties(store: Store) -> None:
    store.apply(WHOLE)
    fewer = Node("task:1", "Task", (), {"title": "x", "order": 4})
    store.apply(
        Change(put_nodes=(fewer,), put_relationships=(Relationship("LEADS", "unit:1", "task:1", "", {"start": 1}),))
    )
    assert store.content().nodes["task:1"] == fewer
    assert store.content().relationships[LEADS.id].properties == {"start": 1}
    assert store.content().relationships[CITES.id] == CITES


def test_difference_applied_gives_the_other_graph(store: Store) -> None:
    store.apply(WHOLE)
    decided = Node("document:1", "Document", ("Decision",), {"title": "Quyết định", "kind": "decision", "folded": "qd"})
    other = Graph.of((decided, CITED, UNIT), (CITES_TOO,))
    store.apply(difference(store.content(), other))
    assert store.content() == other
    store.apply(difference(store.content(), Graph()))
    assert store.content() == Graph()


def test_many_rows_go_in_batches(store: Store) -> None:
    many = [Node(f"task:{i}", "Task", (), {"title": f"t{i}", "order": i}) for i in range(2_345)]
    leads = [Relationship("LEADS", "unit:1", t.id, "", {"start": 1}) for t in many]
    store.apply(Change(put_nodes=(UNIT, *many), put_relationships=tuple(leads)))
    assert store.read("MATCH (u:Unit)-[:LEADS]->(t:Task) RETURN count(t) AS n").rows == [(2_345,)]
    assert store.content() == Graph.of((UNIT, *many), leads)


def test_long_texts(store: Store) -> None:
    long = Node(
        "task:1", "Task", (), {"title": "x", "text": "dài " * 50_000, "folded": "dai " * 50_000, "path": "p" * 100}
    )
    store.apply(Change(put_nodes=(long,)))
    assert store.content().nodes["task:1"] == long
    assert store.read("MATCH (t:Task) WHERE t.folded CONTAINS 'dai dai' RETURN t.id AS id").rows == [("task:1",)]


@pytest.mark.parametrize(
    "bad",
    [
        Change(put_nodes=(UNIT, Node("x:1", "Stranger", (), {"title": "x"}))),
        Change(put_nodes=(UNIT,), put_relationships=(Relationship("LEADS", "unit:1", "task:none", "", {}),)),
        Change(put_nodes=(UNIT, PLAN), put_relationships=(Relationship("DROPS", "unit:1", "document:1", "", {}),)),
        Change(put_nodes=(UNIT, Node("task:9", "Task", (), {"title": "x", "type": "t"}))),
    ],
    ids=["label", "nowhere", "kind", "type"],
)
def test_a_wrong_change_changes_nothing(store: Store, bad: Change) -> None:
    store.apply(Change(put_nodes=(PLAN,)))
    before, generation = store.content(), store.generation()
    with pytest.raises(InvalidGraph):
        store.apply(bad)
    assert store.content() == before
    assert store.generation() == generation


def test_a_change_the_store_refuses_changes_nothing(store: Store) -> None:
    """The first statements pass, a later one cannot: a value that no store keeps."""
    store.apply(Change(put_nodes=(PLAN,)))
    bad = Node("unit:7", "Unit", (), {"title": "x", "aliases": 2**70})
    with pytest.raises((StoreError, OverflowError)):
        store.apply(Change(put_nodes=(CITED, bad), delete_nodes=(PLAN,)))
    assert store.content() == Graph.of((PLAN,), ())


def test_generation_tells_of_changes(store: Store) -> None:
    first = store.generation()
    store.apply(WHOLE)
    second = store.generation()
    assert first != second
    store.read("MATCH (n) RETURN count(n) AS n")
    store.content()
    assert store.generation() == second


def test_readers_see_a_change_without_opening_again(store: Store, place: Place) -> None:
    reader = place.open()
    assert reader.read("MATCH (n:Document) RETURN count(n) AS n").rows == [(0,)]
    store.apply(WHOLE)
    assert reader.read("MATCH (n:Document) RETURN count(n) AS n").rows == [(2,)]
    assert reader.content() == SMALL
    reader.close()


def test_a_store_for_reading_does_not_write(store: Store, place: Place) -> None:
    reader = place.open()
    with pytest.raises(WriteRefused):
        reader.apply(WHOLE)
    with pytest.raises(WriteRefused), reader.writing():
        pass
    reader.close()
    assert store.content() == Graph()


def test_rows(store: Store) -> None:
    store.apply(WHOLE)
    found = store.read(
        "MATCH (t:Task) WHERE t.id = $id RETURN t.id AS id, t.recurs AS recurs, t.`end` AS ends, t.product AS product, "
        "[x IN t.recurs | x + '!'] AS more, 1.5 AS half, true AS yes",
        {"id": "task:1"},
    )
    assert found.columns == ("id", "recurs", "ends", "product", "more", "half", "yes")
    assert found.rows == [("task:1", ["--12-05", "---last"], 2**53 + 1, None, ["--12-05!", "---last!"], 1.5, True)]
    assert not found.truncated
    assert found.dicts()[0]["ends"] == 2**53 + 1


def test_rows_are_cut_at_the_limit(store: Store) -> None:
    cut = store.read("UNWIND range(1, 10) AS x RETURN x AS x ORDER BY x DESC", max_rows=3)
    assert cut.rows == [(10,), (9,), (8,)]
    assert cut.truncated
    assert not store.read("UNWIND range(1, 3) AS x RETURN x AS x", max_rows=3).truncated


def test_no_rows_still_have_columns(store: Store) -> None:
    assert store.read("MATCH (t:Task) RETURN t.id AS id, t.title AS title").columns == ("id", "title")


@pytest.mark.parametrize(
    "query",
    [
        "MATCH (n) RETURN n AS n",
        "MATCH (a)-[r]->(b) RETURN r AS r",
        "RETURN {a: 1} AS m",
        "RETURN date('2024-01-01') AS d",
    ],
)
def test_only_plain_values_come_back(store: Store, query: str) -> None:
    store.apply(WHOLE)
    with pytest.raises(QueryFailed):
        store.read(query)


@pytest.mark.parametrize(
    "query", ["", "   ", "MATCH (n RETURN n", "RETURN $missing AS a", "RETURN 1/0 AS a", "RETURN 1 AS a; RETURN 2 AS a"]
)
def test_wrong_queries_are_said_to_be_wrong(store: Store, query: str) -> None:
    with pytest.raises(QueryFailed):
        store.read(query)


def test_a_query_that_runs_too_long_is_stopped(store: Store) -> None:
    endless = "UNWIND range(1, 6000) AS x UNWIND range(1, 6000) AS y WITH x, y WHERE x * y = -1 RETURN count(*) AS n"
    with pytest.raises(QueryTimeout):
        store.read(endless, timeout=0.3)
    assert store.read("RETURN 1 AS a").rows == [(1,)]


def test_missing_folder(tmp_path: Path) -> None:
    with pytest.raises(StoreMissing):
        open_store(str(tmp_path / "nothing"))
    assert not (tmp_path / "nothing").exists()


def test_a_file_is_no_store(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    for writable in (False, True):
        with pytest.raises(StoreDamaged):
            open_store(str(tmp_path / "file"), writable=writable)


def test_rubbish_is_no_graph(tmp_path: Path) -> None:
    (tmp_path / "graph.kgl").write_text("rubbish")
    store = open_store(str(tmp_path), writable=True)
    with pytest.raises(StoreDamaged):
        store.content()
    with pytest.raises(StoreDamaged):
        store.apply(WHOLE)
    assert (tmp_path / "graph.kgl").read_text() == "rubbish"


@pytest.mark.parametrize("location", ["bolt://127.0.0.1:1", "neo4j://127.0.0.1:1", "bolt://nowhere.invalid:7687"])
def test_unreachable_server(location: str) -> None:
    with pytest.raises(StoreUnreachable):
        open_store(location, user="neo4j", password="x")


def test_wrong_password(neo4j_place: Place) -> None:
    with pytest.raises(StoreLoginRefused) as caught:
        open_store(neo4j_place.location, user="neo4j", password="wrong")
    assert caught.value.user == "neo4j"


def test_constraints_and_indexes_of_the_server(neo4j_place: Place) -> None:
    neo4j_place.open(writable=True).close()
    neo4j_place.open(writable=True).close()  # a second time is no problem
    auth = (neo4j_place.user or "", neo4j_place.password or "")
    with neo4j.GraphDatabase.driver(neo4j_place.location, auth=auth) as driver, driver.session() as session:
        unique = {c["labelsOrTypes"][0] for c in session.run("SHOW CONSTRAINTS") if c["properties"] == ["id"]}
        indexes = {
            (i["labelsOrTypes"] or [""])[0]: i["type"]
            for i in session.run("SHOW INDEXES")
            if i["properties"] == ["folded"]
        }
    assert {"Document", "Task", "Unit", "Indicator", "Source"} <= unique
    assert indexes["Task"] == indexes["Unit"] == "FULLTEXT"
