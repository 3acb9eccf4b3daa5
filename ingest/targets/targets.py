"""Targets in prose: the values that a document sets for indicators, under objectives (mục tiêu, chỉ tiêu).

First every value is found, then the clause that it governs, then what the clause measures. A value may stand before
its indicator ("trên 95% dân số tham gia BHYT"), after it ("mức độ hài lòng … đạt tối thiểu 90%"), or inside a clause of
action ("trợ giúp pháp lý cho 100% người …"). Not targets: what the past was, money paid, tolerances, what brackets
exclude, numbers that name or date something.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, replace

from ingest.records import Comparator
from ingest.structure.layout import Span
from ingest.targets.indicators import (
    PLACE,
    VERB,
    Name,
    cut,
    name_of,
    named,
    strip_opening,
    tidy,
    with_predicate,
)
from ingest.targets.measures import find_values
from ingest.targets.target_clauses import SAID_YEAR, STRIVES, clauses, is_set, shared_words

LABEL = re.compile(r"(?<![\w.])\((?P<label>\d{1,2}|[ivx]{1,5}|[a-zđ])\)\s*(?=\S)")
STOP = re.compile(r";|\.(?=\s+[A-ZĐÀ-Ỹ(])|\.(?=\s+\d+(?:[.,]\d+)?\s*%)|\.\s*$")
RISING = re.compile(
    r"\bnăm\s+sau\s+(?:luôn\s+)?(?:cao|tốt|nhiều|lớn)\s+hơn\s+năm\s+trước"
    r"|\bluôn\s+tăng(?:\s+trưởng)?(?:\s+bền\s+vững)?|\btăng\s+trưởng(?:,\s+phát\s+triển)?\s+bền\s+vững"
    r"|\btăng\s+dần(?:\s+(?:qua\s+các|theo)\s+năm|\s+h[ằà]ng\s+năm)?|\btăng\s+h[ằà]ng\s+năm|\bkhông\s+ngừng\s+tăng",
    re.I,
)
LIST_HEAD = re.compile(
    r"\s*(?:lực\s+lượng|dân\s+số|số\s|(?:tỷ|tỉ)\s+(?:lệ|trọng)|chỉ\s+số|mức\s|tổng\s(?!thể|quát|kết|hợp)"
    r"|diện\s+tích|doanh\s+thu|thu\s+nhập|người\s)",
    re.I,
)
# Growth that is a purpose or a manner of other work, not a target: "đáp ứng định hướng tăng dần tỷ lệ …".
PURPOSE = re.compile(r"\b(?:nhằm|để|góp\s+phần|(?:định|theo)\s+hướng|xây\s+dựng|hướng\s+tới|tiến\s+tới)\b[^,;]*$", re.I)
# Brackets that set a part of the value before them.
OF_WHICH = re.compile(r"\((?P<words>(?:trong\s+đó|riêng)\b[^()]*\d\s*%[^()]*)\)", re.I)
ASSIGNED = re.compile(
    r"[^;.,]*\b(?:kế\s+hoạch(?:\s+vốn)?|vốn|dự\s+toán|chỉ\s+tiêu)\b[^;.,]*?\bnăm\s+(?P<year>20\d{2})\b", re.I
)
RANK = re.compile(
    r"(?:(?:xếp|đứng|nằm)\s+)?(?:thuộc|trong|vào|nằm\s+trong|đứng\s+trong)\s+(?:nhóm|top|tốp|số)\s+(\d{1,3})\b|\b(?:top"
    r"|tốp)\s+(\d{1,3})\b|\bxếp\s+(?:thứ|hạng)(?:\s+từ)?(?:\s+thứ)?(?:\s+hạng)?\s+(\d{1,3})\b"
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
    text = OF_WHICH.sub(lambda m: f" {m['words']} ", text)
    clear = re.sub(r"\((?!\s*(?:\d{1,2}|[ivx]{1,5}|[a-zđ])\))[^()]*\)", lambda m: " " * len(m[0]), text)
    if not objective and "%" not in clear:
        return []
    found: list[tuple[_Piece, TargetMention]] = []
    said: int | None = None
    dated = False
    pieces = _pieces(clear)
    striven = objective
    for piece in pieces:
        if piece.opens:  # what opens a text with its year dates the sentences after it too, unless headings do
            said, striven = (said if dated and year is None else None), objective
        part = clear[piece.span.start : piece.span.end]
        head = SAID_YEAR.search(part)
        if head and not re.search(r"\d\s*%", part[: head.start()]):
            said = int(next(g for g in head.groups() if g))
            dated = dated or (piece.opens and not strip_opening(part[: head.start()]))
        previous = found[-1][1].indicator if found else None
        for mention in _of_piece(text, clear, piece, said or year, previous, issued, objective, striven):
            found.append((piece, mention))
        striven = striven or bool(STRIVES.search(part))
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
    text: str, clear: str, piece: _Piece, year: int | None, previous: str | None, issued: int | None, objective: bool,
    striven: bool,
) -> list[TargetMention]:  # fmt: skip
    start, end = piece.span
    part = clear[start:end]
    ranks = list(RANK.finditer(part)) if objective else []
    mentions = [_rank(text, piece.span, part, m, year, previous) for m in ranks]
    taken = [Span(*m.span()) for m in ranks]
    values = [v for v in find_values(part) if not any(v.start < t.end and t.start < v.end for t in taken)]
    set_values = {v for v in values if is_set(part, v, issued, objective, striven)}
    for v, w in itertools.pairwise(values):  # a list: "05 trường, 20 phòng học"
        if v in set_values and v.unit and w.unit and not v.percent and re.search(r"(?:,|\bvà)\s*$", part[: w.start]):
            set_values.add(w)
    values = [v for v in values if v in set_values or v.percent]  # a share of the past still ends its clause
    rising = RISING.search(part) if objective else None
    if rising and PURPOSE.search(part[: rising.start()]):
        rising = None
    if rising and values and rising.start() > values[0].start:
        rising = None
    bounds = clauses(part, values, rising.end() if rising else 0)
    if rising:
        limit = bounds[0][0].start if bounds else len(part)
        risen = _rising(text, clear, Span(start, start + limit), rising, year)
        mentions += risen
        previous = risen[-1].indicator if risen else previous
    shared = shared_words(part, bounds)
    last: int | None = None
    for k, (clause, value) in enumerate(bounds):
        if value not in set_values:
            continue
        own = SAID_YEAR.search(part[clause.start : clause.end])
        when = (
            int(next(g for g in own.groups() if g)) if own else year or _assigned(part[value.end : clause.end]) or last
        )
        last = when if own else last  # "đạt 8% trong năm 2025 và … đạt 5%"
        measured = name_of(
            text[start + clause.start : start + clause.end],
            replace(value, start=value.start - clause.start, end=value.end - clause.start),
            previous,
        )
        if measured is None:
            continue
        if k in shared:
            measured = Name(with_predicate(measured.indicator, shared[k]), measured.population)
        previous = measured.indicator
        span = Span(start + clause.start, start + clause.end)
        mentions.append(
            _mention(text, span, measured, value.comparator, when, value.value, value.value_max, value.unit)
        )
    return mentions


def _assigned(tail: str) -> int | None:
    """The year of a plan or a sum of money whose share is to be reached: "giải ngân 100% kế hoạch vốn năm 2026"."""
    m = ASSIGNED.match(tail)
    return int(m["year"]) if m else None


def _rank(text: str, span: Span, part: str, m: re.Match[str], year: int | None, previous: str | None) -> TargetMention:
    after = part[m.end() :]
    field = re.search(r"\bvề\s+(?=\S)", after)  # "trong top 15 cả nước về chỉ số …"
    name = tidy(strip_opening(VERB.sub("", part[: m.start()])))
    name = name or (tidy(after[field.end() :]) if field else "") or previous or tidy(after)
    return _mention(text, span, Name(name, None), "top", year, float(next(g for g in m.groups() if g)))


def _rising(text: str, clear: str, span: Span, rising: re.Match[str], year: int | None) -> list[TargetMention]:
    """Targets without a number: what is to grow every year, one for each thing listed."""
    base = span.start
    part = clear[span.start : span.end]
    first = RISING.search(part)
    if first is None:
        return []
    subject = strip_opening(part[: first.start()])
    place = PLACE.match(subject) and re.match(
        r"(?:\S+\s+){0,2}?(?P<place>[^,:]+(?:,\s+[A-ZĐÀ-Ỹ][^,:]*)*)[,:]\s*", subject
    )
    population = place["place"] if place else None
    subject = subject[place.end() :] if place else subject
    while m := VERB.search(subject):
        subject = subject[: m.start()]
    if subject and LIST_HEAD.match(subject):
        name = named(subject, subject, percent=False).indicator
        return [_mention(text, span, Name(name, population), "increase", year)]
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
