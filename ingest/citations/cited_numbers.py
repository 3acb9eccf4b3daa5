"""Citations by number: the type word before it, and the date, issuer and title after it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from ingest.citations.law_names import DRAFT_BEFORE
from ingest.citations.law_reading import AMENDING_BEFORE, SEVERAL_BEFORE
from ingest.citations.mentions import Locator, Mention, Zone, opens_basis
from ingest.identifiers.dates import date_at
from ingest.identifiers.document_types import TYPE_WORD, WEAK_WORDS, type_of_words
from ingest.identifiers.issuers import canonical_issuer, issuer_after
from ingest.identifiers.numbers import NumberMention, find_numbers

# "Nghị quyết số", "Quyết định", "các Nghị định số:" right before a number. Not "… quyết định của …" further off.
WORD_BEFORE: Final = re.compile(rf"(?<!\w)(?P<word>{TYPE_WORD})\s*,?\s*(?:[sS]ố|SỐ)?\s*:?\s*\Z")
_LAW_WORD: Final = re.compile(
    r"(?<!\w)(?:Bộ\s+luật|BỘ\s+LUẬT|Luật|LUẬT|(?<!pháp\s)(?<!kỷ\s)luật|Pháp\s+lệnh|PHÁP\s+LỆNH)\s"
)
_SKIP: Final = re.compile(r"\s*,?\s*")
_SO: Final = re.compile(r"\s*(?:[sS]ố|SỐ)?\s*:?\s*\Z")
# The title after a number, its date and issuer, also after a colon or in quotation marks. Not after a comma ("…, thực
# hiện Nghị quyết" is a second act); not "sửa đổi, bổ sung tại Thông tư …" (the act done to this document by another).
TITLE: Final = re.compile(
    r"\s*(?:[,:]\s*)?(?:(?:đề\s+nghị|kiến\s+nghị|hỏi)\s+(?=về|ban\s+hành|phê\s+duyệt))?[“\"]?(?P<title>(?:về\s+việc|về|V/v|ban\s+hành|phê\s+duyệt|quy\s+định|hướng\s+dẫn"
    r"|sửa\s+đổi(?!\s*,?\s*bổ\s+sung\s+(?:bởi|tại|theo|bằng)\s)|bổ\s+sung|bãi\s+bỏ|giao|công\s+bố|một\s+số\s+vấn\s+đề"
    r"|thông\s+qua|điều\s+chỉnh|thành\s+lập|kiện\s+toàn)[\s,])|\s+[“\"]?(?P<act>(?:triển\s+khai\s+"
    r"|tổ\s+chức\s+)?thực\s+hiện\s|triển\s+khai\s|tăng\s+cường\s)",
    re.IGNORECASE,
)
# In a line of the bases all that follows is the title, whatever it opens with: "… của Chính phủ quản lý, sử dụng …;".
BASIS_TITLE: Final = re.compile(
    r"\s+[“\"]?(?P<title>(?!(?:và|hoặc|được|đã|bị|để|nhằm|theo|tại|là|có|do|của|trong|như|trên|cho|với|từ|đến|tới|số|ngày|năm"
    r"|này|nay|cùng|các|những|kèm|về\s+trước)\b)[a-zđàáâãèéêìíòóôõùúýăĩũơưạ-ỹ]\w+\s)"
)
# A title of several parts goes on behind a semicolon: "…; quy định chi tiết và hướng dẫn thi hành …".
_GOES_ON: Final = re.compile(
    r";\s+(?:quy\s+định|hướng\s+dẫn|sửa\s+đổi|bổ\s+sung|bãi\s+bỏ|quản\s+lý|phân\s+cấp|phân\s+quyền|cơ\s+chế|chế\s+độ)\s"
)
_NEXT: Final = rf"(?:(?:các\s+)?(?:{TYPE_WORD})\s+(?:[sS]ố\s*|SỐ\s*)?:?\s*\d|số\s+\d{{1,5}}[-/][\dA-ZĐ])"
TITLE_END: Final = re.compile(
    rf"[;:\n]|\.(?=\s|\Z)|\)|\(\s*(?:sau\s+đây|gọi|được\s+sửa|đã\s+được)|(?:,\s+(?:và\s+)?"
    rf"|\s+và\s+){_NEXT}|,?\s+và\s+(?:Bộ\s+l|L)uật\s|,?\s+\(?(?:đã\s+)?được\s+(?:sửa\s+đổi|thay\s+thế"
    rf"|bãi\s+bỏ|bổ\s+sung)"
    r"|,?\s+gắn\s+với\s+(?:việc\s+)?(?:triển\s+khai\s+)?thực\s+hiện\s+(?:các\s+)?(?:Nghị|Chỉ|Kết|Quyết|Luật|Đề|Chương|Kế)\s"
    r"|,?\s+(?:phù\s+hợp\s+với|tới\s+toàn|để\s+phấn\s+đấu|như\s+sau|đảm\s+bảo\s+thực)"
    r"|\s+(?:sau\s+đây\s+)?(?:gọi|viết)\s+(?:tắt|chung)\s"
    r"|,\s+[A-ZĐƯ][^,;.\n]{2,90}?\s+(?:ban\s+hành|xây\s+dựng|yêu\s+cầu|đề\s+nghị|báo\s+cáo"
    r"|có\s+ý\s+kiến|triển\s+khai|chỉ\s+đạo|quyết\s+định|thông\s+báo)\s"
)
_CAPITAL_AND: Final = re.compile(r"(?:,\s+(?:VÀ\s+)?|\s+VÀ\s+)(?:NGHỊ QUYẾT|QUYẾT ĐỊNH|NGHỊ ĐỊNH|THÔNG TƯ)\s+SỐ\s+\d")
TITLE_LIMIT: Final = 600


def by_number(text: str, locate: Locator) -> list[Mention]:
    mentions: list[Mention] = []
    last_word: tuple[int, str] | None = None  # end of the previous mention, its type word: "Quyết định số A và số B"
    for number in find_numbers(text):
        zone = locate.at(number.start)
        if zone is None or number.number is None:
            continue
        lowest = max(zone.span.start, number.start - 70)
        hit = WORD_BEFORE.search(text, lowest, number.start)
        start, word = (hit.start("word"), hit["word"]) if hit else (number.start, None)
        title = None
        law = (
            _law_before(text, max(zone.span.start, number.start - 200), number.start)
            if not hit or hit["word"].lower().endswith("luật")
            else None
        )
        if law is not None:
            start, word, title = law, "Luật", " ".join(_SO.sub("", text[law : number.start]).split())
            title = None if title.lower() in ("luật", "bộ luật") else title
        if (
            word is None
            and last_word
            and number.start - last_word[0] < 300
            and re.match(r"[^.;\n]*?(?:,|và)\s*(?:số\s*)?\Z", text[last_word[0] : number.start])
        ):
            word = last_word[1]
        if DRAFT_BEFORE.search(text, max(zone.span.start, start - 30), start) and law is not None:
            continue
        mention = _headed(text, number, zone, start, word)
        if title:
            mention = replace(mention, title=title)
        mentions.append(mention)
        last_word = (mention.end, word) if word else None
    return _shared_dates(text, mentions)


def _law_before(text: str, lowest: int, position: int) -> int | None:
    """Where a law's name starts that ends right before its number: "Luật Việc làm số 38/2013/QH13"."""
    if several := SEVERAL_BEFORE.search(text, lowest, position):
        return several.start()
    hits = list(_LAW_WORD.finditer(text, lowest, position))
    if not hits or re.search(r"[;:()\n]|\.\s|\d", text[hits[-1].end() : position]):
        return None
    named = text[hits[-1].end()].isupper() or hits[-1][0][0].isupper()
    if not named and not _SO.search(text, hits[-1].end() - 1, position):
        return None
    start = hits[-1].start()
    amending = AMENDING_BEFORE.search(text, max(lowest - 120, 0), start)
    return amending.start() if amending else start


