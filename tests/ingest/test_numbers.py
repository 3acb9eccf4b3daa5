"""Document numbers, case by case from tests/corpus/numbers.yaml."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from ingest.identifiers.numbers import find_numbers, number_key

CASES = yaml.safe_load((Path(__file__).parents[1] / "corpus" / "numbers.yaml").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["id"])
def test_numbers(case: dict[str, Any]) -> None:
    found = find_numbers(case["text"])
    assert [m.number for m in found] == case["expected"], case["reason"]
    assert all(case["text"][m.start : m.end] == m.printed for m in found)


@pytest.mark.parametrize(
    ("text", "kind", "year", "issuer"),
    [
        ("12/2031/NĐ-CP", "decree", 2031, "Chính phủ"),
        ("33/CT-TTg", "directive", None, "Thủ tướng Chính phủ"),
        ("số 81/CT-CS", "official_letter", None, None),
        ("7/2031/UBTVQH16", None, 2031, "Ủy ban Thường vụ Quốc hội"),
        ("12/QĐ-UBND", "decision", None, None),
        ("3260/KH-ĐĐQH15", "plan", None, None),
    ],
)
def test_what_a_code_says(text: str, kind: str | None, year: int | None, issuer: str | None) -> None:
    (found,) = find_numbers(text)
    assert (found.type, found.year, found.issuer) == (kind, year, issuer)


def test_one_number_in_many_spellings() -> None:
    assert len({number_key(n) for n in ("45-CTr/BCSĐ", "45 -Ctr/BCSD", "45–CTR/BCSĐ")}) == 1
