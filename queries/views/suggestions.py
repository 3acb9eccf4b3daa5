"""What a form may offer while a person types: names of units, documents and indicators, codes of findings."""

from __future__ import annotations

from graph.stores.base import Store
from queries.views.reading import records

OFFERED = {
    "unit": "MATCH (u:Unit) RETURN u.name AS offered ORDER BY u.verified DESC, offered LIMIT 400",
    "document": "MATCH (d:Document) RETURN coalesce(d.number, d.name) AS offered, d.status AS status "
    "ORDER BY status DESC, offered LIMIT 400",
    "indicator": "MATCH (i:Indicator) RETURN i.name AS offered ORDER BY offered LIMIT 400",
    "code": "MATCH (f:Finding) WITH DISTINCT f.code AS offered RETURN offered ORDER BY offered LIMIT 100",
}


def suggestions(store: Store, kind: str) -> list[str]:
    """Names for a kind of parameter, each once; none for kinds that have no names. At most 400."""
    cypher = OFFERED.get(kind)
    return list(dict.fromkeys(row["offered"] for row in records(store, cypher))) if cypher else []
