"""Tables of a portal's page turned into text: every cell border stands as a bar on a line of its own.

``| a | b |`` comes out as five lines, so a row opens with a bar after the bar that closes the row above. An empty cell
prints nothing between its bars, and merged cells are left out of the rows below: both are told by the table's width.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from ingest.columns import role_of
from ingest.letters import is_capitals
from ingest.lines import EMPTY, Line, Strand, join
from ingest.markers import cell_label, read_marker
from ingest.paragraphs import NEW_PART, TYPE_WORD

LOOK_AHEAD = 400  # cells of a table that its width is told from
MAX_WIDTH = 24
LAYOUT = re.compile(
    r"(?:CỘNG\s+H[ÒO]A|ĐẢNG CỘNG SẢN|Độc lập\s*-|Số\s*:|Luật số\s*:|Nơi (?:nhận|gửi)\s*:?|Kính gửi\s*:?|(?:T/?M|KT|TL|TUQ|Q)\.?\s[A-ZĐƯỦ]|"
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


def _is_prose(cell: Cell) -> bool:
    """Text that no cell holds: a title, the heading of an annex, the parts of a document."""
    if _stands_apart(cell):
        return True
    for n, line in enumerate(cell.lines):
        text = line.strand.text
        if TYPE_WORD.match(text) or NEW_PART.match(text) or (ANNEX_LINE.match(text) and is_capitals(text)):
            return True
        marker = read_marker(text)
        if marker and marker.kind in ("article", "chapter", "part") and (n == 0 or len(text) > 40):
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
    for i in range(at, min(len(cells), at + LOOK_AHEAD)):
        cell = cells[i]
        if i > at and cell.before == 0:
            break
        if i > at and cell.before >= 2:
            if role_of(cell.text) == "marker":
                break  # another head
            runs.append([])
        if i > at and ((cell.before == 1 and _is_prose(cell)) or _stands_apart(cell)):
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
            if filled >= width or _is_prose(cell) or (row == [row[-1]] and marked and _ends_here(cells, i, row)):
                break
            row.append(cell)
        elif _goes_on(cells, i, row, width, marked):
            row.extend([None] * (bars - 1))
            row.append(cell)
        else:
            trailing = min(bars - 2, width - filled) if filled < width else 0
            row.extend([None] * trailing)
            table.rows.append(row)
            row = [None] * min(max(0, bars - 2 - trailing), width - 1) + [cell]
        i += 1
    if row:
        after = cells[i].before if i < len(cells) else closing
        row.extend([None] * min(max(0, after - 1), max(0, width - len(row))))
        table.rows.append(row)
    return table, i


def _ends_here(cells: list[Cell], i: int, row: list[Cell | None]) -> bool:
    """After a row of one merged cell: running text rather than a second cell."""
    return row[0] is not None and not cell_label(row[0].text) and len(cells[i].text) > 600


def _goes_on(cells: list[Cell], i: int, row: list[Cell | None], width: int, marked: bool) -> bool:
    """Whether two or more bars stand for empty cells inside a row rather than for the end of a short row."""
    bars, filled = cells[i].before, len(row)
    if filled + bars > width:
        return False
    label = cell_label(cells[i].text)
    first = row[0].text if row[0] else ""
    if marked and (label or (first and not cell_label(first) and role_of(first) is None)):
        return False  # a row with merged cells, or the next row's number
    run = 1
    while i + run < len(cells) and cells[i + run].before == 1:
        run += 1
    after = cells[i + run].before if i + run < len(cells) else 1
    if run == width or run + max(0, after - 2) == width:
        return False
    if bars > 2:
        return True
    total = filled + bars - 1 + run
    return total == width or (total < width and total + max(0, after - 2) == width)


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
                out.extend(_whole(_plain(cell.lines, after_table=True)))
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
