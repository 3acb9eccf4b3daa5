"""What each part of a document is for: purpose, objectives, tasks and solutions, carrying out.

From the words of headings, as the kinds of document have them (Nghị định 30/2020/NĐ-CP; plans and programmes of
offices). Only the parts on tasks and on carrying out hold tasks; objectives hold targets.
"""

from __future__ import annotations

import re
from typing import Literal

from ingest.letters import fold
from ingest.structure.charges import ordering_from
from ingest.structure.duties import FIRST_LINE, duties, first_line
from ingest.structure.layout import Block, Layout
from ingest.structure.narrative import tells
from ingest.structure.orders import (
    Manner,
    is_closing,
    is_order,
    is_reply,
    manner_of,
    names_body,
    orders_body,
    triggers,
)
from ingest.structure.work_verbs import opens_work

Purpose = Literal["purpose", "objective", "tasks", "carry_out", "report_form", "force", "none"]

OPENING = r"(?:(?:mot so|cac|nhung|ve|phan|noi dung) )*"
PATTERNS: tuple[tuple[Purpose, re.Pattern[str]], ...] = (
    ("report_form", re.compile(r"(?:noi dung|phuong thuc|hinh thuc|mau|bieu mau) (?:bao cao|de cuong)")),
    ("force", re.compile(
        r"(?:dieu khoan (?:thi hanh|chuyen tiep)|hieu luc thi hanh|quy dinh chuyen tiep|giai thich tu ngu"
        r"|quy dinh chung|pham vi|doi tuong)")),
    ("purpose", re.compile(
        rf"{OPENING}(?:muc dich|yeu cau(?! doi voi (?:cac )?don vi)|quan diem|nguyen tac|danh gia|tinh hinh"
        rf"|(?:thuc|hien) trang|ket qua dat duoc|ton tai|han che|"
        r"nguyen nhan|su can thiet|can cu|boi canh|dinh huong|co so phap ly|pham vi|doi tuong|bai hoc)\b")),
    ("objective", re.compile(
        rf"{OPENING}(?:(?:he thong )?(?:cac )?(?:muc tieu|chi tieu)|tam nhin)\b(?!.*\b(?:nhiem vu"
        rf"|giai phap)\b)")),
    ("carry_out", re.compile(
        rf"{OPENING}(?:to chuc (?:thuc hien|trien khai)|trien khai thuc hien|trach nhiem|phan cong"
        rf"|che do (?:thong tin )?,?\s?bao cao|bao cao\b|thoi gian (?:gui )?bao cao|"
        r"kiem tra,? giam sat|giam sat|(?:nguon )?(?:kinh phi|von|nguon luc|tai chinh)|nguon luc|lo trinh"
        r"|ke hoach to chuc)")),
    ("tasks", re.compile(
        r".*\b(?:nhiem vu|giai phap|noi dung|cong viec|hoat dong|bien phap|trong tam|cong tac|phuong an)\b")),
)  # fmt: skip
# Headings on money. Under them only what a body is to do is a task, not where the money comes from.
FUNDS = re.compile(rf"{OPENING}(?:nguon )?(?:kinh phi|von|nguon luc|tai chinh)\b")
FROM_WHERE = re.compile(r"(?:ho tro|huy dong|dong gop|tai tro|trich|lay|su dung) (?:tu|bang)\b")
# "Phạm vi, đối tượng, phương án hỗ trợ", "Đối tượng, nội dung thi đua": the headings under it decide.
MIXED = re.compile(
    r"(?:pham vi|doi tuong|thoi gian|nhu cau|thanh phan|dia ban)\b.*(?:,| va) (?:noi dung|phuong an|giai phap|nhiem vu"
    r"|bien phap)\b"
)
SMALL_TASKS = re.compile(rf"{OPENING}(?:nhiem vu|giai phap|phuong an|bien phap)\b")
FORM = re.compile(
    r"^(?:mau|bieu mau|bieu so|phieu|de cuong|ban khai|to khai|don |giay )|\b(?:mau so|bieu mau|de cuong bao cao"
    r"|mau bao cao)\b"
)
REPORTS = re.compile(
    r"(?:ve )?(?:tinh hinh|ket qua|danh gia|ghi nhan|bieu duong|trong (?:thoi gian|nhung nam) (?:qua|vua)"
    r"|thoi gian qua|(?:thuc|hien) trang|can cu)"
)
# Parts without a key word of `PATTERNS` that are no work even where their sentences open with verbs.
OTHER_MATTER = re.compile(
    r"\b(?:ho so|thu tuc|so luong|thanh phan|tieu chuan|tieu chi|dieu kien|hinh thuc|khen thuong|thoi gian|dia diem"
    r"|van de khac|du bao|rui ro|hieu qua|tac dong|y nghia|cam ket|giai thich|thong tin chung|danh sach|lien he)\b"
)
MIN_POINTS = 3
MOSTLY = 0.6
# "… cần tập trung một số nhiệm vụ, giải pháp sau đây:" at the end of an assessment.
LISTS_WORK = re.compile(
    r"\b(?:nhiem vu|giai phap|cong viec|noi dung|viec)\b[^.:]{0,60}\b(?:sau|sau day|nhu sau|cu the)\s*:$"
    r"|\b(?:can|phai|tap trung|yeu cau|de nghi)\b[^.:]{0,160}\b(?:nhiem vu|giai phap|cong viec|noi dung)\b[^.:]{0,60}:$"
)
NO_ORDERS: frozenset[Purpose] = frozenset({"purpose", "objective", "report_form", "force"})
MUST = re.compile(r"(?<!\w)(?:cần|phải|có trách nhiệm|khẩn trương)(?!\w)")
# "Sở A báo cáo Ủy ban nhân dân tỉnh xem xét, quyết định./.": the last sentence of a letter upwards.
REPORTS_UP = re.compile(r"[^.;:]{0,140}\bbao cao .{0,120}(?:xem xet|biet|cho y kien|chi dao)[^.;]{0,60}\./\.?$")
TOP = frozenset({"Phần", "Chương", "Mục", "Điều"})


