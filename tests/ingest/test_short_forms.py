"""Short forms that a text defines."""

from __future__ import annotations

import pytest

from ingest.citations.short_forms import find


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nghị quyết số 9-NQ/TW (sau đây gọi là Nghị quyết số 9) và", [("called", "Nghị quyết số 9", None)]),
        ("các đơn vị (sau đây gọi tắt là “đơn vị”)", [("called", "đơn vị", None)]),
        ("đề án (gọi chung là Đề án)", [("called", "Đề án", None)]),
        ("chương trình (sau đây viết tắt là Chương trình)", [("called", "Chương trình", None)]),
        ("bảo hiểm thất nghiệp (BHTN)", [("abbreviation", "BHTN", "bảo hiểm thất nghiệp")]),
        ("Bộ Lao động và Xã hội (LĐXH)", [("abbreviation", "LĐXH", "Lao động và Xã hội")]),
        ("phần mở đầu (II)", []),
        ("thành phố (HCM)", []),
        ("nơi thường gọi là chợ nổi", []),
    ],
)
def test_short_forms(text: str, expected: list[tuple[str, str, str | None]]) -> None:
    assert [(f.kind, f.name, f.full) for f in find(text)] == expected
