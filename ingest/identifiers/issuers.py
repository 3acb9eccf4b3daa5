"""Who issued a document: finds the body after "của …" and gives it one name.

The head stands for the body ("Bộ trưởng Bộ Y tế" issues for Bộ Y tế, "Tổng Giám đốc BHXH Việt Nam" for BHXH Việt Nam);
the Prime Minister and the State President are issuers of their own (Luật Ban hành văn bản quy phạm pháp luật, Điều 4).
"""

from __future__ import annotations

import re
from typing import Final

from ingest.identifiers.document_types import MINISTRIES, TYPE_WORD
from ingest.letters import fold

_Y: Final = r"(?:Ủy|Uỷ)"
# The Central Committee and its plenums. Not "Trung ương" alone (a level, "các cơ quan Trung ương").
CENTRAL: Final = (
    r"(?:Hội\s+nghị\s+(?:lần\s+thứ\s+\w+"
    r"|Trung\s+ương\s+\d{1,2})\s*,?\s+(?:của\s+)?)?Ban\s+Chấp\s+hành\s+Trung\s+ương(?:\s+Đảng)?"
    r"(?:\s+(?:lần\s+thứ\s+\w+|\d{1,2}))?(?:\s*,?\s*\(?kh[óo][aá]\s+[IVX]+\)?)?"
)
_FIXED: Final = [
    "Thủ tướng Chính phủ", "Ủy ban Thường vụ Quốc hội", "Chính phủ", "Quốc hội", "Bộ Chính trị",
    "Ban Bí thư", "Chủ tịch nước",
    "Hội đồng Thẩm phán Tòa án nhân dân tối cao", *MINISTRIES.values(),
]  # fmt: skip


def _spaced(words: str) -> str:
    return (
        r"\s+".join(re.escape(w) for w in words.split())
        .replace("Ủy", _Y)
        .replace("Hóa", "H(?:óa|oá)")
        .replace(r"Lao\s+động\s+\-\s+", r"Lao\s+động\s*[-–,]\s*")
        .replace(r"\-", "[-–]")
    )


_HEADS: Final = (
    r"(?:Bộ\s+trưởng|Thống\s+đốc|Tổng\s+Kiểm\s+toán|Chánh\s+án|Viện\s+trưởng|Tổng\s+Thanh\s+tra|Chủ\s+nhiệm)"
)
_NAMES: Final = "|".join(_spaced(name) for name in sorted(_FIXED, key=len, reverse=True))
KNOWN: Final = re.compile(
    rf"{CENTRAL}|(?:{_HEADS}(?:\s*,\s*Chủ\s+nhiệm)?\s+)?(?:{_NAMES})"
    rf"(?:\s+Trung\s+ương)?(?:\s+Đảng)?(?:\s*,?\s*kh[óo][aá]\s+[IVX]+)?(?!\w)"
    r"(?!\s+(?:Trung\s+ương\s+)?Đoàn\s)",  # "Ban Bí thư Trung ương Đoàn" is another body
    re.IGNORECASE,
)
# Ends an issuer that is not in the list. Not "và" before a capital inside a name ("Sở Giáo dục và Đào tạo").
STOP: Final = re.compile(
    r"[;:.()\[\]\n\"“”…]|,|\s[-–]\s(?=[a-zđ])|\s+(?:về|V/v|ban\s+hành|phê\s+duyệt|quy\s+định"
    r"|hướng\s+dẫn|sửa\s+đổi|bổ\s+sung|thực\s+hiện|triển\s+khai|"
    r"giao|phân\s+công|công\s+bố|một\s+số|tại|trong|đến|tới|để|gắn|phù\s+hợp|đảm\s+bảo|bảo\s+đảm|cho"
    r"|có|được|theo|là|như|năm|ngày|"
    r"với|hỏi|đề\s+nghị|kiến\s+nghị|thì|mà|khi|đã|này|từ|trước|sau|tiếp\s+tục|tổ\s+chức\s+thực|đối\s+với|hoặc|thay\s+thế|số\s+\d|"
    rf"và\s+(?:những|các|của|Mục|Phụ\s+lục|Điều|{TYPE_WORD}|[a-zđ]))(?!\w)",
    re.IGNORECASE,
)
_AND_SMALL: Final = re.compile(r"\s+và\s+(?=[a-zđ])")
# A committee named by its field, then what it did.
_FIELD: Final = re.compile(
    r"(?:(?:Chủ\s+tịch|Trưởng\s+[Bb]an)\s+)?(?:[ỦU][ỷy]\s+ban\s+Quốc\s+gia|Ban\s+[Cc]hỉ\s+đạo|Tổ\s+công\s+tác)"
    r"(?:\s+[^\W\d_]+){0,3}?\s+(?P<about>về)\s+[^;.:\n\"“]{3,80}?"
    r"\s+(?P<verb>ban\s+hành|phê\s+duyệt|về\s+việc|quy\s+định|hướng\s+dẫn)(?!\w)"
)
OF: Final = re.compile(r"\s*,?\s*(?:của|do)\s+", re.IGNORECASE)