def purpose_of_heading(text: str, top: bool) -> Purpose | None:
    """What a heading's words say; only the headings at the top may speak of tasks with words inside them."""
    folded = re.sub(r"\s+", " ", fold(text)).strip(" .:-")
    if top and MIXED.match(folded):
        return None
    for purpose, pattern in PATTERNS:
        if purpose == "tasks" and not top:
            if SMALL_TASKS.match(folded):
                return "tasks"
            continue
        if pattern.match(folded):
            return purpose
    return None


def is_heading(block: Block, text: str, has_children: bool) -> bool:
    """A block that names what follows: no full stop, short or above other points."""
    if block.kind in ("dash", "plus", "paragraph"):
        return has_children and text.endswith(":")
    return not text.rstrip().endswith((".", ";", "./.")) and (has_children or len(text) < 200)


def purposes(layout: Layout) -> list[Purpose]:
    """For each block its part's purpose, "none" outside any part that headings name or that orders."""
    manner = manner_of(layout)
    said = _by_headings(layout)
    forms = _forms(layout)
    said = ["report_form" if b.part in forms else p for b, p in zip(layout.blocks, said, strict=True)]
    said = _of_funds(layout, said)
    if manner == "rules":
        found = duties(layout)
        return ["carry_out" if i in found else "force" for i in range(len(layout.blocks))]
    if manner == "letter" and is_reply(layout):
        return ["force"] * len(layout.blocks)
    if manner in ("orders", "letter"):
        return _of_orders(layout, said, manner)
    return _of_decision(layout, _of_unnamed(layout, said))


def _by_headings(layout: Layout) -> list[Purpose]:
    children = {b.parent for b in layout.blocks if b.parent is not None}
    result: list[Purpose] = []
    for i, block in enumerate(layout.blocks):
        above: Purpose = result[block.parent] if block.parent is not None else "none"
        own: Purpose | None = None
        if block.marker and block.kind == "point":
            text = layout.clean.at(block.span)
            first = text or first_line(layout, i)
            top = _is_top(layout, block, result) or bool(TOP & {block.marker.split()[0]})
            whole = len(first) < FIRST_LINE or not (block.marker.startswith("Điều") and first.startswith("Căn cứ "))
            whole = whole and (bool(text) or len(first) < FIRST_LINE)
            if whole and (is_heading(block, first, i in children) or block.marker.startswith("Điều")):
                own = purpose_of_heading(first, top)
        if own == "objective" and above in ("tasks", "carry_out") and block.level > 2:
            own = None  # "Xây dựng mục tiêu …" under tasks is work
        result.append(own or above)
    return result


def _is_top(layout: Layout, block: Block, result: list[Purpose]) -> bool:
    """A part, or the first headings inside one whose own heading says nothing."""
    if block.parent is None:
        return True
    above = layout.blocks[block.parent]
    chief = above.parent is None or bool(TOP & {above.marker.split(" ")[0]})
    return result[block.parent] == "none" and (chief or bool(re.fullmatch(r"[IVXL]+", above.marker)))


def _of_funds(layout: Layout, said: list[Purpose]) -> list[Purpose]:
    """Parts on money: where it comes from ("Ngân sách tỉnh: …", "Nguồn xã hội hóa …") is no task."""
    result = list(said)
    funds: set[int] = set()
    for i, block in enumerate(layout.blocks):
        text = layout.clean.at(block.span)
        if block.parent in funds:
            funds.add(i)
            works = opens_work(text) and not FROM_WHERE.match(fold(text[:80]))
            if not (is_order(text) or works or text.endswith(":")):
                result[i] = "none"
        elif block.kind == "point" and said[i] == "carry_out" and FUNDS.match(fold(text[:80])) and len(text) < 120:
            funds.add(i)
    return result


