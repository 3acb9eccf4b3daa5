"""Only reading gets through, on both stores. Each line is a way around that was tried."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import QueryFailed, StoreError, WriteRefused
from graph.model import Change, Graph, Node
from graph.stores import Store

FILE = "'file:///%s'"
REFUSED = [
    "CREATE (:Task {id: 'x', title: 'x'})",
    "MERGE (t:Task {id: 'x'}) RETURN t.id AS id",
    "MATCH (t:Task) SET t.title = 'x'",
    "MATCH (t:Task) REMOVE t.title",
    "MATCH (t:Task) DETACH DELETE t",
    "FOREACH (x IN [1] | CREATE (:Task {id: x}))",
    "MATCH (t:Task) FOREACH (x IN [1] | SET t.order = x)",
    "MATCH (t:Task) CALL (t) { SET t.order = 1 } RETURN t.id AS id",
    "CREATE INDEX stranger FOR (t:Task) ON (t.text)",
    "DROP INDEX task_path",
    "LOAD CSV FROM 'file:///FILE' AS line RETURN line AS line",
    "load  // a comment\n csv FROM 'file:///FILE' AS line RETURN line AS line",
    "RETURN ['a'] AS line UNION LOAD CSV FROM 'file:///FILE' AS line RETURN line AS line",
    "RETURN ['a'] AS line UNION ALL WITH 1 AS x LOAD CSV FROM 'file:///FILE' AS line RETURN line AS line",
    "CALL () { LOAD CSV FROM 'file:///FILE' AS line RETURN line } RETURN line AS line",
    "PROFILE MATCH (t:Task) RETURN t.id AS id",
    "EXPLAIN MATCH (t:Task) RETURN t.id AS id",
    "SHOW USERS",
    "SHOW INDEXES",
    "SHOW PROCEDURES",
    "SHOW TRANSACTIONS",
    "SHOW SETTINGS YIELD name, value RETURN name AS name",
    "RETURN 'a' AS name UNION SHOW PROCEDURES YIELD name RETURN name AS name",
    "TERMINATE TRANSACTIONS 'neo4j-transaction-1'",
    "CALL db.labels() YIELD label RETURN label AS label",
    "CALL dbms.listConfig() YIELD name RETURN name AS name",
    "CALL () { CALL db.labels() YIELD label RETURN label } RETURN label AS label",
    "RETURN 'a' AS label UNION CALL db.labels() YIELD label RETURN label AS label",
    "CALL `db`.`labels`() YIELD label RETURN label AS label",
    "MATCH (t:Task) CALL (t) { RETURN 1 AS x } IN TRANSACTIONS RETURN x AS x",
    "RETURN apoc.cypher.runFirstColumnSingle('RETURN 1', {}) AS x",
    "RETURN `apoc` . `cypher` // a comment\n . run ('RETURN 1', {}) AS x",
    "CREATE USER stranger SET PASSWORD 'abcdefgh'",
    "ALTER CURRENT USER SET PASSWORD FROM 'a' TO 'b'",
    "SHOW DATABASES",
    "STOP DATABASE neo4j",
    "USE system SHOW USERS",
    "FOR VALID_TIME ALL MATCH (t:Task) RETURN t.id AS id",
    "RETURN '\\u0027 AS x UNION LOAD CSV FROM \\u0027file:///FILE' AS x",
]
READING = [
    "MATCH (t:Task) RETURN t.id AS id",
    "match (t:Task) return t.id as id;",
    "OPTIONAL MATCH (t:Task) WITH t ORDER BY t.id LIMIT 5 RETURN t.id AS id, t.path AS path",
    "WITH 'load csv from' AS text RETURN text AS text",
    "RETURN 'CALL db.labels()' AS text // CALL db.labels()",
    "UNWIND ['a', 'b'] AS x RETURN x AS x UNION ALL RETURN 'c' AS x",
    "MATCH (t:Task) CALL (t) { MATCH (u:Unit)-[:LEADS]->(t) RETURN count(u) AS n } RETURN t.id AS id, n AS n",
    "MATCH (t:Task) WHERE NOT EXISTS { (:Unit)-[:LEADS]->(t) } RETURN count(DISTINCT t.id) AS n",
    "MATCH (t:Task) WHERE COUNT { (:Unit)-[:LEADS]->(t) } < 2 RETURN t.id AS id ORDER BY id DESC SKIP 0 LIMIT 3",
    "MATCH p = (a:Document)-[:DERIVES_FROM*1..25]->(b:Document) RETURN a.id AS a, b.id AS b, length(p) AS step",
    "MATCH (u:Unit) OPTIONAL MATCH (u)-[:LEADS]->(t:Task) WITH u, collect(t.id) AS t RETURN u.id AS id, size(t) AS n",
    "MATCH (t:Task {id: 'a'}) RETURN [x IN t.recurs WHERE x STARTS WITH '-' | x] AS r, coalesce(t.product, '') AS p",
    "MATCH (t:Task) WHERE t.folded CONTAINS 'x' OR t.ends_on >= '2024' RETURN count(*) AS n",
    "MATCH (t:Task)-[:PART_OF]->(d:Document)<-[:HAS_SOURCE]-(x) RETURN t.id AS id, d.id AS d",
    "MATCH (a:Task), (b:Task) WHERE a.path = b.path AND a.id < b.id RETURN a.id AS a, b.id AS b",
    "MATCH (n) RETURN labels(n)[0] AS label, count(*) AS n ORDER BY n DESC, label LIMIT 1",
]


@pytest.mark.parametrize("query", REFUSED)
def test_refused(store: Store, tmp_path: Path, query: str) -> None:
    secret = tmp_path / "secret.csv"
    secret.write_text("swordfish\n")
    store.apply(Change(put_nodes=(Node("task:1", "Task", (), {"title": "t", "path": "I"}),)))
    before: Graph = store.content()
    with pytest.raises((WriteRefused, QueryFailed)) as caught:
        store.read(query.replace("FILE", str(secret).lstrip("/")))
    assert isinstance(caught.value, StoreError)
    assert "swordfish" not in str(caught.value)
    assert store.content() == before


@pytest.mark.parametrize("query", READING)
def test_reading_gets_through(store: Store, query: str) -> None:
    assert store.read(query).columns
    assert store.read(query).columns  # the second time the plan is known


@pytest.mark.parametrize(
    "query",
    [
        "LOAD CSV FROM 'x' AS l RETURN l AS l",
        "SHOW USERS",
        "CALL db.labels()",
        "CREATE (:Task)",
        "PROFILE RETURN 1 AS a",
    ],
)
def test_a_refusal_is_said_to_be_one(store: Store, query: str) -> None:
    with pytest.raises(WriteRefused):
        store.read(query)
