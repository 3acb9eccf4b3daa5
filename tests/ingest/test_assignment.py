"""Assignment blocks: labels under a task that say who does it, with whom, by when and with what result."""

from __future__ import annotations

import pytest

from ingest.authority.authority import load_authority
from ingest.pipeline import extract_text
from ingest.readers.base import SourceText
from ingest.records import Task
from ingest.tasks.assignment import read_label, read_labels

HEAD = """ỦY BAN NHÂN DÂN
TỈNH BÌNH MINH
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 12/KH-UBND
Bình Minh, ngày 05 tháng 02 năm 2025

KẾ HOẠCH
Trồng cây ven hồ năm 2025

II. NHIỆM VỤ
"""


def tasks(body: str) -> dict[str, Task]:
    text = HEAD + body
    record = extract_text(SourceText("a.txt", "", "text/plain", "text", text), load_authority())
    return {task.path: task for task in record.tasks}


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Đơn vị chủ trì: Sở A", "lead"),
        ("Cơ quan, đơn vị thực hiện: Sở A", "lead"),
        ("Phân công thực hiện: Sở A", "lead"),
        ("- Đơn vị phối hợp: Sở B", "support"),
        ("Chủ trì, phối hợp: Sở A, Sở B", "units"),
        ("Thời gian hoàn thành: quý II/2025", "timeframe"),
        ("Sản phẩm dự kiến: báo cáo", "product"),
        ("Kinh phí thực hiện: 20 triệu đồng", "other"),
        ("Nội dung: trồng cây", "content"),
        ("Sở Tài chính: bố trí kinh phí", None),  # a body and its work
        ("Bộ Công an thực hiện: kiểm tra", None),  # a lead-in
        (
            "Trong năm nay các đơn vị được giao phối hợp làm việc sau đây trên địa bàn: trồng cây",
            None,
        ),  # too long
    ],
)
def test_a_label_has_a_role(text: str, role: str | None) -> None:
    label = read_label(text)
    assert (label and label.role) == role


def test_several_labels_of_one_line() -> None:
    text = "Đơn vị chủ trì: Sở A; Đơn vị phối hợp: Sở B, Sở C. Thời gian: năm 2025."
    labels = read_labels(text)
    assert [(x.role, text[x.value.start : x.value.end]) for x in labels] == [
        ("lead", "Sở A"),
        ("support", "Sở B, Sở C"),
        ("timeframe", "năm 2025"),
    ]


def test_a_line_that_opens_with_none_has_none() -> None:
    assert read_labels("Trồng thêm cây. Thời gian: năm 2025.") == []


def test_labels_hold_for_the_point_above() -> None:
    found = tasks(
        """1. Ươm giống cây ven hồ phía bắc
- Đơn vị chủ trì: Sở Nông nghiệp và Môi trường.
- Đơn vị phối hợp: Sở Tài chính; Ủy ban nhân dân các xã, phường.
- Thời gian thực hiện: Quý II năm 2025.
- Sản phẩm: 500 cây giống.
2. Lắp biển báo quanh hồ
- Đơn vị chủ trì: Sở Xây dựng.
- Thời gian thực hiện: Năm 2025.
"""
    )
    assert list(found) == ["II.1", "II.2"]
    first, second = found.values()
    assert first.leads == ["Sở Nông nghiệp và Môi trường"]
    assert first.supports == ["Sở Tài chính", "Ủy ban nhân dân các xã, phường"]
    assert (first.timeframe.end, first.product) == ("2025-06-30", "500 cây giống")
    assert (second.leads, second.supports, second.timeframe.start) == (["Sở Xây dựng"], [], "2025-01-01")


def test_what_they_do_behind_a_label_is_no_unit() -> None:
    found = tasks(
        """1. Rà soát quy định về cây ven hồ
- Cơ quan thực hiện: Sở Tư pháp rà soát văn bản, lập danh mục; các sở, ngành rà soát văn bản của mình.
- Thời gian thực hiện: Năm 2025.
"""
    )
    assert found["II.1"].leads == ["Sở Tư pháp", "Các Sở, ngành"]


def test_an_inner_lead_in_of_helpers_keeps_the_lead_of_the_heading() -> None:
    found = tasks(
        """1. Sở Nông nghiệp và Môi trường:
a) Lập kế hoạch ươm giống;
b) Phối hợp với các sở, ngành liên quan triển khai:
- Đào hố ven hồ;
- Tưới cây mùa khô.
"""
    )
    assert {t.leads[0] for t in found.values()} == {"Sở Nông nghiệp và Môi trường"}
    assert found["II.1.a"].supports == []
    assert found["II.1.b.1"].supports == found["II.1.b.2"].supports == ["Các sở, ngành liên quan"]
