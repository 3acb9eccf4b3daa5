"""What makes two mentions the same thing: keys for numbers, issuers, units and names, and ids made from content.

All functions are pure. Keys are for comparing, never for showing.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
"""Huyền, sắc, ngã, hỏi, nặng: printed on either vowel of a pair (khoá, khóa; uỷ, ủy)."""
MARKS = re.compile("[\u0300-\u036f]+")
D_LETTERS = str.maketrans({"đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "Ɖ": "D"})
"""The Vietnamese đ and the letters that look like it (eth, African D) and stand for it in damaged texts."""
DASHES = re.compile("[-\u00ad\u2010-\u2015\u2212\ufe58\ufe63\uff0d]")

ABBREVIATIONS = {
    "bhxh": "bảo hiểm xã hội",
    "bhyt": "bảo hiểm y tế",
    "bhtn": "bảo hiểm thất nghiệp",
    "ubnd": "ủy ban nhân dân",
    "hđnd": "hội đồng nhân dân",
    "tthc": "thủ tục hành chính",
    "cntt": "công nghệ thông tin",
    "csdl": "cơ sở dữ liệu",
    "dvc": "dịch vụ công",
    "kcb": "khám chữa bệnh",
    "tw": "trung ương",
}
"""Abbreviations that mean one thing in every state document; those with several meanings stay as they are."""

# Symbols (the last part of a number, Nghị định 30/2020/NĐ-CP, Phụ lục VI) that one body alone uses. Not here: symbols
# that every province, district or branch uses (UBND, HĐND, BHXH, SYT, TU): there the issuer's name decides.
ONE_ISSUER = frozenset(
    """
    TW CP TTG CTN VPCP UBTVQH QH HDTP TANDTC VKSNDTC KTNN TTCP NHNN UBDT BCA BQP BNG BTP BTC BCT BXD BYT BNV BGDDT
    BKHCN BVHTTDL BNNMT BDTTG BTNMT BNN BNNPTNT BGTVT BTTTT BKHDT BLDTBXH
    """.split()  # noqa: SIM905 - a list of forty quoted words is harder to read and to add to
)
LEGISLATURE = re.compile(r"(UBTVQH|QH)\d+\Z")  # QH15, UBTVQH14: the symbol carries the legislature's number

OFFICIAL_LETTER = re.compile(r"\A\d+/([A-Z]+)-")  # công văn: the issuer's symbol, then the department's (VPCP-KTTH)

RUNNING = re.compile(r"0*(\d+)")
YEAR_IN_NUMBER = re.compile(r"\A\d+/((?:19|20)\d\d)/")
NUMBER_WORD = re.compile(r"\A(SỐ|SO|S6)?[\s:.]*", re.IGNORECASE)

IN_BRACKETS = re.compile(r"\([^)]*\)")
WORDS = re.compile(r"[^\W_]+")
HEAD_OF_BODY = re.compile(
    r"\A(tong giam doc|pho tong giam doc|giam doc|chu tich|pho chu tich|bo truong|thu truong|cuc truong|"
    r"tong cuc truong|chanh an|vien truong|thong doc|tong thanh tra|chu nhiem) (?=\w)"
)
"""Who signs for a body stands for the body: "Chủ tịch UBND tỉnh X". Not "Thủ tướng Chính phủ", an issuer of its own."""
NOT_HEADS = re.compile(r"\Achu tich nuoc\b")
PLENUM = re.compile(r"\Ahoi nghi (lan thu [a-z0-9]+|trung uong)? ?(?=ban chap hanh trung uong)")
PARTY_CENTRE = re.compile(
    r"\Aban chap hanh trung uong\b( \d+)?( dang)?( cong san viet nam)?( \d+)?( khoa [ivxlc\d]+)?\Z"
)
PARTY_CENTRE_NAME = "Ban Chấp hành Trung ương Đảng"


class NumberParts(NamedTuple):
    """``year`` only where the number itself carries one (89/2020/NĐ-CP); ``symbol`` is "" for a bare number."""

    running: str
    year: int | None
    symbol: str


def fold(text: str) -> str:
    """Without diacritics, đ → d, lower case, single spaces: for search in stores that know no Vietnamese."""
    bare = MARKS.sub("", unicodedata.normalize("NFD", text))
    return " ".join(bare.translate(D_LETTERS).casefold().split())


def words_key(text: str) -> str:
    """Folded words alone, brackets left out, common abbreviations written out, trivial spellings made one.

    Two texts with one key differ only in case, punctuation, diacritics (hàng, hằng; khoá, khóa) and abbreviations.
    """
    spelled = [ABBREVIATIONS.get(w, w) for w in WORDS.findall(_composed(IN_BRACKETS.sub(" ", text)))]
    key = " ".join(WORDS.findall(fold(" ".join(spelled))))
    return key.replace("kham benh chua benh", "kham chua benh").replace("ty le", "ti le")


@lru_cache(maxsize=20_000)
def unit_key(name: str) -> str:
    """As `words_key`, but letters keep their marks: "Sở" and "Sổ" are two words. Only where the tone stands is free."""
    spelled = " ".join(ABBREVIATIONS.get(w, w) for w in WORDS.findall(_composed(IN_BRACKETS.sub(" ", name))))
    return " ".join(_tone_last(w) for w in spelled.split())


def number_key(number: str) -> str:
    """One key for all ways to print a number: "883 -CTr/BCSĐ" and "883-CTr/BCSD"; "856/QĐTTg" and "856/QĐ-TTg".

    Case, spaces, dashes between letters (often lost), leading zeros, Đ/D and Markdown marks do not count. A dash
    between two digits does.
    """
    plain = re.sub(r"(?<!\d)-|-(?!\d)", "", _undamaged(number))
    return RUNNING.sub(lambda m: m[1], plain, count=1)


def number_parts(number: str) -> NumberParts:
    """The parts of a number; ``symbol`` is that of the issuer, folded: "QĐ-BYT" → "BYT", "NQ/TW" → "TW"."""
    key = number_key(number)
    running = RUNNING.match(key)
    year = YEAR_IN_NUMBER.match(key)
    tail = re.split(r"[-/.]", _undamaged(number))[-1]
    symbol = "" if tail.isdigit() else tail
    return NumberParts(running[1] if running else "", int(year[1]) if year else None, symbol)


def issuer_symbol(number: str) -> str | None:
    """The symbol of the issuer where one body alone uses it, else None. It reads "QĐTTG", a lost dash, as TTG."""
    symbol = number_parts(number).symbol
    if found := LEGISLATURE.search(symbol):
        return found[1]
    if symbol in ONE_ISSUER:
        return symbol
    if (letter := OFFICIAL_LETTER.search(_undamaged(number))) and letter[1] in ONE_ISSUER:
        return letter[1]
    glued = re.match(r"(?:QD|CT|CD|NQ|ND|TT|KL)(CP|TTG|TW)\Z", symbol)
    return glued[1] if glued else None


def issuer_key(issuer: str | None, number: str | None = None) -> str:
    """What tells issuers apart: the number's symbol where one body alone uses it, else the folded name, else ""."""
    symbol = issuer_symbol(number) if number else None
    if symbol:
        return f"@{symbol.lower()}"
    if not issuer:
        return ""
    key = words_key(issuer)
    if not NOT_HEADS.match(key):
        key = HEAD_OF_BODY.sub("", key)
    return words_key(PARTY_CENTRE_NAME) if _is_party_centre(key) else key


