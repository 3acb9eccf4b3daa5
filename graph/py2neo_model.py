"""Our graph for those who work with py2neo in notebooks (``pip install 'cancu[py2neo]'``).

py2neo has had no maintainer since 2023; nothing else here uses it, and new work is better off with the official
``neo4j`` driver. The classes are made from `graph/schema.yaml` when they are asked for::

    from py2neo import Graph
    from graph.py2neo_model import models

    graph = Graph("bolt://127.0.0.1:7687", auth=("neo4j", password))
    m = models()
    unit = m["Unit"].match(graph).where(name="Trung tâm Công nghệ thông tin").first()
    [(task.path, task.text) for task in unit.leads_task]

A relationship is ``<kind>_<label>`` at its start and ``<label>_<kind>`` at its end: ``unit.leads_task``,
``task.unit_leads``, ``plan.derives_from_document``. The mapping is for reading: the graph is made from the kept
records, and what is written here is gone when it is made again.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import Any

from graph.schema import Label, Schema, load_schema

LABELS = ("Document", "Task", "Unit", "Indicator")


class Neighbours:
    """The nodes of one label that a kind of relationship leads to; py2neo's own descriptors ask for no label."""

    def __init__(self, kind: str, label: str, *, outgoing: bool, classes: dict[str, Any]) -> None:
        self.kind, self.label, self.outgoing, self.classes = kind, label, outgoing, classes

    def __get__(self, instance: Any, owner: type) -> Any:
        if instance is None:
            return self
        node = instance.__node__
        if node.graph is None:
            return []
        ends = (node, None) if self.outgoing else (None, node)
        found = (r.end_node if self.outgoing else r.start_node for r in node.graph.match(ends, r_type=self.kind))
        return [self.classes[self.label].wrap(other) for other in found if other.has_label(self.label)]


def models() -> dict[str, Any]:
    """The classes by label.

    Raises:
        ModuleNotFoundError: py2neo is not installed.
    """
    return dict(_models())


@cache
def _models() -> dict[str, Any]:
    ogm: Any = import_module("py2neo.ogm")
    schema = load_schema()
    classes: dict[str, Any] = {}
    for name in LABELS:
        label = schema.labels[name]
        members = {
            "__module__": __name__,
            "__doc__": label.describe["en"],
            "__primarylabel__": name,
            "__primarykey__": "id",
            **{p: ogm.Property() for p in ("id", *label.properties)},
            **_relationships(label, schema, classes),
        }
        classes[name] = type(ogm.Model)(name, (ogm.Model,), members)
    return classes


def _relationships(label: Label, schema: Schema, classes: dict[str, Any]) -> dict[str, Neighbours]:
    made: dict[str, Neighbours] = {}
    for kind in schema.relationships.values():
        for start, end in kind.endpoints:
            if start not in LABELS or end not in LABELS:
                continue
            name = kind.name.lower()
            if start == label.name:
                made[f"{name}_{end.lower()}"] = Neighbours(kind.name, end, outgoing=True, classes=classes)
            if end == label.name:
                made[f"{start.lower()}_{name}"] = Neighbours(kind.name, start, outgoing=False, classes=classes)
    return made
