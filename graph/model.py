"""The graph as plain values: what `build` makes, what stores hold, what `difference` compares."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

Value: TypeAlias = str | int | float | bool | list[str]
Properties: TypeAlias = dict[str, Value]

VOLATILE = frozenset({"ingested_at"})
"""Properties that say when, not what: neither `content_hash` nor `difference` looks at them."""


class RelationshipId(NamedTuple):
    kind: str
    start: str
    end: str
    key: str


@dataclass(frozen=True, slots=True)
class Node:
    """``label`` is the first label, ``kinds`` are further ones; ``properties`` hold all but ``id``."""

    id: str
    label: str
    kinds: tuple[str, ...]
    properties: Properties


@dataclass(frozen=True, slots=True)
class Relationship:
    """``key`` tells parallel relationships of one kind between the same two nodes apart; mostly empty."""

    kind: str
    start: str
    end: str
    key: str
    properties: Properties

    @property
    def id(self) -> RelationshipId:
        return RelationshipId(self.kind, self.start, self.end, self.key)


@dataclass(frozen=True, slots=True)
class Graph:
    nodes: dict[str, Node] = field(default_factory=dict)
    relationships: dict[RelationshipId, Relationship] = field(default_factory=dict)

    @classmethod
    def of(cls, nodes: Iterable[Node], relationships: Iterable[Relationship]) -> Graph:
        """A graph whose dictionaries are in the order of the ids, whatever order the parts come in."""
        return cls(
            {n.id: n for n in sorted(nodes, key=lambda n: n.id)},
            {r.id: r for r in sorted(relationships, key=lambda r: r.id)},
        )

    def by_label(self, label: str) -> list[Node]:
        return [n for n in self.nodes.values() if n.label == label]

    def by_kind(self, kind: str) -> list[Relationship]:
        return [r for r in self.relationships.values() if r.kind == kind]


@dataclass(frozen=True, slots=True)
class Change:
    """What makes one graph into another. Apply in this order: delete relationships, delete nodes, put nodes, put
    relationships; a put replaces all properties. A node whose labels change is deleted and put again, and the
    relationships that it keeps are put again with it."""

    put_nodes: tuple[Node, ...] = ()
    put_relationships: tuple[Relationship, ...] = ()
    delete_nodes: tuple[Node, ...] = ()
    delete_relationships: tuple[Relationship, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.put_nodes or self.put_relationships or self.delete_nodes or self.delete_relationships)
