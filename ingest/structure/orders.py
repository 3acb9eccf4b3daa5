"""Which manner of document this is, and what in it orders a named body to act.

Plans and programmes say under headings what is to be done (`ingest.structure.sections`). Directives, telegrams,
conclusions and official letters order without such headings: "Yêu cầu: 1. Bộ A: a) …", "1. Giao Sở B …". Rules (laws,
decrees, circulars, regulations and the decisions that issue them) order only in articles on responsibilities and
carrying out, where these name a body.
"""

from __future__ import annotations

import re
from typing import Literal

from ingest.letters import fold
from ingest.structure.layout import Layout

Manner = Literal["plan", "orders", "letter", "rules"]

# A normative document carries its year in its number (Luật Ban hành văn bản quy phạm pháp luật): 12/2025/QĐ-UBND.
NORMATIVE = re.compile(r"(?:[Ss]ố|SỐ)\s*:?\s*[\d.…_]*\s*/\s*20\d\d\s*/\s*(?:NĐ|TT|TTLT|QĐ|NQ|QH|UBTVQH|L|PL)")
CONSOLIDATED = re.compile(r"(?:[Ss]ố|SỐ)\s*:?\s*[\d.…_]*\s*/\s*VBHN")
RULE_TYPES = re.compile(
    r"(?:nghi dinh|thong tu|thong tu lien tich|luat|phap lenh|bo luat|quy che|quy dinh|dieu le"
    r"|van ban hop nhat)\b"
)
ORDER_TYPES = re.compile(r"(?:chi thi|cong dien|thong bao|ket luan|huong dan)\b")
# Decisions that decide on a thing and order nothing beyond their articles. Folded titles.
RULE_TITLES = re.compile(
    r"(?:ve viec )?(?:ban hanh (?:quy che|quy dinh|bo|dieu le|bang gia|dinh muc|tieu chi|danh muc|quy trinh)"
    r"|quy dinh|phan cap|uy quyen|bai bo|cong bo|"
    r"sua doi|bo sung|thay the|phe duyet (?:danh muc|quy trinh|nhiem vu|gia|phuong an|danh sach|quy hoach"
    r"|dieu chinh|ket qua|noi dung)|"
    r"thong qua phuong an|phe chuan|thanh lap|sap xep|giao (?:chi tieu|du toan|bien che)|cho phep|chuyen|cap"
    r"|(?:quy dinh )?chuc nang)"
)

# "Điều 1. Phạm vi điều chỉnh": how a normative text opens, be it called a resolution or a decision.
SCOPE = re.compile(r"pham vi(?: va doi tuong)? (?:dieu chinh|ap dung)")

