"""Units of cells and prose: the cases of `corpus/units.yaml`, offsets, and identity across agencies."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from ingest.authority.authority import Authority, load_authority
from ingest.units.units import as_units, find, read_cell, split_cell

CASES = yaml.safe_load((Path(__file__).parents[1] / "corpus" / "units.yaml").read_text("utf-8"))


@pytest.fixture(scope="module")
def authority() -> Authority:
    return load_authority()


@pytest.mark.parametrize("case", CASES, ids=[c["id"] for c in CASES])
def test_units(case: dict[str, Any], authority: Authority) -> None:
    read = find if case.get("mode") == "prose" else split_cell
    mentions = read(case["text"], authority, case.get("issuer"), case.get("extra"))
    assert [m.name for m in mentions] == case["expected"], case["reason"]
    for m in mentions:
        assert case["text"][m.start : m.end] == m.printed
    if "placeholder" in case:
        assert read_cell(case["text"], authority).placeholder == case["placeholder"]


def test_same_name_of_two_agencies_are_two_units(authority: Authority) -> None:
    ours = split_cell("Vụ Pháp chế", authority, "Bảo hiểm xã hội Việt Nam")[0]
    theirs = split_cell("Vụ Pháp chế", authority, "Bộ Y tế")[0]
    assert (ours.name, ours.parent, ours.verified) == ("Vụ Pháp chế", "Bảo hiểm xã hội Việt Nam", True)
    assert (theirs.name, theirs.parent, theirs.verified) == ("Vụ Pháp chế", "Bộ Y tế", False)


def test_printed_level_belongs_to_its_class(authority: Authority) -> None:
    communes = split_cell("UBND các xã, phường", authority, "Ủy ban nhân dân tỉnh Bình Minh")[0]
    assert (communes.parent, communes.verified, communes.generic) == ("Ủy ban nhân dân cấp xã", True, False)


def test_units_of_a_record_collect_printed_forms(authority: Authority) -> None:
    text = "TT CNTT; Trung tâm Công nghệ thông tin"
    mentions = [m for part in text.split("; ") for m in split_cell(part, authority, "Bảo hiểm xã hội Việt Nam")]
    units = as_units(mentions, authority)
    assert [u.name for u in units if u.printed] == ["Trung tâm Công nghệ thông tin"]
    assert units[0].printed == ["TT CNTT", "Trung tâm Công nghệ thông tin"]


def test_with_a_unit_come_those_above_it_and_those_that_it_became(authority: Authority) -> None:
    units = {u.name: u for u in as_units(split_cell("Bộ NN&PTNT", authority), authority, ["Quốc hội", "Không ai biết"])}
    assert list(units) == [
        "Bộ Nông nghiệp và Phát triển nông thôn", "Chính phủ", "Bộ Nông nghiệp và Môi trường", "Quốc hội",
    ]  # fmt: skip
    old = units["Bộ Nông nghiệp và Phát triển nông thôn"]
    assert [(s.to, s.on) for s in old.successions] == [("Bộ Nông nghiệp và Môi trường", "2025-03-01")]
    assert [u.printed for u in units.values()] == [["Bộ NN&PTNT"], [], [], []]


def test_within_tells_which_body_a_name_belongs_to(authority: Authority) -> None:
    def within(printed: str, issuer: str) -> str | None:
        return as_units(split_cell(printed, authority, issuer), authority)[0].within

    assert within("Sở Tài chính", "Ủy ban nhân dân tỉnh Bình Minh") == "Ủy ban nhân dân tỉnh Bình Minh"
    assert within("Sở Tài chính", "Chính phủ") is None
    assert within("Vụ Pháp chế", "Bộ Y tế") == "Bộ Y tế"
    assert within("TT CNTT", "Bảo hiểm xã hội Việt Nam") == "Bảo hiểm xã hội Việt Nam"
    assert within("Bộ Tài chính", "Bộ Y tế") is None
