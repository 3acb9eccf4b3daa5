"""Numbers with their units and comparators, as targets print them: "trên 2,5%", "từ 6,5% đến 7%", "1.200 công trình".

Vietnamese print: a comma is the decimal sign, a full stop parts thousands ("1.200"); a full stop before one or two
digits ("2.5%") is a decimal that was typed the English way.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.records import Comparator

NEAR = 80  # characters before a number that may tell what it is
CLAUSE = 200  # characters before a duration in which its clause may say what takes that long
NUMBER = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:[.,]\d{1,3})?"
PERCENT = r"(?:%|‰|phần\s+trăm\b)"
# The comparators of the record format, by the words before a number. The first that fits wins.
COMPARATORS: tuple[tuple[Comparator, str], ...] = (
    (">=", r"tối\s+thiểu|ít\s+nhất|không\s+(?:thấp|ít|nhỏ)\s+hơn|không\s+dưới|≥|>="),
    ("<=", r"tối\s+đa|không\s+(?:quá|vượt(?:\s+quá)?|cao\s+hơn|lớn\s+hơn|trên)|≤|<="),
    (">", r"trên|hơn|vượt|cao\s+hơn|lớn\s+hơn|>"),
    ("<", r"dưới|thấp\s+hơn|nhỏ\s+hơn|<"),
    ("~", r"khoảng|xấp\s+xỉ|gần|ước(?:\s+đạt)?|~"),
)
_WORDS = "|".join(words for _, words in COMPARATORS)
MAGNITUDE = r"(?:nghìn|ngàn|vạn|triệu|tỷ|tỉ)"
# Units of counts that end in more than one word, or hold a stroke; elsewhere the first word after the number serves.
UNIT = re.compile(
    rf"(?P<mag>(?:{MAGNITUDE}\s+)*)(?P<unit>đồng(?:/\S+)?|USD(?:/\S+)?|đô\s+la(?:\s+Mỹ)?"
    rf"|lượt(?:\s+(?:người|khách|hồ\s+sơ))?"
    r"|giường(?:\s+bệnh)?(?:/[\d.]*\s*(?:vạn\s+)?dân)?|(?:(?:dược|bác)\s*s[ĩỹ]|điều\s+dưỡng(?:\s+viên)?)(?:/[\d.]*\s*(?:vạn\s+)?dân)?"
    r"|bé\s+trai/[\d.]+\s+bé\s+gái|[μµ]g/m[3³]|km²|km2|m²|m2|m³|m3|km|ha|héc-?ta|tấn|MW|GW|kWh|điểm|tuổi|con/phụ\s+nữ"
    r"|dịch\s+vụ(?:\s+công)?|thủ\s+tục(?:\s+hành\s+chính)?|doanh\s+nghiệp|công\s+trình|hợp\s+tác\s+xã"
    r"|sản\s+phẩm|học\s+sinh|kịch\s+bản|tập\s+dữ\s+liệu|khu\s+công\s+nghiệp|cụm\s+công\s+nghiệp|cơ\s+sở|dự\s+án"
    r"|di\s+tích|câu\s+lạc\s+bộ|văn\s+bản|hồ\s+sơ|thư\s+viện|tổ\s+hợp\s+tác|đảng\s+viên|đoàn\s+viên|hội\s+viên|mô\s+hình|lao\s+động|phòng\s+học|trường\s+học|giáo\s+viên|hộ\s+gia\s+đình"
    r"|hộ\s+(?:nghèo|dân)|trạm\s+y\s+tế|bệnh\s+viện|nền\s+tảng|hệ\s+thống|đề\s+tài|đề\s+án|hội\s+nghị|cuộc\s+thi|vườn\s+ươm"
    r"|(?:ngày|giờ)(?:\s+làm\s+việc)?|phút(?:/\S+)?|tháng|tuần|năm"
    r"|[^\W\d]+(?:/[^\W\d]+)?)",
    re.I,
)
VALUE = re.compile(
    rf"(?P<lead>(?:\b(?:{_WORDS})\s*(?:(?:là|mức|đạt|bằng|được)\s+)?|[<>≥≤~]=?\s*)?)(?P<from>\btừ\s+)?(?<![\w/.,-])"
    rf"(?P<a>{NUMBER})\s*(?P<pa>{PERCENT})?(?:\s*(?:-|–|đến"
    rf"|tới)\s*(?:dưới\s+)?(?P<b>{NUMBER})\s*(?P<pb>{PERCENT})?(?!\d|/\d))?"
    r"(?P<up>\s+trở\s+lên)?",
    re.I,
)
# A number that numbers or dates something, said by the word before it.
NOT_A_VALUE_BEFORE = re.compile(
    r"(?:\b(?:năm|tháng|ngày|quý|số|điều|khoản|điểm|mục|phụ\s+lục|bảng|khóa|lần(?:\s+thứ)?|thứ|cấp|loại"
    r"|hạng|mức\s+độ|khu\s+vực|giai\s+đoạn"
    r"|nhiệm\s+kỳ|thời\s+kỳ|tốc\s+độ|quốc\s+lộ|từ\s+đủ|tiêu\s+chuẩn|ISO|TCVN|sai\s+số|dung\s+sai"
    r"|biên\s+độ|phiên\s+bản|nghị\s+quyết|quyết\s+định)"
    r"\s*|[±/(]\s*)$",
    re.I,
)
# "15/100.000 trẻ đẻ sống": counted on so many.
PER = re.compile(
    r"\s*/\s*\d{1,3}(?:\.\d{3})+\s+(?:người\s+)?(?:trẻ(?:\s+đẻ)?(?:\s+sống)?|dân|bà\s+mẹ|phụ\s+nữ|ca|học\s+sinh)", re.I
)
DENOMINATORS = frozenset({100.0, 1000.0, 10_000.0, 100_000.0, 1_000_000.0})  # "trên 10.000 dân"
# How long something takes is a value where the clause says so ("thời gian phản hồi … không quá 12 giờ").
DURATION = re.compile(r"\bthời\s+(?:gian|hạn)\s+(?!qua\b|tới\b|vừa\b|trước\b|sau\b|từ\b)[^\W\d][^;.]*$", re.I)
LASTS = re.compile(r"\s*(?:năm|tháng|ngày|tuần|giờ|phút)\b(?!\s*(?:/|\d|đầu\b|cuối\b|một\s+lần))", re.I)
NOT_A_VALUE_AFTER = re.compile(
    r"\s*(?:năm|tháng|ngày|tuần|giờ|phút|quý|tuổi\b|cấp\b|sao\b|/\d(?!\d{0,2}\.\d{3})|[.)]\s*$)", re.I
)


@dataclass(frozen=True, slots=True)
class Value:
    """A number at ``start:end`` of the text (comparator words included); ``unit`` is None for a bare count."""

    start: int
    end: int
    comparator: Comparator
    value: float
    value_max: float | None
    unit: str | None

    @property
    def percent(self) -> bool:
        return self.unit in ("%", "‰")


def number(text: str) -> float:
    """A printed number as a float: "2,5" is 2.5, "1.200" is 1200, "2.5" is 2.5."""
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", text):
        text = text.replace(".", "")
    return float(text.replace(",", "."))


def comparator(words: str) -> Comparator | None:
    """The comparator that words before a number say, or None."""
    return next(
        (
            name
            for name, pattern in COMPARATORS
            if re.search(rf"(?:{pattern})\s*(?:(?:là|mức|đạt|bằng|được)\s*)?$", words, re.I)
        ),
        None,
    )


def find_values(text: str) -> list[Value]:
    """Every number that may be a target's value: all percentages, and counts that no word makes a date or a mark."""
    found: list[Value] = []
    for m in VALUE.finditer(text):
        value = _value(text, m)
        if value:
            found.append(value)
    return found


