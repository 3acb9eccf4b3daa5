"""The head of a table: what each column holds, from its header words in all their variants."""

from __future__ import annotations

import re

from ingest.letters import fold
from ingest.structure.layout import Column, ColumnRole

# Folded header words → role; the first that matches wins, so the special stand before the general.
HEADERS: tuple[tuple[ColumnRole, re.Pattern[str]], ...] = (
    ("marker", re.compile(r"(?:so )?(?:tt|stt|so thu tu)\b|thu tu(?: cong viec)?$|#$")),
    ("note", re.compile(r"(?:.*\b)?ghi chu\b")),
    ("measure_unit", re.compile(r"(?:.*\b)?(?:don vi (?:tinh|do)|dvt)\b")),
    ("report_lead", re.compile(r".*\b(?:chu tri|dau moi|theo doi)\b.*\b(?:tong hop|bao cao|danh gia)\b")),
    ("report_support", re.compile(r".*\bphoi hop\b.*\b(?:tong hop|bao cao|danh gia)\b")),
    ("support", re.compile(r"(?!.*\bchu tri\b).*\bphoi hop\b")),
    ("lead", re.compile(
        r"(?!.*\b(?:phoi hop|giai trinh|dai dien|y kien|ky ten|phu trach co so)\b).*\b(?:chu tri|dau moi|phu trach"
        r"|chiu trach nhiem|soan thao)\b")),
    ("units", re.compile(
        r"(?:.*\b(?:co quan|don vi|phong|ban|ca nhan|to chuc)\b.*\b(?:thuc hien|tham muu|trien khai|duoc giao)\b|"
        r".*\bphan cong\b|trach nhiem\b|.*\bchu tri\b.*\bphoi hop\b)")),
    ("timeframe", re.compile(r".*\b(?:thoi (?:gian|han|diem)|tien do|ngay hoan thanh|han hoan thanh|lo trinh)\b")),
    ("product", re.compile(r".*\b(?:san pham|ket qua|dau ra|hinh thuc van ban)\b")),
    ("value", re.compile(
        r"(?:.*\b(?:nam|den|giai doan|chi tieu|ke hoach|muc tieu|thuc hien"
        r"|uoc)\b.*)?\b20[1-5]\d\b(?!.*\b(?:noi dung|nhiem vu)\b)")),
    ("indicator", re.compile(r"(?:ten |cac |he thong |noi dung )*(?:chi tieu|chi so|muc tieu)\b(?!.*\bnhiem vu\b)")),
    ("text", re.compile(
        r"(?:.*\b(?:noi dung|nhiem vu|cong viec|hoat dong|giai phap|ten (?:viec|de an|du an|van ban)|de an|nhom)\b)")),
)  # fmt: skip
# Heads of values that print no year, folded.
VALUES = re.compile(
    r"(?:ke hoach|gia tri|chi tieu|muc tieu|muc|so luong|chi so)"
    r"(?: (?:giao|duoc giao|phan dau|dat|can dat|de ra|tieu))*"
)
YEAR = re.compile(r"\b(20[1-5]\d)\b")
# Words that say a table lists something other than work: procedures, steps of one, people, prices, stock, forms.
# Folded.
OTHER_LISTS = re.compile(
    r"\b(?:tthc|thu tuc(?: hanh chinh)?|trinh tu|ten buoc|cac buoc|thu tu cong viec|phi, ?le phi|le phi"
    r"|can cu phap ly|co so phap ly|ma so|ma ho so|"
    r"ho va ten|ho ten|ngay sinh|chuc vu|dinh muc|muc chi|muc thu|muc gia|don gia|thanh tien|che do chi"
    r"|so luong|so tien|"
    r"bieu mau|ten ho so|ban sao|tieu de|ky hieu|dia chi|ngay,? thang|toa do|thong so|ky nhan|chu ky"
    r"|so tai khoan|quoc tich|hao mon|bao quan)\b"
)
# Lists that stay lists of something else whoever is named beside them.
NEVER_WORK = re.compile(
    r"\b(?:tthc|thu tuc hanh chinh|ten thu tuc|trinh tu thuc hien|trinh tu$|ten buoc|cac buoc|buoc thuc hien"
    r"|thu tu cong viec|ho va ten|tong thoi gian|muc do dvc|dvc|dich vu cong truc tuyen)\b"
)
# What the columns of an indicator table are called where the table sets no values.
PLAIN_ROLES: dict[ColumnRole, ColumnRole] = {"indicator": "text", "report_lead": "lead", "report_support": "support"}
GROUPING = re.compile(r"(?:thuoc )?(?:nhom|linh vuc|muc tieu|chuong trinh)\b")
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
    _without_year(columns)
    roles = [c.role for c in columns]
    if "indicator" in roles and ("value" in roles or "measure_unit" in roles):
        for column in columns:
            if column.role in ("lead", "report_lead"):
                column.role = "report_lead"
            elif column.role in ("support", "report_support"):
                column.role = "report_support"
    else:
        for column in columns:
            column.role = PLAIN_ROLES.get(column.role, column.role)
    _one_text(columns)
    roles = [c.role for c in columns]
    if "text" not in roles and "indicator" not in roles:
        free = next((c for c in columns if c.role == "other"), None)
        if free and len(columns) > 2:
            free.role = "text"
    if "lead" not in roles and "units" in roles and "report_lead" not in roles:
        next(c for c in columns if c.role == "units").role = "lead" if "support" in roles else "units"
    return columns


