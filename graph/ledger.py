"""The records, kept as the truth beside the graph: the graph can always be made again from them.

One entry a source. A source is a file of a name with a content; a new version of it (the same name, and not plainly
another document) takes its place, the same content under another name is another source. Entries are written whole or
not at all, so a crash leaves each as it was or as it is to be.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from graph.errors import StoreDamaged, StoreUnreachable
from graph.stores.base import Store
from ingest.records import Record

if TYPE_CHECKING:
    from graph.stores.neo4j import Neo4jStore

FOLDER = "records"


@dataclass(frozen=True, slots=True)
class Kept:
    """A record and when it was first kept in this form (ISO 8601, UTC)."""

    record: Record
    ingested_at: str

    def to_json(self) -> dict[str, Any]:
        return {**self.record.to_json(), "ingested_at": self.ingested_at}

    @classmethod
    def from_json(cls, data: Any) -> Kept:
        """Raises:
        ValueError: it is no record, or of a version that this program does not know.
        """
        if not isinstance(data, dict):
            raise ValueError("it is no object")
        return cls(Record.from_json(data), str(data.get("ingested_at", "")))


class Ledger(Protocol):
    def entries(self) -> dict[str, Kept]:
        """All that is kept, by slot.

        Raises:
            StoreDamaged: an entry cannot be read.
        """

    def keep(self, slot: str, kept: Kept) -> None:
        """Writes one entry over whatever the slot holds; on disk when this returns."""


class FolderLedger:
    """One JSON file a source, in a folder beside the graph file."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def entries(self) -> dict[str, Kept]:
        found: dict[str, Kept] = {}
        for path in sorted(self.folder.glob("*.json")):
            try:
                found[path.stem] = Kept.from_json(json.loads(path.read_text(encoding="utf-8")))
            except OSError as problem:
                raise StoreUnreachable(str(path), problem.strerror or str(problem)) from problem
            except ValueError as problem:
                raise StoreDamaged(str(path), str(problem)) from problem
        return found

    def keep(self, slot: str, kept: Kept) -> None:
        text = json.dumps(kept.to_json(), ensure_ascii=False, indent=1)
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            write_whole(self.folder / f"{slot}.json", text + "\n")
        except OSError as problem:
            raise StoreUnreachable(str(self.folder), problem.strerror or str(problem)) from problem


class Neo4jLedger:
    """The records as nodes of a label of their own, which is no part of the graph."""

    def __init__(self, store: Neo4jStore) -> None:
        self.store = store

    def entries(self) -> dict[str, Kept]:
        rows = self.store.own("MATCH (r:CancuRecord) RETURN r.id AS slot, r.json AS json ORDER BY slot")
        found: dict[str, Kept] = {}
        for row in rows:
            try:
                found[row["slot"]] = Kept.from_json(json.loads(row["json"]))
            except ValueError as problem:
                raise StoreDamaged(f"{self.store.location}, record {row['slot']}", str(problem)) from problem
        return found

    def keep(self, slot: str, kept: Kept) -> None:
        text = json.dumps(kept.to_json(), ensure_ascii=False)
        self.store.own(
            "MERGE (r:CancuRecord {id: $slot}) SET r.json = $json, r.file = $file",
            write=True,
            slot=slot,
            json=text,
            file=kept.record.source.file,
        )


def open_ledger(store: Store) -> Ledger:
    """The ledger that belongs to a store."""
    if store.name == "neo4j":
        from graph.stores.neo4j import Neo4jStore  # noqa: PLC0415

        assert isinstance(store, Neo4jStore)
        return Neo4jLedger(store)
    return FolderLedger(Path(store.location) / FOLDER)


def slot_for(record: Record, entries: Mapping[str, Kept], seen: frozenset[str] | set[str] = frozenset()) -> str:
    """The entry that a record belongs in: the one it is a version of, else a new one.

    Two folders often hold files of one name (``ke-hoach.docx``), so a name alone does not make a version: a record
    whose document bears another number than the kept one's gets an entry of its own.

    Args:
        seen: entries that the same run has filled; what one run gives under one name are different sources.
    """
    same_name = {slot: k.record for slot, k in entries.items() if k.record.source.file == record.source.file}
    for slot, kept in same_name.items():
        if kept.source.sha256 == record.source.sha256:
            return slot
    older = [slot for slot, kept in same_name.items() if slot not in seen and _may_be_version(kept, record)]
    if len(older) == 1:
        return older[0]
    name = f"{record.source.file}\0{record.source.sha256}"
    return hashlib.sha256(name.encode()).hexdigest()[:32]


def _may_be_version(kept: Record, record: Record) -> bool:
    numbers = [r.document.number if r.document else None for r in (kept, record)]
    folded = {re.sub(r"[\s.]+", "", number).casefold() for number in numbers if number}
    return len(folded) < 2


def write_whole(path: Path, text: str) -> None:
    """Writes a file so that it is there whole or not at all, whatever happens."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    if os.name == "posix":
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
