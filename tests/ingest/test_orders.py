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


def test_manner() -> None:
    for text, manner in ((DIRECTIVE, "orders"), (REPLY, "letter"), (RULES, "rules")):
        assert manner_of(read_layout(SourceText("a.txt", "", "text/plain", "text", text))) == manner
