"""docker-compose.yml and Dockerfile say what they must: this machine only, a password that somebody chose, no root.

The files are read as they stand, and as docker-compose itself understands them where it is installed (CI has it).
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent
COMPOSE = ROOT / "docker-compose.yml"
PASSWORD = "CANCU_NEO4J_PASSWORD"


@pytest.fixture
def compose() -> Any:
    return yaml.safe_load(COMPOSE.read_text(encoding="utf-8"))


@pytest.fixture
def program() -> str:
    found = shutil.which("docker-compose")
    if found is None:
        if os.environ.get("CI", "").lower() in {"1", "true"}:
            pytest.fail("docker-compose must be installed here")
        pytest.skip("docker-compose is not installed")
    return found


def config(program: str, **environment: str) -> subprocess.CompletedProcess[str]:
    env = {k: v for k, v in os.environ.items() if not k.startswith("CANCU_")} | environment
    command = [program, "-f", str(COMPOSE), "config"]
    return subprocess.run(command, env=env, capture_output=True, text=True, timeout=120, check=False)


def check(services: dict[str, Any], password: str) -> None:
    assert set(services) == {"neo4j", "cancu"}
    for service in services.values():
        assert service["ports"]
        for port in service["ports"]:
            assert str(port).startswith("127.0.0.1:"), port
    server, app = services["neo4j"], services["cancu"]
    assert server["image"].startswith("neo4j:5.26")
    assert server["image"].endswith("community")
    assert server["environment"]["NEO4J_AUTH"] == f"neo4j/{password}"
    assert server["environment"]["NEO4J_dbms_security_allow__csv__import__from__file__urls"] == "false"
    assert "cypher-shell" in " ".join(server["healthcheck"]["test"])
    assert app["depends_on"]["neo4j"]["condition"] == "service_healthy"
    assert app["environment"]["CANCU_STORE"].startswith("bolt://neo4j:")
    assert app["environment"][PASSWORD] == password


def test_as_it_stands(compose: Any) -> None:
    check(compose["services"], f"${{{PASSWORD}:?set {PASSWORD} (8 characters or more)}}")


def test_as_docker_compose_understands_it(program: str) -> None:
    done = config(program, **{PASSWORD: "chosen-by-somebody"})
    assert done.returncode == 0, done.stderr
    check(yaml.safe_load(done.stdout)["services"], "chosen-by-somebody")


@pytest.mark.parametrize("password", [None, ""])
def test_no_password_no_start(program: str, password: str | None) -> None:
    done = config(program, **({} if password is None else {PASSWORD: password}))
    assert done.returncode != 0
    assert PASSWORD in done.stderr


def test_the_image_runs_as_nobody_special() -> None:
    lines = (ROOT / "Dockerfile").read_text(encoding="utf-8").splitlines()
    instructions = [line.split(maxsplit=1) for line in lines if re.match(r"[A-Z]+ ", line)]
    users = [rest for word, rest in instructions if word == "USER"]
    assert users == ["cancu"]
    entry = next(rest for word, rest in instructions if word == "ENTRYPOINT")
    assert json.loads(entry) == ["cancu"]
    assert "requirements.lock" in "\n".join(lines)


def test_the_published_port_is_the_one_that_is_served(compose: Any) -> None:
    served = json.loads(re.search(r"^CMD (\[.*\])$", (ROOT / "Dockerfile").read_text(), re.MULTILINE).group(1))  # type: ignore[union-attr]
    (port,) = compose["services"]["cancu"]["ports"]
    assert port.rsplit(":", 1)[1] == served[served.index("--port") + 1]
