"""Comparing graphs: what changed from one to another, and one hash for the content of a whole graph."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping

from graph.model import VOLATILE, Change, Graph, Node, Properties, Relationship, Value


def difference(old: Graph, new: Graph) -> Change:
    """The change that makes ``old`` into ``new``.

    Volatile properties do not count as a change; a node that is put for another reason keeps the old value of those
    that ``new`` does not say.
    """
    relabelled = {n.id for n in new.nodes.values() if n.id in old.nodes and _labels(n) != _labels(old.nodes[n.id])}
    put_nodes = [
        _keeping_volatile(node, old.nodes.get(node.id))
        for node in new.nodes.values()
        if node.id in relabelled or node.id not in old.nodes or not same_properties(node, old.nodes[node.id])
    ]
    put_relationships = [
        r
        for r in new.relationships.values()
        if r.id not in old.relationships
        or r.start in relabelled
        or r.end in relabelled
        or not same_properties(r, old.relationships[r.id])
    ]
    return Change(
        put_nodes=tuple(put_nodes),
        put_relationships=tuple(put_relationships),
        delete_nodes=tuple(n for n in old.nodes.values() if n.id not in new.nodes or n.id in relabelled),
        delete_relationships=tuple(r for r in old.relationships.values() if r.id not in new.relationships),
    )


def content_hash(graph: Graph) -> str:
    """SHA-256 over the nodes and relationships in the order of their ids; the same for the same content anywhere."""
    digest = hashlib.sha256()
    for line in _lines(graph.nodes.values(), graph.relationships.values()):
        digest.update(line.encode())
        digest.update(b"\n")
    return digest.hexdigest()


def same_properties(one: Node | Relationship, other: Node | Relationship) -> bool:
    return _canonical(one.properties) == _canonical(other.properties)


def _lines(nodes: Iterable[Node], relationships: Iterable[Relationship]) -> Iterator[str]:
    for node in sorted(nodes, key=lambda n: n.id):
        yield _json(["node", node.id, node.label, sorted(node.kinds), _canonical(node.properties)])
    for rel in sorted(relationships, key=lambda r: r.id):
        yield _json(["relationship", *rel.id, _canonical(rel.properties)])


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _canonical(properties: Mapping[str, Value | None] | Properties) -> dict[str, Value]:
    """Without volatile and empty values, and whole numbers as integers: stores differ in how they give these back."""
    return {
        name: int(value) if isinstance(value, float) and value.is_integer() else value
        for name, value in properties.items()
        if name not in VOLATILE and value is not None and value not in ([], "")
    }


def _labels(node: Node) -> tuple[str, frozenset[str]]:
    return node.label, frozenset(node.kinds)


def _keeping_volatile(node: Node, old: Node | None) -> Node:
    if old is None:
        return node
    kept = {k: v for k, v in old.properties.items() if k in VOLATILE and k not in node.properties}
    return Node(node.id, node.label, node.kinds, {**node.properties, **kept}) if kept else node
