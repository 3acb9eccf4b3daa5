"""The samples of examples/ written as DOCX, PDF, HTML and text: the same paragraphs and tables in four formats."""

from __future__ import annotations

import html
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path

import docx
from fpdf import FPDF
from fpdf.enums import Align
from fpdf.fonts import FontFace

from ingest.readers import read
from ingest.structure.lines import split
from ingest.structure.paragraphs import Paragraph, gather, margin_of

SAMPLES = Path(__file__).resolve().parent.parent.parent / "examples"
FONTS = Path("/usr/share/fonts/truetype/dejavu")
Piece = str | list[list[str]]


def pieces_of(sample: str) -> list[Piece]:
    """Paragraphs (text) and tables (rows of cells) of a sample."""
    source = read(SAMPLES / sample)
    lines = split(source.text, source.markup)
    found: list[Piece] = []
    for item in gather(lines, margin_of(lines)):
        if isinstance(item, Paragraph):
            found.append(item.strand.text)
        else:
            rows = [[cell.text for cell in line.cells or []] for line in item.lines]
            width = max(map(len, rows))
            if found and isinstance(found[-1], list):
                found[-1].extend(row + [""] * (width - len(row)) for row in rows)
            else:
                found.append([row + [""] * (width - len(row)) for row in rows])
    return found


def write_text(pieces: Iterable[Piece], path: Path) -> Path:
    parts = (piece if isinstance(piece, str) else "\n".join("\t".join(row) for row in piece) for piece in pieces)
    path.write_text("\n\n".join(parts), "utf-8")
    return path


def write_docx(pieces: Iterable[Piece], path: Path) -> Path:
    document = docx.Document()
    for piece in pieces:
        if isinstance(piece, str):
            document.add_paragraph(piece)
            continue
        table = document.add_table(len(piece), len(piece[0]), style="Table Grid")
        for i, row in enumerate(piece):
            for j, text in enumerate(row):
                table.cell(i, j).text = text
    document.save(str(path))
    return path


def write_html(pieces: Iterable[Piece], path: Path) -> Path:
    """A page of a portal: navigation, the document, a column of links beside it."""
    body = []
    for piece in pieces:
        if isinstance(piece, str):
            body.append(f"<p>{html.escape(piece)}</p>")
        else:
            rows = ("<tr>" + "".join(f"<td>{html.escape(c)}</td>" for c in row) + "</tr>" for row in piece)
            body.append('<table border="1">' + "".join(rows) + "</table>")
    links = "".join(f'<li><a href="/{i}">Văn bản mới ban hành số {i}</a></li>' for i in range(30))
    page = (
        "<!DOCTYPE html><html><head><meta charset='utf-8'><title>Văn bản</title><style>p { color: red }</style></head>"
        "<body>"
        f"<nav><ul>{links}</ul></nav><div id='page'><div class='noi-dung'>{''.join(body)}</div>"
        f"<div class='lien-quan'><ul>{links}</ul></div></div><script>var số = '1/QĐ-UBND';</script></body></html>"
    )
    path.write_text(page, "utf-8")
    return path


class _Page(FPDF):
    def header(self) -> None:
        if self.page_no() > 1:
            self.set_font("serif", size=11)
            self.cell(0, 6, str(self.page_no()), align=Align.C, new_x="LMARGIN", new_y="NEXT")
            self.ln(3)


def write_pdf(pieces: Iterable[Piece], path: Path, orientation: str = "portrait") -> Path:
    """Pages as Nghị định 30/2020/NĐ-CP sets them: margins of 30 and 20 mm, first lines 1 cm in, numbers at the head."""
    page = _Page(orientation=orientation, format="A4")  # type: ignore[arg-type]
    page.set_margins(30, 20, 20)
    page.set_auto_page_break(True, 20)
    page.add_font("serif", fname=FONTS / "DejaVuSerif.ttf")
    page.add_page()
    page.set_font("serif", size=11)
    for is_table, group in groupby(pieces, key=lambda p: isinstance(p, list)):
        for piece in group:
            if isinstance(piece, str):
                centred = piece.isupper() and len(piece) < 300
                start = page.get_x()
                text = piece if centred else "\u00a0" * 8 + piece
                page.set_x(start)
                page.multi_cell(0, 6, text, align=Align.C if centred else Align.J, new_x="LMARGIN", new_y="NEXT")
                page.ln(2)
            elif is_table:
                _pdf_table(page, piece)
    page.output(str(path))
    page.fonts["serif"].ttfont.close()  # type: ignore[attr-defined]
    return path


def _pdf_table(page: FPDF, rows: list[list[str]]) -> None:
    page.set_font("serif", size=8)
    with page.table(
        first_row_as_headings=True, headings_style=FontFace(emphasis=None), line_height=4, align="L"
    ) as table:
        for row in rows:
            cells = table.row()
            for text in row:
                cells.cell(text)
    page.set_font("serif", size=11)
    page.ln(3)