def _tells_share(text: str, m: re.Match[str]) -> bool:
    """Whether a percentage is more than a tolerance."""
    return not re.search(r"(?:±|sai\s+số|dung\s+sai|biên\s+độ)\s*$", text[max(0, m.start() - NEAR) : m.start()], re.I)


def _counts(text: str, m: re.Match[str]) -> bool:
    """Whether a number without a percent sign counts something, rather than number or date it."""
    if NOT_A_VALUE_BEFORE.search(text[max(0, m.start("a") - NEAR) : m.start("a")]):
        return False
    if re.fullmatch(r"(?:19|20)\d{2}", m["a"]):
        return False
    after = m.end("b") if m["b"] else m.end("a")
    if not NOT_A_VALUE_AFTER.match(text, after):
        return True
    aged = re.search(r"\btuổi\s+thọ\b[^;.]*$", text[max(0, m.start() - NEAR) : m.start()], re.I)
    lasts = LASTS.match(text, after) and DURATION.search(text[max(0, m.start() - CLAUSE) : m.start()])
    return bool(aged or lasts)


def _value(text: str, m: re.Match[str]) -> Value | None:
    percent = bool(m["pa"] or m["pb"])
    end = m.end()
    high = number(m["b"]) if m["b"] else None
    if not (_tells_share(text, m) if percent else _counts(text, m)):
        return None
    low, unit = number(m["a"]), "%" if percent else None
    if percent and "‰" in (m["pa"], m["pb"]):
        unit = "‰"
    if unit == "%":
        rate = re.match(r"\s*/\s*năm\b", text[end : end + NEAR])
        end += rate.end() if rate else 0
    else:
        per = PER.match(text, end)
        if per:
            unit, end = per[0].strip(), per.end()
        named = (
            None if per else UNIT.match(text, end + len(text[end : end + NEAR]) - len(text[end : end + NEAR].lstrip()))
        )
        if named:
            unit, end = (named["mag"] + named["unit"]).strip(), named.end()
    word = comparator(m["lead"].strip())
    if word == ">" and low in DENOMINATORS and unit and re.match(r"(?:dân|người|trẻ|bà\s+mẹ|ca)\b", unit, re.I):
        return None  # "số giường bệnh trên 10.000 dân đạt …"
    if m["up"] or re.match(r"\s*trở\s+lên\b", text[end : end + NEAR]):
        word = ">="
        up = re.match(r"\s*trở\s+lên\b", text[end : end + NEAR])
        end += up.end() if up else 0
    if high is not None and high > low:
        word = "range" if word in (None, "~") else word  # "khoảng 40 - 42%"
    elif m["from"] and word is None:
        word = ">="
    return Value(m.start(), end, word or "=", low, high if word == "range" else None, unit)
