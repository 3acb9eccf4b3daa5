"""Sentences that tell what is or was, in documents that order: praise, agreement with a report, facts.

Conclusions and letters set them before and between their orders: "Ghi nhận, đánh giá cao nỗ lực của …", "Ngày 02/3,
Quốc hội đã thông qua …", "Tỉnh A có quy mô …". Praise as work ("Biểu dương, khen thưởng kịp thời …") is none of these.
"""

from __future__ import annotations

import re

from ingest.letters import fold
from ingest.structure.orders import ACTS, names_body, orders_body
from ingest.structure.work_verbs import opens_work

# Who speaks acknowledges what was done. Folded; the words before the verb may be who praises, or an adverb.
PRAISE = re.compile(
    r"(?P<who>(?:[^,.;:]{0,140}?(?:, [^,.;:]{0,80}){0,3}? )??)"
    r"(?:danh gia (?:rat )?cao|ghi nhan(?=,| va| nhung| su| no luc| ket qua| y kien| kien nghi| tinh than)"
    r"|bieu duong(?!,? (?:va )?(?:khen|ton vinh|kip thoi|guong|dien hinh))|hoan nghenh|cam on|chia buon"
    r"|(?:co ban )?(?:thong nhat|dong y|nhat tri) voi (?:(?:cac )?noi dung|bao cao|danh gia|y kien))\b"
)
# What was done or is going on: "(Trong thời gian qua,) Bộ A đã …". As printed, lower case.
OPENING = r"(?:(?:trong|ngày|vừa|thời gian|những|năm|tháng|đến nay|hiện nay|trước đó|sau khi|để|nhằm)\b[^,;:.]{0,80}, )"
DONE = re.compile(rf"{OPENING}*[^,;:.]{{3,120}}? (?:đã|đang|vẫn|vừa)(?!\w)(?! được (?:giao|phân công|phê duyệt))")
# How a thing is: "Tỉnh A có quy mô …", "Việc B không chỉ … mà còn …".
BEING = re.compile(
    r"[^,;:.]{3,100} (?:có (?:quy mô|diện tích|dân số|vị trí|vai trò|ý nghĩa)|không chỉ"
    r"|là (?:địa phương|tỉnh|một trong))(?!\w)"
)
SENTENCE = re.compile(r"[.;]\s+(?=[^\W\d_])")
ORDERS = re.compile(
    r"(?<!\w)(?:cần|phải|yêu cầu|đề nghị|giao|có trách nhiệm|chịu trách nhiệm|khẩn trương|trước ngày|chậm nhất"
    r"|không được|nghiêm cấm)(?!\w)"
)


def praises(text: str) -> bool:
    """Whether a sentence acknowledges what others did."""
    folded = fold(text[:400])
    m = PRAISE.match(folded)
    return bool(m) and not orders_body(text) and not (m and ACTS.search(m["who"]))


def tells(text: str) -> bool:
    """Whether a text only tells what is or was; one whose later sentences order does not."""
    if praises(text):
        return True
    first, *later = SENTENCE.split(text[:1500])
    said = first.lower()
    if not (DONE.match(said) or BEING.match(said)) or ORDERS.search(said) or opens_work(text):
        return False
    return not any(orders_body(s) or opens_work(s) or (names_body(s) and ORDERS.search(s)) for s in later)
