"""The document lineage as the graph states it, for drawing."""

from __future__ import annotations

from dataclasses import dataclass

from graph.stores.base import Store
from queries.views.reading import fill, records

EDGES = (
    "MATCH (a:Document)-[r:DERIVES_FROM]->(b:Document) "
    "RETURN a.id AS lower, b.id AS upper, r.basis AS basis, r.quote AS quote ORDER BY lower, upper, basis, quote"
)
DOCUMENTS = (
    "MATCH (d:Document) WHERE d.id IN $ids OR d.status = 'held' "
    "RETURN d.id AS id, d.name AS name, d.number AS number, d.kind AS kind, d.year AS year, d.title AS title, "
    "d.status AS status ORDER BY d.year, d.name, d.id"
)
_STRENGTH = {"implements": 0, "legal_basis": 1, "follows": 2}


@dataclass(frozen=True, slots=True)
class Derivation:
    """``lower`` rests on ``upper``; basis is implements, legal_basis or follows; the quote says so."""

    lower: str
    upper: str
    basis: str
    quote: str | None


@dataclass(frozen=True, slots=True)
class LineageDocument:
    id: str
    name: str
    number: str | None
    kind: str | None
    year: int | None
    title: str | None
    status: str


def derivations(store: Store) -> list[Derivation]:
    """Each pair of documents once, with its strongest basis."""
    strongest: dict[tuple[str, str], Derivation] = {}
    for row in records(store, EDGES):
        found = fill(Derivation, row)
        known = strongest.get((found.lower, found.upper))
        if known is None or _STRENGTH.get(found.basis, 9) < _STRENGTH.get(known.basis, 9):
            strongest[found.lower, found.upper] = found
    return list(strongest.values())


def documents(store: Store, edges: list[Derivation]) -> list[LineageDocument]:
    """The documents of the lineage, and every document held."""
    ids = sorted({edge.lower for edge in edges} | {edge.upper for edge in edges})
    return [fill(LineageDocument, row) for row in records(store, DOCUMENTS, {"ids": ids})]
