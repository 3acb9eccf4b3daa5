"""Abbreviated units are resolved by full names of the same text, and only where one alone fits."""

from __future__ import annotations

import time

import pytest

from ingest.authority.authority import load_authority
from ingest.units.unit_abbreviations import abbreviated_units
from ingest.units.units import split_cell


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Vụ Giáo dục Đại học làm đầu mối; Vụ GDĐH gửi báo cáo.", {"Vụ GDĐH": "Vụ Giáo dục Đại học"}),
        ("Vụ Kế hoạch - Tài chính tổng hợp; hỏi Vụ KHTC.", {"Vụ KHTC": "Vụ Kế hoạch - Tài chính"}),
        ("Sở Khoa học và Công nghệ trình; Sở KH&CN lưu.", {"Sở KH&CN": "Sở Khoa học và Công nghệ"}),
        ("Trung tâm Phục vụ hành chính công mở cửa; TTPVHCC thu.", {"TTPVHCC": "Trung tâm Phục vụ hành chính công"}),
        ("Vụ Tổ chức cán bộ và Vụ Thi công cơ bản; Vụ TCCB.", {}),  # two names fit
        ("Vụ GDĐH gửi báo cáo.", {}),  # no full name
        ("Trung tâm Phục vụ lữ hành; Trung tâm PV.", {}),  # two letters fit the beginning of anything
        ("Chi cục Xây dựng Việt Xá; Chi cục XVX và khu vực Chi cục XIX.", {}),  # a Roman numeral is no abbreviation
        ("Thường trực Hội đồng nhân dân; Thường trực HĐND.", {}),  # a usual short form is one name as it is
    ],
)
def test_letters_stand_for_the_one_name_that_fits(text: str, expected: dict[str, str]) -> None:
    assert abbreviated_units(text) == expected


def test_a_cell_resolves_them() -> None:
    text = "Vụ Giáo dục Đại học chủ trì đợt một."
    extra = abbreviated_units(f"{text}\nVụ GDĐH")
    [unit] = split_cell("Vụ GDĐH", load_authority(), "Bộ Giáo dục và Đào tạo", extra)
    assert (unit.name, unit.parent) == ("Vụ Giáo dục Đại học", "Bộ Giáo dục và Đào tạo")


def test_time_is_linear_in_the_text() -> None:
    def seconds(n: int) -> float:
        text = "Vụ Giáo dục Đại học gửi Vụ GDĐH, Sở XYZ và Phòng KLM.\n" * n
        start = time.process_time()
        abbreviated_units(text)
        return time.process_time() - start

    seconds(100)
    assert seconds(8000) < 40 * max(seconds(800), 0.001)
