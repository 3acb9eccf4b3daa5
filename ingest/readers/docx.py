"""DOCX, read from its XML: text as printed, with Word's own numbers, footnotes, text boxes and merged cells.

Tracked changes are taken as accepted, page headers and footers left out, tables of contents dropped. lxml and not
python-docx, which gives neither numbers, nor inserted text, nor text boxes.
"""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

from lxml import etree

from ingest.errors import Unreadable
from ingest.readers.archive import Archive
from ingest.readers.encodings import font_encoding, from_legacy
from ingest.readers.numbering import Numbering, W, is_on, number, read_numbering, value
from ingest.readers.pieces import Cell, Paragraph, Piece, Table, render

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
REL = "{http://schemas.openxmlformats.org/package/2006/relationships}"
OFFICE = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
DROPPED = {
    W + name
    for name in (
        "del", "moveFrom", "instrText", "delText", "delInstrText", "pPr", "rPr", "sectPr", "sdtPr", "sdtEndPr",
        "rubyPr", "rt", "footnoteRef", "endnoteRef", "annotationRef", "tblPr", "tblGrid", "object",
    )
}  # fmt: skip
BREAKS = {
    W + "br": "\n",
    W + "cr": "\n",
    W + "tab": " ",
    W + "ptab": " ",
    W + "noBreakHyphen": "-",
    W + "softHyphen": "",
}
CONTENTS_STYLE = "toc "  # "toc 1" … "toc 9", and "TOC Heading"
EDGES = ("top", "left", "start", "bottom", "right", "end", "insideH", "insideV")


def accepts(data: bytes, path: Path) -> bool:
    """A zip archive that names a Word document among its parts."""
    if not data.startswith(b"PK"):
        return False
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return b"word/document" in data  # damaged, but it was one: `read` says so
    return any(name.startswith("word/") for name in names)


def read(data: bytes, path: Path) -> str:
    """The text of a document.

    Raises:
        Unreadable: broken, encrypted, too large when unpacked, or without its main part.
    """
    archive = Archive(data, path)
    main = _main_part(archive)
    root = archive.xml(main)
    body = root.find(W + "body") if root is not None else None
    if body is None:
        raise Unreadable(str(path), "broken", main)
    folder = posixpath.dirname(main)
    styles = _read_styles(archive.xml(f"{folder}/styles.xml"))
    walk = Walk(read_numbering(archive.xml(f"{folder}/numbering.xml")), styles)
    pieces = list(walk.pieces(body))
    for kind in ("footnote", "endnote"):
        notes = archive.xml(f"{folder}/{kind}s.xml") if any(k == kind for k, _ in walk.notes) else None
        pieces += walk.note_pieces(notes, kind) if notes is not None else []
    return render(pieces)


def _main_part(archive: Archive) -> str:
    relations = archive.xml("_rels/.rels")
    if relations is not None:
        for node in relations.iter(REL + "Relationship"):
            target = (node.get("Target") or "").lstrip("/")
            if (node.get("Type") or "").endswith("/officeDocument") and target in archive.parts:
                return target
    return "word/document.xml"


@dataclass(frozen=True, slots=True)
class Style:
    """What of a style decides the printed text."""

    name: str = ""
    list_id: str | None = None
    level: int | None = None
    caps: bool = False
    hidden: bool = False
    font: str = ""
    borders: bool | None = None


