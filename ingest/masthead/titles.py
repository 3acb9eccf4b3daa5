"""The title of a document: the lines under its type word, or the subject of an official letter ("V/v …").

Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.5: type word and title in the middle; a letter's subject under its number.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from ingest.identifiers.dates import find_dates
from ingest.identifiers.document_types import TYPE_WORDS, WEAK_WORDS
from ingest.identifiers.issuers import canonical_issuer
from ingest.identifiers.numbers import find_numbers
from ingest.letters import fold
from ingest.masthead.letterhead import MOTTO, Line, is_letterhead
from ingest.structure.layout import Clean

# "Hà Nội, ngày 26 tháng 7 năm 2024"; the place is the last words before the comma. Not a date inside a sentence.
PLACE_DATE: Final = re.compile(
    r"(?<!\w)(?P<place>(?:TP\.?\s*)?(?![A-ZĐ]{2})[A-ZĐÂÁ][\w.]*(?:[\s-]+(?:TP\.?\s*)?(?![A-ZĐ]{2}(?!M))[A-ZĐÂÁÔƠƯÝ(][\w.)]*|\s+(?:phố|tỉnh))*)\s*[,.]?\s*ngày\s*[\d\s.…_]*tháng\s*[\d\s.…_]*năm\s*(?:\d{4}|[\d.…_]*)"
)
TYPE_LINE: Final = re.compile(
    r"(?:#\s*)?(?P<word>"
    + "|".join(w.upper().replace(" ", r"\s+") for w in sorted(TYPE_WORDS, key=len, reverse=True) if w not in WEAK_WORDS)
    + r")(?:(?!\w)|(?=[A-ZĐ][a-zà-ỹ]))(?P<rest>.*)\Z",
    re.DOTALL,
)
ADDRESSEE: Final = re.compile(r"Kính\s+gửi|KÍNH\s+GỬI")
PREAMBLE: Final = re.compile(
    r"(?:-\s*)?(?:Căn\s+cứ|CĂN\s+CỨ|Xét\s|Theo\s+đề\s+nghị|Thực\s+hiện\s|Triển\s+khai\s+thực\s+hiện"
    r"|Nhằm\s|Để\s|Ngày\s+\d|Trong\s+thời|Sau\s+khi|Thời\s+gian|"
    r"Tại\s|Quán\s+triệt|Thi\s+hành|Trên\s+cơ\s+sở)"
)
AUTHORITY: Final = re.compile(
    r"(?:BỘ\s+TRƯỞNG|THỦ\s+TƯỚNG|CHÍNH\s+PHỦ\s*\Z|QUỐC\s+HỘI\s*\Z|CHỦ\s+TỊCH|TỔNG\s+GIÁM\s+ĐỐC"
    r"|GIÁM\s+ĐỐC|[ỦU][YỶ]\s+BAN|HỘI\s+ĐỒNG|THỐNG\s+ĐỐC|CHÁNH\s+ÁN|"
    r"VIỆN\s+TRƯỞNG|CỤC\s+TRƯỞNG|TỔNG\s+CỤC\s+TRƯỞNG|HIỆU\s+TRƯỞNG|TRƯỞNG\s+BAN|BAN\s+(?:THƯỜNG|CHẤP"
    r"|CÁN|BÍ)|BỘ\s+CHÍNH\s+TRỊ|TỔNG\s+KIỂM|ĐOÀN\s+CHỦ\s+TỊCH)"
)
SCANNED: Final = re.compile(r"(?P<word>[A-ZÀ-ỸĐ]+ [A-ZÀ-ỸĐ]+)[^\w\s]?(?P<rest>\Z|\s+(?:Về|V/v)\s.*)")
_RULE: Final = re.compile(r"[-_*=–—.\s]{2,}\Z")
RE_LINE: Final = re.compile(r"(?:^|[|\s])(?:V/v|Về việc|v/v|V/V)\s*:?\s*(?P<title>\S.*)")
_V_V: Final = re.compile(r"[Vv]/[vV]\b")
_POINT: Final = re.compile(r"(?:\d{1,2}(?:\.\d{1,2})*|[IVX]+|[a-zđ])[.)]\s")
BODY_START: Final = re.compile(
    r"(?:Điều\s+1\b|ĐIỀU\s+1\b|Chương\s+I\b|CHƯƠNG\s+I\b|Phần\s+|I\s*[.-]\s|A\s*[.-]\s|1\s*[.)]\s"
    r"|QUYẾT\s+(?:ĐỊNH|NGHỊ)\s*:|Nơi\s+nhận|-{3,}|\*{3,}|_{3,})"
)
# What a line joined by mistake adds to a title: the authority line and the first basis.
_AFTER_TITLE: Final = re.compile(
    r"(?<!CỦA)\s(?:BỘ TRƯỞNG BỘ|CỤC TRƯỞNG CỤC|CHỦ TỊCH [ỦU][YỶ] BAN NHÂN DÂN|TỔNG GIÁM ĐỐC BẢO HIỂM"
    r"|THỐNG ĐỐC NGÂN HÀNG|GIÁM ĐỐC SỞ)\s[A-ZÀ-Ỹ ]*(?:\sCăn\s+cứ|\Z)"
    r"|(?<!CỦA)(?<!DO)(?<!TƯỚNG)(?<!TRÌNH)\sCHÍNH PHỦ\Z|\sCăn\s+cứ\s"
    r"|(?<!CỦA)\sTHỦ\Z"
    r"|\s(?:THỦ(?: TƯỚNG(?: CHÍNH PHỦ)?)?|BỘ [A-ZÀ-Ỹ ]{3,40}|CHỦ TỊCH [A-ZÀ-Ỹ ]{5,60})?\s*(?:điện\b.*|ĐIỆN\s*:.*)\Z"
)
# Under the title of a consolidated text: the documents merged in it, each with its day.
_MERGED: Final = re.compile(
    r"(?:Luật|Nghị định|Thông tư|Quyết định|Nghị quyết|Pháp lệnh)"
    r"\s(?:.{0,80}\s)?số\s.{5,40}\sngày\s.*(?:hiệu lực|sửa đổi)"
)
_WANTS_BODY: Final = re.compile(r"\s(?:CỦA|CHO|DO|VÀ|VỚI|TRÌNH|THAY)\Z")
_LAST_BODY: Final = re.compile(
    r"(?<![,;(])(?<!LÝ)(?<!NƯỚC)(?<!GIỮA)(?<!PHÓ)\s"
    r"(?P<body>(?:[ỦU][YỶ] BAN NHÂN DÂN|HỘI ĐỒNG NHÂN DÂN|BỘ|THỦ TƯỚNG|CHÍNH PHỦ|UBND)"
    r"(?!.*\b(?:BỘ|CHÍNH|[ỦU][YỶ] BAN)\b)[A-ZÀ-ỸĐ ]*)\Z"
)


# A title of old collections names its own document: "CHỈ THỊ CỦA … SỐ 7/2003/CT-ABC NGÀY 5 THÁNG 3 NĂM 2003 VỀ …".
_NAMES_ITSELF: Final = re.compile(
    r"(?:CỦA\s+(?P<who>[^\d\n]{4,90}?)\s+)?SỐ\s*:?\s*(?P<number>\d\S*)\s*,?\s+"
    r"(?P<day>NGÀY\s+(?:\d+\s+THÁNG\s+\d+\s+NĂM\s+\d{4}|\d+[/.-]\d+[/.-]\d{4}))\s*,?\s*"
    r"(?:CỦA\s+(?P<by>[^\d\n]{4,90}?)\s+(?=VỀ\s|V/V\s|BAN\s+HÀNH|QUY\s+ĐỊNH|HƯỚNG\s+DẪN|PHÊ\s+DUYỆT))?(?P<title>.*)\Z",
    re.IGNORECASE | re.DOTALL,
)
# Degrees of urgency behind "CÔNG ĐIỆN".
_URGENT: Final = re.compile(r"(?:(?:HỎA|HOẢ)\s+TỐC|(?:THƯỢNG|TỐI)?\s*KHẨN(?:\s+CẤP)?)(?!\w)[\s:.-]*")
_YEARS: Final = re.compile(r"(?:19|20)\d\d(?:\s*[-–]\s*(?:19|20)\d\d)?\W*\Z")


class OwnName(NamedTuple):
    """Number, day, issuer and title that a title of old collections prints in one."""

    number: str
    issued_on: str | None
    issuer: str | None
    title: str | None


def names_itself(title: str | None) -> OwnName | None:
    """What a title says of its own document, None where it is a title alone."""
    hit = _NAMES_ITSELF.match(title or "")
    numbers = find_numbers(f"Số {hit['number']}") if hit else []
    if not hit or not numbers or numbers[0].number is None:
        return None
    days = find_dates(hit["day"])
    who = hit["who"] or hit["by"]
    return OwnName(
        numbers[0].number,
        days[0].iso if days else None,
        canonical_issuer(who) if who else numbers[0].issuer,
        hit["title"].strip(" .:-*") or None,
    )


def title_of(head: list[Line], type_at: int | None, clean: Clean) -> str | None:
    if type_at is None:
        return _subject(head) or _without_type(head)
    hit = TYPE_LINE.match(head[type_at].text) or SCANNED.match(head[type_at].text)
    rest = _URGENT.sub("", hit["rest"].strip(" :"), count=1) if hit else ""
    parts = [rest] if rest else []
    for at, line in enumerate(head[type_at + 1 : type_at + 16], type_at + 1):
        text = line.text
        left = line.kind and head[type_at].kind == "title" and line.kind != "title" and len(" ".join(parts)) > 3
        bold = left and _is_bold(line, clean) and _is_bold(head[type_at + 1], clean) and not PREAMBLE.match(text)
        if left and not bold and not _before_basis(head, at, parts):
            break
        if _RULE.match(text) or ADDRESSEE.search(text) or BODY_START.match(text) or text.startswith("("):
            if parts or not _RULE.match(text):
                break
            continue
        if re.match(r"(?:[sS]ố|SỐ)\s*:", text) or PLACE_DATE.match(text) or MOTTO.search(text):
            continue
        if parts and (
            _endstitle_of(parts, text) or (AUTHORITY.match(text) and is_letterhead(text) and not _goes_on(parts))
        ):
            break
        if not parts and ((AUTHORITY.match(text) and is_letterhead(text)) or re.match(r"Căn\s+cứ", text)):
            break
        parts.append(text)
    title = " ".join(parts)
    cut = _AFTER_TITLE.split(title)[0].strip(" .:-*")
    return (title.strip(" .:-*") if _WANTS_BODY.search(cut) else cut) or None


def _before_basis(head: list[Line], at: int, parts: list[str]) -> bool:
    """Whether a line between a title in small letters and the first legal basis is the end of that title."""
    text = head[at].text
    basis = at + 1 < len(head) and re.match(r"(?:-\s*)?Căn\s+cứ\s", head[at + 1].text)
    return bool(
        basis
        and len(parts) == 1
        and not parts[0].isupper()
        and not text.isupper()
        and not parts[0].endswith((".", ";", ":"))
        and not text.endswith((".", ";", ":"))
        and not PREAMBLE.match(text)
        and len(text) < 120
    )


def _without_type(head: list[Line]) -> str | None:
    """The title where a copy left the type word out: lines in capitals between place and date and what follows."""
    for i, line in enumerate(head[:-1]):
        if ADDRESSEE.search(line.text) or PREAMBLE.match(line.text):
            return None
        if not PLACE_DATE.search(line.text):
            continue
        parts: list[str] = []
        for after in head[i + 1 : i + 8]:
            whole = after.text.isupper() and not _RULE.match(after.text)
            if not whole or AUTHORITY.match(after.text) or MOTTO.search(after.text) or BODY_START.match(after.text):
                break
            parts.append(after.text)
        title = " ".join(parts).strip(" .:-*")
        return title if len(title) > 20 else None
    return None


def _is_bold(line: Line, clean: Clean) -> bool:
    """Whether Markdown prints a line in bold, as it does the title above it."""
    at = clean.origin[line.start]
    return clean.raw[max(0, at - 2) : at] == "**"


def without_issuer(title: str | None, issuer: str | None) -> str | None:
    """The title without the authority line that stands under it and was joined to it."""
    if title and issuer and _letters(title) == _letters(issuer):
        return None
    hit = _LAST_BODY.search(title or "")
    if not title or not hit or canonical_issuer(hit["body"]) != issuer or _goes_on([title[: hit.start()]]):
        return title
    return title[: hit.start()].strip(" .:-*") or title


def _letters(text: str) -> str:
    return re.sub(r"\W", "", fold(text))


def _goes_on(parts: list[str]) -> bool:
    """Whether the title so far cannot end where it does: "… CỦA" wants a name."""
    return bool(
        re.search(r"(?:^|\s)(?:CỦA|VÀ|CHO|VỀ|DO|VỚI|TẠI|THUỘC|QUYỀN|QUYẾT|SỐ|CÁC|BỞI|TRÌNH|THAY|BAN)\s*\Z", parts[-1])
    )


def _endstitle_of(parts: list[str], text: str) -> bool:
    """Whether a line after the title's first no longer belongs to it."""
    if text.isupper() or text[0].islower() or _YEARS.match(text):
        return False
    if PREAMBLE.match(text) or _MERGED.match(text) or text.rstrip().endswith(("như sau:", ":", ";")):
        return True
    return parts[-1].isupper() or len(parts[-1]) > 110


