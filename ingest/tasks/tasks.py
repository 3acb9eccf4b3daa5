"""Task points → tasks: who leads (chủ trì), who supports (phối hợp), when, what comes out, each with its evidence."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ingest.letters import fold
from ingest.records import Anomaly, Evidence, Task, Timeframe
from ingest.structure.layout import Layout, Span
from ingest.tasks.context import Context
from ingest.tasks.inherited import Inherited, LeadIns
from ingest.tasks.task_points import TaskPoint
from ingest.timeframes.timeframes import read_cell as read_time_cell
from ingest.timeframes.timeframes import read_prose as read_time_prose
from ingest.units.roles import Roles, assignments, cell_roles, read_roles, tells_somebody
from ingest.units.units import UnitMention
from ingest.units.units import read_cell as read_unit_cell

UNSPECIFIED = Timeframe(None, ["unspecified"])


@dataclass(slots=True)
class Reading:
    """The tasks of a document with the units that they name."""

    tasks: list[Task] = field(default_factory=list)
    units: list[UnitMention] = field(default_factory=list)
    anomalies: list[Anomaly] = field(default_factory=list)


def read_tasks(layout: Layout, points: list[TaskPoint], context: Context) -> Reading:
    """Reads roles and time frames of all points, in printed order."""
    reading = Reading()
    lead_ins = LeadIns(layout, context)
    for point in points:
        if point.row is not None or "lead" in point.labels or "units" in point.labels:
            _of_cells(layout, point, context, reading)
        elif not lead_ins.names_of(point.block):
            _of_prose(layout, point, context, reading, lead_ins.of(point))
    return reading


def _cells(point: TaskPoint) -> dict[str, list[Span]]:
    """What a row's cells or an assignment block's labels say, by role."""
    if point.table is None or point.row is None:
        return point.labels
    cells: dict[str, list[Span]] = {}
    for column, at in zip(point.table.columns, point.row.cells, strict=True):
        if at:
            cells.setdefault(column.role, []).append(at)
    return cells


def _of_cells(layout: Layout, point: TaskPoint, context: Context, reading: Reading) -> None:
    cells = _cells(point)
    roles = Roles()
    proof: dict[str, list[Evidence]] = {}
    for span in cells.get("lead", []):
        cell = read_unit_cell(layout.clean.at(span), context.authority, context.issuer, context.extra)
        _take(layout, point, span, roles, Roles(cell.units, [], "cell", cell.placeholder), proof, reading)
    for span in cells.get("support", []):
        cell = read_unit_cell(layout.clean.at(span), context.authority, context.issuer, context.extra)
        _take(layout, point, span, roles, Roles([], cell.units, "cell"), proof, reading)
    for span in cells.get("units", []):
        mixed = cell_roles(layout.clean.at(span), context.authority, context.issuer, context.extra)
        _take(layout, point, span, roles, mixed, proof, reading)
    text = layout.clean.at(point.spans[0])
    if not roles.leads and point.table is None:
        said = read_roles(text, context.authority, context.issuer, None, context.extra)
        roles.leads.extend(said.leads)
    timeframe = UNSPECIFIED
    if times := cells.get("timeframe", []):
        timeframe = read_time_cell(" ".join(layout.clean.at(s) for s in times), context.issued_on)
        proof["timeframe"] = [e for s in times for e in layout.clean.evidence(s)]
    elif point.table is None or point.table.column("timeframe") is None:
        timeframe, when = read_time_prose(text, context.issued_on)
        if when:
            start = point.spans[0].start
            proof["timeframe"] = layout.clean.evidence(Span(start + when.start, start + when.end))
    product = " ".join(layout.clean.at(s) for s in cells.get("product", [])) or None
    leads = _names(roles.leads)
    supports = [n for n in _names(roles.supports) if n not in leads]
    evidence = layout.clean.evidence(point.spans[0])
    rule = "table" if point.row is not None else "labels"
    reading.units += roles.leads + roles.supports
    reading.tasks.append(
        Task(point.path, point.group, text, leads, supports, timeframe, product, [], evidence, proof, rule)
    )


def _take(
    layout: Layout,
    point: TaskPoint,
    span: Span,
    roles: Roles,
    found: Roles,
    proof: dict[str, list[Evidence]],
    reading: Reading,
) -> None:
    """Adds what a cell gives to a row's roles, with the cell as its evidence."""
    for key, mine, theirs in (("leads", roles.leads, found.leads), ("supports", roles.supports, found.supports)):
        if theirs:
            mine.extend(theirs)
            proof.setdefault(key, []).extend(layout.clean.evidence(span))
    if found.placeholder and not found.leads:
        reading.anomalies.append(_placeholder(layout, point, span))


def _placeholder(layout: Layout, point: TaskPoint, span: Span) -> Anomaly:
    said = layout.clean.at(span)
    message = f"Cột chủ trì không nêu tên đơn vị nào: “{said}”"
    return Anomaly("lead_placeholder", "warning", message, layout.clean.evidence(span), point.path)


