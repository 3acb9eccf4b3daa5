"""Everything that a store keeps, as one file: JSON lines, a manifest first and then the records.

The graph is not in it: it is made again from the records, to the same content hash, which the manifest tells.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from graph.difference import content_hash
from graph.errors import ExportDamaged, StoreUnreachable
from graph.ledger import Kept, Ledger, write_whole
from graph.load import LoadReport, check_record, graph_of, load_kept
from graph.stores.base import Store

SCHEMA = "cancu/export/1"


def export_to(ledger: Ledger, path: Path) -> dict[str, Any]:
    """Writes the file, whole or not at all.

    Returns:
        The manifest: ``records``, ``sha256`` of the lines after it, ``content_hash`` of the graph.

    Raises:
        StoreUnreachable: the file cannot be written.
    """
    kept = sorted(ledger.entries().values(), key=lambda k: (k.record.source.file, k.record.source.sha256))
    body = "".join(json.dumps(k.to_json(), ensure_ascii=False, sort_keys=True) + "\n" for k in kept)
    manifest = {
        "schema": SCHEMA,
        "records": len(kept),
        "sha256": hashlib.sha256(body.encode()).hexdigest(),
        "content_hash": content_hash(graph_of(kept)),
    }
    try:
        write_whole(path, json.dumps(manifest) + "\n" + body)
    except OSError as problem:
        raise StoreUnreachable(str(path), problem.strerror or str(problem)) from problem
    return manifest


def import_from(store: Store, ledger: Ledger, path: Path) -> LoadReport:
    """Takes in all that an export holds, beside what is there.

    Raises:
        ExportDamaged, InvalidRecord: the file is not whole, or no export of ours; nothing is changed then.
    """
    incoming = list(read_export(path))
    for kept in incoming:
        check_record(kept.record)
    return load_kept(store, ledger, incoming)


def read_export(path: Path) -> Iterator[Kept]:
    """The records of an export, all checked before the first is given.

    Raises:
        ExportDamaged: the file is not whole, or no export.
    """
    try:
        head, _, body = path.read_text(encoding="utf-8").partition("\n")
    except OSError as problem:
        raise ExportDamaged(str(path), problem.strerror or str(problem)) from problem
    except UnicodeDecodeError as problem:
        raise ExportDamaged(str(path), "it is not text") from problem
    try:
        manifest = json.loads(head)
        if not isinstance(manifest, dict) or manifest.get("schema") != SCHEMA:
            raise ExportDamaged(str(path), "it does not start with the manifest of an export")
        if hashlib.sha256(body.encode()).hexdigest() != manifest.get("sha256"):
            raise ExportDamaged(str(path), "its lines are not those that were written")
        yield from [Kept.from_json(json.loads(line)) for line in body.split("\n") if line]
    except ValueError as problem:
        raise ExportDamaged(str(path), str(problem)) from problem
