"""``cancu demo``: the samples, one question, the pages; the user's own store only where ``--store`` names it."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from importlib import metadata
from pathlib import Path

import api
from api.commands import reading, serving
from api.console import Console, Failed
from api.store import opened
from graph.ledger import open_ledger
from graph.load import load
from ingest.folders import find_inputs
from queries.run import Result
from queries.run import run as run_query

IT_CENTRE = "Trung tâm Công nghệ thông tin"
AUTHORITY = "authority.yaml"


def demo(console: Console, store: str | None, serve: bool, host: str, port: int) -> int:
    if store is not None:
        return _demo(Console(console.settings.at(store)), serve, host, port)
    with tempfile.TemporaryDirectory(prefix="cancu-demo-", ignore_cleanup_errors=True) as folder:
        return _demo(Console(replace(console.settings, store=folder)), serve, host, port)


def _demo(console: Console, serve: bool, host: str, port: int) -> int:
    samples = samples_folder()
    if samples is None:
        raise Failed(console.words("cli.demo_no_samples"))
    console.note(console.words("cli.demo_samples", folder=samples))
    documents = sorted(p for p in samples.iterdir() if p.suffix in (".txt", ".md"))
    records = list(reading.records(console, find_inputs(documents), samples / AUTHORITY, [], reading.Bulk()))
    with opened(console.settings, writable=True) as store:
        load(store, open_ledger(store), records)
        result = run_query(store, "tasks-by-unit", {"unit": IT_CENTRE, "role": "leads"}, console.settings.language)
    console.out(answer(console, result))
    return serving.serve(console, host, port) if serve else 0


def answer(console: Console, result: Result) -> str:
    """The question and its rows, a document after another, each with the sentence that it rests on."""
    words = console.words
    rows = result.dicts()
    lines = [words("cli.demo_question"), ""]
    lines += [words("cli.demo_answer", n=len(rows), documents=len({row["document"] for row in rows}))]
    shown: object = None
    for row in rows:
        if row["document"] != shown:
            shown = row["document"]
            lines += ["", str(shown)]
        quote, named = _one_line(row["quote"]), _one_line(row["role_quote"])
        lines.append(f"  {row['path']}  “{quote}”")
        if named not in quote:
            lines.append(f"      {words('cli.demo_lead', quote=named)}")
        if row["timeframe"]:
            lines.append(f"      {words('cli.demo_deadline', timeframe=row['timeframe'])}")
    return "\n".join(lines) + "\n"


def _one_line(quote: object) -> str:
    return " ".join(str(quote or "").split())


def samples_folder() -> Path | None:
    """``examples/`` of the checkout; of an installed wheel, where it put its data files."""
    checkout = Path(api.__file__).parent.parent / "examples"
    if (checkout / AUTHORITY).is_file():
        return checkout
    for file in metadata.files("cancu") or ():
        if file.name == AUTHORITY and file.parent.name == "examples":
            return Path(file.locate()).resolve().parent
    return None
