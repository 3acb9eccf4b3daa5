"""Lead and support roles: the cases of `corpus/roles.yaml`, and stretches of different work."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from ingest.authority.authority import Authority, load_authority
from ingest.units.lead_ins import lead_in
from ingest.units.roles import assignments, cell_roles, read_roles

CASES = yaml.safe_load((Path(__file__).parents[1] / "corpus" / "roles.yaml").read_text("utf-8"))


@pytest.fixture(scope="module")
def authority() -> Authority:
    return load_authority()


@pytest.mark.parametrize("case", CASES, ids=[c["id"] for c in CASES])
def test_roles(case: dict[str, Any], authority: Authority) -> None:
    mode, text = case.get("mode", "point"), case["text"]
    if mode == "lead_in":
        roles = lead_in(text, authority)
    elif mode == "cell":
        roles = cell_roles(text, authority)
    else:
        above = lead_in(case["above"], authority) if "above" in case else None
        assert ("above" in case) == (above is not None)
        roles = read_roles(text, authority, None, above)
    got = (roles and [m.name for m in roles.leads], roles and [m.name for m in roles.supports])
    assert got == (case["leads"], case["supports"]), case["reason"]


def test_mentions_lead_back_to_the_text(authority: Authority) -> None:
    text = "b) Trách nhiệm của Sở Y tế: phối hợp với Sở Tài chính"
    roles = lead_in(text, authority)
    assert roles is not None
    for m in (*roles.leads, *roles.supports):
        assert text[m.start : m.end] == m.printed


def test_different_work_for_different_bodies(authority: Authority) -> None:
    text = "Sở Y tế theo dõi tiến độ; Sở Tài chính chủ trì, phối hợp với các sở, ngành thẩm định."
    first, second = assignments(text, authority)
    assert text[first.start : first.end] == "Sở Y tế theo dõi tiến độ"
    assert [m.name for m in second.roles.leads] == ["Sở Tài chính"]
    assert [m.name for m in second.roles.supports] == ["Các Sở, ngành"]
    assert text[second.roles.leads[0].start : second.roles.leads[0].end] == "Sở Tài chính"


def test_one_body_is_one_stretch(authority: Authority) -> None:
    text = "Sở Y tế lập kế hoạch; tổ chức thực hiện. Sở Y tế báo cáo hằng quý."
    assert len(assignments(text, authority)) == 1


def test_cell_that_names_nobody_says_so(authority: Authority) -> None:
    assert cell_roles("Theo phân công của lãnh đạo", authority).placeholder
