"""A letterhead that a page draws as a table of its own ("| BỘ X | CỘNG HÒA … |"): its cells become plain lines again.

Nghị định 30/2020/NĐ-CP, Phụ lục I: two columns, the bodies and the number to the left, motto, place and date right.
"""

from __future__ import annotations

import re

from ingest.structure.lines import Line, Strand

HEAD = 40  # lines of a file within which its letterhead stands
MOTTO = re.compile(r"CỘNG\s+H[ÒO][ÀA]\s+XÃ\s+HỘI|ĐẢNG\s+CỘNG\s+SẢN\s+VIỆT\s+NAM|Độc\s+lập\s*[-–]\s*Tự\s+do")
# What the rows of such a table print. Not a table of work whose header follows at once.
PART = re.compile(r"(?:Số|SỐ|Luật số|V/v|Độc lập|ĐẢNG|CỘNG)|.{2,40},\s*ngày\b|[-–_*=.\s]*\Z")


def unrolled(lines: list[Line]) -> list[Line]:
    """The lines with the cells of a drawn letterhead as lines of their own, in reading order."""
    at = next((i for i, line in enumerate(lines[:HEAD]) if MOTTO.search(_text(line)) and line.cells is not None), None)
    if at is None:
        return lines
    begin = end = at
    while begin > 0 and _is_part(lines[begin - 1]):
        begin -= 1
    while end + 1 < len(lines) and _is_part(lines[end + 1]):
        end += 1
    plain = [
        Line(cell, None, line.number, blanks=line.blanks)
        for line in lines[begin : end + 1]
        for cell in _cells(line)
        if cell.text
    ]
    return [*lines[:begin], *plain, *lines[end + 1 :]]


def _cells(line: Line) -> list[Strand]:
    return line.cells or []


def _text(line: Line) -> str:
    return " ".join(cell.text for cell in _cells(line))


def _is_part(line: Line) -> bool:
    cells = [cell.text for cell in _cells(line)]
    return (
        line.cells is not None
        and not line.blanks
        and all(PART.match(text) or (text.isupper() and len(text) < 80) for text in cells)
    )
