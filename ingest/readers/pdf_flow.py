"""The text of a page outside its tables: columns put one after the other, lines that a margin ended joined again."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from ingest.letters import LOWER, is_capitals
from ingest.readers.pdf_page import CLOSE, OPEN, Run
from ingest.readers.pdf_tables import in_lines
from ingest.structure.markers import read_marker

GUTTER = 12.0  # points between two columns
SHORT_FORMS = re.compile(
    r"(?:[A-ZĐƯ][A-ZĐƯa-z\d/-]{1,7}[,;.]\s*)+"
)  # "KKT, KCN, CCN.": the end of a sentence, no heading
BLANK = 0.5  # of the mean width of a character: the narrowest blank of a line that a margin ended
INDENT = 9.0  # points: a first line stands at least this far in
ENDS = re.compile(r"[.;:,!?…][\"”’')\]]*$")
SUBJECT = re.compile(r"V/v\b|Về việc\b")


@dataclass(slots=True)
class TextLine:
    text: str
    x0: float
    x1: float
    y: float
    size: float
    word: float = 0.0  # width of its first word
    column: int = 0  # 0 for the body, 1 and 2 for the halves of a letterhead; 3 and 4 for the next pair, …
    page: int = 0


@dataclass(frozen=True, slots=True)
class Margins:
    left: float
    right: float
    leading: float  # usual distance of two base lines of one paragraph


def lines_of(runs: list[Run], page: int) -> list[TextLine]:
    """Lines in reading order. Where a gutter runs through several lines, the left side comes before the right."""
    rows = in_lines(runs)
    out: list[TextLine] = []
    at = pair = 0
    while at < len(rows):
        end, cut = _side_by_side(rows, at)
        if end == at:
            out.append(_line(rows[at], 0, page))
            at += 1
            continue
        for side in (1, 2):
            for row in rows[at:end]:
                half = [r for r in row if (r.x1 <= cut) == (side == 1)]
                if half:
                    out.append(_line(half, 2 * pair + side, page))
        pair += 1
        at = end
    return out


def _line(runs: list[Run], column: int, page: int) -> TextLine:
    size = max(r.size for r in runs)
    first = runs[0].words[0]
    text = " ".join(r.text for r in runs)
    return TextLine(text, runs[0].x0, runs[-1].x1, runs[0].y, size, first[2] - first[1], column, page)


def _side_by_side(rows: list[list[Run]], at: int) -> tuple[int, float]:
    """The end of the stretch from ``at`` that one gutter runs through (``at``: none does), and the gutter's place."""
    best, place = at, 0.0
    first = rows[at]
    for a, b in pairwise(first):
        low, high = a.x1, b.x0
        if high - low < GUTTER:
            continue
        both, end, last = 1, at + 1, at + 1
        for i in range(at + 1, len(rows)):
            if rows[i - 1][0].y - rows[i][0].y > 5 * max(rows[i][0].size, 8):
                break
            left = [r for r in rows[i] if (r.x0 + r.x1) / 2 < (low + high) / 2]
            right = [r for r in rows[i] if r not in left]
            new_low, new_high = max([low, *(r.x1 for r in left)]), min([high, *(r.x0 for r in right)])
            if new_high - new_low < GUTTER:
                break
            low, high, end = new_low, new_high, i + 1
            if left and right:
                both += 1
                last = i + 1
        wide = high - low >= 3 * first[0].size
        if both >= 2 or (wide and end > at + 1):
            # Lines after the last pair belong to the stretch only as the rest of a side, close below it.
            while (
                end > last
                and rows[end - 2][0].y - rows[end - 1][0].y > 2.2 * rows[end - 1][0].size
                and rows[end - 1][0].x0 < low - 1
            ):
                end -= 1
            if end > best:
                best, place = end, (low + high) / 2
    return best, place


def margins_of(lines: list[TextLine]) -> Margins:
    """Where the body's lines begin and end, over all its pages of one width."""
    body = [line for line in lines if line.column == 0]
    if not body:
        return Margins(0.0, 0.0, 0.0)
    wide = max(line.x1 - line.x0 for line in body)
    long = [line for line in body if line.x1 - line.x0 > 0.75 * wide] or body
    lefts, rights = sorted(line.x0 for line in long), sorted(line.x1 for line in long)
    steps = sorted(
        a.y - b.y for a, b in pairwise(body) if a.page == b.page and 0 < a.y - b.y < 3 * a.size and a in long
    )
    return Margins(lefts[len(lefts) // 20], rights[-1 - len(rights) // 20], steps[len(steps) // 3] if steps else 0.0)


def goes_on(before: TextLine, text: str, first: TextLine, line: TextLine, margins: Margins) -> bool:  # noqa: PLR0911 - one return a reason
    """Whether a line continues the paragraph ``text``, whose first and last lines are ``first`` and ``before``."""
    if before.column != line.column or line.text.startswith(OPEN):
        return False
    if line.column:
        subject = bool(SUBJECT.match(text.rsplit("\n", 1)[-1]))
        small = line.text[:1] in LOWER or subject
        return (
            small
            and not read_marker(line.text)
            and not is_capitals(before.text)
            and before.y - line.y < 1.8 * line.size
        )
    same_page = before.page == line.page
    if (
        same_page
        and margins.leading
        and before.y - line.y > 1.45 * margins.leading + 1
        and before.y - line.y > 1.5 * line.size
    ):
        return False
    if abs(before.size - line.size) > 0.2 * line.size:
        return False
    needed = line.word + (line.x1 - line.x0) / max(len(line.text), 1) * BLANK
    left_room, right_room = before.x0 - margins.left, margins.right - before.x1
    centred = left_room > INDENT and abs(left_room - right_room) < 0.25 * max(left_room, right_room) + 3
    room = left_room + right_room if centred else right_room
    if needed <= room - 1.5:
        return False  # the writer ended the line, not the margin
    changes = is_capitals(before.text) != is_capitals(line.text) and min(len(before.text), len(line.text)) > 6
    rest = SHORT_FORMS.fullmatch(line.text) and not ENDS.search(before.text)
    changes = changes and not rest and any(c.isalpha() for c in line.text)
    if changes and line.text[:1] not in LOWER:
        return False
    marker = read_marker(line.text)
    if marker and (ENDS.search(before.text) or line.x0 - margins.left > INDENT):
        return False
    indented = line.x0 - margins.left > INDENT
    balanced = abs((line.x0 - margins.left) - (margins.right - line.x1)) < 2 and not ENDS.search(before.text)
    if indented and not centred and not balanced:
        hangs = line.x0 > first.x0 + 2 or (first is not before and abs(line.x0 - before.x0) < 3)
        return hangs or (abs(line.x0 - before.x0) < 3 and line.text[:1] in LOWER)
    return True


def settled(text: str, notes: set[str]) -> str:
    """Raised numbers: references to the footnotes that the file has, else plain figures (m2)."""
    return re.sub(f"{OPEN}(\\d+){CLOSE}", lambda m: f"[{m[1]}]" if m[1] in notes else m[1], text)
