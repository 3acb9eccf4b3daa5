"""Reads a document's own masthead and signature: number, type, date, place, issuer, title, signer, annexes.

The parts and their order are those of Nghị định 30/2020/NĐ-CP, Phụ lục I (state) and Hướng dẫn 36-HD/VPTW (Party).
What the masthead leaves blank stays None; the issuer alone may also come from the text, the signature or the number.
"""

from __future__ import annotations

import re
from typing import Final

from ingest.identifiers.dates import find_dates
from ingest.identifiers.document_types import CODE_TYPES, TYPE_WORDS, WEAK_WORDS, any_case, type_of_words
from ingest.identifiers.issuers import canonical_issuer
from ingest.identifiers.numbers import NumberMention, find_numbers
from ingest.letters import fold
from ingest.masthead.annex_line import annex_line
from ingest.masthead.letterhead import MOTTO, NEW_BODY, Line, is_letterhead, issuer_of
from ingest.masthead.signatures import DIGITAL, find_signer
from ingest.masthead.titles import (
    ADDRESSEE,
    AUTHORITY,
    PLACE_DATE,
    PREAMBLE,
    SCANNED,
    TYPE_LINE,
    is_place_line,
    names_itself,
    title_of,
    without_issuer,
)
from ingest.records import Annexed, Anomaly, Document, DocumentType, Signer
from ingest.structure.layout import Block, Clean, Span

HEAD_LINES: Final = 45
# "Số: 12/KH-UBND", "Luật số: 58/2014/QH13", "Số      -CT/TU". Not "Số hiệu:", "Số công báo" (a portal's block).
NUMBER_LINE: Final = re.compile(
    r"(?:^|\||\s(?=S[ốỐ]\s*:))\s*(?:Luật|Pháp lệnh|Nghị quyết|NGHỊ QUYẾT|Lệnh)?\s*(?:[sS]ố"
    r"|SỐ)\s*:?\s*(?=[\d.…_\s/-]*\s?(?:/|[-–]\s?[A-ZĐ]))"
)
NUMBER_LABEL: Final = re.compile(r"(?:[sS]ố|SỐ)\s*:?\s*(?=[\d.…_/-]|\Z)")
# "THEO QUYẾT ĐỊNH", "… MỘT SỐ ĐIỀU CỦA THÔNG TƯ": the number on the next line is that of the document named here.
_NAMES_ANOTHER: Final = re.compile(
    r"\S\s+(?:" + "|".join(any_case(w) for w in (*TYPE_WORDS, "văn bản") if w != "luật") + r")\s*\Z"
)
V_V: Final = re.compile(r"(?:^|[|\s])[Vv]/[vV]\b")
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
_WHO: Final = re.compile(
    NEW_BODY.pattern + r"|(?:Phó\s+)?(?:Tổng\s+)?(?:Giám\s+đốc|Kiểm\s+toán)|(?:Bộ|Cục|Viện|Hiệu|Trưởng)\s+trưởng"
    r"|Thống\s+đốc|Chánh\s+án|Đồng\s+chí",
    re.IGNORECASE,
)
# A sentence and not a name: what it says was done, or another document as its subject.
_NOT_WHO: Final = re.compile(
    r"\s(?:đã|đang|sẽ|có|được|phải|cần|khi|để|mà|thì|nhằm|vừa|cùng|chủ trì|trách nhiệm)(?!\w)"
    r"|^(?:Căn cứ|Theo|Thực hiện|Triển khai|Xét|Quyết định|Nghị quyết|Luật|Nghị định|Điều|Kế hoạch)"
)
_BY_FOLD: Final = {fold(w): w for w in TYPE_WORDS if " " in w and w not in WEAK_WORDS}
_WITHOUT_PLACE: Final = frozenset(
    f"{body}{level}" for body in ("Ủy ban nhân dân", "Hội đồng nhân dân") for level in ("", " tỉnh", " thành phố")
)
_MARKUP: Final = re.compile(r"[*#_]+")
_PIECE: Final = re.compile(r"[^\n|\t]+")


