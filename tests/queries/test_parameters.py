"""What a person types, and what is meant by it."""

from __future__ import annotations

from typing import Any

import pytest

from graph.stores import Store
from queries.dates import iso_date
from queries.errors import (
    AmbiguousParameter,
    InvalidValue,
    MissingParameter,
    UnknownParameter,
    UnknownQuery,
    UnknownValue,
)
from queries.parameters import find
from queries.run import run
from queries.wording import EXACT, FOLDED, PART, PART_SHORT, SCATTERED, WHOLE, fit

IT = "Trung tâm Công nghệ thông tin"

FITS = [
    (IT, IT, EXACT, "as printed"),
    ("trung tâm  công nghệ thông tin", IT, EXACT, "case and spaces do not count"),
    ("trung tam cong nghe thong tin", IT, FOLDED, "no diacritics"),
    ("Phòng Tài chính, Kế toán", "Phòng Tài chính - Kế toán", FOLDED, "punctuation does not count"),
    ("TT CNTT", IT, WHOLE, "initials of runs of words"),
    ("tt cntt", IT, WHOLE, "in lower case too"),
    ("Phòng KHĐT", "Phòng Kế hoạch và Đầu tư", WHOLE, "the joining word drops out"),
    ("Phòng TC-KT", "Phòng Tài chính - Kế toán", WHOLE, "two groups of initials"),
    ("Bộ GD&ĐT", "Bộ Giáo dục và Đào tạo", WHOLE, "with an ampersand"),
    ("VP BHXH VN", "Văn phòng BHXH Việt Nam", WHOLE, "the name holds an abbreviation itself"),
    ("Văn phòng Bảo hiểm xã hội Việt Nam", "Văn phòng BHXH Việt Nam", WHOLE, "the name is the shorter one"),
    ("Ban Bí thư TW", "Ban Bí thư Trung ương", FOLDED, "a listed irregular abbreviation"),
    ("công nghệ thông tin", IT, PART, "neighbouring words"),
    ("CNTT", IT, PART_SHORT, "initials of a part"),
    ("thông tin công nghệ", IT, SCATTERED, "another order"),
    ("Trung tâm Công ng", IT, SCATTERED, "the last word is unfinished"),
    ("CN", "Chi nhánh Hà Nội", PART_SHORT, "any run of words"),
    ("CNTT", "Trung tâm Truyền thông", None, "other initials"),
    ("", IT, None, "nothing typed"),
    ("—", IT, None, "no word typed"),
]


@pytest.mark.parametrize(("typed", "name", "rank", "why"), FITS, ids=[f"{t} | {w}" for t, _, _, w in FITS])
def test_fit(typed: str, name: str, rank: int | None, why: str) -> None:
    assert fit(typed, name) == rank


MEANT = [
    ("unit", "TT CNTT", "unit:it"),
    ("unit", "Trung tâm CNTT", "unit:it"),
    ("unit", "unit:it", "unit:it"),
    ("unit", "kế toán", "unit:fin"),
    ("unit", "VP", "unit:office"),
    ("document", "1180/KH-TCDVS", "doc:p2"),
    ("document", "1180 /kh-tcdvs", "doc:p2"),
    ("document", "1180", "doc:p2"),
    ("document", "KH 1180", "doc:p2"),
    ("document", "Kế hoạch số 1180/KH-TCDVS", "doc:p2"),
    ("document", "NQ 91", "doc:r1"),
    ("document", "nghị quyết 91", "doc:r1"),
    ("document", "NQ91", "doc:r1"),
    ("document", "91NQTW", "doc:r1"),
    ("document", "12-ctr/du", "doc:p1"),
    ("document", "912/NQ-CP 2019", "doc:g0"),
    ("document", "912/NQ-CP ngày 14/02/2023", "doc:g1"),
    ("document", "Nghị quyết 912/NQ-CP (2019)", "doc:g0"),
    ("document", "Dịch vụ công số đến năm 2030", "doc:p2"),
    ("document", "doc:g0", "doc:g0"),
    ("indicator", "hồ sơ thủ tục hành chính", "ind:1"),
    ("indicator", "toan trinh", "ind:2"),
]


