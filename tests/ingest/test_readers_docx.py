# ruff: noqa: E501 - XML reads better on one line
"""DOCX as print shows it: numbers that Word makes, merged cells, footnotes, changes taken as accepted."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from ingest.errors import Unreadable
from ingest.readers import read
from ingest.readers.numbering import numeral

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
HEAD = f'<?xml version="1.0" encoding="UTF-8"?><w:{{0}} xmlns:w="{W}">'
TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)


def part(root: str, inside: str) -> str:
    return HEAD.format(root) + inside + f"</w:{root}>"


def p(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def make(path: Path, body: str, **parts: str) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr("word/document.xml", part("document", f"<w:body>{body}</w:body>"))
        for name, text in parts.items():
            archive.writestr(f"word/{name}.xml", text)
    return path


def text_of(tmp_path: Path, body: str, **parts: str) -> str:
    return read(make(tmp_path / "a.docx", body, **parts)).text


def level(i: int, style: str, pattern: str, extra: str = "") -> str:
    return f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{style}"/>{extra}<w:lvlText w:val="{pattern}"/></w:lvl>'


NUMBERING = part(
    "numbering",
    '<w:abstractNum w:abstractNumId="0">'
    + level(0, "upperRoman", "%1.")
    + level(1, "decimal", "%2.")
    + level(2, "decimal", "%2.%3.")
    + level(3, "lowerLetter", "%4)")
    + level(4, "bullet", "\uf0b7")
    + level(5, "bullet", "+")
    + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>',
)


def listed(text: str, depth: int, instance: int = 1) -> str:
    return p(text, f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{instance}"/></w:numPr>')


def test_numbers_are_printed_as_word_prints_them(tmp_path: Path) -> None:
    body = "".join(
        listed(*a)
        for a in [
            ("Mục đích", 0), ("Một", 1), ("Hai", 1), ("Nhỏ", 2), ("Nhỏ nữa", 2), ("Điểm", 3), ("Gạch", 4), ("Cộng", 5),
            ("Ba", 1), ("Điểm lại", 3), ("Yêu cầu", 0), ("Lại một", 1), ("Từ đầu", 0, 2),
        ]
    )  # fmt: skip
    assert text_of(tmp_path, body, numbering=NUMBERING).split("\n\n") == [
        "I. Mục đích", "1. Một", "2. Hai", "2.1. Nhỏ", "2.2. Nhỏ nữa", "a) Điểm", "- Gạch", "+ Cộng",
        "3. Ba", "a) Điểm lại", "II. Yêu cầu", "1. Lại một", "I. Từ đầu",
    ]  # fmt: skip


def test_numbers_come_from_the_style_too(tmp_path: Path) -> None:
    styles = part(
        "styles",
        '<w:style w:type="paragraph" w:styleId="A"><w:name w:val="Muc"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="B"><w:name w:val="Muc con"/><w:basedOn w:val="A"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="C"><w:name w:val="toc 1"/></w:style>',
    )
    body = (
        p("Mục đích", '<w:pStyle w:val="B"/>')
        + p("Nhiệm vụ 5", '<w:pStyle w:val="C"/>')
        + p("Yêu cầu", '<w:pStyle w:val="A"/>')
    )
    none = p("Không số", '<w:pStyle w:val="A"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    assert (
        text_of(tmp_path, body + none, numbering=NUMBERING, styles=styles) == "I. Mục đích\n\nII. Yêu cầu\n\nKhông số"
    )


@pytest.mark.parametrize(
    ("count", "style", "text"),
    [
        (4, "upperRoman", "IV"),
        (49, "lowerRoman", "xlix"),
        (27, "lowerLetter", "aa"),
        (3, "upperLetter", "C"),
        (7, "decimalZero", "07"),
        (5, "none", ""),
    ],
)
def test_numeral(count: int, style: str, text: str) -> None:
    assert numeral(count, style) == text


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text)}</w:tc>"


def table(*rows: str, borders: bool = True) -> str:
    edge = '<w:tblBorders><w:top w:val="single"/><w:insideV w:val="single"/></w:tblBorders>' if borders else ""
    return f"<w:tbl><w:tblPr>{edge}</w:tblPr>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"


def test_merged_cells(tmp_path: Path) -> None:
    """A cell merged downwards stands in each of its rows, in the head only in the first; to the right, once."""
    down, more = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    body = table(
        cell("TT", down) + cell("Nhiệm vụ", down) + cell("Đơn vị", '<w:gridSpan w:val="2"/>'),
        cell("", more) + cell("", more) + cell("Chủ trì") + cell("Phối hợp"),
        cell("I") + cell("Việc chung", '<w:gridSpan w:val="3"/>'),
        cell("1") + cell("Rà soát") + cell("Vụ A", down) + cell("Cục B"),
        cell("2") + cell("Báo cáo") + cell("", more) + cell(""),
    )
    assert text_of(tmp_path, body).split("\n") == [
        "TT\tNhiệm vụ\tĐơn vị\t",
        "\t\tChủ trì\tPhối hợp",
        "I\tViệc chung\t\t",
        "1\tRà soát\tVụ A\tCục B",
        "2\tBáo cáo\tVụ A\t",
    ]


def test_letterhead_is_no_table(tmp_path: Path) -> None:
    head = table(
        cell("BỘ NỘI VỤ") + cell("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        cell("Số: 12/KH-BNV") + cell("Hà Nội, ngày 05 tháng 3 năm 2025"),
        borders=False,
    )
    end = table(cell("Nơi nhận:") + cell("KT. BỘ TRƯỞNG"), borders=False)
    assert "\t" not in (text := text_of(tmp_path, head + p("KẾ HOẠCH") + end))
    assert text.split("\n\n")[:3] == ["BỘ NỘI VỤ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Số: 12/KH-BNV"]


def test_items_of_a_cell_stay_apart(tmp_path: Path) -> None:
    inner = f"<w:tc>{p('- Vụ Pháp chế')}{p('- Vụ Tổ chức')}</w:tc>"
    assert text_of(tmp_path, table(cell("1") + cell("Việc") + inner)) == "1\tViệc\t- Vụ Pháp chế; - Vụ Tổ chức"


def test_changes_are_taken_as_accepted(tmp_path: Path) -> None:
    body = (
        "<w:p><w:r><w:t>Thời hạn </w:t></w:r><w:del><w:r><w:delText>30/6</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>31/12</w:t></w:r></w:ins><w:moveFrom><w:r><w:t> cũ</w:t></w:r></w:moveFrom></w:p>"
    )
    assert text_of(tmp_path, body) == "Thời hạn 31/12"


def test_marks_inside_a_paragraph(tmp_path: Path) -> None:
    body = (
        "<w:p><w:r><w:t>Số</w:t><w:tab/><w:t>1</w:t><w:noBreakHyphen/><w:t>2</w:t><w:br/><w:t>dòng hai</w:t></w:r>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>ẩn</w:t></w:r><w:r><w:rPr><w:caps/></w:rPr><w:t> hoa</w:t></w:r>"
        '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText> DATE </w:instrText><w:fldChar w:fldCharType="separate"/><w:t> 2025</w:t></w:r></w:p>'
    )
    assert text_of(tmp_path, body) == "Số 1-2\ndòng hai HOA 2025"


def test_footnotes_stand_at_the_end(tmp_path: Path) -> None:
    notes = part(
        "footnotes",
        f'<w:footnote w:id="2">{p("Ban hành năm 2024.")}</w:footnote><w:footnote w:id="-1">{p("x")}</w:footnote>',
    )
    body = '<w:p><w:r><w:t>Theo Nghị quyết</w:t><w:footnoteReference w:id="2"/><w:t>.</w:t></w:r></w:p>' + p("Hết")
    assert text_of(tmp_path, body, footnotes=notes) == "Theo Nghị quyết[1].\n\nHết\n\n[1] Ban hành năm 2024."


def test_text_boxes_are_kept_once(tmp_path: Path) -> None:
    box = f"<w:txbxContent>{p('ĐẾN Số: 5')}</w:txbxContent>"
    mc = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    body = (
        f'<w:p><w:r><w:t>Trên</w:t><mc:AlternateContent xmlns:mc="{mc}"><mc:Choice><w:drawing>{box}</w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    assert text_of(tmp_path, body) == "Trên\n\nĐẾN Số: 5"


def test_old_fonts_are_told_by_their_names(tmp_path: Path) -> None:
    run = '<w:r><w:rPr><w:rFonts w:ascii="{}"/></w:rPr><w:t>{}</w:t></w:r>'
    body = (
        "<w:p>"
        + run.format(".VnTime", "§éc lËp - Tù do ")
        + run.format("VNI-Times", "Haïnh phuùc ")
        + run.format(".VnTimeH", "céng hoµ")
        + "</w:p>"
    )
    assert text_of(tmp_path, body) == "Độc lập - Tự do Hạnh phúc CỘNG HOÀ"


def test_a_bomb_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Unreadable) as caught:
        read(make(tmp_path / "a.docx", p("a" * 40_000_000)))
    assert caught.value.reason == "too_large"


def test_entities_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w") as archive:
        xml = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>'
        archive.writestr("word/document.xml", xml + part("document", f"<w:body>{p('&e;')}</w:body>").split("?>", 1)[1])
    with pytest.raises(Unreadable) as caught:
        read(path)
    assert caught.value.reason == "broken"


def test_half_a_file_is_broken(tmp_path: Path) -> None:
    path = make(tmp_path / "a.docx", p("Kế hoạch"))
    path.write_bytes(path.read_bytes()[:-60])
    with pytest.raises(Unreadable) as caught:
        read(path)
    assert caught.value.reason == "broken"