def _of_prose(layout: Layout, point: TaskPoint, context: Context, reading: Reading, above: Inherited) -> None:
    """A point of prose; labels under it ("Thời gian: …") only add what they say."""
    text = " ".join(layout.clean.at(s) for s in point.spans)
    parts = _by_body(layout, point, context, above)
    helpers = [
        read_unit_cell(layout.clean.at(s), context.authority, context.issuer, context.extra)
        for s in point.labels.get("support", [])
    ]
    times = point.labels.get("timeframe", [])
    product = " ".join(layout.clean.at(s) for s in point.labels.get("product", [])) or None
    for n, part in enumerate(parts):
        path = point.path if len(parts) == 1 else f"{point.path}#{n + 1}"
        words = layout.clean.at(part) if len(parts) > 1 else text
        more = sorted([*point.subitems, *point.notes]) if len(parts) == 1 else []
        read = _one_line(words)
        whole = "\n".join([read, *(_one_line(layout.clean.at(s)) for s in more)])
        roles = _roles(whole, context, above)
        roles.supports.extend(unit for cell in helpers for unit in cell.units)
        if times:
            timeframe, when = read_time_cell(" ".join(layout.clean.at(s) for s in times), context.issued_on), None
        else:
            timeframe, when = read_time_prose(words, context.issued_on)
        proof: dict[str, list[Evidence]] = {}
        for key, mentions in (("leads", roles.leads), ("supports", roles.supports)):
            own = [m for m in mentions if read[m.start : m.end] == m.printed]
            at = part.start if len(parts) > 1 or len(point.spans) == 1 else point.spans[0].start
            spans = [
                Span(at + m.start, at + m.end)
                for m in own
                if _one_line(layout.clean.text[at + m.start : at + m.end]) == m.printed
            ]
            if spans:
                proof[key] = layout.clean.evidence(Span(min(s.start for s in spans), max(s.end for s in spans)))
            elif mentions and above.block is not None:
                proof[key] = layout.clean.evidence(layout.blocks[above.block].span)
        if helpers:
            proof["supports"] = [e for s in point.labels["support"] for e in layout.clean.evidence(s)]
        if times:
            proof["timeframe"] = [e for s in times for e in layout.clean.evidence(s)]
        elif when:
            proof["timeframe"] = layout.clean.evidence(Span(part.start + when.start, part.start + when.end))
        leads = _names(roles.leads)
        supports = [u for u in _names(roles.supports) if u not in leads]
        reading.units += [*roles.leads, *roles.supports]
        evidence = (
            layout.clean.evidence(part)
            if len(parts) > 1
            else [e for s in point.spans for e in layout.clean.evidence(s)]
        )
        subitems = [layout.clean.at(s) for s in point.subitems] if len(parts) == 1 else []
        inherits = above.roles is not None and not any(m.printed in read for m in roles.leads)
        rule = "lead_in" if inherits else "labels" if point.labels else "point"
        title = _without_body(words, roles, part in point.subitems)
        reading.tasks.append(
            Task(path, point.group, title, leads, supports, timeframe, product, subitems, evidence, proof, rule)
        )


def _roles(text: str, context: Context, above: Inherited) -> Roles:
    """Roles of a point; the order of a preamble holds only where the point itself orders nobody."""
    if above.outermost:
        said = read_roles(text, context.authority, context.issuer, None, context.extra)
        if said.leads or tells_somebody(text):
            return said
    return read_roles(text, context.authority, context.issuer, above.roles, context.extra)


def _one_line(text: str) -> str:
    """A block of wrapped lines in one line, of the same length: a line's end within it parts nothing."""
    return text.replace("\n", " ")


def _by_body(layout: Layout, point: TaskPoint, context: Context, above: Inherited) -> list[Span]:
    """A point that gives different work to different bodies, cut into one part for each; else the point whole."""
    span = point.spans[0]
    if point.subitems:
        return _by_subitems(layout, point, context) or [span]
    if len(point.spans) > 1:
        return [span]
    inherited = None if above.outermost else above.roles
    text = _one_line(layout.clean.at(span))
    clauses = assignments(text, context.authority, context.issuer, inherited, context.extra)
    if len(clauses) < 2 or not all(c.roles.leads for c in clauses):
        return [span]
    return [Span(span.start + c.start, span.start + c.end) for c in clauses]


def _by_subitems(layout: Layout, point: TaskPoint, context: Context) -> list[Span]:
    """ "Trong đó: + Sở A: hướng dẫn …; + Sở B: kiểm tra …": each sub-item that names its body is a task."""
    if len(point.subitems) < 2 or not layout.clean.at(point.spans[-1]).rstrip().endswith(":"):
        return []
    bodies: list[tuple[str, ...]] = []
    for item in point.subitems:
        text = _one_line(layout.clean.at(item))
        roles = read_roles(text, context.authority, context.issuer, None, context.extra)
        if not roles.leads or roles.leads[0].start > len("Giao nhiệm vụ cho - + "):
            return []
        bodies.append(tuple(_names(roles.leads)))
    return list(point.subitems) if len(set(bodies)) > 1 else []


def _without_body(text: str, roles: Roles, any_case: bool) -> str:
    """ "Vụ X: Phối hợp …" is the task "Phối hợp …" of Vụ X; ``any_case`` where "+ Vụ X: phối hợp …" is a sub-item."""
    m = re.match(r"([^:]{3,120}):\s+(?=\S)", text)
    if (
        m
        and roles.leads
        and fold(roles.leads[0].printed) in fold(m[1])
        and len(m[1]) <= len(roles.leads[0].printed) + 40
        and (any_case or text[m.end()].isupper())
    ):
        return text[m.end() :]
    return text


def _names(mentions: list[UnitMention]) -> list[str]:
    return list(dict.fromkeys(m.name for m in mentions))
