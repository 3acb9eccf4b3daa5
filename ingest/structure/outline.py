"""Paragraphs → blocks: which part of the document each one is, and the printed path of every heading and point.

The parts of a document are those of Nghị định 30/2020/NĐ-CP, Phụ lục I: quốc hiệu, số, ngày, tên loại và trích yếu,
căn cứ, nội dung, chữ ký, nơi nhận, phụ lục.
"""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.letters import UPPER, is_capitals
from ingest.structure.drafts import Draft, Outline, State
from ingest.structure.layout import BlockKind
from ingest.structure.lines import Strand
from ingest.structure.markers import RANK, Marker
from ingest.structure.orders import triggers
from ingest.structure.paragraphs import NEW_PART, TYPE_GLUED, TYPE_WORD, Paragraph
from ingest.structure.title_lines import goes_on
from ingest.tables.grid import Grid

RECIPIENTS = re.compile(r"Nơi (?:nhận|gửi)\s*:?", re.I)
POSITION = re.compile(
    r"(?:T/?M\.?|KT\.?|TL\.?|TUQ\.?|Q\.)\s|(?:PHÓ\s+)?(?:TỔNG\s+)?(?:GIÁM ĐỐC|BỘ TRƯỞNG|THỨ TRƯỞNG|CHỦ TỊCH"
    r"|THỦ TƯỚNG|BÍ THƯ|VỤ TRƯỞNG|CỤC TRƯỞNG|"
    r"CHÁNH|TRƯỞNG|HIỆU TRƯỞNG|CHỦ NHIỆM|TỔNG CỤC TRƯỞNG|VIỆN TRƯỞNG|KIỂM TOÁN|THỐNG ĐỐC|TỔNG THANH TRA|QUYỀN)"
)
NAME = re.compile(rf"(?:\(?(?:Đã ký|đã ký|Ký tên)\)?:?\s*)?(?:[{UPPER}][^\W\d_]*\s+){{1,5}}[{UPPER}][^\W\d_]*$")
ANNEX = re.compile(
    r"(?:PHỤ LỤC|Phụ lục|PHỤ LUC|BIỂU|Biểu)(?:\s+(?:SỐ|số)?\s*[:.]?\s*([IVXL]+|\d+[a-z]?|[A-H])\b)?[.:]?(?=\s"
    r"|$)"
)
# What a decision issues that is a list and no rule or plan: an annex, with the word "Phụ lục" or without it.
LIST_TITLE = re.compile(r"(?:LỊCH|DANH MỤC|DANH SÁCH|BẢNG|BIỂU|KHUNG|TỔNG HỢP|PHÂN CÔNG)\b")
CAN_CU = re.compile(r"(?:Căn cứ|Thực hiện|Theo đề nghị|Xét|Để |Nhằm|Trên cơ sở|Thi hành|Tiếp theo|Xét đề nghị)", re.I)
ORDER = re.compile(r"(?:QUYẾT ĐỊNH|QUYẾT NGHỊ|CHỈ THỊ|NGHỊ QUYẾT|QUY ĐỊNH|LUẬT)\s*:?\s*$")
LETTER_BEFORE = {"i": "h", "v": "u", "x": "v"}  # letters of lists that are also small roman numbers
FOOTNOTE = re.compile(r"\[(\d{1,3})\]\s*")
PORTAL = re.compile(
    r"(?:Tải (?:Văn bản|về)|Nguồn tra cứu|Văn bản gốc|Lưu trữ|Ghi chú\s*$|Xem thêm|Bản dịch"
    r"|Mục lục văn bản)",
    re.I,
)


def outline(items: list[Paragraph | Grid]) -> Outline:
    """Blocks and tables in printed order."""
    out = Outline()
    state = State()
    for i, item in enumerate(items):
        if isinstance(item, Grid):
            if state.phase != "footnotes" and not (state.phase == "masthead" and _opens_below(items[i + 1 : i + 9])):
                state.phase = "body"
            if (
                out.drafts
                and state.part == ""
                and state.phase == "body"
                and _after_signature(out)
                and not state.has_articles
            ):
                state.part = "PL"
            out.order.append(("grid", len(out.grids)))
            out.grids.append((item, state.part))
            continue
        if state.phase == "masthead" and _is_type_line(out, item.strand.text, items[i + 1 : i + 17]):
            _add_type_line(out, state, item.strand)
            continue
        _place(out, state, item, items[i + 1 : i + 8])
    return out


