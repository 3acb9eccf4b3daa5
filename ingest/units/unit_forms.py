"""Patterns and printed forms of unit names, over folded text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.authority.authority import OWN_KINDS, Body
from ingest.authority.folding import fold

TOKEN = re.compile(r"[\w&]+(?:[-/.][\w&]+)*")
# "Chính phủ điện tử" and "Chính phủ số" are no bodies; "Quốc hội khóa XV" is Quốc hội.
NOT_AFTER = re.compile(r" (?:điện tử|số(?! \d)|kiến tạo)(?!\w)")
RELATED = re.compile(r"(?:(?:có )?liên quan|hữu quan)(?!\w)(?: khác| đến (?=[^ ]))?")
MORE_SERIES = re.compile(r", ?| và |/|-")
FIELDS = re.compile(
    r"(?:phụ trách |được giao )?quản lý (?:(?:nhà nước )?(?:về )?(?:chuyên )?ngành(?:, lĩnh vực)?"
    r"|(?:công trình )?xây dựng chuyên ngành)(?: cấp tỉnh| (?:thuộc )?(?:tỉnh|thành phố)(?!\w))?(?!\w)"
)
# A group named by what it was given: "các đơn vị được giao chủ trì thực hiện nhiệm vụ tại Phụ lục".
GIVEN_WORK = re.compile(
    r" được (?:giao|phân công)(?: nhiệm vụ)?,? (?:chủ trì|phối hợp|thực hiện)(?:(?:,| và|,? hoặc) phối hợp)?"
    r"(?: thực hiện)?(?: các)? (?:nhiệm vụ|nội dung|dự án|đề án)(?: tại (?:các )?phụ lục)?(?!\w)"
)
# "các thành viên Đảng đoàn Quốc hội" are one group, not a group and a body.
MEMBERS = re.compile(r"(?<!\w)(?:thành viên|ủy viên)$")
OF_BODY = re.compile(r" (?:(?:thuộc|của)(?:,| và|/) ?trực thuộc|trực thuộc|thuộc|của)(?: cơ quan| ngành)? ")
# "Cơ quan quân sự" + "địa phương".
OF_THE_PLACE = re.compile(r" (?:địa phương|sở tại|các cấp)(?!\w)")
OF_LEVEL = re.compile(
    r"(?:địa phương|tỉnh|thành phố|bộ|sở|trường|cục|xã|phường|huyện|quốc hội|trung ương|mặt trận)(?!\w)"
)
# What may follow a noun of a series; "tổ chức chính trị" and "cơ quan thông tấn" are groups of their own.
IN_SERIES = re.compile(
    r" (?:và|thuộc|trực thuộc|của|ở|trên địa bàn|chức năng|chuyên môn|khác|tỉnh|thành phố|cấp|trung ương"
    r"|địa phương|nhà nước|doanh nghiệp nhà nước)(?!\w)"
)
_PLACES = r"(?:tỉnh|thành phố|huyện|quận|thị xã|xã|phường|thị trấn|đặc khu)"
LEVEL_LAST = re.compile(rf"(?<!\w){_PLACES}$")
PLACE_NAME = re.compile(rf"{_PLACES} \w")
LEVEL_JOINT = re.compile(r", ?|/ ?| và ")
LEVEL_NEXT = re.compile(rf"(?:(?:và|hoặc) )?(?:cấp )?(?P<level>{_PLACES})(?!\w)(?! (?:hội|viên|ủy|đòan|đội)(?!\w))")
# Behind the name of a place, or a level of places, a name goes on only with one of these: "các tỉnh ven biển",
# "thành phố trực thuộc trung ương"; a verb that no list holds ends it ("UBND các xã niêm yết").
BEHIND_PLACE = re.compile(
    r"(?:trực thuộc|thuộc|của|có liên quan|liên quan|hữu quan|ven|miền|vùng|khu vực|biên giới|hải đảo|đảo|trọng điểm"
    r"|khác|còn lại|mới|nơi|trên|nói trên|loại|phía|lân cận|hội|viên|ủy|đòan|đội|cấp|các|trung ương|số \d+)(?!\w)"
)
# "Thanh tra, kiểm tra việc …" is an act; so is "công an" in no list of ours.
ACT_NOT_BODY = re.compile(
    r"thanh tra(?:, | và | )(?:kiểm tra|giám sát|xử lý|kiểm soát|việc|chuyên ngành|các|công tác|đột xuất|định kỳ)(?!\w)"
)
# Behind one of these a name goes on, whatever follows ("Ban Quản lý các dự án").
NAME_GOES_ON = frozenset(["biểu", "lý", "đảng", "ủy", "vụ", "đạo", "việc", "của", "hành", "sự"])

# Words that only a sentence has, never the inside of a name before its predicate.
NOT_IN_NAME = frozenset(["của", "cho", "do", "để", "theo", "và", "với", "bằng", "là", "đã", "sẽ", "từ", "các", "những"])
# "hướng dẫn đơn vị chủ trì": the verb belongs to a role, not to the subject.
ROLE_NOUN = re.compile(r"(?:cơ quan|đơn vị|tổ chức|người|ban|bộ phận)$")
# Behind "Mặt trận", "Hệ thống truyền thanh" and the like: what stands for a place.
NEAR_PLACE = re.compile(r"(?:cơ sở|địa phương|các cấp|cấp (?:tỉnh|huyện|xã)|các (?:tỉnh|huyện|xã|phường))(?!\w)")
# A body of the Party named with the committee that it serves: "Ban Nội chính Tỉnh ủy".
OF_COMMITTEE = re.compile(r" (?:tỉnh ủy|thành ủy|huyện ủy|quận ủy|thị ủy|đảng ủy|trung ương(?: đảng)?)(?!\w)")
# One office of two bodies: "Văn phòng Đoàn ĐBQH và HĐND tỉnh", "Văn phòng HĐND và UBND xã".
JOINT_OFFICE = re.compile(r"văn phòng (?:đòan đbqh|hđnd)(?:, hđnd)? và (?:hđnd|ubnd)(?!\w)")
# A branch of a bank or society: "Ngân hàng Nhà nước Việt Nam - Chi nhánh Khu vực 8", "… chi nhánh tỉnh Bình Minh".
BRANCH = re.compile(r"(?: \(?|-)chi nhánh (?:tại )?(?=tỉnh|thành phố|khu vực|[^\W\d_])")
# A region by number: "khu vực 8", "khu vực XI", "khu vực số 3".
NUMBERED = re.compile(r" (?:khu vực )?(?:số )?(?:\d+|[ivxl]+)(?!\w)")
# The level that a name ends on: "Sở Y tế tỉnh", "Hội Nông dân các cấp".
_LEVEL_JOINED = r"(?:(?:, | và |/)(?:xã|phường|đặc khu|thị trấn|thị xã|huyện|tỉnh|thành phố))*"
LEVEL_END = re.compile(
    r" (?:(?:tỉnh|thành phố|huyện|xã|phường|thị xã|đặc khu|cơ sở)(?!, (?:xã|phường|huyện|thành phố|đặc khu))"
    r"(?! (?:hội|viên|ủy|đòan|đội|tỉnh)(?!\w))"
    r"|(?:các )?cấp(?: (?:tỉnh|huyện|xã|cơ sở))?|các cấp"
    rf"|các (?:xã|phường|huyện|tỉnh|thành phố){_LEVEL_JOINED})(?!\w)"
)
# Printed forms of a class of bodies: each level named apart ("UBND các xã, phường, đặc khu").
_LEVELS = r"ubnd (?:các |cấp )?(?:{0})(?:(?:, | và |/)(?:các )?(?:{0}))*"
_CLASSES = (
    (_LEVELS.format("xã|phường|thị trấn|đặc khu"), "Ủy ban nhân dân cấp xã"),
    (_LEVELS.format("tỉnh|thành phố") + r"(?: (?:trực )?thuộc trung ương)?", "Ủy ban nhân dân cấp tỉnh"),
    (_LEVELS.format("huyện|quận|thị xã|thành phố") + r"(?: (?:trực )?thuộc tỉnh)?", "Ủy ban nhân dân cấp huyện"),
)
CLASSES = tuple((re.compile(pattern), name) for pattern, name in _CLASSES)


@dataclass(frozen=True, slots=True)
class Found:
    """A unit at ``start:end`` of the folded text; ``name_at`` is where its name starts, behind a title."""

    start: int
    end: int
    name_at: int
    bodies: tuple[Body, ...]
    head: str = ""


def tidy(name: str) -> str:
    """A printed name in the usual spelling: first letter large, "UBND" in full, "có liên quan" as "liên quan"."""
    name = re.sub(r"\bcó liên quan\b", "liên quan", name)
    name = re.sub(r"\bUBND\b|\b[ỦU][ỷy] ban nhân dân \(UBND\)", "Ủy ban nhân dân", name)
    name = re.sub(r"\bHĐND\b", "Hội đồng nhân dân", name)
    name = re.sub(r"(?<=\w)/ (?=\w)", "/", name)
    name = re.sub(r"\s*\((?:[A-ZĐ&]{2,12}|sau đây[^)]*)\)", "", name)
    name = re.sub(r"^(?:những|tất cả các|toàn thể các|toàn thể) ", "Các ", name, flags=re.IGNORECASE)
    if name.isupper() and name.startswith("CÁC "):  # a heading in capitals
        name = name.lower()
    return name[:1].upper() + name[1:]


def unknown(name: str, kind: str, own: str | None, generic: bool = False) -> Body:
    """A unit that the authority does not know; one of an agency's own kinds belongs to the issuer ``own``."""
    if kind in ("government", "council"):
        for pattern, of_class in CLASSES:
            if pattern.fullmatch(fold(name)):
                return Body(name, kind, of_class, verified=True, is_class=True)
    return Body(name, kind, own if kind in OWN_KINDS and not generic else None, generic, verified=False)
