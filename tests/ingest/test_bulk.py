"""Many files in several processes give what they give one by one. Real files and processes."""

from __future__ import annotations

import multiprocessing
import os
import shutil
from pathlib import Path

import pytest

from ingest.authority.authority import Authority, load_authority
from ingest.bulk import Extracted, extract_files, is_small
from ingest.errors import REASONS
from ingest.folders import InputFile, find_inputs
from ingest.pipeline import REASONS_VI
from viz.text import Text

EXAMPLES = Path(__file__).parents[2] / "examples"
GOOD = ("1180-KH-TCDVS.txt", "357-QD-TCDVS.txt", "402-KH-TCDVS.md", "912-NQ-CP.txt")


@pytest.fixture(scope="module")
def authority() -> Authority:
    return load_authority(EXAMPLES / "authority.yaml")


@pytest.fixture
def files(tmp_path: Path) -> tuple[InputFile, ...]:
    """Eight documents in two folders, the same names in both, and two damaged files among them."""
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        for name in GOOD:
            shutil.copy(EXAMPLES / name, tmp_path / folder)
    (tmp_path / "a" / "hong.pdf").write_bytes(b"%PDF-1.7\nnothing of a PDF follows")
    (tmp_path / "b" / "trong.docx").write_bytes(b"")
    return find_inputs([tmp_path]).files


def test_processes_give_what_one_gives(files: tuple[InputFile, ...], authority: Authority) -> None:
    assert not is_small(files)
    one = list(extract_files(files, authority, workers=0))
    two = list(extract_files(files, authority, workers=2))
    assert one == two
    assert [e.file for e in two] == list(files)
    assert [r.source.file for e in two for r in e.records] == [file.name for file in files]
    assert {e.file.name for e in two if e.records[0].document is None} == {"a/hong.pdf", "b/trong.docx"}


@pytest.mark.skipif(os.name != "posix", reason="the test kills a process as POSIX systems do")
def test_a_worker_killed_from_outside_costs_nothing(files: tuple[InputFile, ...], authority: Authority) -> None:
    taker = extract_files(files, authority, workers=2)
    found: list[Extracted] = [next(taker)]
    multiprocessing.active_children()[0].kill()
    found += taker
    assert found == list(extract_files(files, authority, workers=0))


def test_a_file_over_the_limit_of_time_is_a_finding(tmp_path: Path) -> None:
    text = (EXAMPLES / GOOD[0]).read_text("utf-8")
    (tmp_path / "a.txt").write_text(text * 150, "utf-8")
    (tmp_path / "b.txt").write_text(text, "utf-8")
    slow, quick = extract_files(find_inputs([tmp_path]).files, workers=1, seconds=4)
    assert [(r.document, [a.code for a in r.anomalies]) for r in slow.records] == [(None, ["unreadable_slow"])]
    assert slow.records[0].source.file == "a.txt"
    assert "4 s" in slow.records[0].anomalies[0].message
    assert quick.records[0].document is not None


def test_a_few_files_start_no_process(authority: Authority) -> None:
    few = [InputFile(EXAMPLES / name, name) for name in GOOD]
    taker = extract_files(few, authority, workers=2)
    next(taker)
    assert not multiprocessing.active_children()
    taker.close()  # type: ignore[attr-defined]


def test_every_reason_has_words() -> None:
    assert set(REASONS) == set(REASONS_VI)
    for reason in REASONS:
        assert f"reason.{reason}" in Text("vi")
        assert f"reason.{reason}" in Text("en")