# "Ngày 28 tháng 10 năm 2025, Chủ tịch … đã ban hành Công văn số …": the day stands before the act.
ISSUED_BEFORE: Final = re.compile(
    r"(?<!\w)(?:[Nn]gày\s)(?P<date>[^,;.:\n]{6,40}?)\s*,\s+(?P<body>[A-ZĐ][^,;.:\n]{3,120}?)\s+(?:đã\s+)?(?:ký\s+)?"
    r"(?:ban\s+hành|thông\s+qua|có|ra|ký|phê\s+duyệt)\s+(?:các\s+)?\Z"
)


def _issued_before(text: str, lowest: int, start: int) -> tuple[str | None, str | None]:
    """Date and body of a sentence that tells of a document's issue, up to where the document is named."""
    hit = ISSUED_BEFORE.search(text, lowest, start)
    date = date_at(text, hit.start()) if hit else None
    if hit is None or date is None or len(date.iso) < 10 or text[date.end : hit.start("body")].strip(" ,"):
        return None, None
    return date.iso, canonical_issuer(hit["body"])


def _shared_dates(text: str, mentions: list[Mention]) -> list[Mention]:
    """ "số A và số B ngày D": the day is that of both."""
    done = list(mentions)
    for i in range(len(done) - 2, -1, -1):
        one, other = done[i], done[i + 1]
        if one.issued_on or not other.issued_on or one.title or one.zone != other.zone or not one.number:
            continue
        if one.year not in (None, other.year) or _code(one) != _code(other) or not text[other.start].isdigit():
            continue  # a type word of its own opens another document, with a day of its own
        if re.fullmatch(r"\s*(?:,|và|;)\s*(?:[sS]ố\s*)?:?\s*", text[one.end : other.start]):
            done[i] = replace(one, issued_on=other.issued_on, year=other.year, issuer=one.issuer or other.issuer)
    return done


