"""What rules (laws, decrees, circulars, regulations, the decisions that issue them) order: the duties of named bodies.

Only articles on responsibilities and carrying out order, and there only what names a body: in the heading ("Trách
nhiệm của Sở A", "Nhiệm vụ, quyền hạn của Bộ B"), in a lead-in ("1. Sở A:", "1. Giao Ủy ban B:") or in the point itself.
Such a heading may be that of a chapter, an article, a clause or a letter. A decision whose whole matter is to share
out work ("Quy định phân công nhiệm vụ …") orders wherever a point gives a named body something to do.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ingest.letters import fold
from ingest.structure.charges import after_time, ordering_from
from ingest.structure.layout import Block, Layout
from ingest.structure.orders import BODY, is_order, names_body, orders_body

ARTICLES = ("Điều", "Chương", "Mục", "Phần")
# What opens a form behind the last article: "Mẫu báo cáo …", "Phụ lục 1. Biên bản …", the motto of its letterhead.
FORM_HEAD = re.compile(r"(?:mau|bieu mau|bieu so|phu luc|phieu|cong hoa xa hoi chu nghia)\b")
FIRST_LINE = 160  # a heading read from the line below is cut here
FORCE = re.compile(r"(?:hieu luc|dieu khoan|quy dinh chuyen tiep|sua doi|bai bo)")

# Two or more words for duties in any order: "Nhiệm vụ, quyền hạn và trách nhiệm". Not a citizen's "Quyền và nghĩa vụ".
_DUTY = r"(?:nhiem vu|quyen han|trach nhiem|tham quyen|chuc nang)"
DUTIES = rf"{_DUTY}(?:(?:,| va|, va) {_DUTY})+"
ONLY_OF = (
    r"(?! (?:boi thuong|hinh su|phap ly|dan su"
    r"|cua (?:ca nhan\b|nguoi\b(?! dung dau)|ho\b|to chuc, ca nhan|chu (?!tich|nhiem))))"
)
RESPONSIBILITY = re.compile(
    r"(?:ve |quy dinh (?:ve |chung ve )?|trinh tu,? (?:thu tuc,? )?(?:va )?)?"
    rf"(?:to chuc (?:thuc hien|trien khai)|trach nhiem{ONLY_OF}|phan cong|giao nhiem vu"
    rf"|quyen(?:,| va) trach nhiem{ONLY_OF} cua|che do (?:lam viec|thong tin)[^.]{{0,40}} bao cao"
    rf"|{DUTIES} (?:cua|thuoc|quan ly nha nuoc|trong|doi voi)|nhiem vu cua"
    r"|trien khai thuc hien|che do bao cao|thong tin,? bao cao|kiem tra, giam sat|giam sat)\b"
)
# The same as the heading of a clause; there "Nhiệm vụ, quyền hạn của Ban coi thi" is a rule of a procedure.
CLAUSE_DUTIES = re.compile(
    rf"(?:ve )?(?:trach nhiem{ONLY_OF}|phan cong|giao nhiem vu|to chuc (?:thuc hien|trien khai))\b"
)
# Whose duties: what stands behind "của".
OF_BODY = re.compile(
    r"\b(?:trach nhiem|quyen han|nhiem vu|tham quyen) (?:(?:quan ly nha nuoc|thuc hien) )?(?:cua )?"
    rf"(?P<body>(?:cac )?{BODY})"
)
# "cơ quan, tổ chức, cá nhân (có liên quan)": everybody is nobody; "các cơ quan, đơn vị" (of the issuer, as the rules
# define them) and "cơ quan, đơn vị trên địa bàn … có …" are groups.
_ANY = r"(?:cac )?(?:co quan|don vi|to chuc|doanh nghiep|nganh|dia phuong|ben|ca nhan|ho gia dinh|cong dong)"
ANYBODY = re.compile(
    rf"(?!(?:cac )?(?:co quan|don vi)(?:,? (?:va )?(?:co quan|don vi|dia phuong))+(?:$|[.:]))"
    rf"{_ANY}(?:(?:,| va|, va) {_ANY})*(?:,? (?:va )?(?:co )?lien quan|,? khac)?"
    r"(?:$|[.:]| (?:trong|doi voi|khi|ve|tham gia)\b)|(?:cac )?[^.;:]{0,60}\bca nhan\b"
)
# The title of a decision that shares out work: "Quy định phân công nhiệm vụ …", "Phân công, phân cấp trách nhiệm …".
SHARES_OUT = re.compile(
    r"(?:quyet dinh|nghi quyet|thong tu|nghi dinh|quy dinh)? ?(?:ve viec |v/v )?(?:ban hanh )?(?:ban )?"
    r"(?:quy dinh |quy che )?(?:ve )?(?:viec )?phan cong\b"
)
# In an article on force, a point that still gives a body work: "Sở A làm đầu mối, tổng hợp … trước ngày …".
STILL_ORDERS = re.compile(
    r"\b(?:lam dau moi|la dau moi|tong hop|co trach nhiem|don doc|theo doi|bao cao .{0,80}(?:truoc|cham nhat) ngay)\b"
)
# Articles that order nothing even where the whole document shares out work, and those on what a holder may do:
# "Quyền của chủ đầu tư", "Quyền và nghĩa vụ của …".
SCOPE = re.compile(r"(?:pham vi|doi tuong|giai thich|nguyen tac|quy dinh chung)\b")
# "Công đoàn có các quyền sau:", "2. Quyền hạn của Quỹ".
HAS_RIGHTS = re.compile(r"^quyen(?: han)? cua\b|\bco (?:cac )?quyen(?: han)?(?: sau| sau day| nhu sau)?\s*:$")
RIGHTS = re.compile(r"(?:quyen (?:va|,) (?:nghia vu|loi ich)|quyen(?:,? loi ich)? cua|quyen loi|nghia vu)\b")


def heads_body(folded: str) -> bool:
    """Whether a folded heading on duties says whose; "các cơ quan, tổ chức, cá nhân" says nobody's."""
    whose = OF_BODY.search(folded)
    return bool(whose) and not ANYBODY.match(folded[whose.start("body") :] if whose else "")


