"""Units: the list by work, one unit, those it works with."""

from __future__ import annotations

from typing import Any

from graph.stores.base import Store
from queries.views.reading import fill, one, records
from queries.views.rows import Slice, UnitRow

_FIELDS = (
    "u.id AS id, u.title AS name, u.kind AS kind, u.generic AS generic, u.verified AS verified, u.aliases AS aliases, "
    "u.valid_from AS valid_from, u.valid_to AS valid_to"
)
UNITS = f"MATCH (u:Unit) WHERE all(w IN $words WHERE u.folded CONTAINS w) RETURN {_FIELDS}"
ONE = f"MATCH (u:Unit) WHERE u.id = $id RETURN {_FIELDS}"
LEADS = "MATCH (u:Unit)-[:LEADS]->(t:Task) WITH DISTINCT u.id AS id, t.id AS task RETURN id, count(task) AS n"
SUPPORTS = LEADS.replace(":LEADS", ":SUPPORTS")
PARENTS = "MATCH (u:Unit)-[:PART_OF]->(p:Unit) WHERE u.id = $id RETURN p.id AS id, p.name AS name ORDER BY name, id"
PARTS = "MATCH (p:Unit)-[:PART_OF]->(u:Unit) WHERE u.id = $id RETURN p.id AS id, p.name AS name ORDER BY name, id"
SUCCESSORS = (
    "MATCH (u:Unit)-[r:SUCCEEDED_BY]->(p:Unit) WHERE u.id = $id "
    "RETURN p.id AS id, p.name AS name, r.on AS since, r.basis AS basis ORDER BY since, name, id"
)
ISSUED = (
    "MATCH (d:Document)-[:ISSUED_BY]->(u:Unit) WHERE u.id = $id "
    "WITH DISTINCT d RETURN d.id AS id, d.name AS name, d.status AS status, d.issued_on AS issued_on "
    "ORDER BY d.status DESC, d.issued_on DESC, d.name, d.id"
)
COLLABORATORS = (
    "MATCH (u:Unit)-[:LEADS|SUPPORTS]->(t:Task)<-[:LEADS|SUPPORTS]-(o:Unit) WHERE u.id = $id AND o.id <> $id "
    "WITH DISTINCT o.id AS id, o.name AS name, t.id AS task "
    "RETURN id, name, count(task) AS tasks ORDER BY tasks DESC, name, id LIMIT 40"
)


def _work(store: Store) -> tuple[dict[str, int], dict[str, int]]:
    leads = {row["id"]: int(row["n"]) for row in records(store, LEADS)}
    supports = {row["id"]: int(row["n"]) for row in records(store, SUPPORTS)}
    return leads, supports


def units(store: Store, part: Slice, *, words: list[str] | None = None) -> tuple[int, list[UnitRow]]:
    """How many units match, and a slice of them, those with most work first."""
    leads, supports = _work(store)
    found = [
        fill(UnitRow, row, leads=leads.get(row["id"], 0), supports=supports.get(row["id"], 0))
        for row in records(store, UNITS, {"words": words or []})
    ]
    found.sort(key=lambda unit: (-unit.leads, -unit.supports, unit.name, unit.id))
    return len(found), found[part.offset : part.offset + part.limit]


def unit(store: Store, id: str) -> UnitRow | None:
    """One unit by id."""
    row = one(store, ONE, {"id": id})
    if row is None:
        return None
    leads, supports = _work(store)
    return fill(UnitRow, row, leads=leads.get(id, 0), supports=supports.get(id, 0))


def related(store: Store, id: str) -> dict[str, list[dict[str, Any]]]:
    """Parents, parts and successors of a unit, and the documents it issued; each with id and name."""
    return {
        name: records(store, cypher, {"id": id})
        for name, cypher in (("parents", PARENTS), ("parts", PARTS), ("successors", SUCCESSORS), ("issued", ISSUED))
    }


def collaborators(store: Store, id: str) -> list[dict[str, Any]]:
    """Units that share tasks with this one, in whatever role: id, name, tasks; the first 40."""
    return records(store, COLLABORATORS, {"id": id})
