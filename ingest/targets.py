"""Targets in prose: the values that a document sets for indicators, under objectives (mục tiêu, chỉ tiêu).

First every value is found, then the clause that it governs, then what the clause measures. A value may stand before
its indicator ("trên 95% dân số tham gia BHYT"), after it ("mức độ hài lòng … đạt tối thiểu 90%"), or inside a clause of
action ("trợ giúp pháp lý cho 100% người …"). Not targets: what the past was, money paid, tolerances, what brackets
exclude, numbers that name or date something.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from ingest.indicators import (
    CHANGE,
    INDICATOR_HEAD,
    PLACE,
    VERB,
    Name,
    cut,
    name_of,
    named,
    strip_opening,
    tidy,
)
from ingest.layout import Span
from ingest.measures import Value, find_values
from ingest.records import Comparator

NEAR = 300  # characters before a value that may tell what it is
HEADING_YEAR = re.compile(
    r"\b(?:đến|tới)\s+(?:hết\s+|cuối\s+)?(?:năm\s+)?(20\d{2})\b|giai\s+đoạn\s+20\d{2}\s*[-–]\s*(20\d{2})"
    r"|\bnăm\s+(20\d{2})\b",
    re.I,
)
# A year that a value is set for. Not the year of comparison or of a plan ("so với năm 2024", "kế hoạch vốn năm 2025").
SAID_YEAR = re.compile(
    r"(?<!so với )(?<!hơn )(?<!từ )(?<!Từ )(?<!Sau )(?<!sau )(?:\b(?:đến|tới|vào|trong|đấu"
    r"|đầu)\s+(?:hết\s+|cuối\s+)?năm\s+(20\d{2})"
    r"|giai\s+đoạn\s+20\d{2}\s*[-–]\s*(20\d{2})|^\s*năm\s+(20\d{2})\s*,)",
    re.I,
)
PAST = re.compile(
    r"\b(?:đã\s+(?:đạt|có|chiếm|hoàn\s+thành|thực\s+hiện)|ước\s+(?:đạt|tính|thực\s+hiện)|hiện\s+(?:nay"
    r"|có)|tính\s+đến|so\s+với|thực\s+hiện\s+năm)\b[^;]*$",
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
    r"|duy\s+trì|kết\s+nạp|tăng\s+thêm|đón|phục\s+vụ|thêm|bố\s+trí|đầu\s+tư|nâng\s+cấp|ph[ấầâ]n\s+[đd][ấầ]u)\s*$",
    re.I,
)
LABEL = re.compile(r"(?<![\w.])\((?P<label>\d{1,2}|[ivx]{1,5}|[a-zđ])\)\s*(?=\S)")
STOP = re.compile(r";|\.(?=\s+[A-ZĐÀ-Ỹ(])|\.\s*$")
RISING = re.compile(
    r"\bnăm\s+sau\s+(?:luôn\s+)?(?:cao|tốt|nhiều|lớn)\s+hơn\s+năm\s+trước"
    r"|\bluôn\s+tăng(?:\s+trưởng)?(?:\s+bền\s+vững)?|\btăng\s+trưởng(?:,\s+phát\s+triển)?\s+bền\s+vững"
    r"|\btăng\s+dần(?:\s+(?:qua\s+các|theo)\s+năm|\s+h[ằà]ng\s+năm)?|\btăng\s+h[ằà]ng\s+năm|\bkhông\s+ngừng\s+tăng",
    re.I,
)
LIST_HEAD = re.compile(
    r"\s*(?:lực\s+lượng|dân\s+số|số\s|(?:tỷ|tỉ)\s+(?:lệ|trọng)|chỉ\s+số|mức\s|tổng\s|diện\s+tích"
    r"|doanh\s+thu|thu\s+nhập|người\s)",
    re.I,
)
RANK = re.compile(
    r"(?:thuộc|trong|vào|nằm\s+trong|đứng\s+trong)\s+(?:nhóm|top|tốp|số)\s+(\d{1,3})\b|\b(?:top"
    r"|tốp)\s+(\d{1,3})\b|\bxếp\s+(?:thứ|hạng)(?:\s+thứ)?\s+(\d{1,3})\b"
    r"|\bnhóm\s+(\d{1,3})\s+(?:tỉnh|địa\s+phương|nước|quốc\s+gia|đơn\s+vị)\b",
    re.I,
)
FINISH = re.compile(
    r"\s*(?:ph[ấầâ]n\s+[đd][ấầ]u\s+)?(?:cơ\s+bản\s+)?hoàn\s+thành\s+(?!(?:và\s+)?(?:tốt|xuất\s+sắc"
    r"|thắng\s+lợi|vượt|mục\s+tiêu|nhiệm\s+vụ|các\s+(?:mục|nhiệm|chỉ)|chỉ\s+tiêu|kế\s+hoạch))",
    re.I,
)
ACRONYM = re.compile(r"\s*[A-ZĐ]{3,6}\s*")


@dataclass(frozen=True, slots=True)
class TargetMention:
    """A target at ``start:end`` of the text; ``ordinal`` is what its path adds ("(2)" printed, "3" counted) or None."""

    start: int
    end: int
    indicator: str
    comparator: Comparator
    value: float | None
    value_max: float | None
    unit: str | None
    population: str | None
    year: int | None
    ordinal: str | None = None


@dataclass(frozen=True, slots=True)
class _Piece:
    """A run of text between semicolons, sentence ends and list marks; ``opens`` is true at the start of a sentence."""

    span: Span
    label: str | None
    opens: bool


def year_of_heading(text: str) -> int | None:
    """The year that a heading sets for what stands under it: "a) Giai đoạn đến năm 2025", "Tầm nhìn đến năm 2045"."""
    m = HEADING_YEAR.search(text)
    return int(next(g for g in m.groups() if g)) if m else None


def find_targets(
    text: str, year: int | None = None, *, issued: int | None = None, objective: bool = True
) -> list[TargetMention]:
    """The targets of one point of prose.

    Args:
        text: the point, without its printed marker.
        year: the year that the headings above it set, used where the sentence names none.
        issued: the year of issue; a value for an earlier year is history, not a target.
        objective: the point stands under objectives. Elsewhere only percentages that the text strives for count.
    """
    clear = re.sub(r"\((?!\s*(?:\d{1,2}|[ivx]{1,5}|[a-zđ])\))[^()]*\)", lambda m: " " * len(m[0]), text)
    if not objective and not re.search(
        r"\bph[ấầâ]n\s+[đd][ấầ]u\b|\bđến\s+(?:hết\s+)?năm\s+20\d\d\b|\bmục\s+tiêu\b", clear, re.I
    ):
        return []
    found: list[tuple[_Piece, TargetMention]] = []
    said: int | None = None
    pieces = _pieces(clear)
    for piece in pieces:
        if piece.opens:
            said = None
        part = clear[piece.span.start : piece.span.end]
        head = SAID_YEAR.search(part)
        if head and not re.search(r"\d\s*%", part[: head.start()]):
            said = int(next(g for g in head.groups() if g))
        previous = found[-1][1].indicator if found else None
        for mention in _of_piece(text, clear, piece, said or year, previous, issued, objective):
            found.append((piece, mention))
    if objective:
        found += _completions(text, clear, pieces, found, year)
    found.sort(key=lambda f: f[1].start)
    return _ordered(found)


def _pieces(text: str) -> list[_Piece]:
    marks = [(m.start(), m.end(), m["label"]) for m in LABEL.finditer(text)]
    stops = [(m.start(), m.end(), ";" if m[0] == ";" else ".") for m in STOP.finditer(text)]
    cuts = sorted([(s, e, "(" + lab) for s, e, lab in marks] + stops)
    pieces: list[_Piece] = []
    at, label, opens = 0, None, True
    for start, end, kind in [*cuts, (len(text), len(text), ".")]:
        if start < at:
            continue
        if text[at:start].strip():
            pieces.append(_Piece(Span(at, start), label, opens))
        opens = kind == "."
        label = kind + ")" if kind.startswith("(") else (None if kind == "." else label if not marks else None)
        at = end
    return pieces


def _of_piece(
    text: str, clear: str, piece: _Piece, year: int | None, previous: str | None, issued: int | None, objective: bool
) -> list[TargetMention]:
    start, end = piece.span
    part = clear[start:end]
    ranks = list(RANK.finditer(part)) if objective else []
    mentions = [_rank(text, piece.span, part, m, year, previous) for m in ranks]
    taken = [Span(*m.span()) for m in ranks]
    values = [v for v in find_values(part) if not any(v.start < t.end and t.start < v.end for t in taken)]
    set_values = {v for v in values if _sets(part, v, issued, objective)}
    values = [v for v in values if v in set_values or v.percent]  # a share of the past still ends its clause
    rising = RISING.search(part) if objective else None
    if rising and values and rising.start() > values[0].start:
        rising = None
    bounds = _clauses(part, values, rising.end() if rising else 0)
    if rising:
        limit = bounds[0][0].start if bounds else len(part)
        risen = _rising(text, clear, Span(start, start + limit), rising, year)
        mentions += risen
        previous = risen[-1].indicator if risen else previous
    for clause, value in bounds:
        if value not in set_values:
            continue
        own = SAID_YEAR.search(part[clause.start : clause.end])
        when = int(next(g for g in own.groups() if g)) if own else year
        measured = name_of(
            text[start + clause.start : start + clause.end],
            replace(value, start=value.start - clause.start, end=value.end - clause.start),
            previous,
        )
        if measured is None:
            continue
        previous = measured.indicator
        span = Span(start + clause.start, start + clause.end)
        mentions.append(
            _mention(text, span, measured, value.comparator, when, value.value, value.value_max, value.unit)
        )
    return mentions


def _rank(text: str, span: Span, part: str, m: re.Match[str], year: int | None, previous: str | None) -> TargetMention:
    name = tidy(strip_opening(VERB.sub("", part[: m.start()]))) or previous or tidy(part[m.end() :])
    return _mention(text, span, Name(name, None), "top", year, float(next(g for g in m.groups() if g)))


def _sets(part: str, value: Value, issued: int | None, objective: bool) -> bool:
    """Whether a value is set for the time to come, rather than reported, paid or used to name something."""
    before, after = part[max(0, value.start - NEAR) : value.start], part[value.end : value.end + NEAR]
    past = PAST_YEAR.search(before)
    if PAST.search(before) or (issued and past and int(past[1]) < issued):
        return False
    if PAID_BEFORE.search(before) or PAID_AFTER.match(after):
        return False
    if value.percent:
        return True
    if not objective or value.unit is None:
        return False
    return value.comparator != "=" or "/" in value.unit or bool(COUNT_VERB.search(before))


def _clauses(part: str, values: list[Value], begin: int) -> list[tuple[Span, Value]]:
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
    if direct and (value.percent or value.comparator != "=" or "/" in (value.unit or "")):
        return last.end + direct[-1].start()
    if last.percent and not value.percent and strip_opening(part[begun : last.start]) == "":
        return None  # "70% phụ nữ … được tầm soát ít nhất 4 loại bệnh"
    heads = [m for m in breaks if INDICATOR_HEAD.match(gap, m.end())]
    if heads:
        return last.end + heads[0].start()
    after_value = bool(strip_opening(part[begun : last.start]))
    return last.end + (breaks[0] if after_value else breaks[-1]).start()


def _rising(text: str, clear: str, span: Span, rising: re.Match[str], year: int | None) -> list[TargetMention]:
    """Targets without a number: what is to grow every year, one for each thing listed."""
    base = span.start
    part = clear[span.start : span.end]
    first = RISING.search(part)
    if first is None:
        return []
    subject = strip_opening(part[: first.start()])
    while m := VERB.search(subject):
        subject = subject[: m.start()]
    if subject and LIST_HEAD.match(subject):
        return [_mention(text, span, Name(named(subject, subject, percent=False).indicator, None), "increase", year)]
    last = list(RISING.finditer(part))[-1]
    listed = Span(first.end(), last.start() if last.start() > first.end() else len(part))
    words = part[listed.start : listed.end]
    if not LIST_HEAD.match(words):
        return []
    cuts = [
        0,
        *(
            m.end()
            for m in re.finditer(r",\s+|\s+và\s+", words)
            if LIST_HEAD.match(words, m.end()) or _alone(words, m.end())
        ),
    ]
    out: list[TargetMention] = []
    for i, at in enumerate(cuts):
        stop = cuts[i + 1] if i + 1 < len(cuts) else len(words)
        item = words[at:stop].strip(" ,")
        item = re.sub(r"\s+và$", "", item)
        if ACRONYM.fullmatch(item) and out:
            item = re.sub(r"[A-ZĐ]{3,6}$", item.strip(), out[-1].indicator)
        out.append(
            _mention(
                text,
                Span(base + listed.start + at, base + listed.start + stop),
                named(item, item, percent=False),
                "increase",
                year,
            )
        )
    return out


def _alone(words: str, at: int) -> bool:
    """Whether an acronym stands alone in a list ("… tham gia BHXH, BHTN, dân số …"): it shares the head before it."""
    m = re.match(r"[A-ZĐ]{3,6}(?=\s*,\s)", words[at:])
    before = words[:at]
    whole = re.search(r"(?:^|,\s|và\s)(?P<item>[^,]*\btham\s+gia\s+[A-ZĐ]{3,6}),\s*$", before)
    return bool(m and whole and LIST_HEAD.match(words, at + m.end() + 1) and not re.search(r"\bcủa\b", whole["item"]))


def _completions(
    text: str, clear: str, pieces: list[_Piece], found: list[tuple[_Piece, TargetMention]], year: int | None
) -> list[tuple[_Piece, TargetMention]]:
    """Work that is to be complete by the year: "Hoàn thành xây dựng …" and the items beside it in a numbered list."""
    valued = {piece.span for piece, _ in found}
    finishing = any(p.label and FINISH.match(clear, p.span.start) for p in pieces)
    out: list[tuple[_Piece, TargetMention]] = []
    for piece in pieces:
        part = clear[piece.span.start : piece.span.end]
        if piece.span in valued or not (FINISH.match(part) or (finishing and piece.label)):
            continue
        said = SAID_YEAR.search(part)
        when = int(next(g for g in said.groups() if g)) if said else year
        name = Name(tidy(cut(part)), None)
        out.append((piece, _mention(text, piece.span, name, "complete", when)))
    return out


def _mention(
    text: str, span: Span, name: Name, comparator: Comparator, year: int | None,
    value: float | None = None, value_max: float | None = None, unit: str | None = None,
) -> TargetMention:  # fmt: skip
    start, end = span
    while start < end and (text[start].isspace() or text[start] in ",;:.-–"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",;:."):
        end -= 1
    return TargetMention(start, end, name.indicator, comparator, value, value_max, unit, name.population, year)


def _ordered(found: list[tuple[_Piece, TargetMention]]) -> list[TargetMention]:
    labels = [piece.label for piece, _ in found]
    out: list[TargetMention] = []
    for i, (piece, mention) in enumerate(found):
        if len(found) == 1 and not piece.label:
            ordinal = None
        elif piece.label is None:
            ordinal = str(i + 1)
        elif labels.count(piece.label) == 1:
            ordinal = piece.label
        else:
            ordinal = f"{piece.label}.{labels[: i + 1].count(piece.label)}"
        out.append(replace(mention, ordinal=ordinal))
    return out
