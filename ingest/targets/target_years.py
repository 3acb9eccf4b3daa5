"""The year that a target is set for, where its own sentence names none: from what stands above or before it.

A heading sets the year for all under it ("a) Giai đoạn đến năm 2025"), a lead-in for what follows beside it ("Đến hết
năm 2030, phấn đấu đạt được những mục tiêu sau:" and then dashes), the title of an annex for its tables, and the title
of a plan for objectives that nothing nearer dates ("Kế hoạch … năm 2026").
"""

from __future__ import annotations

import re

from ingest.structure.layout import Layout, Span

YEAR = r"20[1-5]\d"
# "giai đoạn 2026-2030", "giai đoạn từ năm 2026 đến năm 2030": the last year is the one to be reached.
STAGE = rf"giai\s+đoạn\s+(?:từ\s+)?(?:năm\s+)?{YEAR}\s*(?:[-–—]|đến)\s*(?:hết\s+)?(?:năm\s+)?"
# "đến ngày 31/12/2026", "đến hết tháng 6/2026", "đến quý IV năm 2026"
CALENDAR = (
    r"(?:ngày\s+)?(?:\d{1,2}\s*[/.-]\s*)?\d{1,2}\s*[/.-]\s*"
    r"|(?:tháng\s+\d{1,2}|qu[ýí]\s+(?:[IV]+|\d))\s*(?:/|năm|-)?\s*"
)
HEADING_YEAR = re.compile(
    rf"\b(?:đến|tới)\s+(?:hết\s+|cuối\s+)?(?:năm\s+|{CALENDAR})?({YEAR})\b|{STAGE}({YEAR})\b|(?<!\d\s)\bnăm\s+({YEAR})\b",
    re.I,
)
# What the title of a plan ends with: "… năm 2026", "… giai đoạn 2026-2030", "… đến năm 2030 (, tầm nhìn …)".
TITLE_YEAR = re.compile(
    rf"(?:\b(?:trong\s+)?năm\s+({YEAR})|{STAGE}({YEAR})|\b(?:đến|tới)\s+năm\s+({YEAR}))"
    rf"(?:\s*(?:,|và)\s*(?:tầm\s+nhìn|định\s+hướng)\b.*)?"
    r"(?:\s+(?:của|trên\s+địa\s+bàn|tại)\s+(?:[^\W\d]\w*\s*){1,8})?[\s.,”\")]*$",
    re.I | re.S,
)
TITLED = re.compile(r"\b(?:ngày\s+\d{1,2}|số\s+\d+)", re.I)
# A line that only dates what follows: no full stop, no value.
MAX_LEAD_IN = 160
# Blocks that set no year for a table after them.
NO_PLACE = frozenset({"masthead", "annexed_to", "recipients", "signature", "footnote", "furniture"})
VALUED = re.compile(r"\d\s*%|\d\s*‰|(?:tối\s+thiểu|ít\s+nhất|trên|khoảng)\s+\d", re.I)


def year_of_heading(text: str) -> int | None:
    """The year that a heading sets for what stands under it: "a) Giai đoạn đến năm 2025", "Tầm nhìn đến năm 2045"."""
    m = HEADING_YEAR.search(text)
    return int(next(g for g in m.groups() if g)) if m else None


def year_of_title(text: str) -> int | None:
    """The year that the title of a plan or annex ends with; not the date of a document that the title cites."""
    m = TITLE_YEAR.search(text)
    if m is None or TITLED.search(text[max(0, m.start() - 30) : m.start()]):
        return None
    return int(next(g for g in m.groups() if g))


def is_lead_in(text: str) -> bool:
    """Whether a line only says when what follows is to be reached: it ends in a colon, or is a short heading."""
    text = text.strip()
    return text.endswith(":") or (len(text) < MAX_LEAD_IN and not text.endswith((".", ";")) and not VALUED.search(text))


def years_above(layout: Layout) -> list[int | None]:
    """For each block the year that headings and lead-ins set for it."""
    parents = {b.parent for b in layout.blocks if b.parent is not None}
    under: list[int | None] = []  # the year that a block sets for what stands under it
    above: list[int | None] = []
    beside: dict[tuple[str, int | None], int] = {}  # part and parent → year of the last lead-in under it
    for i, block in enumerate(layout.blocks):
        text = layout.clean.at(block.span)
        if block.kind == "title" and block.part:
            said = year_of_title(text)
            if said:
                beside[block.part, None] = said
        inherited = under[block.parent] if block.parent is not None else None
        mine = beside.get((block.part, block.parent)) or inherited
        own = year_of_heading(text) if block.kind == "point" or is_lead_in(text) else None
        above.append(mine)
        under.append(own or mine)
        following = layout.blocks[i + 1].parent if i + 1 < len(layout.blocks) else None
        unnumbered = block.kind in ("paragraph", "dash", "plus") and i not in parents
        if own and unnumbered and following is not None and is_lead_in(text):
            beside[block.part, following] = own
    return above


def year_of_document(layout: Layout) -> int | None:
    """The year that the title of the document ends with."""
    title = " ".join(layout.clean.at(b.span) for b in layout.blocks if b.kind == "title" and not b.part)
    return year_of_title(title)


def year_at(layout: Layout, years: list[int | None], span: Span, part: str) -> int | None:
    """The year set for what is printed at a place: that of the nearest heading or lead-in of its part before it."""
    found = None
    for block, year in zip(layout.blocks, years, strict=True):
        if block.span.start >= span.start:
            break
        if block.part != part or block.kind in NO_PLACE:
            continue
        text = layout.clean.at(block.span)
        if block.kind == "title":
            found = year_of_title(text) or found
        else:
            found = (year_of_heading(text) if is_lead_in(text) else None) or year
    return found
