"""What opens a point and what does not: points that run on, figures torn off by a line end, page ends, last rows."""

from ingest.readers.base import SourceText
from ingest.structure.layout import Layout
from ingest.structure.sections import purposes
from ingest.structure.structure import read_layout
from ingest.tasks.task_points import find_points


def layout_of(text: str, markup: bool = False) -> Layout:
    return read_layout(SourceText("a.txt", "", "text/plain", "text", text, markup))


HEAD = """UBND PHƯỜNG X
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 4/KH-UBND
X, ngày 01 tháng 3 năm 2025
KẾ HOẠCH
TRỒNG CÂY VEN HỒ

"""
WRAPPED = """Các hồ của phường đều có hàng cây cũ, nhiều gốc đã già, cành mục dễ gãy khi mưa
bão, nên việc trồng thay phải làm dần từng đoạn, không để trống cả một bờ hồ cùng
lúc, và phải chọn giống chịu được nước ngập, có rễ giữ đất, không rụng quả làm bẩn
mặt nước, đồng thời giữ lại những cây đã thành dấu mốc của người dân quanh hồ, các
tuyến đường dạo, bãi chơi của trẻ em, chỗ ngồi nghỉ của người già, và những bến cũ
nay không dùng nữa nhưng vẫn được nhắc tới trong tên phố, tên ngõ, tên chợ, tên các
tổ dân phố đã lập từ lâu ở quanh bờ nước này, nơi hằng năm vẫn mở hội trồng cây vào
mùa xuân, có đông người cùng dự, cùng đào hố, cùng tưới nước, cùng ghi tên mình lên
biển gỗ treo ở gốc cây mới trồng để nhớ ngày ấy và để sau này trở lại thăm cây lớn
lên ra sao sau mỗi mùa mưa nắng.
"""


def points(layout: Layout) -> dict[str, str]:
    return {b.path: layout.clean.at(b.span) for b in layout.blocks if b.kind in ("point", "dash", "paragraph")}


def test_a_letter_that_runs_on_behind_the_letter_before_it() -> None:
    body = """I. TRÁCH NHIỆM CỦA CÁC ĐƠN VỊ

1. Đội Cây xanh

a) Tưới cây ven đường mỗi sáng; b) Thay cây chết trước mùa mưa. c) Đếm cây còn sống.

2. Trạm Bơm

d) Giữ mực nước hồ theo lịch. đ) Đội Bảo vệ hồ trực ban đêm. e) Ghi sổ trực.

g) Báo cáo khi nước lên."""
    found = points(layout_of(HEAD + body))
    assert found["I.1.a"] == "Tưới cây ven đường mỗi sáng;"
    assert found["I.1.b"] == "Thay cây chết trước mùa mưa."
    assert found["I.1.c"] == "Đếm cây còn sống."
    assert found["I.2.đ"] == "Đội Bảo vệ hồ trực ban đêm."
    assert found["I.2.e"] == "Ghi sổ trực."


def test_a_letter_inside_a_sentence_opens_nothing() -> None:
    body = """1. Đội Cây xanh

a) Chăm cây theo mục b) Quy trình tưới và nhóm c) Quy trình cắt tỉa.

b) Thay cây chết."""
    found = points(layout_of(HEAD + body))
    assert found["1.a"].endswith("Quy trình cắt tỉa.")
    listed = """1. Đội Cây xanh

a) Chăm cây theo hai việc đã nêu. b) Cây nhỏ thì tưới.

b) Thay cây chết."""
    assert "b) Cây nhỏ" in points(layout_of(HEAD + listed))["1.a"]


def test_a_figure_at_the_end_of_a_sentence_where_blank_lines_part_points() -> None:
    long = "Nhóm việc gấp: đưa bạt che và dây buộc tới các tổ dân phố đang ở mức báo động nắng nóng cấp"
    body = "\n\n".join(
        [
            "III. CÁCH LÀM",
            WRAPPED.strip(),
            "1. Trước mùa nắng các tổ dân phố đếm lại số cây non còn cần che và gửi về đội trong tuần,\n"
            "kèm theo số bạt còn dùng được của từng tổ và tên người giữ bạt ở tổ ấy.",
            "2. Trong mùa nắng",
            f"- {long}\n1. Phát ngay nước tưới cho hàng cây ven hồ và ghi lại số xe nước đã chở trong ngày để\n"
            "tổ trưởng ký vào sổ trước khi xe về bãi, không chở quá số đã báo của từng tổ dân phố\n"
            "theo lịch đã treo ở nhà văn hóa.",
            "- Nhóm việc thường: tưới hai ngày một lần.",
            "3. Sau mùa nắng các đội họp rút kinh nghiệm tại nhà văn hóa của phường và lập danh sách\n"
            "cây cần thay, gửi về ban quản lý vườn ươm trước khi hết tháng để kịp đặt cây giống từ\n"
            "vườn ươm của tỉnh bạn và thuê xe chở về bãi tập kết ở đầu đường.",
            "4. Các tổ tự quản giữ sổ theo dõi cây của tổ mình, ghi ngày trồng, ngày thay và người đã\n"
            "nhận chăm, để cuối năm đội đối chiếu với bản đồ cây xanh của phường rồi báo lại cho ban\n"
            "quản lý vườn ươm biết số cây còn thiếu.",
            *(f"{n}. Tổ số {n} giữ hàng cây trước nhà văn hóa." for n in range(5, 12)),
        ]
    )
    found = points(layout_of(HEAD + body))
    assert "cấp 1. Phát ngay nước" in found["III.2.1"]
    assert found["III.2.2"] == "Nhóm việc thường: tưới hai ngày một lần."


