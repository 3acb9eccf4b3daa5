"""Bodies named by common nouns, where only their place in the sentence tells that a body is meant.

    "phối hợp với chính quyền cơ sở, lực lượng quân đội tổ chức …"       behind "phối hợp (với)"
    "Doanh nghiệp được chọn có trách nhiệm …"                            before "có trách nhiệm"
    "Các tập đoàn, doanh nghiệp xuất khẩu: xây dựng …"                   before a colon and a verb
They are kept as printed.
"""

from __future__ import annotations

import re

from ingest.units.role_cues import ANYBODY_ALL
from ingest.units.unit_forms import Found, tidy, unknown
from ingest.units.unit_lists import SEPARATOR, read_list
from ingest.units.unit_names import Names

# Groups that need no "các", and how far their names go.
_LEVELS = r"(?:địa phương(?: các cấp| nơi [^,.;]{3,40})?|cơ sở|các cấp|(?:cấp )?(?:xã|huyện|tỉnh|phường))"
_OFFICES = (
    r"cơ quan (?:báo chí|truyền thông|thông tấn|chuyên môn|chức năng|công an|quân sự|thuế|chủ quản)"
    r"(?:,? (?:và )?(?:báo chí|truyền thông))?|báo chí|hệ thống (?:truyền thông|truyền thanh)(?: cơ sở)?"
)
_FORCES = (
    r"lực lượng (?:chức năng|công an|quân đội|vũ trang|quân sự|dân quân(?: tự vệ)?|kiểm lâm|bộ đội)"
    rf"|(?:mặt trận|công an|quân đội|quân sự|đòan thể|đòan thanh niên)(?: {_LEVELS})?"
)
_BRANCHES = (
    r"ngành (?:giáo dục|y tế|nông nghiệp|công thương|xây dựng|tài chính|ngân hàng|thuế|du lịch|văn hóa|giao thông|điện"
    r"|bưu chính)|sở,? (?:ban,? )?ngành (?:có )?liên quan|sở, (?:ban, )?ngành"
)
_SCHOOLS = r"nhà trường|(?:trường )?(?:đại học|cao đẳng)(?:, (?:đại học|cao đẳng|trung cấp|học viện))*|viện nghiên cứu"
# "phối hợp với cơ quan, đơn vị có liên quan", "với địa phương": no "các" in front.
_PLAIN = (
    r"(?:cơ quan|đơn vị|địa phương|tổ chức)(?:(?:, | và )(?:cơ quan|đơn vị|tổ chức|cá nhân|địa phương|doanh nghiệp))+"
    r"(?: (?:có )?liên quan|(?! (?:quản lý|vận hành|sử dụng|cung cấp|thuộc|của|trực thuộc|có|được|tại|trong)(?!\w)))"
    r"|địa phương(?: (?:có )?liên quan)?"
)
_OTHERS = r"hiệp hội(?: ngành nghề| doanh nghiệp)?|đối tác phát triển|tổ chức quốc tế|chủ đầu tư|nhà thầu"
_VERBS = r"(?:triển khai|thực hiện|tổ chức|xây dựng|rà soát|lập|kiểm tra|hướng dẫn)(?!\w)"
_UNITS = (
    r"đơn vị (?:được lựa chọn|được giao|vận hành|cung cấp|tư vấn|chuyên môn|liên quan|sử dụng)"
    rf"(?: (?!và )(?!{_VERBS})\w+){{0,5}}?(?= {_VERBS}|[,.;]|$)"
)
PARTNER = re.compile(
    rf"(?:các )?(?:(?:cấp ủy,? (?:đảng,? )?(?:và )?)?chính quyền {_LEVELS}|cấp ủy(?: đảng)?(?: {_LEVELS})?"
    rf"|{_OFFICES}|{_FORCES}|{_BRANCHES}|{_SCHOOLS}|{_OTHERS}|{_PLAIN}|{_UNITS})(?!\w)"
)
OF = re.compile(r" (?:của|thuộc) ")
SEVERAL = re.compile(r"(?:sở|trường [^,]+),")  # "sở, ngành liên quan" are several
_BODY = (
    r"(?:cơ quan|đơn vị|tổ chức(?! (?:thực|triển|các|hội))|doanh nghiệp"
    r"|cơ sở(?! (?:dữ liệu|vật chất|hạ tầng|pháp lý))|chủ đầu tư|chủ cơ sở|chủ rừng|nhà đầu tư|nhà thầu|trường(?! hợp)"
    r"|viện|hiệp hội|hội(?! (?:nghị|thảo|thi))|hợp tác xã|tập đòan|tổng công ty|ngân hàng|bệnh viện|đòan thể|địa phương"
    r"|ban quản lý|thành viên|người đứng đầu|lực lượng|ủy viên|trưởng ban|phó trưởng ban|đại biểu|chủ tịch hội đồng)"
)
BODY_NOUN = re.compile(rf"(?:các )?{_BODY}(?!\w)")
BETWEEN = re.compile(r"[,;] (?:và )?| và ")
# "<noun phrase> có trách nhiệm …"; "<các + nouns>: <verb> …".
BEARS_DUTY = re.compile(
    rf"(?P<name>(?:(?:các|những|từng|mỗi) )?{_BODY}(?!\w)[^.;:()]{{0,140}}?)"
    r" (?:có (?:các |những )?(?:trách nhiệm|nhiệm vụ)|chịu trách nhiệm)(?!\w)"
)
# "Các cơ quan báo chí, truyền thông tiếp tục …": a comma inside the name, then a word that opens what they do.
PLURAL_ACTS = re.compile(
    rf"(?P<name>các {_BODY}(?!\w)[^.;:()]{{2,80}}?)"
    r" (?:tiếp tục|chủ động|khẩn trương|tăng cường|tập trung|phải|cần)(?!\w)"
)
VERB = re.compile(
    r" (?:để|cho|khi|nếu|theo|chưa|đã|được|bị|có|thực hiện|triển khai|rà sóat|báo cáo|xây dựng|lập)(?!\w)"
)
LABELLED = re.compile(rf"(?P<name>các {_BODY}(?!\w)[^.;:()]{{2,110}}): (?=\w)")


