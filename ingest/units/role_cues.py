"""Words by which a text says who leads and who supports: patterns over folded text, and what they must not match."""

from __future__ import annotations

import re

# A clause ends at a full stop before a new sentence, a semicolon or a line's end; "TP. Hà Nội" and "3.1" do not.
CLAUSE = re.compile(r"\n|;|(?<![ .]\w)(?<!tp)(?<!\d)\.(?= )|(?<=\d)\.(?= [^\d\W])|\.(?=$)")
BULLET = re.compile(r"[ \-+*•]*(?:điều \d+[a-zđ]?[.:] |\(?(?:\d{1,2}(?:\.\d{1,2})*|[a-zđ]|[ivx]{1,4})[.)] )?[ \-+]*")

# Openings that say when, whereby or on what ground, before the subject.
OPENING = re.compile(
    r"(?:căn cứ|trên cơ sở|theo|đối với|trong|trước|sau|khi|để|nhằm|hằng|hàng|định kỳ|từ|đến|ngòai ra"
    r"|đồng thời|riêng|bám sát|tại|trường hợp|chậm nhất|thực hiện|bên cạnh đó|năm|qúy"
    r"|tháng|6 tháng|nếu|do|với|qua|ngay|ngày|về|cùng với)(?!\w)"
)
# "Hằng tuần cơ quan A …": an opening without a comma behind it.
TIMED = re.compile(
    r"(?:(?:hằng|hàng) (?:ngày|tuần|tháng|qúy|năm)"
    r"|định kỳ(?: (?:hằng|hàng))? (?:\d+ )?(?:ngày|tuần|tháng|qúy|năm)),? "
)

# "Về đề nghị hỗ trợ kinh phí: Giao Sở A …": what an order is about, before its colon.
TOPIC = re.compile(r"(?:về|đối với|liên quan|kiến nghị|đề nghị|đề xuất|việc|nội dung|nhiệm vụ|dự án|riêng)(?!\w)")
GIVEN = re.compile(
    r"(?:thủ tướng chính phủ |(?:chủ tịch )?ubnd tỉnh )?"
    r"(?:giao(?: nhiệm vụ)?(?: cho)?|phân công|yêu cầu|trách nhiệm của|nhiệm vụ của) "
)
# An order inside a sentence: "Để …, Sở A (trân trọng) đề nghị các đơn vị …:".
GIVEN_LATE = re.compile(
    r"(?<!\w)(?:(?:trân trọng|kính|cũng|đồng thời|nay|tiếp tục) )*"
    r"(?:giao(?: nhiệm vụ)?(?: cho)?|phân công|yêu cầu|đề nghị) "
)
ORDERS = re.compile(
    r" (?:(?:trân trọng|kính|cũng|đồng thời|nay|tiếp tục) )*(?:giao(?: nhiệm vụ)?(?: cho)?|phân công|yêu cầu|đề nghị) "
)
ASKED = re.compile(
    r"(?:(?:trân trọng|kính) )*(?:đề nghị|mời) |khuyến khích (?=các (?:địa phương|bộ|sở|cơ quan|đơn vị|tỉnh)(?!\w))"
)
# A place as an actor: "Tỉnh căn cứ …", "thành phố A cần tập trung …".
PLACE_ACTS = re.compile(
    r"(?P<place>(?:tỉnh|thành phố|xã|phường|đặc khu|huyện)(?P<name>(?: \w+){1,4}?)?) (?=(?:cần|phải|tiếp tục|chủ động"
    r"|căn cứ|khẩn trương|tập trung|thực hiện|chỉ đạo|có trách nhiệm|nghiên cứu|rà sóat|tổng hợp|tổ chức|sớm|quan tâm"
    r"|chủ trì|phối hợp|triển khai|hòan thiện|hòan thành|đẩy nhanh|đẩy mạnh|tăng cường|báo cáo|bố trí|làm việc)(?!\w))"
)
TO_LEAD = re.compile(r"(?: \([^)]*\))?,? ?(?:là |làm )?(?:cơ quan |đơn vị )?(?:đầu mối |thường trực )?chủ trì(?!\w)")
BY_AGENT = re.compile(r"(?<!\w)do (?=[^.;]{2,120}? (?:chủ trì|làm đầu mối|thực hiện$))")

