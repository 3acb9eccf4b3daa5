"""Targets of one document and the indicators, shared by all documents, that they are for."""

from __future__ import annotations

from collections.abc import Iterable

from graph.build_copies import Held, MergedTask
from graph.build_draft import Draft, quotation
from graph.build_units import Units
from graph.identity import fold, indicator_key, stable_id
from graph.model import Value
from ingest.records import Target


def add_targets(
    document: str, number: str, held: Held, tasks: Iterable[tuple[str, MergedTask]], units: Units, draft: Draft
) -> None:
    """SETS, OF, REPORTS; MEASURES only where the target stands in the very row or point of a task."""
    by_path: dict[str, list[str]] = {}
    for id, merged in tasks:
        by_path.setdefault(merged.task.path, []).append(id)
    taken: dict[tuple[object, ...], int] = {}
    for stated in held.targets:
        target, source = stated.value, stated.source
        indicator = _add_indicator(target, draft)
        identity = (target.path, target.year, indicator)
        occurrence = taken[identity] = taken.get(identity, -1) + 1
        readable = f"{number} {target.path} {target.year or ''}"
        id = stable_id("target", readable, document, *identity, occurrence)
        evidence = quotation(source, target.evidence)
        said: dict[str, Value | None] = {
            "year": target.year,
            "comparator": target.comparator,
            "value": None if target.value is None else float(target.value),
            "value_max": None if target.value_max is None else float(target.value_max),
            "unit": target.unit,
            "path": target.path,
            "document": document,
        }
        draft.node("Target", id, target_title(target), said | evidence)
        draft.relate("SETS", document, id, evidence | {"rule": "target"})
        draft.relate("OF", id, indicator, evidence | {"rule": "indicator_name"})
        for role, names in (("lead", target.report_lead), ("support", target.report_support)):
            for unit in names:
                said_of_unit = evidence | {"rule": "report_column", "role": role}
                draft.relate("REPORTS", units.id(unit, source), indicator, said_of_unit, key=role)
        for task in by_path.get(target.path, []):
            said_of_task = evidence | {"rule": "same_place", "strength": "stated", "score": 1.0}
            draft.relate("MEASURES", indicator, task, said_of_task)


def target_title(target: Target) -> str:
    """Year first, value, then the indicator: what a cut title must not lose."""
    sign = {"complete": "hoàn thành", "increase": "tăng", "top": "nhóm", "=": ""}.get(
        target.comparator, target.comparator
    )
    low = "" if target.value is None else f"{target.value:g}"
    high = "" if target.value_max is None else f"-{target.value_max:g}"
    value = " ".join(filter(None, [sign, f"{low}{high}", target.unit or ""]))
    return ": ".join(filter(None, [str(target.year or ""), " ".join(filter(None, [value, target.indicator]))]))


def _add_indicator(target: Target, draft: Draft) -> str:
    key = indicator_key(target.indicator, target.population, target.unit)
    said = {"name": target.indicator, "unit": target.unit, "population": target.population}
    id = stable_id("indicator", key, key)
    return draft.node("Indicator", id, target.indicator, said | {"folded": fold(target.indicator)})
