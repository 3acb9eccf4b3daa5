"""What each part of a document is for: purpose, objectives, tasks and solutions, carrying out.

From the words of headings, as the kinds of document have them (Nghị định 30/2020/NĐ-CP; plans and programmes of
offices). Only the parts on tasks and on carrying out hold tasks; objectives hold targets.
"""

from __future__ import annotations

import re
from typing import Literal

from ingest.layout import Block, Layout
from ingest.letters import fold

Purpose = Literal["purpose", "objective", "tasks", "carry_out", "report_form", "force", "none"]

OPENING = r"(?:(?:mot so|cac|nhung|ve|phan|noi dung) )*"
PATTERNS: tuple[tuple[Purpose, re.Pattern[str]], ...] = (
    ("report_form", re.compile(r"(?:noi dung|phuong thuc|hinh thuc|mau|bieu mau) (?:bao cao|de cuong)")),
    ("force", re.compile(r"(?:dieu khoan (?:thi hanh|chuyen tiep)|hieu luc thi hanh|quy dinh chuyen tiep|giai thich tu ngu|quy dinh chung|pham vi|doi tuong)")),
    ("purpose", re.compile(
        rf"{OPENING}(?:muc dich|yeu cau(?! doi voi (?:cac )?don vi)|quan diem|nguyen tac|danh gia|tinh hinh|thuc trang|ket qua dat duoc|ton tai|han che|"
        r"nguyen nhan|su can thiet|can cu|boi canh|dinh huong|co so phap ly|pham vi|doi tuong|bai hoc)\b")),
    ("objective", re.compile(rf"{OPENING}(?:(?:he thong )?(?:cac )?(?:muc tieu|chi tieu)|tam nhin)\b(?!.*\b(?:nhiem vu|giai phap)\b)")),
    ("carry_out", re.compile(
        rf"{OPENING}(?:to chuc (?:thuc hien|trien khai)|trien khai thuc hien|trach nhiem|phan cong|che do (?:thong tin )?,?\s?bao cao|bao cao\b|thoi gian (?:gui )?bao cao|"
        r"kiem tra,? giam sat|giam sat|kinh phi|nguon luc|lo trinh|ke hoach to chuc)")),
    ("tasks", re.compile(r".*\b(?:nhiem vu|giai phap|noi dung|cong viec|hoat dong|bien phap|trong tam|cong tac)\b")),
)  # fmt: skip
TOP = frozenset({"Phần", "Chương", "Mục", "Điều"})


def purpose_of_heading(text: str, top: bool) -> Purpose | None:
    """What a heading's words say; only the headings at the top may speak of tasks with words inside them."""
    folded = re.sub(r"\s+", " ", fold(text)).strip(" .:-")
    for purpose, pattern in PATTERNS:
        if purpose == "tasks" and not top:
            if re.match(rf"{OPENING}(?:nhiem vu|giai phap)\b", folded):
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
    """For each block its part's purpose, "none" outside any part that headings name."""
    children = {b.parent for b in layout.blocks if b.parent is not None}
    result: list[Purpose] = []
    for i, block in enumerate(layout.blocks):
        above: Purpose = result[block.parent] if block.parent is not None else "none"
        own: Purpose | None = None
        if block.marker and block.kind == "point":
            text = layout.clean.at(block.span)
            first = _first_line(layout, i) if not text else text
            top = block.parent is None or result[block.parent] == "none" or bool(TOP & {block.marker.split()[0]})
            if is_heading(block, first, i in children) or block.marker.startswith("Điều"):
                own = purpose_of_heading(first, top)
        if own == "objective" and above in ("tasks", "carry_out") and block.level > 2:
            own = None  # "Xây dựng mục tiêu …" under tasks is work
        result.append(own or above)
    return result


def _first_line(layout: Layout, index: int) -> str:
    """An article whose heading the file puts on the next line."""
    after = layout.blocks[index + 1] if index + 1 < len(layout.blocks) else None
    return layout.clean.at(after.span)[:160] if after and after.kind == "paragraph" else ""