def issuer_name(issuer: str) -> str:
    """A session of the Party's central committee is the committee; every other issuer keeps its name."""
    return PARTY_CENTRE_NAME if _is_party_centre(words_key(issuer)) else issuer


def indicator_key(name: str, population: str | None, unit: str | None) -> str:
    """Name, what the population adds to it, and the unit of measure: a missed merge is better than a wrong one."""
    key = words_key(name)
    added = words_key(population) if population else ""
    narrower = bool(set(added.split()) - set(key.split()))
    return "|".join([key, added if narrower else "", fold(unit) if unit else ""])


def slug(text: str, length: int = 40) -> str:
    """Folded, letters and digits only, dashes between: the part of an id that people read."""
    return "-".join(re.findall(r"[a-z0-9]+", fold(text)))[:length].rstrip("-")


def stable_id(prefix: str, readable: str, *identity: object) -> str:
    """``prefix:readable-hash``; the hash is of ``identity`` alone, so the same content gives the same id anywhere."""
    digest = hashlib.sha256("\x1f".join(str(part) for part in identity).encode()).hexdigest()[:12]
    head = slug(readable)
    return f"{prefix}:{head}-{digest}" if head else f"{prefix}:{digest}"


def _undamaged(number: str) -> str:
    plain = fold(NUMBER_WORD.sub("", number.replace("*", ""))).upper()
    return re.sub(r"\s", "", DASHES.sub("-", plain))


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text).casefold()


def _tone_last(word: str) -> str:
    letters = unicodedata.normalize("NFD", word)
    return "".join(c for c in letters if c not in TONES) + "".join(c for c in letters if c in TONES)


def _is_party_centre(key: str) -> bool:
    return PARTY_CENTRE.match(PLENUM.sub("", key)) is not None
