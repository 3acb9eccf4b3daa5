"""Fixtures that run a test on every store: ``store`` (open for writing, empty) and ``place`` (where it is).

Load this with ``pytest_plugins``. Where Neo4j cannot run, its half is skipped with a line that says what is missing;
with ``CI=true`` or ``CANCU_REQUIRE_NEO4J=1`` that is an error instead.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import neo4j
import pytest
from neo4j_rig import Missing, Server, given, required, running

from graph.stores import Store, open_store


@dataclass(frozen=True)
class Place:
    """Where a store is, and how to get in."""

    kind: str
    location: str
    user: str | None = None
    password: str | None = None

    def open(self, *, writable: bool = False) -> Store:
        return open_store(self.location, user=self.user, password=self.password, writable=writable)

    @property
    def environment(self) -> dict[str, str]:
        """What the command line reads."""
        named = {"CANCU_STORE": self.location, "CANCU_NEO4J_USER": self.user, "CANCU_NEO4J_PASSWORD": self.password}
        return {name: value for name, value in named.items() if value}


@pytest.fixture(scope="session")
def neo4j_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One server for the whole session."""
    if (server := given()) is not None:
        yield server
        return
    try:
        with running(tmp_path_factory.mktemp("neo4j") / "home") as server:
            yield server
    except Missing as problem:
        if required():
            pytest.fail(f"Neo4j must run here: {problem}")
        pytest.skip(f"Neo4j: {problem}")


@pytest.fixture
def neo4j_place(neo4j_server: Server) -> Place:
    """The server, emptied."""
    auth = (neo4j_server.user, neo4j_server.password)
    with neo4j.GraphDatabase.driver(neo4j_server.location, auth=auth) as driver, driver.session() as session:
        session.run("MATCH (n) DETACH DELETE n").consume()
    return Place("neo4j", neo4j_server.location, neo4j_server.user, neo4j_server.password)


@pytest.fixture
def kglite_place(tmp_path: Path) -> Place:
    return Place("kglite", str(tmp_path / "store"))


@pytest.fixture(params=["kglite", "neo4j"])
def place(request: pytest.FixtureRequest) -> Place:
    found: Place = request.getfixturevalue(f"{request.param}_place")
    return found


@pytest.fixture
def store(place: Place) -> Iterator[Store]:
    opened = place.open(writable=True)
    yield opened
    opened.close()


@pytest.fixture
def both_stores(kglite_place: Place, neo4j_place: Place) -> Iterator[tuple[Store, Store]]:
    """The two stores at once, for tests that compare their answers."""
    one, other = kglite_place.open(writable=True), neo4j_place.open(writable=True)
    yield one, other
    one.close()
    other.close()
