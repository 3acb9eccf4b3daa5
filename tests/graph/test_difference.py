from __future__ import annotations

from graph.difference import content_hash, difference
from graph.model import Change, Graph, Node, Relationship


def unit(name: str, **more: object) -> Node:
    return Node(f"unit:{name}", "Unit", (), {"title": name, **more})  # type: ignore[dict-item]


LINK = Relationship("PART_OF", "unit:a", "unit:b", "", {"rule": "x"})
OLD = Graph.of([unit("a"), unit("b")], [LINK])


def test_nothing_changed() -> None:
    again = Graph.of([unit("b"), unit("a")], [LINK])
    assert not difference(OLD, again)
    assert content_hash(OLD) == content_hash(again)


def test_added_changed_removed() -> None:
    new = Graph.of([unit("a", kind="y"), unit("c")], [])
    change = difference(OLD, new)
    assert [n.id for n in change.put_nodes] == ["unit:a", "unit:c"]
    assert [n.id for n in change.delete_nodes] == ["unit:b"]
    assert change.delete_relationships == (LINK,)
    assert content_hash(OLD) != content_hash(new)


def test_a_node_with_other_labels_is_made_again_with_its_relationships() -> None:
    new = Graph.of([Node("unit:a", "Unit", ("Office",), {"title": "a"}), unit("b")], [LINK])
    change = difference(OLD, new)
    assert [n.id for n in change.delete_nodes] == [n.id for n in change.put_nodes] == ["unit:a"]
    assert change.put_relationships == (LINK,)


def test_when_it_was_loaded_is_no_change_and_is_kept() -> None:
    old = Graph.of([unit("a", ingested_at="2024-01-01")], [])
    assert difference(old, Graph.of([unit("a")], [])) == Change()
    assert content_hash(old) == content_hash(Graph.of([unit("a")], []))
    [put] = difference(old, Graph.of([unit("a", kind="y")], [])).put_nodes
    assert put.properties["ingested_at"] == "2024-01-01"


def test_what_stores_give_back_otherwise_is_the_same() -> None:
    written = Graph.of([unit("a", value=68.0, aliases=[])], [])
    assert content_hash(written) == content_hash(Graph.of([unit("a", value=68)], []))
    assert content_hash(written) != content_hash(Graph.of([unit("a", value=68.5)], []))
    assert content_hash(Graph.of([unit("a", generic=True)], [])) != content_hash(Graph.of([unit("a", generic=1)], []))
