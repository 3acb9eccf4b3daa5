"""What orders a body to act, by kind of document: directives, letters, decisions, rules."""

from pathlib import Path

import pytest
import yaml

from ingest.readers.base import SourceText
from ingest.structure.orders import is_order, manner_of
from ingest.structure.sections import purposes
from ingest.structure.structure import read_layout
from ingest.tasks.task_points import find_points

CASES = yaml.safe_load((Path(__file__).parents[1] / "corpus" / "orders.yaml").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["reason"][:40])
def test_orders(case: dict) -> None:
    assert is_order(case["text"]) is case["order"]


def tasks_of(text: str) -> list[str]:
    layout = read_layout(SourceText("a.txt", "", "text/plain", "text", text))
    return [p.path for p in find_points(layout, purposes(layout))]


HEAD = """UBND TỈNH X
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: {number}
X, ngày 01 tháng 3 năm 2025
"""
DIRECTIVE = (
    HEAD.format(number="05/CT-UBND")
    + """CHỈ THỊ
VỀ VIỆC GIỮ GÌN HỒ ĐẬP

Mùa mưa đang đến gần. Chủ tịch Ủy ban nhân dân tỉnh yêu cầu:

1. Sở Nông nghiệp và Môi trường:

a) Kiểm tra các hồ chứa trước ngày 30/4/2025.

b) Lập danh sách hồ xuống cấp, gửi Sở Tài chính.

2. Công an tỉnh phối hợp cắm biển báo tại các hồ.

Nơi nhận:
- Như trên.
"""
)
REPLY = (
    HEAD.format(number="77/CT-CS")
    + """Kính gửi: Công ty B

Công ty hỏi về thuế đất. Về việc này, Cục có ý kiến như sau:

1. Căn cứ Luật Đất đai, đề nghị Công ty kê khai theo mẫu.

Cục trả lời để Công ty biết./.
"""
)
RULES = (
    HEAD.format(number="12/2025/QĐ-UBND")
    + """QUYẾT ĐỊNH
BAN HÀNH QUY ĐỊNH VỀ HỒ CHỨA

Điều 1. Nội dung quản lý

1. Bảo đảm an toàn công trình trong mùa mưa.

Điều 2. Trách nhiệm của các cơ quan

1. Sở Xây dựng thẩm định thiết kế nâng cấp.

2. Chủ nhà tự thu dọn lòng hồ.

Điều 3. Hiệu lực thi hành

1. Quyết định này có hiệu lực từ ngày ký.
"""
)


def test_directive_orders_without_a_heading() -> None:
    assert tasks_of(DIRECTIVE) == ["1.a", "1.b", "2"]


def test_reply_orders_nothing() -> None:
    assert tasks_of(REPLY) == []


def test_rules_order_named_bodies_in_articles_on_responsibility() -> None:
    assert tasks_of(RULES) == ["Điều 2.1"]


DUTIES = (
    HEAD.format(number="15/2025/NĐ-CP")
    + """NGHỊ ĐỊNH
QUY ĐỊNH VỀ KHO LẠNH

Điều 8. Quyền hạn, trách nhiệm của Bộ Công Thương

1. Lập danh mục kho lạnh dùng chung.

Điều 9. Nhiệm vụ, quyền hạn và trách nhiệm của Ủy ban nhân dân cấp tỉnh

1. Bố trí đất xây kho lạnh.

Điều 10. Quyền và nghĩa vụ của chủ kho

1. Kiến nghị cơ quan thuế giảm tiền thuê đất.

Điều 11. Trách nhiệm của các bộ, ngành

1. Trách nhiệm của Bộ Y tế

a) Lấy mẫu thực phẩm định kỳ.

2. Giao Bộ Xây dựng:

a) Soạn quy chuẩn nhà kho.

Điều 12. Trách nhiệm của cơ quan, tổ chức, cá nhân

1. Giữ gìn vệ sinh chung.

Điều 13.

Trách nhiệm của Cục Quản lý thị trường

1. Kiểm đếm kho hai lần một năm.

Điều 14. Trình tự xét hỗ trợ

1. Trách nhiệm của Ủy ban nhân dân cấp xã

a) Nhận đơn của chủ kho.

2. Hồ sơ gồm đơn và ảnh chụp kho.

Điều 15. Trách nhiệm của Quỹ Hạ tầng kho

1. Cho vay xây kho.

Điều 16. Quyền và trách nhiệm của Hội Nông dân

1. Hội Nông dân có các quyền sau đây:

a) Tham gia đoàn kiểm tra.

2. Hội Nông dân có các trách nhiệm sau đây:

a) Vận động hội viên gửi hàng.

Điều 17. Chế độ báo cáo

1. Hằng năm, Bộ Công Thương báo cáo Chính phủ về kho lạnh.

Điều 18. Điều khoản thi hành

1. Nghị định này có hiệu lực từ ngày ký.
"""
)
SHARED_OUT = (
    HEAD.format(number="33/2025/QĐ-UBND")
    + """QUYẾT ĐỊNH
QUY ĐỊNH PHÂN CÔNG NHIỆM VỤ QUẢN LÝ CHỢ

Điều 1. Phạm vi điều chỉnh

1. Các cơ quan được phân công quản lý chợ trên địa bàn tỉnh.

Điều 2. Xếp hạng chợ

1. Sở Công Thương có trách nhiệm xét hạng chợ mỗi năm một lần.

2. Chợ hạng một có trên bốn trăm điểm kinh doanh.

Điều 3. Tổ chức thực hiện

1. Giao Sở Tài chính thu phí chợ.
"""
)


def test_duties_have_many_headings() -> None:
    assert tasks_of(DUTIES) == [
        "Điều 8.1", "Điều 9.1", "Điều 11.1.a", "Điều 11.2.a", "Điều 13.1", "Điều 14.1.a",
        "Điều 15.1", "Điều 16.2.a", "Điều 17.1",
    ]  # fmt: skip


def test_a_decision_that_shares_out_work() -> None:
    assert tasks_of(SHARED_OUT) == ["Điều 2.1", "Điều 3.1"]


def test_manner() -> None:
    for text, manner in ((DIRECTIVE, "orders"), (REPLY, "letter"), (RULES, "rules")):
        assert manner_of(read_layout(SourceText("a.txt", "", "text/plain", "text", text))) == manner
