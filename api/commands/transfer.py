"""``cancu export`` and ``cancu import``: everything in a store, in one file, there and back."""

from __future__ import annotations

import json
from pathlib import Path

from api.console import Console, Failed
from api.store import opened
from graph.exchange import export_to, import_from
from graph.ledger import open_ledger


def export(console: Console, file: Path, force: bool, as_json: bool) -> int:
    if file.exists() and not force:
        raise Failed(console.words("cli.file_exists", file=file))
    with opened(console.settings) as store:
        manifest = export_to(open_ledger(store), file)
    if as_json:
        console.out_json({"file": str(file), **manifest})
    else:
        console.out(console.words("cli.exported", n=manifest["records"], file=file))
    return 0


def import_(console: Console, file: Path, as_json: bool) -> int:
    """Adds what the file holds to the store, and says whether the store is now what was exported."""
    with opened(console.settings, writable=True) as store:
        report = import_from(store, open_ledger(store), file)
    manifest = json.loads(file.read_text(encoding="utf-8").partition("\n")[0])  # checked by `import_from`
    same = report.content_hash == manifest["content_hash"]
    if as_json:
        console.out_json({"file": str(file), **report.to_json(), "same_content": same})
        return 0
    console.out(console.words("cli.imported", n=manifest["records"], file=file))
    console.out(console.words("cli.same_content" if same else "cli.other_content"))
    return 0