def _read_styles(root: etree._Element | None) -> dict[str, Style]:
    """Styles by their id, what they are based on worked in; the default paragraph style under "" as well."""
    if root is None:
        return {}
    nodes = {node.get(W + "styleId") or "": node for node in root.iterfind(W + "style")}
    done: dict[str, Style] = {}

    def style_of(key: str, depth: int = 0) -> Style:
        if key in done or key not in nodes or depth > 20:
            return done.get(key, Style())
        node = nodes[key]
        base = style_of(value(node.find(W + "basedOn")) or "", depth + 1)
        ppr, rpr = node.find(W + "pPr"), node.find(W + "rPr")
        lists = ppr.find(W + "numPr") if ppr is not None else None
        list_id, level = base.list_id, base.level
        if lists is not None:
            list_id = value(lists.find(W + "numId")) or list_id
            level = number(lists.find(W + "ilvl")) if lists.find(W + "ilvl") is not None else level
        caps, hidden, font = base.caps, base.hidden, base.font
        if rpr is not None:
            caps = is_on(rpr.find(W + "caps")) if rpr.find(W + "caps") is not None else caps
            hidden = is_on(rpr.find(W + "vanish")) if rpr.find(W + "vanish") is not None else hidden
            font = value(rpr.find(W + "rFonts"), "ascii") or font
        borders = _borders(node.find(f"{W}tblPr/{W}tblBorders"))
        name = (value(node.find(W + "name")) or "").lower()
        done[key] = Style(name, list_id, level, caps, hidden, font, base.borders if borders is None else borders)
        return done[key]

    for key, node in nodes.items():
        style = style_of(key)
        if node.get(W + "type") == "paragraph" and node.get(W + "default") in ("1", "true"):
            done[""] = style
    return done


def _borders(node: etree._Element | None) -> bool | None:
    """Whether any edge of a border element is drawn; None where it says nothing."""
    if node is None:
        return None
    said = [value(edge) for name in EDGES if (edge := node.find(W + name)) is not None]
    return any(v not in (None, "nil", "none") for v in said) if said else None