def _code(mention: Mention) -> str:
    return re.sub(r"\A\w+", "", mention.number or "")


def _headed(text: str, number: NumberMention, zone: Zone, start: int, word: str | None) -> Mention:
    printed = type_of_words(word) if word else None
    kind = printed if printed and word and " ".join(word.lower().split()) not in WEAK_WORDS else None
    if printed == "action_programme" and number.type:
        kind = number.type
    issued_on, year, issuer, end = tail(text, number.end, zone.span.end)
    if issued_on is None and year is None:
        issued_on, said = _issued_before(text, max(zone.span.start, start - 200), start)
        issuer = issuer or said
        year = int(issued_on[:4]) if issued_on else None
    year = number.year or year
    title, title_end = titled(text, end, zone.span.end, basis=opens_basis(text, zone, start))
    return Mention(
        start=start,
        end=end,
        kind="number",
        zone=zone,
        type=kind or number.type or ("law" if number.year else "other"),
        number=number.number,
        issued_on=issued_on,
        year=year,
        issuer=issuer or number.issuer,
        title=title,
        title_end=title_end,
    )


def tail(text: str, position: int, limit: int) -> tuple[str | None, int | None, str | None, int]:
    """Date, year and issuer in any order after a number or a name, and where they end."""
    issued_on: str | None = None
    year: int | None = None
    issuer: str | None = None
    end = position
    for _ in range(3):
        skip = _SKIP.match(text, end, limit)
        date = date_at(text, skip.end() if skip else end)
        if date and date.end <= limit and (year is None or (issued_on is None and int(date.iso[:4]) == year)):
            issued_on, year, end = (date.iso if len(date.iso) > 4 else None), int(date.iso[:4]), date.end
            continue
        found = issuer_after(text, end, limit) if issuer is None else None
        if not found:
            break
        issuer, end = canonical_issuer(found[0]), found[1]
    return issued_on, year, issuer, end


def titled(text: str, position: int, limit: int, *, basis: bool = False) -> tuple[str | None, int]:
    """The title printed after a head, and where it ends; (None, position) where none is. ``basis``: a "Căn cứ" line."""
    hit = TITLE.match(text, position, limit) or (BASIS_TITLE.match(text, position, limit) if basis else None)
    if not hit:
        return None, position
    start = hit.start("title") if hit["title"] else hit.start("act")
    end = min(limit, start + TITLE_LIMIT)
    for pattern in (TITLE_END, _CAPITAL_AND):
        for stop in pattern.finditer(text, hit.end() - 1, end):
            if stop[0] == ")" and text.count("(", start, stop.start()) > text.count(")", start, stop.start()):
                continue
            if basis and _GOES_ON.match(text, stop.start(), limit):
                continue
            end = stop.start()
            break
    return " ".join(text[start:end].split()).strip(' ,“”"') or None, end
