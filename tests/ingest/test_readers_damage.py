"""Content decides the reader; damage is repaired and told, or refused with its reason."""

from __future__ import annotations

import json
import os
import unicodedata
import zipfile
from pathlib import Path

import pytest

from ingest.errors import REASONS, Unreadable
from ingest.pipeline import REASONS_VI, extract, extract_all, find_files
from ingest.readers import read
from ingest.readers.cell_marks import read_cells
from ingest.readers.encodings import TCVN3, VISCII, VNI
from ingest.readers.quality import is_rubbish, is_syllable, vietnameseness

SHARED = Path(os.environ.get("CANCU_SHARED", Path(__file__).resolve().parent.parent.parent.parent / "shared"))
PLAIN = (
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\nKẾ HOẠCH\nTriển khai dịch vụ số năm 2025\n\n"
    "1. Vụ Kế hoạch chủ trì, phối hợp với các đơn vị liên quan rà soát quy trình, xong trước ngày 30 tháng 6.\n"
    "2. Cục Công nghệ thường xuyên kiểm tra, đôn đốc việc thực hiện; những vướng mắc được báo cáo kịp thời.\n"
)
LOWER = PLAIN.lower()


def legacy_bytes(text: str, table: dict[int, str]) -> bytes:
    back = {letter: code for code, letter in table.items()}
    return bytes(back.get(c, ord(c)) for c in text)


def vni(text: str) -> str:
    back: dict[str, str] = {}
    for signs, letter in VNI.items():
        back.setdefault(letter, signs)
    return "".join(back.get(c, c) for c in text)


