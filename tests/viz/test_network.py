"""The explorer's drawing: positions fixed, nothing overlapping, foreign text plain."""

import json

from queries.views.neighbourhood import Around, Neighbourhood, Tie
from viz.network import drawing, script


def star(n: int) -> Neighbourhood:
    nodes = [Around("hub", "Unit", "Trung tâm Dữ liệu", None, 0)]
    nodes += [Around(f"d{i}", "Document", f"Kế hoạch {i}/KH-CĐL (2024)", None, 1) for i in range(n)]
    return Neighbourhood(nodes, [Tie(f"d{i}", "hub", "ISSUED_BY") for i in range(n)], 0)


def test_the_same_neighbourhood_looks_the_same():
    assert drawing(star(20), {}, {}) == drawing(star(20), {}, {})


def test_names_do_not_cover_each_other():
    nodes = drawing(star(30), {}, {}).nodes
    places = [(node["x"], node["y"]) for node in nodes]
    near = [
        (a, b)
        for i, a in enumerate(places)
        for b in places[i + 1 :]
        if abs(a[0] - b[0]) < 150 and abs(a[1] - b[1]) < 20
    ]
    assert near == []


def test_physics_is_off_and_edges_are_straight():
    options = drawing(star(2), {}, {}).options
    assert options["physics"] == {"enabled": False}
    assert options["edges"]["smooth"] is False


def test_a_single_node_is_drawn():
    (node,) = drawing(Neighbourhood([Around("x", "Task", "Việc", "II.1", 0)], [], 0), {}, {}).nodes
    assert (node["x"], node["y"], node["label"]) == (0, 0, "Việc")


def test_titles_are_plain_text_in_words_of_the_language():
    markup = '<a href="x">Trung tâm</a>'
    around = Neighbourhood(
        [Around("a", "Unit", markup, None, 0), Around("b", "Task", "Việc", "II.1", 1)], [Tie("a", "b", "LEADS")], 0
    )
    made = drawing(around, {"LEADS": "chủ trì"}, {"Unit": "Đơn vị", "Task": "Nhiệm vụ"})
    assert made.nodes[0]["title"] == f"Đơn vị: {markup}"
    assert made.nodes[1]["label"] == "II.1"
    assert made.edges[0]["title"] == "chủ trì"
    json.dumps([made.nodes, made.edges, made.options])


def test_the_script_carries_its_licence():
    assert b"Apache 2.0" in script()[:1500]
