"""Points that run on in the line of the point before: "d) Kiểm tra …. đ) Lực lượng …" becomes two paragraphs.

The letters are those of Vietnamese lists (Nghị định 30/2020/NĐ-CP, Phụ lục I: điểm a, b, c, d, đ, e …).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.letters import UPPER
from ingest.structure.markers import RANK, read_marker
from ingest.structure.paragraphs import Paragraph, Rows

ORDER = "abcdđeghiklmnopqrstuvxy"
LOOK_AHEAD = 40  # paragraphs in which the list may go on


def part_points(items: Sequence[Paragraph | Rows]) -> Iterator[Paragraph | Rows]:
    """The items, each letter that runs on behind the letter before it made a paragraph of its own."""
    for i, item in enumerate(items):
        if isinstance(item, Rows):
            yield item
        else:
            yield from _parted(item, items[i + 1 : i + 1 + LOOK_AHEAD])


def _parted(item: Paragraph, following: Sequence[Paragraph | Rows]) -> Iterator[Paragraph]:
    """A paragraph cut before the next letter, as often as one follows. Not where the list prints that letter again."""
    while item.marker and item.marker.kind == "letter" and item.marker.label in ORDER[:-1]:
        after = ORDER[ORDER.index(item.marker.label) + 1]
        found = re.compile(rf"(?<=[.;])\s({after}\)\s+[{UPPER}])").search(item.strand.text, item.marker.end)
        if not found or after in _letters_below(following):
            break
        yield replace(item, strand=item.strand.cut(0, found.start()))
        rest = item.strand.cut(found.start(1))
        item = replace(item, strand=rest, marker=read_marker(rest.text))
    yield item


def _letters_below(following: Sequence[Paragraph | Rows]) -> Iterator[str]:
    """The letters that the list prints after a paragraph, up to the next heading or point above letters."""
    for item in following:
        marker = item.marker if isinstance(item, Paragraph) else None
        if marker and RANK[marker.kind] < RANK["letter"]:
            return
        if marker and marker.kind == "letter":
            yield marker.label
