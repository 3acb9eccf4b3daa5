"""Calendar points in Vietnamese text: days, months, quarters, years, and the periods between two of them.

Dates are ISO. A point that prints no year ("ngày 05/12") recurs where the text says hằng năm; otherwise it is read in
the year of issue, and only if it then lies ahead of the day of issue.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from typing import Literal

from ingest.structure.layout import Span

Granularity = Literal["day", "month", "quarter", "year", "range", "day_of_year"]
ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}

NEAR = 60  # characters before a point that may hold its word for a limit
YEAR = r"(?:19|20)\d{2}"
_Q = r"(?:IV|I{1,3}|[1-4])"
# One calendar point. Alternatives from the most to the least said; a bare year stands alone.
POINT = re.compile(
    rf"(?:ngày\s+)?(?<![\d/.])(?P<d1>\d{{1,2}})\s*(?:/|\.|-)\s*(?P<m1>\d{{1,2}})\s*(?:/|\.|-)\s*(?P<y1>{YEAR})(?!\d)"
    rf"|ngày\s+(?P<d2>\d{{1,2}})\s+tháng\s+(?P<m2>\d{{1,2}})(?:\s*,?\s*năm\s+(?P<y2>{YEAR})|\s*/\s*(?P<y2b>{YEAR}))?(?!\s*\d)"
    rf"|ngày\s+(?P<d3>\d{{1,2}})\s*/\s*(?P<m3>\d{{1,2}})(?![\d/])(?:\s+năm\s+(?P<y3>{YEAR}))?"
    rf"|(?:(?<=trước )|(?<=Trước )|(?<=và )|(?<=nhất )|^)(?P<d10>\d{{1,2}})\s*/\s*(?P<m10>0?[1-9]|1[0-2])(?![\d/])"
    rf"|(?:tháng\s+)(?P<m4>\d{{1,2}})\s*(?:/|năm|-|\.)\s*(?P<y4>{YEAR})(?!\d)"
    rf"|(?<![\d/.])(?P<m5>0?[1-9]|1[0-2])\s*/\s*(?P<y5>{YEAR})(?![\d/])"
    rf"|qu[ýí]\s+(?P<q6>{_Q})\b\s*(?:/|năm|-|,)?\s*(?:năm\s+)?(?P<y6>{YEAR})?(?!\d)"
    rf"|(?:năm\s+)(?P<y7>{YEAR})(?!\d)"
    rf"|(?<![\d/.,\w])(?<![^\W\d][-–])(?P<y8>{YEAR})(?![\d/.,]\d|\d|/\w|%)"
    rf"|tháng\s+(?P<m9>\d{{1,2}})(?![\d/])",
    re.I,
)
# Two points with one year at the end: "tháng 11 - 12/2025", "quý I, II/2025", "ngày 01/6 và 15/11".
MONTHS = re.compile(
    rf"tháng\s+(?P<a>\d{{1,2}})\s*(?P<sep>-|–|đến(?:\s+tháng)?|,|và)\s*(?:tháng\s+)?(?P<b>\d{{1,2}})\s*(?:/|năm)\s*(?P<y>{YEAR})(?!\d)",
    re.I,
)
QUARTERS = re.compile(
    rf"qu[ýí]\s+(?P<a>{_Q})\s*(?P<sep>-|–|đến(?:\s+qu[ýí])?|,|và|\+)\s*(?:qu[ýí]\s+)?(?P<b>{_Q})\b\s*(?:/|năm|-)?\s*(?:năm\s+)?(?P<y>{YEAR})(?!\d)",
    re.I,
)
DAYS_OF_YEAR = re.compile(
    r"ngày\s+(?P<list>\d{1,2}\s*/\s*\d{1,2}(?![\d/])(?:\s*(?:,|và|;)\s*(?:ngày\s+)?\d{1,2}\s*/\s*\d{1,2}(?![\d/]))+)",
    re.I,
)
# Two days with one month or year at the end: "ngày 15 đến ngày 31 tháng 12 năm 2025", "từ 01/3 - 15/4/2026".
DAYS = re.compile(
    r"(?:từ\s+(?:ngày\s+)?|ngày\s+)(?P<d1>\d{1,2})(?:\s*(?:/|\s+tháng\s+)\s*(?P<m1>\d{1,2}))?"
    r"\s*(?:-|–|đến(?:\s+hết)?)\s*(?:ngày\s+)?(?P<d2>\d{1,2})\s*(?:/|\s+tháng\s+)\s*(?P<m2>\d{1,2})"
    rf"\s*(?:/|,?\s*năm)\s*(?P<y>{YEAR})(?!\d)",
    re.I,
)
DASH = re.compile(r"\s*(?:-|–|—|đến|tới)\s*(?:hết\s+)?(?:giai\s+đoạn\s+)?", re.I)
BEFORE = re.compile(r"(?:trước|trước\s+khi\s+hết)\s*$", re.I)
UNTIL = re.compile(
    r"(?:đến(?:\s+hết)?|đến\s+cuối|chậm\s+nhất(?:\s+(?:là|trong|vào|đến|đến\s+hết))?|muộn\s+nhất(?:\s+là)?"
    r"|tới(?:\s+hết)?|hết|(?<!tháng )cuối)\s*$",
    re.I,
)
FROM = re.compile(r"(?:(?:bắt\s+đầu|kể)\s+)?từ\s*$", re.I)
# "sau năm 2028", "từ sau năm 2027": what follows it, without an end.
AFTER = re.compile(r"\b(?:từ\s+)?sau\s*$", re.I)
STAGE = re.compile(r"giai\s+đoạn\s*(?:từ\s*)?$", re.I)
THEN_OPEN = re.compile(r"\s*(?:đến\s+(?:khi|nay)|trở\s+đi|tr[ởơ]\s+đi)\b", re.I)


@dataclass(frozen=True, slots=True)
class Point:
    """A point or period; ``first`` is its first day, ``start`` is set only where the text states a beginning.

    ``said`` is the word for a limit that stands before it and is part of its span: trước, đến (hết), chậm nhất, từ.
    """

    span: Span
    granularity: Granularity
    kind: Literal["by_date", "period"]
    first: str
    start: str | None
    end: str | None
    recurs: tuple[str, ...] = ()
    said: Literal["", "before", "until", "from"] = ""


@dataclass(frozen=True, slots=True)
class _Raw:
    span: Span
    granularity: Granularity
    first: str
    last: str


def find_points(text: str, issued_on: str | None, *, yearly: bool) -> list[Point]:
    """All calendar points and periods of the text, in order. ``yearly``: the text also says hằng năm."""
    raws: list[_Raw | Point] = []
    at = 0
    while at < len(text):
        found = _next(text, at, issued_on, yearly)
        if found is None:
            break
        item, at = found
        if item is not None:
            raws.append(item)
    points: list[Point] = []
    i = 0
    while i < len(raws):
        here = raws[i]
        if isinstance(here, Point):
            points.append(here)
            i += 1
            continue
        following = raws[i + 1] if i + 1 < len(raws) else None
        if (
            isinstance(following, _Raw)
            and DASH.fullmatch(text[here.span.end : following.span.start])
            and here.first <= following.last
        ):
            base = max(0, here.span.start - NEAR)
            ahead = text[base : here.span.start]
            since = FROM.search(ahead)
            start = since or STAGE.search(ahead)
            said: Literal["", "from"] = "from" if since and not STAGE.search(ahead[: since.start()]) else ""
            span = Span(base + start.start() if start else here.span.start, following.span.end)
            points.append(Point(span, "range", "period", here.first, here.first, following.last, said=said))
            i += 2
            continue
        points.append(_single(text, here))
        i += 1
    return points


def _single(text: str, raw: _Raw) -> Point:
    base = max(0, raw.span.start - NEAR)
    ahead = text[base : raw.span.start]
    before, until, since = BEFORE.search(ahead), UNTIL.search(ahead), FROM.search(ahead)
    if before:
        end = raw.last if raw.granularity == "day" else _day_before(raw.first)
        return Point(
            Span(base + before.start(), raw.span.end), raw.granularity, "by_date", raw.first, None, end, said="before"
        )
    later = AFTER.search(ahead) if raw.granularity == "year" else None
    if later:
        start = f"{int(raw.last[:4]) + 1}-01-01"
        whole = Span(base + later.start(), raw.span.end)
        return Point(whole, "year", "period", start, start, None, said="from")
    if since:
        opened = THEN_OPEN.match(text, raw.span.end)
        span = Span(base + since.start(), opened.end() if opened else raw.span.end)
        return Point(span, raw.granularity, "period", raw.first, raw.first, None, said="from")
    if until:
        kind: Literal["by_date", "period"] = "period" if STAGE.search(ahead[: until.start()]) else "by_date"
        return Point(
            Span(base + until.start(), raw.span.end), raw.granularity, kind, raw.first, None, raw.last, said="until"
        )
    if raw.granularity == "year":
        return Point(raw.span, "year", "period", raw.first, raw.first, raw.last)
    return Point(raw.span, raw.granularity, "by_date", raw.first, None, raw.last)


def _next(text: str, at: int, issued_on: str | None, yearly: bool) -> tuple[_Raw | Point | None, int] | None:
    """The next thing at or after ``at`` and where to go on; a match that is no valid date is passed over."""
    m = POINT.search(text, at)
    if not m:
        return None
    days = DAYS.search(text, at, m.end() + NEAR)
    period = _days(days) if days and days.start() <= m.start() else None
    if days and period:
        return period, days.end()
    for pattern in (MONTHS, QUARTERS, DAYS_OF_YEAR):
        pair = pattern.match(text, m.start())
        made = _pair(pattern, pair, yearly) if pair else None
        if pair and made:
            return made, pair.end()
    year = next((v for k, v in m.groupdict().items() if k.startswith("y") and v), None)
    span = Span(*m.span())
    day = next((m["d" + n] for n in ("1", "2", "3", "10") if m["d" + n]), None)
    month = next((m["m" + n] for n in ("1", "2", "3", "10", "4", "5", "9") if m["m" + n]), None)
    item: _Raw | Point | None
    if day and month:
        item = _day(text, span, (year, int(month), int(day)), issued_on, yearly)
    elif m["q6"]:
        last = ROMAN[m["q6"].lower()] * 3
        found = int(year) if year else _year_ahead(issued_on, last)
        item = _month(span, found, last - 2, last, "quarter") if found else None
    elif month:
        found = int(year) if year else (None if yearly else _year_ahead(issued_on, int(month)))
        item = _month(span, found, int(month), int(month)) if found and 1 <= int(month) <= 12 else None
    else:
        item = _Raw(span, "year", f"{year}-01-01", f"{year}-12-31")
    return item, m.end()


def _day(
    text: str, span: Span, parts: tuple[str | None, int, int], issued_on: str | None, yearly: bool
) -> _Raw | Point | None:
    year, month, day = parts
    if not _valid(int(year or 2024), month, day):
        return None
    if year:
        return _Raw(span, "day", f"{year}-{month:02d}-{day:02d}", f"{year}-{month:02d}-{day:02d}")
    if yearly:
        base = max(0, span.start - NEAR)
        ahead = BEFORE.search(text[base : span.start])
        whole = Span(base + ahead.start() if ahead else span.start, span.end)
        return Point(whole, "day_of_year", "by_date", "", None, None, (f"--{month:02d}-{day:02d}",))
    date = _this_year(issued_on, month, day)
    return _Raw(span, "day", date, date) if date else Point(span, "day", "by_date", "", None, None)


def _days(m: re.Match[str]) -> Point | None:
    """The period between two days that share their month or year; it may begin in the year before its end."""
    year, month = int(m["y"]), int(m["m2"])
    first = int(m["m1"] or month)
    begun = year if first <= month else year - 1
    if not (_valid(begun, first, int(m["d1"])) and _valid(year, month, int(m["d2"]))):
        return None
    start, end = f"{begun}-{first:02d}-{int(m['d1']):02d}", f"{year}-{month:02d}-{int(m['d2']):02d}"
    return Point(Span(*m.span()), "range", "period", start, start, end, said="from") if start < end else None


def _pair(pattern: re.Pattern[str], m: re.Match[str], yearly: bool) -> _Raw | Point | None:
    span = Span(*m.span())
    if pattern is DAYS_OF_YEAR:
        days = [(int(d), int(mm)) for d, mm in re.findall(r"(\d{1,2})\s*/\s*(\d{1,2})", m["list"])]
        if not yearly or not all(_valid(2024, mm, d) for d, mm in days):
            return None
        return Point(span, "day_of_year", "by_date", "", None, None, tuple(f"--{mm:02d}-{d:02d}" for d, mm in days))
    year, joined = int(m["y"]), bool(re.match(r"-|–|đến", m["sep"], re.I))
    if pattern is MONTHS:
        a, b = int(m["a"]), int(m["b"])
        if not 1 <= a < b <= 12:
            return None
        raw = _month(span, year, a, b)
    else:
        a, b = ROMAN[m["a"].lower()], ROMAN[m["b"].lower()]
        if a >= b:
            return None
        raw = _month(span, year, a * 3 - 2, b * 3, "quarter")
    return Point(span, "range", "period", raw.first, raw.first, raw.last) if joined else raw


def _month(span: Span, year: int, first: int, last: int, unit: Literal["month", "quarter"] = "month") -> _Raw:
    return _Raw(span, unit, f"{year}-{first:02d}-01", f"{year}-{last:02d}-{calendar.monthrange(year, last)[1]:02d}")


def _valid(year: int, month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]


def _this_year(issued_on: str | None, month: int, day: int) -> str | None:
    if not issued_on or len(issued_on) < 10:
        return None
    date = f"{issued_on[:4]}-{month:02d}-{day:02d}"
    return date if date >= issued_on else None


def _year_ahead(issued_on: str | None, month: int) -> int | None:
    """The year of issue, if the month is not yet over on the day of issue."""
    if not 1 <= month <= 12 or not _this_year(issued_on, month, 28 if month == 2 else 30):
        return None
    return int((issued_on or "")[:4])


def _day_before(first: str) -> str:
    year, month, day = (int(p) for p in first.split("-"))
    if day > 1:
        return f"{year}-{month:02d}-{day - 1:02d}"
    year, month = (year, month - 1) if month > 1 else (year - 1, 12)
    return f"{year}-{month:02d}-{calendar.monthrange(year, month)[1]:02d}"
