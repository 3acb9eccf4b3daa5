"""Bodies of a heading or of a sentence that announces a list of orders, for every point under it.

"2. Sở A", "Trách nhiệm của Vụ B", "Giao Sở C:", "Ban D chủ trì, phối hợp với Sở E:"
"Để kịp thời khắc phục, Sở A yêu cầu Chủ tịch UBND các xã, phường thực hiện các nội dung sau:"
"Nhằm nâng cao chất lượng, các trường và đơn vị liên quan triển khai những việc sau:"
"Trong thời gian tới, tỉnh A cần tập trung vào các nhiệm vụ sau:"
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from ingest.authority.authority import Authority
from ingest.units.clauses import behind_bullet, clauses, read_clause, read_supports, unit_spans
from ingest.units.common_nouns import BETWEEN, BODY_NOUN, as_printed, members
from ingest.units.role_cues import (
    ANYBODY,
    ANYBODY_ALL,
    DUTIES_OF,
    GIVEN,
    GIVEN_LATE,
    HEADING_TAIL,
    LABEL,
    WHOLE_HEADING,
    WITH_OTHERS,
)
from ingest.units.roles import Roles, moved, read_roles
from ingest.units.unit_forms import Found
from ingest.units.unit_lists import read_list
from ingest.units.unit_names import Names
from ingest.units.units import mentions_of

# Behind one of these "yêu cầu" and "đề nghị" are nouns: "theo yêu cầu các đơn vị", "xét đề nghị của Sở A".
NOUN_BEFORE = re.compile(
    r"(?:theo|xét|các|những|của|về|nội dung|đáp ứng|mục đích|từ|có|một số|việc|được|văn bản|hồ sơ|ý kiến) $"
)
# "… nơi cá nhân mở tài khoản": a relative clause that says which, behind the name.
RELATIVE = re.compile(r",? (?:nơi|mà)(?!\w)")
# Several names of two words and more in a heading: "Tổ chức tín dụng, Kho bạc Nhà nước, chi nhánh ngân hàng".
# No name goes on through one of these.
VERB_INSIDE = re.compile(
    r" (?:có trách nhiệm|chủ trì|phối hợp|thực hiện|triển khai|tập trung|tổ chức|chỉ đạo|khẩn trương|căn cứ|theo|lập"
    r"|xây dựng|rà sóat|báo cáo|tham mưu|nghiên cứu|tăng cường|tiếp tục|chủ động|hướng dẫn|kiểm tra|bố trí|ban hành"
    r"|đẩy)(?!\w)(?<!công lập)(?<!dân lập)(?<!độc lập)"
)
MAX_PLURAL = 110
# What may stand behind "Trách nhiệm của", known or not.
DUTY_BEARER = re.compile(
    r"(?:các )?(?:ban|hội đồng|qũy|tổ|đội|đòan|bộ phận|phòng|trung tâm|văn phòng|viện|trường|khoa|trạm|câu lạc bộ|nhóm"
    r"|tiểu ban|thường trực|thư ký|cổng|báo|đài|tạp chí|công ty|xí nghiệp|nhà máy|bên|trưởng|phó|cục|vụ|chi cục)(?!\w)"
    r"(?! (?:chức|viên chức|thực hiện)(?!\w))"
)
# Words of the list of verbs that stand inside names of groups.
NOUN_STOPS = re.compile(
    r"(?:cơ sở|tổ chức|cơ quan|và|đào tạo|quản lý|trên|tại|trong|của|sau|đăng ký|tham mưu|về|cung cấp|sử dụng"
    r"|truyền thông|thông tin)(?!\w)"
)
WORD = re.compile(r"\w+")
OWN_NAME = re.compile(
    r"(?:các )?(?:tổ chức|cơ quan|đơn vị|kho bạc|ngân hàng|chi nhánh|doanh nghiệp|trung tâm|công ty|trường|sở|ban|hội"
    r"|đòan|viện|qũy|văn phòng) \w+"
)
# What a body did, found or says, not what it is to do: "Sở A đã đạt một số kết quả sau:".
NARRATES = re.compile(
    r"(?: [A-ZĐ]?\w+){0,3}? (?:đã|được|có ý kiến|kết luận|thông báo|nhận được|ban hành|xác định|ghi nhận|đánh giá"
    r"|nhận thấy|báo cáo|thống nhất)(?!\w)"
)


def lead_in(
    text: str, authority: Authority, issuer: str | None = None, extra: Mapping[str, str] | None = None
) -> Roles | None:
    """Roles of a heading or lead-in for every point under it ("Giao Vụ X:", "Ban Z chủ trì, phối hợp với …:").

    None for a heading that is no body: what it says is a subject, not an assignment.
    """
    names = Names(text, authority.scope(issuer, extra))
    at = behind_bullet(names.text, 0)
    given = DUTIES_OF.match(names.text, at)
    if given:
        at = given.end()
    elif LABEL.match(names.text, at):
        roles = read_roles(text, authority, issuer, None, extra)
        return roles if roles.leads or roles.supports else None
    last_order = _last_order(names, at)
    order = names.folded.origin[last_order] if last_order > at else 0
    if (ordered := lead_in(text[order:], authority, issuer, extra) if order else None) and ordered.leads:
        return moved(ordered, order)
    found, end = read_list(names, at)
    told = given is not None and names.text.startswith(("giao", "phân công", "yêu cầu", "đề nghị"), given.start())
    last = end if found else at
    whole = _whole_heading(names, at, last, given is not None)
    if not whole and told and not HEADING_TAIL.fullmatch(names.text[last:]):
        whole = _listed(names, at)
    if not whole and given and not told and not HEADING_TAIL.fullmatch(names.text[last:]):
        whole = _by_place(names, at)
    if whole or not found:
        return _led_by(names, whole) or _announced(names, at)
    if HEADING_TAIL.fullmatch(names.text[end:]):
        nobody = given and not told and all(ANYBODY.match(names.text, f.start) for f in found)
        return None if nobody else _led_by(names, found)
    if given and names.text.startswith("đối với", given.start()):
        return None
    roles = read_roles(text[names.folded.origin[at] :], authority, issuer, None, extra)
    rule = "lead_in" if names.text.rstrip().endswith(":") else "sentence"
    return replace(moved(roles, names.folded.origin[at]), rule=rule) if roles.leads else None


def order_of(
    text: str, authority: Authority, issuer: str | None = None, extra: Mapping[str, str] | None = None
) -> Roles | None:
    """Whom the preamble of a document orders to do all that follows ("…, Sở A yêu cầu các đơn vị thực hiện:")."""
    names = Names(text, authority.scope(issuer, extra))
    return _led_by(names, _ordered_bodies(names))


def _led_by(names: Names, found: list[Found]) -> Roles | None:
    leads = mentions_of(names, found)
    return Roles(leads, [], "lead_in") if leads else None


def _whole_heading(names: Names, at: int, end: int, duties: bool) -> list[Found]:
    """A heading that names a body by what it does: "Cơ quan đăng ký đầu tư (Sở A, Sở B):", "Trách nhiệm của đơn vị
    vận hành hệ thống"; the name goes to the bracket, the colon or the end."""
    match = WHOLE_HEADING.match(names.text, at)
    if (
        not match
        or match.end("name") <= end
        or not (duties or match["role"] or match["bracket"] or _is_plural_name(names, match))
    ):
        return []
    if ANYBODY_ALL.fullmatch(match["name"]) or HEADING_TAIL.fullmatch(names.text[end:]):
        return []
    last = match.end("name")
    if relative := RELATIVE.search(names.text, at, last):
        last = relative.start()
    parts = BETWEEN.split(names.text[at:last])
    if len(parts) > 1 and all(OWN_NAME.match(part) for part in parts):
        return [as_printed(names, *span) for span in _spans(at, parts, names.text)]
    return members(names, at, last)


