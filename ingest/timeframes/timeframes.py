"""When a task is due: a table's time cell, or the words of a point of prose, as a `Timeframe`.

The kinds are those of the record format (``timeframe.kind``). `read_cell` believes every mark, since the whole cell
speaks of time. Prose is full of time words that belong to something else: the date of a cited document, a plan's period
("giai đoạn 2026-2030" in its title), a benefit paid hằng tháng, the yearly plan that a target is put into. So
`read_prose` believes a mark only in a place that speaks of the task: after a word for a deadline, at the head of a
sentence, at its end, or on a word for reporting, checking or planning.
"""

from __future__ import annotations

import re

from ingest.records import Timeframe, TimeKind
from ingest.structure.layout import Span
from ingest.timeframes.calendar_points import FROM, Point
from ingest.timeframes.time_marks import PERIOD_NAMES, Mark, find_marks

# What is said after a label in a point of prose is a time cell: "Thời gian hoàn thành: Tháng 12/2025."
LABEL = re.compile(
    r"\b(?:Thời\s+(?:gian|hạn|điểm)(?:\s+(?:thực\s+hiện|hoàn\s+thành|triển\s+khai|trình|báo\s+cáo|gửi))*|Tiến\s+độ(?:\s+(?:thực\s+hiện|hoàn\s+thành))?)"
    r"\s*:\s*(?P<cell>[^;]+?)(?=[.;]\s|[.;/]*$|\)\s*[.;]?$)"
)
DAY_OF_QUARTER = re.compile(r"\bngày\s+\d")
EVENT = re.compile(r"^(?:ngay\s+)?(?:sau\s+)?khi\b", re.I)  # a whole cell: "Sau khi Nghị định được ban hành"
ORDER: tuple[TimeKind, ...] = (
    "by_date", "period", "continuous", "daily", "weekly", "monthly", "quarterly", "half_yearly", "annual", "periodic",
    "ad_hoc", "as_programmed", "unspecified",
)  # fmt: skip
NEAR = 300  # characters to either side that may tell what a time word belongs to
QUICK = re.compile(
    r"\blần\b|\d{4}|\d\s*/\s*\d|tháng|qu[ýí]\b|h[ằàă]ng\s|mỗi\s|thường|liên\s+tục|định\s+k|xuất|giai\s+đoạn|hạn\b|khi\s|ngày\s|vòng\s|nhiệm\s+kỳ|trường\s+hợp",
    re.I,
)
# Somewhere before a year: words of doing, which make "trong năm 2025" the task's own time.
WORK = re.compile(
    r"\b(?:hoàn\s+thành|hoàn\s+thiện|xong|kết\s+thúc|chậm\s+nhất|muộn\s+nhất|thực\s+hiện|trình|báo\s+cáo|gửi|tổ\s+chức|ban\s+hành"
    r"|triển\s+khai|xây\s+dựng|tổng\s+kết|sơ\s+kết)\b[^.;:]{0,120}$",
    re.I,
)
JUST_BEFORE = re.compile(
    r"\b(?:hoàn\s+thành|xong|kết\s+thúc|chậm\s+nhất|muộn\s+nhất|thời\s+hạn|hạn\s+cuối)(?:\s+(?:là|vào))?\s*:?\s*$", re.I
)
# "đến năm 2030" ends many a name ("Chiến lược … đến năm 2030"): only a word for finishing right before it counts.
TO_YEAR = re.compile(
    r"\b(?:hoàn\s+thành|xong|kết\s+thúc|thực\s+hiện|duy\s+trì|kéo\s+dài)(?:\s+trong\s+thời\s+gian)?,?\s*(?:từ\s+nay\s+)?$",
    re.I,
)
IN_FORCE = re.compile(r"\bhiệu\s+lực\b[^.;]*$", re.I)
AT_HEAD = re.compile(r"\s*,?\s*(?:phải\s+)?hoàn\s+thành\b", re.I)
INSIDE = re.compile(
    r"\b(?:trong|ngay\s+trong|vào(?:\s+(?:kỳ|đợt|dịp)(?:\s+[^\W\d]+){1,3})?)\s+(?:khoảng\s+)?(?:giai\s+đoạn\s+)?(?:cuối\s+|đầu\s+)?$",
    re.I,
)
# "bảo đảm đến hết năm 2025 không còn …": an end of work, unless a share is to be reached by then.
ENSURED = re.compile(r"\b(?:bảo\s+đảm|đảm\s+bảo)\s+$", re.I)
SHARED = re.compile(r"[^.;]*\d\s*%")
# "phương hướng, nhiệm vụ từ nay đến tháng 6/2027": the time of a programme that is named, not of the task.
NAMED = re.compile(r"\b(?:nhiệm\s+vụ|phương\s+hướng|kế\s+hoạch|chương\s+trình|giải\s+pháp)\s+từ\s+nay\s*$", re.I)
# The days between which the figures of a report are taken.
FIGURES = re.compile(r"\b(?:chốt|lấy|tính)\s+(?:số\s+liệu|kỳ)[^.;]{0,80}$", re.I)
# "theo yêu cầu của Bộ X" after a date: the ground of the work, not an occasion.
OF_BODY = re.compile(r"\s+của\s+(?-i:[A-ZĐ])", re.I)
# "tuyên truyền thường xuyên, sâu rộng": adverbs of a verb of doing.
DONE = re.compile(
    r"\b(?:tuyên\s+truyền|kiểm\s+tra|giám\s+sát|rà\s+soát|cập\s+nhật|theo\s+dõi|đôn\s+đốc|thực\s+hiện|triển\s+khai|tổ\s+chức"
    r"|duy\s+trì|hướng\s+dẫn|đánh\s+giá)\s+$",
    re.I,
)
MANNERS = re.compile(
    r"\s*(?:,|và)\s+(?:liên\s+tục|định\s+k[ỳìǶ](?!\s*(?:,|và|hoặc)\s+đột)|kịp\s+thời|sâu\s+rộng|rộng\s+rãi|đồng\s+bộ|(?:có\s+)?hiệu\s+quả|toàn\s+diện|nghiêm\s+túc)\b",
    re.I,
)
LASTS = re.compile(r"\bthời\s+gian\b[^.;:]{0,60}$", re.I)  # "thời gian quan trắc từ tháng 3 đến tháng 10 năm 2026"
# "phối hợp với các đơn vị liên quan thường xuyên kiểm tra": between the partners and the act.
PARTNERS = re.compile(r"\b(?:phối\s+hợp(?:\s+chặt\s+chẽ)?\s+với\s+[^.;:]{3,160}|có\s+trách\s+nhiệm)\s*$", re.I)
THEN_ACT = re.compile(
    r"\s+(?:tổ\s+chức|kiểm\s+tra|giám\s+sát|rà\s+soát|cập\s+nhật|theo\s+dõi|đôn\s+đốc|báo\s+cáo|trao\s+đổi|nắm"
    r"|tuyên\s+truyền|hướng\s+dẫn|đánh\s+giá)\b",
    re.I,
)
HAPPENS = re.compile(r"khi\s+(?:xuất|xảy|phát\s+hiện|có\s+(?:sự\s+cố|tình|thiên|dịch))", re.I)
THEN_TELL = re.compile(r"[^.;]{0,160}\b(?:báo\s+cáo|thông\s+báo|báo\s+ngay)\b", re.I)
OFTEN = re.compile(
    r"\b(?:báo\s+cáo|tổ\s+chức|tiến\s+hành|họp|kiểm\s+tra|rà\s+soát|đánh\s+giá|thực\s+hiện|cập\s+nhật)(?:\s+(?:định\s+kỳ|ít\s+nhất|tối\s+thiểu|không\s+ít\s+hơn))*\s*$",
    re.I,
)
# The milestones of a yearly assessment: "sơ kết vào năm 2025", "tổng kết vào năm 2030".
MILESTONE = re.compile(r"\b(?:sơ\s+kết|tổng\s+kết)\s+(?:[\w]+\s+){0,3}?(?:vào\s+)?$", re.I)
# What makes a date history: "đã được cấp trước ngày 01/7/2014".
FINISHED = re.compile(r"\bđã\s+(?:được\s+)?(?:cơ\s+bản\s+)?(?:hoàn\s+thành|xong|kết\s+thúc)\s*$", re.I)
PAST = re.compile(
    r"\b(?:đã|phát\s+sinh|được\s+(?:cấp|ban\s+hành|thành\s+lập|phê\s+duyệt|tiếp\s+nhận|sử\s+dụng))\b[^.;]{0,60}$", re.I
)
# The head of a sentence or of what follows a colon, a bracket or "Đối với …:".
HEAD = re.compile(
    r"(?:^|[.;:(]|,\s+(?:đồng\s+thời|và)|\s-|^-|^\+)\s*(?:(?:\d+|[a-zđ])[.)]\s*)?(?:Tiếp\s+tục\s+|Tổ\s+chức\s+|Thực\s+hiện\s+)?$",
    re.I,
)
# Words on which a recurrence tells how often they are done.
REPORTED = re.compile(
    r"\b(?:báo\s+cáo|sơ\s+kết|tổng\s+kết|rà\s+soát|kiểm\s+tra|giám\s+sát|đánh\s+giá|đối\s+chiếu|giao\s+ban|cập\s+nhật|tổng\s+hợp|thống\s+kê|công\s+bố"
    r"|công\s+khai|thực\s+hiện|gửi|họp)(?:\s+(?:kết\s+quả|tình\s+hình|tiến\s+độ|thực\s+hiện))*\s*(?:theo\s+)?$",
    re.I,
)
# "xây dựng kế hoạch (cụ thể) hằng tuần": the plan that the task is to make.
MADE_PLAN = re.compile(
    r"\b(?:xây\s+dựng|lập|ban\s+hành|đề\s+ra)\s+(?:các\s+)?(?:kế\s+hoạch|báo\s+cáo|chỉ\s+tiêu|chương\s+trình)\s*(?:[^\W\d]+\s+){0,3}$",
    re.I,
)
# The thing to the left of a sentence-final recurrence that the recurrence belongs to, rather than to the task.
OWNED = re.compile(
    r"\b(?:vào|trong|từ|theo|bằng|của)\s+(?:[\w-]+\s+){0,6}?(?:kế\s+hoạch|dự\s+toán|ngân\s+sách|chương\s+trình|nghị\s+quyết|chỉ\s+tiêu|nhiệm\s+vụ|kinh\s+phí)\b[^.;:]*$"
    r"|\b(?:giao|trợ\s+cấp|lương(?:\s+hưu)?|BHXH|bảo\s+hiểm\s+xã\s+hội|dự\s+toán|ngân\s+sách|kinh\s+phí|phụ\s+cấp|cây|xếp\s+loại\s+[\w\s,]{0,30}|phân\s+loại\s+[\w\s]{0,20}|bình\s+quân|trung\s+bình)\s*$",
    re.I,
)
THEN_REPORT = re.compile(
    r"(?:\s*(?:,|hoặc|và)\s+(?:đột\s+xuất|thường\s+xuyên|khi\s+có\s+yêu\s+cầu))?"
    r"\s*,?\s+(?:và\s+(?=(?:sơ|tổng)\s+kết|báo\s+cáo))?(?:tổng\s+hợp,?\s+)?(?:báo\s+cáo|sơ\s+kết|tổng\s+kết|rà\s+soát|kiểm\s+tra|đánh\s+giá|tổng\s+hợp|cập\s+nhật|giao\s+ban)\b",
    re.I,
)
SENTENCE_END = re.compile(
    r"\s*(?:[.;]|\./\.|/\.|$|\)\s*[.;]?\s*$|theo\s+quy\s+định\s*(?:[.;]|$)|để\s+(?:tổng\s+hợp|theo\s+dõi|báo\s+cáo)|gửi\b|tổ\s+chức\b)",
    re.I,
)
PLANNING_LIST = re.compile(
    r"\s*(?:,|và|/)\s+(?:(?:từng\s+)?giai\s+đoạn(?!\s+\d)|từng\s+thời\s+kỳ|trung\s+hạn|dài\s+hạn|định\s+k[ỳì]|đột\s+xuất|hoặc\s+đột\s+xuất|h[ằà]ng\s)",
    re.I,
)
COMMA = re.compile(r",\s*$")
THEN_VERB = re.compile(r"\s*,|\s+(?:gửi|báo|tổng|tổ|rà|kiểm|thực|chủ|cập|công|xây)\b", re.I)
REPORT_NEAR = re.compile(r"\bbáo\s+cáo\b[^.;]{0,60}$", re.I)


