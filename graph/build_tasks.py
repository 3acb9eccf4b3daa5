"""Sections and tasks of one document: nodes, containment, who leads and supports, which document a task carries out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from graph.build_citations import BASES, Link, strongest
from graph.build_copies import Held, MergedTask
from graph.build_draft import Draft, quotation
from graph.build_units import Units
from graph.identity import fold, stable_id
from graph.model import Value
from ingest.records import Evidence, Timeframe

LAST_STEP = re.compile(r"[.#][^.#]+\Z")  # "PL.II.VII.4" → "PL.II.VII", "IV.1#2" → "IV.1"


def add_sections(document: str, number: str, held: Held, draft: Draft) -> dict[str, str]:
    """The sections and what they are part of; gives path → id."""
    ids = {
        s.value.path: stable_id("section", f"{number} {s.value.path}", document, s.value.path) for s in held.sections
    }
    for order, stated in enumerate(held.sections):
        section = stated.value
        draft.node(
            "Section",
            ids[section.path],
            section.heading or section.path,
            {"path": section.path, "level": section.level, "document": document, "order": order},
        )
        above = next((ids[p] for p in _above(section.path) if p in ids), document)
        draft.relate("PART_OF", ids[section.path], above, {"rule": "path", "source": stated.source})
    return ids


def add_tasks(
    document: str, name: str, number: str, held: Held, sections: dict[str, str], units: Units, draft: Draft
) -> list[tuple[str, MergedTask]]:
    """The tasks with their units and places; gives each one's id."""
    made = []
    for order, merged in enumerate(held.tasks):
        task, time = merged.task, merged.timeframe
        id = stable_id("task", f"{number} {task.path}", document, task.path, merged.occurrence)
        said: dict[str, Value | None] = {
            "text": task.text,
            "path": task.path,
            "document": document,
            "document_name": name,
            "group": task.group,
            "product": task.product,
            "subitems": task.subitems,
            "order": order,
            "folded": fold(" ".join([task.text, *task.subitems])),
        }
        draft.node("Task", id, task.text, said | _times(time) | quotation(merged.source, task.evidence))
        above = next((sections[p] for p in (task.path, *_above(task.path)) if p in sections), document)
        draft.relate("PART_OF", id, above, {"rule": "path", "source": merged.source})
        for kind, role in (("LEADS", merged.leads), ("SUPPORTS", merged.supports)):
            for unit in role.names:
                evidence = quotation(role.source, role.evidence)
                draft.relate(kind, units.id(unit, role.source), id, evidence | {"rule": task.rule or "record"})
        made.append((id, merged))
    return made


def add_task_lineage(tasks: Iterable[tuple[str, MergedTask]], links: dict[str, Link], draft: Draft) -> None:
    """Task → document where a citation, for a reason that makes lineage, names the place of the task."""
    for id, merged in tasks:
        for target, link in links.items():
            for source, citation in link.said:
                bases = [r for r in (citation.relation, *citation.also) if r in BASES]
                if not bases:
                    continue
                quoted = _within(citation.evidence, merged, source)
                if merged.task.path in citation.paths or (quoted and _paragraph_of(merged.task.path, citation.paths)):
                    evidence = quotation(source, (quoted or citation.evidence)[:1])
                    made = evidence | {"rule": "citation", "basis": strongest(bases)}
                    draft.relate("DERIVES_FROM", id, target, made)


def _paragraph_of(path: str, cited: list[str]) -> bool:
    """A citation may name the point ("IV.1") where the task is one paragraph of it ("IV.1#2")."""
    return "#" in path and path.partition("#")[0] in cited


def _within(evidence: list[Evidence], merged: MergedTask, source: str) -> list[Evidence]:
    if source != merged.source:
        return []
    own = merged.task.evidence
    return [e for e in evidence if any(o.start <= e.start and e.end <= o.end for o in own)]


def _times(time: Timeframe) -> dict[str, Value | None]:
    recurs = [time.recurs] if isinstance(time.recurs, str) else time.recurs
    return {
        "timeframe": time.raw,
        "timeframe_kinds": list(time.kind),
        "starts_on": time.start,
        "ends_on": time.end,
        "recurs": recurs,
    }


def _above(path: str) -> Iterator[str]:
    """The paths that a path stands under, nearest first."""
    while (shorter := LAST_STEP.sub("", path)) != path:
        yield (path := shorter)