def test_a_page_that_ends_at_a_semicolon_where_first_lines_are_indented() -> None:
    body = """      1. Đội Cây xanh
      a) Kiểm tra sổ tưới: lịch tưới của từng hàng cây và tên người tưới trong
tuần, số xe nước đã dùng, số cây chết chưa được thay và lý do chưa thay; tình
trạng của ống dẫn, van khóa và bể chứa; sổ giao ca của các tổ trực ban đêm ở;
                                         2

Hồ điều hòa và các văn bản giao việc cho tổ; bản đồ cây của phường đã được ký
nhận, kèm theo ảnh chụp từng hàng cây ở đầu mùa mưa và đầu mùa nắng, xếp theo
đúng thứ tự của tuyến đường.
      b) Kiểm tra ngoài đường: số cây nghiêng, số cây thiếu cọc chống, hố trồng
còn hở và các biển tên cây đã mờ, cần được sơn lại trước ngày hội trồng cây ở
phường.
      2. Trạm Bơm giữ mực nước hồ theo lịch, mở cống khi có mưa lớn, và báo cho
đội trực khi nước lên quá vạch đã sơn ở chân cầu.
      3. Tổ Vườn ươm giao cây giống."""
    head = HEAD.replace("\n\n", "\n") + "      " + WRAPPED
    layout = layout_of(head + body)
    found = points(layout)
    assert "Hồ điều hòa và các văn bản" in found["1.a"]
    assert found["1.b"].endswith("phường.")


TABLE = """|
STT
|
Cơ quan chủ trì
|
Cơ quan phối hợp
|
Nội dung nhiệm vụ
|
Thời hạn hoàn thành
|
|
A
|
ĐỘI CÂY XANH
|
|
1
|
Đội Cây xanh
|
Tổ Vườn ươm
|
Trồng cây ở bờ hồ
|
2026
|
|
2
|
Đội Cây xanh
|
Tổ Vườn ươm
|
Trồng cây ở đầu cầu
|
2027
|
|
B
|
TRẠM BƠM
|
|
|
Trạm Bơm
|
Đội Cây xanh
|
Giữ mực nước hồ theo lịch
|
2028
|
PHỤ LỤC II
DANH SÁCH CÁC HỒ
"""


def test_the_last_row_of_a_drawn_table_before_the_next_annex() -> None:
    layout = layout_of(TABLE, markup=True)
    rows = [[layout.clean.at(c) if c else None for c in row.cells] for row in layout.tables[0].rows]
    assert rows[-1] == [None, "Trạm Bơm", "Đội Cây xanh", "Giữ mực nước hồ theo lịch", "2028"]


def test_an_article_after_a_table_whose_last_cell_is_missing() -> None:
    fees = """|
STT
|
Loại cây
|
Khu phố cũ
|
Khu phố mới
|
|
1
|
Cây bàng
|
80
|
120
|
|
Cây sấu
|
130
|
200
|
2. Cây trồng ở chợ được tính như khu phố cũ.
3. Cây trồng ở trường được tính riêng.
**Điều 3. Thi hành**
1. Giao Đội Cây xanh thực hiện Nghị quyết.
2. Giao Tổ Vườn ươm giám sát.
"""
    layout = layout_of(fees, markup=True)
    assert "Điều 3" in {b.path for b in layout.blocks}
    assert points(layout)["Điều 3.1"] == "Giao Đội Cây xanh thực hiện Nghị quyết."


def test_tasks_of_a_part_whose_number_is_printed_twice_are_told_apart() -> None:
    body = """UBND PHƯỜNG X
Số: 4/KH-UBND
X, ngày 01 tháng 3 năm 2025
KẾ HOẠCH
TRỒNG CÂY

IV. PHÂN CÔNG NHIỆM VỤ

1. Đội Cây xanh trồng cây ở bờ hồ.

2. Trạm Bơm giữ mực nước hồ.

IV. TỔ CHỨC THỰC HIỆN

1. Tổ Vườn ươm giao cây giống cho các đội.

2. Đội Bảo vệ giữ cây mới trồng.
"""
    layout = layout_of(body)
    assert [p.path for p in find_points(layout, purposes(layout))] == ["IV.1", "IV.2", "IV.1#2", "IV.2#2"]


DECISION = """UBND PHƯỜNG X
Số: 4/QĐ-UBND
X, ngày 01 tháng 3 năm 2025
QUYẾT ĐỊNH
Về việc ban hành {what} năm 2026

Điều 1. Ban hành kèm theo Quyết định này {what} năm 2026.

Điều 2. Quyết định có hiệu lực từ ngày ký.

Nơi nhận:
- Như Điều 2.

CHỦ TỊCH
Trần Văn Bưởi

{title}
(Ban
hành kèm theo Quyết định số 4/QĐ-UBND ngày 01 tháng 3 năm 2025)

1. Trồng cây ở bờ hồ.
"""


def test_a_list_that_a_decision_issues_is_an_annex_and_a_rule_is_its_body() -> None:
    calendar = layout_of(DECISION.format(what="lịch trồng cây", title="LỊCH TRỒNG CÂY NĂM 2026 CỦA PHƯỜNG X"))
    assert "PL.1" in {b.path for b in calendar.blocks}
    assert [b.path for b in calendar.blocks if b.kind == "annexed_to"] == ["PL"]
    rule = layout_of(DECISION.format(what="quy chế trồng cây", title="QUY CHẾ TRỒNG CÂY CỦA PHƯỜNG X"))
    assert [b.path for b in rule.blocks if b.kind == "point"][-1] == "1"
