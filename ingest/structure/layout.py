"""What the structure step gives: the clean text of a document, its outline and its tables.

Every later step works on the *clean text*: markup removed, spaces collapsed, lines and rows that the file cuts in two
joined again. ``Clean.evidence`` leads from a span of it back to the reader's text.
"""

from __future__ import annotations

import re
from array import array
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from ingest.records import Anomaly, Evidence
from ingest.structure.portal import PortalBlock

# What may lie between two neighbouring characters of the clean text without ending a piece of evidence: white space
# and the marks that the cleaning dropped (Markdown emphasis and headings, HTML tags, escapes). Not words.
SEAM = re.compile(r"(?:\s|[*_#\\|]|</?[a-z][^<>\n]{0,40}>)*\Z")


class Span(NamedTuple):
    """A half-open range of characters of the clean text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Clean:
    """Clean text; ``origin[i]`` is the offset in ``raw`` (the reader's text) of character ``i``."""

    text: str
    origin: array[int]
    raw: str

    def at(self, span: Span) -> str:
        return self.text[span.start : span.end]

    def evidence(self, span: Span) -> list[Evidence]:
        """The pieces of the reader's text that a span was made from; more than one where other text lies between."""
        start, end = span
        while start < end and self.text[start].isspace():
            start += 1
        while end > start and self.text[end - 1].isspace():
            end -= 1
        if start >= end:
            return []
        pieces: list[Evidence] = []
        first = previous = self.origin[start]
        for i in range(start + 1, end + 1):
            here = self.origin[i] if i < end else None
            gap = (
                here is None
                or here < previous
                or (here > previous + 1 and not SEAM.match(self.raw[previous + 1 : here]))
            )
            if gap:
                pieces.append(Evidence(self.raw[first : previous + 1], first, previous + 1))
                first = here if here is not None else previous
            if here is not None:
                previous = here
        return pieces


BlockKind = Literal[
    "masthead",  # letterhead, number, place and date
    "title",  # type word and title; annex titles too
    "preamble",  # căn cứ …, theo đề nghị …
    "heading",  # a numbered heading: no duty of its own
    "point",  # a numbered or lettered point
    "dash",
    "plus",
    "paragraph",
    "annexed_to",  # (Ban hành kèm theo …)
    "recipients",  # Nơi nhận
    "signature",
    "footnote",
    "furniture",  # portal noise, page numbers, stamps
]


@dataclass(slots=True)
class Block:
    """A paragraph of the document outside tables; ``span`` leaves the printed marker out."""

    span: Span
    kind: BlockKind
    path: str = ""
    marker: str = ""  # as printed, without its full stop or bracket: "II", "2.1", "a", "-", "+", "Điều 5", "(1)"
    level: int = 0
    parent: int | None = None  # index into Layout.blocks
    part: str = ""  # "" for the body, "PL", "PL.II" for an annex


ColumnRole = Literal[
    "marker", "text", "lead", "support", "units", "timeframe", "product", "note", "indicator", "measure_unit", "value",
    "report_lead", "report_support", "other",
]  # fmt: skip


@dataclass(slots=True)
class Column:
    role: ColumnRole
    header: str
    year: int | None = None  # of a value column


@dataclass(slots=True)
class Row:
    """A row of a table; ``cells`` follow ``Table.columns``, None where the row prints nothing there."""

    path: str
    marker: str
    kind: Literal["header", "group", "item"]
    cells: list[Span | None]
    group: int | None = None  # index of the group row it stands under
    inherited: frozenset[int] = frozenset()  # columns whose cell comes from a merged cell above


@dataclass(slots=True)
class Table:
    part: str
    columns: list[Column]
    rows: list[Row] = field(default_factory=list)
    title: Span | None = None

    def column(self, role: ColumnRole) -> int | None:
        """The first column of a role."""
        return next((i for i, c in enumerate(self.columns) if c.role == role), None)


@dataclass(slots=True)
class Layout:
    clean: Clean
    blocks: list[Block] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    anomalies: list[Anomaly] = field(default_factory=list)
    portal: PortalBlock | None = None  # the metadata that a portal prints beside the document
