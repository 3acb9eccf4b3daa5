"""A page of a legal portal as text: furniture, metadata block, tables drawn with bars, merged cells."""

from ingest.components import record_of
from ingest.pipeline import pipeline
from ingest.readers.base import SourceText
from ingest.records import Record
from ingest.structure.layout import Layout, Table
from ingest.structure.structure import read_layout

TOP = """|
|
Bản quyền thuộc **
CỔNG VĂN BẢN**. Cấm sao chép.
X
Đang tải văn bản...
#
**Số hiệu:**
|
12/KH-TTX
|
|
**Loại văn bản:**
|
Kế hoạch
|
**Nơi ban hành:**
|
Trung tâm X
|
|
**Người ký:**
|
Lê Văn An
|
**Ngày ban hành:**
|
05/03/2025
|
|
**Tình trạng:**
|
Đã biết
|
"""
HEAD = """|
**TRUNG TÂM X**
-------
|
**CỘNG HÒA XÃ HỘI
CHỦ NGHĨA VIỆT NAM**
Độc lập - Tự do - Hạnh phúc
|
|
Số: 12/KH-TTX
|
*Hà Nội, ngày 05 tháng 3
năm 2025*
|
**KẾ HOẠCH**
TRIỂN KHAI KHO DỮ LIỆU DÙNG CHUNG
**I. NHIỆM VỤ**
1. Phòng Tổng hợp rà soát danh mục dữ liệu đang
dùng, báo cáo Giám đốc.
|
Nơi nhận:
- Như trên;
- Lưu: VT.
|
**GIÁM ĐỐC**
Lê Văn An
|
**PHỤ LỤC**
DANH MỤC NHIỆM VỤ
*(Kèm theo Kế hoạch số 12/KH-TTX)*
"""
TABLE = """|
**TT**
|
**Nội dung nhiệm
vụ**
|
**Cơ quan chủ trì**
|
**Cơ quan phối hợp**
|
**Thời hạn**
|
|
**A**
|
**DỮ LIỆU**
|
|
1
|
Lập danh mục dữ liệu gốc
|
Phòng Tổng hợp
|
Các đơn vị liên quan
|
Tháng 6/2025
|
|
- Làm sạch dữ liệu trùng
|
Quý IV/2025
|
|
2
|
Nối kho dữ liệu với trục liên thông
|
Phòng Kỹ thuật
|
|
Năm 2025
|
"""
TAIL = """Kế hoạch 12/KH-TTX năm 2025 triển khai kho dữ liệu dùng chung
Văn bản này chưa cập nhật nội dung Tiếng Anh
## Văn bản liên quan
Ban hành:
01/01/2024
"""


def layout_of(text: str) -> Layout:
    return read_layout(SourceText("a.md", "", "text/markdown", "markdown", text, True))


def record(text: str) -> Record:
    return record_of(SourceText("a.md", "", "text/markdown", "markdown", text, True), None, pipeline())


def cells(layout: Layout, table: Table) -> list[list[str | None]]:
    return [[layout.clean.at(c) if c else None for c in row.cells] for row in table.rows]


def test_furniture_is_told_from_the_document() -> None:
    layout = layout_of(TOP + HEAD + TABLE + TAIL)
    body = "\n".join(layout.clean.at(b.span) for b in layout.blocks if b.kind != "furniture")
    assert "Cấm sao chép" not in body
    assert "Văn bản liên quan" not in body
    assert "năm 2025 triển khai" not in body
    assert body.startswith("TRUNG TÂM X")
    assert layout.portal is not None
    assert layout.portal.text("number") == "12/KH-TTX"
    assert layout.portal.text("status") is None  # "Đã biết" says nothing


