"""What is kept as the truth, on each store."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from small_records import record, task

from graph.errors import StoreDamaged
from graph.ledger import FolderLedger, Kept, open_ledger, slot_for
from graph.stores import Store
from ingest.records import Record

WHEN = "2026-01-02T03:04:05Z"


def version(of: Record, sha: str) -> Record:
    return replace(of, source=replace(of.source, sha256=sha * 64))


def test_what_is_kept_comes_back(store: Store) -> None:
    ledger = open_ledger(store)
    assert ledger.entries() == {}
    one = Kept(record("1/KH-ĐL", "2025-01-02", tasks=[task("I.1", 'Đo lại\n"mọi" cân', ("Phòng Đo",))]), WHEN)
    with store.writing():
        ledger.keep("a", one)
        ledger.keep("b", Kept(record("2/KH-ĐL"), WHEN))
        ledger.keep("b", Kept(record("3/KH-ĐL"), WHEN))
    assert open_ledger(store).entries() == {"a": one, "b": Kept(record("3/KH-ĐL"), WHEN)}


def test_kept_records_are_not_in_the_graph(store: Store) -> None:
    open_ledger(store).keep("a", Kept(record("1/KH-ĐL"), WHEN))
    assert not store.content().nodes


def test_an_entry_is_a_record_file(tmp_path: Path) -> None:
    FolderLedger(tmp_path).keep("a", Kept(record("1/KH-ĐL"), WHEN))
    data = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
    assert data["schema"] == "cancu/record/1"
    assert data["document"]["number"] == "1/KH-ĐL"
    assert [p.name for p in tmp_path.iterdir()] == ["a.json"]


def test_what_a_crash_left_half_written_is_no_entry(tmp_path: Path) -> None:
    ledger = FolderLedger(tmp_path)
    ledger.keep("a", Kept(record("1/KH-ĐL"), WHEN))
    (tmp_path / ".a.json.x1.part").write_text('{"schema": "canc')
    assert list(ledger.entries()) == ["a"]


@pytest.mark.parametrize("text", ["", "{", "[]", '{"schema": "cancu/record/99"}', '{"schema": "cancu/record/1"}'])
def test_a_damaged_entry_is_named(tmp_path: Path, text: str) -> None:
    (tmp_path / "broken.json").write_text(text)
    with pytest.raises(StoreDamaged, match="broken"):
        FolderLedger(tmp_path).entries()


OLD = version(record("1/KH-ĐL", file="kh.docx"), "1")
KEPT = {"slot": Kept(OLD, WHEN)}


@pytest.mark.parametrize(
    ("incoming", "same_slot"),
    [
        (OLD, True),
        (replace(OLD, tasks=[task("I.1", "Việc")]), True),  # the same file, read better
        (version(OLD, "2"), True),  # a new version
        (version(record("1 / KH-ĐL", file="kh.docx"), "2"), True),
        (version(record(None, file="kh.docx"), "2"), True),  # a draft lost its number
        (version(record("2/KH-ĐL", file="kh.docx"), "2"), False),  # another document that happens to be named alike
        (version(record("1/KH-ĐL", file="ban-sao.docx"), "1"), False),  # the same content under another name
    ],
)
def test_slots(incoming: Record, same_slot: bool) -> None:
    assert (slot_for(incoming, KEPT) == "slot") is same_slot


def test_files_of_one_name_in_one_run_are_different_sources() -> None:
    assert slot_for(version(OLD, "2"), KEPT, {"slot"}) != "slot"


def test_a_version_of_one_of_several_is_not_guessed() -> None:
    entries = {"a": Kept(version(OLD, "1"), WHEN), "b": Kept(version(OLD, "2"), WHEN)}
    assert slot_for(version(OLD, "3"), entries) not in entries
    assert slot_for(version(OLD, "2"), entries) == "b"
