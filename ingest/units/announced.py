"""Bodies of a sentence that announces a list of orders, where they are not its first words.

"Để kịp thời khắc phục, Sở A yêu cầu Chủ tịch UBND các xã, phường thực hiện các nội dung sau:"
"Nhằm nâng cao chất lượng, các trường và đơn vị liên quan triển khai những việc sau:"
"Trong thời gian tới, tỉnh A cần tập trung vào các nhiệm vụ sau:"
"""

from __future__ import annotations

import re

from ingest.units.clauses import clauses, read_clause, unit_spans
from ingest.units.role_cues import GIVEN_LATE
from ingest.units.unit_forms import Found
from ingest.units.unit_names import Names
from ingest.units.units import read_list

# Behind one of these "yêu cầu" and "đề nghị" are nouns: "theo yêu cầu các đơn vị", "xét đề nghị của Sở A".
NOUN_BEFORE = re.compile(
    r"(?:theo|xét|các|những|của|về|nội dung|đáp ứng|mục đích|từ|có|một số|việc|được|văn bản|hồ sơ|ý kiến) $"
)
# What a body did, found or says, not what it is to do: "Sở A đã đạt một số kết quả sau:".
NARRATES = re.compile(
    r"(?: [A-ZĐ]?\w+){0,3}? (?:đã|được|có ý kiến|kết luận|thông báo|nhận được|ban hành|xác định|ghi nhận|đánh giá"
    r"|nhận thấy|báo cáo|thống nhất)(?!\w)"
)


def ordered_bodies(names: Names) -> list[Found]:
    """Who is told in the last sentence ("… yêu cầu các sở, ngành …:"); none where it does not end with a colon."""
    text = names.text
    start = _last_sentence(names)
    if start is None:
        return []
    ends: set[int] | None = None
    for order in GIVEN_LATE.finditer(text, start):
        at = order.start()
        if at > start and text[at - 1] == " ":
            if NOUN_BEFORE.search(text, start, at):
                continue
            word = re.search(r"\w+ $", text[start:at])
            capital = word and names.folded.is_upper(start + word.start())
            if ends is None:
                ends = {last for _, last in unit_spans(names, start, len(text))}
            if not (capital or at - 1 in ends or text[at - 2] in ",;)"):
                continue
        found, last = read_list(names, order.end())
        if found and last < len(text):
            asked = "đề nghị" in order[0] and any(b.independent for f in found for b in f.bodies)
            return [] if asked else [unit for unit in found if not _is_own(names, unit)]
    return []


def acting_bodies(names: Names) -> list[Found]:
    """The subject of the last sentence that ends with a colon: "Để …, các trường … triển khai những việc sau:"."""
    start = _last_sentence(names)
    if start is None:
        return []
    for first, last in reversed([span for span in clauses(names.text) if span[0] >= start]):
        own, _, rule = read_clause(names, first, last)
        if own and rule in ("subject", "assigned"):
            told = [unit for unit in own if not _is_own(names, unit)]
            return [] if NARRATES.match(names.text, own[-1].end) else told if rule == "assigned" else own
    return []


def _last_sentence(names: Names) -> int | None:
    """Where the last sentence starts, if a colon ends it."""
    text = names.text.rstrip()
    if not text.endswith(":"):
        return None
    starts = [0, *(b for (_, a), (b, _) in zip(clauses(text), clauses(text)[1:], strict=False) if text[a] == ".")]
    return starts[-1]


def _is_own(names: Names, unit: Found) -> bool:
    """Whether a unit is the issuer, which orders others: "Thủ tướng yêu cầu Bộ trưởng, Thủ trưởng …"."""
    return bool(names.scope.own) and all(body.name == names.scope.own for body in unit.bodies)