def _opens_below(following: list[Paragraph | Grid]) -> bool:
    """Whether the type word or the addressee is still to come: what stands here is a letterhead, drawn as a table."""
    texts = [item.strand.text for item in following if isinstance(item, Paragraph)]
    return any(TYPE_WORD.match(text) or text.startswith("Kính gửi") for text in texts)


def _is_type_line(out: Outline, text: str, following: list[Paragraph | Grid]) -> bool:
    """The line of the type word: below the number and the date, or first of all in a copy without a letterhead.

    Not a portal's own heading above the letterhead: there the type word comes again.
    """
    if TYPE_GLUED.match(text):
        return True
    if not TYPE_WORD.match(text):
        return False
    if len(out.drafts) > 3 or any(re.match(r"Số|.*ngày", d.strand.text) for d in out.drafts):
        return True
    for item in following:
        below = item.strand.text if isinstance(item, Paragraph) else ""
        if CAN_CU.match(below) or (isinstance(item, Paragraph) and item.marker and item.marker.kind != "dash"):
            break
        if TYPE_WORD.match(below) and not below.endswith(":"):
            return False
    return True


def _add_type_line(out: Outline, state: State, strand: Strand) -> None:
    out.titles[""] = len(out.drafts)
    state.phase = "title"
    glued = TYPE_GLUED.match(strand.text)
    if glued:  # two titles of one line
        _add(out, state, strand.cut(0, glued.end(1)), "title")
        _add(out, state, strand.cut(glued.end(1)), "title").path = "title"
    else:
        _add(out, state, strand, "title")


def _signed(out: Outline) -> bool:
    return any(d.kind in ("signature", "recipients") for d in out.drafts)


def _body_follows(following: list[Paragraph | Grid]) -> bool:
    """Whether the next paragraphs hold no note but a heading or a point."""
    marked = [i.marker for i in following[:3] if isinstance(i, Paragraph) and i.marker]
    notes = any(isinstance(i, Paragraph) and FOOTNOTE.match(i.strand.text) for i in following)
    return not notes and any(m.kind in ("roman", "decimal", "letter", "article") for m in marked)


def _after_signature(out: Outline) -> bool:
    return any(d.kind in ("signature", "recipients") for d in out.drafts[-6:])


def _add(out: Outline, state: State, strand: Strand, kind: BlockKind, marker: Marker | None = None) -> Draft:
    draft = Draft(strand, kind, marker, part=state.part)
    out.order.append(("draft", len(out.drafts)))
    out.drafts.append(draft)
    return draft


def _place(out: Outline, state: State, item: Paragraph, following: list[Paragraph | Grid]) -> None:
    text = item.strand.text
    if PORTAL.match(text) and len(text) < 60:
        _add(out, state, item.strand, "furniture")
        return
    if FOOTNOTE.match(text):
        # Notes stand last. A mark in the middle of a body that goes on is one note only.
        if not (state.phase == "body" and _body_follows(following) and not _signed(out)):
            state.phase = "footnotes"
        _add(out, state, item.strand, "footnote")
        return
    if state.phase == "footnotes" and not ANNEX.match(text):
        _add(out, state, item.strand, "footnote")
        return
    if RECIPIENTS.match(text):
        state.phase = "recipients"
        _add(out, state, item.strand, "recipients")
        return
    if _opens_annex(out, state, item, following):
        _open_annex(state, item)
        draft = _add(out, state, item.strand, "title")
        out.titles.setdefault(state.part, len(out.drafts) - 1)
        draft.path = state.part or "title"
        return
    {
        "masthead": _masthead, "title": _title, "preamble": _preamble, "body": _body, "recipients": _recipients,
        "signature": _signature, "annex_title": _annex_title,
    }[state.phase](out, state, item)  # fmt: skip


def _masthead(out: Outline, state: State, item: Paragraph) -> None:
    text = item.strand.text
    if item.marker and RANK[item.marker.kind] <= RANK["decimal"] and len(out.drafts) > 2:
        state.phase = "body"
        _body(out, state, item)
    elif re.match(r"Kính gửi", text):
        _add(out, state, item.strand, "masthead")
        state.phase = "preamble"
    else:
        _add(out, state, item.strand, "masthead")


