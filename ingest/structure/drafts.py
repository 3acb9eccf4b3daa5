"""What the outline makes of paragraphs before their place in the clean text is known, and what it keeps in mind."""

from __future__ import annotations

from dataclasses import dataclass, field

from ingest.structure.layout import BlockKind
from ingest.structure.lines import Strand
from ingest.structure.markers import Marker
from ingest.tables.grid import Grid


@dataclass(slots=True)
class Draft:
    """A block before its place in the clean text is known."""

    strand: Strand  # without the marker
    kind: BlockKind
    marker: Marker | None = None
    path: str = ""
    level: int = 0
    parent: int | None = None
    part: str = ""


@dataclass(slots=True)
class Outline:
    drafts: list[Draft] = field(default_factory=list)
    grids: list[tuple[Grid, str]] = field(default_factory=list)  # with their part
    titles: dict[str, int] = field(default_factory=dict)  # part → draft of its title
    order: list[tuple[str, int]] = field(default_factory=list)  # "draft" or "grid" with its index, as printed


@dataclass(slots=True)
class State:
    # masthead → title → preamble → body → recipients → signature → annex_title → body …; footnotes
    phase: str = "masthead"
    part: str = ""
    stack: list[tuple[int, str, int]] = field(default_factory=list)  # rank, path, draft
    counts: dict[str, int] = field(default_factory=dict)
    has_articles: bool = False