# "phối hợp (chặt chẽ) với Y", "phối hợp Y"; as a noun ("quy chế phối hợp") only "sự phối hợp của Y".
SUPPORTED_BY = re.compile(
    r"(?P<noun>quy chế |cơ chế |chương trình |công tác |quy định |sự )?phối hợp"
    r"(?:,? (?:chặt chẽ|đồng bộ|hiệu quả|kịp thời|thường xuyên|tham gia|trao đổi|liên hệ|thống nhất|chủ động))*"
    r"(?:,? ?(?:cùng )?(?:với|cùng|của)| giữa)? "
)
# "Phối hợp với các Bộ chỉ đạo, triển khai:" opens a list under a heading that names the lead.
WITH_OTHERS = re.compile(r"(?:chủ động |chủ trì,? (?:và )?)?phối hợp(?: chặt chẽ)? (?:với|cùng)(?!\w)")
SUPPORT_PREDICATE = re.compile(
    r" ?(?:có trách nhiệm |chủ động )?(?:phối hợp|tham gia)(?: thực hiện| tham gia)?(?= *(?:$|[.;)]))"
)
# Behind a list that crosses a semicolon: its last part is the next clause's subject.
SUBJECT_AGAIN = re.compile(r":|,? (?:chủ trì|phối hợp|có trách nhiệm|chịu trách nhiệm|chủ động|căn cứ)")
DIRECTING = re.compile(r"(?:chỉ đạo|hướng dẫn|yêu cầu|đề nghị|đôn đốc|đề xuất|giao|vận động)(?!\w)")

# "Cơ quan chủ trì: A", "Đơn vị phối hợp: B". The colon is needed: "cơ quan chủ trì" in running text names nobody.
LABEL = re.compile(
    r"(?:(?:cơ quan|đơn vị|ban|tổ chức|bộ phận|sở|ngành|các đơn vị|các cơ quan)"
    r"(?:, (?:cơ quan|đơn vị|tổ chức))? )?"
    r"(?P<role>(?:được giao )?(?:là |làm )?(?:chủ trì|đầu mối|chịu trách nhiệm(?: chính)?|phụ trách|phối hợp|hỗ trợ"
    r"|tham gia|thực hiện|phân công|trách nhiệm))"
    r"(?: chính| thực hiện| tham mưu thực hiện| tham mưu| thẩm định)*: ?"
)
SUPPORT_LABEL = re.compile(r"phối hợp|hỗ trợ|tham gia")

