"""The tests' own Neo4j: that it is real, and ends when the tests do. What cannot run says so in one line."""

from __future__ import annotations

import shutil
from pathlib import Path

import neo4j
import neo4j_rig
import pytest


def test_it_is_a_real_neo4j(neo4j_server: neo4j_rig.Server) -> None:
    auth = (neo4j_server.user, neo4j_server.password)
    with neo4j.GraphDatabase.driver(neo4j_server.location, auth=auth) as driver:
        assert driver.get_server_info().agent.startswith("Neo4j/")
        rows = driver.execute_query(
            "CALL dbms.components() YIELD versions, edition RETURN versions[0] AS v, edition AS e"
        )
    assert int(rows.records[0]["v"].split(".")[0]) >= 5


def test_it_ends_with_its_input(tmp_path: Path, neo4j_server: neo4j_rig.Server) -> None:
    """A second server beside the session's: it listens on loopback and is gone afterwards."""
    with neo4j_rig.running(tmp_path / "home") as server:
        assert server.location.startswith("bolt://127.0.0.1:")
        assert server.location != neo4j_server.location
        with neo4j.GraphDatabase.driver(server.location, auth=(server.user, server.password)) as driver:
            driver.verify_connectivity()
    with (
        neo4j.GraphDatabase.driver(server.location, auth=(server.user, server.password)) as driver,
        pytest.raises(neo4j.exceptions.ServiceUnavailable),
    ):
        driver.verify_connectivity()


@pytest.mark.parametrize(("lacking", "said"), [("java", "Java 17"), ("mvn", "Maven")])
def test_what_is_missing_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lacking: str, said: str) -> None:
    """A search path that holds the other program only, and no jars fetched before."""
    (other,) = {"java", "mvn"} - {lacking}
    if (found := shutil.which(other)) is None:
        pytest.skip(f"{other} is not installed")
    (tmp_path / other).symlink_to(found)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("CANCU_NEO4J_CACHE", str(tmp_path / "cache"))
    with pytest.raises(neo4j_rig.Missing, match=said), neo4j_rig.running(tmp_path / "home"):
        pass


def test_another_server_can_be_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CANCU_TEST_NEO4J", raising=False)
    assert neo4j_rig.given() is None
    monkeypatch.setenv("CANCU_TEST_NEO4J", "bolt://192.0.2.1:7687")
    monkeypatch.setenv("CANCU_TEST_NEO4J_PASSWORD", "p")
    assert neo4j_rig.given() == neo4j_rig.Server("bolt://192.0.2.1:7687", "neo4j", "p")
