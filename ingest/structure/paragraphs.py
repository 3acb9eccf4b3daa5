"""Lines → paragraphs and runs of table rows: what line ends, page ends and links have cut is joined again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from ingest.letters import LOWER, UPPER, is_capitals
from ingest.structure.lines import Line, Strand, join
from ingest.structure.markers import Marker, read_marker

FINISHED = re.compile(r"[.:;!?…][\"”’')\]]*\s*(?:\[\d+\])?$|[/.]\s*$")
# Page numbers, page headings, rules: never content. Not: a figure in a table cell (cells are not asked).
FURNITURE = re.compile(
    r"(?:[-–—_=*~.…\s]{3,}|\(?\d{1,3}\)?|[-–]\s*\d{1,3}\s*[-–]|(?:Page"
    r"|Trang)\s+\d+(?:\s*/\s*\d+)?)$",
    re.I,
)
LONE_MARKER = re.compile(r"(?:[IVX]+|\d{1,2}(?:\.\d{1,2}){0,3}|[a-zđ])[.)/]|\d{1,2}(?:\.\d{1,2}){1,3}|\(\d{1,2}\)|[-+]")
# "Điều" / "19. Trách nhiệm …", "Chương" / "III", and "Điều 19." / "Trách nhiệm …": headings that a wrapped text cuts.
NUMBERLESS = re.compile(r"Điều|ĐIỀU|Chương|CHƯƠNG|Mục|MỤC|Phần|PHẦN|Phụ lục|PHỤ LỤC")
NUMBER_ALONE = re.compile(r"(?:\d{1,3}[a-zđ]?|[IVXL]+)\s*[.:]?")
NUMBER_FIRST = re.compile(r"(?:\d{1,3}[a-zđ]?|[IVXL]+)\s*[.:]\s*\S")
ARTICLE = re.compile(r"(?:Điều|ĐIỀU)\s+\d+[a-zđ]?\s*[.:]?")
NEW_PART = re.compile(r"\((?:Ban hành )?[Kk]èm theo|\(Ban hành kèm|\((?:Ban(?: hành)?|Kèm)$", re.I)
_TYPE = (
    r"(?:QUYẾT ĐỊNH|NGHỊ QUYẾT|NGHỊ ĐỊNH|THÔNG TƯ(?: LIÊN TỊCH)?|KẾ HOẠCH|CHƯƠNG TRÌNH(?: HÀNH ĐỘNG)?|CHỈ THỊ|KẾT LUẬN"
    r"|QUY ĐỊNH|THÔNG BÁO(?: KẾT LUẬN)?|CÔNG ĐIỆN(?: KHẨN)?|LUẬT|HƯỚNG DẪN|QUY CHẾ|ĐỀ ÁN|PHƯƠNG ÁN|CHIẾN LƯỢC"
    r"|PHỤ LỤC(?: [IVX\d]+)?)"
)
TYPE_WORD = re.compile(rf"{_TYPE}\s*:?$")  # a line of its own above the title
TYPE_GLUED = re.compile(rf"({_TYPE})(?=[{UPPER}][{LOWER}])")  # "NGHỊ ĐỊNHQuy định về …": a line break lost
# Lines that always open a paragraph: the parts of a masthead, legal bases, the recipients.
OPENS = re.compile(
    r"(?:Số|SỐ)\s*:|C[ỘO]NG H[ÒO]A X[ÃA] H[ỘO]I|Độc lập\s*[-–]|Căn cứ\s|Nơi nhận|Kính gửi"
    r"|(?:[^\W\d_]+\s){1,4}[^\W\d_]+, ngày\b|"
    r"(?:T/?M|KT|TL|TUQ)\.\s|(?:PHÓ )?(?:TỔNG )?(?:GIÁM ĐỐC|BỘ TRƯỞNG|CHỦ TỊCH|THỦ TƯỚNG)\b"
    r"|(?:TỔNG )?CỤC TRƯỞNG\b|(?:VỤ|VIỆN|HIỆU) TRƯỞNG\b|THỐNG ĐỐC\b|CHỦ NHIỆM\b|CHÁNH ÁN\b"
    r"|TỔNG (?:THANH TRA|KIỂM TOÁN)\b"
)
NOTE_MARK = re.compile(r"\[\d{1,3}\]$")  # the mark of a footnote, torn off by its link
# "3. Tầm nhìn đến năm 2045": a heading that only its words tell, where no mark ends it.
HEADING_OF_GOALS = re.compile(
    r"(?:Mục tiêu|Tầm nhìn|Quan điểm|Yêu cầu|Mục đích|Nguyên tắc)(?:\s+(?:tổng quát|cụ thể|chung|tổng thể|chủ yếu))?"
    r"(?:\s+(?:đến|giai đoạn|trong|của)\b.{0,40})?$"
)
BASIS_CUT = re.compile(r"[-\s]*Căn\s+cứ\s(?![^;]*ngày\s+\d)[^;:]{4,200}$")  # a basis whose date is still to come
DATED = re.compile(r"[^;:\n]{2,60}?\bngày\s+\d")
PUNCTUATION_ONLY = re.compile(r"[.,;:)\]”\"]+$")
CONTINUES = re.compile(rf"[{LOWER},;)%]|\d+(?:/|-)\S*[A-ZĐ]")  # lower case, or a document number torn off by a link
# A line that cannot end there: a word that wants its number, or one that wants any other word after it.
WANTS_NUMBER = re.compile(r"(?i)(?<!\w)(?:số|ngày|tháng|năm|điều|khoản|điểm)$")
WANTS_LETTER = re.compile(r"(?i)(?<!\w)điểm$")
# "giai đoạn 2021 / - 2025". Not: "Đến năm 2030 / - 90% hồ sơ …".
ADDRESSEE = re.compile(r"Kính gửi\b")
BASIS = re.compile(r"(?:Căn cứ|Trên cơ sở|Theo|Xét)\s.*;$", re.S)
CITED = re.compile(
    r"(?:Bộ luật|Luật|Pháp lệnh|Nghị|Thông (?:tư|báo)|Quyết|Chỉ thị|Kết luận|Kế hoạch|Chương trình|Công (?:văn|điện)"
    r"|Hướng dẫn|Văn bản|Đề án|Chiến lược|Quy |Tờ trình|Báo cáo)"
)
INDENTED = 2  # blanks before a first line
MIN_MARKED = 4  # points that tell whether blank lines part paragraphs
PARTED = 0.9
ENDED_EARLY = 0.75  # of the margin: a finished line shorter than that was ended by the writer
EARLY = 0.9  # of the margin: a line that could have held the next word
# How the first sentence under an addressee opens: "Xét đề nghị …", "Ngày 5/3 …", "Cục Thuế nhận được …".
OPENS_LETTER = re.compile(
    r"(?:Xét|Thực hiện|Căn cứ|Theo|Triển khai|Để|Nhằm|Trên cơ sở|Trả lời|Phúc đáp|Tiếp (?:theo|tục)|Qua|Vừa qua"
    r"|Trong (?:thời gian|những|các)|Thời gian (?:qua|vừa|gần)|Sau khi|Liên quan|Về việc|Thi hành|Ngày \d|Đến nay"
    r"|Hiện nay|Từ ngày|Quán triệt|Tại|Vào|Kể từ|Hưởng ứng|Chấp hành|Như|Nội dung|Trước)\s"
    rf"|(?=[{UPPER}])[^,;:.]{{3,70}} (?:đã )?(?:nhận được|có ý kiến|yêu cầu|đề nghị|trân trọng|xin ý kiến)\b"
)
YEAR_LAST = re.compile(r"(?<!\d)(?:19|20)\d{2}$")
SPAN_GOES_ON = re.compile(r"(?:19|20)\d{2}(?![\d.,]|\s*%)")
# "… đề xuất / Tổng cục trưởng điều chỉnh": to whom it is put forward stands on the next line.
WANTS_BODY = re.compile(r"(?<!\w)(?:đề xuất|tham mưu|tham mưu cho|trình|giúp|đề nghị|kiến nghị)$")
BODY = re.compile(r"(?:Bộ|Thủ|Chính|Tổng|Ủy|Uỷ|UBND|HĐND|Hội|Giám|Chủ|Ban|Quốc|Thường|Cục|Sở|Tỉnh|Lãnh)\s\w")
# A head word of a body wants its name: "Đơn vị phối hợp: Sở / Tư pháp".
# Not "cơ quan ngang Bộ", "cấp Bộ", which are whole.
WANTS_NAME = re.compile(
    r"(?<!\w)(?<!ngang )(?<!cấp )(?<!liên )(?:Sở|Bộ|Vụ|Cục|Tổng cục|Ủy ban|Uỷ ban|UBND|HĐND|Văn phòng"
    r"|Trung tâm|Thành phố|Thủ tướng)$"
)
WANTS_WORD = re.compile(r"(?i)(?:(?<!\w)(?:luật|và|của|các|theo|tại|với)|[,(–-])$")


def is_torn(before: str, after: str, cell: bool = False) -> bool:
    """Whether a line break stands where no writer ends a line: "Quyết định số / 38/QĐ-TTg", "… của / Chính phủ"."""
    if WANTS_NUMBER.search(before) and after[:1].isdigit():
        return True
    if not cell and WANTS_BODY.search(before) and BODY.match(after):
        return True
    # a cell may be "Văn phòng"
    return bool(WANTS_WORD.search(before)) or (not cell and bool(WANTS_NAME.search(before)))


@dataclass(slots=True)
class Paragraph:
    strand: Strand  # marker included
    marker: Marker | None
    line: Line  # the first of its lines
    last: Line


@dataclass(slots=True)
class Rows:
    """A run of table rows; ``breaks`` are the indices of rows that stand after a page end (blank lines)."""

    lines: list[Line] = field(default_factory=list)


def is_wrapped(lines: list[Line]) -> bool:
    """Whether lines end at a margin: many of them go on in lower case on the next line."""
    plain = [line for line in lines if line.cells is None]
    pairs = [(a, b) for a, b in pairwise(plain) if b.number == a.number + 1 and len(a.strand) > 30]
    torn = sum(1 for a, b in pairs if not FINISHED.search(a.strand.text) and CONTINUES.match(b.strand.text))
    return torn >= 8 and torn >= 0.3 * len(pairs)


def width(lines: list[Line]) -> int:
    """The margin of a wrapped text: the length that 19 lines in 20 do not pass."""
    lengths = sorted(len(line.strand) for line in lines if line.cells is None) or [0]
    return lengths[int(0.95 * (len(lengths) - 1))]


def margin_of(lines: list[Line]) -> int:
    """The margin at which the lines of a text end, in characters; 0 where a line is a paragraph."""
    return width(lines) if is_wrapped(lines) else 0


def is_parted(lines: list[Line]) -> bool:
    """Whether blank lines part the paragraphs: nearly every marked heading and point stands behind one.

    There a single line end is the margin's, whatever the line ends in.
    """
    plain = [line for line in lines if line.cells is None]
    kinds = ((line, read_marker(line.strand.text)) for line in plain[1:])
    marked = [line for line, marker in kinds if marker and marker.kind not in ("dash", "plus", "part", "number")]
    return len(marked) >= MIN_MARKED and sum(1 for line in marked if line.blanks) >= PARTED * len(marked)


def _with_markers(lines: list[Line]) -> Iterator[Line]:
    """The lines, a marker that stands alone ("1.", "a)", "-", "Điều 5.") put before the line right under it."""
    held: Line | None = None
    for line in lines:
        if held:
            if _is_under_marker(held, line):
                line.strand = join([held.strand, line.strand])
                line.blanks, line.indent, line.number, line.opens = held.blanks, held.indent, held.number, held.opens
            else:
                yield held
            held = None
        if line.cells is None and _is_half_marker(line):
            held = line
        else:
            yield line
    if held:
        yield held


def _is_half_marker(line: Line) -> bool:
    """A marker alone on its line, its number or its heading on the next."""
    text = line.strand.text
    unclosed = line.opens and not line.closes  # bold goes on: the heading follows
    return bool(LONE_MARKER.fullmatch(text) or NUMBERLESS.fullmatch(text) or (unclosed and ARTICLE.fullmatch(text)))


def _is_under_marker(held: Line, line: Line) -> bool:
    """Whether a line is what the marker alone above it stands before."""
    text = line.strand.text
    if line.cells is not None or line.blanks:
        return False
    if NUMBERLESS.fullmatch(held.strand.text):
        return bool(
            NUMBER_ALONE.fullmatch(text) or (held.strand.text.upper() != "PHỤ LỤC" and NUMBER_FIRST.match(text))
        )
    return not read_marker(text) and not LONE_MARKER.fullmatch(text)


def gather(lines: list[Line], margin: int, parted: bool = False) -> Iterator[Paragraph | Rows]:
    """Paragraphs and runs of rows in printed order; ``margin`` and ``parted`` are those of the whole text."""
    current: Paragraph | None = None
    rows: Rows | None = None
    furniture = False
    _note_early(lines, margin)
    if margin:
        _note_hanging(lines)
    for line in _with_markers(lines):
        if line.cells is not None:
            if current:
                yield current
                current = None
            if rows and rows.lines[0].drawn != line.drawn:
                yield rows
                rows = None
            rows = rows or Rows()
            rows.lines.append(line)
            continue
        text = line.strand.text
        if FURNITURE.match(text):
            furniture = True
            continue
        if furniture:
            line.blanks, furniture = max(line.blanks, 1), False
        if rows:
            yield rows
            rows = None
        marker = read_marker(text)
        if current and _goes_on(current, line, marker, margin, parted):
            current.strand = join([current.strand, line.strand], "" if PUNCTUATION_ONLY.match(text) else None)
            current.last = line
            continue
        if current:
            yield current
        current = Paragraph(line.strand, marker, line, line)
    if current:
        yield current
    if rows:
        yield rows


def _is_torn_marker(current: Paragraph, text: str, marker: Marker, margin: int, parted: bool) -> bool:
    """What looks like a marker at the start of a line is mid-sentence: "giai đoạn 2021 / - 2025", "khoản / 2. "."""
    before = current.strand.text
    if FINISHED.search(before) or before.endswith(","):
        return False
    if marker.kind == "dash":
        if before[-1:].isdigit() and text[marker.end :][:1].isdigit():
            return bool(SPAN_GOES_ON.match(text, marker.end)) or not YEAR_LAST.search(before)
        if parted and text[marker.end : marker.end + 1].islower():
            return True  # "dạy - học / - thi trực tuyến"
        fits = len(current.last.strand) + 1 + len(text.split(" ", 1)[0]) <= margin
        word = text[marker.end :].split(" ", 1)[0]
        return not fits and len(before) > 60 and len(current.last.strand) + len(word) + 3 > margin
    if marker.kind == "letter":
        return bool(WANTS_LETTER.search(before))
    return marker.kind in ("decimal", "bracket") and _is_torn_number(current, text, marker, margin if parted else 0)


def _is_torn_number(current: Paragraph, text: str, marker: Marker, margin: int) -> bool:
    """What looks like a number of a list ends the sentence above: "khoản / 2. ".

    Where blank lines part points (``margin`` > 0) "… địa bàn cấp độ / 1. Cấp ngay …" too: its line left no room.
    """
    if WANTS_NUMBER.search(current.strand.text):
        return True
    bold = current.line.opens and current.last.closes
    plain = margin > 0 and "." not in marker.label and not bold
    return plain and len(current.last.strand) + 1 + len(text.split(" ", 1)[0]) > ENDED_EARLY * margin


def _goes_on(current: Paragraph, line: Line, marker: Marker | None, margin: int, parted: bool) -> bool:
    """Whether a line continues the paragraph before it."""
    for told in (_by_form(current, line, marker, margin, parted), _by_marks(current, line, margin, parted)):
        if told is not None:
            return told
    return _by_margin(current, line, margin)


def _by_form(current: Paragraph, line: Line, marker: Marker | None, margin: int, parted: bool) -> bool | None:
    """What the line's own form tells: a marker, a heading, an indent; None where it tells nothing."""
    before, text = current.strand.text, line.strand.text
    adjacent = line.blanks == 0
    if PUNCTUATION_ONLY.match(text) or (NOTE_MARK.match(text) and adjacent and not FINISHED.search(before)):
        return True
    if marker or line.heading or NEW_PART.match(text):
        torn = marker and adjacent and margin and not line.heading
        return bool(torn and marker and _is_torn_marker(current, text, marker, margin, parted))
    addressed = ADDRESSEE.match(before) and OPENS_LETTER.match(text) and not before.endswith((",", ":", "("))
    if addressed or (OPENS.match(text) and not is_torn(before, text)):
        return False
    if margin and _is_laid_under(current, line):
        return True
    if is_capitals(text) and is_capitals(before) and len(text) > 3:
        # The lines of a title in capitals. Not: a signature's lines, which the outline tells apart by place.
        ended = FINISHED.search(before) or len(before) > 300 if current.marker else TYPE_WORD.match(before)
        return adjacent and margin > 0 and not ended
    return None


