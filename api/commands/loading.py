"""``cancu ingest``, ``cancu status`` and ``cancu rebuild``: what goes into the store and what it holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any

from api.commands import reading
from api.commands.reading import Bulk
from api.commands.summary import Summary, print_findings, report_as_xlsx
from api.console import Console, Failed
from api.store import opened
from graph.difference import content_hash
from graph.ledger import open_ledger
from graph.load import LoadReport
from graph.load import load as load_records
from graph.load import rebuild as rebuild_graph
from graph.model import Graph
from ingest.folders import Inputs
from ingest.records import Record


@dataclass(frozen=True, slots=True)
class Asked:
    """What ``cancu ingest`` is to do beside loading."""

    authority: Path | None = None
    as_json: bool = False
    report: Path | None = None  # an XLSX file
    bulk: Bulk = field(default_factory=Bulk)


def ingest(console: Console, paths: list[Path], asked: Asked) -> int:
    """Reads and loads file after file. Where no file can be read the store is not even made.

    A file that cannot be read is reported, and what the store has from an earlier version of it stays.
    """
    if asked.report is not None:
        _check_report(console, asked.report)
    inputs = reading.find(console, paths, asked.authority)
    unreadable: list[Record] = []
    summary = Summary(console, aloud=not asked.as_json)
    records = _readable(reading.records(console, inputs, asked.authority, unreadable, asked.bulk), summary)
    report, location = LoadReport(), ""
    try:
        if (first := next(records, None)) is not None:
            report, location = load_into_store(console, chain([first], records), summary)
    except KeyboardInterrupt:
        if summary.kept:
            console.note(console.words("cli.stopped_kept", n=summary.kept))
        raise
    unreadable += summary.invalid
    if asked.as_json:
        console.out_json(_as_json(report, location, summary, inputs))
    elif location:
        _print_report(console, report, location, summary)
    if asked.report is not None:
        console.write(asked.report, report_as_xlsx(summary, report, inputs.skipped))
        console.note(console.words("cli.report_written", file=asked.report))
    return reading.report_unreadable(console, unreadable)


def _check_report(console: Console, file: Path) -> None:
    """Before the work, not after an hour of it."""
    if file.suffix.lower() != ".xlsx":
        raise Failed(console.words("cli.report_suffix", file=file), status=2)
    if not file.absolute().parent.is_dir():
        raise Failed(console.words("cli.no_folder", folder=file.absolute().parent), status=2)


def _readable(records: Iterator[Record], summary: Summary) -> Iterator[Record]:
    for record in records:
        if record.document is None:
            summary.refused(record)
        else:
            yield record


def load_into_store(console: Console, records: Iterator[Record], summary: Summary) -> tuple[LoadReport, str]:
    with opened(console.settings, writable=True) as store:
        return load_records(store, open_ledger(store), records, summary.taken), store.location


def _as_json(report: LoadReport, location: str, summary: Summary, inputs: Inputs) -> dict[str, Any]:
    refused = [line for line in summary.lines if line.outcome == "refused"]
    return {
        **({"store": location} if location else {}),
        **report.to_json(),
        "refused": [line.file for line in refused],
        "reasons": {line.file: line.problem for line in refused},
        "skipped": [file.name for file in inputs.skipped],
    }


def _print_report(console: Console, report: LoadReport, location: str, summary: Summary) -> None:
    words = console.words
    for merged in report.merged:
        console.out("  " + words("cli.merged", document=merged.document, files=", ".join(merged.files)))
    console.out(f"{words('cli.store')}: {location}")
    added, changed, unchanged = len(report.added), len(report.changed), len(report.unchanged)
    console.out(words("cli.files_changed", added=added, changed=changed, unchanged=unchanged))
    nodes, relationships = sum(report.nodes.values()), sum(report.relationships.values())
    console.out(words("cli.in_graph", nodes=nodes, relationships=relationships))
    if found := summary.findings(report):
        console.out(words("cli.findings_n", n=len(found), new=len(report.findings)))
        print_findings(console, found)


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
