"""``cancu ingest``, ``cancu status`` and ``cancu rebuild``: what goes into the store and what it holds."""

from __future__ import annotations

import dataclasses
from collections import Counter
from pathlib import Path
from typing import Any

from graph.ledger import open_ledger
from graph.load import LoadReport
from graph.load import load as load_records
from graph.load import rebuild as rebuild_graph

from api.commands import reading
from api.console import Console
from api.store import opened
from graph.difference import content_hash
from graph.model import Graph
from ingest.records import Record


def ingest(console: Console, paths: list[Path], authority: Path | None, as_json: bool) -> int:
    """Files are all read before the store is opened for writing, so that what cannot be read changes nothing.

    Files that cannot be read are reported and leave what the store knows of them as it is.
    """
    unreadable: list[Record] = []
    records = [r for r in reading.records(console, paths, authority, unreadable) if r.document is not None]
    with opened(console.settings, writable=True) as store:
        report = load_records(store, open_ledger(store), records)
        location = store.location
    if as_json:
        console.out_json({"store": location, **dataclasses.asdict(report), "unreadable": len(unreadable)})
    else:
        _print_report(console, report, location)
    return reading.report_unreadable(console, unreadable)


def _print_report(console: Console, report: LoadReport, location: str) -> None:
    words = console.words
    console.out(f"{words('cli.store')}: {location}")
    for name in report.added:
        console.out(f"  + {name}")
    for name in report.changed:
        console.out(f"  ~ {name}")
    console.out(
        words(
            "cli.documents_changed",
            added=len(report.added),
            changed=len(report.changed),
            unchanged=len(report.unchanged),
        )
    )
    console.out(words("cli.in_graph", nodes=report.nodes, relationships=report.relationships))
    if report.findings:
        console.out(words("cli.findings_n", n=report.findings))


def rebuild(console: Console, as_json: bool) -> int:
    with opened(console.settings, writable=True) as store:
        ledger = open_ledger(store)
        rebuild_graph(store, ledger)
        held = {"records": len(list(ledger.records())), **_held(store.location, store.content())}
    if as_json:
        console.out_json(held)
    else:
        console.out(console.words("cli.rebuilt", n=held["records"]))
        console.out(f"{console.words('cli.content_hash')}: {held['content_hash']}")
    return 0


def status(console: Console, as_json: bool) -> int:
    with opened(console.settings) as store:
        held = _held(store.location, store.content())
    if as_json:
        console.out_json(held)
        return 0
    words = console.words
    console.out(f"{words('cli.store')}: {held['store']}")
    for group in ("nodes", "relationships"):
        console.out(f"\n{words(f'cli.{group}')}: {held[group]}")
        for name, count in held[f"{group}_by_kind"].items():
            console.out(f"  {words.of('label' if group == 'nodes' else 'relationship', name):<28} {count:>7}  {name}")
    console.out(f"\n{words('cli.findings')}:")
    for code, count in held["findings"].items():
        console.out(f"  {words.of('finding', f'{code}.title', code):<28} {count:>7}  {code}")
    console.out(f"\n{words('cli.content_hash')}: {held['content_hash']}")
    return 0


def _held(location: str, graph: Graph) -> dict[str, Any]:
    """Counts a label and relationship, commonest first."""
    labels = Counter(node.label for node in graph.nodes.values())
    kinds = Counter(relationship.kind for relationship in graph.relationships.values())
    findings = Counter(str(n.properties["code"]) for n in graph.nodes.values() if n.label == "Finding")
    return {
        "store": location,
        "content_hash": content_hash(graph),
        "nodes": len(graph.nodes),
        "relationships": len(graph.relationships),
        "nodes_by_kind": _commonest_first(labels),
        "relationships_by_kind": _commonest_first(kinds),
        "findings": _commonest_first(findings),
    }


def _commonest_first(counts: Counter[str]) -> dict[str, int]:
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
