"""The Cypher that writes a change, the same text for both stores.

Labels, relationship kinds and property names come from the closed lists of `graph/schema.yaml` only; everything else
is a parameter.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TypeVar, cast

from graph.errors import InvalidGraph
from graph.model import Change, Node, Properties, Relationship
from graph.schema import Schema

T = TypeVar("T")

BATCH = 1_000
"""Rows of one UNWIND: enough to hide the way to the server, few enough for its memory."""


@dataclass(frozen=True, slots=True)
class Statement:
    cypher: str
    rows: list[dict[str, object]]


def indexes(schema: Schema, *, neo4j: bool) -> Iterator[str]:
    """What makes constraints and indexes, each harmless where it exists.

    Neo4j refuses to write a text of more than 8 kB (32 kB) that a plain (text) index covers; only its full-text
    index takes any length. So what is searched as text has that one. The embedded store holds the graph in memory and
    scans it.
    """
    for label in schema.labels.values():
        low = label.name.lower()
        yield f"CREATE CONSTRAINT {low}_id IF NOT EXISTS FOR (n:{label.name}) REQUIRE n.id IS UNIQUE"
        for name in label.indexes:
            if name not in label.full_text:
                yield f"CREATE INDEX {low}_{name} IF NOT EXISTS FOR (n:{label.name}) ON (n.{name})"
        if neo4j and label.full_text:
            each = ", ".join(f"n.{name}" for name in label.full_text)
            yield (
                f"CREATE FULLTEXT INDEX {low}_search IF NOT EXISTS FOR (n:{label.name}) ON EACH [{each}] "
                "OPTIONS {indexConfig: {`fulltext.analyzer`: 'standard-folding'}}"
            )


def ends_to_find(change: Change) -> list[str]:
    """Ids of nodes that relationships of the change touch and whose label the change itself does not tell."""
    told = {n.id for n in (*change.put_nodes, *change.delete_nodes)}
    rels = (*change.put_relationships, *change.delete_relationships)
    return sorted({end for r in rels for end in (r.start, r.end)} - told)


def find_labels(schema: Schema) -> Iterator[tuple[str, str]]:
    """For each label, a query that gives those of ``$ids`` that bear it."""
    for label in schema.labels:
        yield label, f"UNWIND $ids AS id MATCH (n:{label} {{id: id}}) RETURN n.id AS id"


def writes(change: Change, found: Mapping[str, str], schema: Schema) -> Iterator[Statement]:
    """The statements of a change, in the order that `Change` asks for.

    Args:
        found: first label of the nodes that `ends_to_find` named.

    Raises:
        InvalidGraph: a label, relationship or property that the schema does not know, or an end that is nowhere.
    """
    labels = {**found, **{n.id: n.label for n in (*change.delete_nodes, *change.put_nodes)}}
    _check(change, labels, schema)
    for r_kind, rels in _grouped(change.delete_relationships, lambda r: (r.kind, labels[r.start], labels[r.end])):
        kind, start, end = r_kind
        yield from _batched(
            f"UNWIND $rows AS row MATCH (a:{start} {{id: row.a}})-[r:{kind} {{key: row.key}}]->(b:{end} {{id: row.b}}) "
            "DELETE r",
            ({"a": r.start, "b": r.end, "key": r.key} for r in rels),
        )
    for (label,), nodes in _grouped(change.delete_nodes, lambda n: (n.label,)):
        yield from _batched(
            f"UNWIND $rows AS row MATCH (n:{label} {{id: row.id}}) DETACH DELETE n", ({"id": n.id} for n in nodes)
        )
    for node_labels, nodes in _grouped(change.put_nodes, lambda n: (n.label, *n.kinds)):
        label, *kinds = node_labels
        more = "".join(f" SET n:{kind}" for kind in kinds)
        yield from _batched(
            f"UNWIND $rows AS row MERGE (n:{label} {{id: row.id}}) SET n = row.properties{more}",
            ({"id": n.id, "properties": {"id": n.id, **_said(n.properties)}} for n in nodes),
        )
    for r_kind, rels in _grouped(change.put_relationships, lambda r: (r.kind, labels[r.start], labels[r.end])):
        kind, start, end = r_kind
        yield from _batched(
            f"UNWIND $rows AS row MATCH (a:{start} {{id: row.a}}) MATCH (b:{end} {{id: row.b}}) "
            f"MERGE (a)-[r:{kind} {{key: row.key}}]->(b) SET r = row.properties",
            (
                {"a": r.start, "b": r.end, "key": r.key, "properties": {"key": r.key, **_said(r.properties)}}
                for r in rels
            ),
        )


def node_from(labels: Sequence[str], properties: Mapping[str, object], schema: Schema) -> Node:
    """The node that `writes` wrote: ``type``, which the embedded store adds of itself, is left out."""
    first = next(name for name in labels if name in schema.labels)
    known = {kind.label for kind in schema.kinds.values()}
    kinds = tuple(sorted(name for name in labels if name in known))
    kept = {k: v for k, v in properties.items() if k not in {"id", "type"}}
    return Node(str(properties["id"]), first, kinds, cast(Properties, kept))


def relationship_from(kind: str, start: str, end: str, properties: Mapping[str, object]) -> Relationship:
    kept = {k: v for k, v in properties.items() if k not in {"key", "type"}}
    return Relationship(kind, start, end, str(properties.get("key", "")), cast(Properties, kept))


def _said(properties: Properties) -> Properties:
    return {name: value for name, value in properties.items() if value is not None}


def _grouped(items: Iterable[T], key: Callable[[T], tuple[str, ...]]) -> list[tuple[tuple[str, ...], list[T]]]:
    groups: defaultdict[tuple[str, ...], list[T]] = defaultdict(list)
    for item in items:
        groups[key(item)].append(item)
    return sorted(groups.items(), key=lambda group: group[0])


def _batched(cypher: str, rows: Iterable[dict[str, object]]) -> Iterator[Statement]:
    rest = iter(rows)
    while batch := list(islice(rest, BATCH)):
        yield Statement(cypher, batch)


def _check(change: Change, labels: Mapping[str, str], schema: Schema) -> None:
    kinds = {kind.label for kind in schema.kinds.values()}
    problems = [
        f"{n.id}: unknown label {n.label} {n.kinds}"
        for n in (*change.put_nodes, *change.delete_nodes)
        if n.label not in schema.labels or not kinds.issuperset(n.kinds)
    ]
    for r in (*change.put_relationships, *change.delete_relationships):
        if r.kind not in schema.relationships:
            problems.append(f"{r.start} -{r.kind}-> {r.end}: unknown relationship")
        problems += [
            f"{r.start} -{r.kind}-> {r.end}: {end} is nowhere" for end in (r.start, r.end) if end not in labels
        ]
    problems += [f"{n.id}: a property may not be named type" for n in change.put_nodes if "type" in n.properties]
    problems += [
        f"{r.id}: no property type or key" for r in change.put_relationships if {"type", "key"} & set(r.properties)
    ]
    if problems:
        raise InvalidGraph(problems)
