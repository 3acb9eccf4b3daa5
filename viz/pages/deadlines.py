"""What falls due next: closing dates as printed, and the next day of duties that come again."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from queries.views.rows import TaskRow


@dataclass(frozen=True, slots=True)
class Deadline:
    """``date`` is ISO; ``rule`` is the recurrence that gave it, None for a closing date."""

    date: str
    rule: str | None
    task: TaskRow


def upcoming(tasks: Iterable[TaskRow], today: date) -> list[Deadline]:
    """The next deadline of each task from today on, nearest first; tasks with none are left out."""
    found = []
    for task in tasks:
        days: list[tuple[str, str | None]] = [
            (day.isoformat(), rule)
            for rule in task.recurs
            if (day := next_day(rule, today)) is not None and _within(day, task)
        ]
        if task.ends_on and len(task.ends_on) == 10 and task.ends_on >= today.isoformat() and not task.recurs:
            days.append((task.ends_on, None))
        if days:
            nearest, rule = min(days, key=lambda pair: pair[0])
            found.append(Deadline(nearest, rule, task))
    return sorted(found, key=lambda d: (d.date, d.task.document_name, d.task.id))


def _within(day: date, task: TaskRow) -> bool:
    return not task.ends_on or day.isoformat() <= task.ends_on.ljust(10, "9")


def next_day(rule: str, today: date) -> date | None:
    """The first day from today on that a recurrence (``--12-05``, ``---15``, ``---last``) names, if any."""
    if match := re.fullmatch(r"--(\d\d)-(\d\d)", rule):
        month, day = int(match[1]), int(match[2])
        for year in range(today.year, today.year + 9):  # 29 February may be eight years away
            if 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]:
                found = date(year, month, day)
                if found >= today:
                    return found
        return None
    match = re.fullmatch(r"---(\d\d|last)", rule)
    if not match:
        return None
    for ahead in range(3):
        year, month = today.year + (today.month - 1 + ahead) // 12, (today.month - 1 + ahead) % 12 + 1
        length = calendar.monthrange(year, month)[1]
        day = length if match[1] == "last" else int(match[1])
        if 1 <= day <= length and date(year, month, day) >= today:
            return date(year, month, day)
    return None
