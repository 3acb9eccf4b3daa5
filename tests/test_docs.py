"""The documentation is whole: each verb, variable and saved query stands in it; what it prints is what is printed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from readme_answers import BLOCK, run, runnable, samples, shown

from api import cli
from api.console import Console
from api.settings import VARIABLES, Settings
from queries.catalogue import load

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
BLOCKS = [block for block in BLOCK.finditer(README) if runnable(block["command"])]
VARIABLE = re.compile(r"CANCU_[A-Z0-9_]+")


def verbs() -> Iterator[str]:
    root = cli.command(Console(Settings()))
    for name, verb in root.commands.items():
        members = getattr(verb, "commands", None)
        yield from (f"{name} {member}" for member in members) if members else (name,)


def code(*folders: str) -> Iterator[str]:
    for folder in folders:
        yield from (path.read_text(encoding="utf-8") for path in (ROOT / folder).rglob("*.py"))


@pytest.mark.parametrize("verb", sorted(verbs()))
def test_every_verb_is_in_the_readme(verb: str) -> None:
    assert f"cancu {verb}" in README


@pytest.mark.parametrize("name", sorted(load()))
def test_every_saved_query_is_in_the_readme(name: str) -> None:
    assert f"`{name}`" in README


@pytest.mark.parametrize("variable", [variable.name for variable in VARIABLES])
def test_every_variable_is_in_the_readme(variable: str) -> None:
    assert f"`{variable}`" in README


def test_the_program_reads_no_other_variable() -> None:
    used = {name for text in code("ingest", "graph", "queries", "viz", "api") for name in VARIABLE.findall(text)}
    assert used == {variable.name for variable in VARIABLES}


def test_every_variable_of_the_tests_is_in_contributing() -> None:
    used = {name for text in code("tests", "benchmarks") for name in VARIABLE.findall(text)}
    documented = set(VARIABLE.findall(CONTRIBUTING)) | {variable.name for variable in VARIABLES}
    assert not used - documented


def test_every_dependency_has_its_reason_in_contributing() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    names = set(re.findall(r'(?m)^    "([A-Za-z0-9_-]+)', text.partition("[project.scripts]")[0]))
    assert {name for name in names if f"`{name}`" not in CONTRIBUTING} == set()


def test_links_and_pictures_lead_somewhere() -> None:
    for name in ("README.md", "CONTRIBUTING.md"):
        text = (ROOT / name).read_text(encoding="utf-8")
        targets = [t for t in re.findall(r"\]\(([^)#]+)\)", text) if "://" not in t]
        assert [t for t in targets if not (ROOT / t).exists()] == []


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("readme") / "store"
    samples(folder)
    return folder


def test_at_least_five_questions_are_answered() -> None:
    assert len({block["command"].split()[3] for block in BLOCKS if " run " in block["command"]}) >= 4
    assert any(block["command"].startswith("cancu demo") for block in BLOCKS)


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: block["command"])
def test_what_the_readme_prints_is_what_is_printed(store: Path, block: re.Match[str]) -> None:
    assert block["answer"] == shown(block["answer"], run(block["command"], store)), (
        "python tests/support/readme_answers.py writes the answers of now"
    )
