"""The sample documents say what a person read in them: each field of each fact, both copies of the plan alike."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

from ingest.authority.authority import load_authority
from ingest.pipeline import extract
from ingest.records import Record, Task

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "examples"
READ = yaml.safe_load((ROOT / "tests" / "samples.yaml").read_text(encoding="utf-8"))
CASES = [pytest.param(file, document, id=file) for document in READ["documents"] for file in document["files"]]
SHORT: dict[str, str] = READ["units"]


@pytest.fixture(scope="module")
def records() -> dict[str, Record]:
    units = load_authority(SAMPLES / "authority.yaml")
    return {file: extract(SAMPLES / file, units) for document in READ["documents"] for file in document["files"]}


def named(units: list[str]) -> list[str]:
    return sorted(SHORT.get(unit, unit) for unit in units)


def listed(value: str | list[str] | None) -> list[str]:
    return [] if value is None else [value] if isinstance(value, str) else value


@pytest.mark.parametrize(("file", "document"), CASES)
def test_masthead(records: dict[str, Record], file: str, document: dict[str, Any]) -> None:
    found = records[file].document
    assert found is not None
    assert (found.number, found.type, found.issued_on) == (document["number"], document["type"], document["issued_on"])
    assert found.signer is not None


@pytest.mark.parametrize(("file", "document"), CASES)
def test_tasks_are_those_printed(records: dict[str, Record], file: str, document: dict[str, Any]) -> None:
    assert {task.path for task in records[file].tasks} == set(document["tasks"])


@pytest.mark.parametrize(("file", "document"), CASES)
def test_who_leads_and_who_supports(records: dict[str, Record], file: str, document: dict[str, Any]) -> None:
    read = {path: [named(t.get("leads", [])), named(t.get("supports", []))] for path, t in document["tasks"].items()}
    assert {t.path: [sorted(t.leads), sorted(t.supports)] for t in records[file].tasks} == read


@pytest.mark.parametrize(("file", "document"), CASES)
def test_time_frames(records: dict[str, Record], file: str, document: dict[str, Any]) -> None:
    def found(task: Task) -> dict[str, Any]:
        frame, read = task.timeframe, document["tasks"].get(task.path, {})
        values = {"start": frame.start, "end": frame.end, "recurs": listed(frame.recurs), "time": list(frame.kind)}
        # A scan may print "đợt xuất"; kinds are compared where the annotation names them.
        return {name: values[name] for name in ("start", "end", "recurs", "time") if name != "time" or "time" in read}

    read = {
        path: {
            "start": t.get("start"),
            "end": t.get("end"),
            "recurs": listed(t.get("recurs")),
            **({"time": t["time"]} if "time" in t else {}),
        }
        for path, t in document["tasks"].items()
    }
    assert {t.path: found(t) for t in records[file].tasks} == read


@pytest.mark.parametrize(("file", "document"), CASES)
def test_targets(records: dict[str, Record], file: str, document: dict[str, Any]) -> None:
    found = Counter((t.year, t.comparator, t.value, t.unit and t.unit.lower()) for t in records[file].targets)
    assert found == Counter(tuple(target) for target in document["targets"])


@pytest.mark.parametrize(("file", "document"), CASES)
def test_citations(records: dict[str, Record], file: str, document: dict[str, Any]) -> None:
    cited = {(f"{c.number} {c.year}" if c.number else c.title): c.relation for c in records[file].citations}
    assert cited == document["citations"]


@pytest.mark.parametrize(("file", "document"), CASES)
def test_evidence_is_what_the_reader_gave(records: dict[str, Record], file: str, document: dict[str, Any]) -> None:
    from ingest.readers import read  # noqa: PLC0415

    text = read(SAMPLES / file).text
    record = records[file]
    pieces = [e for facts in (record.citations, record.tasks, record.targets) for fact in facts for e in fact.evidence]
    assert pieces
    assert all(text[piece.start : piece.end] == piece.quote for piece in pieces)


def test_both_copies_of_the_plan_give_the_same_tasks(records: dict[str, Record]) -> None:
    def told(file: str) -> list[tuple[str, list[str], list[str]]]:
        return sorted((t.path, t.leads, t.supports) for t in records[file].tasks)

    assert told("1180-KH-TCDVS.txt") == told("1180-KH-TCDVS-scan.md")


def test_subitems_stay_with_their_task(records: dict[str, Record]) -> None:
    found = {t.path: len(t.subitems) for t in records["402-KH-TCDVS.md"].tasks if t.subitems}
    assert found == {"III.1.1.a.1": 3, "IV.2.1.2": 2}


@pytest.mark.parametrize(
    ("file", "code"),
    [
        pytest.param("1180-KH-TCDVS-scan.md", "own_number_differs", id="the annex line of the scan prints 1130"),
        pytest.param("1180-KH-TCDVS.txt", "lead_placeholder", id="row 3.(2) names nobody"),
        pytest.param("1180-KH-TCDVS.txt", "unit_unknown", id="Tổ công tác Dữ liệu mở is in no list"),
    ],
)
def test_what_a_person_should_look_at(records: dict[str, Record], file: str, code: str) -> None:
    assert code in {anomaly.code for anomaly in records[file].anomalies}
