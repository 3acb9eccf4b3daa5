"""Outline and tables: the same document as clean web text with flattened tables and as a scan turned into Markdown."""

from pathlib import Path

import pytest

from ingest.readers import read
from ingest.readers.base import SourceText
from ingest.structure.layout import Layout, Table
from ingest.structure.structure import read_layout

EXAMPLES = Path(__file__).parents[2] / "examples"


def layout_of(text: str, markup: bool = False) -> Layout:
    return read_layout(SourceText("a.txt", "", "text/plain", "text", text, markup))


def cells(layout: Layout, table: Table) -> list[list[str | None]]:
    return [[layout.clean.at(c) if c else None for c in row.cells] for row in table.rows]


FLAT = """STT
Nội dung công việc
Đơn vị chủ trì
Đơn vị phối hợp
Thời gian thực hiện
I
Hoàn thiện quy định nội bộ của cơ quan
1
Rà soát các mẫu đơn đang dùng tại bộ phận một cửa.
Văn phòng
Các đơn vị liên quan
Quý II/2025
2
Xây dựng quy trình luân chuyển hồ sơ giữa các phòng.
Vụ Pháp chế
Văn phòng
Vụ Tổ chức cán bộ
Các đơn vị liên quan
Năm 2025
"""


def test_flattened_table_is_put_back_into_columns() -> None:
    layout = layout_of(FLAT)
    (table,) = layout.tables
    assert [c.role for c in table.columns] == ["marker", "text", "lead", "support", "timeframe"]
    rows = cells(layout, table)
    assert [r.kind for r in table.rows] == ["group", "item", "item"]
    assert rows[1][2:] == ["Văn phòng", "Các đơn vị liên quan", "Quý II/2025"]
    assert rows[2][4] == "Năm 2025"
    assert rows[2][3] is not None
    assert "Các đơn vị liên quan" in rows[2][3]
    assert [r.path for r in table.rows] == ["I", "I.1", "I.2"]


TABS = (
    "TT\tNội dung\tĐơn vị thực hiện\t\tThời gian\n\t\tChủ trì\tPhối hợp\t\n"
    "1\t<b>Công tác cán bộ</b>\t\t\t\n"
    "(1)\tBồi dưỡng kỹ năng số cho\tVụ Tổ chức cán bộ\tCác đơn vị\tHằng\n\n"
    "\tcông chức tiếp dân.\t\tliên quan\tnăm\n"
    "1.2 Công tác khen thưởng\t\t\t\t\n"
    "(1)\tĐề xuất khen thưởng.\tVăn phòng\t\tĐột xuất\n"
)


def test_rows_cut_by_a_page_end_are_joined_and_run_together_markers_parted() -> None:
    layout = layout_of(TABS, markup=True)
    (table,) = layout.tables
    assert [c.role for c in table.columns] == ["marker", "text", "lead", "support", "timeframe"]
    rows = cells(layout, table)
    assert rows[1][1] == "Bồi dưỡng kỹ năng số cho công chức tiếp dân."
    assert rows[1][3:] == ["Các đơn vị liên quan", "Hằng năm"]
    assert [r.path for r in table.rows] == ["1", "1.(1)", "1.2", "1.2.(1)"]
    joined = table.rows[1].cells[1]
    assert joined is not None
    pieces = layout.clean.evidence(joined)
    assert [p.quote for p in pieces] == ["Bồi dưỡng kỹ năng số cho", "công chức tiếp dân."]
    assert all(layout.clean.raw[p.start : p.end] == p.quote for p in pieces)


def test_every_row_of_a_table_is_kept() -> None:
    layout = layout_of(TABS, markup=True)
    printed = [line for line in TABS.splitlines()[2:] if line.strip()]
    assert len(layout.tables[0].rows) == len(printed) - 1, "one printed row is the rest of the one above"


BODY = """Số: 7/KH-ABC
KẾ HOẠCH
Thực hiện nhiệm vụ năm 2025
I. MỤC ĐÍCH
1. Mục đích
- Nâng cao chất lượng phục vụ.
III. NHIỆM VỤ
1. Đôn đốc
a) Đối với tỉnh
- Gọi điện;
+ Ghi lại kết quả;
- Gửi thư.
1.1. Kiểm tra
b) Đối với huyện: kiểm tra hằng tuần.
Nơi nhận:
- Như trên;
- Lưu: VT.
"""