def _listed(names: Names, at: int) -> list[Found]:
    """Bodies of "Giao A, cơ quan khác, các đơn vị trực thuộc B; Chủ tịch C:", where nothing but names follows the
    order: what stands between the marks is a body, read or as printed; none where a part is no body."""
    found: list[Found] = []
    end = len(names.text.rstrip(" :.,"))
    here = at
    while here < end:
        unit = names.unit_at(here)
        last = unit.end if unit else here
        if last < end and not BETWEEN.match(names.text, last):
            if not (unit or BODY_NOUN.match(names.text, here)):
                return []
            cut = BETWEEN.search(names.text, last, end)
            last = cut.start() if cut else end
            if VERB_INSIDE.search(names.text, here, last):
                return []
            unit = as_printed(names, unit.name_at if unit else here, last)
        if not unit:
            return []
        found.append(unit)
        joint = BETWEEN.match(names.text, last)
        here = joint.end() if joint else end
    return found if len(found) > 1 else []


def _by_place(names: Names, at: int) -> list[Found]:
    """The body of "Trách nhiệm của Ban biên tập Trang tin": what stands there leads, whatever it is."""
    end = len(names.text.rstrip(" :.,"))
    match = DUTY_BEARER.match(names.text, at)
    if not match or end - at > MAX_PLURAL or "," in names.text[at:end]:
        return []
    behind = WORD.search(names.text, match.end(), end)  # "Hội đồng kiểm tra": a verb that is its name
    if behind and VERB_INSIDE.search(names.text, behind.end(), end):
        return []
    return [as_printed(names, at, end)]


