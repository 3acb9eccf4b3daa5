"""File → record, on the samples and, where they are present, on the annotated documents."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from ingest.authority.authority import load_authority
from ingest.errors import NoDocuments
from ingest.pipeline import extract, extract_many, find_files, pipeline
from ingest.records import SCHEMA, Record
from ingest.schema import FILE, as_text

ROOT = Path(__file__).parents[2]
SHARED = Path(os.environ.get("CANCU_SHARED", ROOT.parent / "shared"))
EXAMPLES = ROOT / "examples"
FLOORS = {"citations": 0.99, "tasks": 0.995, "leads": 0.995, "supports": 0.99, "targets": 0.98}
RATES = {"metadata": 1.0, "relation": 0.98, "timeframe": 0.98, "grounded": 1.0}


def test_schema_is_fresh() -> None:
    assert FILE.read_text("utf-8") == as_text(), "run: python -m ingest.schema"


def test_components_have_what_they_need() -> None:
    problems = pipeline().analyze_pipes()["problems"]
    assert not any(problems.values())


@pytest.fixture(scope="module")
def records() -> list[Record]:
    authority = load_authority(EXAMPLES / "authority.yaml")
    return list(extract_many([p for p in find_files([EXAMPLES]) if p.suffix in (".txt", ".md")], authority))


def test_samples_give_records_that_come_back_from_json(records: list[Record]) -> None:
    for record in records:
        data = json.loads(json.dumps(record.to_json(), ensure_ascii=False))
        assert data["schema"] == SCHEMA
        assert Record.from_json(data) == record


def test_every_fact_is_quoted(records: list[Record]) -> None:
    for record in records:
        facts = [*record.citations, *record.tasks, *record.targets]
        assert facts
        assert all(f.evidence for f in facts)


def test_extraction_is_the_same_each_time(records: list[Record]) -> None:
    authority = load_authority(EXAMPLES / "authority.yaml")
    again = extract(EXAMPLES / records[0].source.file, authority)
    assert again == records[0]


def test_unreadable_file_gives_a_record_that_says_why(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_bytes(b"\x00\x01\x02\x03" * 50)
    record = extract(tmp_path / "x.txt")
    assert record.document is None
    assert [a.code for a in record.anomalies] == ["unreadable_binary"]
    assert "x.txt" in record.anomalies[0].message


def test_text_that_is_no_document_gives_an_empty_record(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("mua sữa, trả sách thư viện\n", "utf-8")
    record = extract(tmp_path / "note.txt")
    assert record.tasks == []
    assert record.document is None or record.document.number is None


def test_folder_without_documents_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(b"x")
    with pytest.raises(NoDocuments, match=tmp_path.name):
        find_files([tmp_path])


@pytest.mark.skipif(not (SHARED / "gold").is_dir(), reason="the annotated documents are not beside the project")
def test_annotated_documents(tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    files = find_files([SHARED / "corpus"])
    out.write_text("\n".join(json.dumps(r.to_json(), ensure_ascii=False) for r in extract_many(files)), "utf-8")
    command = [
        sys.executable,
        SHARED / "score/score.py",
        "--gold",
        SHARED / "gold",
        "--pred",
        out,
        "--corpus",
        SHARED / "corpus",
        "--json",
    ]
    scores = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    short = {k: scores[k]["F1"] for k, floor in FLOORS.items() if scores[k]["F1"] < floor}
    short |= {k: scores[k]["acc"] for k, floor in RATES.items() if scores[k]["acc"] < floor}
    assert not short
