"""Records → ledger → graph → difference → store.

Each record is kept before the graph is touched, and the graph is always made from all that is kept. So a run that dies
anywhere loses nothing, and the next run ends with what an undisturbed one would have ended with.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from typing import Any, Literal

from graph.build import build
from graph.difference import content_hash, difference
from graph.errors import InvalidGraph, InvalidRecord
from graph.ledger import Kept, Ledger, slot_for
from graph.model import Change, Graph, Node
from graph.schema import load_schema
from graph.stores.base import Store
from ingest.records import Record

Outcome = Literal["added", "changed", "unchanged", "refused"]


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of one record; ``problem`` says why no graph can be made of it."""

    record: Record
    outcome: Outcome
    problem: InvalidRecord | None = None


Listener = Callable[[Taken], None]


@dataclass(frozen=True, slots=True)
class Merged:
    """A document that several files carry."""

    document: str  # as shown
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What a run changed. File names are as the records have them; counts are of the graph, by label and kind."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()  # files that could not be read; nothing that was kept of them is touched
    merged: tuple[Merged, ...] = ()  # documents whose set of files is new
    put: dict[str, int] = field(default_factory=dict)  # nodes and relationships written
    deleted: dict[str, int] = field(default_factory=dict)
    nodes: dict[str, int] = field(default_factory=dict)  # all that there are now
    relationships: dict[str, int] = field(default_factory=dict)
    findings: tuple[Node, ...] = ()  # that were not there before
    standing: tuple[Node, ...] = ()  # findings that were
    content_hash: str = ""

    def to_json(self) -> dict[str, Any]:
        data = asdict(replace(self, standing=()))
        del data["standing"]
        data["findings"] = [{"id": n.id, **n.properties} for n in self.findings]
        return data


def load(store: Store, ledger: Ledger, records: Iterable[Record], listener: Listener | None = None) -> LoadReport:
    """Takes records in and brings the graph up to them.

    Records are kept as they come, so the iterable may be lazy; the right to write is held meanwhile. A record whose
    file could not be read (``document`` is None) is reported and left out.

    Args:
        listener: is told of each record as it is taken in. With one, a record of which no graph can be made is refused
            like a file that could not be read, and the run goes on.

    Raises:
        StoreBusy: another writer has the store. Other `StoreError`s: nothing that was stored is lost; run again.
        InvalidRecord: no graph can be made of a record; it is not kept.
    """
    return load_kept(store, ledger, (Kept(record, "") for record in records), listener)


def load_kept(store: Store, ledger: Ledger, incoming: Iterable[Kept], listener: Listener | None = None) -> LoadReport:
    """As `load`, for records that may say when they were first taken in (an import)."""
    with store.writing():
        entries = ledger.entries()
        files: dict[Outcome, list[str]] = {"added": [], "changed": [], "unchanged": [], "refused": []}
        seen: set[str] = set()
        for kept in incoming:
            outcome: Outcome = "refused"
            slot, problem = "", None
            try:
                outcome, slot = _take_in(kept, entries, seen, ledger)
            except InvalidRecord as invalid:
                if listener is None:
                    raise
                problem = invalid
            files[outcome].append(kept.record.source.file)
            if listener is not None:
                listener(Taken(kept.record, outcome, problem))
            if slot:
                seen.add(slot)
        old = store.content()
        new = graph_of(entries.values())
        change = difference(old, new)
        if change:
            store.apply(change)
    return _report(files, old, new, change)


def rebuild(store: Store, ledger: Ledger) -> LoadReport:
    """Makes the graph again from the kept records: the same ids, the same content hash.

    A graph that cannot be read is set aside first; the records must be readable.
    """
    ledger.entries()
    store.set_aside()
    return load(store, ledger, ())


def check_record(record: Record) -> None:
    """Whether a graph can be made of a record. One that is kept although it cannot would stop every later load.

    Raises:
        InvalidRecord: it cannot; says why.
    """
    try:
        load_schema().check(build([record]))
    except (InvalidGraph, AttributeError, KeyError, TypeError, ValueError) as problem:
        raise InvalidRecord(record.source.file, str(problem).rstrip(".")) from problem


def graph_of(kept: Iterable[Kept]) -> Graph:
    """The graph of these records, in whatever order they come; sources say when they were taken in."""
    ordered = sorted(kept, key=lambda k: (k.record.source.file, k.record.source.sha256))
    graph = build(k.record for k in ordered)
    load_schema().check(graph)
    when = {(k.record.source.file, k.record.source.sha256): k.ingested_at for k in ordered}
    for node in graph.by_label("Source"):
        at = when.get((str(node.properties.get("file")), str(node.properties.get("sha256"))))
        if at:
            node.properties["ingested_at"] = at
    return graph


def _take_in(kept: Kept, entries: dict[str, Kept], seen: set[str], ledger: Ledger) -> tuple[Outcome, str]:
    if kept.record.document is None:
        return "refused", ""
    slot = slot_for(kept.record, entries, seen)
    before = entries.get(slot)
    if before is not None and _same(before.record, kept.record):
        return "unchanged", slot
    check_record(kept.record)
    entry = Kept(kept.record, kept.ingested_at or datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))
    ledger.keep(slot, entry)
    entries[slot] = entry
    return "added" if before is None else "changed", slot


def _same(one: Record, other: Record) -> bool:
    """Compared as written, since a record that comes from the ledger has been through JSON."""
    return json.dumps(one.to_json(), sort_keys=True) == json.dumps(other.to_json(), sort_keys=True)


def _report(files: dict[Outcome, list[str]], old: Graph, new: Graph, change: Change) -> LoadReport:
    before = {m.document: m for m in _merged(old)}
    return LoadReport(
        added=tuple(files["added"]),
        changed=tuple(files["changed"]),
        unchanged=tuple(files["unchanged"]),
        refused=tuple(files["refused"]),
        merged=tuple(m for m in _merged(new) if before.get(m.document) != m),
        put=_counts(n.label for n in change.put_nodes) | _counts(r.kind for r in change.put_relationships),
        deleted=_counts(n.label for n in change.delete_nodes) | _counts(r.kind for r in change.delete_relationships),
        nodes=_counts(n.label for n in new.nodes.values()),
        relationships=_counts(r.kind for r in new.relationships.values()),
        findings=tuple(n for n in new.by_label("Finding") if n.id not in old.nodes),
        standing=tuple(n for n in new.by_label("Finding") if n.id in old.nodes),
        content_hash=content_hash(new),
    )


def _merged(graph: Graph) -> list[Merged]:
    files: dict[str, list[str]] = {}
    for r in graph.by_kind("HAS_SOURCE"):
        files.setdefault(r.start, []).append(str(graph.nodes[r.end].properties.get("file", "")))
    return [
        Merged(
            str(graph.nodes[document].properties.get("name") or graph.nodes[document].properties["title"]),
            tuple(sorted(names)),
        )
        for document, names in sorted(files.items())
        if len(names) > 1
    ]


def _counts(names: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(names).items()))
