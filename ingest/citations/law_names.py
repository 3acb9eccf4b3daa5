"""Names of laws, where the name alone cites the law ("Luật Việc làm", "Điều 216 Bộ luật Hình sự năm 2015").

The list settles where a name ends when it holds a comma or "và"; names that are not in it are read by `FREE_NAME`.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_NAMES: Final = """
An ninh mạng; An ninh quốc gia; An toàn thông tin mạng; An toàn thực phẩm; An toàn, vệ sinh lao động; BHXH; BHYT;
Ban hành văn bản quy phạm pháp luật; Báo chí; Bình đẳng giới; Bưu chính; Bảo hiểm xã hội; Bảo hiểm y tế; Bảo vệ bí
mật nhà nước; Bảo vệ dữ liệu cá nhân; Bảo vệ môi trường; Bảo vệ và kiểm dịch thực vật; Chăn nuôi; Chất lượng sản
phẩm, hàng hóa; Chứng khoán; Các tổ chức tín dụng; Cán bộ, công chức; Công an nhân dân; Công chứng; Công nghệ cao;
Công nghệ thông tin; Công đoàn; Căn cước; Căn cước công dân; Cư trú; Di sản văn hóa; Doanh nghiệp; Du lịch; Dân quân
tự vệ; Dân số; Dược; Dầu khí; Dữ liệu; Dự trữ quốc gia; Giao dịch điện tử; Giao thông đường bộ; Giao thông đường
thủy nội địa; Giá; Giám định tư pháp; Giáo dục; Giáo dục nghề nghiệp; Giáo dục quốc phòng và an ninh; Giáo dục đại
học; Hoạt động giám sát của Quốc hội và Hội đồng nhân dân; Hàng không dân dụng Việt Nam; Hóa chất; Hôn nhân và gia
đình; Hải quan; Hộ tịch; Hợp tác xã; Khiếu nại; Khoa học và công nghệ; Khoa học, công nghệ và đổi mới sáng tạo;
Khoáng sản; Khám bệnh, chữa bệnh; Khí tượng thủy văn; Kinh doanh bảo hiểm; Kinh doanh bất động sản; Kiểm toán nhà
nước; Kế toán; Luật sư; Lâm nghiệp; Lưu trữ; Nghĩa vụ quân sự; Ngân hàng Nhà nước Việt Nam; Ngân sách nhà nước;
Người cao tuổi; Người khuyết tật; Người lao động Việt Nam đi làm việc ở nước ngoài theo hợp đồng; Nhà giáo; Nhà ở;
Nhập cảnh, xuất cảnh, quá cảnh, cư trú của người nước ngoài tại Việt Nam; Nuôi con nuôi; Năng lượng nguyên tử; Phí
và lệ phí; Phòng cháy và chữa cháy; Phòng cháy, chữa cháy và cứu nạn, cứu hộ; Phòng thủ dân sự; Phòng, chống bệnh
truyền nhiễm; Phòng, chống ma túy; Phòng, chống rửa tiền; Phòng, chống tham nhũng; Phòng, chống thiên tai; Phòng,
chống tác hại của thuốc lá; Phổ biến, giáo dục pháp luật; Quy hoạch; Quy hoạch đô thị và nông thôn; Quản lý ngoại
thương; Quản lý thuế; Quản lý và đầu tư vốn nhà nước tại doanh nghiệp; Quản lý, sử dụng tài sản công; Quảng cáo;
Quốc phòng; Sĩ quan Quân đội nhân dân Việt Nam; Sở hữu trí tuệ; Sử dụng năng lượng tiết kiệm và hiệu quả; Thanh
niên; Thanh tra; Thi hành án dân sự; Thi hành án hình sự; Thi đua, khen thưởng; Thuế giá trị gia tăng; Thuế sử dụng
đất nông nghiệp; Thuế thu nhập cá nhân; Thuế thu nhập doanh nghiệp; Thuế tiêu thụ đặc biệt; Thuế xuất khẩu, thuế
nhập khẩu; Thương mại; Thể dục, thể thao; Thống kê; Thủ đô; Thủy lợi; Thủy sản; Thực hiện dân chủ ở cơ sở; Thực hành
tiết kiệm, chống lãng phí; Tiêu chuẩn và quy chuẩn kỹ thuật; Tiếp công dân; Tiếp cận thông tin; Trách nhiệm bồi
thường của Nhà nước; Trưng mua, trưng dụng tài sản; Trật tự, an toàn giao thông đường bộ; Trẻ em; Trồng trọt; Trợ
giúp pháp lý; Tài nguyên nước; Tín ngưỡng, tôn giáo; Tần số vô tuyến điện; Tố cáo; Tố tụng hành chính; Tổ chức Chính
phủ; Tổ chức Quốc hội; Tổ chức Tòa án nhân dân; Tổ chức Viện kiểm sát nhân dân; Tổ chức chính quyền địa phương; Viên
chức; Viễn thông; Việc làm; Xuất bản; Xây dựng; Xử lý vi phạm hành chính; Đa dạng sinh học; Điện lực; Điện ảnh; Đo
lường; Đo đạc và bản đồ; Đê điều; Đường bộ; Đường sắt; Đất đai; Đấu giá tài sản; Đấu thầu; Đầu tư; Đầu tư công; Đầu
tư theo phương thức đối tác công tư; Địa chất và khoáng sản
"""
LAW_NAMES: Final = tuple(re.split(r";\s+", " ".join(_NAMES.split())))
CODES_OF_LAW: Final = ("Dân sự", "Hình sự", "Lao động", "Tố tụng dân sự", "Tố tụng hình sự", "Hàng hải Việt Nam")


def _pattern(name: str) -> str:
    words = [re.escape(w.rstrip(",")) for w in name.split()]
    return r"\s*[,–-]?\s+".join(words) if "," in name else r"\s+".join(words)


# "Luật Việc làm", "Bộ luật Hình sự". Not "pháp luật", "kỷ luật", "Luật sư", "Luật này".
KNOWN_LAW: Final = re.compile(
    r"(?<!\w)(?:(?:Luật|LUẬT)\s+(?!sư\s)(?P<law>"
    + "|".join(_pattern(n) for n in sorted(LAW_NAMES, key=len, reverse=True))
    + r")"
    r"|(?:[Bb]ộ\s+luật|BỘ\s+LUẬT)\s+(?P<code>"
    + "|".join(_pattern(n) for n in sorted(CODES_OF_LAW, key=len, reverse=True))
    + r")"
    r"|(?P<constitution>Hiến\s+pháp(?:\s+nước\s+Cộng\s+hòa\s+xã\s+hội\s+chủ\s+nghĩa\s+Việt\s+Nam)?))(?!\w)",
    re.IGNORECASE,
)
# A law that the list does not know: "Luật" and a capital, to a word that cannot be part of a name; eight words at most.
FREE_NAME: Final = re.compile(
    r"(?<!\w)(?:Luật|Bộ\s+luật|Pháp\s+lệnh)\s+(?!(?:này|số|sư|gia|và"
    r"|Việt)\b)(?P<name>[A-ZĐƯÂÔÊ][\w]*(?:,?\s+(?!(?:số|ngày|năm|được|có|quy|này|thì|là|để|trong|theo"
    r"|đã|của|về|tại|cho|và|các|khi|sau|nêu|hiện|do|từ|đối|với|[A-ZĐ]\w*\s+số|Luật|Nghị|Thông|Quyết)\b)[\w]+){0,7})"
)
# A law that amends another: the whole is its name. Not a task to amend ("sửa đổi, bổ sung Luật …": no "Luật" before).
AMENDING: Final = re.compile(
    r"(?<!\w)(?:Luật|LUẬT)\s+(?:sửa\s+đổi|Sửa\s+đổi|SỬA\s+ĐỔI)\s*,\s*(?:bổ\s+sung"
    r"|BỔ\s+SUNG)(?:\s+(?:một\s+số\s+điều|MỘT\s+SỐ\s+ĐIỀU))?[^;.\n]{0,80}?\s(?:của|CỦA)\s+(?:các\s+)?\Z"
)
DRAFT_BEFORE: Final = re.compile(
    r"(?:[dD]ự\s+(?:thảo|án)|DỰ\s+(?:THẢO|ÁN)|đề\s+nghị\s+xây\s+dựng|hồ\s+sơ\s+xây\s+dựng|xây\s+dựng)\s+(?:các\s+)?\Z"
)
DRAFT_AFTER: Final = re.compile(r"\s*\((?:sửa\s+đổi|thay\s+thế|dự\s+thảo)[^)]*\)")

_LONG: Final = {"bhxh": "bảo hiểm xã hội", "bhyt": "bảo hiểm y tế", "nhnn": "ngân hàng nhà nước"}


def law_key(title: str) -> str:
    """The form under which two printed names of a law are one: "Luật BHYT" and "Luật Bảo hiểm y tế"."""
    words = re.findall(r"\w+", unicodedata.normalize("NFC", title).lower())
    words = [w for w in words if w not in {"và"}]
    return " ".join(_LONG.get(w, w) for w in words)