def read(clean: Clean, blocks: list[Block]) -> tuple[Document, list[Anomaly]]:
    """The document's own metadata, and anomalies of its masthead. ``blocks`` may be empty: then lines are used."""
    lines = _lines(clean, blocks)
    first = _first(lines)
    head = lines[first : first + HEAD_LINES]
    number = _number(head, clean)
    type_at, kind = _type(head, number)
    title = title_of(head, type_at, clean)
    itself = names_itself(title) if number is None else None
    title = itself.title if itself else title
    dated = _date(head, type_at)
    issuer = issuer_of([line.text for line in head[:16]]) or _authority(head, type_at, clean, lines[first:], number)
    signer = find_signer([line.text for line in lines[first:]]) or _signer_below(clean, lines)
    if issuer is None and signer:
        issuer = _from_signature(signer)
    if issuer in _WITHOUT_PLACE:
        issuer = _with_place(issuer, dated[0], clean.text)
    anomalies = []
    if number is not None and number.number is None:
        evidence = clean.evidence(Span(number.start, number.end))
        anomalies.append(Anomaly("number_blank", "info", "Văn bản để trống số.", evidence))
    own, issued_on = (number.number if number else None), dated[1]
    if itself:
        own, issued_on, issuer = itself.number, issued_on or itself.issued_on, issuer or itself.issuer
    elif number is None and (line := annex_line(clean, blocks)):
        own, issued_on, kind = line.number, issued_on or line.issued_on, line.type if kind == "other" else kind
        anomalies.append(Anomaly("number_from_annex", "info", line.message, line.evidence))
    return (
        Document(
            number=own,
            type=kind,
            issued_on=issued_on,
            place=dated[0],
            issuer=issuer,
            signer=signer,
            title=without_issuer(title, issuer),
            annexed=_annexed(clean, blocks),
        ),
        anomalies,
    )


def _signer_below(clean: Clean, lines: list[Line]) -> Signer | None:
    """A signature among what was taken for a portal's furniture: right below the document's last line."""
    if not lines:
        return None
    start = max(clean.text.rfind("Nơi nhận", lines[0].start), lines[-1].end)
    below = clean.text[start : start + 2500]
    found = [" ".join(_MARKUP.sub(" ", piece).split()) for piece in re.split(r"[\n|\t]+", below)]
    return find_signer([text for text in found if text])


def _lines(clean: Clean, blocks: list[Block]) -> list[Line]:
    spans: list[tuple[Span, str]] = [(b.span, b.kind) for b in blocks if b.kind != "furniture"]
    spans = spans or [(Span(0, len(clean.text)), "")]
    lines = []
    for span, kind in spans:
        for piece in _PIECE.finditer(clean.text, span.start, span.end):
            text = " ".join(_MARKUP.sub(" ", piece[0]).split())
            if text and not DIGITAL.match(text):
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
    """The number of the masthead; "Số:" with its colon goes before "SỐ", which letterheads use of other documents."""
    bare: NumberMention | None = None
    for i, line in enumerate(head):
        if ADDRESSEE.search(line.text) or PREAMBLE.match(line.text) or line.text.startswith("Điều 1"):
            break
        if not re.search(r"(?<!\w)(?:[sS]ố|SỐ)\s*:?", line.text) or re.match(r"Số\s+(?:hiệu|công)", line.text):
            continue
        if MOTTO.search(line.text) and "ố" not in line.text.lower().split("phúc")[-1]:
            continue
        last = head[min(i + 1, len(head) - 1)]
        text = clean.text[line.start : last.end].replace("\n", " ").replace("*", " ")
        for n in find_numbers(text):
            label = NUMBER_LABEL.search(text, 0, n.start) if n.number else NUMBER_LABEL.match(text)
            if not (n.number is None or (label and label.end() == n.start)) or n.start >= line.end - line.start + 2:
                break
            if not _own_label(text[: label.start()] if label else "", head[i - 1].text if i else "", label):
                break
            mention = NumberMention(
                n.start + line.start, n.end + line.start, n.printed, n.number, n.type, n.year, n.issuer
            )
            if n.number is None or (label and ":" in label[0]):
                return mention
            bare = bare or mention
            break
    return bare


def _own_label(before: str, above: str, label: re.Match[str] | None) -> bool:
    """Whether a "số" is that of the masthead: first on its line, after a type word alone, or beside a letterhead.

    Not in the words of a title or a basis, nor where the line above ends in the type word of another document.
    """
    before = re.sub(r"[|\s]+", " ", before).strip(" *")
    colon = label is not None and ":" in label[0]
    if not before:
        return colon or not _NAMES_ANOTHER.search(above)
    return type_of_words(before.lower()) is not None or (
        (colon or MOTTO.search(before) is not None) and (is_letterhead(before) or "phúc" in before.lower()[-12:])
    )


