"""The explorer: a picture of a node's neighbourhood, and the same ties as a table."""

from __future__ import annotations

from graph.stores.base import Store
from queries.views.neighbourhood import LABELS, neighbourhood
from viz.pages.render import SECTIONS, Page, href
from viz.text import Text

BUDGET = 60
"""Nodes in one picture: more is neither read nor drawn quickly."""


def explore_page(store: Store, text: Text, id: str, steps: int) -> Page | None:
    """What lies around a node; None without such a node."""
    from viz.network import drawing  # noqa: PLC0415 - pyvis brings IPython: half a second that no other page should pay

    around = neighbourhood(store, id, steps=steps, budget=BUDGET)
    if around is None:
        return None
    nodes = {node.id: node for node in around.nodes}
    kinds = {tie.kind for tie in around.ties}
    picture = drawing(
        around,
        {kind: text.of("relationship", kind) for kind in kinds},
        {label: text.of("label", label) for label in LABELS},
    )
    return Page(
        "explore.html",
        text("explore.title", name=nodes[id].title),
        "",
        {
            "start": nodes[id],
            "steps": steps,
            "budget": BUDGET,
            "left_out": around.left_out,
            "data": {
                "nodes": picture.nodes,
                "edges": picture.edges,
                "options": picture.options,
                "links": {n.id: href(n.id, SECTIONS[n.label]) for n in around.nodes if n.label in SECTIONS},
            },
            "ties": [(nodes[tie.start], tie.kind, nodes[tie.end]) for tie in around.ties],
        },
    )