def _is_laid_under(current: Paragraph, line: Line) -> bool:
    """Whether the layout of a page puts a line under a first line: indented, or at the left edge under an indent."""
    adjacent = line.blanks == 0
    if line.hangs and current.marker and current.line.indent >= INDENTED and not is_capitals(line.strand.text):
        return adjacent or current.strand.text.endswith((";", ","))  # a page may end at a semicolon
    return adjacent and line.indent >= INDENTED and current.line.indent == 0


def _by_marks(current: Paragraph, line: Line, margin: int, parted: bool) -> bool | None:
    """What brackets, full stops, small letters and figures tell; None where they tell nothing."""
    before, text = current.strand.text, line.strand.text
    adjacent = line.blanks == 0
    finished = bool(FINISHED.search(before))
    told: bool | None = None
    if adjacent and before.count("(") > before.count(")") and len(before) < 600:
        told = True
    elif PUNCTUATION_ONLY.match(current.last.strand.text) and not before.endswith((".", ":")):
        told = adjacent  # a list torn by links
    elif adjacent and margin and (not finished or before.endswith(";")) and text[0].isdigit():
        told = True
    elif adjacent and not finished and BASIS_CUT.match(before) and DATED.match(text):
        told = True  # "Căn cứ Luật Tổ chức" / "Chính phủ ngày 18 tháng 02 năm 2025;"
    elif is_capitals(before) and not is_capitals(text) and not is_torn(before, text) and not text.startswith("("):
        told = False  # a heading or a title in capitals, then the text
    elif CONTINUES.match(text):
        told = not finished or (adjacent and bool(margin) and not before.endswith((".", ":", "!", "?")))
    elif finished:
        told = adjacent and margin > 0 and _ends_at_margin(current, line, margin, parted)
    elif is_torn(before, text):
        told = adjacent or (len(before) > 60 and (is_capitals(before) or not is_capitals(text)))
    return told