def _type(head: list[Line], number: NumberMention | None) -> tuple[int | None, DocumentType]:
    """Index of the line with the type word, and the type; an official letter has no such line."""
    code = re.split(r"[/-]", number.number.split("/", 1)[-1] if number.number else number.printed)[0] if number else ""
    for i, line in enumerate(head):
        if ADDRESSEE.search(line.text):
            break
        hit = TYPE_LINE.match(line.text) or _cut_word(head, i) or _scanned_word(line.text)
        if not hit or line.text.rstrip().endswith("QUYẾT ĐỊNH:") or line.kind in ("recipients", "footnote"):
            continue
        rest = hit["rest"].strip(" :.-")
        glued = bool(rest) and hit["rest"][0].isupper()
        if rest and any(c.islower() for c in rest) and not glued and not re.match(r"(?:[vV]ề|số|của)\b", rest):
            continue
        if re.match(r"(?:PHÁP|SƯ|GIA|CHUNG)\b", rest):
            continue
        kind = type_of_words(_BY_FOLD.get(fold(hit["word"]), hit["word"])) or "other"
        if number and "VBHN" in (number.number or number.printed):
            kind = "other"
        return i, kind
    if number and number.type:
        return None, number.type
    if any(V_V.search(line.text) for line in head[:20]) or any(ADDRESSEE.search(line.text) for line in head):
        return None, "official_letter"
    return None, CODE_TYPES.get(code, "other")


def _cut_word(head: list[Line], i: int) -> re.Match[str] | None:
    """The type word where two lines share it ("THÔNG" / "TƯ"), told at the second."""
    if not i or " " in head[i - 1].text or " " in head[i].text:
        return None
    hit = TYPE_LINE.match(f"{head[i - 1].text} {head[i].text}")
    return hit if hit and not hit["rest"] else None


def _scanned_word(text: str) -> re.Match[str] | None:
    """The type word alone on its line where scanning lost its accents ("QUYÉT ĐỊNH'")."""
    hit = SCANNED.match(text)
    return hit if hit and fold(hit["word"]) in _BY_FOLD else None


def _date(head: list[Line], type_at: int | None) -> tuple[str | None, str | None]:
    """Place and date of the masthead, as far as they are printed."""
    limit = len(head) if type_at is None else min(len(head), type_at + 14)
    for i in range(limit):
        text = " ".join(line.text for line in head[i : i + 3])
        hit = PLACE_DATE.search(text)
        if hit and 0 < hit.start() < len(head[i].text) and i + 1 < limit and is_place_line(head[i + 1].text):
            continue  # the end of a subject and the place below it would make one place
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
            if _WHO.match(hit["who"]) and not _NOT_WHO.search(hit["who"]) and not re.search(r"\d", hit["who"]):
                return canonical_issuer(hit["who"])
        if line.text.startswith(("Điều 1", "I.")):
            break
    return number.issuer if number else None


def _from_signature(signer: Signer) -> str | None:
    """The body that the signature names ("TM. CHÍNH PHỦ"), or the Prime Minister's own office."""
    on_behalf = signer.on_behalf or ""
    if re.search(r"(?<!\w)THỦ\s+TƯỚNG", on_behalf) and not on_behalf.startswith(("TM", "T/M")):
        return "Thủ tướng Chính phủ"
    if not on_behalf and (signer.position or "").startswith("Thủ tướng"):
        return "Thủ tướng Chính phủ"
    name = re.sub(r"^(?:TM|T/M)\s*[./]?\s*", "", on_behalf)
    name = re.split(r"\s(?:KT|K/T|TL|T/L|TUQ|Q)\s*[.:/]", name)[0].strip()
    return canonical_issuer(name) if on_behalf.startswith(("TM", "T/M")) and name else None


def _with_place(issuer: str, place: str | None, text: str) -> str:
    """A people's committee or council with its province, where only the place of the date names it."""
    if not place:
        return issuer
    bare = re.sub(r"^(?:Thành phố|TP\.?|Tỉnh)\s+", "", place)
    level = re.search(rf"(?<!\w)(thành\s+phố|tỉnh)\s+{re.escape(bare)}(?!\w)", text, re.IGNORECASE)
    body = re.sub(r"\s+(?:thành phố|tỉnh)$", "", issuer)
    return f"{body} {' '.join(level[1].lower().split())} {bare}" if level else issuer


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
