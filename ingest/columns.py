"""The head of a table: what each column holds, from its header words in all their variants."""

from __future__ import annotations

import re

from ingest.layout import Column, ColumnRole
from ingest.letters import fold

# Folded header words → role; the first that matches wins, so the special stand before the general.
HEADERS: tuple[tuple[ColumnRole, re.Pattern[str]], ...] = (
    ("marker", re.compile(r"(?:so )?(?:tt|stt|so thu tu)\b|#$")),
    ("note", re.compile(r"(?:.*\b)?ghi chu\b")),
    ("measure_unit", re.compile(r"(?:.*\b)?(?:don vi (?:tinh|do)|dvt)\b")),
    ("report_lead", re.compile(r".*\b(?:chu tri|dau moi|theo doi)\b.*\b(?:tong hop|bao cao|danh gia)\b")),
    ("report_support", re.compile(r".*\bphoi hop\b.*\b(?:tong hop|bao cao|danh gia)\b")),
    ("support", re.compile(r"(?!.*\bchu tri\b).*\bphoi hop\b")),
    ("lead", re.compile(r"(?!.*\bphoi hop\b).*\b(?:chu tri|dau moi|phu trach|chiu trach nhiem)\b")),
    ("units", re.compile(
        r"(?:.*\b(?:co quan|don vi|phong|ban|ca nhan|to chuc)\b.*\b(?:thuc hien|tham muu|trien khai|duoc giao)\b|"
        r".*\bphan cong\b|trach nhiem\b|.*\bchu tri\b.*\bphoi hop\b)")),
    ("timeframe", re.compile(r".*\b(?:thoi (?:gian|han|diem)|tien do|ngay hoan thanh|han hoan thanh|lo trinh)\b")),
    ("product", re.compile(r".*\b(?:san pham|ket qua|dau ra|hinh thuc van ban)\b")),
    ("value", re.compile(
        r"(?:.*\b(?:nam|den|giai doan|chi tieu|ke hoach|muc tieu|thuc hien|uoc)\b.*)?\b20[1-5]\d\b(?!.*\b(?:noi dung|nhiem vu)\b)")),
    ("indicator", re.compile(r"(?:ten )?(?:cac )?(?:chi tieu|chi so|muc tieu)\b")),
    ("text", re.compile(
        r"(?:.*\b(?:noi dung|nhiem vu|cong viec|hoat dong|giai phap|ten (?:viec|de an|du an|van ban)|de an|nhom)\b)")),
)  # fmt: skip
YEAR = re.compile(r"\b(20[1-5]\d)\b")
MAX_HEADER = 120  # characters; a longer cell is content


def role_of(header: str) -> ColumnRole | None:
    """The role that a header's words give, None where they are no header words."""
    folded = re.sub(r"\s+", " ", fold(header)).strip(" .:*")
    if not folded or len(folded) > MAX_HEADER:
        return None
    return next((role for role, pattern in HEADERS if pattern.match(folded)), None)


def columns_of(headers: list[str]) -> list[Column]:
    """Roles of a whole head: its columns are told by each other (a lead column of an indicator table reports)."""
    columns = []
    for header in headers:
        role = role_of(header) or "other"
        years = YEAR.findall(header)
        columns.append(Column(role, header.strip(), int(years[-1]) if role == "value" and years else None))
    roles = [c.role for c in columns]
    if "indicator" in roles and ("value" in roles or "measure_unit" in roles):
        for column in columns:
            if column.role in ("lead", "report_lead"):
                column.role = "report_lead"
            elif column.role in ("support", "report_support"):
                column.role = "report_support"
    else:
        for column in columns:
            column.role = {"indicator": "text", "report_lead": "lead", "report_support": "support"}.get(column.role, column.role)  # type: ignore[assignment]
    if "text" not in roles and "indicator" not in roles:
        free = next((c for c in columns if c.role == "other"), None)
        if free and len(columns) > 2:
            free.role = "text"
    if "lead" not in roles and "units" in roles and "report_lead" not in roles:
        next(c for c in columns if c.role == "units").role = "lead" if "support" in roles else "units"
    return columns


def is_task_table(columns: list[Column]) -> bool:
    """Whether rows of a table assign or list work: a text column beside one for units, time or product."""
    roles = {c.role for c in columns}
    return "text" in roles and bool(roles & {"lead", "support", "units", "timeframe", "product"})


def is_indicator_table(columns: list[Column]) -> bool:
    roles = {c.role for c in columns}
    return "indicator" in roles and bool(roles & {"value", "measure_unit"})
