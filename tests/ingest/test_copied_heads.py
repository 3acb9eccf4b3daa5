"""Heads as other portals copy them: narrow columns, tables, type words left out, lines of labels, titles cut in two."""

import pytest

from ingest.components import record_of
from ingest.identifiers.issuers import canonical_issuer, issuer_after
from ingest.identifiers.numbers import find_numbers
from ingest.pipeline import pipeline
from ingest.readers.base import SourceText
from ingest.records import Document, Record


def record(text: str) -> Record:
    return record_of(SourceText("a.md", "", "text/markdown", "text", text, True), None, pipeline())


def document(text: str) -> Document:
    found = record(text).document
    assert found is not None
    return found


BODY = """Căn cứ Quyết định số 31/QĐ-TTg ngày 04/3/2024 của Thủ tướng Chính phủ về việc trồng tre ven sông;

Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:

I. MỤC ĐÍCH

1. Giữ bờ sông và thêm việc làm.
"""


def head(left: str, motto: str) -> str:
    right = f"{motto}\nĐộc lập - Tự do - Hạnh phúc\n------\n"
    return f"{left}\n-------\n|\n{right}|\nSố: 15/KH-UBND\n|\nSơn Hạ, ngày 9\ntháng 5 năm 2024\n|\n"


@pytest.mark.parametrize(
    "motto",
    [
        "CỘNG\nHÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "CỘNG HÒA\nXÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "CỘNG HÒA XÃ HỘI\nCHỦ NGHĨA VIỆT NAM",
        "CỘNG HÒA XÃ HỘI CHỦ\nNGHĨA VIỆT NAM",
    ],
)
@pytest.mark.parametrize(
    "left", ["ỦY BAN NHÂN DÂN\nTỈNH SƠN HẠ", "ỦY\nBAN NHÂN DÂN\nTỈNH SƠN HẠ", "Y BAN NHÂN DÂN\nTỈNH SƠN HẠ"]
)
def test_a_motto_that_the_column_breaks_is_no_part_of_the_issuer(left: str, motto: str) -> None:
    found = document(head(left, motto) + "KẾ HOẠCH\nTRỒNG TRE VEN SÔNG TỈNH SƠN HẠ NĂM 2024\n" + BODY)
    assert (found.issuer, found.number, found.issued_on) == ("Ủy ban nhân dân tỉnh Sơn Hạ", "15/KH-UBND", "2024-05-09")
    assert found.title == "TRỒNG TRE VEN SÔNG TỈNH SƠN HẠ NĂM 2024"


def test_a_letterhead_drawn_as_a_table_with_the_type_word_left_out() -> None:
    found = document(
        "Đăng ký gói cước để xem thêm.\n| BỘ Y TẾ | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |\n"
        "| Số: 77/QĐ-BYT | Hà Nội, ngày 2 tháng 6 năm 2025 |\nVỀ VIỆC CHO PHÉP MỞ TRẠM Y TẾ LƯU ĐỘNG\n"
        "BỘ TRƯỞNG BỘ Y TẾ\n"
        "Căn cứ Nghị định số 12/2025/NĐ-CP ngày 01/3/2025 của Chính phủ;\nQUYẾT ĐỊNH:\nĐiều 1. Cho phép mở trạm.\n"
    )
    assert (found.number, found.type, found.issued_on) == ("77/QĐ-BYT", "decision", "2025-06-02")
    assert (found.place, found.issuer) == ("Hà Nội", "Bộ Y tế")
    assert found.title == "VỀ VIỆC CHO PHÉP MỞ TRẠM Y TẾ LƯU ĐỘNG"


def test_a_table_of_work_at_the_top_stays_a_table() -> None:
    tasks = record(
        "| STT | Nhiệm vụ | Đơn vị chủ trì |\n|---|---|---|\n"
        "| 1 | Rà soát kè | Sở Xây dựng |\n| 2 | Trồng tre | Sở Y tế |\n"
    ).tasks
    assert [t.text for t in tasks] == ["Rà soát kè", "Trồng tre"]