def _subject(head: list[Line]) -> str | None:
    """The subject of an official letter: "V/v …" under the number, to the date or the addressee."""
    addressed = False
    for i, line in enumerate(head):
        addressed = addressed or ADDRESSEE.search(line.text) is not None
        if _POINT.match(line.text) or (addressed and not _V_V.match(line.text)):
            continue  # "1. Về việc …", "Về việc này, …": the letter itself
        hit = RE_LINE.search(line.text)
        alone = re.fullmatch(r"(?:.*\s)?[Vv]/[vV]\s*:?", line.text) if i + 1 < len(head) else None
        if not (hit or alone) or PREAMBLE.match(line.text):
            continue
        text = hit["title"] if hit else ""
        for after in head[i + 1 : i + 7]:
            if is_place_line(after.text):
                break
            ends = ADDRESSEE.search(after.text) or PREAMBLE.match(after.text) or _RULE.match(after.text)
            if ends or after.text.startswith("-") or is_letterhead(after.text) or PLACE_DATE.search(text):
                break
            text = f"{text} {after.text}".strip()
        return _before_date(text).strip(" .;*-") or None
    return None


def _before_date(text: str) -> str:
    hit = PLACE_DATE.search(text)
    return text[: hit.start()].strip() if hit else text


def is_place_line(text: str) -> bool:
    """Whether a line starts with a whole place and its date; one word may be the end of a place ("Hà / Nội")."""
    hit = PLACE_DATE.match(text)
    return hit is not None and " " in hit["place"]
