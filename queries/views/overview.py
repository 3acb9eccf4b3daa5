"""What there is: counts, findings, the search box."""

from __future__ import annotations

from graph.stores.base import Store
from queries.views.reading import counted, fill, records
from queries.views.rows import FindingRow, Hit, Slice

COUNTS = {
    "held": "MATCH (d:Document) WHERE d.status = 'held' RETURN count(d) AS n",
    "cited": "MATCH (d:Document) WHERE d.status = 'cited' RETURN count(d) AS n",
    "tasks": "MATCH (t:Task) RETURN count(t) AS n",
    "units": "MATCH (u:Unit) RETURN count(u) AS n",
    "indicators": "MATCH (i:Indicator) RETURN count(i) AS n",
    "targets": "MATCH (t:Target) RETURN count(t) AS n",
    "findings": "MATCH (f:Finding) RETURN count(f) AS n",
    "sources": "MATCH (s:Source) RETURN count(s) AS n",
}
_CHOSEN = (
    "WHERE ($code = '' OR f.code = $code) AND ($severity = '' OR f.severity = $severity) "
    "AND ($document = '' OR f.document = $document)"
)
FINDINGS = (
    f"MATCH (f:Finding) {_CHOSEN} "
    "RETURN f.id AS id, f.code AS code, f.severity AS severity, f.message AS message, f.document AS document, "
    "f.path AS path, f.quote AS quote, "
    "CASE f.severity WHEN 'error' THEN 0 WHEN 'warning' THEN 1 ELSE 2 END AS weight, f.start AS place "
    "ORDER BY weight, code, document, place, id SKIP $offset LIMIT $limit"
)
FINDING_COUNT = f"MATCH (f:Finding) {_CHOSEN} RETURN count(f) AS n"
FINDING_CODES = (
    "MATCH (f:Finding) RETURN f.code AS code, f.severity AS severity, count(f) AS n, "
    "CASE f.severity WHEN 'error' THEN 0 WHEN 'warning' THEN 1 ELSE 2 END AS weight ORDER BY weight, n DESC, code"
)
ABOUT = (
    "MATCH (f:Finding)-[:ABOUT]->(x) WHERE f.id IN $ids "
    "RETURN f.id AS finding, labels(x) AS labels, x.id AS id, coalesce(x.name, x.title) AS title "
    "ORDER BY finding, id"
)
HITS = {
    "Document": (
        "MATCH (x:Document) WHERE all(w IN $words WHERE x.folded CONTAINS w) "
        "RETURN x.id AS id, x.name AS title, x.title AS detail ORDER BY x.status DESC, title, id LIMIT $limit"
    ),
    "Unit": (
        "MATCH (x:Unit) WHERE all(w IN $words WHERE x.folded CONTAINS w) "
        "RETURN x.id AS id, x.name AS title, x.kind AS detail ORDER BY size(x.name), title, id LIMIT $limit"
    ),
    "Task": (
        "MATCH (x:Task) WHERE all(w IN $words WHERE x.folded CONTAINS w) "
        "RETURN x.id AS id, x.title AS title, x.document_name AS document, x.path AS path, x.`order` AS place "
        "ORDER BY document, place, id LIMIT $limit"
    ),
}


def counts(store: Store) -> dict[str, int]:
    """How many documents held and cited, tasks, units, indicators, targets, findings and source files."""
    return {name: counted(store, cypher) for name, cypher in COUNTS.items()}


def findings(
    store: Store, part: Slice, *, code: str = "", severity: str = "", document: str = ""
) -> tuple[int, list[FindingRow]]:
    """How many findings match, and a slice of them, the gravest first; ``document`` is a display name."""
    chosen: dict[str, object] = {"code": code, "severity": severity, "document": document}
    rows = records(store, FINDINGS, {**chosen, "offset": part.offset, "limit": part.limit})
    return counted(store, FINDING_COUNT, chosen), [fill(FindingRow, row) for row in rows]


def finding_codes(store: Store) -> list[tuple[str, str, int]]:
    """Code, severity and number of the findings there are, the gravest first."""
    return [(row["code"], row["severity"], int(row["n"])) for row in records(store, FINDING_CODES)]


def finding_subjects(store: Store, ids: list[str]) -> dict[str, list[Hit]]:
    """What each finding is about."""
    found: dict[str, list[Hit]] = {}
    for row in records(store, ABOUT, {"ids": ids}):
        label = next((name for name in row["labels"] if name in ("Document", "Unit", "Task")), "")
        if label:
            found.setdefault(row["finding"], []).append(Hit(label, row["id"], row["title"], None))
    return found


def search(store: Store, words: list[str], limit: int) -> list[Hit]:
    """Documents, units and tasks whose folded text holds every word, at most ``limit`` of each."""
    if not words:
        return []
    hits: list[Hit] = []
    for label, cypher in HITS.items():
        for row in records(store, cypher, {"words": words, "limit": limit}):
            detail = row["detail"] if "detail" in row else " · ".join(filter(None, (row["document"], row["path"])))
            hits.append(Hit(label, row["id"], row["title"] or row["id"], detail))
    return hits
