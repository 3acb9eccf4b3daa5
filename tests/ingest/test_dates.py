"""Dates, case by case from tests/corpus/dates.yaml."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from ingest.identifiers.dates import date_at, find_dates

CASES = yaml.safe_load((Path(__file__).parents[1] / "corpus" / "dates.yaml").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["id"])
def test_dates(case: dict[str, Any]) -> None:
    found = find_dates(case["text"])
    assert [m.iso for m in found] == case["expected"], case["reason"]
    assert all(case["text"][m.start : m.end] == m.printed for m in found)


def test_a_date_at_a_place() -> None:
    text = "số 5 ngày 09/5/2031"
    found = date_at(text, 5)
    assert found is not None
    assert found.iso == "2031-05-09"
    assert date_at(text, 0) is None