BODY = (
    r"(?:(?:dong chi |cac dong chi |cac ong(?:, ba)? |ong |ba )?(?:cac )?(?:pho )?(?:truong |chanh |giam doc "
    r"|thu truong |chu tich |nguoi dung dau |lanh dao |"
    r"tong giam doc |tong bien tap |cuc truong |vu truong |bo truong |hieu truong |bi thu |chu nhiem "
    r"|thong doc |tong thanh tra |thuong truc |vien truong |chanh an )*"
    r"(?:cac )?(?:bo(?! luat| phan| tieu chi| chi so| may| cong cu)|co quan|don vi"
    r"|thanh vien (?=ban|hoi dong|to|doan)|uy vien|quy|thong ke (?=tinh|thanh pho)"
    r"|co so (?=dao tao|giao duc|y te|kham|nghien cuu)"
    r"|dia phuong|so(?! luong"
    r"| lieu| voi| ket| huu| ho so| \d)|ban(?! hanh| do| than| giao| tin)|nganh|uy ban|ubnd|hdnd|hoi dong|cuc"
    r"|vu(?! viec| an| mua)|tong cuc|"
    r"van phong|thanh tra(?! viec| kiem| chuyen)|kiem toan nha|ngan hang|cong an|quan doi|quan khu|hoi(?! nghi"
    r"| thao| dap| nhap|\b dong y)|lien doan|lien hiep|mat tran|doan thanh|dai(?! hoi| han| dien)|bao (?!cao"
    r"|dam|ve|quan|gom|ton)|thong tan|"
    r"tap doan|tong cong ty|cong ty|doanh nghiep|chi cuc|phong(?!,| chong| ngua| tranh| trao)|trung tam"
    r"|dang (?:uy|bo|doan)|tinh uy|thanh uy|huyen uy|cap uy|chi bo|toa an|vien(?! phi| chuc)|truong(?! hop)"
    r"|dai hoc|hoc vien|"
    r"benh vien|kho bac|thue (?:tinh|thanh|co)|hai quan|bao hiem xa hoi|bhxh|luc luong"
    r"|to chuc (?=chinh tri|xa hoi|tin dung|dang|doan|cong doan|kinh te|khoa hoc|quoc te|ton giao|phi chinh|su nghiep"
    r"|hanh nghe|quan chung|chuyen mon|duoc |co lien|lien quan|tu van)|(?<=cac )to chuc(?! (?:thuc|trien))|chinh quyen"
    r"|tinh|thanh pho(?! thong)|quan(?! ly| triet| tam)|huyen|xa(?! hoi)|phuong(?! an| thuc| phap| tien| cham)"
    r"|to (?:cong tac|truong)|"
    r"chu dau tu|chinh phu|thu tuong|quoc hoi|pho thu tuong|cuc thue|bo chi huy|bo tu lenh|ban chi dao"
    r"|chu tich|giam doc|thu truong|bo truong|chanh van phong|truong ban|nguoi dung dau)\b)"
)  # folded
ASKS = (
    r"(?:giao(?: nhiem vu)?(?: cho)?|yeu cau|de nghi|chi dao|phan cong|uy quyen|dong y giao|thong nhat giao"
    r"|kien nghi|moi)"
)
# The same words without diacritics are others: "bố trí", "giáo viên", "sổ". The first word is looked at as printed.
BODY_WORDS = frozenset((
    "bộ", "cơ", "các", "sở", "ban", "ngành", "ủy", "uỷ", "ubnd", "hđnd", "hội", "cục",
    "vụ", "tổng", "văn", "thanh", "kiểm", "ngân", "công", "quân", "liên", "mặt", "đoàn", "đài",
    "báo", "thông", "tập", "doanh", "chi", "phòng", "trung", "đảng", "tỉnh", "thành", "huyện", "cấp",
    "tòa", "toà", "viện", "trường", "đại", "học", "bệnh", "kho", "thuế", "hải", "bảo", "bhxh",
    "lực", "tổ", "chính", "quận", "xã", "phường", "chủ", "phó", "thủ", "quốc", "giám", "người",
    "chánh", "trưởng", "bí", "hiệu", "thống", "thường", "lãnh", "đồng", "ông", "bà", "đơn", "địa",
    "cán", "quỹ",
))  # fmt: skip
ASK_WORDS = frozenset((
    "giao", "yêu", "đề", "chỉ", "phân", "ủy", "uỷ", "đồng", "thống", "kiến", "mời",
))  # fmt: skip
OPENS_BODY = re.compile(rf"[“\"(]?(?P<body>{BODY})")
ORDERS_BODY = re.compile(
    rf"(?:\([ivx\d]+\) )?(?:dong thoi,? |ngoai ra,? "
    rf"|trong do,? )?(?P<ask>{ASKS}) (?:cho )?(?P<body>{BODY})"
)
# "Về dự án X: giao Bộ Y …", "Trên cơ sở đó, Bộ Z khẩn trương …": an order behind a colon, a comma or a semicolon.
BEHIND = re.compile(r"[:;,] (?=[^\W\d_])")
LATE_ASK = re.compile(rf"(?P<ask>{ASKS}) (?:cho )?(?P<body>{BODY})")
# Behind a comma the body's verb must be one that orders; behind the colon of "Về X:" any that says what is to be done.
LATE_ACTS = re.compile(r"\b(?:chu tri|khan truong|phoi hop|co trach nhiem|can cu|chu dong|tiep tuc)\b")
MUST_ACT = re.compile(r"\b(?:phai|can (?!cu)|chiu trach nhiem)\b")  # behind a ground only
WHEN = re.compile(
    r"(?:hang|dinh ky|truoc|cham nhat|trong thoi han|vao|sau khi) ?[^,.;:]{0,60}$"
)  # "Hằng năm, Bộ A báo cáo"
GROUND = re.compile(
    r"(?:tren co so|can cu|de|nham|khi|truong hop|sau khi|theo|truoc mat|trong (?:do|truong hop|qua trinh))\b"
)
MATTER = re.compile(
    r"(?:\(?[a-z0-9ivx]{1,3}[.)] )?(?:ve|doi voi|truong hop|lien quan(?: den)?|rieng|noi dung|kien nghi|de nghi"
    r"|de xuat)\b"
)
ACTS = re.compile(
    r"\b(?:chu tri|phoi hop|co trach nhiem|chiu trach nhiem|khan truong|tiep tuc|chi dao|to chuc|xay dung"
    r"|ra soat|tham muu|huong dan|kiem tra|theo doi|don doc|"
    r"bao cao|tang cuong|day manh|thuc hien|trien khai|tap trung|chu dong|phai|can |nghien cuu|de xuat|trinh"
    r"|hoan thanh|bao dam|dam bao|bo tri|cung cap|cap nhat|"
    r"tuyen truyen|quan triet|tong hop|ban hanh|thanh lap|xu ly|giai quyet|can cu|kip thoi|thuong xuyen|gui"
    r"|lap |tiep nhan|van hanh|cu |thong bao|day nhanh|quan tam|dieu chinh|xem xet|giam sat|quyet dinh"
    r"|tham dinh|phe duyet|phan bo|can doi|huy dong|hoan thien|ho tro|tham gia|cong bo|van dong|phat huy|nang cao"
    r"|duy tri)\b"
)
# A sentence that opens a list of orders.
STRONG_TRIGGER = re.compile(
    r".*\b(?:yeu cau|de nghi|giao|chi dao|chi thi|phan cong|(?:nhiem vu|giai phap|viec|cong viec"
    r"|noi dung) (?:trong tam )?(?:sau|sau day|nhu sau|cu the))\b[^.]{0,300}:$",
    re.S,
)
# "Tại khoản 2 Điều 3 Luật X quy định:" opens words of a law.
QUOTES_RULE = re.compile(
    r"(?:\bquy dinh(?: ve)?[^.;,]{0,60}|\b(?:dieu|khoan) \d+[^.;]{0,80}):$|(?:\bgom"
    r"|\bho so)[^.;]{0,30}:$"
)
WEAK_TRIGGER = re.compile(
    r".*\b(?:ket luan|y kien|chi dao|thong nhat|quyet nghi|quyet dinh"
    r"|huong dan)\b[^.]{0,120}:$",
    re.S,
)
REPLY = re.compile(
    r"\b(?:tra loi|co y kien|trao doi)\b[^.]{0,80}? (?:de|toi) [^.]{0,160}?\b(?:duoc )?biet\b[^.]{0,120}\./?\.?$|"
    r"\bthong bao (?:de|toi|den) (?:doc gia|cong ty|ong|ba|quy)\b|\btra loi (?:quy )?(?:cong ty|ong|ba|doc gia"
    r"|don vi|thue|cuc|chi cuc)\b"
)
# "Văn phòng X thông báo để các cơ quan biết, thực hiện", "Sở Y kính báo cáo … xem xét": who writes ends the letter.
# Not "Giao Bộ A nghiên cứu …, báo cáo Thủ tướng xem xét, quyết định": that is work.
THANKS = re.compile(
    r".*\b(?:tran trong (?:thong bao|cam on|bao cao|kinh chao)|tran trong ?[./!;]*$"
    r"|(?:thong bao|tra loi|co y kien|trao doi) (?:de|den|toi) .{0,200}(?:biet|thuc hien)"
    r"|(?:xin|kinh|kinh de nghi|tran trong) (?:duoc )?bao cao .{0,80}(?:xem xet|biet|cho y kien|chi dao)"
    r"|de .{0,120}biet,? (?:va )?(?:to chuc )?(?:trien khai )?thuc hien)\b"
    r"|.*\btran trong ?[./!;]*$",
    re.S,
)


