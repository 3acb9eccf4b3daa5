"""Reads a document's own masthead and signature: number, type, date, place, issuer, title, signer, annexes.

The parts and their order are those of Nghị định 30/2020/NĐ-CP, Phụ lục I (state) and Hướng dẫn 36-HD/VPTW (Party).
What the masthead leaves blank stays None; the issuer alone may also come from the text, the signature or the number.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from ingest.dates import find_dates
from ingest.document_types import CODE_TYPES, TYPE_WORDS, WEAK_WORDS, any_case, type_of_words
from ingest.issuers import canonical_issuer
from ingest.layout import Block, Clean, Span
from ingest.letterhead import MOTTO, NEW_BODY, is_letterhead, issuer_of
from ingest.numbers import NumberMention, find_numbers
from ingest.records import Annexed, Anomaly, Document, DocumentType
from ingest.signatures import find_signer


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the clean text, stripped."""

    text: str
    start: int
    end: int
    kind: str = ""


HEAD_LINES: Final = 45
# "Số: 12/KH-UBND", "Luật số: 58/2014/QH13", "Số      -CT/TU". Not "Số hiệu:", "Số công báo" (a portal's block).
NUMBER_LINE: Final = re.compile(
    r"(?:^|\||\s(?=S[ốỐ]\s*:))\s*(?:Luật|Pháp lệnh|Nghị quyết|NGHỊ QUYẾT|Lệnh)?\s*(?:[sS]ố"
    r"|SỐ)\s*:?\s*(?=[\d.…_\s/-]*\s?(?:/|[-–]\s?[A-ZĐ]))"
)
# "Hà Nội, ngày 26 tháng 7 năm 2024"; the place is the last words before the comma. Not a date inside a sentence.
PLACE_DATE: Final = re.compile(
    r"(?<!\w)(?P<place>(?:TP\.?\s*)?(?![A-ZĐ]{2})[A-ZĐÂÁ][\w.]*(?:[\s-]+(?:TP\.?\s*)?(?![A-ZĐ]{2}(?!M))[A-ZĐÂÁÔƠƯÝ(][\w.)]*|\s+(?:phố|tỉnh))*)\s*[,.]?\s*ngày\s*[\d\s.…_]*tháng\s*[\d\s.…_]*năm\s*(?:\d{4}|[\d.…_]*)"
)
TYPE_LINE: Final = re.compile(
    r"(?:#\s*)?(?P<word>"
    + "|".join(w.upper().replace(" ", r"\s+") for w in sorted(TYPE_WORDS, key=len, reverse=True) if w not in WEAK_WORDS)
    + r")(?!\w)(?P<rest>.*)\Z",
    re.DOTALL,
)
RE_LINE: Final = re.compile(r"(?:^|[|\s])(?:V/v|Về việc|v/v|V/V)\s*:?\s*(?P<title>\S.*)")
ADDRESSEE: Final = re.compile(r"Kính\s+gửi|KÍNH\s+GỬI")
PREAMBLE: Final = re.compile(
    r"(?:-\s*)?(?:Căn\s+cứ|CĂN\s+CỨ|Xét\s|Theo\s+đề\s+nghị|Thực\s+hiện\s|Triển\s+khai\s+thực\s+hiện"
    r"|Nhằm\s|Để\s|Ngày\s+\d|Trong\s+thời|Sau\s+khi|Thời\s+gian|"
    r"Tại\s|Quán\s+triệt|Thi\s+hành|Trên\s+cơ\s+sở)"
)
BODY_START: Final = re.compile(
    r"(?:Điều\s+1\b|ĐIỀU\s+1\b|Chương\s+I\b|CHƯƠNG\s+I\b|Phần\s+|I\s*[.-]\s|A\s*[.-]\s|1\s*[.)]\s"
    r"|QUYẾT\s+(?:ĐỊNH|NGHỊ)\s*:|Nơi\s+nhận|-{3,}|\*{3,}|_{3,})"
)
AUTHORITY: Final = re.compile(
    r"(?:BỘ\s+TRƯỞNG|THỦ\s+TƯỚNG|CHÍNH\s+PHỦ\s*\Z|QUỐC\s+HỘI\s*\Z|CHỦ\s+TỊCH|TỔNG\s+GIÁM\s+ĐỐC"
    r"|GIÁM\s+ĐỐC|[ỦU][YỶ]\s+BAN|HỘI\s+ĐỒNG|THỐNG\s+ĐỐC|CHÁNH\s+ÁN|"
    r"VIỆN\s+TRƯỞNG|CỤC\s+TRƯỞNG|TỔNG\s+CỤC\s+TRƯỞNG|HIỆU\s+TRƯỞNG|TRƯỞNG\s+BAN|BAN\s+(?:THƯỜNG|CHẤP"
    r"|CÁN|BÍ)|BỘ\s+CHÍNH\s+TRỊ|TỔNG\s+KIỂM|ĐOÀN\s+CHỦ\s+TỊCH)"
)
# "BHXH Việt Nam ban hành Kế hoạch", "Ban Cán sự đảng X xây dựng Chương trình". Not "để Bộ Y tế ban hành".
ISSUES: Final = re.compile(
    r"(?:^|[;,.:]\s*|\n)(?P<who>[A-ZĐỦƯ][^;,.:\n]{3,110}?)\s+(?:ban\s+hành|xây\s+dựng|thông\s+báo"
    r"|yêu\s+cầu|đề\s+nghị)\s+(?:"
    + "|".join(
        any_case(w)
        for w in (
            "kế hoạch",
            "chương trình",
            "nghị quyết",
            "quyết định",
            "chỉ thị",
            "thông tư",
            "quy chế",
            "quy định",
            "kết luận",
        )
    )
    + r")"
)
_NOT_WHO: Final = re.compile(r"Căn cứ|Theo|Thực hiện|Triển khai|Xét|Quyết định|Nghị quyết|Luật|Nghị định|Điều|Kế hoạch")
# What a line joined by mistake adds to a title: the authority line and the first basis.
_AFTER_TITLE: Final = re.compile(
    r"(?<!CỦA)\s(?:BỘ TRƯỞNG BỘ|CỤC TRƯỞNG CỤC|CHỦ TỊCH [ỦU][YỶ] BAN NHÂN DÂN|TỔNG GIÁM ĐỐC BẢO HIỂM"
    r"|THỐNG ĐỐC NGÂN HÀNG|GIÁM ĐỐC SỞ)\s[A-ZÀ-Ỹ ]*(?:\sCăn\s+cứ|\Z)"
    r"|(?<!CỦA)(?<!DO)(?<!TƯỚNG)(?<!TRÌNH)\sCHÍNH PHỦ\Z|\sCăn\s+cứ\s"
    r"|\s(?:THỦ(?: TƯỚNG(?: CHÍNH PHỦ)?)?|BỘ [A-ZÀ-Ỹ ]{3,40}|CHỦ TỊCH [A-ZÀ-Ỹ ]{5,60})?\s*(?:điện\b.*|ĐIỆN\s*:.*)\Z"
)
_RULE: Final = re.compile(r"[-_*=–—.\s]{2,}\Z")
_MARKUP: Final = re.compile(r"[*#_]+")
_PIECE: Final = re.compile(r"[^\n|\t]+")


