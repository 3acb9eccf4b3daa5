"""Roles that come from above a point or from the lines under it: the preamble's order, headings, labels, sub-items."""

from __future__ import annotations

from ingest.authority.authority import load_authority
from ingest.pipeline import extract_text
from ingest.readers.base import SourceText
from ingest.records import Task

DIRECTIVE = """ỦY BAN NHÂN DÂN
TỈNH BÌNH MINH
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 04/CT-UBND
Bình Minh, ngày 05 tháng 02 năm 2025

CHỈ THỊ
Về việc chống rét cho vật nuôi

Để chủ động ứng phó với rét đậm, Chủ tịch Ủy ban nhân dân tỉnh yêu cầu Chủ tịch Ủy ban nhân dân các xã, phường tập \
trung thực hiện các nội dung sau:
"""
PLAN = (
    DIRECTIVE.replace("04/CT-UBND", "04/KH-UBND").split("CHỈ THỊ")[0]
    + """KẾ HOẠCH
Chống rét cho vật nuôi năm 2025

III. TỔ CHỨC THỰC HIỆN
"""
)


def tasks(text: str) -> dict[str, Task]:
    record = extract_text(SourceText("a.txt", "", "text/plain", "text", text), load_authority())
    return {task.path: task for task in record.tasks}


def test_the_order_of_the_preamble_leads_points_that_name_nobody() -> None:
    found = tasks(
        DIRECTIVE
        + """1. Rà soát số lượng gia súc trên địa bàn, dự trữ đủ thức ăn thô.
2. Tuyên truyền cho hộ chăn nuôi che chắn chuồng trại trước mỗi đợt rét.
3. Sở Tài chính bố trí kinh phí mua vật tư dự phòng.
4. Đề nghị Hội Nông dân tỉnh vận động hội viên che chắn chuồng trại.
"""
    )
    assert found["1"].leads == found["2"].leads == ["Ủy ban nhân dân các xã, phường"]
    assert found["3"].leads == ["Sở Tài chính"]
    assert "Ủy ban nhân dân các xã, phường" not in found["4"].leads


def test_a_label_of_time_leaves_the_heading_its_point() -> None:
    found = tasks(
        PLAN
        + """1. Sở Y tế - Cơ quan thường trực Ban Chỉ đạo
- Tham mưu ban hành kế hoạch phòng bệnh mùa rét cho trẻ em.
Thời gian thực hiện: tháng 3/2025.
- Phối hợp với Sở Tài chính lập dự toán mua vật tư y tế.
Thời gian hoàn thành: tháng 4/2025.
"""
    )
    assert [t.leads for t in found.values()] == [["Sở Y tế"], ["Sở Y tế"]]
    assert [t.supports for t in found.values()] == [[], ["Sở Tài chính"]]
    assert [t.timeframe.end for t in found.values()] == ["2025-03-31", "2025-04-30"]


def test_sub_items_that_name_their_bodies_are_tasks() -> None:
    found = tasks(
        PLAN
        + """1. Các sở quản lý ngành
- Hướng dẫn chống rét theo lĩnh vực phụ trách, cụ thể như sau:
+ Sở Y tế: hướng dẫn giữ ấm cho người già, trẻ nhỏ tại trạm y tế.
+ Sở Nông nghiệp và Môi trường: hướng dẫn che phủ mạ, giữ ấm chuồng nuôi.
- Báo cáo kết quả theo mẫu thống nhất của tỉnh gồm:
+ Số hộ đã được hướng dẫn che chắn.
+ Số vật tư đã cấp phát cho các xã.
"""
    )
    assert found["III.1.1#1"].leads == ["Sở Y tế"]
    assert found["III.1.1#2"].leads == ["Sở Nông nghiệp và Môi trường"]
    assert found["III.1.1#2"].text.startswith("hướng dẫn che phủ mạ")
    assert len(found["III.1.2"].subitems) == 2


def test_whole_sentences_for_the_heading_and_a_body_of_its_own_are_two_tasks() -> None:
    found = tasks(
        PLAN
        + """1. Giao Sở Xây dựng:
a) Rà soát toàn bộ nhà tạm trên địa bàn tỉnh, lập danh sách hộ cần hỗ trợ. Trên cơ sở đó, Sở Tài chính tổng hợp nhu \
cầu kinh phí.
b) Lập kế hoạch kiểm tra chất lượng nhà ở; các xã niêm yết danh sách.
"""
    )
    assert found["III.1.a#1"].leads == ["Sở Xây dựng"]
    assert found["III.1.a#2"].leads == ["Sở Tài chính"]
    assert found["III.1.b"].leads == ["Sở Xây dựng"]
