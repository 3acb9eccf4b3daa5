"""What falls due next."""

from datetime import date

import pytest

from queries.views.rows import TaskRow
from viz.pages.deadlines import next_day, upcoming


def task(id: str, ends_on: str | None = None, recurs: tuple[str, ...] = ()) -> TaskRow:
    return TaskRow(
        id, id, id, id, None, "d", "D", None, [], None, ends_on, list(recurs), None, [], None, None, None, None
    )


@pytest.mark.parametrize(
    ("rule", "today", "expected"),
    [
        ("--12-05", date(2024, 3, 1), date(2024, 12, 5)),
        ("--12-05", date(2024, 12, 5), date(2024, 12, 5)),  # the day itself still counts
        ("--12-05", date(2024, 12, 6), date(2025, 12, 5)),
        ("--02-29", date(2025, 1, 1), date(2028, 2, 29)),
        ("---15", date(2024, 1, 16), date(2024, 2, 15)),
        ("---31", date(2024, 2, 1), date(2024, 3, 31)),  # February has none
        ("---last", date(2024, 2, 1), date(2024, 2, 29)),
        ("---last", date(2024, 12, 31), date(2024, 12, 31)),
        ("--13-40", date(2024, 1, 1), None),
        ("hằng năm", date(2024, 1, 1), None),
    ],
)
def test_next_day(rule, today, expected):
    assert next_day(rule, today) == expected


def test_nearest_first_and_the_past_left_out():
    today = date(2024, 6, 1)
    found = upcoming([task("past", "2024-05-31"), task("far", "2030-12-31"), task("month", None, ("---15",))], today)
    assert [(d.task.id, d.date, d.rule) for d in found] == [
        ("month", "2024-06-15", "---15"),
        ("far", "2030-12-31", None),
    ]


def test_a_duty_ends_with_its_period():
    assert upcoming([task("over", "2024-12-31", ("--12-05",))], date(2025, 1, 1)) == []


def test_a_year_without_a_day_is_no_deadline():
    assert upcoming([task("year", "2030")], date(2024, 1, 1)) == []
