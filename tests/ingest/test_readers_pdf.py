"""PDF: ruled tables over pages, turned pages, columns, footnotes; what is refused and why."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

pytest.importorskip("fpdf", reason="fpdf2 is not installed")
import sample_files
from fpdf import FPDF
from PIL import Image, ImageDraw, ImageFont

from ingest.errors import Unreadable
from ingest.letters import seam
from ingest.pipeline import extract
from ingest.readers import read
from ingest.readers.pdf_flow import settled
from ingest.readers.pdf_page import CLOSE, OPEN, Rule, Run
from ingest.readers.pdf_tables import as_table, find_tables
from ingest.readers.pieces import render

FONT = sample_files.FONTS / "DejaVuSerif.ttf"
pytestmark = pytest.mark.skipif(not FONT.is_file(), reason="no DejaVu fonts here (Debian: fonts-dejavu-core)")
HEAD = ["TT", "Nhiệm vụ", "Đơn vị chủ trì", "Thời hạn"]
ROWS = [
    [
        str(i),
        f"Rà soát quy trình nội bộ số {i} và trình Thủ trưởng đơn vị xem xét",
        f"Vụ số {i}",
        f"Quý {'I' * (i % 3 + 1)}/2025",
    ]
    for i in range(1, 61)
]


def blank(orientation: str = "portrait") -> FPDF:
    page = FPDF(orientation=orientation, format="A4")  # type: ignore[arg-type]
    page.add_font("serif", fname=FONT)
    page.add_page()
    page.set_font("serif", size=11)
    return page


def save(page: FPDF, tmp_path: Path) -> Path:
    path = tmp_path / "a.pdf"
    page.output(str(path))
    page.fonts["serif"].ttfont.close()
    return path


@pytest.mark.parametrize("orientation", ["portrait", "landscape"])
def test_table_over_pages_is_one(tmp_path: Path, orientation: str) -> None:
    """Rows of all pages, the head once, as many cells in each row."""
    path = sample_files.write_pdf(["PHỤ LỤC NHIỆM VỤ", [HEAD, *ROWS]], tmp_path / "a.pdf", orientation)
    rows = [line.split("\t") for line in read(path).text.split("\n") if "\t" in line]
    assert rows == [HEAD, *ROWS]


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_turned_pages(tmp_path: Path, turn: int) -> None:
    """A page whose text runs up or down the sheet, as landscape annexes are often bound."""
    import pypdfium2  # noqa: PLC0415

    straight = sample_files.write_pdf(
        ["KẾ HOẠCH", "Vụ Kế hoạch chủ trì rà soát.", [HEAD, *ROWS[:5]]], tmp_path / "a.pdf"
    )
    want = read(straight).text
    source, turned = pypdfium2.PdfDocument(straight), pypdfium2.PdfDocument.new()
    width, height = source[0].get_size()
    sheet = turned.new_page(*((height, width) if turn % 180 else (width, height)))
    item = source.page_as_xobject(0, turned).as_pageobject()
    moves = {90: (0, width), 180: (width, height), 270: (height, 0)}[turn]
    item.set_matrix(pypdfium2.PdfMatrix().rotate(turn).translate(*moves))
    sheet.insert_obj(item)
    sheet.gen_content()
    turned.save(tmp_path / "b.pdf")
    assert read(tmp_path / "b.pdf").text == want


def test_letterhead_columns_come_one_after_the_other(tmp_path: Path) -> None:
    page = blank()
    for left, right in [
        ("ỦY BAN NHÂN DÂN", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("TỈNH HẢI ĐÔNG", "Độc lập - Tự do - Hạnh phúc"),
        ("Số: 12/KH-UBND", "Hải Đông, ngày 05 tháng 3 năm 2025"),
    ]:
        page.cell(70, 6, left, align="C")
        page.cell(0, 6, right, align="C", new_x="LMARGIN", new_y="NEXT")
    page.cell(0, 10, "KẾ HOẠCH", align="C")
    lines = [line for line in read(save(page, tmp_path)).text.split("\n") if line]
    assert lines == [
        "ỦY BAN NHÂN DÂN",
        "TỈNH HẢI ĐÔNG",
        "Số: 12/KH-UBND",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Hải Đông, ngày 05 tháng 3 năm 2025",
        "KẾ HOẠCH",
    ]


def test_merged_cells_by_missing_lines() -> None:
    """A 2×2 grid whose left column has no line between its rows."""
    rules = [Rule(x, 0, x, 40) for x in (0, 50, 100)] + [
        Rule(0, 0, 100, 0),
        Rule(0, 40, 100, 40),
        Rule(50, 20, 100, 20),
    ]
    (grid,) = find_tables(rules)
    runs = [Run([(text, x, x + 20)], y, 10) for text, x, y in [("Chung", 5, 25), ("Một", 55, 25), ("Hai", 55, 5)]]
    table = as_table(grid, runs)
    assert sorted((c.row, c.column, c.rows, c.columns) for c in table.cells) == [
        (0, 0, 2, 1),
        (0, 1, 1, 1),
        (1, 1, 1, 1),
    ]
    assert render([table]) == "Chung\tMột\n\u00a0\tHai"


def test_a_word_over_a_line_belongs_to_its_cell() -> None:
    """Two cells written as one run are cut where the ruled line is."""
    rules = [Rule(x, 0, x, 40) for x in (0, 50, 100)] + [Rule(0, y, 100, y) for y in (0, 20, 40)]
    (grid,) = find_tables(rules)
    table = as_table(grid, [Run([("TT", 40, 48), ("Việc", 55, 70)], 25, 10), Run([("1", 5, 8)], 5, 10)])
    assert render([table]).startswith("TT\tViệc\n1\t")


@pytest.mark.parametrize(
    "rules",
    [[], [Rule(0, 0, 100, 0)], [Rule(0, 0, 50, 0), Rule(0, 20, 50, 20), Rule(0, 0, 0, 20), Rule(50, 0, 50, 20)]],
)
def test_rules_and_boxes_are_no_tables(rules: list[Rule]) -> None:
    assert find_tables(rules) == []


def test_raised_numbers() -> None:
    raised = f"Nghị quyết{OPEN}1{CLOSE} 50 m{OPEN}2{CLOSE}"
    assert settled(raised, {"1"}) == "Nghị quyết[1] 50 m2"


def test_footnotes(tmp_path: Path) -> None:
    page = blank()
    page.write(6, "Thực hiện Nghị quyết số 5")
    page.char_vpos = "SUP"  # type: ignore[assignment]
    page.write(6, "1")
    page.char_vpos = "LINE"  # type: ignore[assignment]
    page.write(6, " các đơn vị rà soát diện tích 50 m")
    page.char_vpos = "SUP"  # type: ignore[assignment]
    page.write(6, "2")
    page.char_vpos = "LINE"  # type: ignore[assignment]
    page.write(6, ".")
    page.set_y(250)
    page.char_vpos = "SUP"  # type: ignore[assignment]
    page.write(5, "1")
    page.char_vpos = "LINE"  # type: ignore[assignment]
    page.write(5, " Ban hành năm 2024.")
    text = read(save(page, tmp_path)).text
    assert text == "Thực hiện Nghị quyết số 5[1] các đơn vị rà soát diện tích 50 m2.\n\n[1] Ban hành năm 2024."


def test_locked_files_are_told(tmp_path: Path) -> None:
    page = blank()
    page.cell(0, 6, "Kế hoạch")
    page.set_encryption(owner_password="a", user_password="b")
    with pytest.raises(Unreadable) as caught:
        read(save(page, tmp_path))
    assert caught.value.reason == "encrypted"


def test_the_name_does_not_decide(tmp_path: Path) -> None:
    path = sample_files.write_pdf(
        ["Vụ Kế hoạch chủ trì rà soát các quy trình nội bộ trong năm 2025."], tmp_path / "a.pdf"
    )
    path = path.rename(tmp_path / "a.txt")
    assert read(path).reader == "pdf"


def scan(tmp_path: Path) -> Path:
    """A picture of a page, as a scanner makes it."""
    picture = Image.new("L", (1654, 2339), 255)
    pen = ImageDraw.Draw(picture)
    font = ImageFont.truetype(str(FONT), 40)
    lines = [
        "KẾ HOẠCH",
        "Triển khai dịch vụ số năm 2025",
        "1. Vụ Kế hoạch chủ trì rà soát quy trình nội bộ,",
        "hoàn thành trước ngày 30 tháng 6 năm 2025.",
    ]
    for i, line in enumerate(lines):
        pen.text((180, 200 + 90 * i), line, font=font, fill=0)
    path = tmp_path / "scan.pdf"
    picture.save(path, resolution=200)
    return path


def test_a_scan_is_refused_with_what_to_do(tmp_path: Path) -> None:
    record = extract(scan(tmp_path))
    assert record.document is None
    assert [a.code for a in record.anomalies] == ["unreadable_no_text_layer"]


def test_pages_that_are_pictures_are_told(tmp_path: Path) -> None:
    page = blank()
    page.multi_cell(0, 8, "Kế hoạch rà soát quy trình nội bộ của các đơn vị trong năm. " * 6)
    page.add_page()
    page.image(Image.new("L", (200, 200), 200), w=100)
    source = read(save(page, tmp_path))
    assert [f.code for f in source.findings] == ["pages_without_text"]
    assert "trang 2" in source.findings[0].message


def has_vietnamese_ocr() -> bool:
    if not shutil.which("tesseract"):
        return False
    return (
        "vie"
        in subprocess.run(["tesseract", "--list-langs"], capture_output=True, text=True, check=False).stdout.split()
    )


@pytest.mark.skipif(not has_vietnamese_ocr(), reason="Tesseract with its Vietnamese model is not installed")
def test_a_scan_is_read_where_ocr_is_asked_for(tmp_path: Path) -> None:
    pytest.importorskip("pytesseract", reason="the extra cancu[ocr] is not installed")
    source = read(scan(tmp_path), ocr=True)
    assert source.reader == "ocr"
    assert "Vụ Kế hoạch chủ trì rà soát quy trình nội bộ" in source.text
    assert [f.code for f in source.findings] == ["text_by_ocr"]


def test_letters_drawn_after_their_line_stand_in_it(tmp_path: Path) -> None:
    """A program that lacks "ỉ" in the font of the text writes the line first and sets the letter into its gap then."""
    page = blank()
    at = 20.0
    late: list[tuple[float, str]] = []
    for letter in "Giao Ủy ban nhân dân tỉnh chủ trì, đến năm 2025":
        if letter in "Ủỉủì":
            late.append((at, letter))
        else:
            page.text(at, 30, letter)
        at += page.get_string_width(letter)
    for x, letter in late:
        page.text(x, 30, letter)
    page.text(20, 36, "Dòng sau đó.")
    assert "Giao Ủy ban nhân dân tỉnh chủ trì, đến năm 2025" in read(save(page, tmp_path)).text


@pytest.mark.parametrize(
    ("above", "below", "whole"),
    [
        ("thực hiện Kế hoạch số 113/KH-", "UBND của tỉnh", "113/KH-UBND của tỉnh"),
        ("giai đoạn 2021-", "2030 và tầm nhìn", "2021-2030 và tầm nhìn"),
        ("hợp tác công -", "tư trong y tế", "công - tư trong"),
        ("cán bộ, công chức,", "viên chức", "công chức, viên chức"),
    ],
)
def test_numbers_that_the_lines_end_cuts_are_whole(above: str, below: str, whole: str) -> None:
    assert whole in above + seam(above, below) + below


def test_a_merged_cell_that_a_page_end_cuts(tmp_path: Path) -> None:
    """Its text is printed once, on the first page; the rows on the second have it as well."""
    page = blank()

    def cell(x: float, y: float, wide: float, high: float, text: str) -> None:
        page.rect(x, y, wide, high)
        page.text(x + 2, y + 6, text)

    for n, (name, top) in enumerate([("Rà soát quy chế", 250), ("Lập báo cáo", 260), ("Trình ký", 20), ("Gửi", 30)]):
        if n == 2:
            page.add_page()
        cell(20, top, 15, 10, str(n + 1))
        cell(35, top, 80, 10, name)
    page.page = 1
    for x, wide, text in ((20, 15, "TT"), (35, 80, "Nhiệm vụ"), (115, 60, "Đơn vị chủ trì")):
        cell(x, 240, wide, 10, text)
    cell(115, 250, 60, 20, "Vụ Kế hoạch")
    page.page = 2
    cell(115, 20, 60, 20, "")
    for line in range(6):
        page.text(20, 60 + 8 * line, "Các đơn vị căn cứ bảng trên để tổ chức thực hiện trong năm.")
    rows = [line.split("\t") for line in read(save(page, tmp_path)).text.split("\n") if "\t" in line]
    assert [row[2] for row in rows[1:]] == ["Vụ Kế hoạch"] * 4