def partners(names: Names, at: int) -> list[Found]:
    """The bodies behind "phối hợp (với)", common nouns among them; none where the list does not start with one."""
    found: list[Found] = []
    here = at
    while True:
        known, end = read_list(names, here)
        if not known:
            match = PARTNER.match(names.text, here)
            if not match:
                break
            end = match.end()
            known = [as_printed(names, here, end)]
        of = OF.match(names.text, end) if known[-1].bodies[0].generic else None
        if of and (body := names.unit_at(of.end())) and not body.bodies[0].generic:
            end = body.end  # "cơ quan chức năng của Bộ A"
            known = [*known[:-1], as_printed(names, known[-1].start, end)]
        found.extend(known)
        separator = SEPARATOR.match(names.text, end)
        if not separator or separator.end() <= end + 1:
            break
        here = separator.end()
    return found


def bearers(names: Names, at: int) -> list[Found]:
    """The noun phrase at ``at`` that bears a duty; not "cơ quan, tổ chức, cá nhân", who are anybody."""
    match = BEARS_DUTY.match(names.text, at)
    if not match and (acts := PLURAL_ACTS.match(names.text, at)) and not VERB.search(acts["name"]):
        match = acts
    if not match and (label := LABELLED.match(names.text, at)):
        match = label if names.words.stop.match(names.text, label.end()) else None
    if not match or ANYBODY_ALL.fullmatch(match["name"]):
        return []
    return members(names, at, match.end("name"))


def members(names: Names, start: int, end: int) -> list[Found]:
    """A noun phrase as one body, or each part where it is a list with a body that is read by itself
    ("Trưởng ban quản trị, UBND cấp xã")."""
    found: list[Found] = []
    known = False
    here = start
    while here < end:
        cut = BETWEEN.search(names.text, here, end)
        last = cut.start() if cut else end
        unit = names.unit_at(here)
        if unit and unit.end >= last and unit.end <= end:
            plain = unit.bodies[0].generic and (here == start or not names.words.quantifier.match(names.text, here))
            known, last = known or not plain, unit.end
            found.append(unit)
        elif BODY_NOUN.match(names.text, here):
            found.append(as_printed(names, here, last))
        else:
            return [as_printed(names, start, end)]
        joint = BETWEEN.match(names.text, last)
        here = joint.end() if joint else last
        if not joint and here < end:
            return [as_printed(names, start, end)]
    return found if known else [as_printed(names, start, end)]


def as_printed(names: Names, start: int, end: int) -> Found:
    """A body that is known only by its place, kept as printed."""
    name = ("các " if SEVERAL.match(names.text, start, end) else "") + names.folded.printed(start, end)
    name = tidy(name)
    bodies = names.scope.lookup(name) or (unknown(name, "other", None, generic=True),)
    return Found(start, end, start, bodies)
