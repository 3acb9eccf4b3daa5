"""A date as a person types it, to ISO 8601 or a prefix of it: no day is invented."""

from __future__ import annotations

import datetime
import re

FORMS = ("2024-09-30", "30/9/2024", "2024-09", "9/2024", "2024")
"""One of each form, for messages."""

ISO = re.compile(r"(?P<y>\d{4})(?:-(?P<m>\d{1,2})(?:-(?P<d>\d{1,2}))?)?")
DAY_FIRST = re.compile(r"(?:(?P<d>\d{1,2})[/.-])?(?P<m>\d{1,2})[/.-](?P<y>\d{4})")


def iso_date(typed: str) -> str | None:
    """``30/9/2024`` → ``2024-09-30``, ``9/2024`` → ``2024-09``; None where it is no date of the calendar."""
    found = ISO.fullmatch(typed.strip()) or DAY_FIRST.fullmatch(typed.strip())
    if not found:
        return None
    year, month, day = int(found["y"]), found["m"], found["d"]
    try:
        date = datetime.date(year, int(month or 1), int(day or 1))
    except ValueError:
        return None
    return date.isoformat()[: 10 if day else 7 if month else 4]
