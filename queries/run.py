"""Runs a saved query on a store."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from graph.stores.base import MAX_ROWS, TIMEOUT, Store
from queries.catalogue import Language, SavedQuery, get
from queries.errors import Candidate
from queries.parameters import resolve


@dataclass(frozen=True, slots=True)
class Result:
    """``parameters`` say what was meant by what was typed; ``truncated`` where there are more rows."""

    query: SavedQuery
    columns: tuple[str, ...]
    rows: list[tuple[object, ...]]
    truncated: bool
    parameters: dict[str, Candidate | None] = field(default_factory=dict)
    lang: Language = "vi"

    def dicts(self) -> list[dict[str, object]]:
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]


def run(
    store: Store,
    name: str,
    params: Mapping[str, str],
    lang: Language = "vi",
    *,
    max_rows: int = MAX_ROWS,
    timeout: float = TIMEOUT,
) -> Result:
    """The answer of the saved query ``name``; ``params`` as a person types them.

    Args:
        lang: the language in which the result is shown unless another is asked for.
        timeout: seconds.

    Raises:
        UnknownQuery, ParameterError: see `queries.errors`.
        GraphError: what `Store.read` raises.
    """
    query = get(name)
    meant = resolve(store, query, params)
    values = {key: value.id if value else None for key, value in meant.items()}
    answer = store.read(query.cypher, values, max_rows=max_rows, timeout=timeout)
    return Result(query, query.columns, answer.rows, answer.truncated, meant, lang)
