"""Kinds of documents: the words that print them, the codes in their numbers, and what a code says of the issuer.

Sources: Nghị định 30/2020/NĐ-CP, Phụ lục III (codes of administrative documents); Luật Ban hành văn bản quy phạm pháp
luật (legal documents); Hướng dẫn 36-HD/VPTW (Party documents: ``42-NQ/TW``, hyphen first, then the slash).
"""

from __future__ import annotations

import re
from typing import Final

from ingest.records import DocumentType

TYPE_WORDS: Final[dict[str, DocumentType]] = {
    "chương trình hành động": "action_programme",
    "chương trình công tác": "plan",
    "chương trình phối hợp": "agreement",
    "chương trình": "action_programme",
    "nghị quyết liên tịch": "resolution",
    "nghị quyết": "resolution",
    "quyết định": "decision",
    "kế hoạch phối hợp": "plan",
    "kế hoạch": "plan",
    "nghị định": "decree",
    "thông tư liên tịch": "circular",
    "thông tư": "circular",
    "bộ luật": "law",
    "luật": "law",
    "hiến pháp": "law",
    "pháp lệnh": "law",
    "chỉ thị": "directive",
    "kết luận": "conclusion",
    "quy định": "regulation",
    "quy chế": "regulation",
    "công văn": "official_letter",
    "thông báo": "notice",
    "công điện": "telegram",
    "hiệp định": "agreement",
    "thỏa thuận": "agreement",
    "bản ghi nhớ": "agreement",
    "hướng dẫn": "other",
    "tờ trình": "other",
    "báo cáo": "other",
    "đề án": "other",
    "phương án": "other",
    "thông tri": "other",
    "lệnh": "other",
    "sắc lệnh": "other",
    "văn bản hợp nhất": "other",
    "văn bản": "other",
    "đề cương": "other",
    "giấy mời": "other",
    "biên bản": "other",
    "tuyên bố": "other",
}
"""Printed type word, lower case → type. ``văn bản`` and ``chương trình`` are weak: a number's code overrules them."""

WEAK_WORDS: Final = frozenset({"văn bản", "văn bản hợp nhất"})

CODE_TYPES: Final[dict[str, DocumentType]] = {
    "NQ": "resolution", "NQLT": "resolution", "QĐ": "decision", "NĐ": "decree", "TT": "circular", "TTLT": "circular",
    "CT": "directive", "KH": "plan", "CTr": "action_programme", "CTHĐ": "action_programme", "TB": "notice",
    "CĐ": "telegram", "KL": "conclusion", "QC": "regulation", "QyĐ": "regulation", "QĐi": "regulation",
    "CV": "official_letter", "VBHN": "other", "HD": "other", "BC": "other", "TTr": "other", "ĐA": "other",
    "PA": "other", "DA": "other", "BB": "other", "GM": "other", "L": "law", "PL": "law", "UQ": "other",
}  # fmt: skip
"""First code of a number → type. ``CT`` is also Cục Thuế ("5348/CT-CS" is its letter): see `type_of_code`."""

CODE_BY_FOLD: Final = {code.upper().replace("Đ", "D"): code for code in CODE_TYPES}
ORG_BY_FOLD: Final = {"TTG": "TTg", "BGDDT": "BGDĐT", "HDND": "HĐND", "HDTP": "HĐTP", "BLDTBXH": "BLĐTBXH"}
"""Issuer codes whose lower-case letter or Đ is lost in capitals and scans. ``BCSD`` stays as printed."""

