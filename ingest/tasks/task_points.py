"""Which points of the prose and rows of the tables are tasks: the smallest printed unit that orders action.

The rule is that of the record format ("what is a task"). Finding only: who leads, supports and by when is read by
`ingest.tasks.tasks`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import count

from ingest.letters import fold
from ingest.structure.charges import ordering_from
from ingest.structure.layout import Block, Layout, Row, Span, Table
from ingest.structure.orders import ACTS, is_closing, names_body
from ingest.structure.sections import Purpose, is_heading
from ingest.tables.columns import is_task_table
from ingest.tasks.assignment import Assignments, read_assignments

# Closing formulas and pointers: they order nothing that could be done and ticked off. Folded.
CLOSING = re.compile(
    r"(?:tren day la|trong qua trinh (?:trien khai|thuc hien|to chuc)|neu co (?:kho khan|vuong mac)|"
    r"(?:yeu cau|de nghi|giao)?.{0,200}\bnghiem tuc (?:to chuc )?(?:trien khai|thuc hien)\b.{0,80}(?:ke hoach"
    r"|chi thi|cong van|noi dung) (?:nay|tren)|"
    r"(?:(?:yeu cau|de nghi|tren day|can cu) )?.{0,250}\b(?:nghiem tuc (?:to chuc )?(?:trien khai )?thuc hien"
    r"|nghiem tuc trien khai|(?:to chuc |trien khai )*thuc hien nghiem tuc)(?: cac noi dung (?:neu )?tren)?[ ./;]*$|"
    r"(?:quyet dinh|ke hoach|chi thi|nghi quyet|thong tu|nghi dinh|cong van|chuong trinh|quy che|quy dinh"
    r"|thong bao) nay\b|"
    r"(?:ban hanh|phe duyet|cong bo|thong qua)(?: va (?:ban hanh|cong bo))? kem theo (?:quyet dinh|nghi quyet|thong tu"
    r"|nghi dinh|van ban) nay\b|"
    r"(?:so|khoi|thoi) luong(?: [^:;.]{1,30})?: ?(?:khoang |toi thieu |toi da |tu |\d)[^;:]{0,60}$|"
    r".{0,900}\bchiu trach nhiem thi hanh\b|.{0,900}\b(?:co|chiu) trach nhiem (?:to chuc |trien khai |nghiem tuc )*"
    r"(?:thi hanh|thuc hien) (?:dung |day du |nghiem tuc |nghiem )*(?:quyet dinh|nghi quyet|quy che"
    r"|quy dinh) nay[ ./;]*$|"
    r".{0,300}\bcan cu (?:quyet dinh|nghi quyet|ke hoach) (?:nay )?thi hanh)"
)
# "(Kế hoạch triển khai đính kèm)", "Chi tiết tại Phụ lục kèm theo": the matter stands elsewhere.
POINTER = re.compile(
    r"\(.*\)[.;]?$|(?:[^:]{0,80}: ?)?\(?(?:Chi tiết|Cụ thể|Nội dung chi tiết)? ?(?:tại|theo|như|được nêu tại"
    r"|nêu tại) (?:các )?(?:Phụ lục|Kế hoạch|Biểu|Bảng|Danh mục)[^.;]{0,80}[.;)]*$",
    re.I,
)
# "Thời hạn (hoàn thành) chậm nhất 05 ngày làm việc kể từ …": the time of the task before, in a paragraph of its own.
DEADLINE = re.compile(
    r"(?:thoi (?:han|gian)(?: hoan thanh| thuc hien| giai quyet| gui)?:? (?:la )?(?:cham nhat|truoc|trong|khong qua|\d)"
    r"|hoan thanh (?:(?:xong|cham nhat) )?(?:truoc|trong|cham nhat)(?: ngay| thoi han| nam| thang| quy| \d))"
    r"[^.;:]{0,120}[.;/ ]*$"
)
LEAD_IN_ONLY = re.compile(r".*(?:nhu sau|sau day|sau|cu the|gom|bao gom|noi dung|nhiem vu)\s*:$")


TOP_MARKER = re.compile(r"[IVXL]+|[A-HĐ]")
NO_TASKS = frozenset({"purpose", "objective", "force", "report_form"})


@dataclass(slots=True)
class TaskPoint:
    """A task before its roles are read. ``lead_ins`` are indices of blocks (outermost first) that may name its body."""

    path: str
    spans: list[Span]
    subitems: list[Span] = field(default_factory=list)
    group: str | None = None
    lead_ins: list[int] = field(default_factory=list)
    table: Table | None = None
    row: Row | None = None
    purpose: Purpose = "tasks"
    block: int | None = None
    labels: dict[str, list[Span]] = field(default_factory=dict)  # role → what its assignment block says
    notes: list[Span] = field(default_factory=list)  # unmarked paragraphs under its subitems


def find_points(layout: Layout, purposes: list[Purpose]) -> list[TaskPoint]:
    """All tasks in printed order."""
    points = _of_prose(layout, purposes)
    for table in layout.tables:
        if is_task_table(table.columns):
            points.extend(_of_table(layout, table))
    points.sort(key=lambda p: p.spans[0].start)
    _tell_apart(points)
    return points


def _tell_apart(points: list[TaskPoint]) -> None:
    """Counts the points of a place that is printed twice (two parts "IV", two points "3."): "IV.1.a", "IV.1.a#2"."""
    taken = {point.path for point in points}
    seen: set[str] = set()
    for point in points:
        if point.path in seen:
            place = point.path.partition("#")[0]
            point.path = next(path for n in count(2) if (path := f"{place}#{n}") not in taken)
            taken.add(point.path)
        seen.add(point.path)


def _of_table(layout: Layout, table: Table) -> list[TaskPoint]:
    text_at = table.column("text")
    points = []
    for row in table.rows:
        cell = row.cells[text_at] if text_at is not None else None
        if row.kind != "item" or cell is None or not any(c.isalpha() for c in layout.clean.at(cell)):
            continue  # a number alone is a cell of a form
        group = table.rows[row.group] if row.group is not None else None
        heading = group.cells[text_at] if group and text_at is not None else None
        points.append(
            TaskPoint(row.path, [cell], group=layout.clean.at(heading) if heading else None, table=table, row=row)
        )
    return points


def _of_prose(layout: Layout, purposes: list[Purpose]) -> list[TaskPoint]:
    given = read_assignments(layout)
    children: dict[int, list[int]] = defaultdict(list)
    for i, block in enumerate(layout.blocks):
        if block.parent is not None and not given.is_task_label(i):
            children[block.parent].append(i)
    points: list[TaskPoint] = []
    for i, block in enumerate(layout.blocks):
        if given.is_task_label(i) or block.kind not in ("point", "dash", "paragraph"):
            continue
        if i in given.of and purposes[i] not in NO_TASKS and not _has_points(layout, children, i):
            pluses = [layout.blocks[c].span for c in children[i] if layout.blocks[c].kind == "plus"]
            point = _point(layout, children, i, [_content(given, i, block)], pluses, block.path)
            point.labels = given.of[i]
            points.append(point)
        elif purposes[i] in ("tasks", "carry_out"):
            points.extend(_of_block(layout, purposes, children, i))
    return points


def _has_points(layout: Layout, children: dict[int, list[int]], i: int) -> bool:
    """Whether smaller points stand under a block, or its own text is only a label ("a) Nhiệm vụ:")."""
    return any(layout.blocks[c].kind in ("point", "dash") for c in children[i])


def _content(given: Assignments, i: int, block: Block) -> Span:
    """The text of a task without its label "Nội dung:"."""
    label = given.labels[i][0] if i in given.labels else None
    return label.value if label and label.value.end > label.value.start else block.span


def _of_block(layout: Layout, purposes: list[Purpose], children: dict[int, list[int]], i: int) -> list[TaskPoint]:
    """The tasks that a block itself prints; its children are asked on their own."""
    block = layout.blocks[i]
    text = layout.clean.at(block.span)
    below = [layout.blocks[c] for c in children[i]]
    marked = [b for b in below if b.kind in ("point", "dash")]
    if block.kind == "paragraph":
        return _of_paragraph(layout, purposes, children, i)
    top = block.marker.split(" ")[0] in ("Phần", "Chương", "Mục")
    if marked or top or (TOP_MARKER.fullmatch(block.marker) and is_heading(block, text, bool(below))):
        return []  # a heading or lead-in: what stands under it is smaller
    paragraphs = [b for b in below if b.kind == "paragraph"]
    pluses = [b for b in below if b.kind == "plus"]
    if block.kind == "dash":
        idle = not pluses and (is_recipients(text) or CLOSING.match(fold(text)))
        return [] if idle else [_of_dash(layout, children, i, paragraphs, pluses)]
    span = _order_span(layout, block)
    text = layout.clean.at(span)
    if (paragraphs and is_heading(block, text, True)) or CLOSING.match(fold(text)) or POINTER.match(text):
        return []  # its paragraphs are the tasks; or it orders nothing
    if not text or (is_heading(block, text, False) and not _orders(text) and not below and _is_last_heading(layout, i)):
        return []
    numbered = [
        c for c in children[i]
        if layout.blocks[c].kind == "paragraph" and _is_task_paragraph(layout, layout.blocks[c])
    ]  # fmt: skip
    path = f"{block.path}#1" if numbered else block.path
    return [_point(layout, children, i, [span], [b.span for b in pluses], path)]


def _order_span(layout: Layout, block: Block) -> Span:
    """Of an article whose first sentences decide ("Quyết định này có hiệu lực … Giao Sở A …") what orders."""
    above = layout.blocks[block.parent].marker if block.parent is not None else ""
    article = block.marker.startswith("Điều") or (block.kind == "paragraph" and above.startswith("Điều"))
    start = ordering_from(layout.clean.at(block.span)) if article else 0
    return Span(block.span.start + start, block.span.end) if start > 0 else block.span


def _of_dash(
    layout: Layout, children: dict[int, list[int]], i: int, paragraphs: list[Block], pluses: list[Block]
) -> TaskPoint:
    """A dash with the paragraphs that belong to its own text and the points marked "+" under it."""
    block = layout.blocks[i]
    first_plus = pluses[0].span.start if pluses else None
    own = [b.span for b in paragraphs if first_plus is None or b.span.start < first_plus]
    if not layout.clean.at(block.span).endswith(":") and not pluses:
        own = []
    point = _point(layout, children, i, [block.span, *own], [b.span for b in pluses], block.path)
    under = [c for c in children[i] if layout.blocks[c].kind == "plus"]
    point.notes = [layout.blocks[n].span for c in under for n in children[c] if layout.blocks[n].kind == "paragraph"]
    return point


def _under_dash(layout: Layout, children: dict[int, list[int]], i: int, dash: int) -> list[TaskPoint]:
    """A paragraph under a dash that is a whole order of its own: "#2" of it. Others belong to the dash's own text."""
    above = layout.blocks[dash]
    below = [layout.blocks[c] for c in children[dash]]
    if above.kind != "dash" or layout.clean.at(above.span).endswith(":") or any(b.kind != "paragraph" for b in below):
        return []
    whole = [b for b in below if _is_task_paragraph(layout, b) and layout.clean.at(b.span).endswith((".", ";"))]
    block = layout.blocks[i]
    goes_on = any(
        b.kind in ("point", "dash") and b.part == block.part for b in layout.blocks[i + 1 :]
    )  # else it closes
    if block not in whole or not goes_on or not layout.clean.at(block.span)[:1].isupper():
        return []
    return [_point(layout, children, i, [block.span], [], f"{above.path}#{whole.index(block) + 2}")]


