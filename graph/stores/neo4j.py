"""The server store: Neo4j 5 or newer, through the official driver.

The database is taken to be ours: nodes that bear our labels are the graph. What belongs to the store and not to the
graph (kept records, the writer's lease, the count of changes) bears labels that start with ``Cancu``.
"""

from __future__ import annotations

import os
import re
import socket
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, cast

import neo4j
from neo4j.exceptions import AuthError, ClientError, DriverError, Neo4jError, ServiceUnavailable

from graph.errors import (
    QueryFailed,
    QueryTimeout,
    QueryTooLarge,
    StoreBusy,
    StoreDamaged,
    StoreError,
    StoreLoginRefused,
    StoreUnreachable,
    WriteRefused,
)
from graph.model import Change, Graph
from graph.schema import Schema, load_schema
from graph.stores.base import MAX_ROWS, TIMEOUT, Rows, plain
from graph.stores.guard import NEO4J_OPERATORS, check_plan, check_words
from graph.stores.statements import ends_to_find, find_labels, indexes, node_from, relationship_from, writes

CONNECT = 5.0  # seconds to wait for a server that does not answer
RETRY = 5.0  # seconds in which a write that lost a race is tried again
READ_AGAIN = 10  # times
LEASE_WAIT = 2.0  # seconds to wait for another writer before saying so
NAMED = re.compile(r"(?:CONSTRAINT|INDEX) (\w+) IF")
WAITED_TOO_LONG = ("TransactionTimedOut", "LockClientStopped", "LockAcquisitionTimeout", "TransactionTerminated")
REMEMBERED = 256
"""Queries whose plan has passed the guard and is not looked at again."""
QUIET = ["HINT", "UNRECOGNIZED", "UNSUPPORTED", "PERFORMANCE", "GENERIC", "SECURITY", "TOPOLOGY", "SCHEMA"]
"""Notifications that say nothing to a reader (a label that no node has yet). Deprecations stay: tests fail on them."""

STATE = "MERGE (s:CancuState {id: 'state'}) SET s.generation = coalesce(s.generation, 0) + 1"
LOCK = "MERGE (s:CancuState {id: 'state'}) SET s.generation = coalesce(s.generation, 0)"
OWN_CONSTRAINTS = tuple(
    f"CREATE CONSTRAINT {label.lower()}_id IF NOT EXISTS FOR (n:{label}) REQUIRE n.id IS UNIQUE"
    for label in ("CancuRecord", "CancuState", "CancuLease", "CancuHolder")
)


