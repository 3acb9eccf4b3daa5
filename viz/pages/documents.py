"""Pages of documents and of tasks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from graph.identity import fold
from graph.stores.base import Store
from queries.views import documents, lineage, overview, tasks
from queries.views.lineage import Derivation, LineageDocument
from queries.views.rows import CitationRow, Slice
from viz.lineage_picture import draw, related
from viz.pages.render import Page, Pages, href
from viz.text import Text


@dataclass(frozen=True, slots=True)
class CitedDocument:
    """One cited document, however many files or places cite it."""

    document: str
    name: str
    relations: list[str]
    quotes: list[str]


@dataclass(frozen=True, slots=True)
class Step:
    """A document of the lineage; ``basis`` where it stands next to the one asked about, None further away."""

    document: LineageDocument
    basis: str | None


def list_page(store: Store, text: Text, part: Slice, *, asked: str, kind: str, status: str) -> Page:
    """All documents, held and cited."""
    total, rows = documents.documents(store, part, status=status, kind=kind, words=fold(asked).split())
    return Page(
        "documents.html",
        text("document.list"),
        "documents",
        {
            "rows": rows,
            "q": asked,
            "kind": kind,
            "status": status,
            "kinds": documents.kinds(store),
            "pages": Pages(total, part.offset, part.limit, "/documents", {"q": asked, "kind": kind, "status": status}),
        },
    )


def document_page(store: Store, text: Text, id: str, part: Slice) -> Page | None:
    """One document: where it comes from, what it rests on, what it orders; None without such a document."""
    row = documents.document(store, id)
    if row is None:
        return None
    edges = lineage.derivations(store)
    known = {document.id: document for document in lineage.documents(store, edges)}
    above, below = related(edges, id)
    total, rows = tasks.tasks(store, part, document=id)
    finding_count, found = overview.findings(store, Slice(0, 50), document=row.name)
    return Page(
        "document.html",
        row.name,
        "documents",
        {
            "document": row,
            "sources": documents.sources(store, id),
            "picture": draw(list(known.values()), edges, focus=id),
            "up": _steps(known, above, {e.upper: e for e in edges if e.lower == id}),
            "down": _steps(known, below, {e.lower: e for e in edges if e.upper == id}),
            "tasks": rows,
            "pages": Pages(total, part.offset, part.limit, href(id, "/documents/"), {}),
            "targets": documents.targets(store, id),
            "cites": _merged(documents.cites(store, id)),
            "cited_by": _merged(documents.cited_by(store, id)),
            "findings": found,
            "finding_count": finding_count,
        },
    )


def task_page(store: Store, text: Text, id: str) -> Page | None:
    """One task, its roles each with its own words; None without such a task."""
    row = tasks.task(store, id)
    if row is None:
        return None
    return Page(
        "task.html",
        f"{row.document_name}, {row.path}",
        "documents",
        {"task": row, "carried_out": tasks.carried_out(store, id)},
    )


def _steps(known: dict[str, LineageDocument], ids: set[str], next_to: dict[str, Derivation]) -> list[Step]:
    steps = [Step(known[id], next_to[id].basis if id in next_to else None) for id in ids if id in known]
    return sorted(
        steps, key=lambda step: (step.basis is None, step.basis, -(step.document.year or 0), step.document.name)
    )


def _merged(rows: Iterable[CitationRow]) -> list[CitedDocument]:
    merged: dict[str, CitedDocument] = {}
    for row in rows:
        one = merged.setdefault(row.document, CitedDocument(row.document, row.name, [], []))
        if row.relation not in one.relations:
            one.relations.append(row.relation)
        if row.quote and row.quote not in one.quotes and len(one.quotes) < 3:
            one.quotes.append(row.quote)
    return list(merged.values())
