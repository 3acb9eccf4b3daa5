"""The first page, and the search box."""

from __future__ import annotations

from datetime import date

from graph.identity import fold
from graph.stores.base import Store
from queries.views import documents, lineage, overview, tasks, units
from queries.views.rows import Slice
from viz.lineage_picture import draw
from viz.pages.deadlines import upcoming
from viz.pages.render import Page, Pages
from viz.text import Text

HITS = 30


def overview_page(store: Store, text: Text, today: date) -> Page:
    """What there is and what comes next."""
    edges = lineage.derivations(store)
    _, held = documents.documents(store, Slice(0, 12), status="held")
    _, busiest = units.units(store, Slice(0, 12))
    busiest = [unit for unit in busiest if unit.leads or unit.supports]
    dated = {task.id: task for task in [*tasks.due(store, today.isoformat(), 20), *tasks.recurring(store)]}
    due = upcoming(dated.values(), today)
    return Page(
        "overview.html",
        text("overview.title"),
        "overview",
        {
            "counts": overview.counts(store),
            "picture": draw(lineage.documents(store, edges), edges, budget=24),
            "documents": held,
            "units": busiest,
            "most": max((unit.leads + unit.supports for unit in busiest), default=1),
            "deadlines": due[:6],
            "codes": overview.finding_codes(store)[:8],
        },
    )


def search_page(store: Store, text: Text, asked: str) -> Page:
    """Documents, units and tasks that hold every word asked for, with or without diacritics."""
    hits = overview.search(store, fold(asked).split(), HITS)
    return Page("search.html", text("search.title"), "", {"asked": asked, "hits": hits, "limit": HITS})


def findings_page(store: Store, text: Text, part: Slice, code: str) -> Page:
    """What a person should look at."""
    total, rows = overview.findings(store, part, code=code)
    return Page(
        "findings.html",
        text("findings.title"),
        "findings",
        {
            "rows": rows,
            "codes": overview.finding_codes(store),
            "code": code,
            "subjects": overview.finding_subjects(store, [row.id for row in rows]),
            "pages": Pages(total, part.offset, part.limit, "/findings", {"code": code}),
        },
    )