def read(clean: Clean, blocks: list[Block]) -> tuple[Document, list[Anomaly]]:
    """The document's own metadata, and anomalies of its masthead. ``blocks`` may be empty: then lines are used."""
    lines = _lines(clean, blocks)
    first = _first(lines)
    head = lines[first : first + HEAD_LINES]
    number = _number(head, clean)
    type_at, kind = _type(head, number)
    title = _title(head, type_at, kind)
    dated = _date(head, type_at)
    issuer = issuer_of([line.text for line in head[:16]]) or _authority(head, type_at, clean, lines[first:], number)
    signer = find_signer([line.text for line in lines[first:]])
    if issuer is None and signer and signer.on_behalf:
        issuer = _from_signature(signer.on_behalf)
    anomalies = []
    if number is not None and number.number is None:
        evidence = clean.evidence(Span(number.start, number.end))
        anomalies.append(Anomaly("number_blank", "info", "Văn bản để trống số.", evidence))
    return (
        Document(
            number=number.number if number else None,
            type=kind,
            issued_on=dated[1],
            place=dated[0],
            issuer=issuer,
            signer=signer,
            title=title,
            annexed=_annexed(clean, blocks),
        ),
        anomalies,
    )


def _lines(clean: Clean, blocks: list[Block]) -> list[Line]:
    spans: list[tuple[Span, str]] = [(b.span, b.kind) for b in blocks if b.kind != "furniture"]
    spans = spans or [(Span(0, len(clean.text)), "")]
    lines = []
    for span, kind in spans:
        for piece in _PIECE.finditer(clean.text, span.start, span.end):
            text = " ".join(_MARKUP.sub(" ", piece[0]).split())
            if text:
                lines.append(Line(text, piece.start(), piece.end(), kind))
    return lines


