"""Loading: the same end whatever the way, on each store."""

from __future__ import annotations

import hashlib
import json
import random
from dataclasses import replace
from pathlib import Path

import pytest
from small_records import cites, record, target, task, unread
from store_fixtures import Place

from graph.difference import content_hash, difference
from graph.errors import ExportDamaged, InvalidRecord, StoreDamaged
from graph.exchange import export_to, import_from
from graph.ledger import open_ledger
from graph.load import load, rebuild
from graph.model import Graph
from graph.stores import Store, open_store
from graph.stores.embedded import EmbeddedStore
from ingest.records import Record, Timeframe

RESOLUTION = record("9/NQ-CP", "2024-03-04", type="resolution", issuer="Chính phủ", title="về đo lường")
PLAN = record(
    "1/KH-ĐL",
    "2025-01-02",
    title="thực hiện Nghị quyết số 9",
    citations=[cites("9/NQ-CP", "2024-03-04")],
    tasks=[task("I.1", "Đo lại mọi cân", ("Phòng Đo",), ("Phòng Thử",)), task("I.2", "Báo cáo", ("Phòng Thử",))],
    targets=[target("II.1", "Tỷ lệ cân đã đo", 68.5)],
)
SCAN = replace(PLAN, source=replace(PLAN.source, file="1-scan.md", sha256="a" * 64))
ALL = [RESOLUTION, PLAN, SCAN]


def fresh_hash(tmp_path: Path, records: list[Record]) -> str:
    store = open_store(str(tmp_path / "fresh"), writable=True)
    return load(store, open_ledger(store), records).content_hash


def test_first_load(store: Store) -> None:
    report = load(store, open_ledger(store), ALL)
    assert report.added == ("9/NQ-CP.txt", "1/KH-ĐL.txt", "1-scan.md")
    assert (report.changed, report.unchanged, report.refused) == ((), (), ())
    assert [m.files for m in report.merged] == [("1-scan.md", "1/KH-ĐL.txt")]
    assert report.nodes["Document"] == 2
    assert report.nodes["Source"] == 3
    assert report.put == {**report.nodes, **report.relationships}
    assert report.content_hash == content_hash(store.content())
    assert json.dumps(report.to_json())
    rows = store.read("MATCH (u:Unit)-[:LEADS]->(t:Task) RETURN u.name AS unit, t.path AS path ORDER BY path")
    assert rows.rows == [("Phòng Đo", "I.1"), ("Phòng Thử", "I.2")]


def test_again_changes_nothing(store: Store) -> None:
    ledger = open_ledger(store)
    first = load(store, ledger, ALL)
    generation = store.generation()
    again = load(store, ledger, reversed(ALL))
    assert again.added == again.changed == again.merged == again.findings == ()
    assert sorted(again.unchanged) == sorted(first.added)
    assert again.put == again.deleted == {}
    assert again.content_hash == first.content_hash
    assert store.generation() == generation


@pytest.mark.parametrize("order", range(4))
def test_one_by_one_in_any_order(store: Store, tmp_path: Path, order: int) -> None:
    records = random.Random(order).sample(ALL, len(ALL))
    for each in records:
        report = load(store, open_ledger(store), [each])
    assert report.content_hash == content_hash(store.content()) == fresh_hash(tmp_path, ALL)


def test_a_new_version_replaces_what_the_file_said(store: Store, tmp_path: Path) -> None:
    ledger = open_ledger(store)
    load(store, ledger, [RESOLUTION, PLAN])
    second = replace(PLAN, source=replace(PLAN.source, sha256="b" * 64), tasks=[task("I.1", "Đo lại", ("Phòng Mới",))])
    report = load(store, ledger, [second])
    assert report.changed == (PLAN.source.file,)
    assert store.read("MATCH (t:Task) RETURN t.text AS text").rows == [("Đo lại",)]
    assert store.read("MATCH (s:Source) RETURN count(s) AS n").rows == [(2,)]
    assert report.content_hash == content_hash(store.content()) == fresh_hash(tmp_path, [RESOLUTION, second])


def test_a_file_that_cannot_be_read_changes_nothing(store: Store) -> None:
    ledger = open_ledger(store)
    first = load(store, ledger, ALL)
    report = load(store, ledger, [unread(PLAN.source.file), unread("new.pdf")])
    assert report.refused == (PLAN.source.file, "new.pdf")
    assert report.content_hash == first.content_hash
    assert len(ledger.entries()) == 3


def test_rebuild_gives_the_same(store: Store) -> None:
    ledger = open_ledger(store)
    first = load(store, ledger, ALL)
    assert rebuild(store, ledger).put == {}
    before = store.content()
    store.apply(difference(before, Graph()))
    assert store.content().nodes == {}
    again = rebuild(store, ledger)
    assert again.content_hash == first.content_hash
    assert store.content() == before  # when a source was taken in is kept as well


def test_a_run_that_fails_keeps_what_came_before(store: Store, tmp_path: Path) -> None:
    def breaks() -> object:
        yield PLAN
        raise RuntimeError("the disk is on fire")

    ledger = open_ledger(store)
    first = load(store, ledger, [RESOLUTION])
    with pytest.raises(RuntimeError):
        load(store, ledger, breaks())  # type: ignore[arg-type]
    assert content_hash(store.content()) == first.content_hash
    assert load(store, ledger, ALL).content_hash == fresh_hash(tmp_path, ALL)


