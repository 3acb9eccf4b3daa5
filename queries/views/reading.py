"""From the store's rows to dataclasses: columns carry the names of the fields that they fill."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any, TypeVar

from graph.stores.base import Store

T = TypeVar("T")


def records(store: Store, cypher: str, parameters: Mapping[str, object] | None = None) -> list[dict[str, Any]]:
    """The rows of a read, each as a dictionary by column."""
    rows = store.read(cypher, parameters or {})
    return [dict(zip(rows.columns, row, strict=True)) for row in rows.rows]


def fill(cls: type[T], row: Mapping[str, Any], **more: object) -> T:
    """A dataclass from a row: an absent list is an empty one, other absences stay None."""
    values: dict[str, Any] = {}
    for field in fields(cls):  # type: ignore[arg-type]
        if field.name in more:
            values[field.name] = more[field.name]
        elif field.name in row:
            value = row[field.name]
            values[field.name] = _listed(value) if str(field.type).startswith("list") else value
    return cls(**values)


def _listed(value: object) -> list[object]:
    if value is None:
        return []
    return list(value) if isinstance(value, list | tuple) else [value]


def one(store: Store, cypher: str, parameters: Mapping[str, object]) -> dict[str, Any] | None:
    """The first row, or None."""
    found = records(store, cypher, parameters)
    return found[0] if found else None


def counted(store: Store, cypher: str, parameters: Mapping[str, object] | None = None) -> int:
    """The number in column ``n`` of the first row."""
    row = one(store, cypher, parameters or {})
    return int(row["n"]) if row else 0