def _title(out: Outline, state: State, item: Paragraph) -> None:
    text = item.strand.text
    first = out.drafts[-1].strand.text
    titled = not TYPE_WORD.match(first)
    if item.marker and RANK[item.marker.kind] <= RANK["decimal"]:
        state.phase = "body"
        _body(out, state, item)
    elif not titled or goes_on(text, first, ends=ORDER.match(text), authority=POSITION.match(text)):
        _add(out, state, item.strand, "title").path = "title"
    else:
        state.phase = "preamble"
        _preamble(out, state, item)


def _preamble(out: Outline, state: State, item: Paragraph) -> None:
    text = item.strand.text
    if item.marker and item.marker.kind not in ("dash", "plus") and not CAN_CU.match(text[item.marker.end :]):
        state.phase = "body"
        _body(out, state, item)
        return
    before = out.drafts[-1] if out.drafts and out.drafts[-1].kind == "preamble" else None
    if (
        before
        and triggers(before.strand.text)
        and not CAN_CU.match(text)
        and not re.search(r"(?i)gửi ?:|điện ?:", before.strand.text)
    ):
        state.phase = "body"  # "… yêu cầu:", then what is to be done without a number
        _body(out, state, item)
        return
    _add(out, state, item.strand, "preamble").path = "preamble"
    if ORDER.match(text):
        state.phase = "body"


def _body(out: Outline, state: State, item: Paragraph) -> None:
    marker = item.marker
    if marker is None:
        if POSITION.match(item.strand.text) and is_capitals(item.strand.text) and len(item.strand) < 90:
            state.phase = "signature"
            _add(out, state, item.strand, "signature")
            return
        kind: BlockKind = "annexed_to" if NEW_PART.match(item.strand.text) else "paragraph"
        draft = _add(out, state, item.strand, kind)
        if state.stack:
            draft.parent = state.stack[-1][2]
            draft.path = state.stack[-1][1]
        else:
            draft.path = state.part
        draft.level = len(state.stack) + 1
        return
    marker = _as_letter(out, state, item.strand.text, marker)
    rank = RANK[marker.kind]
    rank = rank * 10 + (marker.label.count(".") if marker.kind == "decimal" else 0)
    if marker.kind == "article":
        state.has_articles = True
    kinds = [r for r, _, _ in state.stack]
    if rank in kinds:
        del state.stack[kinds.index(rank) :]
    else:
        while state.stack and state.stack[-1][0] > rank:
            state.stack.pop()
    path = _path(state, marker)
    draft = _add(out, state, item.strand.cut(marker.end), _kind(marker), marker)
    draft.path, draft.level = path, len(state.stack) + 1
    draft.parent = state.stack[-1][2] if state.stack else None
    state.stack.append((rank, path, len(out.drafts) - 1))


def _as_letter(out: Outline, state: State, text: str, marker: Marker) -> Marker:
    """The letter "i)" after "h)", "v)" after "u)": read as a small roman number only where a list of these begins."""
    if marker.kind != "small_roman" or text.startswith("("):
        return marker
    before = next((draft for rank, _, draft in reversed(state.stack) if rank == RANK["letter"] * 10), None)
    above = out.drafts[before] if before is not None else None
    if above is None or above.marker is None or LETTER_BEFORE.get(marker.label) != above.marker.label:
        return marker
    return marker if above.strand.text.endswith(":") else replace(marker, kind="letter")


def _kind(marker: Marker) -> BlockKind:
    return "dash" if marker.kind == "dash" else "plus" if marker.kind == "plus" else "point"


def _path(state: State, marker: Marker) -> str:
    base = state.stack[-1][1] if state.stack else state.part
    if marker.kind in ("dash", "plus"):
        state.counts[base + marker.kind] = n = state.counts.get(base + marker.kind, 0) + 1
        return f"{base}.{n}" if base else str(n)
    if marker.kind in ("part", "chapter", "article") or (marker.kind == "mục" and not base):
        return f"{state.part}.{marker.label}".lstrip(".")
    if "." in marker.label:
        above = [p for r, p, _ in state.stack if r < RANK["decimal"] * 10]
        base = above[-1] if above else state.part
    path = f"{base}.{marker.label}" if base else marker.label
    for dead in [k for k in state.counts if k.startswith(path)]:
        del state.counts[dead]
    return path


