"""The time expressions of a text, as marks: what each says of kind, start, end and recurrence.

Found by named patterns, each with what it must not match; whether a mark speaks of the task is for
`ingest.timeframes.timeframes`.
A deadline counted from an event ("sau 30 ngày kể từ …") is ``by_date`` without an end: no day is invented.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.records import TimeKind
from ingest.structure.layout import Span
from ingest.timeframes.calendar_points import Point, find_points

# A recurrence: "hằng năm", "hàng tháng, quý", "mỗi tuần", "định kỳ 06 tháng", "6 tháng một lần". Not "hàng hóa".
EVERY = re.compile(
    r"(?:định\s+k[ỳìǶ]\s*,?\s+)?(?:(?:h[ằàă]ng|mỗi|từng|theo)\s+(?P<unit>ngày|tuần|tháng|qu[ýí]|năm)\b"
    r"|(?<!\d)(?P<count>\d{1,2}|một|hai|ba|sáu)\s+(?P<per>ngày|tuần|tháng|qu[ýí]|năm)\s*(?:/\s*lần|(?:một|1|01)\s+lần))"
    r"(?P<more>(?:\s*(?:,|/|và|hoặc)\s*(?:h[ằàă]ng\s+)?(?:tuần|tháng|qu[ýí]|năm)\b)*)",
    re.I,
)
HALF_YEAR = re.compile(
    r"(?:(?:định\s+k[ỳì]|h[ằàă]ng|mỗi|báo\s+cáo)\s+|(?<=và )|(?<=[,/] )|^)(?:0?6|sáu)\s+tháng\b(?!\s*(?:/|năm)?\s*\d)"
    r"|\bnửa\s+năm\b|\bmột\s+năm\s+(?:hai|2|02)\s+lần\b|\b(?:0?6|sáu)\s+tháng\s+đầu\s+năm\b(?!\s+\d)",
    re.I,
)
QUARTERLY_WORD = re.compile(
    r"\b(?:(?:trước|vào|chậm\s+nhất(?:\s+(?:là|vào))?)\s+)*(?:ngày\s+\d{1,2}\s+(?:của\s+)?)?"
    r"\btháng\s+(?:cuối|đầu|thứ\s+nhất)(?:\s+(?:tiên|cùng))?\s+(?:của\s+)?(?:(?:mỗi|h[ằà]ng|từng)\s+)?qu[ýí]\b(?!\s+(?-i:[IV\d]))",
    re.I,
)
# The year that a law's name ends with: "Luật Đất đai 2024", "theo tiến độ của Luật … năm 2025".
LAW_YEAR = re.compile(r"\b(?:Luật|Pháp lệnh|Hiến pháp)\s[^,;.:()]{0,120}$")
YEARLY_WORD = re.compile(r"\bthường\s+niên\b", re.I)
# "thường xuyên", "liên tục". Not the names "chi thường xuyên", "giáo dục thường xuyên", "kinh phí thường xuyên".
CONTINUOUS = re.compile(
    r"(?<!giáo dục )(?<!chi )(?<!kinh phí )(?<!đầu tư )\bthường\s+xuyên\b|\bliên\s+tục\b|\bh[ằà]ng\s+giờ\b", re.I
)
# "định kỳ" with no length said; a length after it ("định kỳ hằng năm") is a recurrence instead.
PERIODIC = re.compile(
    r"\bđịnh\s+k[ỳìǶ]\b|\b(?:từng|theo|mỗi)\s+giai\s+đoạn\b|\bgiai\s+đoạn\b(?!\s*(?:đến|từ|năm)?\s*(?:năm\s*)?\d)"
    r"|\b(?:trung|dài)\s+hạn\b|\b(?:giữa|cuối|đầu|theo)\s+nhiệm\s+kỳ\b",
    re.I,
)
# "đột xuất" and what scanning makes of it ("đợt xuất", "dột xuất"); events that nobody can date beforehand.
AD_HOC = re.compile(
    r"\b[đd][ộợọ]t\s+xuất\b|\bkhi\s+(?:có\s+(?:phát\s+sinh|yêu\s+cầu|đề\s+nghị|chỉ\s+đạo|thay\s+đổi|vụ\s+việc)|phát\s+sinh|cần(?:\s+thiết)?)\b"
    r"|\bkhi\s+(?:xuất\s+hiện|xảy\s+ra|phát\s+hiện|có\s+(?:sự\s+cố|tình\s+huống|thiên\s+tai|dịch\s+bệnh))\b"
    r"|\btrong\s+trường\s+hợp\s+cần\s+thiết\b|\btheo\s+(?:yêu\s+cầu|vụ\s+việc)\b|\bkhi\s+được\s+(?:yêu\s+cầu|giao)\b",
    re.I,
)
AS_PROGRAMMED = re.compile(
    r"\btheo\s+(?:(?:đúng|các)\s+)?(?:chương\s+trình|kế\s+hoạch|tiến\s+độ|lộ\s+trình|lịch|thời\s+gian\s+của|hướng\s+dẫn)\b[^;/.()]*"
    r"|\blộ\s+trình,\s+hướng\s+dẫn\b",
    re.I,
)
# A deadline counted from an event: no date can be made of it.
COUNTED = re.compile(
    r"\b(?:trong\s+(?:thời\s+(?:hạn|gian)|vòng)|chậm\s+nhất(?:\s+là)?|sau|không\s+quá|tối\s+đa)\s+(?:tối\s+đa\s+|không\s+quá\s+)?\d{1,3}\s+"
    r"(?:ngày|tuần|tháng|giờ)(?:\s+làm\s+việc)?,?\s+(?:kể\s+)?(?:từ|sau)\b",
    re.I,
)
# "02 lần/ngày", "mỗi tuần 01 lần", "ít nhất 02 lần/năm": how often in a unit of time.
TIMES = re.compile(
    r"(?<!\d)(?P<times>\d{1,2}|một|hai|ba)\s+lần\s*(?:/|trong(?:\s+(?:một|1))?|một|mỗi)\s*(?P<per>ngày|tuần|tháng|qu[ýí]|năm)\b",
    re.I,
)
OPEN_END = re.compile(r"\s*(?:và|,)\s+(?:(?:các|những)\s+)?năm\s+(?:tiếp\s+theo|sau)\b", re.I)
# A day of every month: "ngày 15 và ngày cuối cùng của tháng", "trước ngày 18 hằng tháng".
DAY_OF_MONTH = re.compile(
    r"(?:trước\s+|vào\s+|chậm\s+nhất\s+)*ngày\s+(?P<days>(?:(?:m[ồù]ng\s+)?\d{1,2}|cuối(?:\s+cùng)?)(?:\s*(?:,|và|/)\s*(?:ngày\s+)?(?:\d{1,2}|cuối(?:\s+cùng)?))*)"
    r"\s*(?:của\s+)?(?:(?:h[ằà]ng|mỗi)\s+)?tháng\b(?!\s*(?:\d|cuối|đầu))",
    re.I,
)
PERIOD_NAMES: dict[str, TimeKind] = {
    "ngày": "daily",
    "tuần": "weekly",
    "tháng": "monthly",
    "quý": "quarterly",
    "quí": "quarterly",
    "năm": "annual",
}
COUNTED_PERIODS: dict[tuple[str, str], TimeKind] = {
    ("1", "ngày"): "daily",
    ("1", "tuần"): "weekly",
    ("1", "tháng"): "monthly",
    ("1", "quý"): "quarterly",
    ("3", "tháng"): "quarterly",
    ("6", "tháng"): "half_yearly",
    ("12", "tháng"): "annual",
    ("1", "năm"): "annual",
}
NUMERALS = {"một": "1", "hai": "2", "ba": "3", "sáu": "6"}


@dataclass(frozen=True, slots=True)
class Mark:
    """One time expression in the text."""

    span: Span
    kinds: tuple[TimeKind, ...]
    start: str | None = None
    end: str | None = None
    recurs: tuple[str, ...] = ()
    point: Point | None = None


def find_marks(text: str, issued_on: str | None) -> list[Mark]:
    """Every time expression, in the order of the text and without overlaps."""
    marks: list[Mark] = []
    taken: list[Span] = []

    def free(span: Span) -> bool:
        return all(span.end <= t.start or span.start >= t.end for t in taken)

    def add(mark: Mark) -> None:
        if free(mark.span):
            marks.append(mark)
            taken.append(mark.span)

    for m in COUNTED.finditer(text):
        add(Mark(Span(*m.span()), ("by_date",)))
    for m in QUARTERLY_WORD.finditer(text):
        add(Mark(Span(*m.span()), ("quarterly",)))
    for m in DAY_OF_MONTH.finditer(text):
        days = re.findall(r"\d{1,2}|cuối", m["days"])
        names = tuple("---last" if d == "cuối" else f"---{int(d):02d}" for d in days)
        add(Mark(Span(*m.span()), ("monthly",), recurs=names))
    for mark in _points(text, issued_on):
        add(mark)
    for m in AS_PROGRAMMED.finditer(text):
        cut = _first_comma_before_time(text, m.start(), m.end())
        add(Mark(Span(m.start(), cut), ("as_programmed",)))
    for m in TIMES.finditer(text):
        twice = m["times"].lower() in ("2", "02", "hai") and m["per"].lower() == "năm"
        add(Mark(Span(*m.span()), ("half_yearly" if twice else PERIOD_NAMES[m["per"].lower()],)))
    for m in EVERY.finditer(text):
        add(Mark(Span(*m.span()), _every(m)))
    for m in HALF_YEAR.finditer(text):
        add(Mark(Span(*m.span()), ("half_yearly",)))
    kinds: tuple[tuple[re.Pattern[str], TimeKind], ...] = (
        (YEARLY_WORD, "annual"),
        (CONTINUOUS, "continuous"),
        (AD_HOC, "ad_hoc"),
        (PERIODIC, "periodic"),
    )
    for pattern, kind in kinds:
        for m in pattern.finditer(text):
            add(Mark(Span(*m.span()), (kind,)))
    return _settle(text, sorted(marks, key=lambda m: m.span))


def _points(text: str, issued_on: str | None) -> Iterator[Mark]:
    """The calendar points of a text as marks; the year of a law's name is none."""
    yearly = bool(re.search(r"\bh[ằà]ng\s+năm\b|\bthường\s+niên\b|\bmỗi\s+năm\b|\bđịnh\s+k[ỳì]\s+năm\b", text, re.I))
    for point in find_points(text, issued_on, yearly=yearly):
        if point.granularity == "year" and not point.said and LAW_YEAR.search(text[: point.span.start]):
            continue
        opened = OPEN_END.match(text, point.span.end)
        if opened and point.granularity != "day_of_year":
            yield Mark(Span(point.span.start, opened.end()), ("period",), start=point.first, point=point)
        elif point.granularity == "day_of_year":
            yield Mark(point.span, ("annual",), recurs=point.recurs, point=point)
        else:
            yield Mark(point.span, (point.kind,), start=point.start, end=point.end, point=point)


