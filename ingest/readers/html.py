"""Saved web pages: the document they carry, not the page around it.

Down from the body to the smallest block that still holds most of the Vietnamese text (a portal's English copy of the
document is longer than the document) and the masthead; then paragraphs, lists and tables as a browser prints them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from lxml import etree, html

from ingest.errors import Unreadable
from ingest.letters import fold
from ingest.readers.encodings import unicode_of
from ingest.readers.numbering import numeral
from ingest.readers.pieces import Cell, Paragraph, Piece, Table, render

SIGNS = re.compile(
    rb"^\s*(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|meta)\b",
    re.I | re.S,
)
INNER_SIGN = re.compile(rb"<(?:html|body|div|table|td|span)\b[^>]*>", re.I)
CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([\w-]+)""", re.I)
DROPPED = {
    "script", "style", "noscript", "template", "nav", "footer", "aside", "iframe", "button", "select", "textarea",
    "input", "svg", "canvas", "object", "audio", "video", "head", "map", "dialog", "menu", "link", "meta",
}  # fmt: skip
BLOCKS = {
    "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "blockquote", "section", "article", "main",
    "center", "pre", "dd", "dt", "dl", "header", "form", "fieldset", "figure", "figcaption", "address", "hr", "body",
    "html", "td", "th", "tr", "tbody", "thead", "tfoot", "caption",
}  # fmt: skip
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
TRUE_LETTERS = re.compile(r"[ăâđêôơưĂÂĐÊÔƠƯ\u1ea0-\u1ef9]")
MASTHEAD = re.compile(r"cong hoa xa hoi chu nghia viet nam|dang cong san viet nam")
KEPT = 0.6  # of the Vietnamese letters of a block must lie in one child for the way to lead down into it
MAX_DEPTH = 400  # nested elements; real pages stay below 60
MAX_SPAN = 1000
LIST_TYPES = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
BORDER = re.compile(
    r"border(?:-(?:top|left|right|bottom))?\s*:[^;]*\b(?:solid|double|dotted|dashed|windowtext)\b", re.I
)


def accepts(data: bytes, path: Path) -> bool:
    """A page by its first tag, or by a piece of one: many table cells or blocks near the start."""
    head = data[:4096]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.decode("utf-16", "ignore").encode()
    return bool(SIGNS.match(head)) or (head.lstrip()[:1] == b"<" and len(INNER_SIGN.findall(head)) >= 3)


