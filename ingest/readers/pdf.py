"""PDF with a text layer. Scans and files whose fonts do not say their letters are refused, unless OCR is asked for."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from pypdfium2 import PdfDocument, PdfiumError
from pypdfium2.raw import FPDF_ERR_PASSWORD

from ingest.errors import Unreadable
from ingest.letters import seam
from ingest.readers.base import Reading
from ingest.readers.pdf_flow import Margins, TextLine, goes_on, lines_of, margins_of, settled
from ingest.readers.pdf_page import CLOSE, OPEN, PageText, read_page
from ingest.readers.pdf_tables import as_table, find_tables
from ingest.readers.pieces import Cell, Paragraph, Piece, Table, flat, render
from ingest.readers.quality import is_rubbish, vietnameseness
from ingest.records import Anomaly

MAX_PAGES = 3000
MIN_LETTERS = 40  # a page: with fewer it is a picture or blank
MIN_PAGE = 200  # letters: where no page has as many and the average is below the other, the file is a scan
PAGE_NUMBER = re.compile(r"[-–—]?\s*(?:(?:Trang|Page)\s+)?\d{1,4}(?:\s*/\s*\d{1,4})?\s*[-–—]?$", re.I)
EDGE = 0.1  # of the height of a page: where page heads and feet stand
NOTE = re.compile(f"{OPEN}(\\d+){CLOSE}\\s*")
DIGITS = re.compile(r"\d+")


def accepts(data: bytes, path: Path) -> bool:
    return b"%PDF-" in data[:1024]


def read(data: bytes, path: Path) -> Reading:
    """The text of a PDF; pages that are only pictures are told.

    Raises:
        Unreadable: broken, encrypted, too many pages, without a text layer, or with fonts that give rubbish.
    """
    document = open_pdf(data, path)
    try:
        pages = [read_page(document, i) for i in range(len(document))]
    except PdfiumError as problem:
        raise Unreadable(str(path), "broken", "page") from problem
    finally:
        document.close()
    letters = [sum(1 for run in page.runs for c in run.text if c.isalpha()) for page in pages]
    if sum(letters) < MIN_LETTERS * len(pages) and max(letters) < MIN_PAGE:
        raise Unreadable(str(path), "no_text_layer")
    text = render(_pieces(pages))
    if is_rubbish(text):
        raise Unreadable(str(path), "bad_fonts", f"{vietnameseness(text)[0]:.0%}")
    pictures = [i for i, page in enumerate(pages, 1) if letters[i - 1] < MIN_LETTERS and page.images]
    return Reading(text, (_without_text(pictures, len(pages), path),) if pictures else ())


def _without_text(pages: list[int], of: int, path: Path) -> Anomaly:
    shown = ", ".join(str(page) for page in pages[:30]) + (", …" if len(pages) > 30 else "")
    message = (
        f"{path.name}: {len(pages)}/{of} trang chỉ có ảnh, không có lớp chữ (trang {shown});"
        " nội dung các trang này chưa được đọc"
    )
    return Anomaly("pages_without_text", "warning", message)


def open_pdf(data: bytes, path: Path) -> PdfDocument:
    """The document, opened.

    Raises:
        Unreadable: broken, encrypted, empty or too long.
    """
    try:
        document = PdfDocument(data)
    except PdfiumError as problem:
        encrypted = getattr(problem, "err_code", None) == FPDF_ERR_PASSWORD or "password" in str(problem).lower()
        raise Unreadable(str(path), "encrypted" if encrypted else "broken", "" if encrypted else "pdf") from problem
    if not 0 < len(document) <= MAX_PAGES:
        count = len(document)
        document.close()
        raise Unreadable(str(path), "too_large" if count else "broken", f"{count}")
    return document


def _pieces(pages: list[PageText]) -> list[Piece]:
    """Paragraphs and tables of all pages; what page ends cut is put together."""
    parts: list[list[TextLine | Table]] = []
    for number, page in enumerate(pages):
        parts.append(_page_parts(page, number))
    _drop_furniture(parts, pages)
    notes = _take_notes(parts)
    by_width: dict[int, list[TextLine]] = {}
    for number, part in enumerate(parts):
        by_width.setdefault(round(pages[number].width / 20), []).extend(p for p in part if isinstance(p, TextLine))
    margins = {width: margins_of(lines) for width, lines in by_width.items()}
    out: list[Piece] = []
    joiner = _Joiner(out)
    for number, part in enumerate(parts):
        for place, item in enumerate(part):
            if isinstance(item, Table):
                joiner.table(item, at_top=place == 0)
            else:
                joiner.line(item, margins[round(pages[number].width / 20)])
    known = {key for key, _ in notes}
    for piece in out:
        if isinstance(piece, Paragraph):
            piece.text = settled(piece.text, known)
        else:
            for cell in piece.cells:
                for inner in cell.items:
                    if isinstance(inner, Paragraph):
                        inner.text = settled(inner.text, known)
    out += [Paragraph(f"[{key}] {settled(text, known)}") for key, text in notes]
    return out


def _page_parts(page: PageText, number: int) -> list[TextLine | Table]:
    tables = find_tables(page.rules)
    inside: list[list[int]] = [[] for _ in tables]
    free = []
    for i, run in enumerate(page.runs):
        home = next((t for t, table in enumerate(tables) if table.holds(run)), None)
        if home is None:
            free.append(run)
        else:
            inside[home].append(i)
    parts: list[TextLine | Table] = []
    above = free
    for table, held in zip(tables, inside, strict=True):
        if not held:
            continue
        parts += lines_of([r for r in above if r.y > table.ys[0]], number)
        above = [r for r in above if r.y <= table.ys[0]]
        parts.append(as_table(table, [page.runs[i] for i in held]))
    return parts + lines_of(above, number)


def _drop_furniture(parts: list[list[TextLine | Table]], pages: list[PageText]) -> None:
    """Page numbers and lines that stand alike at the head or foot of most pages."""

    def edge(line: TextLine, page: PageText) -> bool:
        heights = [r.y for r in page.runs]
        return (
            line.y >= max(heights) - 1
            or line.y <= min(heights) + 1
            or not EDGE < (line.y - min(heights)) / max(max(heights) - min(heights), 1) < 1 - EDGE
        )

    seen: Counter[str] = Counter()
    for part, page in zip(parts, pages, strict=True):
        seen.update({DIGITS.sub("#", p.text) for p in part if isinstance(p, TextLine) and edge(p, page)})
    often = {text for text, count in seen.items() if count >= 3 and count > 0.5 * len(pages)}
    for part, page in zip(parts, pages, strict=True):
        kept = []
        for item in part:
            if isinstance(item, TextLine) and edge(item, page) and not item.text.startswith(OPEN):
                heights = [r.y for r in page.runs]
                outer = item.y >= max(heights) - 1 or item.y <= min(heights) + 1
                if (outer and PAGE_NUMBER.match(item.text)) or DIGITS.sub("#", item.text) in often:
                    continue
            kept.append(item)
        part[:] = kept


def _take_notes(parts: list[list[TextLine | Table]]) -> list[tuple[str, str]]:
    """Footnotes: lines at the end of a page from the first that opens with a raised number."""
    notes: list[tuple[str, str]] = []
    for part in parts:
        start = next((i for i, p in enumerate(part) if isinstance(p, TextLine) and NOTE.match(p.text)), None)
        if start is None or any(isinstance(p, Table) for p in part[start:]):
            continue
        for line in part[start:]:
            assert isinstance(line, TextLine)
            m = NOTE.match(line.text)
            if m:
                notes.append((m[1], line.text[m.end() :]))
            else:
                notes[-1] = (notes[-1][0], f"{notes[-1][1]} {line.text}")
        del part[start:]
    return notes


class _Joiner:
    """Puts lines into paragraphs and tables after tables."""

    def __init__(self, out: list[Piece]) -> None:
        self.out = out
        self.first: TextLine | None = None
        self.last: TextLine | None = None

    def line(self, line: TextLine, margins: Margins) -> None:
        above = self.out[-1] if self.out else None
        if isinstance(above, Paragraph) and self.first and self.last:
            if goes_on(self.last, above.text, self.first, line, margins):
                above.text = above.text + seam(above.text, line.text) + line.text
                self.last = line
                return
            same_side = line.column and line.column == self.last.column
            if same_side and self.last.y - line.y < 1.8 * line.size:
                above.text += "\n" + line.text
                self.last = line
                return
        self.out.append(Paragraph(line.text))
        self.first = self.last = line

    def table(self, table: Table, at_top: bool) -> None:
        above = self.out[-1] if self.out else None
        if at_top and isinstance(above, Table) and above.size()[1] == table.size()[1]:
            _append(above, table)
        else:
            self.out.append(table)
        self.first = self.last = None


def _append(above: Table, table: Table) -> None:
    """A table that goes on at the top of the next page; its head printed again is left out."""
    rows = above.size()[0]
    skip = 0
    while skip < table.size()[0] and _row(table, skip) == _row(above, skip) and any(_row(table, skip)):
        skip += 1
    if skip == table.size()[0]:
        skip = 0
    above.breaks |= {rows}
    last = {c.column: c for c in above.cells if c.row + c.rows == rows}
    for cell in table.cells:
        if cell.row >= skip:
            whole = last.get(cell.column)
            merged = whole and whole.columns == cell.columns and max(whole.rows, cell.rows) > 1
            if cell.row == skip and merged and whole and not flat(cell.items):
                whole.rows += cell.rows  # a merged cell that the page end cuts: its text is printed once
                continue
            above.cells.append(Cell(cell.row - skip + rows, cell.column, cell.items, cell.rows, cell.columns))


def _row(table: Table, row: int) -> list[str]:
    return [flat(c.items) for c in sorted(table.cells, key=lambda c: c.column) if c.row == row]