class Neo4jStore:
    name = "neo4j"

    def __init__(
        self,
        location: str,
        *,
        user: str | None = None,
        password: str | None = None,
        writable: bool = False,
        schema: Schema | None = None,
    ) -> None:
        """Connects; a writable store makes constraints and indexes.

        Raises:
            StoreUnreachable: nothing answers at the location.
            StoreLoginRefused: wrong user or password.
            StoreDamaged: the data there do not allow our constraints.
        """
        self.location = location
        self.writable = writable
        self.schema = schema or load_schema()
        self.user = user or "neo4j"
        self._lock = threading.Lock()
        self._passed: set[str] = set()
        self._writer_thread = 0
        self._depth = 0
        try:
            self.driver = neo4j.GraphDatabase.driver(
                location,
                auth=(self.user, password or ""),
                connection_timeout=CONNECT,
                connection_acquisition_timeout=CONNECT * 2,
                max_transaction_retry_time=RETRY,
                notifications_disabled_classifications=cast(Any, QUIET),
                warn_notification_severity=neo4j.NotificationMinimumSeverity.WARNING,
                user_agent="cancu",
            )
        except (ValueError, neo4j.exceptions.ConfigurationError) as problem:
            raise StoreUnreachable(location, str(problem)) from problem
        try:
            with self._errors():
                self.driver.verify_connectivity()
                if writable:
                    self._prepare()
        except BaseException:
            self.driver.close()
            raise

    def read(
        self,
        cypher: str,
        parameters: Mapping[str, object] | None = None,
        *,
        max_rows: int = MAX_ROWS,
        timeout: float = TIMEOUT,
    ) -> Rows:
        given = dict(parameters or {})
        with self._errors(timeout), self.driver.session(default_access_mode=neo4j.READ_ACCESS) as session:
            if cypher not in self._passed:
                check_words(cypher)
                summary = session.run(_query(f"EXPLAIN {cypher}", timeout), given).consume()
                if summary.query_type != "r":
                    raise WriteRefused("the query does more than read")
                check_plan(_operators(summary.plan or {}), NEO4J_OPERATORS)
                if len(self._passed) >= REMEMBERED:
                    self._passed.clear()
                self._passed.add(cypher)
            with session.begin_transaction(timeout=timeout) as transaction:
                result = transaction.run(cypher, given)
                columns = tuple(result.keys())
                found = result.fetch(max_rows + 1)
                rows: list[tuple[object, ...]] = [
                    tuple(plain(value, column) for value, column in zip(r.values(), columns, strict=True))
                    for r in found[:max_rows]
                ]
                return Rows(columns, rows, truncated=len(found) > max_rows)

    def content(self) -> Graph:
        """Neo4j shows a reader what others commit meanwhile, so what changed under the reading is read again.

        Who has the right to write takes the lock that `apply` holds: the last change of a writer that has just died may
        still be on its way to the disk.
        """
        if self._depth and self._writer_thread == threading.get_ident():
            with self._errors(), self.driver.session() as session:
                return session.execute_write(self._content, lock=True)
        for _ in range(READ_AGAIN):
            generation = self.generation()
            with self._errors(), self.driver.session(default_access_mode=neo4j.READ_ACCESS) as session:
                found = session.execute_read(self._content)
            if self.generation() == generation:
                break
        return found

    def apply(self, change: Change) -> None:
        with self.writing(), self._errors(), self.driver.session() as session:
            session.execute_write(self._apply, change)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """The lease is a lock that the server holds for an open transaction, so it ends with this process."""
        if not self.writable:
            raise WriteRefused("the store was opened for reading")
        if self._depth and self._writer_thread == threading.get_ident():
            self._depth += 1
            try:
                yield
            finally:
                self._depth -= 1
            return
        if not self._lock.acquire(blocking=False):
            raise StoreBusy(self.location, "of this same program")
        try:
            with self._leased():
                self._writer_thread, self._depth = threading.get_ident(), 1
                try:
                    yield
                finally:
                    self._writer_thread, self._depth = 0, 0
        finally:
            self._lock.release()

    def set_aside(self) -> None:
        """A server looks after its own files."""

    def generation(self) -> str:
        with self._errors(), self.driver.session(default_access_mode=neo4j.READ_ACCESS) as session:
            record = session.run("MATCH (s:CancuState {id: 'state'}) RETURN s.generation AS generation").single()
            return str(record["generation"]) if record else "0"

    def own(self, cypher: str, *, write: bool = False, **parameters: object) -> list[dict[str, Any]]:
        """Runs a statement on what belongs to the store and not to the graph, in one transaction."""

        def work(transaction: neo4j.ManagedTransaction) -> list[dict[str, Any]]:
            return transaction.run(cypher, parameters).data()

        with self._errors(), self.driver.session() as session:
            return session.execute_write(work) if write else session.execute_read(work)

    def close(self) -> None:
        self.driver.close()

    def _prepare(self) -> None:
        with self.driver.session() as session:
            names = "SHOW INDEXES YIELD name RETURN name AS name"  # a constraint's index bears its name
            there = {record["name"] for record in session.run(names)}
            missing = [
                statement
                for statement in (*OWN_CONSTRAINTS, *indexes(self.schema, neo4j=True))
                if NAMED.search(statement).group(1) not in there  # type: ignore[union-attr]
            ]
            try:
                for statement in missing:
                    session.run(statement).consume()
                if missing:
                    session.run("CALL db.awaitIndexes(60)").consume()
            except ClientError as problem:
                if "ConstraintCreationFailed" in (problem.code or ""):
                    raise StoreDamaged(self.location, problem.message or "a constraint cannot be made") from problem
                raise

    def _content(self, transaction: neo4j.ManagedTransaction, *, lock: bool = False) -> Graph:
        if lock:
            transaction.run(LOCK).consume()
        nodes = {}
        for label in self.schema.labels:
            query = f"MATCH (n:{label}) WHERE n.id IS NOT NULL RETURN labels(n) AS labels, properties(n) AS properties"
            for record in transaction.run(query):
                node = node_from(record["labels"], record["properties"], self.schema)
                nodes[node.id] = node
        rels = []
        for kind in self.schema.relationships:
            query = f"MATCH (a)-[r:{kind}]->(b) RETURN a.id AS a, b.id AS b, properties(r) AS properties"
            for record in transaction.run(query):
                if record["a"] in nodes and record["b"] in nodes:
                    rels.append(relationship_from(kind, record["a"], record["b"], record["properties"]))
        return Graph.of(nodes.values(), rels)

    def _apply(self, transaction: neo4j.ManagedTransaction, change: Change) -> None:
        transaction.run(STATE).consume()  # first, since it is also the lock
        ids = ends_to_find(change)
        found = {
            record["id"]: label
            for label, query in find_labels(self.schema)
            for record in (transaction.run(query, ids=ids) if ids else ())
        }
        for statement in writes(change, found, self.schema):
            transaction.run(statement.cypher, rows=statement.rows).consume()

    @contextmanager
    def _leased(self) -> Iterator[None]:
        me = f"{os.getpid()} on {socket.gethostname()}"
        with self._errors(), self.driver.session() as session:
            with session.begin_transaction(timeout=LEASE_WAIT) as attempt:
                self._take(attempt)
            lease = session.begin_transaction()
            try:
                self._take(lease)
                with self.driver.session() as other:
                    other.run("MERGE (h:CancuHolder {id: 'writer'}) SET h.holder = $me", me=me).consume()
                yield
            finally:
                lease.close()

    def _take(self, transaction: neo4j.Transaction) -> None:
        try:
            transaction.run("MERGE (l:CancuLease {id: 'writer'}) SET l.taken = true").consume()
        except Neo4jError as problem:
            if not any(sign in (problem.code or "") for sign in WAITED_TOO_LONG):
                raise
            raise StoreBusy(self.location, self._holder()) from problem

    def _holder(self) -> str | None:
        with self.driver.session(default_access_mode=neo4j.READ_ACCESS) as session:
            record = session.run("MATCH (h:CancuHolder {id: 'writer'}) RETURN h.holder AS holder").single()
            return str(record["holder"]) if record else None

    @contextmanager
    def _errors(self, timeout: float = TIMEOUT) -> Iterator[None]:
        """The driver's errors as ours."""
        try:
            yield
        except AuthError as problem:
            raise StoreLoginRefused(self.location, self.user) from problem
        except (ServiceUnavailable, OSError) as problem:
            raise StoreUnreachable(self.location, _first_line(problem)) from problem
        except Neo4jError as problem:
            raise self._own_error(problem, timeout) from problem
        except DriverError as problem:
            raise StoreUnreachable(self.location, _first_line(problem)) from problem

    def _own_error(self, problem: Neo4jError, timeout: float) -> StoreError:
        code = problem.code or ""
        said = _first_line(problem.message or problem)
        if "CredentialsExpired" in code or "AuthenticationRateLimit" in code:
            return StoreLoginRefused(self.location, self.user)
        if "TransactionTimedOut" in code or code.endswith(".Terminated"):
            return QueryTimeout(timeout)
        if code.endswith(".AccessMode"):
            return WriteRefused("the query writes")
        if "MemoryPool" in code or "OutOfMemory" in code or "StackOverFlow" in code:
            return QueryTooLarge(said)
        if code.startswith("Neo.TransientError") or code.startswith("Neo.ClientError.Cluster"):
            return StoreUnreachable(self.location, said)
        return QueryFailed(said)


def _query(text: str, timeout: float) -> neo4j.Query:
    return neo4j.Query(text, timeout=timeout)


def _operators(plan: Mapping[str, Any]) -> Iterator[str]:
    yield str(plan.get("operatorType", "nothing"))
    for child in plan.get("children", ()):
        yield from _operators(child)


def _first_line(problem: object) -> str:
    return str(problem).strip().split("\n", 1)[0].rstrip(".:")