def read_cell(text: str, issued_on: str | None) -> Timeframe:
    """The time cell of a table. An empty cell, and words that say no time ("Kịp thời"), are ``unspecified``."""
    raw = " ".join(text.split())
    if not raw or not re.search(r"\w", raw):
        return Timeframe(None, ["unspecified"])
    marks = find_marks(raw, issued_on)
    if not marks and EVENT.match(raw):
        return Timeframe(raw, ["ad_hoc"])
    return combine(raw, marks)


def combine(raw: str, marks: list[Mark]) -> Timeframe:
    """One time frame from all that was said: kinds without repeats, the first start, the last end."""
    kinds: list[TimeKind] = []
    for mark in marks:
        kinds += [k for k in mark.kinds if k not in kinds]
    starts = [m.start for m in marks if m.start]
    ends = [m.end for m in marks if m.end]
    recurs = list(dict.fromkeys(r for m in marks for r in m.recurs))
    if any(m.kinds == ("period",) and not m.end for m in marks):
        ends = []
    if "by_date" in kinds and "period" in kinds:
        kinds.remove("by_date")
    return Timeframe(
        raw=raw,
        kind=sorted(kinds, key=ORDER.index) or ["unspecified"],
        start=min(starts) if starts else None,
        end=max(ends) if ends else None,
        recurs=(recurs[0] if len(recurs) == 1 else recurs) or None,
    )