def _first(lines: list[Line]) -> int:
    """The line where the masthead starts: a few lines of letterhead before the motto or before "Số:"."""
    for i, line in enumerate(lines):
        if ADDRESSEE.match(line.text):
            return max(0, i - 12)
        if MOTTO.search(line.text) or (NUMBER_LINE.search(line.text) and find_numbers(line.text)):
            back = i
            while back > 0 and i - back < 8 and is_letterhead(lines[back - 1].text):
                back -= 1
            return back
        bare = TYPE_LINE.match(line.text)
        if bare and not bare["rest"].strip() and i + 1 < len(lines) and line.text != "QUYẾT ĐỊNH:":
            return max(0, i - 8) if i < 12 else i
    return 0


def _number(head: list[Line], clean: Clean) -> NumberMention | None:
    for i, line in enumerate(head):
        if ADDRESSEE.search(line.text) or PREAMBLE.match(line.text) or line.text.startswith("Điều 1"):
            break
        if not re.search(r"(?<!\w)(?:[sS]ố|SỐ)\s*:?", line.text) or re.match(r"Số\s+(?:hiệu|công)", line.text):
            continue
        if MOTTO.search(line.text) and "ố" not in line.text.lower().split("phúc")[-1]:
            continue
        last = head[min(i + 1, len(head) - 1)]
        text = clean.text[line.start : last.end].replace("\n", " ").replace("*", " ")
        found = [
            n for n in find_numbers(text) if re.search(r"(?:[sS]ố|SỐ)\s*:?\s*\Z", text[: n.start]) or n.number is None
        ]
        if found and found[0].start < line.end - line.start + 2:
            n = found[0]
            return NumberMention(
                n.start + line.start, n.end + line.start, n.printed, n.number, n.type, n.year, n.issuer
            )
    return None


def _type(head: list[Line], number: NumberMention | None) -> tuple[int | None, DocumentType]:
    """Index of the line with the type word, and the type; an official letter has no such line."""
    code = re.split(r"[/-]", number.number.split("/", 1)[-1] if number.number else number.printed)[0] if number else ""
    for i, line in enumerate(head):
        if ADDRESSEE.search(line.text):
            break
        hit = TYPE_LINE.match(line.text)
        if not hit or line.text.rstrip().endswith("QUYẾT ĐỊNH:") or line.kind in ("recipients", "footnote"):
            continue
        rest = hit["rest"].strip(" :.-")
        if rest and any(c.islower() for c in rest) and not re.match(r"(?:[vV]ề|số|của)\b", rest):
            continue
        if re.match(r"(?:PHÁP|SƯ|GIA)\b", rest):
            continue
        kind = type_of_words(hit["word"]) or "other"
        if number and "VBHN" in (number.number or number.printed):
            kind = "other"
        return i, kind
    if number and number.type:
        return None, number.type
    if any(RE_LINE.search(line.text) for line in head[:20]) or any(ADDRESSEE.search(line.text) for line in head):
        return None, "official_letter"
    return None, CODE_TYPES.get(code, "other")


def _title(head: list[Line], type_at: int | None, kind: DocumentType) -> str | None:
    if type_at is None:
        return _subject(head)
    hit = TYPE_LINE.match(head[type_at].text)
    rest = hit["rest"].strip(" :") if hit else ""
    parts = [rest] if rest else []
    for line in head[type_at + 1 : type_at + 16]:
        text = line.text
        if line.kind and head[type_at].kind == "title" and line.kind != "title":
            break
        if _RULE.match(text) or ADDRESSEE.search(text) or BODY_START.match(text) or text.startswith("("):
            if parts or not _RULE.match(text):
                break
            continue
        if re.match(r"(?:[sS]ố|SỐ)\s*:", text) or PLACE_DATE.match(text) or MOTTO.search(text):
            continue
        if parts and (
            _ends_title(parts, text) or (AUTHORITY.match(text) and is_letterhead(text) and not _goes_on(parts))
        ):
            break
        if not parts and ((AUTHORITY.match(text) and is_letterhead(text)) or re.match(r"Căn\s+cứ", text)):
            break
        parts.append(text)
    title = _AFTER_TITLE.split(" ".join(parts))[0].strip(" .:-*")
    return title or None


def _goes_on(parts: list[str]) -> bool:
    """Whether the title so far cannot end where it does: "… CỦA" wants a name."""
    return bool(re.search(r"(?:^|\s)(?:CỦA|VÀ|CHO|VỀ|DO|VỚI|TẠI|THUỘC|QUYỀN|QUYẾT|SỐ|CÁC|BỞI)\s*\Z", parts[-1]))


