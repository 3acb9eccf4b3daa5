"""What a portal prints around a document: notices above and below it, and its own block of metadata.

The block ("Số hiệu", "Loại văn bản", "Ngày ban hành" …) is a second source beside the masthead; everything else is
furniture.
Told by general signs (labels of such blocks, words of notices), not by any one portal's layout.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise

from ingest.identifiers.document_types import TYPE_WORD
from ingest.letters import fold
from ingest.structure.lines import Line, Strand, join

# Folded label → name of the field. A label stands alone in its cell or opens a line "label: value".
LABELS: dict[str, str] = {
    "so hieu": "number",
    "so ky hieu": "number",
    "so/ky hieu": "number",
    "so hieu van ban": "number",
    "ky hieu": "number",
    "loai van ban": "type",
    "loai vb": "type",
    "hinh thuc van ban": "type",
    "ten loai": "type",
    "noi ban hanh": "issuer",
    "co quan ban hanh": "issuer",
    "don vi ban hanh": "issuer",
    "co quan ban hanh van ban": "issuer",
    "nguoi ky": "signer",
    "nguoi ky van ban": "signer",
    "chuc danh": "position",
    "chuc vu": "position",
    "ngay ban hanh": "issued_on",
    "ngay ky": "issued_on",
    "ngay hieu luc": "force",
    "ngay co hieu luc": "force",
    "ngay het hieu luc": "ends",
    "ngay hop nhat": "merged_on",
    "ngay cong bao": "gazette_date",
    "so cong bao": "gazette",
    "tinh trang": "status",
    "tinh trang hieu luc": "status",
    "hieu luc": "status",
    "linh vuc": "field",
    "trich yeu": "title",
    "ap dung": "applies",
    "ngay dang": "posted",
    "cap nhat": "posted",
    "pham vi": "scope",
}
CORE = frozenset({"number", "type", "issuer", "signer", "issued_on"})
BAR_LINE = re.compile(r"([^|:]{3,28}?)\s*:?\s*\|\s*([^|]+?)\s*\|?$")
LABEL_LINE = re.compile(r"([^:|]{3,28})\s*:\s*(.*)$", re.S)
MAX_LABEL = 30  # characters
MAX_VALUE = 300  # characters
HEAD = 120  # lines from the top within which a block opens
NEAR = 14  # lines of text between two labels of one block
# A notice that only a portal prints; what stands under it, to the end of the file, is the portal's. Not: the document's
# own "Nơi nhận", "Phụ lục", "Ghi chú" under a table.
TAIL = re.compile(
    r"(?:van ban lien quan|van ban nay chua cap nhat|noi dung (?:van ban )?tieng anh|luoc do(?: van ban)?"
    r"|van ban (?:bi )?thay the|"
    r"noi dung sua doi, huong dan|lich su hieu luc|thuoc tinh van ban|van ban cung (?:linh vuc|co quan)"
    r"|bai viet lien quan|tin lien quan|"
    r"y kien ban doc|binh luan(?: \(\d+\))?|file (?:duoc )?dinh kem(?: theo van ban)?|tai (?:van ban"
    r"|file) (?:ve|goc)|van ban goc/pdf|"
    r"hoi dap (?:phap luat|lien quan)|chia se(?: van ban)?|in van ban|quay lai|ban in|gui email)\s*:?$"
)
KIND = rf"(?:{TYPE_WORD}|Văn bản khác)"
LOADING = re.compile(r"(?:dang tai (?:van ban|noi dung)|loading)\W*$")


@dataclass(slots=True)
class PortalBlock:
    """The values that a portal's block prints, as printed."""

    fields: dict[str, Strand] = field(default_factory=dict)

    def text(self, name: str) -> str | None:
        found = self.fields.get(name)
        return (
            found.text
            if found and not re.match(r"(?:đã biết|đang cập nhật|không xác định|dữ liệu)", found.text.lower())
            else None
        )


@dataclass(slots=True)
class Cut:
    """The lines of the document itself, those of the portal above and below it, and its block."""

    lines: list[Line]
    above: list[Line] = field(default_factory=list)
    below: list[Line] = field(default_factory=list)
    block: PortalBlock | None = None


def is_bar(line: Line) -> bool:
    return line.cells is None and line.strand.text == "|"


def cut(lines: list[Line]) -> Cut:
    """Tells the document from the portal around it. A text without a portal's block or notices comes back whole."""
    block, end = read_block(lines)
    tail = _tail(lines, end, block)
    if block:
        _read_caption(block, [*lines[tail : tail + 4], *lines[:end]])
    return Cut(lines[end:tail], lines[:end], lines[tail:], block)


def read_block(lines: list[Line]) -> tuple[PortalBlock | None, int]:
    """The block of metadata at the head of a text and the index after it; (None, 0) where there is none."""
    found = PortalBlock()
    last = -1  # the last line of the block so far
    label: str | None = None  # whose value may follow
    for at, line in enumerate(lines):
        if at - last > (NEAR * 2 if last >= 0 else HEAD):
            break
        cells = _labelled_cells(line) or _labels_in_line(line.strand)
        if cells or is_bar(line) or line.cells is not None or not line.strand.text:
            found.fields.update({k: v for k, v in cells.items() if k not in found.fields})
            last = at if cells else last
            continue
        name, value = _labelled(line.strand, own=last >= 0 and is_bar(lines[at - 1]))
        if name:
            last, label = at, None if value else name
            if value:
                found.fields.setdefault(name, value)
        elif label:
            found.fields[label] = join([found.fields[label], line.strand]) if label in found.fields else line.strand
            last = at
            below = lines[at + 1] if at + 1 < len(lines) else None
            if below is None or is_bar(below) or below.blanks or len(found.fields[label]) > MAX_VALUE:
                label = None
        elif last >= 0 and any(is_bar(between) for between in lines[last + 1 : at]):
            break  # a row of the block has ended and another line than a label follows
    if len(CORE & found.fields.keys()) < 3:
        return None, 0
    end = last + 1
    if end < len(lines) and is_bar(lines[end]):
        end += 1  # the bar that closes the last value
    return found, end


