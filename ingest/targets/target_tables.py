"""Targets in indicator tables: a row an indicator, a column a year, and who reports it.

A table that a file flattens to one cell a line has lost its empty cells, so that a lone value under several years is
ambiguous. It gets the year that the document's own prose gives the same indicator with the same value; where the prose
does not tell, the year is None and the anomaly `table_value_ambiguous` says so. Merged cells lost in the same way hold
for the rows below until the next one is printed (`table_cell_inherited`).
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from ingest.letters import fold
from ingest.records import Anomaly, Comparator
from ingest.structure.layout import Clean, ColumnRole, Row, Span, Table
from ingest.targets.indicators import population_of, tidy
from ingest.targets.measures import COMPARATORS, find_values, number

FINISHED = re.compile(r"^\s*(?:cơ\s+bản\s+)?hoàn\s+thành\b", re.I)
GROWS = re.compile(r"^\s*(?:tăng(?:\s+(?:dần|h[ằà]ng\s+năm))?|năm\s+sau\s+cao\s+hơn.*)\s*$", re.I)
EMPTY = re.compile(r"^[\s\-–—./…x]*$", re.I)
OF_WHICH = re.compile(r"^\s*(?:trong\s+đó|riêng)\s*:?\s*", re.I)
# Between two cells of a real table the reader's text has a cell mark; a flattened one has only line ends.
CELL_MARK = re.compile(r"[\t|]|<t[dh]\b", re.I)
# Heads of columns that say what was, whatever their year; folded: "Ước thực hiện năm 2025", "Hiện trạng".
HISTORY = re.compile(
    r"(?:uoc|(?:so lieu |ket qua )?(?:thuc hien|hien trang)|th|ket qua|da dat)\b(?!.*\b(?:ke hoach|muc tieu|lo trinh))"
)
RANKED = re.compile(r"\b(?:top|tốp|nhóm)\s+(\d{1,3})\b", re.I)
LONE_NUMBER = re.compile(r"^\s*(\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?)\s*$")
ALIKE = 0.6  # share of words that the names of one indicator in table and prose have in common


MANY = 4  # numbers in a column before their order says anything


@dataclass(frozen=True, slots=True)
class Known:
    """What the document's prose says of an indicator."""

    indicator: str
    year: int | None
    value: float | None
    comparator: Comparator


@dataclass(frozen=True, slots=True)
class TableTarget:
    """A value of a row; ``spans`` are the cells that say it, ``report_*`` the cells of the units that report."""

    path: str
    row: int
    year: int | None
    indicator: str
    comparator: Comparator
    value: float | None
    value_max: float | None
    unit: str | None
    population: str | None
    report_lead: Span | None
    report_support: Span | None
    inherited: bool
    spans: tuple[Span, ...]


@dataclass(slots=True)
class TableTargets:
    targets: list[TableTarget] = field(default_factory=list)
    anomalies: list[Anomaly] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Read:
    comparator: Comparator
    value: float | None
    value_max: float | None
    unit: str | None


def table_targets(
    table: Table, clean: Clean, known: Iterable[Known] = (), *, issued: int | None = None, year: int | None = None
) -> TableTargets:
    """The targets of an indicator table; an empty result where the table has no indicator or value column.

    ``year``: that of the headings above the table, for columns that print none ("Kế hoạch", "Giá trị").

    A column of a year before that of issue tells history, and one that only counts the rows numbers them.
    """
    out = TableTargets()
    name_at = table.column("indicator")
    value_columns = [
        i
        for i, c in enumerate(table.columns)
        if c.role == "value"
        and not (issued and c.year and c.year < issued)
        and not HISTORY.match(fold(c.header).strip())
        and not _counts_rows(table, clean, i)
    ]
    if name_at is None or not value_columns:
        return out
    flat = _flat(table, clean)
    facts = list(known)
    lead = support = None
    lost: list[tuple[Row, Span]] = []
    for index, row in enumerate(table.rows):
        cell = row.cells[name_at]
        if row.kind != "item" or cell is None:
            continue
        printed = clean.at(cell)
        lead_cell, support_cell = cell_of(table, row, "report_lead"), cell_of(table, row, "report_support")
        if lead_cell is not None or not flat:  # an empty cell of a real table is empty, not lost
            lead, support = lead_cell, support_cell
        elif support_cell is not None:
            support = support_cell
        inherited = flat and lead is not None and (lead_cell is None or support_cell is None)
        values = [(i, c) for i in value_columns if (c := row.cells[i]) is not None and not EMPTY.match(clean.at(c))]
        unit_cell = cell_of(table, row, "measure_unit")
        unit = clean.at(unit_cell).strip() or None if unit_cell else None
        name = tidy(OF_WHICH.sub("", re.sub(r"\s*\((?:trừ|bao\s+gồm|không)\b[^()]*\)", " ", printed)))
        unclear = flat and len(values) == 1 and len(value_columns) > 1
        for column, at in values:
            read = _value(clean.at(at), unit)
            if read is None:
                continue
            when = table.columns[column].year or year
            if unclear:
                years = [table.columns[i].year for i in value_columns]
                when = _year_in_prose(name, read, [y for y in years if y], facts)
                if when is None:
                    out.anomalies.append(_ambiguous(row, printed, clean, (cell, at)))
            spans = tuple(s for s in (cell, unit_cell, at) if s is not None)
            out.targets.append(
                TableTarget(
                    row.path, index, when, name, read.comparator, read.value, read.value_max, read.unit,
                    population_of(printed), lead, support, inherited, spans,
                )
            )  # fmt: skip
        if inherited and values:
            lost.append((row, cell))
    if lost:
        out.anomalies.append(_inherited(table, lost, clean))
    return out


