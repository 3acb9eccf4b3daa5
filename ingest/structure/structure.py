"""Text → Layout: clean text, outline and tables, with offsets that lead back to the reader's text."""

from __future__ import annotations

from array import array
from collections.abc import Callable
from typing import Literal

from ingest.readers.base import SourceText
from ingest.records import Anomaly, Evidence
from ingest.structure import portal
from ingest.structure.drafts import Outline
from ingest.structure.layout import Block, Clean, Layout, Row, Span, Table
from ingest.structure.letterhead_rows import unrolled
from ingest.structure.lines import Line, Strand, split
from ingest.structure.outline import ANNEX, FOOTNOTE, PORTAL, RECIPIENTS, outline
from ingest.structure.paragraphs import Paragraph, Rows, gather, is_parted, margin_of
from ingest.structure.portal import Cut
from ingest.structure.run_on import part_points
from ingest.tables.columns import is_task_table
from ingest.tables.drawn_tables import read_drawn
from ingest.tables.flat_tables import header_at, read_flat
from ingest.tables.grid import Grid, number_rows, settle_text
from ingest.tables.portal_tables import rebuild, whole_rows
from ingest.tables.tab_tables import read_table

MAX_STRAY = 12  # characters of a line that may be a piece of a stamp between two halves of a table
JOINT = "\n"  # stands between two fragments of the clean text


def read_layout(source: SourceText) -> Layout:
    """The layout of a source text. Pure; linear in the text."""
    page = portal.cut(split(source.text, source.markup))
    lines = unrolled(whole_rows(page.lines) if source.markup else page.lines)
    lines = rebuild(lines) if any(portal.is_bar(line) for line in lines) else lines
    lines = [line for line in lines if line.strand.text or line.cells is not None]
    margin, parted = margin_of(lines), is_parted(lines)
    items: list[Paragraph | Grid] = []
    for part in _regions(lines):
        if isinstance(part, Grid):
            items.append(part)
            continue
        for item in part_points(_joined(list(gather(part, margin, parted)))):
            if isinstance(item, Rows):
                above = items[-1] if items and isinstance(items[-1], Grid) else None
                items.extend(read_drawn(item.lines, above) if item.lines[0].drawn else read_table(item.lines))
            else:
                items.append(item)
    return _assemble(outline(items), source.text, page)


def _regions(lines: list[Line]) -> list[Grid | list[Line]]:
    """Cuts the lines into flattened tables and everything else."""
    regions: list[Grid | list[Line]] = []
    at = begin = 0
    while at < len(lines):
        head = header_at(lines, at) if lines[at].cells is None else None
        if not head:
            at += 1
            continue
        headers, start = head
        end = start
        while end < len(lines) and not _ends_table(lines[end]):
            end += 1
        if begin < at:
            regions.append(lines[begin:at])
        regions.append(read_flat(headers, lines[start:end], lines[at].number))
        at = begin = end
    if begin < len(lines):
        regions.append(lines[begin:])
    return regions


def _ends_table(line: Line) -> bool:
    text = line.strand.text
    return line.cells is not None or bool(
        RECIPIENTS.match(text) or FOOTNOTE.match(text) or PORTAL.match(text) or (ANNEX.match(text) and text.isupper())
    )


def _joined(items: list[Paragraph | Rows]) -> list[Paragraph | Rows]:
    """Runs of rows that a page end (and the stray letters of a stamp there) cut apart become one again."""
    out: list[Paragraph | Rows] = []
    above: Rows | None = None
    stray = 0
    for item in items:
        if isinstance(item, Rows):
            if above and not item.lines[0].drawn:
                del out[len(out) - stray :]
                item.lines[0].blanks = max(item.lines[0].blanks, 1)
                above.lines.extend(item.lines)
            else:
                above = None if item.lines[0].drawn else item
                out.append(item)
            stray = 0
            continue
        short = len(item.strand) <= MAX_STRAY and not item.marker and not ANNEX.match(item.strand.text)
        stray, above = (stray + 1, above) if short else (0, None)
        out.append(item)
    return out


def _assemble(out: Outline, raw: str, page: Cut) -> Layout:
    text: list[str] = []
    origin = array("i")
    at = 0

    def put(strand: Strand) -> Span:
        nonlocal at
        if at:
            text.append(JOINT)
            origin.append(origin[-1])
            at += 1
        text.append(strand.text)
        origin.extend(strand.origin)
        span = Span(at, at + len(strand))
        at = span.end
        return span

    blocks: list[Block] = []
    tables: list[Table] = []
    anomalies: list[Anomaly] = []
    for kind, index in out.order:
        if kind == "draft":
            d = out.drafts[index]
            label = d.marker.label if d.marker else ""
            blocks.append(Block(put(d.strand), d.kind, d.path, label, d.level, d.parent, d.part))
            continue
        grid, part = out.grids[index]
        table = _table(grid, part, put)
        tables.append(table)
        anomalies.extend(_unread(table, origin, raw))
    for line in (*page.above, *page.below):  # last, so that what comes before it stays together
        if line.strand.text and not portal.is_bar(line):
            blocks.append(Block(put(line.strand), "furniture"))
    return Layout(Clean("".join(text), origin, raw), blocks, tables, anomalies, page.block)


def _table(grid: Grid, part: str, put: Callable[[Strand], Span]) -> Table:
    settle_text(grid)
    number_rows(grid, part)
    table = Table(part, grid.columns)
    for row in grid.rows:
        cells = [put(c) if c is not None and c.text else None for c in row.cells]
        kind: Literal["group", "item"] = "group" if row.kind == "group" else "item"
        table.rows.append(Row(row.path, row.label, kind, cells, row.group, frozenset(row.inherited)))
    return table


def _unread(table: Table, origin: array[int], raw: str) -> list[Anomaly]:
    """A finding for each row of a table of work that prints no work: none is dropped in silence."""
    if not is_task_table(table.columns):
        return []
    text_at = table.column("text")
    found: list[Anomaly] = []
    for row in table.rows:
        printed = [c for i, c in enumerate(row.cells) if c and i not in row.inherited]
        if row.kind == "group" or not printed or (text_at is not None and row.cells[text_at]):
            continue
        pieces = [(origin[c.start], origin[c.end - 1] + 1) for c in printed]
        evidence = [Evidence(raw[a:b], a, b) for a, b in pieces]
        message = f"Dòng của bảng không có nội dung việc, không đọc thành nhiệm vụ: “{evidence[0].quote[:80]}”"
        found.append(Anomaly("table_row_unread", "warning", message, evidence, row.path))
    return found
