"""The embedded store: a folder of the user's, with the graph in one file (kglite).

Readers use the last checkpoint and change to the next when one appears, so pages show what another process has just
ingested. A writer works on the graph in memory and publishes it with one atomic, synced rename (`save`): a crash at any
moment leaves the state before or the state after. kglite's own log is left out: readers do not see it, so the end of
a change is the checkpoint in any case. The writer's lease is the operating system's and ends with the process.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import kglite

from graph.errors import (
    QueryFailed,
    QueryTimeout,
    QueryTooLarge,
    StoreBusy,
    StoreDamaged,
    StoreError,
    StoreMissing,
    StoreUnreachable,
    WriteRefused,
)
from graph.model import Change, Graph
from graph.schema import Schema, load_schema
from graph.stores.base import MAX_ROWS, TIMEOUT, Rows, plain
from graph.stores.guard import KGLITE_STEPS, check_plan, check_words
from graph.stores.statements import ends_to_find, find_labels, indexes, node_from, relationship_from, writes

GRAPH_FILE = "graph.kgl"
MAX_WORK = 50_000_000
"""Rows and collected items that one query may touch: about a second of work and far below the memory of a laptop."""
REMEMBERED = 256
"""Queries whose plan has passed the guard and is not looked at again."""


class _Saved(Exception):
    """Tells kglite that there is nothing left to save when the lease ends."""


class EmbeddedStore:
    name = "kglite"

    def __init__(self, folder: Path, *, writable: bool = False, schema: Schema | None = None) -> None:
        """Opens the folder; a writable store makes it.

        Raises:
            StoreMissing: there is no such folder, and the store is only to be read.
            StoreUnreachable: the folder cannot be made or looked into.
            StoreDamaged: there is something else at that place.
        """
        self.folder = folder
        self.writable = writable
        self.schema = schema or load_schema()
        self._lock = threading.Lock()  # of the session and the writer
        self._session: kglite.Session | None = None
        self._session_of = ""
        self._writer: kglite.KnowledgeGraph | None = None
        self._writer_thread = 0
        self._depth = 0
        self._passed: set[str] = set()
        kglite.set_query_warning_policy("silent")  # a label that no node has yet is no reason to speak
        try:
            if writable:
                folder.mkdir(parents=True, exist_ok=True)
            elif not folder.exists():
                raise StoreMissing(str(folder))
            if not folder.is_dir():
                raise StoreDamaged(str(folder), "it is a file, not a folder")
        except FileExistsError as problem:
            raise StoreDamaged(str(folder), "it is a file, not a folder") from problem
        except OSError as problem:
            raise StoreUnreachable(str(folder), problem.strerror or str(problem)) from problem

    @property
    def location(self) -> str:
        return str(self.folder)

    @property
    def path(self) -> Path:
        return self.folder / GRAPH_FILE

    def read(
        self,
        cypher: str,
        parameters: Mapping[str, object] | None = None,
        *,
        max_rows: int = MAX_ROWS,
        timeout: float = TIMEOUT,
    ) -> Rows:
        session = self._current()
        given = dict(parameters or {})
        try:
            if cypher not in self._passed:
                check_words(cypher)
                plan = session.cypher(f"EXPLAIN {cypher}", params=given)
                check_plan((str(step["operation"]) for step in _rows(plan)), KGLITE_STEPS)
                if len(self._passed) >= REMEMBERED:
                    self._passed.clear()
                self._passed.add(cypher)
            view = session.cypher(
                cypher,
                params=given,
                timeout_ms=max(1, int(timeout * 1000)),
                row_limit=max_rows,
                max_work_units=MAX_WORK,
            )
            if isinstance(view, str):
                raise QueryFailed("FORMAT is not part of the language here")
            columns = tuple(view.columns)
            total = view.diagnostics.get("total_rows", 0)
            rows: list[tuple[object, ...]] = [tuple(plain(row[c], c) for c in columns) for row in view.to_list()]
            return Rows(columns, rows, truncated=bool(total and total > max_rows))
        except kglite.KgError as problem:
            raise _query_error(problem, timeout) from problem
        except (ValueError, TypeError, OverflowError, RecursionError) as problem:
            raise QueryFailed(_first_line(problem)) from problem

    def content(self) -> Graph:
        graph: Any = self._writer if self._writer is not None and self._mine() else self._current()
        said = "MATCH (n) RETURN labels(n) AS labels, properties(n) AS properties"
        nodes = [node_from(n["labels"], n["properties"], self.schema) for n in _rows(graph.cypher(said, timeout_ms=0))]
        said = "MATCH (a)-[r]->(b) RETURN type(r) AS kind, a.id AS a, b.id AS b, properties(r) AS properties"
        rels = _rows(graph.cypher(said, timeout_ms=0))
        return Graph.of(nodes, (relationship_from(r["kind"], r["a"], r["b"], r["properties"]) for r in rels))

    def apply(self, change: Change) -> None:
        with self.writing():
            assert self._writer is not None
            found = {
                str(row["id"]): label
                for label, query in find_labels(self.schema)
                for row in _rows(self._writer.cypher(query, params={"ids": ends_to_find(change)}))
            }
            statements = list(writes(change, found, self.schema))
            with self._writer.begin() as transaction:
                for statement in statements:
                    transaction.cypher(statement.cypher, params={"rows": statement.rows}, timeout_ms=0)
            try:
                self._writer.save()
            except (kglite.KgError, OSError) as problem:
                raise StoreUnreachable(self.location, _first_line(problem)) from problem

    @contextmanager
    def writing(self) -> Iterator[None]:
        self._enter()
        try:
            yield
        finally:
            self._leave()

    def generation(self) -> str:
        try:
            seen = self.path.stat()
        except FileNotFoundError:
            return "0"
        except OSError as problem:
            raise StoreUnreachable(self.location, problem.strerror or str(problem)) from problem
        return f"{seen.st_mtime_ns}-{seen.st_size}-{seen.st_ino}"

    def set_aside(self) -> Path | None:
        try:
            self._current()
        except StoreDamaged:
            with self._lock:
                aside = next(p for i in range(1, 10_000) if not (p := self.path.with_suffix(f".damaged-{i}")).exists())
                self.path.rename(aside)
                return aside
        return None

    def close(self) -> None:
        with self._lock:
            self._session = None
            self._session_of = ""

    def _mine(self) -> bool:
        return self._writer_thread == threading.get_ident()

    def _enter(self) -> None:
        if not self.writable:
            raise WriteRefused("the store was opened for reading")
        with self._lock:
            if self._writer is not None and self._mine():
                self._depth += 1
                return
            if self._writer is not None:
                raise StoreBusy(self.location, "of this same program")
            try:
                writer = kglite.open(str(self.path), durable="off")
            except kglite.WriterLeaseHeldError as problem:
                pid = problem.holder.get("pid")
                raise StoreBusy(self.location, str(pid) if pid else None) from problem
            except (kglite.FileFormatError, ValueError) as problem:
                raise StoreDamaged(self.location, _first_line(problem)) from problem
            except (kglite.KgError, OSError) as problem:
                raise StoreUnreachable(self.location, _first_line(problem)) from problem
            for statement in indexes(self.schema, neo4j=False):
                writer.cypher(statement)
            self._writer, self._writer_thread, self._depth = writer, threading.get_ident(), 1

    def _leave(self) -> None:
        with self._lock:
            self._depth -= 1
            if self._depth:
                return
            writer, self._writer, self._writer_thread = self._writer, None, 0
            assert writer is not None
            # Ends the lease without writing the file again: `apply` has saved whatever there was to save.
            writer.__exit__(_Saved, _Saved(), None)

    def _current(self) -> kglite.Session:
        """The session on the last checkpoint; an empty one before the first."""
        generation = self.generation()
        with self._lock:
            if self._session is None or generation != self._session_of:
                self._session = self._load() if generation != "0" else kglite.KnowledgeGraph().session()
                self._session_of = generation
                self._passed.clear()
            return self._session

    def _load(self) -> kglite.Session:
        try:
            return kglite.open_session(str(self.path))
        except (kglite.FileFormatError, ValueError) as problem:
            raise StoreDamaged(self.location, _first_line(problem)) from problem
        except (kglite.KgError, OSError) as problem:
            raise StoreUnreachable(self.location, _first_line(problem)) from problem


def _rows(view: Any) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = view.to_list()
    return rows


def _query_error(problem: kglite.KgError, timeout: float) -> StoreError:
    if isinstance(problem, kglite.CypherTimeoutError):
        return QueryTimeout(timeout)
    if isinstance(problem, kglite.ReadOnlyError):
        return WriteRefused("the query writes")
    if "max_work_units" in str(problem) or "backstop" in str(problem):
        return QueryTooLarge(_first_line(problem))
    return QueryFailed(_first_line(problem))


def _first_line(problem: BaseException) -> str:
    return str(problem).strip().split("\n", 1)[0].rstrip(".")