def _of_paragraph(layout: Layout, purposes: list[Purpose], children: dict[int, list[int]], i: int) -> list[TaskPoint]:
    block = layout.blocks[i]
    if not _is_task_paragraph(layout, block) or purposes[i] == "report_form" or _is_title(layout, i):
        return []
    if block.parent is None:
        return _unmarked(layout, purposes, children, i)
    parent = layout.blocks[block.parent]
    text = layout.clean.at(parent.span)
    if parent.kind in ("dash", "plus"):
        return _under_dash(layout, children, i, block.parent)
    siblings = [layout.blocks[c] for c in children[block.parent]]
    if any(b.kind in ("point",) and b.span.start > block.span.start for b in siblings) and layout.clean.at(
        block.span
    ).endswith(":"):
        return []  # a lead-in of the points after it
    tasks = [
        layout.blocks[c] for c in children[block.parent]
        if layout.blocks[c].kind == "paragraph" and _is_task_paragraph(layout, layout.blocks[c])
        and not _is_title(layout, c)
    ]  # fmt: skip
    own = not is_heading(parent, text, True) and bool(text) and not any(b.kind in ("point", "dash") for b in siblings)
    n = tasks.index(block) + 1 + (1 if own else 0)
    path = parent.path if len(tasks) == 1 and not own else f"{parent.path}#{n}"
    if any(b.kind == "dash" for b in siblings) and layout.clean.at(block.span).endswith(":"):
        return []
    return [_point(layout, children, i, [_order_span(layout, block)], [], path)]