@pytest.mark.parametrize(
    ("name", "data", "want"),
    [
        ("TCVN3", legacy_bytes(LOWER, TCVN3), LOWER),
        ("VISCII", legacy_bytes(PLAIN, VISCII), PLAIN),
        ("VNI", vni(PLAIN).encode("cp1252"), PLAIN),
        ("UTF-16-LE", PLAIN.encode("utf-16-le"), PLAIN),
        ("UTF-16-BE", PLAIN.encode("utf-16-be"), PLAIN),
        ("TCVN3", legacy_bytes(LOWER, TCVN3).decode("latin-1").encode(), LOWER),
        ("VNI", vni(PLAIN).encode(), PLAIN),
    ],
    ids=["tcvn3", "viscii", "vni", "utf-16-le", "utf-16-be", "tcvn3 as unicode", "vni as unicode"],
)
def test_old_encodings(tmp_path: Path, name: str, data: bytes, want: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    source = read(path)
    assert source.text == want
    assert [f.code for f in source.findings] == ["text_repaired"]
    assert name in source.findings[0].message


def test_windows_1258(tmp_path: Path) -> None:
    tones = {"\u0300": "\u0300", "\u0309": "\u0309", "\u0303": "\u0303", "\u0301": "\u0301", "\u0323": "\u0323"}
    marks = []
    for c in PLAIN:
        parts = unicodedata.normalize("NFD", c)
        tone = [t for t in parts if t in tones]
        rest = unicodedata.normalize("NFC", "".join(t for t in parts if t not in tones))
        marks.append(rest + "".join(tone))
    path = tmp_path / "a.txt"
    path.write_bytes("".join(marks).encode("cp1258"))
    assert read(path).text == PLAIN


def test_letters_with_separate_accents(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(unicodedata.normalize("NFD", PLAIN), "utf-8")
    source = read(path)
    assert source.text == PLAIN
    assert "NFC" in source.findings[0].message


def test_good_text_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(PLAIN, "utf-8")
    assert read(path).findings == ()


def test_letters_of_old_fonts_are_read_and_quoted_as_printed(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(
        PLAIN.replace("ư", "ƣ").replace("Đ", "Ð")
        + "\nII. NHIỆM VỤ\n\n1. Vụ Kế hoạch chủ trì rà soát chƣơng trình trƣớc 01/7/2025.\n",
        "utf-8",
    )
    record = extract(path)
    source = read(path)
    assert any(a.code == "text_repaired" for a in record.anomalies)
    pieces = [e for t in record.tasks for e in t.evidence]
    assert pieces
    assert all(source.text[e.start : e.end] == e.quote for e in pieces)
    assert any("trƣớc" in e.quote for e in pieces)
    assert all("ƣ" not in t.text for t in record.tasks)


@pytest.mark.parametrize(
    "word", ["nghiêng", "Quyết", "khuỷu", "giặt", "ưỡn", "ĐƯỜNG", "yếu", "oà", "hoà", "hòa", "xoong"]
)
def test_syllables(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["strategy", "§éc", "KHѭӃX", "qđ", "hwang", "ngt", "ӣ"])
def test_no_syllables(word: str) -> None:
    assert not is_syllable(word)


def test_rubbish_is_told_by_its_words() -> None:
    assert not is_rubbish(PLAIN)
    assert is_rubbish("6Ӣ C‘NG 7+ѬѪ1* KHѭӃX WUѭӡQJ FKҩS KjQK SKiS OXұW " * 8)
    assert vietnameseness("UBND QĐ TT")[1] <= 3


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "binary"),
        (b"MZ\x90\x00\x03\x00\x00\x00", "binary"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF\x00", "binary"),
        (b"%PDF-1.7\nnothing else", "broken"),
        (b"PK\x03\x04 and then nothing", "broken"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "other_format"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 60 + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        (b"{\\rtf1\\ansi K\\'ea}", "other_format"),
        (b'{"name": "no record"}', "not_document"),
        (b"<html><body><script>x</script></body></html>", "empty"),
    ],
    ids=["png", "exe", "jpeg", "pdf", "zip", "doc", "encrypted docx", "rtf", "json", "page without text"],
)
@pytest.mark.parametrize("name", ["a.txt", "a.docx"])
def test_what_cannot_be_read_says_why(tmp_path: Path, name: str, data: bytes, reason: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(Unreadable) as caught:
        read(path)
    assert caught.value.reason == reason
    record = extract(path)
    assert record.document is None
    assert [a.code for a in record.anomalies] == [f"unreadable_{reason}"]
    assert record.source.sha256


def test_spreadsheets_are_another_format(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    with pytest.raises(Unreadable) as caught:
        read(path)
    assert caught.value.reason == "other_format"


def test_every_reason_has_words_in_both_languages() -> None:
    assert set(REASONS) == set(REASONS_VI)


def test_records_are_taken_as_read(tmp_path: Path) -> None:
    plain = tmp_path / "a.txt"
    plain.write_text(PLAIN, "utf-8")
    record = extract(plain)
    one = tmp_path / "one.json"
    one.write_text(json.dumps(record.to_json(), ensure_ascii=False, indent=1), "utf-8")
    assert extract(one) == record
    many = tmp_path / "many.jsonl"
    many.write_text("".join(json.dumps(record.to_json()) + "\n" for _ in range(3)), "utf-8")
    assert extract_all(many) == [record] * 3
    many.write_text(many.read_text("utf-8") + '{"schema": "cancu/record/1", "source": 5}\n', "utf-8")
    assert [a.code for a in extract(many).anomalies] == ["unreadable_bad_record"]


def test_folders_list_what_is_read_and_what_is_refused_aloud(tmp_path: Path) -> None:
    for name in ("a.txt", "b.docx", "c.PDF", "d.htm", "e.doc", "f.json", "~$b.docx", ".g.txt", "h.png"):
        (tmp_path / name).write_bytes(b"x")
    assert [p.name for p in find_files([tmp_path])] == ["a.txt", "b.docx", "c.PDF", "d.htm", "e.doc"]


def test_cell_marks_become_rows() -> None:
    cells = ["TT", "Việc", "Đơn vị", "", "1", "Rà soát", "Vụ A", "", "", "Báo cáo", "", ""]
    text = "KẾ HOẠCH\n\n" + "\n\n\x07".join(cells) + "\n\n\x07\n\nHết"
    assert read_cells(text) == "KẾ HOẠCH\n\nTT\tViệc\tĐơn vị\n1\tRà soát\tVụ A\n\tBáo cáo\t\n\nHết"


@pytest.mark.skipif(not (SHARED / "corpus-wide").is_dir(), reason="the wide corpus is not at hand")
def test_only_scans_and_broken_fonts_of_the_wide_corpus_are_refused() -> None:
    refused = {}
    for path in sorted((SHARED / "corpus-wide").glob("*/*")):
        try:
            read(path)
        except Unreadable as problem:
            refused[path.name] = problem.reason
    assert sorted(refused.values()) == ["bad_fonts", "no_text_layer"]
