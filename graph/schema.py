"""Reads `schema.yaml`, refuses it when it does not hold together, and checks graphs against it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal, cast

import yaml

from graph.errors import InvalidGraph, InvalidSchema
from graph.model import Graph, Node, Properties, Relationship, Value

PropertyType = Literal["string", "strings", "integer", "number", "boolean", "date"]
PROPERTY_TYPES = frozenset({"string", "strings", "integer", "number", "boolean", "date"})
RESERVED = frozenset({"id", "type"})
"""`id` is every node's own; the embedded store keeps `type` for itself."""

ISO_DATE_OR_PREFIX = re.compile(r"\d{4}(-\d\d(-\d\d(T[\d:.]+(Z|[+-]\d\d:\d\d)?)?)?)?\Z")
LABEL = re.compile(r"[A-Z][A-Za-z]+\Z")
RELATIONSHIP = re.compile(r"[A-Z][A-Z_]+\Z")

Text = Mapping[str, str]
"""A text in each language of the interface: ``vi`` and ``en``."""


@dataclass(frozen=True, slots=True)
class Property:
    name: str
    type: PropertyType
    text: Text
    required: bool = False
    values: tuple[str, ...] = ()
    same_as: str | None = None


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of document and the second label that its nodes bear."""

    name: str
    label: str
    text: Text


@dataclass(frozen=True, slots=True)
class Label:
    name: str
    text: Text
    describe: Text
    properties: Mapping[str, Property]
    indexes: tuple[str, ...]
    full_text: tuple[str, ...]
    same_as: tuple[str, ...]
    second_label_of: str | None


@dataclass(frozen=True, slots=True)
class RelationshipKind:
    name: str
    text: Text
    describe: Text
    endpoints: tuple[tuple[str, str], ...]
    properties: Mapping[str, Property]
    same_as: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Schema:
    version: int
    prefixes: Mapping[str, str]
    kinds: Mapping[str, Kind]
    labels: Mapping[str, Label]
    relationships: Mapping[str, RelationshipKind]

    def problems(self, graph: Graph) -> Iterator[str]:
        """What in the graph does not follow this schema, in English, one sentence part each."""
        for node in graph.nodes.values():
            yield from self._node_problems(node)
        for rel in graph.relationships.values():
            yield from self._relationship_problems(rel, graph)

    def check(self, graph: Graph) -> None:
        """Raises:
        InvalidGraph: the graph does not follow this schema; the error lists where.
        """
        if found := list(self.problems(graph)):
            raise InvalidGraph(found)

    def _node_problems(self, node: Node) -> Iterator[str]:
        label = self.labels.get(node.label)
        if label is None:
            yield f"{node.id}: unknown label {node.label}"
            return
        expected: tuple[str, ...] = ()
        if label.second_label_of:
            kind = self.kinds.get(str(node.properties.get(label.second_label_of)))
            if kind is None:
                yield f"{node.id}: unknown kind {node.properties.get(label.second_label_of)!r}"
                return
            expected = (kind.label,)
        if node.kinds != expected:
            yield f"{node.id}: second labels {node.kinds}, expected {expected}"
        yield from _property_problems(node.id, node.properties, label.properties)

    def _relationship_problems(self, rel: Relationship, graph: Graph) -> Iterator[str]:
        where = f"{rel.start} -{rel.kind}-> {rel.end}"
        kind = self.relationships.get(rel.kind)
        if kind is None:
            yield f"{where}: unknown relationship"
            return
        ends = (graph.nodes.get(rel.start), graph.nodes.get(rel.end))
        if None in ends:
            yield f"{where}: an end is missing"
            return
        labels = tuple(cast(Node, end).label for end in ends)
        if labels not in kind.endpoints:
            yield f"{where}: not allowed between {labels[0]} and {labels[1]}"
        yield from _property_problems(where, rel.properties, kind.properties)


@cache
def load_schema() -> Schema:
    """The schema that ships with the package."""
    return parse_schema(files("graph").joinpath("schema.yaml").read_text(encoding="utf-8"))


def parse_schema(text: str) -> Schema:
    """Raises:
    InvalidSchema: something names a label, property, group or prefix that does not exist, or is not well formed.
    """
    try:
        data = yaml.safe_load(text)
    except yaml.YAMLError as problem:
        raise InvalidSchema("the file", str(problem)) from problem
    top = _mapping(data, "the file", {"version", "prefixes", "groups", "kinds", "labels", "relationships"})
    prefixes = {str(k): str(v) for k, v in top.get("prefixes", {}).items()}
    groups = {name: _properties(body, f"groups.{name}", prefixes) for name, body in top.get("groups", {}).items()}
    kinds = {name: _kind(name, body) for name, body in top["kinds"].items()}
    labels = {name: _label(name, body, groups, prefixes) for name, body in top["labels"].items()}
    relationships = {
        name: _relationship(name, body, groups, labels, prefixes) for name, body in top["relationships"].items()
    }
    for kind in kinds.values():
        if kind.label in labels:
            raise InvalidSchema(f"kinds.{kind.name}", f"{kind.label} is a first label already")
    if len({k.label for k in kinds.values()}) < len(kinds):
        raise InvalidSchema("kinds", "two kinds share a label")
    return Schema(int(top["version"]), prefixes, kinds, labels, relationships)


def _mapping(value: Any, where: str, allowed: set[str]) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise InvalidSchema(where, "a mapping is expected")
    if unknown := sorted(str(k) for k in value.keys() - allowed):
        raise InvalidSchema(where, f"unknown key {', '.join(unknown)}")
    return value


def _text(body: Mapping[str, Any], where: str) -> Text:
    if not (isinstance(body.get("vi"), str) and isinstance(body.get("en"), str)):
        raise InvalidSchema(where, "texts vi and en are needed")
    return {"vi": body["vi"], "en": body["en"]}


def _same_as(names: Sequence[str], where: str, prefixes: Mapping[str, str]) -> tuple[str, ...]:
    for name in names:
        if name.partition(":")[0] not in prefixes:
            raise InvalidSchema(where, f"unknown prefix in {name}")
    return tuple(names)


def _properties(body: Any, where: str, prefixes: Mapping[str, str]) -> dict[str, Property]:
    if not isinstance(body, dict):
        raise InvalidSchema(where, "a mapping is expected")
    made: dict[str, Property] = {}
    for name, raw in body.items():
        here = f"{where}.{name}"
        if not isinstance(name, str):
            raise InvalidSchema(here, "a name is text; YAML reads a bare on, off, yes and no otherwise, so quote it")
        item = _mapping(raw, here, {"type", "required", "values", "same_as", "vi", "en"})
        if name in RESERVED:
            raise InvalidSchema(here, f"no property may be named {name}")
        if item.get("type") not in PROPERTY_TYPES:
            raise InvalidSchema(here, f"unknown type {item.get('type')}")
        same = item.get("same_as")
        _same_as([same] if same else [], here, prefixes)
        values = tuple(str(v) for v in item.get("values", ()))
        made[name] = Property(name, item["type"], _text(item, here), bool(item.get("required")), values, same)
    return made


def _with_groups(
    body: Mapping[str, Any], where: str, groups: Mapping[str, dict[str, Property]], prefixes: Mapping[str, str]
) -> dict[str, Property]:
    own = _properties(body.get("properties") or {}, where, prefixes)
    for group in body.get("uses", ()):
        if group not in groups:
            raise InvalidSchema(where, f"unknown group {group}")
        own |= groups[group]
    return own


def _kind(name: str, body: Any) -> Kind:
    item = _mapping(body, f"kinds.{name}", {"label", "vi", "en"})
    if not LABEL.match(str(item.get("label"))):
        raise InvalidSchema(f"kinds.{name}", f"{item.get('label')} is no label")
    return Kind(name, item["label"], _text(item, f"kinds.{name}"))


def _label(name: str, body: Any, groups: Mapping[str, dict[str, Property]], prefixes: Mapping[str, str]) -> Label:
    where = f"labels.{name}"
    allowed = {"vi", "en", "describe", "same_as", "second_label_of", "indexes", "full_text", "uses", "properties"}
    item = _mapping(body, where, allowed)
    if not LABEL.match(name):
        raise InvalidSchema(where, "a label is written LikeThis")
    title = Property("title", "string", {"vi": "tên gọi", "en": "what a person would call it"}, required=True)
    properties = {"title": title} | _with_groups(item, where, groups, prefixes)
    named = [*item.get("indexes", ()), *item.get("full_text", ())]
    named += [item["second_label_of"]] if item.get("second_label_of") else []
    for property_name in named:
        if property_name not in properties:
            raise InvalidSchema(where, f"unknown property {property_name}")
    return Label(
        name,
        _text(item, where),
        _text(item.get("describe") or {}, where),
        properties,
        tuple(item.get("indexes", ())),
        tuple(item.get("full_text", ())),
        _same_as(item.get("same_as", ()), where, prefixes),
        item.get("second_label_of"),
    )


def _relationship(
    name: str,
    body: Any,
    groups: Mapping[str, dict[str, Property]],
    labels: Mapping[str, Label],
    prefixes: Mapping[str, str],
) -> RelationshipKind:
    where = f"relationships.{name}"
    item = _mapping(body, where, {"vi", "en", "describe", "same_as", "endpoints", "uses", "properties"})
    if not RELATIONSHIP.match(name):
        raise InvalidSchema(where, "a relationship is written LIKE_THIS")
    endpoints = tuple((str(start), str(end)) for start, end in item.get("endpoints", ()))
    if not endpoints:
        raise InvalidSchema(where, "endpoints are needed")
    for label in (end for pair in endpoints for end in pair):
        if label not in labels:
            raise InvalidSchema(where, f"unknown label {label}")
    return RelationshipKind(
        name,
        _text(item, where),
        _text(item.get("describe") or {}, where),
        endpoints,
        _with_groups(item, where, groups, prefixes),
        _same_as(item.get("same_as", ()), where, prefixes),
    )


def _property_problems(where: str, given: Properties, known: Mapping[str, Property]) -> Iterator[str]:
    for name, value in given.items():
        if name not in known:
            yield f"{where}: unknown property {name}"
        elif not _fits(value, known[name].type):
            yield f"{where}: {name} is not a {known[name].type}: {value!r}"
        elif known[name].values and value not in known[name].values:
            yield f"{where}: {name} is none of its values: {value!r}"
    for prop in known.values():
        if prop.required and prop.name not in given:
            yield f"{where}: {prop.name} is missing"


def _fits(value: Value, expected: PropertyType) -> bool:
    match expected:
        case "string":
            return isinstance(value, str)
        case "date":
            return isinstance(value, str) and ISO_DATE_OR_PREFIX.match(value) is not None
        case "strings":
            return isinstance(value, list) and all(isinstance(v, str) for v in value)
        case "boolean":
            return isinstance(value, bool)
        case "integer":
            return isinstance(value, int) and not isinstance(value, bool)
        case "number":
            return isinstance(value, int | float) and not isinstance(value, bool)