def test_an_old_title_holds_number_and_day() -> None:
    found = document(
        "CHỈ THỊ\nCỦA THỦ\nTƯỚNG CHÍNH PHỦ SỐ 8/2003/CT-TTG\nNGÀY 5 THÁNG 3 NĂM 2003 VỀ VIỆC GIỮ ĐÊ MÙA LŨ\n"
        "Mùa lũ năm nay đến sớm. Thủ tướng Chính phủ yêu cầu các Bộ, địa phương:\n1. Kiểm tra đê.\n"
    )
    assert (found.number, found.type, found.issued_on) == ("8/2003/CT-TTg", "directive", "2003-03-05")
    assert (found.issuer, found.title) == ("Thủ tướng Chính phủ", "VỀ VIỆC GIỮ ĐÊ MÙA LŨ")


def test_a_title_that_names_another_document_keeps_its_number() -> None:
    found = document("KẾ HOẠCH\nTHỰC HIỆN CHỈ THỊ SỐ 8/CT-TTG NGÀY 5 THÁNG 3 NĂM 2023 CỦA THỦ TƯỚNG\n" + BODY)
    assert found.number is None
    assert found.title == "THỰC HIỆN CHỈ THỊ SỐ 8/CT-TTG NGÀY 5 THÁNG 3 NĂM 2023 CỦA THỦ TƯỚNG"


def test_a_title_goes_on_behind_a_half_name_years_and_a_small_line() -> None:
    motto = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    top = head("ỦY BAN NHÂN DÂN\nTỈNH SƠN HẠ", motto) + "KẾ HOẠCH\n"
    cut = document(top + "THỰC HIỆN CHỈ THỊ SỐ 3-CT/TW NGÀY 01/02/2024 CỦA BAN\nBÍ THƯ VỀ GIỮ ĐÊ\n" + BODY)
    assert cut.title == "THỰC HIỆN CHỈ THỊ SỐ 3-CT/TW NGÀY 01/02/2024 CỦA BAN BÍ THƯ VỀ GIỮ ĐÊ"
    small = document("KẾ HOẠCH\nTổ chức hội thi bơi của thanh niên\nĐoàn thành phố Sơn Hạ lần thứ hai\n" + BODY)
    assert small.title == "Tổ chức hội thi bơi của thanh niên Đoàn thành phố Sơn Hạ lần thứ hai"
    party = document(
        "BỘ CHÍNH TRỊ\nĐẢNG CỘNG SẢN VIỆT NAM\nNghị quyết số: 9-NQ/TW Hà Nội, ngày 06 tháng 01 năm 2015\nNGHỊ QUYẾT\n"
        "VỀ NHIỆM VỤ GIỮ RỪNG GIAI ĐOẠN\n2016-2025\nI- Tình hình\n1- Rừng đã lớn.\n"
    )
    assert party.title == "VỀ NHIỆM VỤ GIỮ RỪNG GIAI ĐOẠN 2016-2025"


def test_urgency_and_the_body_itself_are_no_title() -> None:
    found = document(
        "BAN CHỈ ĐẠO VỀ PHÒNG, CHỐNG THIÊN TAI\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\nSố: 4/CĐ-BCĐ\n\n"
        "Sơn Hạ, ngày 3 tháng 8 năm 2024\n\nCÔNG ĐIỆN KHẨN\n\nBANCHỈ ĐẠO VỀ PHÒNG, CHỐNG THIÊN TAI\n\n"
        "ĐIỆN: Sở Xây dựng\n\n"
        "Bão đang vào gần bờ.\n\n1. Kiểm tra kè.\n"
    )
    assert (found.type, found.title) == ("telegram", None)
    assert found.issuer == "Ban Chỉ đạo về Phòng, chống thiên tai"


