"""Pages of units."""

from __future__ import annotations

from datetime import date

from graph.identity import fold
from graph.stores.base import Store
from queries.views import tasks, units
from queries.views.rows import Slice
from viz.pages.deadlines import upcoming
from viz.pages.render import Page, Pages
from viz.text import Text


def list_page(store: Store, text: Text, part: Slice, asked: str) -> Page:
    """All units, those with most work first."""
    total, rows = units.units(store, part, words=fold(asked).split())
    _, busiest = units.units(store, Slice(0, 1000))
    return Page(
        "units.html",
        text("unit.list"),
        "units",
        {
            "rows": rows,
            "q": asked,
            "most": max((unit.leads + unit.supports for unit in busiest), default=0) or 1,
            "pages": Pages(total, part.offset, part.limit, "/units", {"q": asked}),
        },
    )


def unit_page(store: Store, text: Text, id: str, today: date) -> Page | None:
    """One unit with its tasks; None without such a unit."""
    row = units.unit(store, id)
    if row is None:
        return None
    charged = tasks.by_unit(store, id)
    led = [task for task in charged if any(unit.id == id for unit in task.leads)]
    supported = [task for task in charged if any(unit.id == id for unit in task.supports)]
    return Page(
        "unit.html",
        row.name,
        "units",
        {
            "unit": row,
            "related": units.related(store, id),
            "led": led,
            "supported": supported,
            "deadlines": upcoming(charged, today)[:12],
            "collaborators": units.collaborators(store, id),
        },
    )