def _is_plural_name(names: Names, match: re.Match[str]) -> bool:
    """ "Các cơ sở đào tạo đại học, sau đại học": a heading that is a noun phrase, no verb in it."""
    start, end = match.span("name")
    if not names.text.startswith("các ", start) or end - start > MAX_PLURAL or names.text[end:].startswith("."):
        return False
    here = start + len("các ")
    while word := WORD.search(names.text, here, end):
        here = word.end()
        if noun := NOUN_STOPS.match(names.text, word.start()):
            here = noun.end()
        elif word.start() > start + len("các ") and names.words.stop.match(names.text, word.start()):
            return False
    return True


def _spans(at: int, parts: list[str], text: str) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    for part in parts:
        at = text.index(part, at)
        spans.append((at, at + len(part)))
        at += len(part)
    return spans


def _announced(names: Names, at: int) -> Roles | None:
    helped = WITH_OTHERS.match(names.text, at) and names.text.rstrip().endswith(":")
    if helped and (supports := read_supports(names, at, len(names.text))):
        return Roles([], mentions_of(names, supports), "lead_in")
    return _led_by(names, _ordered_bodies(names) or _acting_bodies(names))


def _ordered_bodies(names: Names) -> list[Found]:
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
            titled = names.words.title.match(text, order.end())  # people are told: "yêu cầu các đồng chí Bộ trưởng"
            if not (capital or titled or at - 1 in ends or text[at - 2] in ",;)"):
                continue
        found, last = read_list(names, order.end())
        if found and last < len(text):
            asked = "đề nghị" in order[0] and any(b.independent for f in found for b in f.bodies)
            return [] if asked else [unit for unit in found if not _is_own(names, unit)]
    return []


def _acting_bodies(names: Names) -> list[Found]:
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


def _last_order(names: Names, at: int) -> int:
    """Where the last sentence of a lead-in starts, if it orders somebody: "Chính phủ thống nhất …. Giao Bộ A …:"."""
    start = _last_sentence(names)
    if start is None or start <= at:
        return at
    start += len(names.text[start:]) - len(names.text[start:].lstrip())
    return start if GIVEN.match(names.text, start) else at


def _is_own(names: Names, unit: Found) -> bool:
    """Whether a unit is the issuer, which orders others: "Thủ tướng yêu cầu Bộ trưởng, Thủ trưởng …"."""
    return bool(names.scope.own) and all(body.name == names.scope.own for body in unit.bodies)
