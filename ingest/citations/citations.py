"""Finds what a document says of other documents: each mention with its place, its cue and what is printed of it.

Finding only; which mentions are one document is settled in `ingest.citations.resolve`.
"""

from __future__ import annotations

from dataclasses import replace

from ingest.citations.cited_names import agreements, laws, short_names
from ingest.citations.cited_numbers import by_number
from ingest.citations.mentions import SILENT, Locator, Mention, OwnDocument, Zone, ZoneKind
from ingest.citations.relations import related

__all__ = ["Mention", "OwnDocument", "Zone", "ZoneKind", "find"]


def find(text: str, zones: list[Zone], own: OwnDocument | None = None) -> list[Mention]:
    """All mentions in reading order, each with its relation; "Kế hoạch của X" where ``own`` is X's plan is left out."""
    spoken = _by_section(sorted((z for z in zones if z.kind not in SILENT), key=lambda z: z.span.start))
    locate = Locator(spoken)
    mentions = by_number(text, locate)
    mentions += laws(text, locate, mentions)
    mentions += agreements(text, locate)
    mentions.sort(key=lambda m: m.start)
    mentions = short_names(text, locate, mentions)
    mentions = [m for m in mentions if not (own and own.is_named_by(m))]
    return related(text, mentions, spoken, own)


def _by_section(zones: list[Zone]) -> list[Zone]:
    """Headings and lead-ins of a section that holds tasks count with them ("III.1" where "III.1.a" is a task)."""
    working = {z.path.split(".")[0] for z in zones if z.task and z.path}
    return [
        replace(z, task=True) if z.kind == "body" and not z.task and z.path.split(".")[0] in working else z
        for z in zones
    ]