ABBREVIATIONS: Final = {
    "BHXH": "Bảo hiểm xã hội", "UBND": "Ủy ban nhân dân", "HĐND": "Hội đồng nhân dân",
    "UBTVQH": "Ủy ban Thường vụ Quốc hội",
    "TTg": "Thủ tướng Chính phủ", "VPCP": "Văn phòng Chính phủ", "TW": "Trung ương", "BCH": "Ban Chấp hành",
    "LĐTBXH": "Lao động - Thương binh và Xã hội", "GDĐT": "Giáo dục và Đào tạo", "BCSĐ": "Ban Cán sự đảng",
}  # fmt: skip
_ABBREVIATION: Final = re.compile(r"(?<!\w)(" + "|".join(ABBREVIATIONS) + r")(?!\w)")
_GLOSS: Final = re.compile(r"\s*\((?:sau đây[^)]*|[A-ZĐ&]{2,12})\)")
HEAD_OF: Final = re.compile(
    r"(?:Phó\s+)?(?:Tổng\s+Giám\s+đốc|Giám\s+đốc(?=\s+(?:Sở|Đại học|Học viện|Bảo hiểm|Công an"
    r"|Trung tâm))|Bộ\s+trưởng(?=\s+Bộ)|Thống\s+đốc|"
    r"Chủ\s+tịch(?=\s+(?:Ủy|Uỷ|UBND|Hội\s+đồng))|Trưởng(?=\s+Ban\s)|Cục\s+trưởng|Tổng\s+cục\s+trưởng|Hiệu\s+trưởng|Chánh\s+Văn\s+phòng|"
    r"Tổng\s+Kiểm\s+toán(?=\s+nhà)|Chánh\s+án|Viện\s+trưởng|Bộ\s+trưởng\s*,\s*Chủ\s+nhiệm|Tổng\s+Thanh\s+tra)\s+",
    re.IGNORECASE,
)
_LEADING_UNIT: Final = {"tổng cục trưởng": "Tổng cục", "cục trưởng": "Cục"}

_PROPER: Final = [
    "Ủy ban nhân dân", "Ủy ban", "Thường trực", "Hội đồng nhân dân", "Bảo hiểm xã hội", "Ban Cán sự đảng",
    "Ban Chấp hành", "Ban Chỉ đạo", "Đảng ủy",
    "Tỉnh ủy", "Thành ủy", "Việt Nam", "Trung ương", "Văn phòng Chính phủ", "Ban Thường vụ",
    "Ngân hàng Nhà nước", "Kho bạc Nhà nước",
    "Tổng cục", "Đoàn đại biểu Quốc hội", "Ủy ban Mặt trận Tổ quốc", "Đại học Quốc gia", "Văn phòng",
    "Ban Tổ chức", "Ban Tuyên giáo",
    "Đảng đoàn Quốc hội", "Đảng ủy", "Đại học", "Trung tâm", "Học viện", "Bệnh viện", "Cao đẳng", "Dân vận", "Kiểm tra",
    "Quốc gia", "Phục vụ hành chính công", "Đoàn kiểm tra", "Quyết định", "Phát triển", "Quân sự", "Bộ Chỉ huy",
    "Liên đoàn Lao động", "Kiểm toán nhà nước", "Cục Thuế", "Cục Hải quan", *_FIXED,
    *(n.removeprefix("Bộ ") for n in MINISTRIES.values() if n.startswith("Bộ ")),
]  # fmt: skip
_PROPER_RE: Final = re.compile("|".join(_spaced(p) for p in sorted(_PROPER, key=len, reverse=True)), re.IGNORECASE)
_PROPER_BY_KEY: Final = {" ".join(p.lower().split()).replace("uỷ", "ủy"): p for p in _PROPER}


