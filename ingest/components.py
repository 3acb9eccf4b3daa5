"""The components of the spaCy pipeline: each does one thing, reads what others left on the document, and says so.

``doc.text`` is the clean text; ``doc._.layout`` its outline and tables. The matching itself is done by compiled
patterns and an Aho-Corasick automaton in the modules imported here; this file only puts them in order.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc

from ingest.authority.authority import Authority, load_authority
from ingest.citations import citations, resolve, short_forms
from ingest.citations.zones import zones_of
from ingest.masthead import masthead, portal_check
from ingest.readers.base import SourceText
from ingest.records import Anomaly, Citation, Document, Evidence, Record, Section, Source, Task
from ingest.structure.layout import Layout
from ingest.structure.sections import is_heading, purposes
from ingest.structure.structure import read_layout
from ingest.targets.target_reading import read_targets
from ingest.tasks.context import Context
from ingest.tasks.task_points import find_points
from ingest.tasks.tasks import read_tasks
from ingest.units.unit_abbreviations import abbreviated_units
from ingest.units.units import UnitMention, as_units

GIVES: dict[str, tuple[str, ...]] = {
    "cancu_short_forms": ("doc._.short_forms",),
    "cancu_masthead": ("doc._.document",),
    "cancu_sections": ("doc._.purposes",),
    "cancu_task_points": ("doc._.points",),
    "cancu_tasks": ("doc._.tasks", "doc._.unit_mentions"),
    "cancu_citations": ("doc._.citations", "doc._.stated_relations"),
    "cancu_targets": ("doc._.targets",),
}
NEEDS: dict[str, tuple[str, ...]] = {
    "cancu_short_forms": (),
    "cancu_masthead": (),
    "cancu_sections": (),
    "cancu_task_points": ("doc._.purposes",),
    "cancu_tasks": ("doc._.points", "doc._.document", "doc._.short_forms"),
    "cancu_citations": ("doc._.points", "doc._.document"),
    "cancu_targets": ("doc._.purposes", "doc._.document", "doc._.unit_mentions"),
}
for _name in (
    "layout",
    "authority",
    "document",
    *(g.removeprefix("doc._.") for gives in GIVES.values() for g in gives),
):
    Doc.set_extension(_name, default=None, force=True)
Doc.set_extension("anomalies", default=None, force=True)


def _register(name: str, step: Callable[[Doc], None]) -> None:
    def component(doc: Doc) -> Doc:
        step(doc)
        return doc

    Language.component(name, assigns=list(GIVES[name]), requires=list(NEEDS[name]), func=component)


def _short_forms(doc: Doc) -> None:
    doc._.short_forms = short_forms.find(doc._.layout.clean.text)


def _masthead(doc: Doc) -> None:
    layout: Layout = doc._.layout
    if layout.portal and not portal_check.has_text(layout):
        doc._.document = Document(None, "other", None, None, None, None, None)
        found = [portal_check.without_text(layout)]
    else:
        doc._.document, found = masthead.read(layout.clean, layout.blocks)
    doc._.anomalies += found
    if layout.portal:
        doc._.document, found = portal_check.check(doc._.document, layout.portal, layout.clean.raw)
        doc._.anomalies += found


def _sections(doc: Doc) -> None:
    doc._.purposes = purposes(doc._.layout)


def _task_points(doc: Doc) -> None:
    doc._.points = find_points(doc._.layout, doc._.purposes)


def _context(doc: Doc) -> Context:
    document = doc._.document
    known = {f.name: f.full for f in doc._.short_forms if f.full}
    extra = {short: full for short, full in known.items() if doc._.authority.resolve(full, document.issuer)}
    extra = {**abbreviated_units(doc._.layout.clean.text), **extra}
    return Context(doc._.authority, document.issuer, document.issued_on, extra)


def _tasks(doc: Doc) -> None:
    reading = read_tasks(doc._.layout, doc._.points, _context(doc))
    doc._.tasks, doc._.unit_mentions = reading.tasks, reading.units
    doc._.anomalies += reading.anomalies


def _citations(doc: Doc) -> None:
    layout: Layout = doc._.layout
    own = resolve.own_document(doc._.document)
    found = citations.find(layout.clean.text, zones_of(layout, doc._.points), own)
    resolved = resolve.resolve(found, layout.clean, own)
    doc._.citations, doc._.stated_relations = resolved.citations, resolved.stated
    doc._.anomalies += resolved.anomalies


def _targets(doc: Doc) -> None:
    reading = read_targets(doc._.layout, doc._.purposes, _context(doc))
    doc._.targets = reading.targets
    doc._.unit_mentions += reading.units
    doc._.anomalies += reading.anomalies


STEPS: dict[str, Callable[[Doc], None]] = {
    "cancu_short_forms": _short_forms,
    "cancu_masthead": _masthead,
    "cancu_sections": _sections,
    "cancu_task_points": _task_points,
    "cancu_tasks": _tasks,
    "cancu_citations": _citations,
    "cancu_targets": _targets,
}
for _step_name, _step in STEPS.items():
    _register(_step_name, _step)


def record_of(source: SourceText, authority: Authority | None, nlp: Language) -> Record:
    """Runs the pipeline over a source text and gathers what its components gave."""
    layout = read_layout(source)
    doc = nlp.make_doc(layout.clean.text)
    doc._.layout = layout
    doc._.authority = authority or load_authority()
    doc._.anomalies = list(layout.anomalies)
    doc = nlp(doc)
    tasks: list[Task] = doc._.tasks
    mentions: list[UnitMention] = doc._.unit_mentions
    anomalies: list[Anomaly] = doc._.anomalies + _unknown_units(mentions, tasks)
    return Record(
        source=Source(source.file, source.sha256, source.media_type, len(source.text), source.reader),
        document=doc._.document,
        sections=sections_of(layout),
        citations=doc._.citations,
        tasks=tasks,
        targets=doc._.targets,
        anomalies=anomalies,
        units=as_units(mentions, doc._.authority, _issuers(doc._.document, doc._.citations)),
        stated_relations=doc._.stated_relations,
    )


def _issuers(document: Document | None, citations: list[Citation]) -> list[str | None]:
    return [said.issuer for said in (document, *citations) if said]


def sections_of(layout: Layout) -> list[Section]:
    """The headings of the outline and the groups of tables."""
    above = {b.parent for b in layout.blocks if b.parent is not None}
    sections: list[Section] = []
    for i, block in enumerate(layout.blocks):
        text = layout.clean.at(block.span)
        if block.kind == "point" and text and is_heading(block, text, i in above) and (i in above or len(text) < 120):
            sections.append(Section(block.path, text.rstrip(" :"), block.level))
    for table in layout.tables:
        text_at = table.column("text")
        for row in table.rows:
            cell = row.cells[text_at] if text_at is not None else None
            if row.kind == "group" and cell:
                sections.append(Section(row.path, layout.clean.at(cell), row.path.count(".") + 1))
    return sections


def _unknown_units(mentions: list[UnitMention], tasks: list[Task]) -> list[Anomaly]:
    """One finding for each name that the authority does not know, with the first task that prints it."""
    found: dict[str, Anomaly] = {}
    for mention in mentions:
        if mention.verified or mention.generic or mention.name in found:
            continue
        task = next((t for t in tasks if mention.name in t.leads or mention.name in t.supports), None)
        evidence: list[Evidence] = []
        if task:
            key = "leads" if mention.name in task.leads else "supports"
            evidence = task.role_evidence.get(key, [])
        message = f"Chưa có trong danh mục đơn vị: “{mention.name}”; giữ nguyên như văn bản in"
        found[mention.name] = Anomaly("unit_unknown", "warning", message, evidence, task.path if task else None)
    return [replace(a) for a in found.values()]