def _unmarked(layout: Layout, purposes: list[Purpose], children: dict[int, list[int]], i: int) -> list[TaskPoint]:
    """A paragraph outside any point: tasks of its part are counted, "#1", "#2", where there are several."""
    block = layout.blocks[i]
    if layout.clean.at(block.span).rstrip().endswith(":"):
        return []
    peers = [
        n for n, b in enumerate(layout.blocks)
        if b.kind == "paragraph" and b.parent is None and b.part == block.part and purposes[n] in ("tasks", "carry_out")
        and _is_task_paragraph(layout, b) and not layout.clean.at(b.span).rstrip().endswith(":")
    ]  # fmt: skip
    return [_point(layout, children, i, [block.span], [], f"{block.part}#{peers.index(i) + 1}")]


def _is_title(layout: Layout, i: int) -> bool:
    """The title of an article or a chapter that the file puts on the line below "Điều 18."."""
    block = layout.blocks[i]
    above = layout.blocks[block.parent] if block.parent is not None else None
    if above is None or block.parent != i - 1 or not above.marker.startswith(("Điều", "Chương", "Mục", "Phần")):
        return False
    text = layout.clean.at(block.span).rstrip()
    return not layout.clean.at(above.span) and len(text) < 250 and not text.endswith((".", ";", ":"))