def _recipients(out: Outline, state: State, item: Paragraph) -> None:
    text = item.strand.text
    if (POSITION.match(text) and is_capitals(text)) or (is_capitals(text) and not item.marker and len(text) < 90):
        state.phase = "signature"
        _add(out, state, item.strand, "signature")
    elif item.marker and item.marker.kind not in ("dash", "plus", "letter") and len(text) > 60:
        state.phase = "body"
        _body(out, state, item)
    else:
        _add(out, state, item.strand, "recipients")


def _signature(out: Outline, state: State, item: Paragraph) -> None:
    text = item.strand.text
    if item.marker and item.marker.kind in ("roman", "decimal", "part", "chapter", "article", "upper"):
        state.phase = "body"
        _body(out, state, item)
    elif item.marker and item.marker.kind == "dash":
        _add(out, state, item.strand, "recipients")
    elif len(text) > 160:
        state.phase = "body"
        _body(out, state, item)
    else:
        _add(out, state, item.strand, "signature")


def _opens_annex(out: Outline, state: State, item: Paragraph, following: list[Paragraph | Grid]) -> bool:
    """A line that opens an annex: "PHỤ LỤC I", or a title after the signature above "(Ban hành kèm theo …)"."""
    text = item.strand.text
    if item.marker or state.phase in ("masthead", "annex_title", "title"):
        return bool(ANNEX.match(text)) and state.phase == "annex_title" and is_capitals(text) and len(out.drafts) > 0
    annex = ANNEX.match(text)
    unsigned = state.phase == "body" and state.part == "" and TYPE_WORD.match(text) and _is_issued(following[:4])
    if unsigned or (annex and (is_capitals(text) or len(text) < 30)):  # a copy may leave the signature out
        return True
    if (
        state.phase not in ("signature", "recipients")
        or not (is_capitals(text) or TYPE_WORD.match(text))
        or POSITION.match(text)
    ):
        return False
    for after in following:
        if isinstance(after, Grid) or ANNEX.match(after.strand.text) or NAME.match(after.strand.text):
            return False  # still the signature; or the annex opens below
        if NEW_PART.match(after.strand.text) or re.match(r"\((?:Ban hành )?[Kk]èm", after.strand.text):
            return True
        if after.marker:
            break
    return bool(TYPE_WORD.match(text)) and any(d.kind == "signature" and NAME.match(d.strand.text) for d in out.drafts)


def _is_issued(following: list[Paragraph | Grid]) -> bool:
    """Whether "(Ban hành kèm theo …)" stands under the lines of a title."""
    for after in following:
        if isinstance(after, Grid) or after.marker:
            return False
        if NEW_PART.match(after.strand.text):
            return True
    return False


def _open_annex(state: State, item: Paragraph) -> None:
    text = item.strand.text
    annex = ANNEX.match(text)
    state.stack.clear()
    state.phase = "annex_title"
    if annex:
        state.part = f"PL.{annex[1]}" if annex[1] else "PL"
    elif state.has_articles and state.part == "" and not LIST_TITLE.match(text):
        state.has_articles = False  # what a decision issues (chương trình, kế hoạch, quy chế) is its body
    else:
        state.part = "PL"


def _annex_title(out: Outline, state: State, item: Paragraph) -> None:
    text = item.strand.text
    if NEW_PART.match(text) or text.startswith("("):
        _add(out, state, item.strand, "annexed_to").path = state.part or "title"
    elif item.marker:
        state.phase = "body"
        _body(out, state, item)
    elif is_capitals(text) or (
        len(text) < 200
        and out.drafts[-1].kind == "title"
        and not CAN_CU.match(text)
        and not text.endswith((".", ":", ";"))
    ):
        _add(out, state, item.strand, "title").path = state.part or "title"
    elif state.part == "" and out.drafts[-1].kind in ("title", "annexed_to", "preamble"):
        _add(out, state, item.strand, "preamble").path = "preamble"
    else:
        state.phase = "body"
        _body(out, state, item)
