"""The forms a result is given out in; foreign text in it stays text."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import openpyxl
import pytest

from graph.stores import Store
from queries.catalogue import Column, Label, load
from queries.errors import UnknownFormat
from queries.formats import FORMATS, render
from queries.run import Result, run
from queries.showing import cell_text, shown_columns


@pytest.fixture
def without_lead(embedded: Store) -> Result:
    """One row, whose task is printed as "=Công khai …"."""
    return run(embedded, "tasks-without-lead", {})


def awkward(*texts: str) -> Result:
    """A result with foreign text in each cell of the first column."""
    query = load()["findings"]
    blank = [None] * (len(query.columns) - 1)
    return Result(query, query.columns, [(text, *blank) for text in texts], False)


def read_csv(data: str | bytes) -> list[list[str]]:
    assert isinstance(data, bytes)
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def sheet_of(data: str | bytes) -> Any:
    assert isinstance(data, bytes)
    return openpyxl.load_workbook(io.BytesIO(data)).active


def test_json_is_a_list_of_objects_with_every_column(embedded: Store) -> None:
    result = run(embedded, "deadlines", {})
    data = json.loads(render(result, "json"))
    assert [list(row) for row in data] == [list(result.columns)] * len(result.rows)
    assert data[0]["date"] == "2023-03-01"
    assert data[0]["recurs"] is None
    assert json.loads(render(run(embedded, "shared-leads", {}), "json"))[0]["leads"][1] == "Văn phòng Tổng cục"


def test_json_of_no_rows(embedded: Store) -> None:
    assert json.loads(render(run(embedded, "findings", {"code": "none"}), "json")) == []


def test_csv_opens_in_excel_and_holds_no_formula(without_lead: Result) -> None:
    data = render(without_lead, "csv", "vi")
    assert isinstance(data, bytes)
    assert data.startswith(b"\xef\xbb\xbf")
    head, row = read_csv(data)
    assert head == ["Văn bản", "Vị trí", "Nhiệm vụ", "Phối hợp", "Thời gian", "Câu văn", "Tệp"]
    assert row[2] == "'=Công khai thủ tục trên cổng thông tin"


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_no_start_of_a_formula_survives(text: str) -> None:
    assert read_csv(render(awkward(text), "csv"))[1][0] == f"'{text}"
    cell = sheet_of(render(awkward(text), "xlsx"))["A2"]
    assert cell.data_type == "s"
    assert cell.quotePrefix


def test_numbers_stay_numbers(embedded: Store) -> None:
    result = run(embedded, "unit-workload", {})
    assert read_csv(render(result, "csv"))[1][:3] == ["Trung tâm Công nghệ thông tin", "2", "1"]
    assert sheet_of(render(result, "xlsx"))["B2"].value == 2


def test_xlsx_is_ready_to_read(without_lead: Result) -> None:
    sheet = sheet_of(render(without_lead, "xlsx", "en"))
    assert sheet.title == "tasks-without-lead"
    assert [cell.value for cell in sheet[1]][:3] == ["Document", "Place", "Task"]
    assert sheet["A1"].font.bold
    assert sheet.freeze_panes == "A2"
    assert sheet["C2"].alignment.wrap_text
    assert sheet.column_dimensions["C"].width > sheet.column_dimensions["B"].width
    assert sheet["C2"].value == "=Công khai thủ tục trên cổng thông tin"
    assert sheet["C2"].data_type == "s"


def test_xlsx_drops_what_excel_cannot_hold() -> None:
    assert sheet_of(render(awkward("a\x07b"), "xlsx"))["A2"].value == "ab"


def test_markdown_keeps_cells_apart() -> None:
    text = render(awkward("a|b\nc <img>"), "md", "en")
    assert isinstance(text, str)
    assert text.splitlines()[0] == "| Severity | Code | Message | Document | Place | Sentence | File |"
    assert "a\\|b c &lt;img>" in text.splitlines()[2]


@pytest.mark.parametrize("width", [60, 100, 200])
@pytest.mark.parametrize("name", ["tasks-without-lead", "unit-workload", "deadlines", "findings"])
def test_a_table_fits_its_width(embedded: Store, name: str, width: int) -> None:
    text = render(run(embedded, name, {}), "table", "en", width=width)
    assert isinstance(text, str)
    assert max(map(len, text.splitlines())) <= width
    assert "\x1b" not in text


@pytest.mark.parametrize("width", [40, 60, 80, 100, 130, 160])
@pytest.mark.parametrize("name", ["shared-leads", "deadlines", "lineage-up"])
def test_no_column_is_cut_off(embedded: Store, name: str, width: int) -> None:
    example = load()[name].example
    result = run(embedded, name, {k: str(v) for k, v in example.items()}, "en")
    text = str(render(result, "table", "en", width=width))
    assert max(map(len, text.splitlines())) <= width
    *_, (_, last) = ((i, c) for i, c in shown_columns(result.query) if c.kind not in ("quote", "source"))
    assert all(word in text for word in last.title["en"].split())


def test_a_table_shows_brackets_as_printed() -> None:
    assert "[bold]x" in str(render(awkward("[bold]x"), "table", width=100))


def test_table_in_both_languages(embedded: Store) -> None:
    result = run(embedded, "lineage-up", {"document": "1180/KH-TCDVS"}, "vi")
    assert "thực hiện" in str(render(result, "table", width=160))
    assert "implements" in str(render(result, "table", "en", width=160))


def test_unknown_format(without_lead: Result) -> None:
    with pytest.raises(UnknownFormat, match="xlsx"):
        render(without_lead, "pdf")
    assert set(FORMATS) == {"json", "csv", "xlsx", "md"}


CELLS = [
    ("recurrence", "--12-05", "ngày 5/12 hằng năm", "5 December every year"),
    ("recurrence", "---15", "ngày 15 hằng tháng", "day 15 of every month"),
    ("recurrence", "---last", "ngày cuối tháng", "last day of the month"),
    ("date", "2024-09-30", "30/9/2024", "2024-09-30"),
    ("date", "2024-09", "9/2024", "2024-09"),
    ("date", "2024", "2024", "2024"),
    ("number", 2.5, "2,5", "2.5"),
    ("number", 40.0, "40", "40"),
    ("boolean", True, "có", "yes"),
    ("list", ["a", "b"], "a; b", "a; b"),
    ("text", None, "", ""),
]


@pytest.mark.parametrize(("kind", "value", "vi", "en"), CELLS)
def test_values_in_words(kind: Any, value: object, vi: str, en: str) -> None:
    column = Column("x", kind, Label("x", "x"))
    assert (cell_text(value, column, "vi"), cell_text(value, column, "en")) == (vi, en)
