"""Units of cells and prose: the cases of `corpus/units.yaml`, offsets, and identity across agencies."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from ingest.authority.authority import Authority, load_authority
from ingest.units import as_units, find, read_cell, split_cell

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
    units = as_units(mentions)
    assert [u.name for u in units] == ["Trung tâm Công nghệ thông tin"]
    assert units[0].printed == ["TT CNTT", "Trung tâm Công nghệ thông tin"]
