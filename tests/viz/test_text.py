"""Both languages say the same things, and every code that the packages use has words."""

import ast
import importlib
import pkgutil
import re
from pathlib import Path

import pytest
import yaml

from graph.schema import load_schema
from ingest.records import RELATIONS
from viz.text import LANGUAGES, Text, entries

ROOT = Path(__file__).resolve().parents[2]
TREES = ("ingest.errors", "graph.errors", "queries.errors")
FIELD = re.compile(r"{(\w+)")


def test_both_languages_have_the_same_keys_and_fields():
    vi, en = entries("vi"), entries("en")
    assert set(vi) == set(en)
    assert {
        k for k in vi if set(FIELD.findall(vi[k])) - {"month"} != set(FIELD.findall(en[k])) - {"month_name"}
    } == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_entry_is_empty_or_no_text(language):
    raw = yaml.safe_load((ROOT / "viz" / f"text.{language}.yaml").read_text(encoding="utf-8"))
    assert raw
    assert all(text.strip() for text in entries(language).values())


def codes_of_errors() -> set[str]:
    found = set()
    for name in TREES:
        module = importlib.import_module(name)
        found |= {v.code for v in vars(module).values() if isinstance(v, type) and hasattr(v, "code")}
    return found


def test_every_error_has_words():
    assert {code for code in codes_of_errors() if f"error.{code}" not in Text("vi")} == set()


def codes_of_findings() -> set[str]:
    """The codes written out in calls of ``Anomaly(…)``, ``draft.finding(…)`` and of what a module reports with."""
    found = set()
    for package in ("ingest", "graph"):
        for file in (ROOT / package).rglob("*.py"):
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if not isinstance(node, ast.Call) or not node.args:
                    continue
                called = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
                given = node.args if called == "_report" else node.args[:1]
                if called in ("Anomaly", "finding", "_report"):
                    found |= {a.value for a in given if isinstance(a, ast.Constant)}
    return found


def test_every_finding_says_what_it_is_and_what_to_do():
    known = Text("vi")
    assert {
        c for c in codes_of_findings() if f"finding.{c}.title" not in known or f"finding.{c}.todo" not in known
    } == set()


def test_every_name_of_the_model_has_words():
    schema, text = load_schema(), Text("vi")
    wanted = {f"label.{n}" for n in schema.labels} | {f"relationship.{n}" for n in schema.relationships}
    wanted |= {f"kind.{n}" for n in schema.kinds} | {f"relation.{n}" for n in RELATIONS}
    assert {key for key in wanted if key not in text} == set()


def test_every_key_that_templates_use_exists():
    used = set()
    for file in (ROOT / "viz" / "templates").glob("*.html"):
        used |= set(re.findall(r"\bt\(\s*['\"]([\w.]+)['\"]\s*[,)]", file.read_text(encoding="utf-8")))
    assert {key for key in used if key not in Text("vi")} == set()
    assert len(used) > 60


@pytest.mark.parametrize(
    ("language", "iso", "expected"),
    [
        ("vi", "2024-07-26", "26/07/2024"),
        ("vi", "2024-07", "07/2024"),
        ("vi", "2024", "2024"),
        ("en", "2024-07-26", "26 Jul 2024"),
        ("en", "2024-07", "Jul 2024"),
        ("en", None, ""),
        ("vi", "mùa xuân", "mùa xuân"),
    ],
)
def test_dates(language, iso, expected):
    assert Text(language).date(iso) == expected


@pytest.mark.parametrize(
    ("language", "value", "expected"),
    [("vi", 1234.5, "1.234,5"), ("en", 1234.5, "1,234.5"), ("vi", 95.0, "95"), ("vi", None, ""), ("en", 0.1, "0.1")],
)
def test_numbers(language, value, expected):
    assert Text(language).number(value) == expected


def test_recurring_days():
    text = Text("vi")
    assert text.recurs("--12-05") == "ngày 5/12 hằng năm"
    assert text.recurs("---15") == "ngày 15 hằng tháng"
    assert text.recurs("---last") == "ngày cuối tháng"
    assert text.recurs("khác") == "khác"


def test_an_error_speaks_the_language_and_names_its_fields():
    from graph.errors import StoreBusy  # noqa: PLC0415

    assert "kho tại /x" in Text("vi").error(StoreBusy("/x"))
    assert "Không có mã" in Text("vi").error(ValueError("Không có mã"))


def test_only_one_module_imports_pyvis():
    found = [
        file.relative_to(ROOT).as_posix()
        for package in ("ingest", "graph", "queries", "viz", "api")
        for file in (ROOT / package).rglob("*.py")
        if re.search(r"^\s*(from|import) pyvis", file.read_text(encoding="utf-8"), re.MULTILINE)
    ]
    assert found == ["viz/network.py"]


def test_every_module_of_the_pages_imports():
    import viz.pages  # noqa: PLC0415

    for module in pkgutil.iter_modules(viz.pages.__path__):
        importlib.import_module(f"viz.pages.{module.name}")
