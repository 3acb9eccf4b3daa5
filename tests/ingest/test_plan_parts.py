"""Which parts of a plan hold tasks, by their headings and by how their sentences open."""

import pytest

from ingest.readers.base import SourceText
from ingest.structure.sections import purpose_of_heading, purposes
from ingest.structure.structure import read_layout
from ingest.structure.work_verbs import opens_work
from ingest.tasks.task_points import find_points

PLAN = """UBND TỈNH X
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 41/KH-UBND
X, ngày 01 tháng 3 năm 2025
KẾ HOẠCH
TRỒNG CÂY VEN ĐƯỜNG NĂM 2025

{body}

Nơi nhận:
- Như trên.
"""


def tasks_of(body: str) -> list[str]:
    layout = read_layout(SourceText("a.txt", "", "text/plain", "text", PLAN.format(body=body)))
    return [p.path for p in find_points(layout, purposes(layout))]


def test_parts_without_a_key_word_that_say_what_to_do() -> None:
    body = """I. QUAN ĐIỂM

1. Cây xanh là tài sản chung.

II. ĐƯỜNG PHỐ NHIỀU BÓNG MÁT

Bóng mát là nhu cầu của mọi khu phố.

1. Trồng mới

a) Lựa chọn giống cây chịu hạn.

b) Phối hợp với trường học trồng cây dịp đầu xuân.

2. Chăm sóc

a) Thường xuyên cắt tỉa cành trước mùa bão.

III. HIỆN CÓ TRÊN ĐỊA BÀN

1. Ba nghìn cây sao đen.

2. Hai nghìn cây dầu rái.

3. Một vườn ươm cũ.

IV. TỔ CHỨC THỰC HIỆN

1. Sở Xây dựng theo dõi việc trồng cây."""
    assert tasks_of(body) == ["II.1.a", "II.1.b", "II.2.a", "IV.1"]


def test_where_money_comes_from_is_no_task() -> None:
    body = """I. NHIỆM VỤ

1. Trồng hai nghìn cây ven quốc lộ.

II. NGUỒN KINH PHÍ THỰC HIỆN

1. Ngân sách tỉnh: ba tỷ đồng.

2. Nguồn đóng góp của doanh nghiệp.

3. Việc thanh toán theo quy định hiện hành.

4. Sở Tài chính thẩm định dự toán mua giống cây.

5. Lồng ghép với chương trình nông thôn mới."""
    assert tasks_of(body) == ["I.1", "II.4", "II.5"]


def test_a_heading_of_several_matters_leaves_it_to_those_under_it() -> None:
    body = """I. ĐỐI TƯỢNG, NỘI DUNG THI ĐUA

1. Đối tượng thi đua

a) Tập thể các phòng thuộc sở.

2. Nội dung thi đua

a) Thi đua trồng cây đúng thời vụ.

II. TỔ CHỨC THỰC HIỆN

1. Sở Nội vụ tổng hợp thành tích."""
    assert tasks_of(body) == ["I.2.a", "II.1"]


@pytest.mark.parametrize(
    ("heading", "top", "purpose"),
    [
        ("PHẠM VI, ĐỐI TƯỢNG, PHƯƠNG ÁN HỖ TRỢ", True, None),
        ("Phạm vi và đối tượng", True, "force"),
        ("Phương án cấp phát giống", False, "tasks"),
        ("NGUỒN VỐN THỰC HIỆN", True, "carry_out"),
    ],
)
def test_headings(heading: str, top: bool, purpose: str | None) -> None:
    assert purpose_of_heading(heading, top) == purpose


@pytest.mark.parametrize(
    ("text", "opens"),
    [
        ("Tiếp tục rà soát các tuyến phố.", True),
        ("Định kỳ, kịp thời cập nhật bản đồ cây.", True),
        ("Hệ thống tưới nước tự động.", False),
        ("Tỷ lệ cây sống trên 90%.", False),
        ("Giáo viên hướng dẫn học sinh.", False),
    ],
)
def test_work_verbs(text: str, opens: bool) -> None:
    assert opens_work(text) is opens


def test_how_things_stand_is_no_work() -> None:
    body = (
        "II. NỘI DUNG THỰC HIỆN\n\n1. Hiện trạng\n\nTỉnh hiện có nhiều chợ dân sinh, sức mua lớn.\n\n"
        "2. Kế hoạch phát triển\n\n2.1. Xây dựng hai chợ đầu mối."
    )
    assert tasks_of(body) == ["II.2.1"]
