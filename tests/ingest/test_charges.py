"""Which sentences of a decision's own articles charge a body, and what stands there without ordering anything."""

from __future__ import annotations

import pytest

from ingest.letters import fold
from ingest.readers.base import SourceText
from ingest.structure.charges import charges, ordering_from
from ingest.structure.sections import purposes
from ingest.structure.structure import read_layout
from ingest.tasks.task_points import CLOSING, find_points, is_recipients


def points_of(articles: str) -> list[tuple[str, str]]:
    text = f"""UBND TỈNH X
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 77/QĐ-UBND
X, ngày 01 tháng 3 năm 2025

QUYẾT ĐỊNH
VỀ VIỆC CÔNG BỐ DANH MỤC THỦ TỤC LĨNH VỰC ĐÒ NGANG

Điều 1. Công bố kèm theo Quyết định này 02 thủ tục lĩnh vực đò ngang.

{articles}"""
    layout = read_layout(SourceText("a.txt", "", "text/plain", "text", text))
    return [(p.path, layout.clean.at(p.spans[0])) for p in find_points(layout, purposes(layout))]


@pytest.mark.parametrize(
    ("text", "charged"),
    [
        ("Sở Xây dựng có trách nhiệm kẻ lại vạch bến đò trước mùa lũ.", True),
        ("Sở Xây dựng chịu trách nhiệm chủ trì, phối hợp với các xã trình phương án bến đò.", True),
        ("Trung tâm Đăng kiểm và các đơn vị liên quan có trách nhiệm:", True),
        ("Hằng năm, Sở Y tế chủ trì khám sức khỏe cho người lái đò.", True),
        ("Giám đốc Sở Xây dựng tiếp thu ý kiến của các thành viên, hoàn thiện tờ trình.", True),
        ("Giám đốc Sở Xây dựng và các cơ quan liên quan chịu trách nhiệm thi hành Quyết định này./.", False),
        ("Chánh Văn phòng, Giám đốc các Sở căn cứ Quyết định thi hành./.", False),
        ("Thủ trưởng các đơn vị có trách nhiệm tổ chức thực hiện Quy chế này.", False),
        ("Đơn vị chủ trì quản lý bến đò", False),
        ("Cơ quan chủ trì: Sở Xây dựng.", False),
    ],
)
def test_charges(text: str, charged: bool) -> None:
    assert charges(text) is charged


def test_the_order_behind_what_is_decided() -> None:
    text = "Quyết định này có hiệu lực từ ngày ký. Giao Sở Xây dựng treo bảng giá đò tại các bến."
    assert text[ordering_from(text) :].startswith("Giao Sở")
    assert ordering_from("Quyết định này có hiệu lực từ ngày ký.") == -1


def test_articles_that_charge_a_body() -> None:
    found = points_of("""Điều 2. Sở Xây dựng có trách nhiệm:

1. Niêm yết thủ tục tại các bến đò.

Thời hạn chậm nhất 05 ngày làm việc kể từ ngày ban hành Quyết định.

2. Trình quy trình nội bộ trước ngày 30/4/2025.

Điều 3. Quyết định này có hiệu lực từ ngày ký. Giao Sở Y tế phối hợp với các xã phát áo phao cho người lái đò.

Điều 4. Giám đốc Sở Xây dựng và các cơ quan liên quan chịu trách nhiệm thi hành Quyết định này./.
""")
    assert [path for path, _ in found] == ["Điều 2.1", "Điều 2.2", "Điều 3"]
    assert found[-1][1].startswith("Giao Sở Y tế")


def test_what_is_no_work() -> None:
    assert is_recipients("Chính phủ; - Ban Tổ chức Trung ương; - Các bộ, cơ quan ngang bộ; - Lưu: VT, TH.")
    assert not is_recipients("Sở A rà soát bến đò; - Sở B kẻ vạch; - Sở C báo cáo kết quả.")
    assert CLOSING.match(fold("Ban hành kèm theo Quyết định này mẫu vé đò."))
    assert CLOSING.match(fold("Số lượng: 200 áo phao."))
    assert not CLOSING.match(fold("Ban hành mẫu vé đò."))


def test_a_group_is_a_body_and_a_form_is_none() -> None:
    found = points_of("""Điều 2. Giao Sở Xây dựng kẻ lại vạch bến đò.

QUY CHẾ
QUẢN LÝ BẾN ĐÒ

Chương I
QUY ĐỊNH CHUNG

Điều 1. Phạm vi điều chỉnh

1. Quy chế này quy định việc quản lý bến đò.

Chương II
TỔ CHỨC THỰC HIỆN

Điều 2. Trách nhiệm của các cơ quan, đơn vị

1. Phân công người trực bến trong mùa lũ.

2. Kịp thời báo cáo tai nạn đò; xử lý vi phạm tại bến hoặc chuyển người có thẩm \
quyền của xã xử lý theo quy định của pháp luật về đường thủy nội địa hiện hành.

Mẫu sổ ghi chuyến đò

BẾN ĐÒ XÃ Y HUYỆN Z

Độc lập - Tự do - Hạnh phúc của người lái đò
""")
    assert [text.split(";")[0] for _, text in found][1:] == [
        "Phân công người trực bến trong mùa lũ.",
        "Kịp thời báo cáo tai nạn đò",
    ]
