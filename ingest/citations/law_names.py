"""Names of laws, where the name alone cites the law ("Luật Việc làm", "Điều 216 Bộ luật Hình sự năm 2015").

The list helps to settle where a name ends that holds a comma or "và"; each name in it was met in a document at hand.
Names that are not in it are read by `ingest.citations.law_reading`.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_NAMES: Final = """
An ninh mạng; An toàn thông tin mạng; An toàn thực phẩm; An toàn, vệ sinh lao động; Ban hành văn bản quy phạm pháp
luật; Báo chí; Bảo hiểm xã hội; Bảo hiểm y tế; Bảo vệ bí mật nhà nước; Bảo vệ dữ liệu cá nhân; Bảo vệ môi trường;
Bảo vệ và kiểm dịch thực vật; BHXH; BHYT; Bưu chính; Các tổ chức tín dụng; Cán bộ, công chức; Cảnh sát môi trường;
Cạnh tranh; Chăn nuôi; Chứng khoán; Công an nhân dân; Công đoàn; Công nghệ cao; Công nghệ thông tin; Công nghiệp
công nghệ số; Dân quân tự vệ; Dầu khí; Di sản văn hóa; Doanh nghiệp; Du lịch; Dược; Dữ liệu; Dự trữ quốc gia; Đa
dạng sinh học; Đầu tư; Đầu tư công; Đầu tư theo phương thức đối tác công tư; Đất đai; Đấu giá tài sản; Đấu thầu; Đê
điều; Điện lực; Địa chất và khoáng sản; Đo đạc và bản đồ; Đo lường; Đường bộ; Đường sắt; Giao dịch điện tử; Giao
thông đường bộ; Giao thông đường thủy nội địa; Giá; Giám định tư pháp; Giáo dục; Giáo dục đại học; Giáo dục nghề
nghiệp; Giáo dục quốc phòng và an ninh; Hải quan; Hoạt động giám sát của Quốc hội và Hội đồng nhân dân; Hôn nhân và
gia đình; Hợp tác xã; Phòng, chống tác hại của rượu, bia; Kế toán; Khám bệnh, chữa bệnh; Khiếu nại; Khí tượng thủy
văn; Khoa học và công nghệ; Khoa học, công nghệ và đổi mới sáng tạo; Kiến trúc; Kiểm toán độc lập; Kiểm toán nhà
nước; Kinh doanh bất động sản; Lâm nghiệp; Lưu trữ; Năng lượng nguyên tử; Ngân hàng Nhà nước Việt Nam; Ngân sách nhà
nước; Nghĩa vụ quân sự; Người lao động Việt Nam đi làm việc ở nước ngoài theo hợp đồng; Nhà giáo; Nhà ở; Nhập cảnh,
xuất cảnh, quá cảnh, cư trú của người nước ngoài tại Việt Nam; Nuôi con nuôi; Phí và lệ phí; Phòng cháy và chữa
cháy; Phòng cháy, chữa cháy và cứu nạn, cứu hộ; Phòng không nhân dân; Phòng thủ dân sự; Phòng, chống bệnh truyền
nhiễm; Phòng, chống ma túy; Phòng, chống rửa tiền; Phòng, chống tác hại của thuốc lá; Phòng, chống tác hại rượu,
bia; Phòng, chống tham nhũng; Phòng, chống thiên tai; Quản lý ngoại thương; Quản lý thuế; Quản lý và đầu tư vốn nhà
nước tại doanh nghiệp; Quản lý, sử dụng tài sản công; Quản lý, sử dụng vũ khí, vật liệu nổ và công cụ hỗ trợ; Quảng
cáo; Quy hoạch; Quy hoạch đô thị và nông thôn; Sĩ quan Quân đội nhân dân Việt Nam; Sở hữu trí tuệ; Sử dụng năng
lượng tiết kiệm và hiệu quả; Tài nguyên nước; Tần số vô tuyến điện; Thanh tra; Thể dục, thể thao; Thi đua, khen
thưởng; Thi hành án dân sự; Thống kê; Thuế giá trị gia tăng; Thuế sử dụng đất nông nghiệp; Thuế thu nhập cá nhân;
Thuế thu nhập doanh nghiệp; Thuế tiêu thụ đặc biệt; Thuế xuất khẩu, thuế nhập khẩu; Thủ đô; Thủy lợi; Thủy sản;
Thương mại; Tiêu chuẩn và quy chuẩn kỹ thuật; Tiếp cận thông tin; Tiếp công dân; Tín ngưỡng, tôn giáo; Tố cáo; Tố
tụng hành chính; Tổ chức Chính phủ; Tổ chức chính quyền địa phương; Tổ chức Quốc hội; Tổ chức Tòa án nhân dân; Tổ
chức Viện kiểm sát nhân dân; Trách nhiệm bồi thường của Nhà nước; Trật tự, an toàn giao thông đường bộ; Trồng trọt;
Ưu đãi người có công với cách mạng; Viên chức; Viễn thông; Việc làm; Xây dựng; Xuất bản; Xử lý vi phạm hành chính
"""
LAW_NAMES: Final = tuple(re.split(r";\s+", " ".join(_NAMES.split())))
CODES_OF_LAW: Final = ("Dân sự", "Hình sự", "Lao động", "Tố tụng hình sự", "Hàng hải Việt Nam")


def spaced_name(name: str) -> str:
    """A pattern for a name however its spaces, commas and dashes are printed."""
    words = [re.escape(w.rstrip(",")) for w in name.split()]
    return r"\s*[,–-]?\s+".join(words) if "," in name else r"\s+".join(words)


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