def _counts_rows(table: Table, clean: Clean, column: int) -> bool:
    """Whether the numbers of a column are 1, 2, 3, … (a column of codes beside empty ones, its own cells lost)."""
    cells = [clean.at(c).strip() for row in table.rows if (c := row.cells[column]) is not None]
    numbers = [int(c) for c in cells if c.isdigit()]
    steps = [b - a for a, b in itertools.pairwise(numbers)]
    return len(numbers) > MANY and sum(step == 1 for step in steps) > len(steps) * ALIKE


def cell_of(table: Table, row: Row, role: ColumnRole) -> Span | None:
    """The cell of a row in the first column of a role that it prints."""
    for i, column in enumerate(table.columns):
        if column.role == role and (cell := row.cells[i]) is not None:
            return cell
    return None


def _flat(table: Table, clean: Clean) -> bool:
    """Whether the reader's text marks no cells: no tab, bar or tag between the first two cells of any row."""
    for row in table.rows:
        cells = sorted(c for c in row.cells if c is not None)
        for left, right in itertools.pairwise(cells):
            if right.start > left.end > left.start and CELL_MARK.search(
                clean.raw[clean.origin[left.end - 1] + 1 : clean.origin[right.start]]
            ):
                return False
    return True


def _value(text: str, unit: str | None) -> _Read | None:
    if FINISHED.match(text) and not re.search(r"\d", text):
        return _Read("complete", None, None, None)
    if GROWS.match(text):
        return _Read("increase", None, None, unit)
    plain = RANKED.search(text) or LONE_NUMBER.match(text)
    if plain:
        ranked = plain.re is RANKED
        return _Read("top" if ranked else "=", number(plain[1]), None, None if ranked else unit)
    values = find_values(text.strip())
    if values:
        first = values[0]
        return _Read(first.comparator, first.value, first.value_max, unit or first.unit)
    bare = re.search(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?", text)
    if not bare:
        return None
    said: Comparator = next(
        (name for name, words in COMPARATORS if re.search(rf"(?:{words})\s*$", text[: bare.start()], re.I)), "="
    )
    return _Read(said, number(bare[0]), None, unit)


def _year_in_prose(name: str, read: _Read, years: list[int], facts: list[Known]) -> int | None:
    """The only year of the table that the prose gives this indicator with this value, or None."""
    words = _words(name)
    fits: dict[int, float] = {}
    for fact in facts:
        if (
            fact.year not in years
            or fact.value != read.value
            or (read.comparator == "complete") != (fact.comparator == "complete")
        ):
            continue
        other = _words(fact.indicator)
        common = len(words & other) / max(1, min(len(words), len(other)))
        if common >= ALIKE and fact.year is not None:
            fits[fact.year] = max(fits.get(fact.year, 0.0), common)
    best = max(fits.values(), default=0.0)
    chosen = [year for year, score in fits.items() if score == best]
    return chosen[0] if len(chosen) == 1 else None


def _words(name: str) -> set[str]:
    return set(re.findall(r"\w+", name.lower())) - {"tỷ", "tỉ", "lệ", "các", "số", "của", "và", "được", "hoàn", "thành"}


def _ambiguous(row: Row, printed: str, clean: Clean, cells: tuple[Span, Span]) -> Anomaly:
    message = f"Bảng mất ô trống: không xác định được năm của giá trị ở chỉ tiêu “{tidy(printed)}”."
    return Anomaly("table_value_ambiguous", "warning", message, [e for c in cells for e in clean.evidence(c)], row.path)


def _inherited(table: Table, lost: list[tuple[Row, Span]], clean: Clean) -> Anomaly:
    paths = ", ".join(row.path for row, _ in lost)
    message = f"Bảng mất ô gộp: đơn vị báo cáo của {len(lost)} chỉ tiêu lấy theo dòng trên ({paths})."
    return Anomaly("table_cell_inherited", "info", message, clean.evidence(lost[0][1]), table.part or None)
