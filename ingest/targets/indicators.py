"""The name that a person would give an indicator, made only of words that the text prints.

"trên 95% dân số tham gia BHYT" measures "Tỷ lệ dân số tham gia BHYT"; "Số người … đạt 75%" is a share although it
prints a count. Where the value holds for a part only ("tại khu vực đô thị", "trừ hồ sơ mật") that is the population.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from ingest.targets.measures import Value

# What opens a clause before its indicator or value and belongs to neither; scanning reads "phấn đấu" in many ways.
OPENING = re.compile(
    r"(?:\s|[-+•:,.–])*(?:(?:và|đồng\s+thời|trong\s+đó|riêng|ph[ấầâ]n\s+[đd][ấầ]u|đảm\s+bảo|bảo\s+đảm"
    r"|duy\s+trì|tiếp\s+tục"
    r"|(?:đến|tới|vào|trong|hết)\s+(?:hết\s+|cuối\s+)?(?:ngày\s+|tháng\s+|qu[ýí]\s+)?[\dIV/.\s]{1,9}(?:/|năm)?\s*20\d{2}"
    r"|(?:từ\s+nay\s+)?(?:đến|tới|vào|trong|sau)\s+(?:hết\s+|cuối\s+|khoảng\s+)?năm\s+20\d{2}(?:\s+trở\s+đi)?"
    r"|(?:trong\s+)?giai\s+đoạn\s+20\d{2}\s*[-–]\s*20\d{2}|(?:từ\s+)?năm\s+20\d{2}(?:\s+trở\s+đi)?"
    r"|(?:h[ằà]ng|mỗi)\s+năm|bình\s+quân(?:\s+h[ằà]ng\s+năm)?|trung\s+bình|mục\s+tiêu|đạt(?:\s+mức)?|có)\b[\s,:]*)*",
    re.I,
)
# Verbs between an indicator and its value.
VERB = re.compile(
    r"[\s,:]*\b(?:(?:phải\s+|cần\s+)?(?:đảm\s+bảo\s+|bảo\s+đảm\s+|phấn\s+đấu\s+"
    r"|duy\s+trì\s+)*(?:đạt(?:\s+(?:mức|được|tỷ\s+lệ|chuẩn))?|chiếm(?:\s+tỷ\s+(?:lệ|trọng))?"
    r"|là|bằng|gấp|còn|(?<!trở )lên(?:\s+đến)?|xuống(?:\s+còn)?|có(?:\s+thêm)?"
    r"|(?:duy\s+trì\s+)?(?:ổn\s+định\s+)?ở\s+mức|duy\s+trì(?:\s+ổn\s+định)?|đảm\s+bảo"
    r"|bảo\s+đảm|phấn\s+đấu)|bình\s+quân|(?<!và )(?<!thọ )trung\s+bình|(?:h[ằà]ng|mỗi)\s+năm)\s*$",
    re.I,
)
CHANGE = re.compile(r"[\s,]*\b(?P<way>tăng|giảm|cắt\s+giảm)(?:\s+(?:thêm|bình\s+quân|trung\s+bình|trưởng))?\s*$", re.I)
YEARS = re.compile(
    r"[\s,]*\b(?:(?:(?:đến|tới|vào|trong)\s+(?:hết\s+|cuối\s+|cả\s+)?|cả\s+)năm\s+20\d{2}"
    r"|(?:trong\s+)?giai\s+đoạn\s+20\d{2}\s*[-–]\s*20\d{2})\b[\s,]*",
    re.I,
)
SAID = re.compile(r"\bnăm\s+20\d{2}\b", re.I)
THUS = re.compile(r"^(?:cụ\s+thể(?:\s+là)?|như\s+sau|theo\s+đó|sau\s+đây)\b.*$", re.I | re.S)
# Where the name of an indicator stops: purposes, lists of what is included, conditions.
NAME_END = re.compile(
    r"\s+(?:để|nhằm)\s|,\s*(?:bao\s+gồm|trong\s+đó|nhất\s+là|đáp\s+ứng|góp\s+phần|bảo\s+đảm|đảm\s+bảo"
    r"|gắn\s+với|phù\s+hợp|tiến\s+tới|đặc\s+biệt(?=\s+là\b))\b|\s+-\s+(?-i:[A-ZĐÀ-Ỹ])|\s+so\s+với\s|\s+theo\s+quy\s+định",
    re.I,
)
ENDING = re.compile(r"[\s,]*\b(?:đạt|và|với|là|được|chiếm|từ|thêm)\s*$", re.I)
# A place or body as a whole, which "has" a share of its parts.
WHOLE = re.compile(
    r"(?:(?:mỗi|từng|toàn|cả|các)\s+)*(?:tỉnh|thành\s+phố|xã|phường|đặc\s+khu|huyện|nước|quốc|ngành|vùng|đơn\s+vị|cơ\s+quan|địa\s+phương|trường)\b",
    re.I,
)
MAGNITUDES = re.compile(r"^(?:(?:nghìn|ngàn|vạn|triệu|tỷ|tỉ)\s+)+(?!đồng|USD)", re.I)
PLACE = re.compile(r"^(?:tại|ở|đối\s+với|riêng|trên\s+địa\s+bàn|trong\s+phạm\s+vi|khu\s+vực|vùng|địa\s+bàn)\b", re.I)
ZONE = re.compile(
    r"\s+(?:tại|ở|trong)\s+(?:các\s+)?(?P<zone>(?:khu\s+vực|vùng|địa\s+bàn|đô\s+thị|nông\s+thôn)(?:\s+[\w-]+){0,6})$",
    re.I,
)
EXCEPT = re.compile(r"\((?P<words>(?:trừ|ngoại\s+trừ|không\s+bao\s+gồm|không\s+tính|bao\s+gồm)\b[^()]*)\)", re.I)
INCLUDED = re.compile(r",\s*(?P<words>bao\s+gồm\s+[^;.]*)", re.I)
SHARE = re.compile(
    r"(?:tỷ|tỉ)\s+(?:lệ|trọng|số|suất)|chỉ\s+số|mức|tốc\s+độ|hệ\s+số|xác\s+suất|tăng\s+trưởng|kinh\s+phí", re.I
)

# A verb that states the level of an indicator named before it.
MEASURED = re.compile(r"\b(?:đạt(?:\s+mức)?|là|chiếm|bằng|gấp|còn|xuống|ở\s+mức)\s*$", re.I)
LEVEL_OF = re.compile(
    r"^(?:giảm|nâng|tăng|đưa|kéo\s+giảm|nâng\s+cao)\s+(?=(?:tỷ|tỉ)\s|chỉ\s+số|mức\s|số\s|tổng\s)", re.I
)
FOR = re.compile(r"\b(?:cho|tại|với|của|tới|đến|trên|ở)\s*$", re.I)
# A new clause inside a sentence: what may open an indicator after a comma.
INDICATOR_HEAD = re.compile(
    r"\s*(?:trong\s+đó|riêng)?[,:]?\s*(?:(?:tỷ|tỉ)\s+(?:lệ|trọng|số|suất)|chỉ\s+số|mức\b|tổng\b|số\s"
    r"|dân\s+số|tốc\s+độ|lực\s+lượng|diện\s+tích|thu\s+nhập"
    r"|thời\s+(?:gian|hạn)|giá\s+trị|sản\s+lượng|doanh\s+thu|kim\s+ngạch|tại\s|ở\s|GRDP|GDP|năng\s+suất|quy\s+mô|kinh\s+phí|nồng\s+độ)",
    re.I,
)


# Words that begin what is striven for; what a sentence says before them belongs to other work.
STRIVING = re.compile(
    r"^.*\b(?:ph[ấầâ]n\s+[đd][ấầ]u|quyết\s+tâm|(?:đạt\s+(?:được\s+)?)?mục\s+tiêu(?!\s+quốc\s+gia))\s+(?=\S)",
    re.I | re.S,
)
# What is said of those that a share counts: "100% công chức và 70% viên chức được bồi dưỡng".
PREDICATE = re.compile(
    r"\s(?:(?:cơ\s+bản\s+)?(?:được|bị)\s|(?:đạt|đủ|hoàn\s+thành|đáp\s+ứng|bảo\s+đảm|đảm\s+bảo|tham\s+gia)\s|có\s)\S",
    re.I,
)
# A tail that says something of those counted before, without naming them.
SAYS = re.compile(r"(?:được|bị|đạt|có|sử\s+dụng|tham\s+gia|hoàn\s+thành|đáp\s+ứng|ứng\s+dụng|đủ|biết)\s", re.I)
ENSURES = re.compile(r"(?P<verb>bảo\s+đảm|đảm\s+bảo|duy\s+trì)[\s,]*$", re.I)
PASSIVE = re.compile(r"\s(?:được|bị|đạt|đủ)\s\S", re.I)
LONG = 240  # characters of a name after which it is cut where a phrase ends
PHRASE = re.compile(r",\s|\s(?=(?:trên\s+cơ\s+sở|thông\s+qua|phù\s+hợp|đáp\s+ứng|gắn\s+với|từ\s+nguồn|theo)\s)", re.I)


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
    words = re.sub(r"\s+(?=[/,;])", "", re.sub(r"\s+", " ", words)).strip(" ,;:.-–")
    while (m := ENDING.search(words)) and m.start():
        words = words[: m.start()].rstrip(" ,")
    return words[:1].upper() + words[1:]


def cut(words: str) -> str:
    """A name up to its purpose, its list of what is included, or its condition."""
    end = NAME_END.search(words)
    words = words[: end.start()] if end and end.start() > 3 else words
    if len(words) > LONG:
        said = PREDICATE.search(words)  # the list of those a share counts is not cut before what is said of them
        begin = max(LONG // 2, said.end()) if said else LONG // 2
        ends = [m.start() for m in PHRASE.finditer(words, begin, max(LONG, begin + LONG // 2))]
        words = words[: ends[-1]] if ends else words
    return words


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
    name = tidy(re.sub(r"^(?:(?:các|những|toàn\s+bộ|đội\s+ngũ)\s+)+", "", words.strip(), flags=re.I))
    if ahead:
        name = f"{ahead} {name[:1].lower() if not name[:2].isupper() else name[:1]}{name[1:]}"
    elif percent and re.match(r"số\s", name, re.I) and not SHARE.match(name):
        name = "Tỷ lệ " + name[:1].lower() + name[1:]
    return Name(name, population)


def name_of(clause: str, value: Value, previous: str | None) -> Name | None:
    """What a clause measures; None where it names nothing. ``previous``: the indicator that the clause before named."""
    before, after = clause[: value.start], clause[value.end :]
    head = before
    verbs = False
    share = value.percent and bool(re.search(r"\bchiếm\s*$", head[: len(head.rstrip())], re.I))
    while m := VERB.search(head):
        head, verbs = head[: m.start()], True
    change = CHANGE.search(head)
    ahead = "Tỷ lệ" if share and not SHARE.match(strip_opening(head)) else ""
    if change and not re.search(r"(?:còn|xuống|lên)\s*$", before.strip(), re.I):
        head, ahead = head[: change.start()], "Mức " + ("tăng" if change["way"].lower() == "tăng" else "giảm")
        while m := VERB.search(head):
            head, verbs = head[: m.start()], True
    elif change:
        head = head[: change.start()]
    subject = strip_opening(head)
    place = None
    located = PLACE.match(subject)
    if located:
        parted = re.search(r"[:,]\s*", re.sub(r"\([^()]*\)", lambda m: "." * len(m[0]), subject))
        place, subject = (
            (subject[: parted.start()], strip_opening(subject[parted.end() :])) if parted else (subject, "")
        )
    if striven := STRIVING.match(subject):
        subject = strip_opening(subject[striven.end() :])
    if not ahead:
        subject = re.sub(r"\s+từ\s+(?:mức\s+)?[\d.,]+\s*%?$", "", LEVEL_OF.sub("", subject))
    carried = located or (
        SAID.search(before) and not THUS.sub("", after.strip(" ,.:;"))
    )  # "… và năm 2026 đạt từ 10% trở lên"
    name = _named_of(subject, after, clause, value, ahead, verbs, previous if carried else None, previous)
    if name is None or not re.search(r"[^\W\d]{2}", name.indicator):
        return None
    return Name(
        name.indicator,
        name.population
        or (re.sub(r"^(?:tại|ở|riêng|đối\s+với)\s+(?:các\s+)?", "", place, flags=re.I) if place else None),
    )


def _named_of(
    subject: str,
    after: str,
    clause: str,
    value: Value,
    ahead: str,
    verbs: bool,
    inherited: str | None,
    previous: str | None,
) -> Name | None:
    tail = THUS.sub("", after.strip(" ,.:;"))
    if not subject:
        return _value_first(tail, clause, value, ahead, inherited, previous)
    before = clause[: value.start]
    counted = not value.percent and value.unit is not None
    has = re.search(r"\bcó(?:\s+thêm)?\s*$", before, re.I)
    if has and tail and value.percent and not SHARE.match(subject) and WHOLE.match(subject):
        name = named(tail, clause, percent=True, ahead="Tỷ lệ")  # "toàn tỉnh có 80% số xã …"
        return Name(name.indicator, name.population or subject)
    if counted and has:  # "tỉnh có ít nhất 20 khu …"
        name = named(f"{value.unit} {tail}", clause, percent=False, ahead="Số")
        return Name(name.indicator, name.population or subject)
    words = subject
    if counted and not MEASURED.search(before) and not INDICATOR_HEAD.match(subject):
        what = MAGNITUDES.sub("", value.unit or "")
        words, ahead = f"{subject} {what} {tail}", ""  # "hình thành mới 05 khu …"
    elif FOR.search(subject):
        words, ahead = f"{head_of(before, subject)} {tail}", ""  # "bảo đảm cơ sở vật chất … cho 100% người …"
    elif tail and not verbs and value.comparator == "=" and not ahead:
        words, ahead = f"{subject} {tail}", ""  # "trợ giúp pháp lý cho 100% người …"
    elif ahead and not verbs and tail and not re.match(r"so\s+với|/", tail) and not INDICATOR_HEAD.match(subject):
        words, ahead = f"{subject} {tail}", ""
    return named(words, clause, percent=value.percent and words == subject, ahead=ahead)


def with_predicate(words: str, following: str) -> str:
    """The name of a share that says nothing of those it counts, with what the share after it says of both.

    "100% công chức và 70% viên chức được bồi dưỡng": the first share, too, is of those who are trained.
    """
    said = PASSIVE.search(following) or PREDICATE.search(following)
    return words if said is None or PREDICATE.search(words) else f"{words} {following[said.start() :].strip()}"


def head_of(before: str, subject: str) -> str:
    """A clause of action with the "bảo đảm" that opens it; what opens a value ("phấn đấu bảo đảm 100% …") is left."""
    m = ENSURES.search(before[: before.find(subject)] if subject in before else "")
    return f"{m['verb']} {subject}" if m else subject


def counted_by(indicator: str) -> str | None:
    """Those whom a share counts: its name up to what is said of them."""
    said = PREDICATE.search(indicator)
    whom = re.sub(r"^(?:Tỷ|Tỉ)\s+lệ\s+(?:số\s+)?", "", indicator[: said.start()] if said else "")
    return whom.strip() or None


def _value_first(
    tail: str, clause: str, value: Value, ahead: str, inherited: str | None, inherited_from: str | None
) -> Name | None:
    """The name where nothing stands before the value: what follows it, or for a mere place the name before."""
    if inherited and not tail:
        share = value.percent and inherited.startswith("Số ")
        return Name("Tỷ lệ s" + inherited[1:] if share else inherited, None)
    if (not tail and value.percent) or re.match(r"so\s+với\b", tail, re.I):
        return None
    if value.percent:
        name = named(tail, clause, percent=True, ahead=ahead or "Tỷ lệ")
        if inherited_from and SAYS.match(tail):  # "100% công chức …, trong đó 20% được tập huấn ở nước ngoài"
            return Name(name.indicator, name.population or counted_by(inherited_from))
        return name
    what = MAGNITUDES.sub("", value.unit or "")
    return named(f"{what} {tail}", clause, percent=False, ahead=ahead or "Số")
