"""Targets of whole documents: the year from what stands above, and lists of indicators with who answers for them."""

from __future__ import annotations

import pytest

from ingest.authority.authority import load_authority
from ingest.pipeline import extract_text
from ingest.readers.base import SourceText
from ingest.records import Target
from ingest.targets.target_years import year_of_title

HEAD = """ỦY BAN NHÂN DÂN
TỈNH BÌNH MINH
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 12/KH-UBND
Bình Minh, ngày 05 tháng 02 năm 2025

KẾ HOẠCH
{title}

"""


def targets(body: str, title: str = "Trồng cây ven hồ") -> dict[str, Target]:
    text = HEAD.format(title=title) + body
    record = extract_text(SourceText("a.txt", "", "text/plain", "text", text), load_authority())
    return {target.path: target for target in record.targets}


@pytest.mark.parametrize(
    "lead_in",
    [
        "Đến hết năm 2030, phấn đấu đạt các mục tiêu sau:",
        "Giai đoạn từ năm 2026 đến năm 2030, cần đạt:",
        "Đến ngày 31/12/2030:",
        "Trong giai đoạn 2026-2030",
        "Phấn đấu đến cuối năm 2030",
    ],
)
def test_year_of_an_unnumbered_lead_in(lead_in: str) -> None:
    found = targets(f"I. MỤC TIÊU\n1. Mục tiêu cụ thể\n{lead_in}\n- 100% hồ có cây xanh.\n- Trên 60% bờ hồ được kè.\n")
    assert [(p, t.year, t.value) for p, t in found.items()] == [("I.1.1", 2030, 100.0), ("I.1.2", 2030, 60.0)]


def test_a_later_lead_in_takes_over() -> None:
    found = targets(
        "I. MỤC TIÊU\n1. Mục tiêu cụ thể\nĐến năm 2026:\n- 50% hồ có cây xanh.\nĐến năm 2030:\n- 100% hồ có cây xanh.\n"
        "2. Mục tiêu khác\n- 40% bờ hồ được kè.\n"
    )
    assert [t.year for t in found.values()] == [2026, 2030, None]


def test_dash_with_a_year_over_plus_lines() -> None:
    found = targets("I. MỤC TIÊU\n- Đến năm 2028:\n+ 70% hồ có cây xanh.\n- Đến năm 2030:\n+ 90% hồ có cây xanh.\n")
    assert [(t.year, t.value) for t in found.values()] == [(2028, 70.0), (2030, 90.0)]


def test_objectives_without_a_year_have_that_of_the_title() -> None:
    found = targets("I. MỤC TIÊU\n1. 100% hồ có cây xanh.\n", "Trồng cây ven hồ năm 2025")
    assert found["I.1"].year == 2025


@pytest.mark.parametrize(
    ("title", "year"),
    [
        ("Chuyển đổi số năm 2026", 2026),
        ("PHÁT TRIỂN DU LỊCH GIAI ĐOẠN 2026 - 2030", 2030),
        ("Phát triển nhà ở đến năm 2030, tầm nhìn đến năm 2045", 2030),
        ("Thực hiện Chương trình quốc gia giai đoạn 2021-2030 trên địa bàn tỉnh năm 2026", 2026),
        ("Cải cách hành chính năm 2026 của thành phố Bình Minh", 2026),
        ("Thực hiện Nghị quyết số 5 ngày 02 tháng 3 năm 2024", None),
        ("Thực hiện Đề án số hóa", None),
    ],
)
def test_year_of_title(title: str, year: int | None) -> None:
    assert year_of_title(title) == year


ANNEX = """I. NHIỆM VỤ
1. Sở Tài chính bố trí kinh phí.

PHỤ LỤC
PHÂN CÔNG THEO DÕI CÁC CHỈ TIÊU TRỒNG CÂY ĐẾN NĂM 2030
(Ban hành kèm theo Kế hoạch số 12/KH-UBND ngày 05 tháng 02 năm 2025)

TT	Chỉ tiêu	Cơ quan chủ trì	Cơ quan phối hợp
1	Tỷ lệ hồ có cây xanh đạt 95%	Sở Xây dựng	Sở Tài chính
2	Trồng mới ít nhất 20 vườn hoa	Sở Nông nghiệp và Môi trường	Sở Nội vụ
"""


def test_list_of_indicators_with_those_who_answer_for_them() -> None:
    found = targets(ANNEX)
    first, second = found["PL.1"], found["PL.2"]
    assert (first.indicator, first.value, first.year) == ("Tỷ lệ hồ có cây xanh", 95.0, 2030)
    assert (first.report_lead, first.report_support) == (["Sở Xây dựng"], ["Sở Tài chính"])
    assert (second.comparator, second.value, second.report_lead) == (">=", 20.0, ["Sở Nông nghiệp và Môi trường"])


VALUES = """I. NHIỆM VỤ
1. Sở Tài chính bố trí kinh phí.

PHỤ LỤC
CÁC CHỈ TIÊU TRỒNG CÂY NĂM 2025

TT\tNội dung chỉ tiêu\tĐơn vị tính\tThực hiện năm 2024\tKế hoạch\tCơ quan chủ trì
1\tTỷ lệ hồ có cây xanh\t%\t80\t95\tSở Xây dựng
2\tSố vườn hoa trồng mới\tvườn\t12\t20\tSở Nội vụ
3\tChỉ số cây xanh\tHạng\t\tNhóm 10\tSở Nội vụ
"""


def test_values_under_a_head_without_a_year() -> None:
    found = targets(
        VALUES.replace("Thực hiện năm 2024\t", "")
        .replace("\t80\t", "\t")
        .replace("\t12\t", "\t")
        .replace("\t\tN", "\tN")
    )
    assert [(t.value, t.year, t.unit, t.report_lead) for t in found.values()] == [
        (95.0, 2025, "%", ["Sở Xây dựng"]),
        (20.0, 2025, "vườn", ["Sở Nội vụ"]),
        (10.0, 2025, None, ["Sở Nội vụ"]),
    ]
    assert found["PL.3"].comparator == "top"


def test_what_was_is_no_target() -> None:
    found = targets(
        VALUES.replace("Kế hoạch", "Kế hoạch năm 2025").replace("Thực hiện năm 2024", "Ước thực hiện năm 2025")
    )
    assert [t.value for t in found.values()] == [95.0, 20.0, 10.0]


def test_a_list_of_work_holds_no_counts() -> None:
    body = ANNEX.replace("Chỉ tiêu\t", "Mục tiêu, nhiệm vụ\t").replace(
        "Trồng mới ít nhất 20 vườn hoa", "Tổ chức ít nhất 02 lớp học"
    )
    assert "PL.2" not in targets(body)


def test_an_aim_with_a_value_counts_under_purpose_too() -> None:
    found = targets(
        "I. MỤC ĐÍCH\n\n- Phủ xanh hồ, mục tiêu tỷ lệ hồ có cây bóng mát đến năm 2030 đạt 100%.\n\n- Giữ 80% hồ.\n"
    )
    assert [(t.indicator, t.value, t.year) for t in found.values()] == [("Tỷ lệ hồ có cây bóng mát", 100.0, 2030)]


def test_a_rate_without_percent_is_striven_for_in_its_own_sentence() -> None:
    found = targets(
        "II. NHIỆM VỤ\n\n1. Tập trung giải pháp: Phấn đấu mật độ cây đạt 12 cây/ha; tỷ lệ cây sống đạt khoảng 92%.\n"
    )
    assert sorted(t.value for t in found.values()) == [12.0, 92.0]
