"""Heads of copies that leave parts out: no letterhead, a lost line break, no signature above the annex."""

import pytest

from ingest.components import record_of
from ingest.pipeline import pipeline
from ingest.readers.base import SourceText
from ingest.records import Record
from ingest.structure.layout import Layout
from ingest.structure.structure import read_layout


def source_of(text: str) -> SourceText:
    return SourceText("a.md", "", "text/markdown", "text", text, True)


def layout_of(text: str) -> Layout:
    return read_layout(source_of(text))


def record(text: str) -> Record:
    return record_of(source_of(text), None, pipeline())


def kinds(layout: Layout) -> list[tuple[str, str]]:
    return [(b.kind, layout.clean.at(b.span)) for b in layout.blocks]


TELEGRAM = """**CÔNG ĐIỆN**

VỀ PHÒNG CHÁY RỪNG MÙA KHÔ

**CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH điện:**

- Giám đốc các sở;

- Chủ tịch Ủy ban nhân dân các xã.

Từ đầu mùa khô đã xảy ra bốn vụ cháy. Chủ tịch Ủy ban nhân dân tỉnh yêu cầu:

1. Sở Nông nghiệp và Môi trường cử tổ trực tại các trạm gác rừng.

2. Công an tỉnh điều tra nguyên nhân các vụ cháy.
"""


def test_a_copy_without_letterhead_opens_with_its_type_word() -> None:
    found = kinds(layout_of(TELEGRAM))
    assert found[0] == ("title", "CÔNG ĐIỆN")
    assert found[1] == ("title", "VỀ PHÒNG CHÁY RỪNG MÙA KHÔ")
    assert {kind for kind, _ in found[2:6]} == {"preamble"}
    got = record(TELEGRAM)
    assert [(t.path, t.leads) for t in got.tasks] == [
        ("1", ["Sở Nông nghiệp và Môi trường"]),
        ("2", ["Công an tỉnh"]),
    ]


def test_a_portals_heading_above_the_letterhead_is_no_title() -> None:
    text = (
        "KẾ HOẠCH\n\nBẢO TRÌ CẦU TREO\n\nSỞ XÂY DỰNG\n\nSố: 5/KH-SXD\n\nLâm Bình, ngày 02 tháng 3 năm 2031\n\n"
        "KẾ HOẠCH\n\nBẢO TRÌ CẦU TREO NĂM 2031\n\nCăn cứ Luật Đường bộ;\n\nI. NHIỆM VỤ\n\n1. Kiểm tra cáp.\n"
    )
    titles = [text for kind, text in kinds(layout_of(text)) if kind == "title"]
    assert titles == ["KẾ HOẠCH", "BẢO TRÌ CẦU TREO NĂM 2031"]


@pytest.mark.parametrize("word", ["NGHỊ ĐỊNH", "THÔNG TƯ"])
def test_a_lost_line_break_after_the_type_word(word: str) -> None:
    text = f"Số: 9/2031/X\n\n{word}Quy định chế độ trực đêm\n\nCăn cứ Luật Viên chức;\n\nĐiều 1. Phạm vi điều chỉnh\n"
    found = kinds(layout_of(text))
    assert ("title", word) in found
    assert ("title", "Quy định chế độ trực đêm") in found
    assert ("preamble", "Căn cứ Luật Viên chức;") in found


def test_an_annex_opens_without_a_signature_above_it() -> None:
    text = (
        "NGHỊ QUYẾT\n\nBan hành Kế hoạch trồng tre\n\nCăn cứ Luật Lâm nghiệp;\n\nQUYẾT NGHỊ:\n\n**Điều 1.**\n\n"
        "Ban hành kèm theo Nghị quyết này Kế hoạch trồng tre.\n\nKẾ HOẠCH\n\nTRỒNG TRE CHẮN SÓNG\n\n"
        "(Ban hành kèm theo Nghị quyết số 4/NQ-HĐND ngày 05 tháng 6 năm 2031)\n\nI. NHIỆM VỤ\n\n1. Ươm tre giống.\n"
    )
    assert [t.path for t in record(text).tasks] == ["I.1"]


def test_an_article_that_issues_a_plan_is_no_task() -> None:
    long = "phục vụ việc sắp xếp, tổ chức thực hiện nhiệm vụ của các cơ quan chuyên môn và đơn vị sự nghiệp " * 2
    text = (
        f"NGHỊ QUYẾT\n\nBan hành Kế hoạch\n\nCăn cứ Luật A;\n\nQUYẾT NGHỊ:\n\n**Điều 1.**\n\n"
        f"Ban hành kèm theo Nghị quyết này Kế hoạch {long.strip()}.\n\n**Điều 2.**\n\nGiao Văn phòng lập danh mục.\n"
    )
    assert [t.path for t in record(text).tasks] == ["Điều 2"]


def test_a_resolution_with_a_scope_is_rules() -> None:
    text = (
        "NGHỊ QUYẾT\n\nVỀ CHÍNH SÁCH ĐẶC BIỆT CHO NGHỀ RÈN\n\nCăn cứ Luật A;\n\nQUYẾT NGHỊ:\n\n"
        "Điều 1. Phạm vi điều chỉnh\n\nNghị quyết này quy định chính sách cho nghề rèn.\n\n"
        "Điều 2. Nhiệm vụ, hoạt động được áp dụng\n\n1. Nghiên cứu mẫu lò rèn.\n\n2. Xây dựng chợ rèn.\n"
    )
    assert record(text).tasks == []


def test_an_authority_line_under_a_title_that_ends_in_an_open_word() -> None:
    text = (
        "**NGHỊ QUYẾT**\n\n**Về thí điểm cơ chế đặc biệt cho nghề rèn trong xây dựng và thi hành pháp luật**\n\n"
        "**QUỐC HỘI**\n\n*Căn cứ Hiến pháp;*\n\n**QUYẾT NGHỊ:**\n\n**Điều 1.**\n\nThí điểm ba năm.\n"
    )
    document = record(text).document
    assert document is not None
    assert document.issuer == "Quốc hội"
    assert (document.title or "").endswith("pháp luật")


def test_an_order_of_its_own_under_a_dash() -> None:
    text = (
        "KẾ HOẠCH\n\nSỬA CẦU TREO\n\nI. NHIỆM VỤ\n\n1. Sở Xây dựng\n\n- Lập danh mục cầu treo.\n\n"
        "Khi lập danh mục, ghi rõ năm làm và tải trọng của từng cầu treo.\n\n- Sơn lại biển báo.\n\n"
        "Kế hoạch được gửi các xã để biết và phối hợp trong năm.\n"
    )
    assert [t.path for t in record(text).tasks] == ["I.1.1", "I.1.1#2", "I.1.2"]