def test_drawn_table_with_merged_and_empty_cells() -> None:
    layout = layout_of(TOP + HEAD + TABLE + TAIL)
    (table,) = layout.tables
    assert [c.role for c in table.columns] == ["marker", "text", "lead", "support", "timeframe"]
    assert [(r.kind, r.path) for r in table.rows] == [
        ("group", "PL.A"), ("item", "PL.A.1"), ("item", "PL.A.1#2"), ("item", "PL.A.2"),
    ]  # fmt: skip
    rows = cells(layout, table)
    assert rows[1][2] == rows[2][2] == "Phòng Tổng hợp"  # merged down
    assert 2 in table.rows[2].inherited
    assert rows[3] == ["2", "Nối kho dữ liệu với trục liên thông", "Phòng Kỹ thuật", None, "Năm 2025"]


def test_letterhead_and_signature_are_text_again() -> None:
    layout = layout_of(TOP + HEAD + TABLE + TAIL)
    kinds = {layout.clean.at(b.span): b.kind for b in layout.blocks}
    assert kinds["Số: 12/KH-TTX"] == "masthead"
    assert kinds["GIÁM ĐỐC"] == "signature"
    assert kinds["- Lưu: VT."] == "recipients"


def test_block_fills_and_is_checked() -> None:
    without_number = HEAD.replace("Số: 12/KH-TTX", "Số: /KH-TTX", 1)
    found = record(TOP + without_number + TAIL)
    assert found.document is not None
    assert found.document.number == "12/KH-TTX"
    assert "from_portal_block" in {a.code for a in found.anomalies}
    other_day = record(TOP.replace("05/03/2025", "06/03/2025") + HEAD + TAIL)
    assert other_day.document is not None
    assert other_day.document.issued_on == "2025-03-05"  # the masthead wins
    assert "portal_block_differs" in {a.code for a in other_day.anomalies}


def test_page_without_the_document() -> None:
    found = record(TOP + TAIL)
    assert {a.code for a in found.anomalies} >= {"portal_without_text", "from_portal_block"}
    assert found.document is not None
    assert found.document.issued_on == "2025-03-05"


def test_text_without_a_portal_stays_whole() -> None:
    layout = layout_of("**KẾ HOẠCH**\n\nVăn bản liên quan\n\n1. Rà soát văn bản liên quan đến kho dữ liệu.\n")
    assert layout.portal is None
    assert all(b.kind != "furniture" for b in layout.blocks)


def test_list_of_procedures_is_no_table_of_work() -> None:
    table = TABLE.replace("**Nội dung nhiệm\nvụ**", "**Tên thủ tục hành chính**")
    assert not record(TOP + HEAD.replace("1. Phòng Tổng hợp rà soát", "1. Rà soát") + table + TAIL).tasks[1:]


LETTER = """**Kính gửi:** Hội Làm vườn tỉnh
Thực hiện kế hoạch năm, Trung tâm X đề nghị Hội làm các việc sau:
**1. Về việc ươm giống**
a) Ươm mười nghìn cây tre trước mùa mưa.
Nơi nhận:
- Như trên;
- Lưu: VT.
|
**GIÁM ĐỐC**
Lê Văn An
|
Văn bản khác 12/KH-TTX năm 2025 ươm tre chắn sóng do Trung tâm X ban hành
Văn bản này chưa cập nhật nội dung Tiếng Anh
## Văn bản liên quan
"""


def test_caption_below_gives_title_and_issuer_that_the_document_leaves_out() -> None:
    found = record(TOP + LETTER)
    assert found.document is not None
    assert (found.document.title, found.document.issuer) == ("ươm tre chắn sóng", "Trung tâm X")
    assert [t.text for t in found.tasks] == ["Ươm mười nghìn cây tre trước mùa mưa."]
    assert {a.code for a in found.anomalies} >= {"from_portal_block"}


def test_caption_does_not_replace_what_the_document_says() -> None:
    found = record(TOP + HEAD + LETTER.replace("Văn bản khác", "Kế hoạch"))
    assert found.document is not None
    assert found.document.title == "TRIỂN KHAI KHO DỮ LIỆU DÙNG CHUNG"
