"""The values of a result as words of a language."""

from __future__ import annotations

import re

from queries.catalogue import Column, Language, SavedQuery

YEARLY = re.compile(r"--(\d\d)-(\d\d)")
MONTHLY = re.compile(r"---(\d\d)")
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
BOOLEANS = {"vi": ("không", "có"), "en": ("no", "yes")}


def shown_columns(query: SavedQuery) -> list[tuple[int, Column]]:
    """The columns meant for people, each with its place in a row."""
    return [(i, c) for i, c in enumerate(query.headers) if not c.hidden]


def cell_text(value: object, column: Column, lang: Language) -> str:
    """One value as a person reads it; "" for none."""
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return "; ".join(cell_text(item, column, lang) for item in value)
    if isinstance(value, bool):
        return BOOLEANS[lang][value]
    if isinstance(value, float):
        return number(value, lang)
    return _words(str(value), column, lang)


def _words(text: str, column: Column, lang: Language) -> str:
    if column.kind == "choice":
        return next((c.title[lang] for c in column.choices if c.value == text), text)
    if column.kind == "date":
        return date(text, lang)
    return recurrence(text, lang) if column.kind == "recurrence" else text


def number(value: float, lang: Language) -> str:
    """Vietnamese writes a comma where English writes a point."""
    text = f"{value:.10g}"
    return text.replace(".", ",") if lang == "vi" else text


def date(iso: str, lang: Language) -> str:
    """``2024-09-30`` is 30/9/2024 in Vietnamese; English keeps ISO, since its orders of day and month differ."""
    if lang == "en":
        return iso
    return "/".join(part if len(part) == 4 else str(int(part)) for part in reversed(iso.split("-")))


def recurrence(mark: str, lang: Language) -> str:
    """``--12-05``, ``---15``, ``---last`` in words; anything else as it is."""
    if mark == "---last":
        return "ngày cuối tháng" if lang == "vi" else "last day of the month"
    if found := MONTHLY.fullmatch(mark):
        day = int(found[1])
        return f"ngày {day} hằng tháng" if lang == "vi" else f"day {day} of every month"
    if found := YEARLY.fullmatch(mark):
        month, day = int(found[1]), int(found[2])
        return f"ngày {day}/{month} hằng năm" if lang == "vi" else f"{day} {MONTHS[month - 1]} every year"
    return mark
