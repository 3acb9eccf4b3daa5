"""The name that a person would give an indicator, made only of words that the text prints.

"trên 95% dân số tham gia BHYT" measures "Tỷ lệ dân số tham gia BHYT"; "Số người … đạt 75%" is a share although it
prints a count. Where the value holds for a part only ("tại khu vực đô thị", "trừ hồ sơ mật") that is the population.
"""

from __future__ import annotations

import re
from typing import NamedTuple

# What opens a clause before its indicator or value and belongs to neither; scanning reads "phấn đấu" in many ways.
OPENING = re.compile(
    r"(?:\s|[-+•:,.–])*(?:(?:và|đồng\s+thời|trong\s+đó|riêng|ph[ấầâ]n\s+[đd][ấầ]u|đảm\s+bảo|bảo\s+đảm|duy\s+trì|tiếp\s+tục"
    r"|(?:từ\s+nay\s+)?(?:đến|tới|vào|trong|sau)\s+(?:hết\s+|cuối\s+|khoảng\s+)?năm\s+20\d{2}(?:\s+trở\s+đi)?"
    r"|(?:trong\s+)?giai\s+đoạn\s+20\d{2}\s*[-–]\s*20\d{2}|(?:từ\s+)?năm\s+20\d{2}(?:\s+trở\s+đi)?"
    r"|(?:h[ằà]ng|mỗi)\s+năm|bình\s+quân(?:\s+h[ằà]ng\s+năm)?|trung\s+bình|mục\s+tiêu|đạt(?:\s+mức)?|có)\b[\s,:]*)*",
    re.I,
)
# Verbs between an indicator and its value.
VERB = re.compile(
    r"[\s,:]*\b(?:(?:phải\s+|cần\s+)?(?:đảm\s+bảo\s+|bảo\s+đảm\s+|phấn\s+đấu\s+|duy\s+trì\s+)*(?:đạt(?:\s+(?:mức|được|tỷ\s+lệ|chuẩn))?|chiếm(?:\s+tỷ\s+(?:lệ|trọng))?"
    r"|là|bằng|còn|lên(?:\s+đến)?|xuống(?:\s+còn)?|ở\s+mức|có|duy\s+trì(?:\s+ở\s+mức)?|đảm\s+bảo|bảo\s+đảm|phấn\s+đấu)|bình\s+quân|trung\s+bình|(?:h[ằà]ng|mỗi)\s+năm)\s*$",
    re.I,
)
CHANGE = re.compile(r"[\s,]*\b(?P<way>tăng|giảm|cắt\s+giảm)(?:\s+(?:thêm|bình\s+quân|trung\s+bình|trưởng))?\s*$", re.I)
YEARS = re.compile(
    r"[\s,]*\b(?:(?:đến|tới|vào|trong)\s+(?:hết\s+|cuối\s+)?năm\s+20\d{2}|(?:trong\s+)?giai\s+đoạn\s+20\d{2}\s*[-–]\s*20\d{2})\b[\s,]*", re.I
)
# Where the name of an indicator stops: purposes, lists of what is included, conditions.
NAME_END = re.compile(
    r"\s+(?:để|nhằm)\s|,\s*(?:bao\s+gồm|trong\s+đó|nhất\s+là|đáp\s+ứng|góp\s+phần|bảo\s+đảm|đảm\s+bảo|gắn\s+với|phù\s+hợp|tiến\s+tới|đặc\s+biệt)\b|\s+-\s|\s+so\s+với\s|\s+theo\s+quy\s+định",
    re.I,
)
ENDING = re.compile(r"[\s,]*\b(?:đạt|và|với|là|được|chiếm|từ|thêm)\s*$", re.I)
PLACE = re.compile(r"^(?:tại|ở|đối\s+với|riêng|trên\s+địa\s+bàn|trong\s+phạm\s+vi|khu\s+vực)\b", re.I)
ZONE = re.compile(r"\s+(?:tại|ở|trong)\s+(?:các\s+)?(?P<zone>(?:khu\s+vực|vùng|địa\s+bàn|đô\s+thị|nông\s+thôn)\b[^,;:.]*)$", re.I)
EXCEPT = re.compile(r"\((?P<words>(?:trừ|ngoại\s+trừ|không\s+bao\s+gồm|không\s+tính|bao\s+gồm)\b[^()]*)\)", re.I)
INCLUDED = re.compile(r",\s*(?P<words>bao\s+gồm\s+[^;.]*)", re.I)
SHARE = re.compile(r"(?:tỷ|tỉ)\s+(?:lệ|trọng|số|suất)|chỉ\s+số|mức|tốc\s+độ|hệ\s+số|xác\s+suất|tăng\s+trưởng|kinh\s+phí", re.I)


class Name(NamedTuple):
    indicator: str
    population: str | None


def strip_opening(text: str) -> str:
    """The clause without the words that only open it."""
    m = OPENING.match(text)
    return text[m.end() :].strip() if m else text.strip()


def tidy(words: str) -> str:
    """A name without brackets, years, trailing verbs and marks; the first letter large."""
    words = re.sub(r"\s*\([^()]*\)\s*", " ", words)
    words = YEARS.sub(" ", words)
    words = re.sub(r"\s+", " ", words).strip(" ,;:.-–")
    while (m := ENDING.search(words)) and m.start():
        words = words[: m.start()].rstrip(" ,")
    return words[:1].upper() + words[1:]


def cut(words: str) -> str:
    """A name up to its purpose, its list of what is included, or its condition."""
    end = NAME_END.search(words)
    return words[: end.start()] if end and end.start() > 3 else words


def population_of(printed: str) -> str | None:
    """The part that a value holds for, where the clause says so in brackets or after "bao gồm"."""
    m = EXCEPT.search(printed) or INCLUDED.search(printed)
    return re.sub(r"\s+", " ", m["words"]).strip() if m else None


def named(words: str, printed: str, *, percent: bool, ahead: str = "") -> Name:
    """The name for the words of an indicator; ``ahead`` is put before them ("Tỷ lệ", "Mức giảm", "Số")."""
    words = cut(words)
    population = population_of(printed)
    zone = ZONE.search(re.sub(r"\s*\([^()]*\)", "", words).rstrip(" ,.;:"))
    if zone:
        words = re.sub(r"\s*\([^()]*\)", "", words).rstrip(" ,.;:")[: zone.start()]
        population = population or zone["zone"].strip()
    name = tidy(re.sub(r"^(?:các|những|toàn\s+bộ)\s+", "", words.strip(), flags=re.I))
    if ahead:
        name = f"{ahead} {name[:1].lower() if not name[:2].isupper() else name[:1]}{name[1:]}"
    elif percent and re.match(r"số\s", name, re.I) and not SHARE.match(name):
        name = "Tỷ lệ " + name[:1].lower() + name[1:]
    return Name(name, population)
