"""The hand-made graph of `small_graph.yaml`, in a store of each kind."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from graph.difference import difference
from graph.model import Graph, Node, Relationship
from graph.stores import Store

HERE = Path(__file__).parent


@pytest.fixture(scope="session")
def small_graph() -> Graph:
    data: dict[str, Any] = yaml.safe_load((HERE / "small_graph.yaml").read_text(encoding="utf-8"))
    nodes = []
    for id, labels, given in data["nodes"]:
        label, *kinds = labels.split(":")
        properties = {"title": given.get("name") or given.get("file"), **given}
        nodes.append(Node(id, label, tuple(kinds), properties))
    return Graph.of(nodes, [Relationship(*parts) for parts in data["relationships"]])


@pytest.fixture
def small(store: Store, small_graph: Graph) -> Store:
    """A store that holds the small graph; tests that use it run on both stores."""
    store.apply(difference(Graph(), small_graph))
    return store


@pytest.fixture
def embedded(kglite_place: Any, small_graph: Graph) -> Any:
    """The small graph in the embedded store only, for what no store decides."""
    opened = kglite_place.open(writable=True)
    opened.apply(difference(Graph(), small_graph))
    yield opened
    opened.close()
