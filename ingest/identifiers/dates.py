"""Dates as Vietnamese documents print them, to ISO 8601 or an ISO prefix. No day is ever invented."""

from __future__ import annotations

import re
from bisect import bisect_left
from calendar import monthrange
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class DateMention:
    """``text[start:end] == printed``; ``iso`` is ``2024-07-26``, ``2024-07`` or ``2024``."""

    start: int
    end: int
    printed: str
    iso: str


_DAY: Final = r"(?:0?[1-9]|[12]\d|3[01])"
_MONTH: Final = r"(?:0?[1-9]|1[0-2])"
_YEAR: Final = r"(?:19|20)\d\d"
_BLANK: Final = r"[\s.…_]{0,30}"

# "ngày 26 tháng 7 năm 2024", also with the day or month left blank; "26 tháng 7 năm 2024". Not without a year.
WORDS: Final = re.compile(
    rf"(?:\bngày\s*(?::\s*)?(?:(?P<day>{_DAY})(?!\d)|{_BLANK})\s*|(?<![\d/.-])(?P<bare>{_DAY})\s+)"
    rf"tháng\s*(?:(?P<month>{_MONTH})(?!\d)|{_BLANK})\s*,?\s*năm\s*(?P<year>{_YEAR})(?!\d)",
    re.IGNORECASE,
)
# "09/5/2024", "9-5-2024", "9.5.2024". Not ranges "2021-2025", versions "1.2.3", document numbers "12/2024/QĐ".
NUMERIC: Final = re.compile(
    rf"(?:\bngày\s*)?(?<![\d/.,-])(?P<day>{_DAY})\s?(?P<sep>[/.-])\s?(?P<month>{_MONTH})\s?(?P=sep)\s?(?P<year>{_YEAR})(?!\d|[/-]\w)",
    re.IGNORECASE,
)
# "tháng 6/2024", "tháng 6 năm 2024". Not "06 tháng năm 2024" (a duration: no month number follows).
MONTH: Final = re.compile(
    rf"\btháng\s+(?P<month>{_MONTH})\s*(?:[/.-]|,?\s*năm\s)\s*(?P<year>{_YEAR})(?!\d|[/-]\w)", re.IGNORECASE
)
# "năm 2020". Not "năm 2020 - 2025", "năm 2021-2025": those are periods.
YEAR: Final = re.compile(rf"\bnăm\s+(?P<year>{_YEAR})(?!\d|\s?[-‐-―−]\s?\d)", re.IGNORECASE)

_PATTERNS: Final = (WORDS, NUMERIC, MONTH, YEAR)


def find_dates(text: str, start: int = 0, end: int | None = None) -> list[DateMention]:
    """All dates in ``text[start:end]``, in order; of two that overlap the fuller one."""
    stop = len(text) if end is None else end
    kept: list[DateMention] = []
    taken: list[tuple[int, int]] = []
    for pattern in _PATTERNS:
        for hit in pattern.finditer(text, start, stop):
            if _overlaps(taken, hit):
                continue
            kept.append(_mention(hit))
        taken = sorted((m.start, m.end) for m in kept)
    return sorted(kept, key=lambda m: m.start)


def date_at(text: str, position: int) -> DateMention | None:
    """The date that starts exactly at a position, or None."""
    for pattern in _PATTERNS:
        hit = pattern.match(text, position)
        if hit:
            return _mention(hit)
    return None


def _overlaps(taken: list[tuple[int, int]], hit: re.Match[str]) -> bool:
    i = bisect_left(taken, (hit.start(), hit.start()))
    return (i < len(taken) and taken[i][0] < hit.end()) or (i > 0 and taken[i - 1][1] > hit.start())


def _mention(hit: re.Match[str]) -> DateMention:
    parts = hit.groupdict()
    return DateMention(
        hit.start(), hit.end(), hit[0], iso(parts["year"], parts.get("month"), parts.get("day") or parts.get("bare"))
    )


def iso(year: str, month: str | None, day: str | None) -> str:
    """The longest ISO prefix that the calendar allows: 31 February gives ``2024-02``."""
    if not month:
        return year
    if day and int(day) <= monthrange(int(year), int(month))[1]:
        return f"{year}-{int(month):02d}-{int(day):02d}"
    return f"{year}-{int(month):02d}"