PLANS = re.compile(r"\b(?:ke hoach|chuong trinh|de an|chien luoc)\b")


def manner_of(layout: Layout) -> Manner:
    """The manner of the document, from its type word, number and title. An issued plan is a plan whoever issues it."""
    titles = [layout.clean.at(b.span) for b in layout.blocks if b.kind == "title" and b.part == ""]
    head = " ".join(layout.clean.at(b.span) for b in layout.blocks if b.kind == "masthead")[:3000]
    kind = fold(titles[0]).strip(" :.") if titles else ""
    title = fold(" ".join(titles[1:4])).strip() if titles else ""
    title = title or re.sub(r"^(?:nghi quyet|quyet dinh)\s+", "", kind)
    if CONSOLIDATED.search(head) or RULE_TYPES.match(kind):
        return "rules"
    if ORDER_TYPES.match(kind):
        return "orders"
    if not kind:
        return _untitled(layout)
    articles = [b for b in layout.blocks if b.marker in ("Điều 1", "Điều 2")]
    if any(SCOPE.match(fold(layout.clean.at(b.span)[:60])) for b in articles):
        return "rules"
    issues_plan = PLANS.search(title[:80]) and not re.match(r"(?:sua doi|bai bo|cong bo)", title)
    decides = re.sub(r"^(?:v/v|ve viec|ve)\s+", "", title)
    ruling = RULE_TITLES.match(decides) and not issues_plan and re.match(r"(?:quyet dinh|nghi quyet)", kind)
    return "rules" if NORMATIVE.search(head) or ruling else "plan"


