"""The lineage picture: columns, budget, cycles."""

from queries.views.lineage import Derivation, LineageDocument
from viz.lineage_picture import draw, related


def doc(id: str, status: str = "cited") -> LineageDocument:
    return LineageDocument(id, id, id, "plan", 2024, None, status)


def ties(*pairs: str) -> list[Derivation]:
    return [Derivation(pair[0], pair[1], "implements", None) for pair in pairs]


def columns(picture) -> list[set[str]]:
    xs = sorted({box.x for box in picture.boxes})
    return [{box.document.id for box in picture.boxes if box.x == x} for x in xs]


def test_each_document_stands_right_of_all_it_rests_on():
    picture = draw([doc(c) for c in "abc"], ties("cb", "ba", "ca"))
    assert columns(picture) == [{"a"}, {"b"}, {"c"}]
    assert len(picture.curves) == 3


def test_a_curve_over_a_column_passes_no_box():
    picture = draw([doc(c) for c in "abc"], ties("cb", "ba", "ca"))
    middle = next(box for box in picture.boxes if box.document.id == "b")
    long = next(c.path for c in picture.curves if (c.derivation.lower, c.derivation.upper) == ("c", "a"))
    height = float(long.split(" H")[0].rsplit(" ", 1)[1])
    assert not middle.y <= height <= middle.y + 46


def test_a_cycle_shares_a_column():
    assert columns(draw([doc(c) for c in "abc"], ties("ab", "ba", "cb"))) == [{"a", "b"}, {"c"}]


def test_held_documents_stay_when_there_are_too_many():
    documents = [doc("h", "held"), *(doc(f"{n}") for n in range(9))]
    edges = [Derivation("h", f"{n}", "follows", None) for n in range(9)]
    picture = draw(documents, edges, budget=5)
    assert "h" in {box.document.id for box in picture.boxes}
    assert (len(picture.boxes), picture.left_out) == (5, 5)


def test_a_held_document_without_lineage_is_drawn():
    assert columns(draw([doc("h", "held")], [])) == [{"h"}]


def test_focus_shows_only_what_is_related():
    edges = ties("cb", "ba", "zy")
    picture = draw([doc(c) for c in "abcyz"], edges, focus="b")
    assert {box.document.id for box in picture.boxes} == {"a", "b", "c"}
    assert [box.document.id for box in picture.boxes if box.focus] == ["b"]
    assert related(edges, "b") == ({"a"}, {"c"})


def test_the_same_documents_in_another_order_give_the_same_picture():
    edges = ties("cb", "ba", "ca", "da")
    assert draw([doc(c) for c in "abcd"], edges).boxes == draw([doc(c) for c in "dcba"], edges[::-1]).boxes
