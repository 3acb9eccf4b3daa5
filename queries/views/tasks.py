"""Tasks with the units in charge of them."""

from __future__ import annotations

from typing import Any

from graph.stores.base import Store
from queries.views.reading import counted, fill, records
from queries.views.rows import Slice, TaskRow, UnitRef

_FIELDS = (
    "t.id AS id, t.path AS path, t.title AS title, t.text AS text, t.group AS group_heading, t.document AS document, "
    "t.document_name AS document_name, t.timeframe AS timeframe, t.timeframe_kinds AS timeframe_kinds, "
    "t.starts_on AS starts_on, t.ends_on AS ends_on, t.recurs AS recurs, t.product AS product, "
    "t.subitems AS subitems, t.quote AS quote, t.source AS source, t.start AS start_at, t.`end` AS end_at, "
    "t.`order` AS place"
)
_CHOSEN = (
    "WHERE ($document = '' OR t.document = $document) AND all(w IN $words WHERE t.folded CONTAINS w) "
    "AND ($due_from = '' OR t.ends_on >= $due_from) AND ($due_to = '' OR t.ends_on <= $due_to)"
)
TASKS = (
    f"MATCH (t:Task) {_CHOSEN} RETURN {_FIELDS} ORDER BY document_name, document, place, id SKIP $offset LIMIT $limit"
)
COUNT = f"MATCH (t:Task) {_CHOSEN} RETURN count(t) AS n"
BY_UNIT = (
    "MATCH (u:Unit)-[r:LEADS|SUPPORTS]->(t:Task) WHERE u.id = $unit "
    f"WITH DISTINCT t RETURN {_FIELDS} ORDER BY document_name, document, place, id"
)
ONE = f"MATCH (t:Task) WHERE t.id = $id RETURN {_FIELDS}"
LEADS = (
    "MATCH (u:Unit)-[r:LEADS]->(t:Task) WHERE t.id IN $ids "
    "RETURN t.id AS task, u.id AS id, u.name AS name, r.quote AS quote, r.start AS place ORDER BY task, place, name, id"
)
SUPPORTS = LEADS.replace("[r:LEADS]", "[r:SUPPORTS]")
NEXT = (
    f"MATCH (t:Task) WHERE t.ends_on >= $today RETURN {_FIELDS} ORDER BY ends_on, document_name, place, id LIMIT $limit"
)
RECURRING = f"MATCH (t:Task) WHERE t.recurs IS NOT NULL RETURN {_FIELDS} ORDER BY document_name, place, id"
CITED = (
    "MATCH (t:Task)-[r:DERIVES_FROM]->(d:Document) WHERE t.id = $id "
    "RETURN d.id AS id, d.name AS name, r.quote AS quote ORDER BY name, id"
)


def tasks(
    store: Store,
    part: Slice,
    *,
    document: str = "",
    words: list[str] | None = None,
    due_from: str = "",
    due_to: str = "",
) -> tuple[int, list[TaskRow]]:
    """How many tasks match, and a slice of them in the documents' printed order."""
    chosen: dict[str, object] = {"document": document, "words": words or [], "due_from": due_from, "due_to": due_to}
    rows = records(store, TASKS, {**chosen, "offset": part.offset, "limit": part.limit})
    return counted(store, COUNT, chosen), _with_units(store, rows)


def task(store: Store, id: str) -> TaskRow | None:
    """One task by id."""
    found = _with_units(store, records(store, ONE, {"id": id}))
    return found[0] if found else None


def by_unit(store: Store, unit: str) -> list[TaskRow]:
    """The tasks that a unit leads or supports, each once."""
    return _with_units(store, records(store, BY_UNIT, {"unit": unit}))


def due(store: Store, today: str, limit: int) -> list[TaskRow]:
    """The tasks with the nearest closing dates from a day (ISO) on."""
    return _with_units(store, records(store, NEXT, {"today": today, "limit": limit}))


def recurring(store: Store) -> list[TaskRow]:
    """The tasks that come again on stated days."""
    return _with_units(store, records(store, RECURRING))


def carried_out(store: Store, id: str) -> list[dict[str, Any]]:
    """The documents that a task itself names as those it carries out: id, name, quote."""
    return records(store, CITED, {"id": id})


def _with_units(store: Store, rows: list[dict[str, Any]]) -> list[TaskRow]:
    if not rows:
        return []
    ids = {"ids": [row["id"] for row in rows]}
    charged: dict[tuple[str, str], list[UnitRef]] = {}
    for role, cypher in (("leads", LEADS), ("supports", SUPPORTS)):
        seen: set[tuple[str, str]] = set()
        for found in records(store, cypher, ids):
            key = (found["task"], found["id"])
            if key not in seen:  # two copies of a document state the same role; the first says enough here
                seen.add(key)
                charged.setdefault((found["task"], role), []).append(fill(UnitRef, found, role=role))
    return [
        fill(
            TaskRow,
            row,
            group=row["group_heading"],
            start=row["start_at"],
            end=row["end_at"],
            title=row["title"] or "",
            text=row["text"] or "",
            document_name=row["document_name"] or "",
            leads=charged.get((row["id"], "leads"), []),
            supports=charged.get((row["id"], "supports"), []),
        )
        for row in rows
    ]