def read_prose(text: str, issued_on: str | None) -> tuple[Timeframe, Span | None]:
    """The time frame of a point of prose and the words that say it; `unspecified` and None where none do."""
    if not QUICK.search(text):
        return Timeframe(None, ["unspecified"]), None
    label = LABEL.search(text)
    if label:
        frame = read_cell(label["cell"], issued_on)
        if frame.kind != ["unspecified"]:
            return frame, Span(*label.span("cell"))
    marks = find_marks(text, issued_on)
    chosen: list[Mark] = []
    for mark in marks:
        kept = _believed(text, mark, chosen, issued_on)
        if kept:
            chosen.append(kept)
    if not chosen:
        return Timeframe(None, ["unspecified"]), None
    chosen = _whole(text, chosen)
    span = Span(min(m.span.start for m in chosen), max(m.span.end for m in chosen))
    raw = (
        text[span.start : span.end]
        if span.end - span.start <= 90
        else "; ".join(text[m.span.start : m.span.end] for m in chosen)
    )
    return combine(" ".join(raw.split()), chosen), span


def _believed(text: str, mark: Mark, chosen: list[Mark], issued_on: str | None) -> Mark | None:
    before = text[max(0, mark.span.start - NEAR) : mark.span.start]
    after = text[mark.span.end : mark.span.end + NEAR]
    if FIGURES.search(before):
        return None
    if mark.recurs:
        return mark
    if mark.point is not None:
        return _deadline(before, after, mark, mark.point, issued_on)
    words = text[mark.span.start : mark.span.end].lower()
    match mark.kinds[0]:
        case "by_date":  # counted from an event
            kept = not PAST.search(before)
        case "continuous":
            kept = bool(
                HEAD.search(before)
                or (REPORTED.search(before) and SENTENCE_END.match(after))
                or (DONE.search(before) and MANNERS.match(after))
                or (PARTNERS.search(before) and THEN_ACT.match(after))
            )
        case "as_programmed":
            kept = False
        case "ad_hoc":
            ground = words.startswith("theo") and OF_BODY.match(after)
            kept = (_adds(text, mark, chosen) and not ground) or _occasion(before, after, words)
        case "periodic":
            kept = _adds(text, mark, chosen) or (words.startswith("định") and _reports(before, after))
        case "quarterly" if DAY_OF_QUARTER.search(words):
            kept = not PAST.search(before)
        case _:
            kept = _adds(text, mark, chosen) or _reports(before, after) or _how_often(before, after)
            if re.search(r"\d\s+lần|\b(?:một|hai|ba)\s+lần\s*/", words):  # not how often a sample is taken
                kept = bool(OFTEN.search(before) or _reports(before, after))
    return mark if kept else None


