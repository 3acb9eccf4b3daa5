"""Where the name of a law ends: "Luật Phòng, chống thiên tai và Luật Đê điều ngày …" holds commas, "và", whole names.

Three witnesses, in this order: what ends a name for certain (its number, date or year, the end of a basis); the names
that this document prints so elsewhere; the list of `ingest.citations.law_names`. Else the name ends at the first comma,
"và" or word that no name holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from ingest.citations.law_names import CODES_OF_LAW, LAW_NAMES, spaced_name

LAW_WORD: Final = r"(?:Luật|LUẬT|[Bb]ộ\s+luật|BỘ\s+LUẬT|Pháp\s+lệnh|PHÁP\s+LỆNH)"
# "Luật", "Bộ luật", "Pháp lệnh" before a name. Not "pháp luật", "Luật này", "luật sư".
HEAD: Final = re.compile(rf"(?<!\w){LAW_WORD}\s+(?!(?:này|số|sư|gia|và|Việt)\b)(?=\w)")
CONSTITUTION: Final = re.compile(
    r"(?<!\w)Hiến\s+pháp(?:\s+nước\s+Cộng\s+hòa\s+xã\s+hội\s+chủ\s+nghĩa\s+Việt\s+Nam)?(?!\w)"
)
_KNOWN: Final = re.compile(
    "(?:" + "|".join(spaced_name(n) for n in sorted({*LAW_NAMES, *CODES_OF_LAW}, key=len, reverse=True)) + r")(?!\w)",
    re.IGNORECASE,
)
# Words that no name of a law holds.
_NEVER: Final = (
    r"(?:số|ngày|năm|tháng|được|đã|này|nêu|khi|sau|trước|thì|là|để|các|những|quy\s+định"
    r"|(?<![Tt]hực )hiện|do|từ|đến|bị|phải|trình|gửi|trên|ban\s+hành"
    r"|báo\s+cáo|bộ\s+luật|[A-ZĐ]\w*\s+số|(?:Luật|Bộ\s+luật|Pháp\s+lệnh|Nghị|Thông|Quyết|Chỉ|Kế|Công\s+văn)(?!\s+sư)"
    r"|LUẬT|NGHỊ|THÔNG\s+TƯ|QUYẾT)(?!\w)"
)
# Words that a name may hold ("Ưu đãi người có công với cách mạng"), but that more often follow it.
_SELDOM: Final = r"(?:của|tại|theo|với|có|về|trong|đối|cho|ở(?!\s+cơ\s+sở)|gắn|nhằm)(?!\w)"
# Behind a comma or "và" these open an act, not the second half of a name.
_ACTS: Final = (
    r"(?:đẩy\s+mạnh|tăng\s+cường|tổ\s+chức|triển\s+khai|thực\s+hiện|tuyên\s+truyền|phổ\s+biến|hướng\s+dẫn|nâng\s+cao"
    r"|xây\s+dựng|ban\s+hành|kiểm\s+tra|quán\s+triệt|tham\s+mưu|chỉ\s+đạo|rà\s+soát|bảo\s+đảm|đảm\s+bảo|đề\s+nghị"
    r"|yêu\s+cầu|tiếp\s+tục|chủ\s+động|khi|mà|nhưng|tạo|góp\s+phần|đồng\s+thời|nhất|phải|không|trên|cùng|căn|nếu|người|cơ\s+quan|đơn\s+vị|doanh\s+nghiệp)(?!\w)"
)
_JOIN: Final = rf"(?:\s*,\s*(?!{_ACTS})|\s+(?:và\s+(?!{_ACTS}))?|\s*[-–]\s*)"


def _run(stops: str, first: str, most: int) -> str:
    """Words joined by spaces, commas and "và", none of them a stop."""
    word = rf"(?!{stops})(?!và\s)[^\W\d_][\w&]*"
    return rf"{first}[\w&]*(?:{_JOIN}{word}){{0,{most}}}"


_CAPITAL: Final = r"[A-ZĐƯÂÔÊ]"
_PUBLISHED: Final = r"\s*,?\s*\(?\s*(?:số\s+\d|SỐ\s+\d|ngày\s+\d|NGÀY\s+\d|(?:năm\s+)?(?:19|20)\d\d(?![\w/]))"
# Another document behind a comma or "và" ends a name as well: "Luật Việc làm, Luật Dữ liệu và Nghị định …".
_ANOTHER: Final = (
    rf"\s*(?:[,;]|\s+và)\s+(?:các\s+)?(?:{LAW_WORD}|Nghị\s+định|Nghị\s+quyết|Thông\s+tư|Quyết\s+định|văn\s+bản)\s"
)
_AMENDED: Final = r"\s*,?\s*\(?\s*(?:đã\s+)?được\s+(?:sửa|bổ|thông)"
_SURE_END: Final = rf"(?={_PUBLISHED}|{_ANOTHER}|{_AMENDED}|\s+có\s+hiệu\s+lực)"
_BASIS_END: Final = rf"(?={_PUBLISHED}|{_ANOTHER}|{_AMENDED}|\s*[;.(]|\s*\n|\s*\Z)"
_SURE: Final = re.compile(_run(rf"(?:{_NEVER}|{_SELDOM})", _CAPITAL, 14) + _SURE_END)
_IN_BASIS: Final = re.compile(_run(_NEVER, r"[^\W\d_]", 18) + _BASIS_END)
_IN_CHAIN: Final = re.compile(_run(_NEVER, r"[^\W\d_]", 18) + rf"(?={_PUBLISHED}|{_ANOTHER})")
_FREE: Final = re.compile(rf"{_CAPITAL}\w*(?:(?:\s+|,\s+(?!{_ACTS}))(?!{_NEVER}|{_SELDOM}|và\s)[^\W\d_]\w*){{0,7}}")
# "Luật sửa đổi, bổ sung một số điều của (các) …", "… bổ sung Luật …", "… Điều 6 của Luật …", before what it amends.
AMENDS: Final = re.compile(
    r"(?:sửa\s+đổi|bãi\s+bỏ)(?:\s*,?\s*(?:và\s+)?bổ\s+sung)?\s+(?:[^;.:\n()“”]{0,90}?\s)??(?:c[ủu]a\s+)?(?:các\s+)?"
    rf"(?={LAW_WORD}\s+[^\W\d_]|\d+\s+[Ll]uật\s)",
    re.IGNORECASE,
)
_SEVERAL: Final = re.compile(r"\d+\s+[Ll]uật(?:\s+(?!(?:số|ngày|năm)\s*\d)[^\W\d_]\w*,?){0,14}?" + _BASIS_END)
_NEXT_LAW: Final = re.compile(rf"(?:\s*,\s*(?:và\s+)?|\s+và\s+){LAW_WORD}\s+(?=\w)")
_CHAIN_END: Final = re.compile(rf"{_PUBLISHED}|\s*\(|\s*;")
# Before a law with its number: "Luật sửa đổi, bổ sung một số điều của Luật A và " / "… 10 ".
AMENDING_BEFORE: Final = re.compile(
    rf"(?<!\w){LAW_WORD}\s+sửa\s+đổi\s*,?\s*bổ\s+sung(?:\s+một\s+số\s+điều)?[^;.\n]{{0,80}}?\s(?:(?:của\s+)?(?:các\s+)?)"
    rf"(?:{LAW_WORD}\s[^;.:\n\d]{{2,80}}?(?:\s*,|\s+và)\s+)*\Z",
    re.IGNORECASE,
)
# "Luật sửa đổi, bổ sung một số điều của 10 luật có liên quan đến trật tự số …"
SEVERAL_BEFORE: Final = re.compile(
    rf"(?<!\w){LAW_WORD}\s+sửa\s+đổi\s*,?\s*bổ\s+sung(?:\s+một\s+số\s+điều)?\s+(?:của\s+)?\d+\s+luật\s[^;.:\n\d]{{2,90}}\Z",
    re.IGNORECASE,
)


class OwnNames:
    """The names of laws that a document prints with their number or date, as one pattern."""

    def __init__(self, names: Iterable[str]) -> None:
        long = sorted({n for n in names if "," in n or " và " in n}, key=len, reverse=True)
        self.pattern = (
            re.compile("(?:" + "|".join(spaced_name(n) for n in long) + r")(?!\w)", re.IGNORECASE) if long else None
        )

    def end(self, text: str, position: int, limit: int) -> int | None:
        hit = self.pattern.match(text, position, limit) if self.pattern else None
        return hit.end() if hit else None


def name_end(text: str, position: int, limit: int, *, basis: bool, own: OwnNames) -> int | None:
    """Where the name that starts at a position, behind "Luật", ends; None where no name stands there."""
    if amends := AMENDS.match(text, position, limit):
        return _amended_end(text, amends.end(), limit, own=own)
    return _one_end(text, position, limit, _IN_BASIS if basis else _SURE, own=own)


def sure_name(text: str, position: int, limit: int, *, basis: bool) -> str | None:
    """The name at a position if what follows ends it for certain."""
    hit = (_IN_BASIS if basis else _SURE).match(text, position, limit)
    return " ".join(hit[0].split()) if hit else None


# "Luật Thương mại về xúc tiến thương mại": what a title says of a law known by a shorter name.
_ADDED: Final = re.compile(rf"\s+{_SELDOM}")


def _one_end(text: str, position: int, limit: int, sure: re.Pattern[str], *, own: OwnNames) -> int | None:
    """The end of one name; ``sure`` reads a name with what ends it for certain."""
    listed = _KNOWN.match(text, position, limit)
    known = max((end for end in (own.end(text, position, limit), listed and listed.end()) if end), default=None)
    hit = sure.match(text, position, limit)
    if hit and hit.end() > (known or 0):
        longer = text[known : hit.end()] if known else ""
        if (
            (sure is not _SURE and not _ADDED.match(longer))
            or not re.match(r"\s*(?:,|và\s|-)", longer)
            or re.match(r"\s*,?\s*số\s+\d", text[hit.end() : limit])
        ):
            return hit.end()
    if known:
        return known
    free = _FREE.match(text, position, limit)
    return free.end() if free else None


def _amended_end(text: str, position: int, limit: int, *, own: OwnNames) -> int | None:
    """The end of what an amending law amends: one law, several by name ("A, B và C ngày …"), or "37 luật có …"."""
    if several := _SEVERAL.match(text, position, limit):
        return several.end()
    head = HEAD.match(text, position, limit)
    end = _one_end(text, head.end(), limit, _IN_CHAIN, own=own) if head else None
    if end is None:
        return None
    last = end
    while following := _NEXT_LAW.match(text, last, limit):
        reached = _one_end(text, following.end(), limit, _IN_CHAIN, own=own)
        if reached is None:
            break
        last = reached
    return last if last > end and _CHAIN_END.match(text, last, limit) else end
