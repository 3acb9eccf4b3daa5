"""Layout and tasks → zones: the stretches of the clean text in which citations are looked for, each with its path."""

from __future__ import annotations

import re

from ingest.citations.mentions import Zone, ZoneKind
from ingest.structure.layout import Layout, Span
from ingest.tasks.task_points import TaskPoint

KINDS: dict[str, ZoneKind] = {
    "masthead": "masthead",
    "title": "title",
    "preamble": "preamble",
    "annexed_to": "annexed_to",
    "recipients": "recipients",
    "signature": "signature",
    "furniture": "furniture",
    "footnote": "footnote",
}

# A basis: a copy that leaves the letterhead out, or has no number, runs from its title into the bases at once.
BASIS = re.compile(r"[-*\s]*(?:Căn\s+cứ|CĂN\s+CỨ|Xét\s|Theo\s+đề\s+nghị)")


def zones_of(layout: Layout, points: list[TaskPoint]) -> list[Zone]:
    """One zone a block and one a cell, in reading order."""
    tasks: dict[Span, str] = {}
    for point in points:
        for span in (*point.spans, *point.subitems, *point.notes):
            tasks[span] = point.path
    zones: list[Zone] = []
    anchors = _anchors(layout, tasks)
    note: str | None = None
    for block in layout.blocks:
        if not block.span.end > block.span.start:
            continue
        kind = KINDS.get(block.kind, "body")
        if kind == "masthead" and BASIS.match(layout.clean.at(block.span)):
            kind = "preamble"
        if kind == "title" and block.part:
            kind = "annex_title"
        if kind == "footnote":
            m = re.match(r"\[(\d+)\]", layout.clean.at(block.span))
            note = m[1] if m else note
            place, offset = anchors.get(note or "", (None, None))
            zones.append(Zone(block.span, block.path, kind, False, place, offset))
            continue
        path = tasks.get(block.span)
        heads = bool(block.part) or block.path == "title"
        zones.append(Zone(block.span, path or block.path, "task" if path else kind, path is not None, annex=heads))
    for table in layout.tables:
        for row in table.rows:
            for cell in row.cells:
                if cell:
                    task = tasks.get(cell)
                    zones.append(
                        Zone(cell, row.path, "task" if task else "table", task is not None or row.kind == "item")
                    )
    zones.sort(key=lambda z: z.span.start)
    return zones


def _anchors(layout: Layout, tasks: dict[Span, str]) -> dict[str, tuple[str, int]]:
    """Footnote number → the path where its marker stands and the marker's offset."""
    found: dict[str, tuple[str, int]] = {}
    for block in layout.blocks:
        if block.kind == "footnote":
            continue
        for m in re.finditer(r"\[(\d{1,3})\]", layout.clean.at(block.span)):
            found.setdefault(m[1], (tasks.get(block.span) or block.path, block.span.start + m.start()))
    return found
