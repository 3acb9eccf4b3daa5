"""The values of a sentence that set targets, and the clause that each governs.

A value may stand before its indicator, after it or inside a clause of action. Not targets: what the past was, money
paid, and percentages in work that nothing says to strive for.
"""

from __future__ import annotations

import re

from ingest.structure.layout import Span
from ingest.targets.indicators import (
    CHANGE,
    INDICATOR_HEAD,
    PLACE,
    PREDICATE,
    cut,
    strip_opening,
)
from ingest.targets.measures import Value

NEAR = 300  # characters before a value that may tell what it is
# A year that a value is set for. Not the year of comparison or of a plan ("so với năm 2024", "kế hoạch vốn năm 2025").
SAID_YEAR = re.compile(
    r"(?<!so với )(?<!hơn )(?<!từ )(?<!Từ )(?<!Sau )(?<!sau )(?:\b(?:đến|tới|vào|trong|đấu"
    r"|đầu|cả|và|của|hết|cuối)\s+(?:hết\s+|cuối\s+)?năm\s+(20\d{2})"
    r"|\b(?:đến|tới|vào|trong|hết)\s+(?:hết\s+|cuối\s+)?(?:(?:ngày\s+)?(?:\d{1,2}\s*[/.]\s*)?\d{1,2}\s*[/.]\s*"
    r"|(?:tháng\s+\d{1,2}|qu[ýí]\s+(?:[IV]+|\d))\s*(?:/|năm|-)?\s*|(?=20\d{2}\b(?!\s*%)))(20\d{2})\b"
    r"|giai\s+đoạn\s+(?:từ\s+)?(?:năm\s+)?20\d{2}\s*(?:[-–]|đến)\s*(?:năm\s+)?(20\d{2})"
    r"|^\s*(?:phấn\s+đấu\s+)?năm\s+(20\d{2})\s*[,:]"
    r"|(?<!với )\bnăm\s+(20\d{2})\s+(?:(?:phấn\s+đấu|phải|cần)\s+)?(?:đạt|tăng|giảm|là|chiếm|còn|từ|trên|dưới|gấp"
    r"|tối\s+thiểu|ít\s+nhất|khoảng)\b)",
    re.I,
)
PAST = re.compile(
    r"\b(?:đã\s+(?:đạt|có|chiếm|hoàn\s+thành|thực\s+hiện)|ước\s+(?:đạt|tính|thực\s+hiện)|hiện\s+(?:nay"
    r"|có)|tính\s+đến|so\s+với|bối\s+cảnh|thực\s+hiện\s+năm)\b[^;]*$",
    re.I,
)
PAST_YEAR = re.compile(r"\b(?:năm|tháng\s+\d+/)\s*(20\d{2})\b[^;,]*$", re.I)
PAID_BEFORE = re.compile(
    r"\b(?:hỗ\s+trợ|đóng|hưởng|mức\s+(?:đóng|hưởng|phí|chi)|lãi\s+suất|thuế\s+suất|phạt|chi\s+trả"
    r"|ký\s+quỹ)(?:\s+(?:bằng|là|thêm))?\s*$",
    re.I,
)
PAID_AFTER = re.compile(
    r"\s*(?:mức\s+(?:đóng|lương|chuẩn|hưởng|phí)|tiền\s+(?:lương|đóng)"
    r"|vốn\s+(?:đầu\s+tư\s+)?(?:nước\s+ngoài|điều\s+lệ|nhà\s+nước)|thời\s+lượng|giá\s+trị\s+hợp\s+đồng)",
    re.I,
)
COUNT_VERB = re.compile(
    r"\b(?:đạt(?:\s+mức)?|có|hình\s+thành(?:\s+mới)?|thành\s+lập(?:\s+mới)?|xây\s+dựng(?:\s+mới)?"
    r"|phát\s+triển(?:\s+(?:mới|thêm))?|đào\s+tạo|bồi\s+dưỡng"
    r"|thu\s+hút|lên(?:\s+đến)?|còn|xuống|công\s+bố|cấp|tạo|giải\s+quyết|trồng|tổ\s+chức|hoàn\s+thành"
    r"|công\s+nhận|xếp\s+hạng|mở|cải\s+tạo|sửa\s+chữa|cứng\s+hóa|lắp\s+đặt|thí\s+điểm|triển\s+khai|vận\s+động|huy\s+động|gấp"
    r"|khởi\s+công|khánh\s+thành|xuất\s+bản|xử\s+lý|kết\s+nối|cho|duy\s+trì|kết\s+nạp|tăng\s+thêm|đón|phục\s+vụ|thêm|bố\s+trí|đầu\s+tư|nâng\s+cấp|ph[ấầâ]n\s+[đd][ấầ]u)(?:\s+(?:mới|thêm|được))*\s*$",
    re.I,
)
# Words that make a percentage in work a target. Not "Chương trình mục tiêu quốc gia", "đến năm 2030" of a name.
STRIVES = re.compile(
    r"\bph[ấầâ]n\s+[đd][ấầ]u\b|\bquyết\s+tâm\b|\bđến\s+(?:hết\s+|cuối\s+)?năm\s+20\d\d\b|\bmục\s+tiêu\b(?!\s+quốc\s+gia)",
    re.I,
)


