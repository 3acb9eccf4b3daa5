"""Documents: the list, one document, what it cites and who cites it."""

from __future__ import annotations

from graph.stores.base import Store
from queries.views.reading import counted, fill, one, records
from queries.views.rows import CitationRow, DocumentRow, Slice, SourceRow, TargetRow

_FIELDS = (
    "d.id AS id, d.name AS name, d.number AS number, d.title AS title, d.kind AS kind, d.issued_on AS issued_on, "
    "d.year AS year, d.issuer AS issuer, d.signer AS signer, d.status AS status"
)
_CHOSEN = (
    "WHERE ($status = '' OR d.status = $status) AND ($kind = '' OR d.kind = $kind) "
    "AND all(w IN $words WHERE d.folded CONTAINS w)"
)
DOCUMENTS = (
    f"MATCH (d:Document) {_CHOSEN} "
    f"RETURN {_FIELDS} ORDER BY d.status DESC, coalesce(d.issued_on, '') DESC, d.name, d.id SKIP $offset LIMIT $limit"
)
COUNT = f"MATCH (d:Document) {_CHOSEN} RETURN count(d) AS n"
ONE = f"MATCH (d:Document) WHERE d.id = $id RETURN {_FIELDS}"
KINDS = "MATCH (d:Document) RETURN d.kind AS kind, count(d) AS n ORDER BY n DESC, kind"
TASKS_EACH = "MATCH (t:Task) WHERE t.document IN $ids RETURN t.document AS id, count(t) AS n"
TARGETS_EACH = "MATCH (d:Document)-[:SETS]->(t:Target) WHERE d.id IN $ids RETURN d.id AS id, count(t) AS n"
SOURCES_EACH = "MATCH (d:Document)-[:HAS_SOURCE]->(s:Source) WHERE d.id IN $ids RETURN d.id AS id, count(s) AS n"
CITED_EACH = (
    "MATCH (c:Document)-[:CITES]->(d:Document) WHERE d.id IN $ids "
    "WITH DISTINCT d.id AS id, c.id AS other RETURN id, count(other) AS n"
)
SOURCES = (
    "MATCH (d:Document)-[:HAS_SOURCE]->(s:Source) WHERE d.id = $id "
    "RETURN s.id AS id, s.file AS file, s.media_type AS media_type, s.sha256 AS sha256, s.chars AS chars, "
    "s.reader AS reader, s.ingested_at AS ingested_at ORDER BY file, id"
)
_CITATION = "o.id AS document, o.name AS name, o.title AS title, o.status AS status, r.relation AS relation, "
CITES = (
    "MATCH (d:Document)-[r:CITES]->(o:Document) WHERE d.id = $id "
    f"RETURN {_CITATION} r.quote AS quote, r.source AS source ORDER BY o.name, o.id, relation, source"
)
CITED_BY = (
    "MATCH (o:Document)-[r:CITES]->(d:Document) WHERE d.id = $id "
    f"RETURN {_CITATION} r.quote AS quote, r.source AS source ORDER BY o.name, o.id, relation, source"
)
TARGETS = (
    "MATCH (d:Document)-[:SETS]->(t:Target) WHERE d.id = $id OPTIONAL MATCH (t)-[:OF]->(i:Indicator) "
    "RETURN t.id AS id, t.path AS path, d.name AS document, i.id AS indicator, i.title AS indicator_name, "
    "i.population AS population, t.year AS year, t.comparator AS comparator, t.value AS value, "
    "t.value_max AS value_max, t.unit AS unit, t.quote AS quote, t.start AS place ORDER BY place, year, id"
)


def documents(
    store: Store, part: Slice, *, status: str = "", kind: str = "", words: list[str] | None = None
) -> tuple[int, list[DocumentRow]]:
    """How many documents match, and a slice of them: held before cited, newest first."""
    chosen: dict[str, object] = {"status": status, "kind": kind, "words": words or []}
    rows = records(store, DOCUMENTS, {**chosen, "offset": part.offset, "limit": part.limit})
    ids = [row["id"] for row in rows]
    counts = {
        name: {r["id"]: int(r["n"]) for r in records(store, cypher, {"ids": ids})}
        for name, cypher in (
            ("tasks", TASKS_EACH),
            ("targets", TARGETS_EACH),
            ("sources", SOURCES_EACH),
            ("cited_by", CITED_EACH),
        )
    }
    return counted(store, COUNT, chosen), [
        fill(DocumentRow, row, **{name: by.get(row["id"], 0) for name, by in counts.items()}) for row in rows
    ]


def document(store: Store, id: str) -> DocumentRow | None:
    """One document by id."""
    row = one(store, ONE, {"id": id})
    if row is None:
        return None
    ids = {"ids": [id]}
    return fill(
        DocumentRow,
        row,
        tasks=counted(store, TASKS_EACH, ids),
        targets=counted(store, TARGETS_EACH, ids),
        sources=counted(store, SOURCES_EACH, ids),
        cited_by=counted(store, CITED_EACH, ids),
    )


def kinds(store: Store) -> list[str]:
    """The kinds of document there are, most frequent first."""
    return [row["kind"] for row in records(store, KINDS) if row["kind"]]


def sources(store: Store, id: str) -> list[SourceRow]:
    return [fill(SourceRow, row) for row in records(store, SOURCES, {"id": id})]


def cites(store: Store, id: str) -> list[CitationRow]:
    """What a document cites."""
    return [fill(CitationRow, row) for row in records(store, CITES, {"id": id})]


def cited_by(store: Store, id: str) -> list[CitationRow]:
    """Who cites a document."""
    return [fill(CitationRow, row) for row in records(store, CITED_BY, {"id": id})]


def targets(store: Store, id: str) -> list[TargetRow]:
    """The targets that a document sets, in printed order."""
    return [fill(TargetRow, row) for row in records(store, TARGETS, {"id": id})]