@pytest.mark.parametrize(("kind", "typed", "id"), MEANT)
def test_one_is_meant(embedded: Store, kind: str, typed: str, id: str) -> None:
    assert find(embedded, kind, typed).id == id


@pytest.mark.parametrize(
    ("kind", "typed", "ids"),
    [
        ("document", "912/NQ-CP", {"doc:g0", "doc:g1"}),
        ("document", "NQ 912 của Chính phủ", {"doc:g0", "doc:g1"}),
        ("unit", "Trung tâm", {"unit:it", "unit:pr"}),
        ("unit", "Phòng", {"unit:fin", "unit:plan", "unit:office"}),
        ("indicator", "tỷ lệ hồ sơ", {"ind:1", "ind:2"}),
    ],
)
def test_several_are_listed(embedded: Store, kind: str, typed: str, ids: set[str]) -> None:
    with pytest.raises(AmbiguousParameter) as caught:
        find(embedded, kind, typed)
    assert {c.id for c in caught.value.candidates} == ids
    assert caught.value.total == len(ids)
    assert all(c.title in str(caught.value) for c in caught.value.candidates)


@pytest.mark.parametrize(
    ("kind", "typed", "near"),
    [
        ("unit", "Trung tân Truyền thông", "unit:pr"),
        ("document", "1181/KH-TCDVS", "doc:p2"),
        ("indicator", "hồ sơ trực tuyến toàn chình", "ind:2"),
    ],
)
def test_none_is_meant_but_some_are_close(embedded: Store, kind: str, typed: str, near: str) -> None:
    with pytest.raises(UnknownValue) as caught:
        find(embedded, kind, typed)
    assert near in [c.id for c in caught.value.close]


def test_none_is_meant_in_an_empty_graph(kglite_place: Any) -> None:
    store = kglite_place.open(writable=True)
    with pytest.raises(UnknownValue) as caught:
        find(store, "unit", "TT CNTT")
    store.close()
    assert caught.value.close == ()


def test_matching_runs_on_both_stores(small: Store) -> None:
    found = run(small, "tasks-by-unit", {"unit": "tt cntt", "document": "1180"}).parameters
    assert [(name, c.id if c else None) for name, c in found.items()] == [
        ("unit", "unit:it"),
        ("role", "leads"),
        ("document", "doc:p2"),
    ]


DATES = {
    "2024-09-30": "2024-09-30",
    " 30/9/2024 ": "2024-09-30",
    "05-9-2024": "2024-09-05",
    "9/2024": "2024-09",
    "2024-9": "2024-09",
    "2024": "2024",
    "31/2/2024": None,
    "2024-13": None,
    "30/9/24": None,
    "hôm nay": None,
}


@pytest.mark.parametrize(("typed", "iso"), DATES.items())
def test_dates(typed: str, iso: str | None) -> None:
    assert iso_date(typed) == iso


def test_wrong_use(embedded: Store) -> None:
    with pytest.raises(UnknownQuery, match="tasks-by-unit"):
        run(embedded, "task-by-unit", {})
    with pytest.raises(MissingParameter):
        run(embedded, "tasks-by-unit", {})
    with pytest.raises(MissingParameter):
        run(embedded, "tasks-by-unit", {"unit": "  "})
    with pytest.raises(UnknownParameter, match="unit, role, document"):
        run(embedded, "tasks-by-unit", {"unt": "TT CNTT"})
    with pytest.raises(InvalidValue, match="supports"):
        run(embedded, "tasks-by-unit", {"unit": "TT CNTT", "role": "owns"})
    with pytest.raises(InvalidValue, match="30/9/2024"):
        run(embedded, "deadlines", {"from": "soon"})


def test_a_blank_optional_parameter_is_absent(embedded: Store) -> None:
    """As an untouched field of a form sends it."""
    assert run(embedded, "deadlines", {"unit": "", "from": " "}).rows == run(embedded, "deadlines", {}).rows


def test_what_is_typed_is_never_cypher(embedded: Store) -> None:
    with pytest.raises(UnknownValue):
        find(embedded, "unit", "x'}) DETACH DELETE n //")
    assert run(embedded, "findings", {"code": "' OR true //"}).rows == []