def _letters(name: str) -> str:
    return re.sub(r"[\W_]", "", name.lower().replace("oá", "óa"))


_BY_LETTERS: Final = {_letters(name): name for name in _FIXED}
# "… VỀ PHÒNG, CHỐNG THIÊN TAI TỈNH X": the field of a committee in small letters, up to whose committee it is.
_ABOUT: Final = re.compile(
    r"(?<=\s)Về (\w)((?:(?!\s(?:Tỉnh|Thành Phố|Huyện|Quận|Xã|Phường|Của|Trung Ương|Việt Nam)(?!\w)).)*)"
)
_LEVELS: Final = re.compile(r"(?<!^)\b(Tỉnh|Thành Phố|Huyện|Quận|Phường|Xã|Thị Xã|Thị Trấn|Và|Của|Các)\b(?=\s|$)")


def issuer_after(text: str, position: int, limit: int) -> tuple[str, int] | None:
    """The issuer printed after "của" at a position: its words and where they end, or None."""
    of = OF.match(text, position, limit)
    if not of:
        return None
    start = of.end()
    known = KNOWN.match(text, start, limit)
    if known:
        return known[0], known.end()
    if start >= limit or not text[start].isupper():
        return None
    end = min(limit, start + 140)
    place = start
    while True:
        stop = STOP.search(text, place, end)
        if not stop:
            break
        word = stop[0].split()
        if (
            word
            and word[0].lower() == "và"
            and len(word) == 2
            and len(word[1]) == 1
            and not _AND_SMALL.match(text, stop.start())
        ):
            place = stop.end()  # "và" before a capital: a name goes on
            continue
        field = _FIELD.match(text, start, end)
        if field and stop.start() < field.end("about") <= stop.end():
            place = field.start("verb") - 1  # "Ủy ban Quốc gia về … ban hành": what it is about belongs to its name
            continue
        end = stop.start()
        break
    name = text[start:end].rstrip()
    return (name, start + len(name)) if 3 <= len(name) <= 120 else None


def canonical_issuer(printed: str) -> str:
    """One full name for the forms in which documents print a body; unknown names keep their words."""
    name = _GLOSS.sub("", " ".join(printed.split())).strip(" ,.;:-–*")
    known = _BY_LETTERS.get(_letters(name))
    if known:  # spaces that scanning lost
        return known
    if re.fullmatch(CENTRAL, name, re.IGNORECASE):
        return "Ban Chấp hành Trung ương Đảng"
    if len(name) > 5 and sum(c.isupper() for c in name) > 0.6 * sum(c.isalpha() for c in name):
        name = _from_capitals(name)
    name = _ABBREVIATION.sub(lambda m: ABBREVIATIONS[m[1]], name).replace("Uỷ ban", "Ủy ban")
    head = HEAD_OF.match(name)
    if head:
        key = " ".join(head[0].lower().split())
        rest = name[head.end() :]
        unit = _LEADING_UNIT.get(key)
        name = rest if not unit or rest.startswith(unit) else f"{unit} {rest}"
    name = re.sub(r",?\s+kh[óo][aá]\s+[IVX]+$", "", name)
    return name[:1].upper() + name[1:]


def _capitalised(word: str) -> str:
    """A word in capitals as a name prints it; an abbreviation ("HĐND", "TNCS": listed, or no vowel) stays as it is."""
    letters = word.strip("(),.;")
    short = letters in ABBREVIATIONS or (len(letters) > 1 and not set(fold(letters)) & set("aeiouy"))
    return word if short else word.capitalize()


def _from_capitals(name: str) -> str:
    titled = " ".join("-".join(_capitalised(p) for p in w.split("-")) for w in name.split())
    titled = _ABOUT.sub(lambda m: f"về {m[1]}{m[2].lower()}", titled)
    titled = _LEVELS.sub(lambda m: m[1].lower(), titled)
    return _PROPER_RE.sub(
        lambda m: _PROPER_BY_KEY.get(" ".join(m[0].lower().split()).replace("uỷ", "ủy"), m[0]), titled
    )