THOUSAND = 1000  # a count of this size under objectives is what is to be reached, whatever the verb before it


def is_set(part: str, value: Value, issued: int | None, objective: bool, striven: bool) -> bool:
    """Whether a value is set for the time to come, rather than reported, paid or used to name something.

    ``striven``: it stands under objectives, or its sentence has said that what follows is striven for.
    """
    before, after = part[max(0, value.start - NEAR) : value.start], part[value.end : value.end + NEAR]
    past = PAST_YEAR.search(before)
    if PAST.search(before) or (issued and past and int(past[1]) < issued):
        return False
    if PAID_BEFORE.search(before) or PAID_AFTER.match(after):
        return False
    if value.percent:
        reached = re.search(r"\bđạt\s*$", before) and SAID_YEAR.search(before)
        return striven or bool(STRIVES.search(before) or reached or re.match(r"[^.;]*\bvào\s+năm\s+20\d\d", after))
    if value.unit is None or not objective:
        return bool(value.unit and "/" in value.unit and (striven or STRIVES.search(before)))
    reached = re.match(  # "01 khu công nghiệp đạt chuẩn …"
        r"(?:\s+[^\s.;]+){0,8}?\s+(?:đạt|được|hoàn\s+thành|đi\s+vào)\s", after
    )
    many = value.value >= THOUSAND and not re.match(r"đồng|VND", value.unit)  # "xuất khẩu lao động 2.000 người"
    if many or (reached and not strip_opening(before)):
        return True
    return value.comparator != "=" or "/" in value.unit or bool(COUNT_VERB.search(before))


def clauses(part: str, values: list[Value], begin: int) -> list[tuple[Span, Value]]:
    """Each value with the clause that it governs; a value without a clause of its own is dropped."""
    kept: list[tuple[int, Value]] = []
    for value in values:
        if not kept:
            kept.append((_begin(part, begin, value), value))
            continue
        last = kept[-1][1]
        at = _boundary(part, kept[-1][0], last, value)
        if at is None:
            rises = re.match(r"từ\b", part[last.start : last.end].strip(), re.I)
            if rises and re.search(r"\b(?:lên|xuống|còn)\s*$", part[: value.start], re.I):
                kept[-1] = (kept[-1][0], value)  # "nâng từ 60% lên 80%"
            continue
        kept.append((at, value))
    return [(Span(at, kept[i + 1][0] if i + 1 < len(kept) else len(part)), v) for i, (at, v) in enumerate(kept)]


def shared_words(part: str, bounds: list[tuple[Span, Value]]) -> dict[int, str]:
    """Shares that an "and" joins to the next share ("100% công chức và 70% viên chức …"), with the words after that."""
    out: dict[int, str] = {}
    for k in reversed(range(len(bounds) - 1)):
        (clause, value), (following, after) = bounds[k], bounds[k + 1]
        first = value.percent and not strip_opening(part[clause.start : value.start])
        joined = re.fullmatch(r"[\s,]*(?:và\s+)?", part[following.start : after.start])
        if first and joined and after.percent:
            words = cut(part[after.end : following.end]).rstrip(" ,.;")
            out[k] = words if PREDICATE.search(words) else out.get(k + 1, words)
    return out


def _begin(part: str, begin: int, value: Value) -> int:
    """Where the first clause begins: right before a share that an "and" or a comma parts from other words."""
    if not value.percent or not re.match(r"\s+[^\W\d]", part[value.end :]):
        return begin
    breaks = list(re.finditer(r",\s*|\s+và\s+", part[begin : value.start]))
    direct = [m for m in breaks if not strip_opening(CHANGE.sub("", part[begin + m.end() : value.start]))]
    ahead = strip_opening(part[begin : begin + direct[-1].start()]) if direct else ""
    return begin + direct[-1].start() if ahead and not PLACE.match(ahead) else begin


def _boundary(part: str, begun: int, last: Value, value: Value) -> int | None:
    """Where the clause of ``value`` begins after that of ``last``; None where nothing parts them."""
    gap = part[last.end : value.start]
    inside = re.search(r"[,.]?\s*\btrong\s+đó\b", gap, re.I)
    if inside:
        return last.end + inside.start()
    breaks = list(re.finditer(r",\s*|\s+và\s+|:\s+", gap))
    if not breaks:
        return None
    direct = [m for m in breaks if not strip_opening(CHANGE.sub("", gap[m.end() :]))]
    alike = not last.percent and value.unit is not None and last.unit is not None  # "05 trường, 20 phòng học"
    if direct and (value.percent or alike or value.comparator != "=" or "/" in (value.unit or "")):
        return last.end + direct[-1].start()
    if last.percent and not value.percent and strip_opening(part[begun : last.start]) == "":
        return None  # "70% phụ nữ … được tầm soát ít nhất 4 loại bệnh"
    heads = [m for m in breaks if INDICATOR_HEAD.match(gap, m.end())]
    if heads:
        return last.end + heads[0].start()
    after_value = bool(strip_opening(part[begun : last.start]))
    return last.end + (breaks[0] if after_value else breaks[-1]).start()
