"""From what a person types to what a saved query is given: the id of a unit, a document or an indicator; an ISO date.

One match runs; several raise `AmbiguousParameter` with the candidates; none raises `UnknownValue` with what is close.
"""

from __future__ import annotations

from collections.abc import Mapping

from graph.identity import fold
from graph.stores.base import Store
from queries.catalogue import Parameter, SavedQuery
from queries.dates import FORMS, iso_date
from queries.errors import (
    AmbiguousParameter,
    Candidate,
    InvalidValue,
    MissingParameter,
    UnknownParameter,
    UnknownValue,
)
from queries.meaning import Thing, close, meant, meant_document

MOST_CANDIDATES = 20
MOST_THINGS = 200_000

UNITS = """
MATCH (u:Unit)
RETURN u.id AS id, u.name AS name, u.title AS title, u.within AS within, u.aliases AS aliases, u.valid_to AS valid_to
ORDER BY title, id
"""
DOCUMENTS = """
MATCH (d:Document)
RETURN d.id AS id, d.name AS name, d.title AS title, d.number AS number, d.issued_on AS issued_on, d.year AS year,
  d.issuer AS issuer
ORDER BY name, id
"""
INDICATORS = """
MATCH (i:Indicator)
RETURN i.id AS id, i.name AS name, i.population AS population, i.unit AS unit
ORDER BY name, id
"""


def resolve(store: Store, query: SavedQuery, given: Mapping[str, str]) -> dict[str, Candidate | None]:
    """The value of every parameter of the query, None where an optional one is absent or blank.

    The ``id`` of a candidate is what the query gets; its ``title`` is what to show.

    Raises:
        UnknownParameter, MissingParameter, InvalidValue, AmbiguousParameter, UnknownValue
    """
    known = [p.name for p in query.parameters]
    for name in given:
        if name not in known:
            raise UnknownParameter(query.name, name, known)
    return {p.name: _value(store, query, p, (given.get(p.name) or "").strip()) for p in query.parameters}


def find(store: Store, kind: str, typed: str, name: str | None = None) -> Candidate:
    """The unit, document or indicator (``kind``) that a person means; ``name`` is the parameter's, for the errors.

    Raises:
        AmbiguousParameter, UnknownValue
    """
    things = _things(store, kind)
    found = (meant_document if kind == "document" else meant)(typed, things)
    if len(found) == 1:
        return found[0].candidate()
    if found:
        shown = [thing.candidate() for thing in found[:MOST_CANDIDATES]]
        raise AmbiguousParameter(name or kind, typed, shown, len(found))
    raise UnknownValue(name or kind, typed, close(typed, things))


def _value(store: Store, query: SavedQuery, parameter: Parameter, typed: str) -> Candidate | None:
    if not typed and parameter.default is not None:
        typed = parameter.default
    if not typed:
        if parameter.required:
            raise MissingParameter(query.name, parameter.name)
        return None
    if parameter.kind in ("unit", "document", "indicator"):
        return find(store, parameter.kind, typed, parameter.name)
    if parameter.kind == "choice":
        return _choice(parameter, typed)
    if parameter.kind == "date":
        date = iso_date(typed)
        if date is None:
            raise InvalidValue(parameter.name, typed, FORMS)
        return Candidate(date, date)
    return Candidate(typed, typed)


def _choice(parameter: Parameter, typed: str) -> Candidate:
    for choice in parameter.choices:
        if fold(typed) in {fold(choice.value), fold(choice.title.vi), fold(choice.title.en)}:
            return Candidate(choice.value, typed)
    raise InvalidValue(parameter.name, typed, [c.value for c in parameter.choices])


def _things(store: Store, kind: str) -> list[Thing]:
    cypher = {"unit": UNITS, "document": DOCUMENTS, "indicator": INDICATORS}[kind]
    make = {"unit": _unit, "document": _document, "indicator": _indicator}[kind]
    return [make(row) for row in store.read(cypher, {}, max_rows=MOST_THINGS).dicts()]


def _unit(row: Mapping[str, object]) -> Thing:
    aliases = row["aliases"] if isinstance(row["aliases"], list) else []
    name, title = str(row["name"]), str(row["title"])
    within = str(row["within"]) if title != name else ""  # its title tells it from another of its name
    detail = "; ".join(part for part in (within, f"– {row['valid_to']}" if row["valid_to"] else "") if part)
    return Thing(str(row["id"]), tuple(dict.fromkeys([name, title, *map(str, aliases)])), detail)


def _document(row: Mapping[str, object]) -> Thing:
    issued = str(row["issued_on"] or row["year"] or "")
    title = str(row["title"] or "")
    names = tuple(dict.fromkeys(n for n in (str(row["name"]), title) if n))
    detail = "; ".join(part for part in (issued, str(row["issuer"] or ""), title[:80]) if part)
    number = str(row["number"]) if row["number"] else None
    return Thing(str(row["id"]), names, detail, number, issued, str(row["issuer"] or ""))


def _indicator(row: Mapping[str, object]) -> Thing:
    detail = "; ".join(str(row[key]) for key in ("population", "unit") if row[key])
    return Thing(str(row["id"]), (str(row["name"]),), detail)
