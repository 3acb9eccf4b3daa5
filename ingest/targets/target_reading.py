"""Targets of a whole document: its objectives in prose, its indicator tables, and values that tasks strive for."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from ingest.letters import fold
from ingest.records import Anomaly, Target
from ingest.structure.layout import ColumnRole, Layout, Span, Table
from ingest.structure.sections import Purpose
from ingest.targets.target_tables import Known, cell_of, table_targets
from ingest.targets.target_years import year_at, year_of_document, year_of_heading, years_above
from ingest.targets.targets import TargetMention, find_targets
from ingest.tasks.context import Context
from ingest.units.units import UnitMention, read_cell

PROSE = frozenset({"point", "dash", "plus", "paragraph"})
# The head of a column that lists indicators, folded; its table's other columns say who answers for each.
INDICATORS = re.compile(
    r"(?:ten |cac |noi dung |nhom )*(?:chi tieu|chi so|muc tieu)\b"
    r"(?!.*\b(?:nhiem vu|giai phap|cong viec|hoat dong|yeu cau)\b)"
)
REPORT: tuple[tuple[ColumnRole, ...], ...] = (("lead", "units", "report_lead"), ("support", "report_support"))


# Under "Mục đích": "…, mục tiêu tỷ lệ phủ sóng đến năm 2030 đạt 100%" sets one all the same.
AIM = re.compile(
    r"\bmục\s+tiêu\b(?!\s+quốc\s+gia)[^.;]{0,160}?\b(?:đạt|còn|trên|dưới|tối\s+thiểu|ít\s+nhất)\b[^.;]{0,30}?\d\s*%"
)


@dataclass(slots=True)
class TargetReading:
    targets: list[Target] = field(default_factory=list)
    units: list[UnitMention] = field(default_factory=list)
    anomalies: list[Anomaly] = field(default_factory=list)


def read_targets(layout: Layout, purposes: list[Purpose], context: Context) -> TargetReading:
    """Targets in printed order: the body's first, then the tables'."""
    reading = TargetReading()
    issued = int(context.issued_on[:4]) if context.issued_on else None
    years, plan_year = years_above(layout), year_of_document(layout)
    for i, block in enumerate(layout.blocks):
        text = layout.clean.at(block.span)
        aim = purposes[i] == "purpose" and AIM.search(text)
        if block.kind not in PROSE or not (aim or purposes[i] in ("objective", "tasks", "carry_out")):
            continue
        objective = purposes[i] == "objective"
        above = years[i] or plan_year if objective else None
        for mention in find_targets(text, above, issued=issued, objective=objective):
            reading.targets.append(_target(layout, block.span, block.path, mention))
    known = [Known(t.indicator, t.year, t.value, t.comparator) for t in reading.targets]
    for table in layout.tables:
        first = next((c for row in table.rows for c in row.cells if c is not None), None)
        above = year_at(layout, years, first, table.part) if first else None
        _read_rows(reading, layout, table, context, above, issued)
        found = table_targets(table, layout.clean, known, issued=issued, year=above)
        reading.anomalies += found.anomalies
        for t in found.targets:
            lead, support = (_units(layout, context, s) for s in (t.report_lead, t.report_support))
            reading.units += lead + support
            evidence = [e for s in t.spans for e in layout.clean.evidence(s)]
            reading.targets.append(
                Target(
                    t.path, t.year, t.indicator, t.comparator, t.value, t.unit, t.population, [u.name for u in lead],
                    [u.name for u in support], evidence, t.value_max,
                )
            )  # fmt: skip
    return reading


def _read_rows(
    reading: TargetReading, layout: Layout, table: Table, context: Context, above: int | None, issued: int | None
) -> None:
    """Values in the running text of rows: all of a list of indicators, of rows of work only what is striven for.

    A list of indicators ("Chỉ tiêu | Chủ trì") prints the value in the indicator's own words; who answers for it there
    reports it.
    """
    text_at = table.column("text")
    if text_at is None:
        return
    listed = bool(INDICATORS.match(fold(table.columns[text_at].header).strip()))
    year = above if listed else None
    for row in table.rows:
        cell = row.cells[text_at]
        if cell is None:
            continue
        text = layout.clean.at(cell)
        if row.kind != "item":
            year = (year_of_heading(text) or above) if listed else None
            continue
        mentions = find_targets(text, year, issued=issued, objective=listed)
        cells = [next((c for role in roles if (c := cell_of(table, row, role))), None) for roles in REPORT]
        who = [_units(layout, context, c if listed and mentions else None) for c in cells]
        reading.units += [u for units in who for u in units]
        for mention in mentions:
            target = _target(layout, cell, row.path, mention)
            reading.targets.append(
                replace(target, report_lead=[u.name for u in who[0]], report_support=[u.name for u in who[1]])
            )


def _target(layout: Layout, span: Span, path: str, m: TargetMention) -> Target:
    evidence = layout.clean.evidence(Span(span.start + m.start, span.start + m.end))
    place = f"{path}.{m.ordinal}" if m.ordinal else path
    return Target(
        place, m.year, m.indicator, m.comparator, m.value, m.unit, m.population, [], [], evidence, m.value_max
    )


def _units(layout: Layout, context: Context, span: Span | None) -> list[UnitMention]:
    return read_cell(layout.clean.at(span), context.authority, context.issuer, context.extra).units if span else []
