"""Targets of a whole document: its objectives in prose, its indicator tables, and values that tasks strive for."""

from __future__ import annotations

from dataclasses import dataclass, field

from ingest.records import Anomaly, Target
from ingest.structure.layout import Layout, Span
from ingest.structure.sections import Purpose
from ingest.targets.target_tables import Known, table_targets
from ingest.targets.targets import TargetMention, find_targets, year_of_heading
from ingest.tasks.tasks import Context
from ingest.units.units import UnitMention, read_cell

PROSE = frozenset({"point", "dash", "plus", "paragraph"})


@dataclass(slots=True)
class TargetReading:
    targets: list[Target] = field(default_factory=list)
    units: list[UnitMention] = field(default_factory=list)
    anomalies: list[Anomaly] = field(default_factory=list)


def read_targets(layout: Layout, purposes: list[Purpose], context: Context) -> TargetReading:
    """Targets in printed order: the body's first, then the tables'."""
    reading = TargetReading()
    issued = int(context.issued_on[:4]) if context.issued_on else None
    years: list[int | None] = []
    for i, block in enumerate(layout.blocks):
        text = layout.clean.at(block.span)
        above = years[block.parent] if block.parent is not None else None
        years.append(year_of_heading(text) or above if block.kind == "point" else above)
        if block.kind not in PROSE or purposes[i] not in ("objective", "tasks", "carry_out"):
            continue
        objective = purposes[i] == "objective"
        for mention in find_targets(text, above if objective else None, issued=issued, objective=objective):
            reading.targets.append(_target(layout, block.span, block.path, mention))
    known = [Known(t.indicator, t.year, t.value, t.comparator) for t in reading.targets]
    for table in layout.tables:
        text_at = table.column("text")
        for row in table.rows:
            cell = row.cells[text_at] if text_at is not None else None
            if cell and row.kind == "item":
                for mention in find_targets(layout.clean.at(cell), None, issued=issued, objective=False):
                    reading.targets.append(_target(layout, cell, row.path, mention))
        found = table_targets(table, layout.clean, known, issued=issued)
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


def _target(layout: Layout, span: Span, path: str, m: TargetMention) -> Target:
    evidence = layout.clean.evidence(Span(span.start + m.start, span.start + m.end))
    place = f"{path}.{m.ordinal}" if m.ordinal else path
    return Target(
        place, m.year, m.indicator, m.comparator, m.value, m.unit, m.population, [], [], evidence, m.value_max
    )


def _units(layout: Layout, context: Context, span: Span | None) -> list[UnitMention]:
    return read_cell(layout.clean.at(span), context.authority, context.issuer, context.extra).units if span else []
