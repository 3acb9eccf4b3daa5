"""Tables of a portal's page turned into text: every cell border stands as a bar on a line of its own.

``| a | b |`` comes out as five lines, so a row opens with a bar after the bar that closes the row above. An empty cell
prints nothing between its bars, and merged cells are left out of the rows below: both are told by the table's width.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise

from ingest.letters import is_capitals
from ingest.structure.lines import EMPTY, Line, Strand, join
from ingest.structure.markers import cell_label, read_marker
from ingest.structure.paragraphs import NEW_PART, TYPE_WORD
from ingest.tables.columns import role_of

LOOK_AHEAD = 400  # cells of a table that its width is told from
MAX_WIDTH = 24
MAX_ROW = 60  # lines of one row
LAYOUT = re.compile(
    r"(?:CỘNG\s+H[ÒO]A|ĐẢNG CỘNG SẢN|Độc lập\s*-|Số\s*:|Luật số\s*:|Nơi (?:nhận|gửi)\s*:?|Kính gửi\s*:?"
    r"|(?:T/?M|KT|TL|TUQ|Q)\.?\s[A-ZĐƯỦ]|"
    r"(?:[^\W\d_]+\s){1,4}[^\W\d_]+\s*, ngày\b|NƠI NHẬN|XÁC THỰC)"
)
ANNEX_LINE = re.compile(r"(?:PHỤ LỤC|Phụ lục|MẪU SỐ|Mẫu số|BIỂU SỐ)\b")
RULE = re.compile(r"[-–_=:.\s]*$")


@dataclass(slots=True)
class Cell:
    """What stands between two bars; ``before`` counts the bars since the text before it."""

    lines: list[Line]
    before: int

    @property
    def text(self) -> str:
        return " ".join(line.strand.text for line in self.lines if line.strand.text)


@dataclass(slots=True)
class Drawn:
    """A table as drawn: rows of cells, short where cells are merged; ``width`` in columns."""

    width: int
    rows: list[list[Cell | None]] = field(default_factory=list)


def whole_rows(lines: list[Line]) -> list[Line]:
    """Rows between bars whose cells hold line breaks ("| 1 | first line", …, "last | Bộ B |") made one row each."""
    out: list[Line] = []
    at = 0
    while at < len(lines):
        line = lines[at]
        text = line.strand.text
        end = at
        if line.cells is None and text.startswith("| ") and len(text) > 2 and not text.endswith("|"):
            end = at + 1
            while end < len(lines) and end < at + MAX_ROW and lines[end].cells is None and not lines[end].blanks:
                if lines[end].strand.text.endswith("|") or lines[end].strand.text.startswith("| "):
                    break
                end += 1
            closed = (
                end < len(lines)
                and end < at + MAX_ROW
                and lines[end].cells is None
                and lines[end].strand.text.endswith("|")
            )
            end = end if closed and not lines[end].blanks else at
        if end == at:
            out.append(line)
        else:
            whole = join(part.strand for part in lines[at : end + 1])
            bars = [i for i, c in enumerate(whole.text) if c == "|"]
            cells = [whole.cut(a + 1, b) for a, b in pairwise(bars)]
            out.append(Line(EMPTY, cells, line.number, blanks=line.blanks))
        at = end + 1
    return out


def rebuild(lines: list[Line]) -> list[Line]:
    """Lines in which each drawn table has become lines with cells, and letterheads and signatures plain lines again."""
    out: list[Line] = []
    cells, closing = _cells(lines)
    tables = 0
    at = 0
    while at < len(cells):
        if cells[at].before == 0:
            out.extend(_plain(cells[at].lines))
            at += 1
            continue
        table, after = _table(cells, at, closing)
        if _is_layout(table):
            out.extend(_unrolled(table))
        else:
            tables += 1
            out.extend(_rows(table, tables))
        at = after
        if at < len(cells):  # the text after a table: its bar closes that table's last cell
            out.extend(_plain(cells[at].lines, after_table=True))
            at += 1
    return out


def _cells(lines: list[Line]) -> tuple[list[Cell], int]:
    """The texts between bars, each with the number of bars before it; and the bars after the last."""
    cells: list[Cell] = []
    bars = 0
    fresh = True
    for line in lines:
        if line.cells is None and line.strand.text == "|":
            bars += 1
            fresh = True
            continue
        if line.cells is not None:
            cells.append(Cell([line], 0))
            bars, fresh = 0, True
            continue
        if fresh:
            cells.append(Cell([], bars))
            bars, fresh = 0, False
        cells[-1].lines.append(line)
    return cells, bars


def _is_prose(cell: Cell, tabled: bool) -> bool:
    """Text that no cell holds: a title, the heading of an annex, the parts of a document."""
    if _stands_apart(cell):
        return True
    for n, line in enumerate(cell.lines):
        text = line.strand.text
        if TYPE_WORD.match(text) or NEW_PART.match(text) or (ANNEX_LINE.match(text) and is_capitals(text)):
            return True
        marker = read_marker(text)
        if marker and marker.kind in ("article", "chapter", "part") and (n == 0 or len(text) > 40 or line.opens):
            return True
    marks = [
        m
        for line in cell.lines
        if (m := read_marker(line.strand.text)) and m.kind in ("decimal", "bracket", "number", "roman")
    ]
    if not tabled and (len(marks) > 2 or len(cell.text) > 1500):
        return True
    # Blank lines with words on both sides.
    words = [line for line in cell.lines if line.strand.text]
    return any(line.blanks for line in words[1:])


def _stands_apart(cell: Cell) -> bool:
    """A blank line parts it from the bar above: no cell of a drawn table does that."""
    return cell.lines[0].blanks > 0


def _width(cells: list[Cell], at: int) -> int:
    """Columns of the table that opens at a cell."""
    runs: list[list[Cell]] = [[]]
    marked = role_of(cells[at].text) == "marker"
    for i in range(at, min(len(cells), at + LOOK_AHEAD)):
        cell = cells[i]
        if i > at and cell.before == 0:
            break
        if i > at and cell.before >= 2:
            if role_of(cell.text) == "marker":
                break  # another head
            runs.append([])
        if i > at and ((cell.before == 1 and _is_prose(cell, marked)) or _stands_apart(cell)):
            break
        runs[-1].append(cell)
        if len(runs) == 1 and len(runs[0]) == 2 and any(_is_layout_text(c.text) for c in runs[0]):
            return 2
    first = min(len(runs[0]) + max(0, cells[at].before - 1), MAX_WIDTH)
    longer = Counter(len(r) for r in runs[1:] if first < len(r) <= MAX_WIDTH and cell_label(r[0].text))
    if longer:
        length, times = longer.most_common(1)[0]
        if times >= 2 or (len(runs) <= 4 and length <= first + 3):
            return length
    if len(runs) > 1 and len(runs[0]) == 1:
        return max(first, Counter(len(r) for r in runs[1:]).most_common(1)[0][0])
    return first


def _table(cells: list[Cell], at: int, closing: int) -> tuple[Drawn, int]:
    """The table that opens at a cell, with the index of the text after it."""
    table = Drawn(_width(cells, at))
    width = table.width
    marked = role_of(cells[at].text) == "marker"
    row: list[Cell | None] = [None] * min(cells[at].before - 1, width - 1) + [cells[at]]
    i = at + 1
    while i < len(cells):
        cell = cells[i]
        bars, filled = cell.before, len(row)
        if bars == 0 or _stands_apart(cell):
            break
        if bars == 1:
            if (
                filled >= width
                or _is_prose(cell, marked or len(table.rows) > 1)
                or (row == [row[-1]] and marked and _ends_here(cells, i, row))
            ):
                break
            row.append(cell)
        else:
            ends = _row_end(cells, i, row, width, marked and bool(table.rows))
            if ends is None:
                row.extend([None] * (bars - 1))
                row.append(cell)
            else:
                trailing, leading = ends
                table.rows.append(row + [None] * trailing)
                row = [None] * leading + [cell]
        i += 1
    if row:
        after = cells[i].before if i < len(cells) else closing
        row.extend([None] * min(max(0, after - 1), max(0, width - len(row))))
        table.rows.append(row)
    return table, i


def _ends_here(cells: list[Cell], i: int, row: list[Cell | None]) -> bool:
    """After a row of one merged cell: running text rather than a second cell."""
    return row[0] is not None and not cell_label(row[0].text) and len(cells[i].text) > 600


def _row_end(cells: list[Cell], i: int, row: list[Cell | None], width: int, marked: bool) -> tuple[int, int] | None:
    """Two or more bars before a cell: empty cells at the row's end and at the next row's start; None where no row ends.

    ``marked``: the first column numbers the rows.
    """
    bars, filled = cells[i].before, len(row)
    spare = bars - 2  # empty cells if a row ends here
    run = 1
    while i + run < len(cells) and cells[i + run].before == 1 and not _is_prose(cells[i + run], tabled=True):
        run += 1  # not the text after the table: the bar before it closes the last row
    after = cells[i + run].before - 2 if i + run < len(cells) else 0
    leading = next((n for n in range(spare + 1) if run + n == width or run + n + max(0, after) == width), None)
    here = (max(0, spare - (leading or 0)), leading or 0) if leading is not None else None
    if filled >= width:
        return (0, min(spare, width - 1))
    natural = here or (min(spare, width - filled), min(max(0, spare - (width - filled)), width - 1))
    if filled + bars > width:
        return natural
    label = cell_label(cells[i].text)
    first = row[0].text if row[0] else ""
    if here or (marked and (label or (first and not cell_label(first)))):
        return natural  # a row with merged cells, or the next row's number
    if spare:
        return None
    total = filled + bars - 1 + run
    return None if total == width or (total < width and total + max(0, after) == width) else natural


def _is_layout_text(text: str) -> bool:
    return bool(LAYOUT.match(text.strip()) or re.search(r"CỘNG\s+H[ÒO]A\s+XÃ|Độc lập\s*-\s*Tự do", text[:200]))


def _is_layout(table: Drawn) -> bool:
    """A letterhead, a signature, an addressee: cells that only put text side by side."""
    if table.width > 3:
        return False
    heads = [c for row in table.rows[:3] for c in row if c]
    if sum(role_of(c.text) is not None for c in heads[: table.width]) >= 2:
        return False
    return any(_is_layout_text(c.text) for c in heads) or (len(table.rows) == 1 and table.width <= 2)


def _unrolled(table: Drawn) -> list[Line]:
    out: list[Line] = []
    for row in table.rows:
        for cell in row:
            if cell:
                lines = _whole(_plain(cell.lines, after_table=True))
                for line in lines:
                    line.closes = True  # each line of such a cell stands for itself
                out.extend(lines)
    return out


def _whole(lines: list[Line]) -> list[Line]:
    """The lines of a narrow cell, a last word that its margin tore off put back: "TM. ỦY BAN NHÂN / DÂN"."""
    out: list[Line] = []
    for line in lines:
        text = line.strand.text
        if (
            out
            and text.isupper()
            and len(text) < 8
            and text.isalpha()
            and is_capitals(out[-1].strand.text)
            and " " in out[-1].strand.text
        ):
            out[-1].strand = join([out[-1].strand, line.strand])
        else:
            out.append(line)
    return out


def _plain(lines: list[Line], after_table: bool = False) -> list[Line]:
    out = [line for line in lines if line.strand.text or line.cells is not None]
    if after_table and out:
        out[0].blanks = max(out[0].blanks, 1)
    return out


def _rows(table: Drawn, number: int) -> list[Line]:
    out = []
    for row in table.rows:
        first = next((c for c in row if c), None)
        if first is None:
            continue
        cells: list[Strand] = [join(line.strand for line in c.lines) if c else EMPTY for c in row]
        if all(RULE.match(c.text) for c in cells):
            continue
        line = first.lines[0]
        out.append(Line(EMPTY, cells, line.number, blanks=1, drawn=number, width=table.width))
    return out