def _is_label(text: str) -> bool:
    return len(text) <= MAX_LABEL and text.endswith(":") and not re.match(r"(?:Kính gửi|Nơi nhận|Số)\b", text)


def _labelled(strand: Strand, own: bool) -> tuple[str | None, Strand | None]:
    """The field that a line names and its value on its line; ``own``: any label will do, in a cell of the block."""
    text = strand.text
    if len(text) <= MAX_LABEL and text.rstrip().endswith(":"):
        folded = fold(text).strip(" :")
        return LABELS.get(folded) or (folded if own and _is_label(text) else None), None
    m = LABEL_LINE.match(text)
    name = LABELS.get(fold(m[1]).strip()) if m else None
    return (name, strand.cut(m.start(2))) if m and name else (None, None)


def _labelled_cells(line: Line) -> dict[str, Strand]:
    cells = line.cells or []
    found: dict[str, Strand] = {}
    for name_cell, value in pairwise(cells):
        name = LABELS.get(fold(name_cell.text).strip(" :"))
        if name and value.text and fold(value.text).strip(" :") not in LABELS:
            found.setdefault(name, value)
    return found


def _labels_in_line(strand: Strand) -> dict[str, Strand]:
    """Fields of a line that prints several: "Số hiệu: 7/KH-ABC Loại văn bản: Kế hoạch"; {} where it prints one."""
    text = strand.text
    pair = BAR_LINE.match(text)
    if pair and (label := LABELS.get(fold(pair[1]).strip())):  # "Số hiệu | 7/KH-ABC |"
        return {label: strand.cut(pair.start(2), pair.end(2))}
    found: list[tuple[int, int, str]] = []
    for colon in re.finditer(r"\s?:", text[: 2 * MAX_VALUE]):
        words = list(re.finditer(r"[^\s|:]+", text[: colon.start()]))[-5:]
        for word in words:
            name = LABELS.get(fold(text[word.start() : colon.start()]).strip())
            if name:
                found.append((word.start(), colon.end(), name))
                break
    if len(found) < 2 or found[0][0] > 2:
        return {}
    ends = [start for start, _, _ in found[1:]] + [len(text)]
    values: dict[str, Strand] = {}
    for (_, start, name), end in zip(found, ends, strict=True):
        trimmed = re.match(r"[\s|]*(.*?)[\s|]*$", text[start:end], re.S)
        if trimmed and trimmed[1]:
            values.setdefault(name, strand.cut(start + trimmed.start(1), start + trimmed.end(1)))
    return values


def _read_caption(block: PortalBlock, around: list[Line]) -> None:
    """Title and issuer from the portal's own heading below or above: "<type> <number> năm … <title> do … ban hành"."""
    number = block.text("number")
    for line in around if number else ():
        said = _caption(number or "").match(line.strand.text)
        if said and "caption_title" not in block.fields:
            block.fields["caption_title"] = line.strand.cut(said.start("title"), said.end("title"))
            if said["issuer"]:
                block.fields["caption_issuer"] = line.strand.cut(said.start("issuer"), said.end("issuer"))


def _caption(number: str) -> re.Pattern[str]:
    return re.compile(
        rf"{KIND} (?:số )?{re.escape(number)} (?:năm \d{{4}}|ngày [\d/]+)"
        r" (?P<title>.{8,400}?)(?: do (?P<issuer>[A-ZĐỦ].{3,200}) ban hành\.?)?$"
    )


def _tail(lines: list[Line], start: int, block: PortalBlock | None) -> int:
    """Index of the first line below the document that is the portal's; ``len(lines)`` where there is none."""
    signs = [
        i
        for i in range(start, len(lines))
        if len(lines[i].strand) < 70 and TAIL.match(fold(lines[i].strand.text).strip())
    ]
    tail = signs[0] if signs and (block or len(signs) > 1) else len(lines)
    number = block.text("number") if block else None
    if number and tail < len(lines):
        # The portal's own heading "Công văn 12/AB-CD năm 2025 …" stands first below the document; its block may say
        # another kind ("Văn bản khác").
        says = re.compile(rf"{KIND} (?:số )?{re.escape(number)} (?:năm|ngày|về|do|của|\S+)", re.I)
        half = start + (tail - start) // 4
        for i in range(half, tail):
            before = lines[i - 1].strand.text
            if says.match(lines[i].strand.text) and not before.endswith((",", ";", "(")) and _ends_before(before):
                return i
    return tail


def _ends_before(before: str) -> bool:
    """The line above the portal's heading ends a cell, a sentence, a note or a signature."""
    return before == "|" or before.endswith((".", "/", ":", "…", ")", "]", "”")) or len(before) < 60
