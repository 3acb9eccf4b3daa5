"""``cancu export`` and ``cancu import``: everything in a store, in one file, there and back.

The file is a ZIP with ``manifest.json`` and ``records.jsonl``: the kept records are the truth, and the graph is made
from them again. The manifest carries the content hash, so that coming back is checked and not believed.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

from graph.ledger import open_ledger
from graph.load import load

from api.console import Console, Failed
from api.store import opened
from graph.difference import content_hash
from ingest.records import Record

SCHEMA = "cancu/export/1"
MANIFEST, RECORDS = "manifest.json", "records.jsonl"


def export(console: Console, file: Path, force: bool, as_json: bool) -> int:
    if file.exists() and not force:
        raise Failed(console.words("cli.file_exists", file=file))
    with opened(console.settings) as store:
        records = list(open_ledger(store).records())
        manifest = {
            "schema": SCHEMA,
            "made_by": f"cancu {version('cancu')}",
            "records": len(records),
            "content_hash": content_hash(store.content()),
        }
    console.write(file, packed(manifest, records))
    if as_json:
        console.out_json({"file": str(file), **manifest})
    else:
        console.out(console.words("cli.exported", n=len(records), file=file))
    return 0


def import_(console: Console, file: Path, as_json: bool) -> int:
    """Adds what the file holds to the store; a document that the store already has is replaced by the file's."""
    manifest, records = unpacked(console, file)
    with opened(console.settings, writable=True) as store:
        load(store, open_ledger(store), records)
        reached = content_hash(store.content())
    same = reached == manifest["content_hash"]
    if as_json:
        console.out_json({"file": str(file), "records": len(records), "content_hash": reached, "same_content": same})
        return 0
    console.out(console.words("cli.imported", n=len(records), file=file))
    console.out(console.words("cli.same_content" if same else "cli.other_content"))
    return 0


def packed(manifest: dict[str, Any], records: Sequence[Record]) -> bytes:
    """The same content gives the same bytes: entries carry a fixed time."""
    lines = sorted(json.dumps(record.to_json(), ensure_ascii=False) for record in records)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in (
            (MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=2) + "\n"),
            (RECORDS, "".join(line + "\n" for line in lines)),
        ):
            entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, text.encode("utf-8"))
    return buffer.getvalue()


def unpacked(console: Console, file: Path) -> tuple[dict[str, Any], list[Record]]:
    """Reads all of the file before anything is written to a store.

    Raises:
        Failed: it is missing, damaged, or nothing that `export` wrote.
    """
    try:
        with zipfile.ZipFile(file) as archive:
            manifest = json.loads(archive.read(MANIFEST))
            lines = archive.read(RECORDS).decode("utf-8").splitlines()
        if manifest.get("schema") != SCHEMA:
            raise ValueError(f"schema {manifest.get('schema')!r}")
        return manifest, [Record.from_json(json.loads(line)) for line in lines]
    except (OSError, zipfile.BadZipFile, KeyError, ValueError) as problem:
        reason = (isinstance(problem, OSError) and problem.strerror) or str(problem)
        raise Failed(console.words("cli.not_an_export", file=file, reason=reason)) from problem
