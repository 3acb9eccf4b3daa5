"""Imports go one way (style of the house: ingest → graph → queries → viz → api), and only one module uses pyvis."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
MAY_IMPORT = {
    "ingest": set(),
    "graph": {"ingest.records"},
    "queries": {"graph"},
    "viz": {"graph", "queries"},
    "api": {"ingest", "graph", "queries", "viz"},
}
ONLY_IMPORTER = {
    "pyvis": "viz/network.py",
    "kglite": "graph/stores/embedded.py",
}
MODULES = sorted(path for package in MAY_IMPORT for path in (ROOT / package).rglob("*.py"))


def imported(path: Path) -> Iterator[str]:
    """The modules that a file names, wherever the import stands in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def within(module: str, allowed: set[str]) -> bool:
    return any(module == name or module.startswith(f"{name}.") for name in allowed)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_package_imports_only_what_lies_below_it(path: Path) -> None:
    package = path.relative_to(ROOT).parts[0]
    ours = {m for m in imported(path) if m.split(".")[0] in MAY_IMPORT and m.split(".")[0] != package}
    # `from ingest import records` names the package first and the module after it
    wrong = {m for m in ours if not within(m, MAY_IMPORT[package]) and not any(o.startswith(f"{m}.") for o in ours)}
    assert not wrong


@pytest.mark.parametrize(("library", "module"), ONLY_IMPORTER.items())
def test_a_library_behind_an_interface_has_one_importer(library: str, module: str) -> None:
    importers = {str(p.relative_to(ROOT)) for p in MODULES if any(m.split(".")[0] == library for m in imported(p))}
    assert importers == {module}


def test_files_stay_short() -> None:
    long = {
        str(p.relative_to(ROOT)): n for p in MODULES if (n := len(p.read_text(encoding="utf-8").splitlines())) > 400
    }
    assert not long
