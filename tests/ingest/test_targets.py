"""Targets: the cases of tests/corpus/targets.yaml, years of headings, and indicator tables."""

from __future__ import annotations

from array import array
from pathlib import Path
from typing import Any

import pytest
import yaml

from ingest.structure.layout import Clean, Column, Row, Span, Table
from ingest.targets.target_tables import Known, table_targets
from ingest.targets.target_years import year_of_heading
from ingest.targets.targets import find_targets

ROOT = Path(__file__).resolve().parents[2]
CASES = yaml.safe_load((ROOT / "tests/corpus/targets.yaml").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["id"])
def test_case(case: dict[str, Any]) -> None:
    found = find_targets(
        case["text"], case.get("year"), issued=case.get("issued"), objective=case.get("objective", True)
    )
    assert len(found) == len(case["expected"]), [m.indicator for m in found]
    for mention, want in zip(found, case["expected"], strict=True):
        assert {k: getattr(mention, k) for k in want} == want, case["reason"]
        assert case["text"][mention.start : mention.end].strip()


@pytest.mark.parametrize(
    ("heading", "year"),
    [
        ("Giai đoạn đến năm 2025", 2025),
        ("Đến năm 2030:", 2030),
        ("Tầm nhìn đến năm 2045", 2045),
        ("Mục tiêu cụ thể giai đoạn 2026 - 2030", 2030),
        ("Mục tiêu đến năm 2025, định hướng đến năm 2030", 2025),
        ("Mục tiêu chung", None),
    ],
)
def test_year_of_heading(heading: str, year: int | None) -> None:
    assert year_of_heading(heading) == year


def make_table(rows: list[list[str | None]], separator: str) -> tuple[Table, Clean]:
    """A table as the structure step gives it: cells are spans of a clean text that keeps one space between them."""
    raw, text, origin, spans = "", "", array("l"), []
    for row in rows:
        cells: list[Span | None] = []
        for cell in row:
            if cell is None:
                cells.append(None)
                continue
            cells.append(Span(len(text), len(text) + len(cell)))
            origin.extend(range(len(raw), len(raw) + len(cell) + 1))
            text, raw = text + cell + " ", raw + cell + separator
        spans.append(cells)
    columns = [
        Column("marker", "TT"),
        Column("indicator", "Chỉ tiêu"),
        Column("measure_unit", "Đơn vị tính"),
        Column("value", "Năm 2025", 2025),
        Column("value", "Năm 2030", 2030),
        Column("report_lead", "Chủ trì báo cáo"),
        Column("report_support", "Phối hợp"),
    ]
    table = Table("PL", columns, [Row(f"PL.{i}", str(i), "item", c) for i, c in enumerate(spans, 1)])
    return table, Clean(text, origin, raw)


ROWS: list[list[str | None]] = [
    ["1", "Tỷ lệ xã có thư viện", "%", "45", "60", "Phòng Văn hóa", "Phòng Tài chính"],
    [None, "Trong đó: Tỷ lệ xã miền núi", "%", "2,5", "5", None, None],
    ["2", "Tỷ lệ hồ sơ được ký số (trừ hồ sơ mật)", "%", None, "95", None, "Văn phòng"],
    ["3", "Hoàn thành kho dữ liệu dùng chung", None, None, "Hoàn thành", None, None],
]


def test_flattened_table() -> None:
    table, clean = make_table(ROWS, "\n")
    known = [Known("Tỷ lệ hồ sơ được ký số", 2025, 95.0, ">=")]
    made = table_targets(table, clean, known)
    assert [(t.path, t.year, t.value, t.comparator) for t in made.targets] == [
        ("PL.1", 2025, 45.0, "="),
        ("PL.1", 2030, 60.0, "="),
        ("PL.2", 2025, 2.5, "="),
        ("PL.2", 2030, 5.0, "="),
        ("PL.3", 2025, 95.0, "="),  # the prose gives the year
        ("PL.4", None, None, "complete"),  # nothing does
    ]
    assert made.targets[2].indicator == "Tỷ lệ xã miền núi"
    assert made.targets[4].population == "trừ hồ sơ mật"
    assert [a.code for a in made.anomalies] == ["table_value_ambiguous", "table_cell_inherited"]
    lead, support = made.targets[4].report_lead, made.targets[4].report_support
    assert lead is not None
    assert support is not None
    assert (clean.at(lead), clean.at(support)) == ("Phòng Văn hóa", "Văn phòng")


def test_table_with_cell_marks_keeps_its_columns() -> None:
    table, clean = make_table(ROWS, "\t")
    made = table_targets(table, clean)
    assert [t.year for t in made.targets] == [2025, 2030, 2025, 2030, 2030, 2030]
    assert made.targets[4].report_lead is None
    assert made.anomalies == []


def test_cell_with_its_own_comparator() -> None:
    rows: list[list[str | None]] = [["1", "Tỷ lệ thất nghiệp", "%", "< 3", "≤ 2,5", None, None]]
    table, clean = make_table(rows, "\t")
    assert [(t.comparator, t.value) for t in table_targets(table, clean).targets] == [("<", 3.0), ("<=", 2.5)]
