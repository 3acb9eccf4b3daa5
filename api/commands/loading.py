"""``cancu ingest``, ``cancu status`` and ``cancu rebuild``: what goes into the store and what it holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

from api.commands import reading
from api.console import Console
from api.store import opened
from graph.difference import content_hash
from graph.ledger import open_ledger
from graph.load import LoadReport
from graph.load import load as load_records
from graph.load import rebuild as rebuild_graph
from graph.model import Graph
from ingest.records import Record


def ingest(console: Console, paths: list[Path], authority: Path | None, as_json: bool) -> int:
    """Reads and loads file after file. Where no file can be read the store is not even made.

    A file that cannot be read is reported, and what the store has from an earlier version of it stays.
    """
    unreadable: list[Record] = []
    records = (r for r in reading.records(console, paths, authority, unreadable) if r.document is not None)
    first = next(records, None)
    if first is not None:
        report, location = load_into_store(console, chain([first], records))
        if as_json:
            console.out_json({"store": location, **report.to_json(), "refused": _names(unreadable)})
        else:
            _print_report(console, report, location)
    elif as_json:
        console.out_json({**LoadReport().to_json(), "refused": _names(unreadable)})
    return reading.report_unreadable(console, unreadable)


def load_into_store(console: Console, records: Iterator[Record]) -> tuple[LoadReport, str]:
    with opened(console.settings, writable=True) as store:
        return load_records(store, open_ledger(store), records), store.location


def _names(unreadable: list[Record]) -> list[str]:
    return [record.source.file for record in unreadable]


def _print_report(console: Console, report: LoadReport, location: str) -> None:
    words = console.words
    console.out(f"{words('cli.store')}: {location}")
    for sign, files in (("+", report.added), ("~", report.changed)):
        for file in files:
            console.out(f"  {sign} {file}")
    for merged in report.merged:
        console.out("  " + words("cli.merged", document=merged.document, files=", ".join(merged.files)))
    added, changed, unchanged = len(report.added), len(report.changed), len(report.unchanged)
    console.out(words("cli.files_changed", added=added, changed=changed, unchanged=unchanged))
    nodes, relationships = sum(report.nodes.values()), sum(report.relationships.values())
    console.out(words("cli.in_graph", nodes=nodes, relationships=relationships))
    if report.findings:
        console.out(words("cli.findings_n", n=len(report.findings)))


def rebuild(console: Console, as_json: bool) -> int:
    with opened(console.settings, writable=True) as store:
        ledger = open_ledger(store)
        report = rebuild_graph(store, ledger)
        kept = len(ledger.entries())
        location = store.location
    if as_json:
        console.out_json({"store": location, "records": kept, **report.to_json()})
    else:
        console.out(console.words("cli.rebuilt", n=kept))
        console.out(f"{console.words('cli.content_hash')}: {report.content_hash}")
    return 0


def status(console: Console, as_json: bool) -> int:
    with opened(console.settings) as store:
        held = _held(store.location, store.content())
    if as_json:
        console.out_json(held)
        return 0
    words = console.words
    console.out(f"{words('cli.store')}: {held['store']}")
    for title, group, vocabulary in (
        ("nodes", "nodes_by_label", "label"),
        ("relationships", "relationships_by_kind", "relationship"),
    ):
        console.out(f"\n{words(f'cli.{title}')}: {held[title]}")
        for name, count in held[group].items():
            console.out(f"{count:>8}  {words.of(vocabulary, name)} ({name})")
    console.out(f"\n{words('cli.findings')}: {sum(held['findings'].values())}")
    for code, count in held["findings"].items():
        console.out(f"{count:>8}  {words.of('finding', f'{code}.title', code)} ({code})")
    console.out(f"\n{words('cli.content_hash')}: {held['content_hash']}")
    return 0


def _held(location: str, graph: Graph) -> dict[str, Any]:
    """Counts a label and relationship, commonest first."""
    labels = Counter(node.label for node in graph.nodes.values())
    kinds = Counter(relationship.kind for relationship in graph.relationships.values())
    findings = Counter(str(finding.properties["code"]) for finding in graph.by_label("Finding"))
    return {
        "store": location,
        "content_hash": content_hash(graph),
        "nodes": len(graph.nodes),
        "relationships": len(graph.relationships),
        "nodes_by_label": _commonest_first(labels),
        "relationships_by_kind": _commonest_first(kinds),
        "findings": _commonest_first(findings),
    }


def _commonest_first(counts: Counter[str]) -> dict[str, int]:
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