def read(data: bytes, path: Path) -> str:
    """The text of the document on a page.

    Raises:
        Unreadable: no text on it, or nested deeper than any page.
    """
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True, no_network=True)
    try:
        root = html.document_fromstring(_decoded(data, path).encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as problem:
        raise Unreadable(str(path), "broken", "html") from problem
    body = root.find("body")
    body = root if body is None else body
    _prune(body)
    text = render(_pieces(_main(body)))
    if not text.strip():
        raise Unreadable(str(path), "empty")
    return text


def _decoded(data: bytes, path: Path) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        named = CHARSET.search(data[:4096])
        name = named[1].decode("ascii").lower() if named else ""
        if name not in ("", "utf-8", "utf8", "x-user-defined", "iso-8859-1", "windows-1252"):
            try:
                return data.decode(name)
            except (LookupError, UnicodeDecodeError):
                pass
        if (found := unicode_of(data)) is not None:
            return found[0]
        if name in ("utf-8", "utf8"):
            return data.decode("utf-8", "replace")  # one torn letter does not make the page unreadable
        raise Unreadable(str(path), "encoding", f"byte {problem.start}") from problem


def _prune(body: html.HtmlElement) -> None:
    """Takes away what a browser does not print and what is no text of the page."""
    doomed = []
    stack = [(body, 0)]
    while stack:
        node, depth = stack.pop()
        tag = node.tag if isinstance(node.tag, str) else "script"
        veiled = HIDDEN.search(node.get("style") or "") or node.get("hidden") is not None
        if node is not body and (tag in DROPPED or depth > MAX_DEPTH or (veiled and not _is_tab(node))):
            doomed.append(node)
            continue
        stack.extend((child, depth + 1) for child in node)
    for node in doomed:
        if node.getparent() is not None:
            node.drop_tree()


def _is_tab(node: html.HtmlElement) -> bool:
    """Whether a hidden block is a tab of the page that holds the whole document: portals show one tab at a time."""
    return bool(MASTHEAD.search(fold(" ".join(node.text_content().split())[:20_000])))


def _weights(body: html.HtmlElement) -> dict[html.HtmlElement, int]:
    """Vietnamese letters in each element, those of links left out: lists of links are what surrounds a document."""
    found: dict[html.HtmlElement, int] = {}
    for node in reversed(list(body.iter())):
        own = len(TRUE_LETTERS.findall(node.text or "")) if isinstance(node.tag, str) else 0
        inside = own + sum(found.get(c, 0) + len(TRUE_LETTERS.findall(c.tail or "")) for c in node)
        found[node] = 0 if node.tag == "a" else inside
    return found


def _main(body: html.HtmlElement) -> html.HtmlElement:
    weights = _weights(body)
    node = body
    must = _has_masthead(body)
    while len(node):
        best = max(node, key=lambda c: weights.get(c, 0))
        if (
            weights.get(best, 0) < KEPT * max(weights[node], 1)
            or not isinstance(best.tag, str)
            or best.tag in ("p", "li", "span", "b", "ul", "ol")
        ):
            return node
        if must and not _has_masthead(best):
            return node
        if best.tag == "table" and not must and len(best.findall(".//tr")) > 1 and not best.findall(".//table"):
            return node
        node = best
    return node


def _has_masthead(node: html.HtmlElement) -> bool:
    return bool(MASTHEAD.search(fold(" ".join(node.text_content().split()))))


def _pieces(node: html.HtmlElement) -> Iterator[Piece]:
    """Paragraphs and tables in printed order. Text between blocks is a paragraph of its own."""
    line: list[str] = []

    def flush() -> Iterator[Piece]:
        text = "".join(line)
        line.clear()
        if text.strip():
            yield Paragraph(text)

    def walk(element: html.HtmlElement) -> Iterator[Piece]:
        line.append(_folded(element.text))
        for place, child in enumerate(element):
            tag = child.tag if isinstance(child.tag, str) else ""
            if tag == "br":
                line.append("\n")
            elif tag == "table":
                yield from flush()
                yield _table(child)
            elif tag in BLOCKS:
                yield from flush()
                if tag == "li":
                    line.append(_marker(element, place))
                yield from walk(child)
                yield from flush()
            elif tag:
                yield from walk(child)
            line.append(_folded(child.tail))

    yield from walk(node)
    yield from flush()


def _folded(text: str | None) -> str:
    return re.sub(r"\s+", " ", text.replace("\u00ad", "")) if text else ""


def _marker(parent: html.HtmlElement, place: int) -> str:
    """What a browser prints before a list item: a number of its ordered list, or a dash for a bullet."""
    if re.search(r"list-style(?:-type)?\s*:\s*none", parent.get("style") or ""):
        return ""
    if parent.tag != "ol":
        return "- "
    start = int(parent.get("start") or 1) if (parent.get("start") or "1").isdigit() else 1
    count = start + sum(1 for c in list(parent)[:place] if c.tag == "li")
    return numeral(count, LIST_TYPES.get(parent.get("type") or "1", "decimal")) + ". "


def _table(node: html.HtmlElement) -> Table:
    cells: list[Cell] = []
    taken: set[tuple[int, int]] = set()
    rows = [r for r in node.iter("tr") if next(r.iterancestors("table"), None) is node]
    for row, tr in enumerate(rows):
        column = 0
        for td in tr:
            if td.tag not in ("td", "th"):
                continue
            while (row, column) in taken:
                column += 1
            wide, high = _span(td, "colspan"), min(_span(td, "rowspan"), len(rows) - row)
            cells.append(Cell(row, column, list(_pieces(td)), high, wide))
            taken.update((row + r, column + c) for r in range(high) for c in range(wide))
            column += wide
    return Table(_squeezed(cells), bordered=_bordered(node))


def _span(td: html.HtmlElement, name: str) -> int:
    text = (td.get(name) or "1").strip()
    return min(max(int(text), 1), MAX_SPAN) if text.isdigit() else 1


def _squeezed(cells: list[Cell]) -> list[Cell]:
    """Columns in which no cell begins (a page that says ``colspan=8`` over three columns) are taken out."""
    starts = sorted({c.column for c in cells})
    place = {start: i for i, start in enumerate(starts)}
    for c in cells:
        end = c.column + c.columns
        c.columns = max(1, sum(1 for s in starts if c.column <= s < end))
        c.column = place[c.column]
    return cells


def _bordered(node: html.HtmlElement) -> bool | None:
    if (node.get("border") or "0").strip() not in ("0", ""):
        return True
    styled = [node, *(td for td in node.iter("td", "th"))][:40]
    return True if any(BORDER.search(n.get("style") or "") for n in styled) else None
