"""Pairs: what is one thing, and what only looks like it."""

from __future__ import annotations

import pytest

from graph.identity import (
    fold,
    indicator_key,
    issuer_key,
    issuer_name,
    issuer_symbol,
    number_key,
    number_parts,
    slug,
    stable_id,
    unit_key,
    words_key,
)


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        ("17 -CTr/BCSĐ", "17-CTr/BCSD", "a space, Đ without its bar"),
        ("17-Ctr/BCSĐ", "17-CTr/BCSĐ", "case"),
        ("91/QĐTTg", "91/QĐ-TTg", "a lost hyphen"),
        ("91/QĐ–TTG", "91/QĐ-TTg", "an en dash and capitals"),
        ("91/QÐ-TTg", "91/QĐ-TTg", "the letter eth"),
        ("06/QĐ-TTg", "6/QĐ-TTg", "a leading zero"),
        ("**91** /KH-CĐL", "91/KH-CĐL", "Markdown marks"),
        ("Số: 91/KH-CĐL", "91/KH-CĐL", "the word before it"),
    ],
)
def test_one_number(one: str, other: str, why: str) -> None:
    assert number_key(one) == number_key(other), why


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        ("18-NQ/TW", "20-NQ/TW", "running numbers"),
        ("68/NQ-CP", "68-NQ/TW", "issuers"),
        ("1-2/KH-X", "12/KH-X", "a dash between digits counts"),
        ("60/QĐ-X", "6/QĐ-X", "a trailing zero counts"),
        ("5/2019/QĐ-X", "5/2020/QĐ-X", "years"),
    ],
)
def test_two_numbers(one: str, other: str, why: str) -> None:
    assert number_key(one) != number_key(other), why


def test_number_parts() -> None:
    assert number_parts("89/2020/NĐ-CP") == ("89", 2020, "CP")
    assert number_parts("28-NQ/TW") == ("28", None, "TW")
    assert number_parts("42") == ("42", None, "")


@pytest.mark.parametrize(
    ("number", "symbol"),
    [
        ("28-NQ/TW", "TW"),
        ("68/NQ-CP", "CP"),
        ("91/QĐTTg", "TTG"),
        ("103/2023/QH15", "QH"),
        ("5/2019/NQ-UBTVQH14", "UBTVQH"),
        ("130/QĐ-BYT", "BYT"),
        ("11298/VPCP-KTTH", "VPCP"),
        ("91/QĐ-UBND", None),  # every province has one
        ("91/KH-CĐL", None),
        ("91/CT-CS", None),
    ],
)
def test_issuer_by_symbol(number: str, symbol: str | None) -> None:
    assert issuer_symbol(number) == symbol


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("BHXH Việt Nam", "Bảo hiểm xã hội (BHXH) Việt Nam"),
        ("Chủ tịch UBND tỉnh Hà Tĩnh", "ỦY BAN NHÂN DÂN TỈNH HÀ TĨNH"),
        ("Ban Chấp hành Trung ương khóa XII", "Hội nghị lần thứ sáu Ban Chấp hành Trung ương khoá XII"),
        ("Hội nghị lần thứ Tám, Ban Chấp hành Trung ương Đảng khóa XIII", "Ban Chấp hành Trung ương Đảng"),
    ],
)
def test_one_issuer(one: str, other: str) -> None:
    assert issuer_key(one) == issuer_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("UBND tỉnh Hà Tĩnh", "UBND tỉnh Hà Giang"),
        ("Thủ tướng Chính phủ", "Chính phủ"),
        ("Chủ tịch nước", "Nước"),
        ("Ban Cán sự đảng Bộ Y tế", "Bộ Y tế"),
        ("Ban Chấp hành Trung ương Đoàn", "Ban Chấp hành Trung ương Đảng"),
    ],
)
def test_two_issuers(one: str, other: str) -> None:
    assert issuer_key(one) != issuer_key(other)


def test_a_symbol_of_one_body_outweighs_the_printed_issuer() -> None:
    assert issuer_key(None, "28-NQ/TW") == issuer_key("Bộ Chính trị", "28-NQ/TW")
    assert issuer_key(None, "91/QĐ-UBND") == ""


def test_issuer_name() -> None:
    assert issuer_name("Hội nghị lần thứ bảy Ban Chấp hành Trung ương khóa XII") == "Ban Chấp hành Trung ương Đảng"
    assert issuer_name("Bộ Y tế") == "Bộ Y tế"


def test_units_keep_their_marks() -> None:
    assert unit_key("Uỷ ban  nhân dân") == unit_key("ỦY BAN NHÂN DÂN") == unit_key("UBND")
    assert unit_key("Phòng Thu - Sổ") == unit_key("Phòng Thu-Sổ")
    assert unit_key("Sở Thẻ") != unit_key("Sổ Thẻ")


def test_fold_and_words() -> None:
    assert fold("  ĐỔI  mới\u00a0Thẻ ") == "doi moi the"
    assert words_key("Tỷ lệ hồ sơ TTHC, hàng năm") == words_key("tỉ lệ hồ sơ thủ tục hành chính hằng năm")
    assert words_key("khám bệnh, chữa bệnh") == words_key("KCB")


def test_indicators_merge_only_when_nothing_differs() -> None:
    name = "Tỷ lệ hồ sơ nộp qua mạng"
    same = indicator_key(name, None, "%")
    assert same == indicator_key("Tỉ lệ hồ sơ nộp qua mạng.", "hồ sơ", "%")
    assert same != indicator_key(name, "khu vực đô thị", "%")
    assert same != indicator_key(name, None, "hồ sơ")


def test_ids_come_from_content() -> None:
    assert stable_id("doc", "91/KH-CĐL 2024", "91", "2024") == "doc:91-kh-cdl-2024-a0ca572ae905"
    assert stable_id("doc", "x", "ab", "c") != stable_id("doc", "x", "a", "bc")
    assert slug("Kế hoạch (số 9)!") == "ke-hoach-so-9"