def _every(m: re.Match[str]) -> tuple[TimeKind, ...]:
    if m["unit"]:
        first: TimeKind = PERIOD_NAMES[m["unit"].lower()]
    else:
        count = NUMERALS.get(m["count"].lower(), m["count"].lstrip("0"))
        first = COUNTED_PERIODS.get((count, m["per"].lower()), "periodic")
    more = re.findall(r"tuần|tháng|quý|quí|năm", (m["more"] or "").lower())
    return tuple(dict.fromkeys([first, *(PERIOD_NAMES[w] for w in more)]))


def _first_comma_before_time(text: str, start: int, end: int) -> int:
    """Where "theo kế hoạch …" stops: at a comma after which another time expression begins."""
    for comma in re.finditer(r"[,]\s*", text[start:end]):
        rest = text[start + comma.end() : end]
        if re.match(
            r"(?:định\s+kỳ|h[ằà]ng\s|thường\s+xuyên|đột\s+xuất|khi\s|trước\s|tháng\s|quý\s|năm\s+\d)", rest, re.I
        ):
            return start + comma.start()
    return end


def _settle(text: str, marks: list[Mark]) -> list[Mark]:
    """Drops "định kỳ" where its length is said right after it, and an annual mark that a day of the year repeats."""
    kept: list[Mark] = []
    for i, mark in enumerate(marks):
        following = marks[i + 1] if i + 1 < len(marks) else None
        if mark.kinds == ("periodic",) and text[mark.span.start : mark.span.end].lower().startswith("định"):
            between = text[mark.span.end : following.span.start] if following else "x"
            if (
                following
                and re.fullmatch(r"[\s,]*(?:\(?\s*trước\s+)?", between, re.I)
                and following.kinds[0] not in ("ad_hoc", "periodic")
            ):
                continue
        kept.append(mark)
    return kept
