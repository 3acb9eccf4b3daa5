"""A real Neo4j for the tests, without Docker: jars through Maven, run by Java, ended with the tests.

The jars (123 MB) are kept in the user's cache folder, or where ``CANCU_NEO4J_CACHE`` says.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import socket
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import neo4j
from platformdirs import user_cache_path

HERE = Path(__file__).resolve().parent.parent / "neo4j_server"
START = 180.0  # seconds; 9 on an idle machine
PASSWORD = "only-for-these-tests"


class Missing(Exception):
    """What the machine lacks, in one line."""


@dataclass(frozen=True)
class Server:
    location: str
    user: str
    password: str


def given() -> Server | None:
    """The server that ``CANCU_TEST_NEO4J`` names. The tests delete everything in it."""
    location = os.environ.get("CANCU_TEST_NEO4J")
    if not location:
        return None
    return Server(
        location, os.environ.get("CANCU_TEST_NEO4J_USER", "neo4j"), os.environ.get("CANCU_TEST_NEO4J_PASSWORD", "")
    )


def required() -> bool:
    return os.environ.get("CI", "").lower() in {"1", "true"} or os.environ.get("CANCU_REQUIRE_NEO4J") == "1"


def jars() -> Path:
    """The folder of jars, fetched once.

    Raises:
        Missing: no Maven, or it could not fetch them.
    """
    pom = HERE / "pom.xml"
    named = hashlib.sha256(pom.read_bytes()).hexdigest()[:12]
    root = Path(os.environ.get("CANCU_NEO4J_CACHE") or user_cache_path("cancu", appauthor=False))
    folder = root / f"neo4j-{named}"
    if folder.is_dir():
        return folder
    maven = shutil.which("mvn")
    if maven is None:
        raise Missing("Maven (mvn) is not installed")
    root.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=root) as fresh:
        goal = ["dependency:copy-dependencies", "-DincludeScope=runtime", f"-DoutputDirectory={fresh}/jars"]
        done = subprocess.run(
            [maven, "-q", "-B", "-f", str(pom), *goal], capture_output=True, text=True, timeout=900, check=False
        )
        if done.returncode:
            raise Missing(f"Maven could not fetch Neo4j: {(done.stdout + done.stderr).strip()[:300]}")
        try:
            Path(fresh, "jars").rename(folder)
        except OSError:
            if not folder.is_dir():  # else another run of the tests was quicker
                raise
    return folder


@contextmanager
def running(home: Path) -> Iterator[Server]:
    """A fresh server with its data under ``home``; it listens on loopback only.

    Raises:
        Missing: the machine cannot run it.
    """
    java = shutil.which("java")
    if java is None:
        raise Missing("Java 17 (java) is not installed")
    lib, port = jars(), _free_port()
    command = [java, "-Xmx1g", "-cp", f"{lib}{os.sep}*", str(HERE / "Launcher.java"), str(home), str(port)]
    log = home.with_suffix(".log")
    with log.open("wb") as said:
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=said, text=True)
    try:
        location = _ready(process, log)
        yield _first_login(location)
    finally:
        assert process.stdin is not None
        process.stdin.close()  # the launcher ends with its input
        try:
            process.wait(timeout=60)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        if process.stdout is not None:
            process.stdout.close()


def _ready(process: subprocess.Popen[str], log: Path) -> str:
    assert process.stdout is not None
    watch = threading.Timer(START, process.kill)
    watch.start()
    try:
        for line in process.stdout:
            if line.startswith("ready "):
                return line.split()[1]
    finally:
        watch.cancel()
    raise Missing(f"Neo4j did not start (Java 17 or 21 is needed): {log.read_text(errors='replace').strip()[-300:]}")


def _first_login(location: str) -> Server:
    with (
        neo4j.GraphDatabase.driver(location, auth=("neo4j", "neo4j")) as driver,
        driver.session(database="system") as session,
    ):
        session.run("ALTER CURRENT USER SET PASSWORD FROM 'neo4j' TO $new", new=PASSWORD).consume()
    return Server(location, "neo4j", PASSWORD)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