def _reports(before: str, after: str) -> bool:
    return bool(HEAD.search(before) or REPORTED.search(before) or THEN_REPORT.match(after))


def _how_often(before: str, after: str) -> bool:
    """Whether a recurrence away from the head of its sentence still belongs to the task."""
    if MADE_PLAN.search(before) or (COMMA.search(before) and THEN_VERB.match(after)):
        return True
    return bool((PLANNING_LIST.match(after) or SENTENCE_END.match(after)) and not OWNED.search(before))


def _deadline(before: str, after: str, mark: Mark, point: Point, issued_on: str | None) -> Mark | None:
    limit = mark.end or mark.start
    gone = bool(issued_on and limit and limit < issued_on[: len(limit)])
    told = FINISHED.search(before) if JUST_BEFORE.search(before) else PAST.search(before)
    if (
        gone
        or told
        or IN_FORCE.search(before)
        or (point.said == "from" and point.granularity != "range")
        or NAMED.search(before)
    ):
        return None
    if MILESTONE.search(before):
        return Mark(mark.span, ("period",), None, point.end)
    spoken, inside = point.said in ("before", "until"), INSIDE.search(before)
    whole_years = mark.start and mark.start.endswith("-01-01") and (mark.end or "").endswith("-12-31")
    if point.granularity == "range" and not whole_years:
        since = point.said == "from" or FROM.search(before)
        spoken_of = FROM.sub("", before)
        kept = bool(inside or (since and (HEAD.search(spoken_of) or WORK.search(spoken_of) or LASTS.search(spoken_of))))
    elif point.granularity in ("day", "month", "quarter"):
        kept = bool(spoken or inside or JUST_BEFORE.search(before))
    elif spoken:
        close = TO_YEAR.search(before) if point.said == "until" else WORK.search(before)
        ensured = ENSURED.search(before) and not SHARED.match(after)
        kept = bool(close or ensured or (HEAD.search(before) and AT_HEAD.match(after)))
    else:
        kept = bool(inside and (WORK.search(before) or HEAD.search(before[: inside.start()])))
    return mark if kept else None


def _adds(text: str, mark: Mark, chosen: list[Mark]) -> bool:
    """Whether a mark goes on a list that a believed one began: "hằng tuần, hằng tháng", "hoặc đột xuất"."""
    if not chosen:
        return False
    between = text[chosen[-1].span.end : mark.span.start]
    return bool(re.fullmatch(r"\s*(?:,|/|và|hoặc|\(|\+)*\s*(?:hoặc|và|báo\s+cáo)?\s*", between))


def _occasion(before: str, after: str, words: str) -> bool:
    if words.endswith("xuất"):
        return bool(REPORT_NEAR.search(before))
    if HAPPENS.match(words):
        return bool(HEAD.search(before) and THEN_TELL.match(after))
    return not words.startswith("theo") and bool(SENTENCE_END.match(after) or HEAD.search(before))


def _whole(text: str, chosen: list[Mark]) -> list[Mark]:
    """Drops a bare "định kỳ" whose length another mark says."""
    if not any(k in PERIOD_NAMES.values() or k == "half_yearly" for m in chosen for k in m.kinds):
        return chosen
    return [
        m for m in chosen if not text[m.span.start : m.span.end].lower().startswith("định") or m.kinds != ("periodic",)
    ]