def first_line(layout: Layout, index: int) -> str:
    """An article whose heading the file puts on the next line."""
    after = layout.blocks[index + 1] if index + 1 < len(layout.blocks) else None
    return layout.clean.at(after.span)[:FIRST_LINE] if after and after.kind == "paragraph" else ""


@dataclass(slots=True)
class _State:
    """What has been read of the document so far, by block."""

    inside: dict[int, bool] = field(default_factory=dict)  # under a heading on duties → whether a body is named above
    force: set[int] = field(default_factory=set)  # articles on entry into force, and what stands under them
    rights: set[int] = field(default_factory=set)
    found: set[int] = field(default_factory=set)
    own: set[int] = field(default_factory=set)  # the articles of a decision itself, not those of the rules it issues


def duties(layout: Layout) -> set[int]:
    """The blocks of a document of rules that give a named body something to do (or head what does)."""
    state = _State(own=_own_articles(layout))
    shared = _shares_out(layout)
    parents = {b.parent for b in layout.blocks}
    in_form = False
    for i, block in enumerate(layout.blocks):
        if block.part:
            continue  # annexes of rules are lists and forms
        in_form = (in_form or _opens_form(layout, block)) and not block.marker.startswith(ARTICLES)
        if in_form:
            continue
        if block.parent in state.rights:
            state.rights.add(i)
            continue
        if block.parent in state.force:
            state.force.add(i)
        if block.kind == "point" and block.marker.startswith(ARTICLES):
            _article(layout, i, state, shared)
        else:
            _clause(layout, i, state, i in parents)
    return state.found


def _article(layout: Layout, i: int, state: _State, shared: bool) -> None:
    """An article, a chapter, a section: its heading says whether what stands under it may order."""
    block = layout.blocks[i]
    heading = layout.clean.at(block.span) or first_line(layout, i)
    folded = fold(heading[:300]).strip()
    above = block.parent in state.inside
    article = block.marker.startswith("Điều")
    if article and RIGHTS.match(folded):
        state.rights.add(i)
    elif article and FORCE.match(folded):
        state.force.add(i)
        if above:
            state.inside[i] = False
    elif RESPONSIBILITY.match(folded):
        state.inside[i] = heads_body(folded)
    elif article and (orders_body(heading) or (i in state.own and _charged(layout, i))):
        state.inside[i] = True
        state.found.add(i)
    elif article and (above or (shared and not SCOPE.match(folded))):
        state.inside[i] = names_body(heading) or (block.parent is not None and state.inside.get(block.parent, False))


