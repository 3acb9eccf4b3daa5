"""Records → graph. Pure: the same records give the same graph in any order, on any machine, any number of times."""

from __future__ import annotations

import json
from collections.abc import Iterable

from graph.build_citations import add_links, add_stated_elsewhere, links, report_unresolved
from graph.build_copies import Copy, merge
from graph.build_documents import Documents, add_documents, find_documents, source_id
from graph.build_draft import Draft
from graph.build_findings import report_anomalies, report_differences, report_lineage
from graph.build_indicators import add_targets
from graph.build_tasks import add_sections, add_task_lineage, add_tasks
from graph.build_units import Units, report_unknown
from graph.model import Graph
from graph.schema import Schema, load_schema
from ingest.records import Record


def build(records: Iterable[Record], schema: Schema | None = None) -> Graph:
    """The graph that the records make together.

    Identity is decided over all of them at once, so a graph is always made whole; `difference` tells
    what changed.

    Args:
        records: in any order; the same file twice counts once.
        schema: the one that ships with the package if none is given.
    """
    schema = schema or load_schema()
    copies = _in_order(records)
    draft = Draft()
    for copy in copies:
        _add_source(copy, draft)
    units = Units(copies)
    documents = find_documents(copies, units, schema)
    named = [(c.source, _name(c, documents), c.record) for c in copies]
    report_unknown(named, units, draft)
    add_documents(documents, units, schema, draft)
    for document, group in documents.held.items():
        _add_held(document, group, documents, units, draft)
    held = [(document, copy) for document, group in documents.held.items() for copy in group]
    add_stated_elsewhere(held, documents, draft)
    for copy in copies:
        if documents.of_source(copy.source) is None:
            report_anomalies(copy, None, None, {}, draft)
    report_lineage(documents.held, documents.names, draft)
    units.add_to(draft)
    return draft.graph()


def _in_order(records: Iterable[Record]) -> list[Copy]:
    """One record a source, in the order of the source ids; of two for one source the same one always stays."""
    chosen: dict[str, Record] = {}
    for record in records:
        id = source_id(record)
        chosen[id] = max(chosen[id], record, key=_written) if id in chosen else record
    return [Copy(id, chosen[id]) for id in sorted(chosen)]


def _written(record: Record) -> str:
    return json.dumps(record.to_json(), ensure_ascii=False, sort_keys=True)


def _add_source(copy: Copy, draft: Draft) -> None:
    source = copy.record.source
    draft.node(
        "Source",
        copy.source,
        source.file,
        {
            "file": source.file,
            "sha256": source.sha256,
            "media_type": source.media_type,
            "chars": source.chars,
            "reader": source.reader,
        },
    )


def _add_held(document: str, group: list[Copy], documents: Documents, units: Units, draft: Draft) -> None:
    """Everything that the copies of one document say."""
    name = documents.names[document]
    number = str(draft.nodes[document].properties.get("number", name))
    held = merge(group, units.key)
    sections = add_sections(document, number, held, draft)
    tasks = add_tasks(document, name, number, held, sections, units, draft)
    cited = links(document, group, documents)
    add_links(document, cited, draft)
    add_task_lineage(tasks, cited, draft)
    add_targets(document, number, held, tasks, units, draft)
    places = sections | {m.task.path: id for id, m in reversed(tasks)}
    for copy in group:
        report_anomalies(copy, document, name, places, draft)
    report_differences(document, name, held, places, draft)
    report_unresolved(document, group, documents, draft)


def _name(copy: Copy, documents: Documents) -> str | None:
    document = documents.of_source(copy.source)
    return documents.names[document] if document else None