def test_paths_are_the_printed_markers() -> None:
    layout = layout_of(BODY)
    paths = {layout.clean.at(b.span): b.path for b in layout.blocks}
    assert paths["Gọi điện;"] == "III.1.a.1"
    assert paths["Gửi thư."] == "III.1.a.2"
    assert paths["Kiểm tra"] == "III.1.1"
    assert paths["Đối với huyện: kiểm tra hằng tuần."] == "III.1.1.b"
    last = [b.kind for b in layout.blocks if layout.clean.at(b.span).startswith(("- Như", "- Lưu"))]
    assert last == ["recipients", "recipients"]


@pytest.mark.parametrize("name", ["1180-KH-TCDVS.txt", "1180-KH-TCDVS-scan.md"])
def test_two_copies_give_one_table(name: str) -> None:
    layouts = [read_layout(read(EXAMPLES / n)) for n in ("1180-KH-TCDVS.txt", name)]
    first, other = ([(r.path, r.kind) for t in lay.tables for r in t.rows] for lay in layouts)
    assert first == other
    assert len(first) > 15


def test_clean_text_and_origin_have_one_length() -> None:
    for path in EXAMPLES.glob("*.[mt][dx]*"):
        layout = read_layout(read(path))
        assert len(layout.clean.text) == len(layout.clean.origin)
        for block in layout.blocks:
            for piece in layout.clean.evidence(block.span):
                assert layout.clean.raw[piece.start : piece.end] == piece.quote


def test_a_head_that_a_page_end_cuts_is_one_head() -> None:
    layout = layout_of(
        "KẾ HOẠCH\nIII. NHIỆM VỤ\n\n"
        "STT\tTên nhiệm\tCơ quan chủ trì\tCơ quan phối\tThời gian triển\n\n\tvụ/dự án\t\thợp\tkhai\n"
        "1\tXây dựng kho dữ liệu\tVụ Kế hoạch\tVăn phòng\tQuý I/2026\n"
    )
    assert [c.role for c in layout.tables[0].columns] == ["marker", "text", "lead", "support", "timeframe"]
    assert len([r for r in layout.tables[0].rows if r.kind == "item"]) == 1


def test_a_head_is_told_by_its_first_cell_where_few_of_its_words_are_known() -> None:
    layout = layout_of(
        "KẾ HOẠCH\nIII. NHIỆM VỤ\n\n"
        "STT\tTên ấn phẩm\tKhổ giấy\tThời gian phát hành\tKênh phát\tĐơn vị chịu trách nhiệm\n"
        "1\tNiên giám ngành\tA4\tTháng 6/2026\tTrang tin\tVụ Kế hoạch\n"
    )
    roles = [c.role for c in layout.tables[0].columns]
    assert roles[0] == "marker"
    assert "timeframe" in roles
    assert "lead" in roles


def test_the_letter_after_h_is_a_letter() -> None:
    points = "\n\n".join(f"{letter}) Sửa cầu tre số {n}." for n, letter in enumerate("abcdđeghik"))
    layout = layout_of(f"KẾ HOẠCH\n\nSỬA CẦU TRE\n\nI. NHIỆM VỤ\n\n1. Sửa cầu:\n\n{points}\n")
    assert [b.path for b in layout.blocks if b.marker in ("h", "i", "k")] == ["I.1.h", "I.1.i", "I.1.k"]


def test_a_list_of_small_roman_numbers_under_h() -> None:
    points = "h) Sửa cầu tre gồm:\n\ni) Thay sàn;\n\nii) Thay lan can."
    layout = layout_of(f"KẾ HOẠCH\n\nSỬA CẦU TRE\n\nI. NHIỆM VỤ\n\ng) Đo đạc.\n\n{points}\n")
    assert [b.path for b in layout.blocks if b.marker in ("h", "i", "ii")] == ["I.h", "I.h.i", "I.h.ii"]


def test_a_basis_cut_before_a_capital_is_one_paragraph() -> None:
    layout = layout_of(
        "KẾ HOẠCH\nTriển khai công tác năm 2025\n\nCăn cứ Luật Tổ chức\nChính phủ ngày 18 tháng 02\nnăm 2025;\n"
        "Căn cứ Quyết định số 7/QĐ-TCX\nỦy ban nhân dân tỉnh A ban hành Kế hoạch như sau:\n\nI. NHIỆM VỤ\n1. Họp.\n"
    )
    texts = [layout.clean.at(b.span) for b in layout.blocks]
    assert "Căn cứ Luật Tổ chức Chính phủ ngày 18 tháng 02 năm 2025;" in texts
    assert "Căn cứ Quyết định số 7/QĐ-TCX" in texts