def _clause(layout: Layout, i: int, state: _State, has_children: bool) -> None:
    """A clause, a letter, a paragraph."""
    block = layout.blocks[i]
    text = layout.clean.at(block.span)
    if i in state.force:
        still = block.parent in state.inside and names_body(text) and STILL_ORDERS.search(fold(text[:600]))
        if still or (_orders_here(layout, i, text) and _in_decision(layout, i)):
            state.found.add(i)
    elif block.parent in state.inside:
        named = state.inside[block.parent]
        if HAS_RIGHTS.search(fold(text)):
            state.rights.add(i)
            return
        heads = _heads_duties(text) and heads_body(fold(text[:300]))
        state.inside[i] = named or names_body(after_time(text)) or orders_body(text) or heads
        if (named and not (has_children and _only_names(text))) or is_order(after_time(text)):
            state.found.add(i)
    elif block.kind == "point" and has_children and _heads_duties(text):
        state.inside[i] = heads_body(fold(text[:300]))
    elif block.kind in ("point", "paragraph") and (
        (_orders_here(layout, i, text) and _in_decision(layout, i)) or _charged_below(layout, i, state, text)
    ):
        state.inside[i] = True
        state.found.add(i)


def _orders_here(layout: Layout, i: int, text: str) -> bool:
    """An order in the articles themselves; in a letter under a clause "đề nghị Chủ tịch …" is what a body proposes."""
    parent = layout.blocks[i].parent
    clause = parent is not None and layout.blocks[parent].marker.startswith("Điều")
    return orders_body(text) and (clause or not fold(text[:10]).startswith(("de nghi", "kien nghi", "moi ")))


def _opens_form(layout: Layout, block: Block) -> bool:
    """Whether a paragraph is the head of a form that stands behind the articles."""
    text = layout.clean.at(block.span).strip()
    if block.kind != "paragraph" or len(text) > 200 or text.endswith((".", ";", ":")):
        return False
    return bool(FORM_HEAD.match(fold(text))) or (len(text) > 20 and text.isupper())


def _only_names(text: str) -> bool:
    """A heading "5. Sở Tài chính." above the paragraph that says what it does."""
    return len(text) < 120 and names_body(text) and not is_order(text)


def _charged(layout: Layout, i: int) -> bool:
    """Whether an article of a decision charges a body, on its own line or on the next."""
    text = layout.clean.at(layout.blocks[i].span)
    if not text and first_line(layout, i):
        text = layout.clean.at(layout.blocks[i + 1].span)
    return ordering_from(text) >= 0


def _charged_below(layout: Layout, i: int, state: _State, text: str) -> bool:
    """A clause or paragraph that charges a body, in an article without a heading or one on force."""
    parent = layout.blocks[i].parent
    if parent is None or parent not in state.own or ordering_from(text) < 0:
        return False
    above = fold(layout.clean.at(layout.blocks[parent].span)[:60])
    return not above or bool(re.match(r"(?:quyet dinh|nghi quyet) nay\b", above))


def _own_articles(layout: Layout) -> set[int]:
    """The articles of a decision or resolution before a chapter or a second "Điều 1" opens the rules it issues."""
    titles = [layout.clean.at(b.span) for b in layout.blocks if b.kind == "title" and not b.part]
    if not titles or not re.match(r"(?:quyet dinh|nghi quyet)\b", fold(titles[0]).strip()):
        return set()
    found: set[int] = set()
    for i, block in enumerate(layout.blocks):
        if block.part or block.kind != "point":
            continue
        if block.marker.startswith(("Chương", "Mục", "Phần")) or (block.marker == "Điều 1" and found):
            break
        if block.marker.startswith("Điều"):
            found.add(i)
    return found


def _heads_duties(text: str) -> bool:
    """A clause or letter that is a heading on duties: "a) Trách nhiệm của Ủy ban nhân dân cấp xã"."""
    return len(text) < 200 and not text.rstrip().endswith((".", ";")) and bool(CLAUSE_DUTIES.match(fold(text).strip()))


def _shares_out(layout: Layout) -> bool:
    """Whether the title says that the document shares out work among bodies."""
    titles = [layout.clean.at(b.span) for b in layout.blocks if b.kind == "title" and not b.part]
    return bool(SHARES_OUT.match(fold(" ".join(titles[:4]))[:160]))


def _in_decision(layout: Layout, i: int) -> bool:
    """Whether a block stands in the articles of a decision or a resolution rather than in the rules that it issues."""
    at: int | None = i
    while at is not None:
        if layout.blocks[at].marker.startswith("Chương"):
            return False
        if layout.blocks[at].marker.startswith("Điều"):
            return True
        at = layout.blocks[at].parent
    return False
