"""Where a document names another: the zones of its text, and one mention as it is printed."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import Final, Literal

from ingest.records import DocumentType, Relation
from ingest.structure.layout import Span

ZoneKind = Literal[
    "title", "preamble", "body", "task", "annex_title", "annexed_to", "table", "footnote", "recipients",
    "signature", "masthead",
    "furniture",
]  # fmt: skip
SILENT: Final = frozenset({"recipients", "signature", "masthead", "furniture"})


@dataclass(frozen=True, slots=True)
class Zone:
    """A stretch of the clean text with its path; ``anchor`` is the offset of the marker "[1]" of a footnote."""

    span: Span
    path: str
    kind: ZoneKind
    task: bool = False
    anchor_path: str | None = None
    anchor: int | None = None
    annex: bool = True  # of an "annexed_to" line: it heads an annex; at the end of a text it names an enclosure

    @property
    def place(self) -> str:
        """The path to report: a footnote stands where its marker does."""
        return self.anchor_path or self.path


BASIS: Final = re.compile(r"[\s\-*]*(?:Căn\s+cứ|CĂN\s+CỨ)\s")


def is_basis(text: str, zone: Zone) -> bool:
    """Whether "Căn cứ" in a zone names legal bases of the document, not the ground of one task."""
    return zone.kind == "preamble" or (
        zone.kind == "body" and not zone.task and bool(BASIS.match(text, zone.span.start))
    )


def opens_basis(text: str, zone: Zone, position: int) -> bool:
    """Whether the line of a basis zone that holds a position opens with "Căn cứ"."""
    line = text.rfind("\n", zone.span.start, position) + 1 or zone.span.start
    return is_basis(text, zone) and bool(BASIS.match(text, line))


MentionKind = Literal["number", "name", "short", "serial", "of_issuer"]


@dataclass(frozen=True, slots=True)
class Mention:
    """One place that names a document: ``start``–``end`` holds what is printed of it, ``cue`` is where its cue starts.

    ``within`` is the index of the mention in whose title this one stands, ``stated`` what that one does to this one
    (``stated_back``: what this one does to that). ``name`` is the short form, or the printed name of a law.
    """

    start: int
    end: int
    kind: MentionKind
    zone: Zone
    type: DocumentType
    number: str | None = None
    issued_on: str | None = None
    year: int | None = None
    issuer: str | None = None
    title: str | None = None
    title_end: int = 0
    name: str | None = None
    relation: Relation = "mentions"
    cue: int = 0
    within: int | None = None
    stated: Relation | None = None
    stated_back: bool = False
    defines: str | None = None


@dataclass(frozen=True, slots=True)
class OwnDocument:
    """What tells a mention of the document itself: its number, type, date and issuer."""

    number_key: str | None
    type: DocumentType
    issued_on: str | None
    issuer: str | None

    def is_named_by(self, mention: Mention) -> bool:
        """True for "Kế hoạch của X" where this is X's plan; numbers are compared in `ingest.citations.resolve`."""
        return mention.kind == "of_issuer" and mention.type == self.type and mention.issuer == self.issuer


class Locator:
    def __init__(self, zones: list[Zone]) -> None:
        self.zones = zones
        self.starts = [z.span.start for z in zones]

    def at(self, position: int) -> Zone | None:
        i = bisect_right(self.starts, position) - 1
        return self.zones[i] if i >= 0 and position < self.zones[i].span.end else None
