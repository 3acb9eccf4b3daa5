"""Tables flattened to one cell a line, their merged and empty cells lost.

Rows open at markers that continue the numbering. The cells of a row go to the columns in order; where more than one
reading is possible, the one is taken that agrees best with the rows of the same table that leave no choice.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Literal

from ingest.letters import fold
from ingest.structure.lines import Line, Strand, join
from ingest.structure.markers import cell_class, cell_label
from ingest.structure.paragraphs import CONTINUES, FURNITURE, PUNCTUATION_ONLY, is_torn
from ingest.tables.columns import columns_of, role_of
from ingest.tables.grid import Grid, GridRow

CellClass = Literal["unit", "time", "number", "measure", "placeholder", "text"]
UNIT_HEAD = re.compile(
    r"(?:\(?[ivx]+\)\s*)?(?:cac )?(?:(?:ban(?! hanh)|vu|cuc|tong cuc|trung tam|van phong|bao hiem|bhxh|so|ubnd"
    r"|uy ban|phong(?! chong)|vien|tap chi|"
    r"thanh tra|kiem toan|bo|cong an|toa an|don vi|co quan|thanh vien|hoi|lien doan|doan|truong|hoc vien"
    r"|benh vien|dai|bao|cong ty|tap doan|"
    r"ngan hang|kho bac|thue|hai quan|chi cuc|uy ban|dang uy|mat tran|tong cong ty|quy|khoa|to|nha xuat ban"
    r"|thuong truc|chanh van phong|"
    r"giam doc|thu truong|truong phong|hieu truong|chu tich|bo truong|to chuc|cap uy|dia phuong|xa|phuong"
    r"|huyen|thanh pho|tinh)\b)"
)  # folded. Not: verbs that open a task ("ban hành", "phòng, chống", "tổ chức thực hiện" are told by length and verbs)
TASK_VERB = re.compile(
    r"(?:to chuc|bao) (?:thuc hien|trien khai|cac|hoi|lop|tap huan|kiem tra|danh gia|cao|dam)|phong,? chong"
    r"|so hoa|so ket|quy hoach|thue (?:dich|tu)"
)
PLACEHOLDER = re.compile(r"theo (?:chuc nang|nhiem vu|phan cong|tham quyen|linh vuc)")
TIME = re.compile(
    r"(?:nhiem vu )?(?:thuong xuyen|hang (?:nam|thang|quy|tuan|ngay)|hằng|dinh ky|giai doan|trong (?:nam|quy"
    r"|thang)|nam 20\d\d|quy [ivx\d]|"
    r"thang \d|truoc|sau|tu (?:nam|thang|ngay|quy)|den (?:nam|het|ngay)|cham nhat|dot xuat"
    r"|theo (?:chuong trinh|ke hoach|tien do|lo trinh)|ngay \d|"
    r"\d{1,2}/\d{1,2}/20\d\d|\d{1,2}/20\d\d|20\d\d)"
)
NUMBER = re.compile(r"[<>≥≤~]?\s?\d{1,3}(?:[.,]\d+)*\s?%?|hoan thanh|x|-")
MEASURE = re.compile(
    r"%(?:/nam)?|‰|(?:(?:nghin|trieu|ty) )*(?:dong|usd|nguoi|luot(?: nguoi| khach)?|ha|m2|m3|tan)|gb|km|km2|mw|kwh"
    r"|diem|don vi|ho so|dich vu|thu tuc|giuong|xa|co so|cai|chi so|hang|bac|lan|cuoc|vu|du an|cong trinh|doanh nghiep"
    r"|gio|phut|giay|ngay(?: lam viec)?|tuan|thang|nam|tuoi|bac si|giuong(?: benh)?/\S+(?: dan)?|bac si/\S+(?: dan)?"
)
# What a cell of a class costs in a column of a role; absent pairs are as good as impossible.
COST: dict[tuple[str, str], float] = {
    ("text", "text"): 0, ("text", "indicator"): 0, ("text", "product"): 0.8, ("text", "note"): 1.6,
    ("text", "other"): 1,
    ("unit", "lead"): 0, ("unit", "support"): 0, ("unit", "units"): 0, ("unit", "report_lead"): 0,
    ("unit", "report_support"): 0,
    ("unit", "text"): 3, ("unit", "note"): 2, ("unit", "product"): 3, ("unit", "indicator"): 3,
    ("time", "timeframe"): 0, ("time", "note"): 2, ("time", "text"): 3, ("time", "other"): 2, ("time", "value"): 2,
    ("placeholder", "lead"): 0, ("placeholder", "support"): 0.5, ("placeholder", "units"): 0,
    ("placeholder", "timeframe"): 1,
    ("text", "lead"): 4, ("text", "support"): 4, ("text", "units"): 4, ("text", "timeframe"): 4,
    ("number", "value"): 0, ("number", "other"): 1, ("number", "text"): 4, ("number", "note"): 3,
    ("measure", "measure_unit"): 0, ("measure", "note"): 3, ("measure", "text"): 4,
}  # fmt: skip
# a second cell there
AGAIN = {"text": 0.2, "indicator": 0.2, "lead": 0.5, "support": 0.45, "units": 0.3, "note": 0.5, "product": 0.5}
EMPTY_COST = {"lead": 1.0, "timeframe": 0.6, "support": 0.6, "text": 4, "indicator": 4, "units": 1.0}


def header_at(lines: Sequence[Line], start: int) -> tuple[list[str], int] | None:
    """Header words from a line on, one cell a line, with the index after them; None where no head starts here."""
    if role_of(lines[start].strand.text) != "marker":
        return None
    headers: list[str] = []
    roles: list[str] = []
    at = start
    while at < len(lines) and at < start + 24 and lines[at].cells is None:
        text = lines[at].strand.text
        if at > start and lines[at].indent >= 2 and headers and lines[at].number == lines[at - 1].number + 1:
            headers[-1] += " " + text
            roles[-1] = role_of(headers[-1]) or "other"
            at += 1
            continue
        role = role_of(text)
        if cell_label(text) or (role is None and len(text) > 40) or (at > start and role == "marker"):
            break
        if role is None and not (
            at + 1 < len(lines) and (role_of(lines[at + 1].strand.text) or lines[at + 1].indent >= 2)
        ):
            break
        headers.append(text)
        roles.append(role or "other")
        at += 1
    if len(headers) < 3 or sum(r != "other" for r in roles) < 3:
        return None
    return _leaves(headers, roles), at


def _leaves(headers: list[str], roles: list[str]) -> list[str]:
    """Header cells of a two-row head in printed columns: a parent ("Đơn vị thực hiện") gives way to its parts."""
    if "units" in roles and "lead" in roles and "support" in roles:
        parent, lead, support = roles.index("units"), roles.index("lead"), roles.index("support")
        rest = [h for i, h in enumerate(headers) if i not in (parent, lead, support)]
        return [*rest[:parent], headers[lead], headers[support], *rest[parent:]]
    parent = next((i for i, r in enumerate(roles) if r == "report_lead" and "report_lead" in roles[i + 1 :]), -1)
    if parent >= 0:
        return headers[:parent] + headers[parent + 1 :]
    return headers


def cells_of(lines: Sequence[Line]) -> list[Strand]:
    """Lines → cells: indented lines and pieces torn off by links go to the cell above."""
    cells: list[Strand] = []
    indented = any(line.indent >= 2 for line in lines)
    for line in lines:
        text = line.strand.text
        if cells and not cell_label(text):
            before = cells[-1].text
            open_text = len(before) > 45 and not before.rstrip().endswith((".", ";", ":"))
            if PUNCTUATION_ONLY.match(text):
                cells[-1] = join([cells[-1], line.strand], "")
                continue
            if (line.indent >= 2 and indented and not cell_label(before)) or (
                is_torn(before, text, cell=True) and not cell_label(before)
            ):
                cells[-1] = join([cells[-1], line.strand])
                continue
            if indented and open_text and CONTINUES.match(text) and classify(text) not in ("number", "measure"):
                cells[-1] = join([cells[-1], line.strand])
                continue
            if (
                indented
                and before.endswith(";")
                and len(before) > 45
                and len(text) < 45
                and re.match(r"(?:Luật|Nghị|Quyết|Thông)\b", text)
            ):
                cells[-1] = join([cells[-1], line.strand])
                continue
        if not FURNITURE.match(text) or cell_label(text) or NUMBER.fullmatch(text):
            cells.append(line.strand)
    return cells


def classify(text: str) -> CellClass:
    """What a cell seems to hold, by its own words."""
    folded = fold(text).strip(" .;")
    if NUMBER.fullmatch(folded):
        return "number"
    if MEASURE.fullmatch(folded):
        return "measure"
    if len(folded) < 160 and PLACEHOLDER.match(folded):
        return "placeholder"
    if len(folded) < 130 and TIME.match(folded):
        return "time"
    if (
        UNIT_HEAD.match(folded)
        and not TASK_VERB.match(folded)
        and (len(folded) < 130 or re.search(r"[,;]", folded[:80]))
        and len(folded) < 400
    ):
        return "unit"
    return "text"


def read_flat(headers: list[str], lines: Sequence[Line], number: int) -> Grid:
    """The grid of a flattened table from its header words and the lines below them."""
    grid = Grid(columns_of(headers), number=number)
    values = any(c.role == "value" for c in grid.columns)
    cells = cells_of(lines)
    rows = _rows(cells, values)
    columns: list[tuple[int, str]] = [(i, c.role) for i, c in enumerate(grid.columns) if c.role != "marker"]
    profile: dict[str, Counter[str]] = defaultdict(Counter)
    for _, row in rows:
        units = [c for c in row if classify(c.text) == "unit"]
        roles = [r for _, r in columns if r in ("lead", "support", "report_lead", "report_support")]
        if len(units) == len(roles) == 2:
            for cell, role in zip(units, roles, strict=True):
                for key in _unit_keys(cell.text):
                    profile[key][role] += 1
    marker_at = grid.index("marker")
    for label, row in rows:
        placed: list[Strand | None] = [None] * len(grid.columns)
        if marker_at is not None and label is not None:
            placed[marker_at] = label
        for i, strands in _place(row, columns, profile).items():
            placed[i] = join(strands)
        grid.rows.append(GridRow(placed, cell_label(label.text) or "" if label else ""))
    return grid


def _unit_keys(text: str) -> list[str]:
    """Names of a cell as far as a semicolon, or a comma before a group, parts them."""
    return [re.sub(r"\W+", " ", part).strip() for part in re.split(r";|,(?= ?cac )", fold(text))]


def _rows(cells: list[Strand], values: bool) -> list[tuple[Strand | None, list[Strand]]]:
    """Cells → rows: (marker cell or None, other cells)."""
    rows: list[tuple[Strand | None, list[Strand]]] = []
    expected: dict[str, int] = {}
    filled: set[str] = set()  # classes of the cells of the last row
    for i, cell in enumerate(cells):
        label = cell_label(cell.text)
        following = cells[i + 1].text if i + 1 < len(cells) else ""
        if (
            label
            and following
            and _continues(label, expected)
            and classify(following) in ("text", "unit", "placeholder")
        ):
            _count(label, expected)
            rows.append((cell, []))
            filled = set()
            continue
        if not rows:
            rows.append((None, []))
        row = rows[-1][1]
        kind = classify(cell.text)
        opens = False
        if kind == "text" and row and (filled & {"number", "measure"} or ("time" in filled and not values)):
            opens = True  # a row that prints no number: "Trong đó: …"
        elif kind == "text" and row and row[-1].text.endswith(":") and not values and len(filled) == 1:
            opens = True  # the heading of a group, then its only row
        if opens:
            rows.append((None, [cell]))
            filled = {kind}
        else:
            row.append(cell)
            filled.add(kind)
    return rows


def _continues(label: str, expected: dict[str, int]) -> bool:
    """Whether a marker goes on with the numbering of its kind, or opens it."""
    kind = cell_class(label)
    if kind == "decimal":
        parts = [int(p) for p in label.split(".")]
        if len(parts) > 1:
            return True
        last = expected.get("decimal", 0)
        return parts[0] in (last + 1, 1) or last < parts[0] <= last + 2
    return True


def _count(label: str, expected: dict[str, int]) -> None:
    kind = cell_class(label)
    if kind == "decimal":
        expected["decimal"] = int(label.split(".", maxsplit=1)[0])
    elif kind in ("roman", "upper", "part"):
        expected.pop("decimal", None)


def _place(
    row: list[Strand], columns: list[tuple[int, str]], profile: dict[str, Counter[str]]
) -> dict[int, list[Strand]]:
    """Cells of a row → columns, in order, at the least cost (dynamic programming over cells × columns)."""
    if not row:
        return {}
    classes = [classify(c.text) for c in row]
    if set(classes) <= {"text"} or len(row) == 1:
        first = next((i for i, r in columns if r in ("text", "indicator")), columns[0][0])
        return {first: row}
    n, m = len(row), len(columns)
    best = [[math.inf] * (m + 1) for _ in range(n + 1)]
    came: dict[tuple[int, int], tuple[int, int]] = {}
    best[0][0] = 0.0
    for j in range(m):
        role = columns[j][1]
        for i in range(n + 1):
            if best[i][j] == math.inf:
                continue
            skip = best[i][j] + EMPTY_COST.get(role, 0.1)
            if skip < best[i][j + 1]:
                best[i][j + 1], came[i, j + 1] = skip, (i, j)
            cost = best[i][j]
            for k in range(i, n):
                cost += (
                    COST.get((classes[k], role), 6)
                    + (AGAIN.get(role, 5) if k > i else 0)
                    + _habit(row[k], classes[k], role, profile)
                )
                if cost < best[k + 1][j + 1]:
                    best[k + 1][j + 1], came[k + 1, j + 1] = cost, (i, j)
    placed: dict[int, list[Strand]] = {}
    i, j = n, m
    while j:
        pi, pj = came[i, j]
        if pi < i:
            placed[columns[pj][0]] = row[pi:i]
        i, j = pi, pj
    return placed


def _habit(cell: Strand, kind: str, role: str, profile: dict[str, Counter[str]]) -> float:
    """What the clear rows say of a unit: it costs to put it where they do not have it."""
    seen: Counter[str] = Counter()
    for key in _unit_keys(cell.text) if kind == "unit" else ():
        seen += profile.get(key, Counter())
    if not seen:
        return 0.3 if kind == "unit" and role == "support" and not re.match(r"cac ", fold(cell.text)) else 0.0
    total = sum(seen.values())
    return 1.5 * (1 - seen.get(role, 0) / total)