def _ends_title(parts: list[str], text: str) -> bool:
    """Whether a line after the title's first no longer belongs to it."""
    if text.isupper() or text[0].islower():
        return False
    if PREAMBLE.match(text) or text.rstrip().endswith(("như sau:", ":", ";")):
        return True
    return parts[-1].isupper() or len(parts[-1]) > 110


def _subject(head: list[Line]) -> str | None:
    """The subject of an official letter: "V/v …" under the number, to the date or the addressee."""
    for i, line in enumerate(head):
        hit = RE_LINE.search(line.text)
        if not hit or PREAMBLE.match(line.text):
            continue
        text = hit["title"]
        for after in head[i + 1 : i + 7]:
            ends = ADDRESSEE.search(after.text) or PREAMBLE.match(after.text) or _RULE.match(after.text)
            if ends or after.text.startswith("-") or is_letterhead(after.text) or PLACE_DATE.search(text):
                break
            text = f"{text} {after.text}"
        return _before_date(text).strip(" .;*-") or None
    return None


def _before_date(text: str) -> str:
    hit = PLACE_DATE.search(text)
    return text[: hit.start()].strip() if hit else text


def _date(head: list[Line], type_at: int | None) -> tuple[str | None, str | None]:
    """Place and date of the masthead, as far as they are printed."""
    limit = len(head) if type_at is None else min(len(head), type_at + 14)
    for i in range(limit):
        text = " ".join(line.text for line in head[i : i + 3])
        hit = PLACE_DATE.search(text)
        for number in find_numbers(text) if hit else ():
            if hit and number.start <= hit.start() < number.end:  # "Số: 12/KH-UBND Hà Nội, ngày …" on one line
                hit = PLACE_DATE.search(text, number.end)
        if not hit or hit.start() > len(head[i].text) or PREAMBLE.match(head[i].text):
            if ADDRESSEE.search(head[i].text) and i > 3:
                break
            continue
        dates = find_dates(text, hit.start(), min(len(text), hit.end()))
        place = re.sub(r"^(?:.*\s)?(?:Phúc|phúc|Số)\s+", "", hit["place"]).strip()
        return place, dates[0].iso if dates else None
    return None, None


def _authority(
    head: list[Line], type_at: int | None, clean: Clean, lines: list[Line], number: NumberMention | None
) -> str | None:
    """Without a letterhead: who the text says issues it, the authority line, or what the number says for certain."""
    if type_at is not None:
        for line in head[type_at + 1 : type_at + 14]:
            if AUTHORITY.match(line.text) and is_letterhead(line.text):
                return canonical_issuer(line.text)
    for line in lines[(type_at or 0) : (type_at or 0) + 25]:
        for hit in ISSUES.finditer(line.text):
            if not _NOT_WHO.match(hit["who"]) and not re.search(r"\d", hit["who"]):
                return canonical_issuer(hit["who"])
        if line.text.startswith(("Điều 1", "I.")):
            break
    return number.issuer if number else None


def _from_signature(on_behalf: str) -> str | None:
    name = re.sub(r"^(?:TM|T/M|TL|TUQ|KT)\s*[./]?\s*", "", on_behalf).strip()
    return canonical_issuer(name) if on_behalf.startswith(("TM", "T/M")) and name else None


def _annexed(clean: Clean, blocks: list[Block]) -> list[Annexed]:
    """Annexes: the title lines right before or after "(Ban hành kèm theo …)", or under "PHỤ LỤC"."""
    found: list[Annexed] = []
    for i, block in enumerate(blocks):
        if block.kind != "annexed_to":
            continue
        before = i
        while before > 0 and blocks[before - 1].kind == "title" and i - before < 6:
            before -= 1
        texts = [" ".join(clean.at(b.span).split()) for b in blocks[before:i]]
        after = i + 1
        while not texts and after < len(blocks) and blocks[after].kind == "title" and after - i < 6:
            texts.append(" ".join(clean.at(blocks[after].span).split()))
            after += 1
        label = bool(texts) and re.match(r"PHỤ LỤC|Phụ lục", texts[0]) is not None
        if label:
            texts = texts[1:] or [re.sub(r"^(?:PHỤ LỤC|Phụ lục)\s*(?:số\s*)?[IVX\d]*\s*[.:-]?\s*", "", texts[0])]
        title = " ".join(texts).strip()
        word = TYPE_LINE.match(title)
        kind = (type_of_words(word["word"]) if word and not label else None) or "appendix"
        if title:
            found.append(Annexed(kind, title, block.part or None))
    return found