def _untitled(layout: Layout) -> Manner:
    """Without a type word: a letter has an addressee, rules have articles."""
    if any(b.marker.startswith("Điều") for b in layout.blocks):
        return "rules"
    heads = (b for b in layout.blocks if b.kind in ("masthead", "preamble"))
    return "letter" if any(layout.clean.at(b.span).startswith("Kính gửi") for b in heads) else "plan"


def _real(m: re.Match[str] | None, text: str) -> bool:
    """Whether a match in the folded text is what it seems, letter for letter (folding keeps the length)."""
    if not m:
        return False
    for group, words in (("ask", ASK_WORDS), ("body", BODY_WORDS)):
        if m.groupdict().get(group):
            word = re.match(r"\w+", text[m.start(group) :])
            if not word or word[0].lower() not in words:
                return False
    return True


def names_body(text: str) -> bool:
    """Whether a text opens with a body's name."""
    text = text[:200]
    return _real(OPENS_BODY.match(fold(text)), text)


def orders_body(text: str) -> bool:
    """Whether a text opens with an order to a body: "Giao Sở A …"."""
    text = text[:300]
    return _real(ORDERS_BODY.match(fold(text)), text)


def is_closing(text: str) -> bool:
    """ "Văn phòng X thông báo để các cơ quan biết, thực hiện": who writes tells that the letter ends."""
    return len(text) < 320 and bool(THANKS.match(fold(text))) and not text.startswith(("Giao ", "Yêu cầu "))


def is_order(text: str) -> bool:
    """Whether a sentence gives a named body something to do."""
    text = text[:900]
    if is_closing(text):
        return False
    if orders_body(text):
        return True
    if names_body(text):
        return bool(ACTS.search(fold(text[:500])))
    return _late_order(text)


def _late_order(text: str) -> bool:
    """An order behind its matter ("Về dự án A: Bộ B nghiên cứu …") or behind a ground ("…, Sở C phải …")."""
    folded = fold(text)
    topic, ground = bool(MATTER.match(folded)), bool(GROUND.match(folded))
    end = folded.find(". ") if not topic else -1
    for m in BEHIND.finditer(folded, 4, min(len(folded), 620 if end < 0 else min(end, 620))):
        rest = text[m.end() : m.end() + 300]
        if _real(LATE_ASK.match(fold(rest)), rest):
            return True
        if names_body(rest):
            clause = re.split(r"[.:;]", fold(rest))[0][:200]
            if (ACTS if topic and m[0] == ": " else LATE_ACTS).search(clause):
                return True
            if (ground and MUST_ACT.search(clause)) or (WHEN.match(folded[: m.start()]) and ACTS.search(clause)):
                return True
    return False


def is_reply(layout: Layout) -> bool:
    """A letter that answers: "… trả lời để Công ty biết". It explains and orders nothing."""
    said = (b for b in layout.blocks if b.kind in ("preamble", "paragraph", "point", "dash"))
    return any(REPLY.search(fold(layout.clean.at(b.span)[-300:])) for b in said)


def triggers(text: str) -> Literal["strong", "weak"] | None:
    """Whether a paragraph announces orders, and whether all that follows is one or only what names a body."""
    folded = fold(text[-400:]).strip()
    if not folded.endswith(":"):
        return None
    if QUOTES_RULE.search(folded):
        return None
    if STRONG_TRIGGER.match(folded):
        return "strong"
    return "weak" if WEAK_TRIGGER.match(folded) else None
