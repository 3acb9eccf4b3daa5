"""Assignment blocks: lines under a task that say in labels who does it and by when.

    3. Rà soát danh mục …               the task
    - Đơn vị chủ trì: Sở A.             labels: they are no tasks
    - Đơn vị phối hợp: Sở B.
    - Thời gian thực hiện: năm 2025.

Labels hold for the point that they stand under. Where they stand beside points (lettered "b) Cơ quan thực hiện: …"
after "a) Nhiệm vụ: …", or as unmarked lines after the last of several dashes), they hold for the points before them,
back to the labels before those.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import pairwise

from ingest.letters import fold
from ingest.structure.layout import Layout, Span

BODY = (
    r"(?:cac )?(?:(?:co quan|don vi|to chuc|so|ban|nganh|bo phan|dia phuong|phong|ca nhan)(?:,? (?:va )?)?)+"
    r"(?:,? ?(?:duoc )?(?:giao|phan cong)(?: nhiem vu)?)?"
)
# Folded label → role. Not: "Sở Tài chính: …" (a body and its work), "Bộ Công an thực hiện:" (a lead-in).
_BODY_DOES = rf"{BODY} ?(?:tham muu|thuc hien|trien khai|to chuc thuc hien)(?: thuc hien)?"
_LEAD_DOES = r"(?: (?:tham muu|thuc hien|trien khai|xay dung|tong hop|,)+)*"
_WHEN = r"(?: (?:thuc hien|hoan thanh|trien khai|bao cao|trinh|ban hanh|,|va)+)*"
_OUTPUT = r"(?: (?:dau ra|du kien|can dat|dat duoc|chu yeu|thuc hien|hoan thanh|,)+)*"
LABELS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("units", re.compile(rf"(?:{BODY} ?)?chu tri,? (?:va )?phoi hop(?: thuc hien)?")),
    ("support", re.compile(rf"(?:{BODY} ?)?(?:cung )?phoi hop(?: thuc hien| tham muu| trien khai)?")),
    (
        "lead",
        re.compile(
            rf"(?:{BODY} ?)?(?:chu tri|dau moi|chiu trach nhiem(?: chinh)?){_LEAD_DOES}|{_BODY_DOES}"
            r"|phan cong(?: thuc hien| nhiem vu| trach nhiem)?|trach nhiem thuc hien"
        ),
    ),
    (
        "timeframe",
        re.compile(
            rf"thoi (?:gian|han|diem){_WHEN}|tien do(?: thuc hien| hoan thanh)?|lo trinh(?: thuc hien)?|han hoan thanh"
        ),
    ),
    ("product", re.compile(rf"(?:du kien )?(?:san pham|ket qua|dau ra){_OUTPUT}")),
    (
        "other",
        re.compile(
            r"(?:lanh dao|nguoi|dong chi|thanh vien)(?: [a-z]+)? (?:phu trach|chi dao|theo doi)"
            r"|(?:nguon )?kinh phi(?: thuc hien)?|nguon luc(?: thuc hien)?|dia diem|hinh thuc(?: thuc hien)?|doi tuong"
            r"|quy mo"
        ),
    ),
    ("content", re.compile(r"(?:noi dung|nhiem vu)(?: (?:thuc hien|cong viec|cu the|trien khai|chu yeu))?")),
)
NEXT = re.compile(r"[;.]\s+(?=[^\W\d_])")
COLON = re.compile(r"\s*:\s*")
MAX_LABEL = 70


@dataclass(frozen=True, slots=True)
class Label:
    role: str
    value: Span  # what stands after the colon; may be empty


@dataclass(slots=True)
class Assignments:
    """``labels``: blocks that are labels (or stand under one); ``of``: what they say of a block, role → values."""

    labels: dict[int, list[Label]] = field(default_factory=dict)
    of: dict[int, dict[str, list[Span]]] = field(default_factory=dict)

    def is_task_label(self, block: int) -> bool:
        """Whether a block is a label and no content of its own."""
        return block in self.labels and self.labels[block][0].role != "content"


def read_label(text: str, at: int = 0) -> Label | None:
    """The label that a stretch of text opens with; ``at`` is its offset in the clean text."""
    colon = text.find(":")
    if not 0 < colon <= MAX_LABEL:
        return None
    head = re.sub(r"\s+", " ", fold(text[:colon])).strip(" -+*•()")
    role = next((role for role, pattern in LABELS if pattern.fullmatch(head)), None)
    if role is None:
        return None
    m = COLON.match(text, colon)
    start = m.end() if m else colon + 1
    return Label(role, Span(at + start, at + len(text.rstrip(" .;"))))


def read_labels(text: str, at: int = 0) -> list[Label]:
    """All labels of a line ("Đơn vị chủ trì: A; Đơn vị phối hợp: B"); none where it does not open with one."""
    cuts = [0, *(m.end() for m in NEXT.finditer(text) if read_label(text[m.end() :]))]
    labels = [read_label(text[a:b], at + a) for a, b in pairwise([*cuts, len(text)])]
    return [label for label in labels if label] if labels[0] else []


def read_assignments(layout: Layout) -> Assignments:
    """All assignment blocks of the outline."""
    found = Assignments()
    children: dict[int | None, list[int]] = defaultdict(list)
    for i, block in enumerate(layout.blocks):
        children[block.parent].append(i)
        under = block.parent is not None and found.is_task_label(block.parent)
        labels = read_labels(layout.clean.at(block.span), block.span.start)
        if under and block.parent is not None:
            role = found.labels[block.parent][-1].role
            found.labels[i] = labels if labels and labels[0].role != "content" else [Label(role, block.span)]
        elif labels and block.kind in ("point", "dash", "plus", "paragraph"):
            found.labels[i] = labels
    for parent, blocks in children.items():
        _share(layout, found, children, parent, blocks)
    return found


def _share(
    layout: Layout, found: Assignments, children: dict[int | None, list[int]], parent: int | None, blocks: list[int]
) -> None:
    """Gives each run of labels among the children of a block to the points that it holds for."""
    waiting: list[int] = []  # points since the last run of labels
    said: dict[str, list[Span]] = {}
    owners: list[int] = []
    for i in blocks:
        if not found.is_task_label(i):
            if said:
                waiting, said, owners = [], {}, []
            if not (layout.blocks[i].kind == "plus" and i in found.labels):  # "+ Nội dung: …" is the dash's own
                waiting.append(i)
            continue
        if not said:
            unmarked = layout.blocks[i].kind == "paragraph"
            owners = _owners(layout, found, children, parent, waiting, unmarked)
            for owner in owners:
                found.of[owner] = said
        for place in (i, *_below(children, i)):
            for label in found.labels.get(place, []):
                if label.value.end > label.value.start:
                    said.setdefault(label.role, []).append(label.value)


def _owners(
    layout: Layout,
    found: Assignments,
    children: dict[int | None, list[int]],
    parent: int | None,
    waiting: list[int],
    unmarked: bool,
) -> list[int]:
    if waiting:
        return [b for w in waiting for b in (w, *_below(children, w)) if b not in found.of]
    if parent is None:
        return []
    owners = [parent]
    kind = layout.blocks[parent].kind
    if kind == "dash" and unmarked:  # unmarked labels after the last of several dashes hold for all of them
        siblings = children[layout.blocks[parent].parent]
        for before in reversed(siblings[: siblings.index(parent)]):
            if before in found.of or layout.blocks[before].kind != "dash" or found.is_task_label(before):
                break
            owners.append(before)
    return owners


def _below(children: dict[int | None, list[int]], block: int) -> list[int]:
    return [b for child in children.get(block, []) for b in (child, *_below(children, child))]