@dataclass(slots=True)
class Walk:
    """A walk over the body in printed order; numbers and footnotes count up on the way."""

    numbering: Numbering
    styles: dict[str, Style]
    notes: dict[tuple[str, str], int] = field(default_factory=dict)

    def pieces(self, parent: etree._Element) -> Iterator[Piece]:
        for node in parent:
            if node.tag == W + "p":
                yield from self.paragraph(node)
            elif node.tag == W + "tbl":
                yield self.table(node)
            elif node.tag == MC + "AlternateContent":
                yield from self.pieces(_choice(node))
            elif isinstance(node.tag, str) and node.tag not in DROPPED:
                yield from self.pieces(node)  # w:sdt, w:sdtContent, w:customXml, w:ins

    def paragraph(self, node: etree._Element) -> Iterator[Piece]:
        ppr = node.find(W + "pPr")
        style = self.styles.get(
            (value(ppr.find(W + "pStyle")) if ppr is not None else None) or "", self.styles.get("", Style())
        )
        if style.name.startswith(CONTENTS_STYLE):
            return
        boxes: list[etree._Element] = []
        text = "".join(self.text(node, style, boxes))
        if text.strip():
            marker = self.marker(ppr, style)
            yield Paragraph(f"{marker} {text.strip()}" if marker else text)
        elif ppr is not None and is_on(ppr.find(f"{W}rPr/{W}vanish")):
            return
        for box in boxes:
            yield from self.pieces(box)

    def marker(self, ppr: etree._Element | None, style: Style) -> str:
        list_id, level = style.list_id, style.level
        lists = ppr.find(W + "numPr") if ppr is not None else None
        if lists is not None and lists.find(W + "numId") is not None:
            list_id = value(lists.find(W + "numId"))
            level = number(lists.find(W + "ilvl"))
        return self.numbering.marker(list_id, level or 0) if list_id and list_id != "0" else ""

    def text(self, parent: etree._Element, style: Style, boxes: list[etree._Element]) -> Iterator[str]:
        """The printed text of a paragraph or of what is nested in it; text boxes are put aside."""
        for node in parent:
            tag = node.tag
            if tag == W + "r":
                yield from self.run(node, style, boxes)
            elif tag == MC + "AlternateContent":
                yield from self.text(_choice(node), style, boxes)
            elif tag == W + "txbxContent":
                boxes.append(node)
            elif tag == MATH + "t":
                yield node.text or ""
            elif isinstance(tag, str) and tag not in DROPPED:
                yield from self.text(node, style, boxes)

    def run(self, node: etree._Element, style: Style, boxes: list[etree._Element]) -> Iterator[str]:
        rpr = node.find(W + "rPr")
        caps, hidden, font = style.caps, style.hidden, style.font
        if rpr is not None:
            own = self.styles.get(value(rpr.find(W + "rStyle")) or "-", Style())
            caps = is_on(rpr.find(W + "caps")) if rpr.find(W + "caps") is not None else caps or own.caps
            hidden = is_on(rpr.find(W + "vanish")) if rpr.find(W + "vanish") is not None else hidden or own.hidden
            font = value(rpr.find(W + "rFonts"), "ascii") or own.font or font
        if hidden:
            return
        encoding = font_encoding(font) if font else None
        for part in node:
            tag = part.tag
            if tag == W + "t":
                text = part.text or ""
                text = from_legacy(text, encoding) if encoding else text.replace("\u00ad", "")
                yield text.upper() if caps or (encoding and font.endswith("H")) else text
            elif tag in BREAKS:
                yield BREAKS[tag]
            elif tag in (W + "footnoteReference", W + "endnoteReference"):
                key = (tag[len(W) : -len("Reference")], part.get(W + "id") or "")
                yield f"[{self.notes.setdefault(key, len(self.notes) + 1)}]"
            elif tag == MC + "AlternateContent":
                yield from self.text(_choice(part), style, boxes)
            elif isinstance(tag, str) and tag not in DROPPED:
                yield from self.text(part, style, boxes)

    def note_pieces(self, root: etree._Element, kind: str) -> list[Piece]:
        """The footnotes that the text refers to, in its order, each opening with its number."""
        texts = {node.get(W + "id") or "": node for node in root.iterfind(W + kind)}
        found: list[Piece] = []
        for (of, key), count in list(self.notes.items()):
            if of != kind or key not in texts:
                continue
            paragraphs = [p.text.strip() for p in self.pieces(texts[key]) if isinstance(p, Paragraph)]
            found.append(Paragraph(f"[{count}] " + " ".join(paragraphs)))
        return found

    def table(self, node: etree._Element) -> Table:
        """Cells with their places: spans to the right by ``gridSpan``, downwards by ``vMerge``."""
        cells: list[Cell] = []
        open_cells: dict[int, Cell] = {}
        row = 0
        for tr in _nested(node, W + "tr"):
            trpr = tr.find(W + "trPr")
            if trpr is not None and trpr.find(W + "del") is not None:
                continue
            column = number(trpr.find(W + "gridBefore")) if trpr is not None else 0
            for tc in _nested(tr, W + "tc"):
                tcpr = tc.find(W + "tcPr")
                span = max(1, number(tcpr.find(W + "gridSpan"), 1)) if tcpr is not None else 1
                merge = tcpr.find(W + "vMerge") if tcpr is not None else None
                above = open_cells.get(column)
                if merge is not None and (value(merge) or "continue") == "continue" and above is not None:
                    above.rows = row - above.row + 1
                    above.items += self.pieces(tc)
                else:
                    cell = Cell(row, column, list(self.pieces(tc)), 1, span)
                    cells.append(cell)
                    open_cells.pop(column, None)
                    if merge is not None:
                        open_cells[column] = cell
                column += span
            row += 1
        return Table(cells, bordered=self.bordered(node))

    def bordered(self, node: etree._Element) -> bool | None:
        tblpr = node.find(W + "tblPr")
        said = _borders(tblpr.find(W + "tblBorders")) if tblpr is not None else None
        if said is None and tblpr is not None:
            said = self.styles.get(value(tblpr.find(W + "tblStyle")) or "-", Style()).borders
        drawn = any(_borders(b) for b in node.iterfind(f"{W}tr/{W}tc/{W}tcPr/{W}tcBorders"))
        return drawn or bool(said)


def _choice(node: etree._Element) -> etree._Element:
    """The branch of alternative content that holds a text box or, failing that, the first."""
    return next(
        (branch for branch in node if branch.find(f".//{W}txbxContent") is not None), node[0] if len(node) else node
    )


def _nested(parent: etree._Element, tag: str) -> Iterator[etree._Element]:
    """Rows or cells, also inside content controls and insertions."""
    for node in parent:
        if node.tag == tag:
            yield node
        elif node.tag in (W + "sdt", W + "sdtContent", W + "customXml", W + "ins", W + "moveTo"):
            yield from _nested(node, tag)
