"""Mastheads and signatures, case by case from tests/corpus/masthead.yaml."""

from __future__ import annotations

from array import array
from pathlib import Path
from typing import Any

import pytest
import yaml

from ingest.identifiers.issuers import canonical_issuer
from ingest.masthead.masthead import read
from ingest.structure.layout import Clean

CASES = yaml.safe_load((Path(__file__).parents[1] / "corpus" / "masthead.yaml").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["id"])
def test_masthead(case: dict[str, Any]) -> None:
    text = case["text"]
    document, anomalies = read(Clean(text, array("i", range(len(text))), text), [])
    signer = document.signer
    got = {name: getattr(document, name) for name in ("number", "type", "issued_on", "place", "issuer", "title")}
    got |= {
        "signer": signer.name if signer else None,
        "position": signer.position if signer else None,
        "on_behalf": signer.on_behalf if signer else None,
    }
    assert {name: got[name] for name in case["expected"]} == case["expected"], case["reason"]
    assert [a.code for a in anomalies] == case.get("anomalies", [])


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("BỘ NÔNG NGHIỆP VÀ MÔI TRƯỜNG", "Bộ Nông nghiệp và Môi trường"),
        ("Bộ trưởng Bộ Y tế", "Bộ Y tế"),
        ("Bảo hiểm xã hội (BHXH) Việt Nam", "Bảo hiểm xã hội Việt Nam"),
        ("Hội nghị lần thứ Tám, Ban Chấp hành Trung ương Đảng khóa XIII", "Ban Chấp hành Trung ương Đảng"),
        ("Chủ tịch Ủy ban nhân dân tỉnh Bình An", "Ủy ban nhân dân tỉnh Bình An"),
        ("THỦ TƯỚNG CHÍNH PHỦ", "Thủ tướng Chính phủ"),
    ],
)
def test_one_name_for_an_issuer(printed: str, name: str) -> None:
    assert canonical_issuer(printed) == name
