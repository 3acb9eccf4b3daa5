"""What is shipped is whole, and no other distribution owns a name of ours."""

from __future__ import annotations

import re
import tomllib
from importlib import metadata
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("ingest", "graph", "queries", "viz", "api")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def test_no_other_installed_distribution_owns_our_names() -> None:
    owners = metadata.packages_distributions()
    assert {name: sorted(set(owners.get(name, ["cancu"]))) for name in PACKAGES} == {
        name: ["cancu"] for name in PACKAGES
    }


def test_every_folder_of_the_packages_is_shipped() -> None:
    folders = {
        ".".join(path.parent.relative_to(ROOT).parts)
        for package in PACKAGES
        for path in (ROOT / package).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert folders == set(PROJECT["tool"]["setuptools"]["packages"])


def test_every_kind_of_data_file_is_shipped() -> None:
    patterns = {pattern.removeprefix("*") for pattern in PROJECT["tool"]["setuptools"]["package-data"]["*"]}
    suffixes = {
        path.suffix
        for package in PACKAGES
        for path in (ROOT / package).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert suffixes - {".py"} <= patterns


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_requirements_are_pinned_with_hashes_and_name_no_host(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    entries = re.split(r"\n(?=\S)", re.sub(r"(?m)^\s*#.*\n?", "", text).strip())
    assert all(re.match(r"[a-z0-9._-]+==\S+", entry) and "--hash=sha256:" in entry for entry in entries)
    assert "://" not in text


def test_the_lock_pins_every_dependency() -> None:
    pinned = set(re.findall(r"(?m)^([a-z0-9._-]+)==", (ROOT / "requirements.lock").read_text(encoding="utf-8")))
    wanted = {re.split(r"[\[<>=!~ ]", dependency)[0].lower() for dependency in PROJECT["project"]["dependencies"]}
    assert wanted <= pinned


def test_the_development_lock_agrees_with_the_other() -> None:
    def pins(lock: str) -> dict[str, str]:
        found = re.findall(r"(?m)^([a-z0-9._-]+)==([^\s;\\]+)", (ROOT / lock).read_text(encoding="utf-8"))
        return dict(found)

    development = pins("requirements-dev.lock")
    assert {name: development.get(name) for name in pins("requirements.lock")} == pins("requirements.lock")