def _without_year(columns: list[Column]) -> None:
    """The value column of an indicator table whose head prints no year ("Kế hoạch", "Giá trị", a second "Mục tiêu")."""
    roles = [c.role for c in columns]
    if "measure_unit" not in roles or "indicator" not in roles or "value" in roles:
        return
    for column in columns[roles.index("indicator") + 1 :]:
        if column.role in ("other", "indicator") and VALUES.fullmatch(fold(column.header).strip(" .:*()")):
            column.role = "value"


def _one_text(columns: list[Column]) -> None:
    """Of several columns of text, the one that says the work; another says its group, its details or its measure."""
    texts = [c for c in columns if c.role == "text"]
    if len(texts) < 2:
        return

    def rank(column: Column) -> int:
        header = fold(column.header).strip()
        if GROUPING.match(header):
            return 3
        if re.match(r"(?:chi tieu|chi so)\b", header):
            return 4
        return 0 if re.search(r"\b(?:nhiem vu|cong viec|noi dung thuc hien|giai phap)\b", header) else 1

    best = min(texts, key=rank)
    for column in texts:
        if column is not best:
            column.role = "product" if rank(column) == 4 and not any(c.role == "product" for c in columns) else "other"


def is_task_table(columns: list[Column]) -> bool:
    """Whether rows of a table assign or list work: a text column beside one for units, time or product.

    Lists of procedures, their steps, people, prices or forms have such columns too; their headers tell them.
    """
    roles = {c.role for c in columns}
    heads = [re.sub(r"\s+", " ", fold(c.header)).strip(" .:*") for c in columns]
    if "text" not in roles or any(NEVER_WORK.search(h) for h in heads):
        return False
    if roles & {"lead", "support"}:
        return "lead" in roles or not any(OTHER_LISTS.search(h) for h in heads)
    named = next(c for c in columns if c.role == "text")
    if role_of(named.header) != "text" and not re.match(r"(?:chi tieu|muc tieu)", fold(named.header)):
        return False
    signs = roles & {"units", "timeframe", "product"}
    return bool(signs - {"product"} or len(signs) > 1) and not any(OTHER_LISTS.search(h) for h in heads)


def is_indicator_table(columns: list[Column]) -> bool:
    roles = {c.role for c in columns}
    return "indicator" in roles and bool(roles & {"value", "measure_unit"})
