"""Sentences that tell or praise are no orders; those that order are not taken for them."""

import pytest

from ingest.readers.base import SourceText
from ingest.structure.narrative import praises, tells
from ingest.structure.sections import purposes
from ingest.structure.structure import read_layout
from ingest.tasks.task_points import find_points


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Ghi nhận, đánh giá cao nỗ lực của tỉnh trong vụ cá vừa rồi.", True),
        ("Thường trực Tỉnh ủy ghi nhận và biểu dương các xã ven biển.", True),
        ("Cơ bản thống nhất với báo cáo của Sở Xây dựng.", True),
        ("Biểu dương, khen thưởng kịp thời các tổ dân phố làm tốt.", False),
        ("Giao Sở Nội vụ ghi nhận kiến nghị của các xã.", False),
        ("Ngày 02/3/2025, Quốc hội đã thông qua luật mới.", True),
        ("Trong thời gian qua, Bộ Y tế đã tiêm hai triệu liều.", True),
        ("Tỉnh Z có quy mô dân số lớn.", True),
        ("Bộ Y tế đã tiêm hai triệu liều. Yêu cầu các tỉnh tiêm nhắc lại.", False),
        ("Các xã phải nộp báo cáo đã ký.", False),
        ("Rà soát hồ sơ đã tiếp nhận.", False),
        ("Đối với hồ sơ đã nhận, các xã trả kết quả trước ngày 05/4.", False),
    ],
)
def test_what_only_tells(text: str, told: bool) -> None:
    assert tells(text) is told


def test_praise_is_who_speaks() -> None:
    assert praises("Thủ tướng đánh giá cao bà con ngư dân.")
    assert not praises("Tổ chức lễ hội, cảm ơn du khách.")


CONCLUSION = """VĂN PHÒNG CHÍNH PHỦ
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 88/TB-VPCP
Hà Nội, ngày 01 tháng 3 năm 2025
THÔNG BÁO
KẾT LUẬN VỀ NGHỀ CÁ

Sau khi nghe báo cáo, Phó Thủ tướng kết luận như sau:

I. ĐÁNH GIÁ CHUNG

Tỉnh đã rất nỗ lực giữ nghề cá.

Thời gian tới, Tỉnh cần tập trung thực hiện một số nhiệm vụ, giải pháp sau đây:

1. Sửa chữa bến cá.

2. Đào tạo thuyền viên.

II. KIẾN NGHỊ CỦA TỈNH

1. Về kinh phí: Giao Bộ Tài chính cân đối, báo cáo Thủ tướng Chính phủ xem xét, quyết định.

2. Về cảng mới: Tỉnh lựa chọn và thực hiện theo quy định.

Văn phòng Chính phủ xin thông báo để các cơ quan biết, thực hiện./.
"""


def test_a_list_of_work_at_the_end_of_an_assessment() -> None:
    layout = read_layout(SourceText("a.txt", "", "text/plain", "text", CONCLUSION))
    paths = [p.path for p in find_points(layout, purposes(layout))]
    assert paths == ["I.1", "I.2", "II.1", "II.2"]