def _of_unnamed(layout: Layout, said: list[Purpose]) -> list[Purpose]:
    """Parts of a plan whose headings hold no key word ("III. Phát triển kinh tế số"): tasks where they read so.

    A part is taken where most of the smallest points under it open with what is to be done; its unmarked paragraphs
    may describe ("Nhân lực số là yếu tố then chốt …").
    """
    result = list(said)
    points: dict[int, list[str]] = {}  # top heading → texts of the points under it
    root: dict[int, int] = {}
    parents = {b.parent for b in layout.blocks}
    for i, block in enumerate(layout.blocks):
        if block.part or said[i] != "none" or block.kind not in ("point", "dash", "plus", "paragraph"):
            continue
        if block.parent in root:
            root[i] = root[block.parent]
            if block.kind in ("point", "dash") and i not in parents:
                points[root[i]].append(layout.clean.at(block.span))
        elif block.kind == "point" and not block.marker.startswith("Điều") and i in parents:
            text = layout.clean.at(block.span)
            if is_heading(block, text, True) and not OTHER_MATTER.search(fold(text)):
                root[i] = i
                points[i] = []
    for i, top in root.items():
        texts = points[top]
        if len(texts) >= MIN_POINTS and sum(map(opens_work, texts)) >= MOSTLY * len(texts):
            result[i] = "none" if _describes(layout, i) else "tasks"
    return result


def _orders_in_report(block: Block, text: str, granted: bool) -> bool:
    """A point of an assessment that orders all the same; of an unmarked paragraph more is asked than a body's acts."""
    if block.kind == "dash" or not is_order(text):
        return False
    return block.kind != "paragraph" or granted or orders_body(text) or bool(MUST.search(text))


def _describes(layout: Layout, i: int) -> bool:
    """An unmarked paragraph under a heading that says how things are."""
    block = layout.blocks[i]
    text = layout.clean.at(block.span)
    above = layout.clean.at(layout.blocks[block.parent].span) if block.parent is not None else ""
    if block.kind != "paragraph" or text.endswith(":") or above.endswith(":"):
        return False
    return not opens_work(text) and not is_order(text)


def _forms(layout: Layout) -> set[str]:
    """Annexes that are forms to fill in, outlines of reports, samples."""
    found: set[str] = set()
    for block in layout.blocks:
        if block.kind == "title" and block.part and FORM.search(fold(layout.clean.at(block.span))):
            found.add(block.part)
    return found


def _of_decision(layout: Layout, said: list[Purpose]) -> list[Purpose]:
    """A plan, or a decision: its articles may order a body beside what headings say."""
    result = list(said)
    for i, block in enumerate(layout.blocks):
        if result[i] != "none" or block.kind not in ("point", "paragraph", "dash"):
            continue
        text = layout.clean.at(block.span)
        parent = block.parent
        article = block.marker.startswith("Điều") or (
            parent is not None and layout.blocks[parent].marker.startswith("Điều")
        )
        whole = block.marker.startswith("Điều") and ordering_from(text) >= 0
        inherits = parent is not None and result[parent] == "carry_out" and said[parent] == "none"
        if inherits or whole or (article and (orders_body(text) or (text.startswith("Căn cứ ") and is_order(text)))):
            result[i] = "carry_out"
    return result


def _of_orders(layout: Layout, said: list[Purpose], manner: Manner) -> list[Purpose]:
    """Directives, telegrams, conclusions, letters: what stands under a sentence that orders, and points that order."""
    result: list[Purpose] = ["none"] * len(layout.blocks)
    trigger: str | None = "weak" if manner == "orders" else None
    headed = any(re.fullmatch(r"[IVX]+", b.marker) for b in layout.blocks)
    granted: set[int | None] = set()  # blocks whose points are orders
    opened: set[int | None] = set()  # parts on what was done that close with a list of what is to be done
    for i, block in enumerate(layout.blocks):
        text = layout.clean.at(block.span)
        parent = block.parent
        if block.part or block.kind not in ("preamble", "point", "dash", "plus", "paragraph"):
            result[i] = said[i] if block.part else "none"
            continue
        if block.kind == "preamble" or (block.kind == "paragraph" and parent is None):
            trigger = triggers(text) or trigger
            if block.kind == "preamble":
                continue
        if tells(text) and not text.endswith(":"):
            continue
        purpose = said[i]
        if purpose in NO_ORDERS and parent not in opened:
            result[i] = purpose
            if block.kind == "paragraph" and triggers(text) == "strong" and LISTS_WORK.search(fold(text[-200:])):
                opened.add(parent)
            if manner != "orders" or not _orders_in_report(block, text, parent in granted):
                continue
        under = parent in granted or parent in opened
        if purpose in ("tasks", "carry_out") and (trigger or headed):
            under = True
        said_so = triggers(text) == "strong" or names_body(text) or orders_body(text)
        if is_closing(text) or (block.kind == "paragraph" and REPORTS_UP.match(fold(text))):
            continue
        if under or (trigger and is_order(text)) or (trigger == "strong" and not REPORTS.match(fold(text[:120]))):
            result[i] = "tasks"
            granted.add(i)
        elif trigger and said_so:
            granted.add(i)
            result[i] = "tasks"
    return result
