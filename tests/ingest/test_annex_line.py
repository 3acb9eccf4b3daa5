"""A document whose head is lost is named by the line above its annexes, if all such lines agree."""

from ingest.masthead import masthead
from ingest.readers.base import SourceText
from ingest.structure.structure import read_layout

BODY = """Kính gửi: Các phòng, đơn vị trực thuộc

1. Rà soát hồ sơ còn tồn, báo cáo trước ngày 05/4/2025.

Nơi nhận:
- Như trên;
- Lưu: VT.

"""
ANNEX = """PHỤ LỤC {n}
DANH MỤC HỒ SƠ
(Kèm theo Kế hoạch số {number}/KH-TCDVS ngày 12 tháng 3 năm 2025 của Tổng cục Dịch vụ số)

TT\tNội dung
1\tHồ sơ giấy

"""


def read(text: str) -> tuple[str | None, str | None, list[str]]:
    layout = read_layout(SourceText("a.txt", "", "text/plain", "text", text))
    document, anomalies = masthead.read(layout.clean, layout.blocks)
    return document.number, document.issued_on, [a.code for a in anomalies]


def test_number_and_date_come_from_the_annex_line() -> None:
    assert read(BODY + ANNEX.format(n="I", number=88)) == ("88/KH-TCDVS", "2025-03-12", ["number_from_annex"])


def test_two_numbers_are_no_answer() -> None:
    number, _, _ = read(BODY + ANNEX.format(n="I", number=88) + ANNEX.format(n="II", number=97))
    assert number is None