def test_there_and_back(store: Store, tmp_path: Path) -> None:
    ledger = open_ledger(store)
    first = load(store, ledger, ALL)
    file = tmp_path / "all.jsonl"
    manifest = export_to(ledger, file)
    assert manifest["content_hash"] == first.content_hash
    other = open_store(str(tmp_path / "other"), writable=True)
    report = import_from(other, open_ledger(other), file)
    assert report.content_hash == first.content_hash
    assert other.content() == store.content()
    again = tmp_path / "again.jsonl"
    export_to(open_ledger(other), again)
    assert again.read_bytes() == file.read_bytes()


@pytest.mark.parametrize("damage", ["cut", "changed", "empty", "binary", "other"])
def test_a_damaged_export_changes_nothing(store: Store, tmp_path: Path, damage: str) -> None:
    ledger = open_ledger(store)
    load(store, ledger, [PLAN])
    file = tmp_path / "all.jsonl"
    export_to(ledger, file)
    whole = file.read_bytes()
    file.write_bytes(
        {
            "cut": whole[:-20],
            "changed": whole.replace("Báo cáo".encode(), b"Bao cao"),
            "empty": b"",
            "binary": b"\xff\xfe\x00",
            "other": b'{"a": 1}\n',
        }[damage]
    )
    before = content_hash(store.content())
    with pytest.raises(ExportDamaged):
        import_from(store, ledger, file)
    assert content_hash(store.content()) == before


def test_both_stores_hold_the_same(both_stores: tuple[Store, Store]) -> None:
    one, other = both_stores
    assert load(one, open_ledger(one), ALL).content_hash == load(other, open_ledger(other), ALL).content_hash
    strip = {"ingested_at"}
    a, b = (
        {
            n.id: (n.label, n.kinds, {k: v for k, v in n.properties.items() if k not in strip})
            for n in s.content().nodes.values()
        }
        for s in both_stores
    )
    assert a == b
    assert one.content().relationships == other.content().relationships


def test_a_damaged_graph_is_made_again_from_the_records(kglite_place: Place) -> None:
    store = kglite_place.open(writable=True)
    assert isinstance(store, EmbeddedStore)
    first = load(store, open_ledger(store), ALL)
    store.path.write_bytes(b"rubbish")
    with pytest.raises(StoreDamaged):
        store.content()
    assert rebuild(store, open_ledger(store)).content_hash == first.content_hash
    assert content_hash(store.content()) == first.content_hash
    (aside,) = store.folder.glob("graph.damaged-*")
    assert aside.read_bytes() == b"rubbish"


def test_a_sound_graph_is_not_set_aside(kglite_place: Place) -> None:
    store = kglite_place.open(writable=True)
    assert isinstance(store, EmbeddedStore)
    load(store, open_ledger(store), ALL)
    rebuild(store, open_ledger(store))
    assert list(store.folder.glob("graph.damaged-*")) == []


BROKEN = [
    replace(PLAN, tasks=[replace(PLAN.tasks[0], timeframe=Timeframe("mai", ["by_date"], end="mai"))]),
    replace(PLAN, tasks=[replace(PLAN.tasks[0], text=5)]),  # type: ignore[arg-type]
    replace(PLAN, targets=[replace(PLAN.targets[0], value="nhiều")]),  # type: ignore[arg-type]
]


@pytest.mark.parametrize("broken", BROKEN)
def test_a_record_that_no_graph_can_hold_is_not_kept(store: Store, broken: Record) -> None:
    ledger = open_ledger(store)
    first = load(store, ledger, [RESOLUTION])
    with pytest.raises(InvalidRecord, match="1/KH-ĐL"):
        load(store, ledger, [broken])
    assert load(store, ledger, []).content_hash == first.content_hash


@pytest.mark.parametrize("broken", BROKEN)
def test_an_export_with_such_a_record_changes_nothing(kglite_place: Place, tmp_path: Path, broken: Record) -> None:
    lines = "".join(json.dumps(r.to_json()) + "\n" for r in (RESOLUTION, broken))
    file = tmp_path / "export.jsonl"
    seal = {"schema": "cancu/export/1", "records": 2, "sha256": hashlib.sha256(lines.encode()).hexdigest()}
    file.write_text(json.dumps(seal) + "\n" + lines, encoding="utf-8")
    store = kglite_place.open(writable=True)
    with pytest.raises(InvalidRecord):
        import_from(store, open_ledger(store), file)
    assert open_ledger(store).entries() == {}


@pytest.mark.parametrize("line", ['{"schema": "cancu/record/1", "source": "x"}', '{"tasks": 1}', "[]", "{"])
def test_an_export_with_another_thing_is_damaged(kglite_place: Place, tmp_path: Path, line: str) -> None:
    file = tmp_path / "export.jsonl"
    seal = {"schema": "cancu/export/1", "records": 1, "sha256": hashlib.sha256(f"{line}\n".encode()).hexdigest()}
    file.write_text(f"{json.dumps(seal)}\n{line}\n", encoding="utf-8")
    store = kglite_place.open(writable=True)
    with pytest.raises(ExportDamaged):
        import_from(store, open_ledger(store), file)