def _note_early(lines: list[Line], margin: int) -> None:
    """Marks the lines after which a paragraph goes on although the next word would have fitted.

    In the pages of portals these are first lines: the tags that stood before them took their room.
    """
    for line, below in pairwise(lines):
        text = below.strand.text
        if text and line.cells is None and not below.blanks and not read_marker(text):
            line.early = len(line.strand) + 1 + len(text.split(" ", 1)[0]) <= EARLY * margin


def _note_hanging(lines: list[Line]) -> None:
    """Marks the lines at the left edge of a text in which first lines are indented: no paragraph opens with them."""
    plain = [line for line in lines if line.cells is None]
    marked = [line for line in plain if read_marker(line.strand.text)]
    indented = sum(1 for line in marked if line.indent >= INDENTED)
    if len(marked) >= MIN_MARKED and indented >= PARTED * len(marked):
        for line in plain:
            line.hangs = line.indent == 0


def _ends_at_margin(current: Paragraph, line: Line, margin: int, parted: bool) -> bool:
    """Whether a line that ends in a full stop ends there by chance: no room was left for the next word.

    Not a heading in bold, nor a basis before anything but a document; where only line ends part paragraphs, nor a
    colon (a list without marks may follow it), nor before a line that itself leaves room, as first lines do.
    """
    text = line.strand.text
    if (current.line.opens and current.last.closes) or (BASIS.match(current.strand.text) and not CITED.match(text)):
        return False
    used = len(current.last.strand) + 1 + len(text.split(" ", 1)[0])
    if parted:
        return used > ENDED_EARLY * margin
    return used > margin and not current.strand.text.endswith(":") and not line.early


def _by_margin(current: Paragraph, line: Line, margin: int) -> bool:
    """Whether the margin or the writer ended the line above."""
    before, text = current.strand.text, line.strand.text
    if line.blanks or not margin:
        # A page end can cut a sentence before a capital; only a long, unfinished paragraph is taken to be cut.
        return not current.line.heading and not is_capitals(before) and len(before) > 400 and not is_capitals(text)
    fits = len(current.last.strand) + 1 + len(text.split(" ", 1)[0]) <= margin  # the writer ended the line
    if current.marker and fits and not FINISHED.search(before) and HEADING_OF_GOALS.match(before, current.marker.end):
        return not text[0].isupper()
    if not current.last.closes and not is_capitals(before) and len(before) > 8:
        return True  # nothing ends there: no mark, no heading's bold
    prose = current.marker is None or current.marker.kind in ("dash", "plus")  # unlike headings: ends in a full stop
    return not fits or (prose and len(before) > 45 and not is_capitals(text)) or text.startswith("(")