MINISTRIES: Final[dict[str, str]] = {
    "BYT": "Bộ Y tế", "BTC": "Bộ Tài chính", "BNV": "Bộ Nội vụ", "BTP": "Bộ Tư pháp", "BCA": "Bộ Công an",
    "BQP": "Bộ Quốc phòng", "BNG": "Bộ Ngoại giao", "BCT": "Bộ Công Thương", "BXD": "Bộ Xây dựng",
    "BGTVT": "Bộ Giao thông vận tải", "BGDĐT": "Bộ Giáo dục và Đào tạo", "BKHCN": "Bộ Khoa học và Công nghệ",
    "BTTTT": "Bộ Thông tin và Truyền thông", "BTNMT": "Bộ Tài nguyên và Môi trường",
    "BNNPTNT": "Bộ Nông nghiệp và Phát triển nông thôn", "BNNMT": "Bộ Nông nghiệp và Môi trường",
    "BKHĐT": "Bộ Kế hoạch và Đầu tư", "BLĐTBXH": "Bộ Lao động - Thương binh và Xã hội",
    "BVHTTDL": "Bộ Văn hóa, Thể thao và Du lịch", "BDTTG": "Bộ Dân tộc và Tôn giáo",
    "NHNN": "Ngân hàng Nhà nước Việt Nam",
    "VPCP": "Văn phòng Chính phủ", "TTCP": "Thanh tra Chính phủ", "UBDT": "Ủy ban Dân tộc",
    "KTNN": "Kiểm toán nhà nước", "TANDTC": "Tòa án nhân dân tối cao", "VKSNDTC": "Viện kiểm sát nhân dân tối cao",
}  # fmt: skip
ORG_ISSUERS: Final[dict[str, str]] = {
    "TTg": "Thủ tướng Chính phủ",
    "CP": "Chính phủ",
    "CTN": "Chủ tịch nước",
    "HĐTP": "Hội đồng Thẩm phán Tòa án nhân dân tối cao",
    **MINISTRIES,
}
"""Issuer code → issuer, only where one body alone uses it. Not UBND, HĐND, TU, TW or BHXH: many bodies write those."""

PARLIAMENT: Final = re.compile(r"(?:(?:NQ|KH|TB|BC|L|PL|CTr)-)?(UBTVQH|QH)\d{1,2}\Z")
DIRECTIVE_ORG: Final = re.compile(r"(?:TTg|UBND|TU|TW|ĐU|HĐND|B[A-ZĐ]{1,7}|NHNN|VKSTC|VKSNDTC|TANDTC|CTUBND|CA)\b")


def type_of_code(code: str) -> DocumentType | None:
    """The type that a number's code says: ``QĐ-TTg`` a decision, ``BHXH-BT`` an official letter, ``QH15`` unknown."""
    if PARLIAMENT.match(code) and "-" not in code:
        return None
    first, _, rest = code.replace("/", "-").partition("-")
    if first == "CT" and not DIRECTIVE_ORG.match(rest):
        return "official_letter"
    return CODE_TYPES.get(first, "official_letter")


def issuer_of_code(code: str) -> str | None:
    """The issuer that a number's code names for certain, or None."""
    found = PARLIAMENT.match(code)
    if found:
        return "Ủy ban Thường vụ Quốc hội" if found[1] == "UBTVQH" else "Quốc hội"
    first, *rest = code.replace("/", "-").split("-")
    if first not in CODE_TYPES:
        return MINISTRIES.get(first)
    if len(rest) == 1:
        return ORG_ISSUERS.get(rest[0])
    return None


def any_case(words: str) -> str:
    """A pattern for a type word as running text prints it: lower case, first letter capital, or all capitals."""
    spaced = words.split()
    first = f"[{spaced[0][0]}{spaced[0][0].upper()}]{spaced[0][1:]}"
    mixed = r"\s+".join([first, *(f"[{w[0]}{w[0].upper()}]{w[1:]}" for w in spaced[1:])])
    capitals = r"\s+".join(w.upper() for w in spaced)
    return f"(?:{mixed}|{capitals})"


_LONGEST_FIRST: Final = sorted(TYPE_WORDS, key=len, reverse=True)
TYPE_WORD: Final = "(?:" + "|".join(any_case(w) for w in _LONGEST_FIRST) + ")"
"""Any type word. Must not match inside a word ("pháp luật", "kỷ luật" are guarded where the pattern is used)."""


def type_of_words(words: str) -> DocumentType | None:
    """The type that a printed type word names ("QUYẾT ĐỊNH", "các Nghị quyết")."""
    key = " ".join(words.lower().split())
    return TYPE_WORDS.get(key.removeprefix("các "))