@pytest.mark.parametrize(
    "block",
    [
        "Số hiệu: 15/KH-UBND Loại văn bản: Kế hoạch\nNơi ban hành: Tỉnh Sơn Hạ Người ký: Trần Văn Tre\n"
        "Ngày ban hành: 09/05/2024 Ngày hiệu lực: Đã biết\n",
        "Số hiệu: | 15/KH-UBND | Loại văn bản: | Kế hoạch |\nNơi ban hành: | Tỉnh Sơn Hạ | Người ký: | Trần Văn Tre |\n"
        "Ngày ban hành: | 09/05/2024 | Ngày hiệu lực: | Đã biết |\n",
        "Số hiệu | 15/KH-UBND |\nNgày ban hành | 09/05/2024 |\nLoại văn bản | Kế hoạch |\nNgười ký | Trần Văn Tre |\n",
    ],
)
def test_a_portal_block_with_two_labels_on_a_line_or_bars_without_colons(block: str) -> None:
    caption = "Kế hoạch 15/KH-UBND năm 2024 về trồng tre ven sông tỉnh Sơn Hạ\n"
    motto = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    top = head("ỦY BAN NHÂN DÂN\nTỈNH SƠN HẠ", motto).replace("|\n", "\n")
    found = record(caption + block + "\n" + top + "\n" + BODY)
    assert found.document is not None
    assert found.document.signer is not None
    assert found.document.signer.name == "Trần Văn Tre"
    assert found.document.title == "về trồng tre ven sông tỉnh Sơn Hạ"
    assert [a.code for a in found.anomalies].count("from_portal_block") == 2


@pytest.mark.parametrize(
    ("printed", "number"),
    [
        ("Nghị quyết số 20NQ/TW ngày 05/10/2017", "20-NQ/TW"),
        ("Kế hoạch số 98 KH/TWĐTN ngày 04/7/2011", "98-KH/TWĐTN"),
        ("Thông tư số 01/2018/TTVPCP", "01/2018/TT-VPCP"),
    ],
)
def test_numbers_that_lost_their_dash(printed: str, number: str) -> None:
    assert [n.number for n in find_numbers(printed)] == [number]


def test_two_words_before_a_slash_are_no_party_number() -> None:
    assert find_numbers("số 12 KH/UBND xã") == []


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("ỦY BAN QUỐC GIA VỀ CHUYỂN ĐỔI SỐ", "Ủy ban Quốc gia về Chuyển đổi số"),
        ("BAN CHỈ ĐẠO VỀ GIỮ RỪNG TỈNH SƠN HẠ", "Ban Chỉ đạo về Giữ rừng tỉnh Sơn Hạ"),
        ("THƯỜNG TRỰC HĐND TỈNH SƠN HẠ", "Thường trực Hội đồng nhân dân tỉnh Sơn Hạ"),
        ("BAN CHẤP HÀNH ĐOÀN TNCS HỒ CHÍ MINH", "Ban Chấp hành Đoàn TNCS Hồ Chí Minh"),
        ("Bộ Lao động, Thương binh và Xã hội", "Bộ Lao động - Thương binh và Xã hội"),
        ("BỘ VĂN HOÁ, THỂ THAO VÀ DU LỊCH", "Bộ Văn hóa, Thể thao và Du lịch"),
    ],
)
def test_names_in_capitals(printed: str, name: str) -> None:
    assert canonical_issuer(printed) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("của Ủy ban Quốc gia về chuyển đổi số ban hành Quy chế", "Ủy ban Quốc gia về chuyển đổi số"),
        ("của Cục Thuế tỉnh Sơn Hạ hỏi về hóa đơn", "Cục Thuế tỉnh Sơn Hạ"),
        ("của Ban Bí thư Trung ương Đoàn về trại hè", "Ban Bí thư Trung ương Đoàn"),
        ("của Bộ Lao động, Thương binh và Xã hội về trẻ em", "Bộ Lao động, Thương binh và Xã hội"),
        ("của Sở Y tế về tiêm chủng", "Sở Y tế"),
    ],
)
def test_issuers_behind_of(text: str, name: str) -> None:
    found = issuer_after(text, 0, len(text))
    assert found is not None
    assert found[0] == name