# What does not follow a subject: a noun phrase that goes on ("Sở A của", "Sở A và", "Sở A bị").
NOT_PREDICATE = re.compile(
    r" (?:của|và|hoặc|tại|ở|bị|đã được|có liên quan|thuộc|chưa|vào|để|nơi|khi|mà|cho"
    r"|là(?! (?:cơ quan |đơn vị )?(?:đầu mối|chủ trì|thường trực)))(?!\w)"
)
# Between a subject and its verb: where it is named ("các đơn vị tại Phụ lục của Kế hoạch này lập …"); folded spelling.
HERE_IN = re.compile(
    r" (?:của|tại|trong|nêu tại|kèm theo)"
    r" (?:phụ lục|kế họach|chương trình|nghị quyết|quyết định|chỉ thị|đề án) này(?!\w)"
)
# "Sở A - cơ quan thường trực Ban Chỉ đạo chủ trì …": what a body is, between it and its verb.
APPOSITION = re.compile(
    r" ?- ?(?:là )?(?:cơ quan|đơn vị|phó trưởng|trưởng|ủy viên|thành viên|thường trực)(?!\w)[^,.;:]{2,90}?"
    r"(?= (?:tập trung|chủ trì|có trách nhiệm|chịu trách nhiệm|khẩn trương|chỉ đạo|tiếp tục|chủ động|phối hợp|trực tiếp"
    r"|theo dõi|tổ chức|thực hiện)(?!\w))"
)
# "Sở A khi nhận được hồ sơ phải …", "Hội B trong phạm vi nhiệm vụ của mình có trách nhiệm …": when, before the verb.
WHEN_INSIDE = re.compile(
    r",? (?:khi|nếu|ngay sau khi|trong phạm vi|trong quá trình|trong thời gian)(?!\w)[^.;:]{3,110}?,?"
    r"(?= (?:phải|cần|có trách nhiệm|chịu trách nhiệm|có nhiệm vụ|chủ trì|chủ động)(?!\w))"
)
# A heading or lead-in that is a body: nothing behind it but a colon, or a duty that opens the list of points.
HEADING_TAIL = re.compile(
    r"(?: ?\([^)]*\))?(?: ?- ?(?:là )?(?:phó |ủy viên |thành viên )*"
    r"(?:cơ quan|đơn vị|trưởng|ủy viên|thành viên|thường trực)"
    r"(?!\w)[^:;.]{0,100}?)?"
    r"(?: (?:trực )?thuộc (?:bộ|sở|ubnd|cục|tổng cục|văn phòng|đảng ủy|tỉnh ủy|thành ủy|ban|trường|viện|công an|đòan)"
    r"(?!\w)[^:;.]{0,80}?)? ?(?::|,|\.)?"
    r"(?: (?:có (?:các |những )?(?:trách nhiệm|nhiệm vụ)|chịu trách nhiệm|chỉ đạo|thực hiện|tập trung"
    r"|tổ chức thực hiện|triển khai)[^.:;]{0,120})?[ :.,]*$"
)
DUTIES_OF = re.compile(
    r"(?:(?:nhiệm vụ,? (?:và )?)?(?:quyền hạn|trách nhiệm|nhiệm vụ)(?:,? (?:và )?(?:quyền hạn|trách nhiệm|nhiệm vụ))*"
    r" (?:cụ thể |chung )?(?:của|thuộc)|đối với|giao|phân công|đề nghị|yêu cầu|về phía)(?: cho)?:? "
)

# "Trách nhiệm của các cơ quan, đơn vị": so wide that the points below name their own bodies.
ANYBODY = re.compile(r"(?:các )?(?:cơ quan|đơn vị|tổ chức|cá nhân|bên|địa phương)(?!\w)")

ANYBODY_ALL = re.compile(
    r"(?:(?:các )?(?:cơ quan|đơn vị|tổ chức|cá nhân|doanh nghiệp|hộ gia đình|người dân|bên|địa phương)"
    r"(?:, | và |$| (?=(?:có )?liên quan| khác)))+(?:(?:có )?liên quan)?(?: khác)?"
)
# A heading that names a body by its role or its field, as printed: the name ends at a bracket, the colon or the end.
WHOLE_HEADING = re.compile(
    r"(?P<name>(?:các |những )?(?:(?P<role>(?:cơ quan|đơn vị|tổ chức) (?:chủ trì|phối hợp|thường trực|đầu mối|đăng ký"
    r"|tiếp nhận|thẩm định)(?!\w)(?! (?:thực hiện|tham mưu)?:)"
    r"|(?:phó )?trưởng (?:ban|đòan|tiểu ban)(?: chỉ đạo| thường trực| công tác)*(?= ?[:(.]|$| (?:tỉnh|thành phố|xã)))"
    r"|cơ quan|đơn vị|tổ chức|doanh nghiệp|cơ sở|chủ|đối tượng|người|hộ|nhà|trưởng|phó|đại diện"
    r"|cộng đồng|ủy viên)(?!\w)[^:;()]{0,260}?)"
    r"(?P<bracket> ?\((?:gồm|bao gồm|các|sở|ban|bộ|phòng|ủy ban|ubnd)(?!\w)[^()]*\))?[ :.]*$"
)

# A cell's own words for a role, before or behind the names.
ROLE_PREFIX = re.compile(
    r"^[\s\-+*]*(?:(?:cơ quan|đơn vị)\s+)?(?:chủ trì|phối hợp)(?:\s+(?:thực hiện|với))?\s*:?\s"
    r"|(?:chủ trì|phối hợp)(?:\s+thực hiện)?\s*\.?\s*$",
    re.IGNORECASE,
)
CELL_ROLE = re.compile(r" ?[-+]? ?(?P<role>chủ trì|phối hợp)(?: với)?(?!\w)")