def _is_task_paragraph(layout: Layout, block: Block) -> bool:
    text = layout.clean.at(_order_span(layout, block))
    return (
        len(text) > 20
        and not DEADLINE.match(fold(text))
        and not POINTER.match(text)
        and not CLOSING.match(fold(text))
        and not is_closing(text)
    )


def is_recipients(text: str) -> bool:
    """The list of who gets a copy, run together: "Chính phủ; - Ban A; - Các bộ; - Lưu: VT"."""
    pieces = re.split(r"; ?- ?", text)
    bodies = sum(names_body(piece) for piece in pieces)
    return len(pieces) > 2 and bodies >= len(pieces) - 1 and not ACTS.search(fold(text).replace("ban to chuc", ""))


def _orders(text: str) -> bool:
    return len(text) > 60 or bool(
        re.search(r"\b(?:chủ trì|phối hợp|tổ chức|thực hiện|xây dựng|rà soát|triển khai)\b", text)
    )


def _is_last_heading(layout: Layout, i: int) -> bool:
    """A short line followed by nothing of its own: a heading whose matter stands elsewhere (an annex, a table)."""
    return len(layout.clean.at(layout.blocks[i].span)) < 60


def _point(
    layout: Layout, children: dict[int, list[int]], i: int, spans: list[Span], subitems: list[Span], path: str
) -> TaskPoint:
    lead_ins: list[int] = []
    group: str | None = None
    at: int | None = layout.blocks[i].parent
    child = i
    while at is not None:
        unmarked = (c for c in children[at] if c < child and layout.blocks[c].kind == "paragraph")
        before = [c for c in unmarked if layout.clean.at(layout.blocks[c].span).endswith(":")]
        lead_ins[:0] = [at, *before[-1:]]
        if group is None and layout.blocks[at].kind == "point":
            group = layout.clean.at(layout.blocks[at].span).rstrip(" :.") or None
        child, at = at, layout.blocks[at].parent
    first = layout.blocks[i].parent
    if layout.blocks[i].kind == "paragraph" and first is not None:
        lead_ins = [b for b in lead_ins if b != first] + [first]
    return TaskPoint(path, spans, subitems, group, lead_ins, block=i)
