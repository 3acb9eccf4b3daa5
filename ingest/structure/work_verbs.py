"""How a sentence opens that says what is to be done: "Xây dựng …", "Tiếp tục rà soát …", "Hằng năm, tổ chức …".

Read as printed (folded, "giao" and "giáo", "lập" and "lấp" are one); a noun phrase ("Hệ thống …", "Nguồn …", "Tỷ lệ …")
opens none.
"""

from __future__ import annotations

import re

# Adverbs and phrases of time or manner before the verb.
ADVERBS = (
    r"(?:(?:tiếp tục|chủ động|tích cực|kịp thời|thường xuyên|định kỳ|khẩn trương|tập trung|từng bước|phối hợp|trước mắt"
    r"|hằng năm|hàng năm|hằng quý|hằng tháng|đồng thời|nhanh chóng|không ngừng|sớm|cơ bản|ưu tiên|phấn đấu|đặc biệt"
    r"|chú trọng|quan tâm|nghiêm túc|kiên quyết|quyết liệt|cùng|cần|phải),? (?:và )?)*"
)
VERBS = (
    r"xây dựng|thi đua|triển khai|thực hiện|tăng cường|đẩy mạnh|đẩy nhanh|nâng cao|hoàn thiện|hoàn thành"
    r"|rà soát|phát triển|phát huy|phát động|ứng dụng|tổ chức|nghiên cứu|chủ trì|phối hợp|tham mưu|hướng dẫn"
    r"|kiểm tra|theo dõi|đôn đốc|giám sát|thanh tra|báo cáo|tổng hợp|đề xuất|kiến nghị|trình|ban hành|bố trí"
    r"|bổ sung|cập nhật|tuyên truyền|phổ biến|quán triệt|truyền thông|vận động|huy động|khuyến khích|hỗ trợ"
    r"|tạo điều kiện|tạo|đào tạo|bồi dưỡng|tập huấn|đầu tư|mua sắm|nâng cấp|cải tạo|sửa chữa|trang bị|lắp đặt"
    r"|kết nối|tích hợp|chia sẻ|số hóa|chuẩn hóa|khai thác|vận hành|quản lý|bảo đảm|đảm bảo|bảo vệ|phòng ngừa"
    r"|ngăn chặn|xử lý|giải quyết|khắc phục|tháo gỡ|thúc đẩy|mở rộng|củng cố|kiện toàn|đổi mới|cải cách"
    r"|cải thiện|đơn giản hóa|cắt giảm|rút ngắn|công khai|công bố|cung cấp|tiếp nhận|lập|lồng ghép|lựa chọn"
    r"|xác định|đánh giá|thẩm định|phê duyệt|quy định|quy hoạch|sắp xếp|phân công|phân cấp|giao|chỉ đạo|yêu cầu"
    r"|đề nghị|duy trì|giữ|gắn|kết hợp|hình thành|thiết lập|thành lập|khảo sát|điều tra|thống kê|thu thập"
    r"|lưu trữ|sản xuất|biên soạn|in|phát hành|tham gia|tập trung|chuyển đổi|chuyển|tiếp tục|khẩn trương"
    r"|chủ động|tích cực|kịp thời|thường xuyên|định kỳ|quan tâm|chú trọng|ưu tiên|bám sát|nắm|sử dụng|áp dụng"
    r"|thí điểm|nhân rộng|hợp tác|ký kết|thu hút|tôn vinh|khen thưởng|biểu dương|sơ kết|tổng kết|hạn chế|giảm"
    r"|tăng|làm tốt|làm|đưa|đăng ký|gửi|niêm yết|đảm nhận|chịu trách nhiệm|có trách nhiệm|chuẩn bị|phát hiện"
    r"|tìm kiếm|phân tích|dự báo|đa dạng hóa|hiện đại hóa|tự động hóa|khơi thông|nhận diện|phân bổ|cân đối"
    r"|đặt hàng|thuê|lấy ý kiến|tiếp thu|thông báo|gặp gỡ|đối thoại|chấn chỉnh|siết chặt|kiểm soát|minh bạch"
)
OPENS_WORK = re.compile(rf"[-+*•“\"( ]*{ADVERBS}(?:{VERBS})(?!\w)", re.I)


def opens_work(text: str) -> bool:
    """Whether a text opens with what is to be done."""
    return bool(OPENS_WORK.match(text[:160]))
