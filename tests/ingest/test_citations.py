"""Citations, found and resolved, case by case from tests/corpus/citations.yaml."""

from __future__ import annotations

from array import array
from pathlib import Path
from time import process_time
from typing import Any

import pytest
import yaml

from ingest.citations.citations import OwnDocument, Zone, find
from ingest.citations.resolve import Resolved, resolve
from ingest.identifiers.numbers import number_key
from ingest.structure.layout import Clean, Span

CASES = yaml.safe_load((Path(__file__).parents[1] / "corpus" / "citations.yaml").read_text("utf-8"))


def _resolved(zones: list[list[str]], own: dict[str, Any] | None) -> Resolved:
    text = "\n".join(z[1] for z in zones)
    placed: list[Zone] = []
    start = 0
    for kind, words, *path in zones:
        span = Span(start, start + len(words))
        placed.append(Zone(span, path[0] if path else kind, kind, task=kind == "task"))  # type: ignore[arg-type]
        start += len(words) + 1
    clean = Clean(text, array("i", range(len(text))), text)
    myself = OwnDocument(number_key(own["number"]), own["type"], own["issued_on"], own["issuer"]) if own else None
    return resolve(find(text, placed, myself), clean, myself)


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["id"])
def test_citations(case: dict[str, Any]) -> None:
    found = _resolved(case["zones"], case.get("own"))
    assert [[c.number or c.title, c.relation, c.issued_on] for c in found.citations] == case["expected"], case["reason"]
    assert [[s.citing.number, s.relation, s.cited.number] for s in found.stated] == case.get("stated", [])
    assert [a.code for a in found.anomalies] == case.get("anomalies", [])
    if "also" in case:
        assert [c.also for c in found.citations] == case["also"]
    if "scope" in case:
        assert {c.scope for c in found.citations} == {case["scope"]}
    text = "\n".join(z[1] for z in case["zones"])
    assert all(text[e.start : e.end] == e.quote for c in found.citations for e in c.evidence)
    assert all(c.evidence and c.paths for c in found.citations)


def test_a_footnote_takes_its_cue_where_its_marker_stands() -> None:
    body, note = "Hoàn thành chỉ tiêu đề ra tại các Nghị quyết [1] của ngành.", "[1] Nghị quyết số 9-NQ/TW về số hóa"
    text = f"{body}\n{note}"
    zones = [
        Zone(Span(0, len(body)), "III.1", "task", task=True),
        Zone(Span(len(body) + 1, len(text)), "", "footnote", False, "III.1", body.index("[1]")),
    ]
    (mention,) = find(text, zones)
    assert (mention.relation, mention.zone.place) == ("follows", "III.1")


def test_the_time_grows_with_the_text_and_not_faster() -> None:
    sentence = "Thực hiện Nghị quyết số 5/NQ-CP ngày 09/5/2031 của Chính phủ, theo Luật Việc làm và Kế hoạch số 7. "

    def seconds(times: int) -> float:
        text = (sentence * times)[:-1]
        start = process_time()
        find(text, [Zone(Span(0, len(text)), "I", "body")])
        return process_time() - start

    seconds(50)
    assert seconds(1600) < 12 * seconds(400) + 0.2
