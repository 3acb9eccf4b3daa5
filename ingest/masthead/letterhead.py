"""The issuing body of a letterhead: left column of a masthead, one body or its superior above it.

Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.2: the superior body stands above the issuing one, both in capitals.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from ingest.identifiers.document_types import TYPE_WORDS
from ingest.identifiers.issuers import canonical_issuer


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the clean text, stripped."""

    text: str
    start: int
    end: int
    kind: str = ""


MOTTO: Final = re.compile(
    r"CỘNG\s+H[ÒO][ÀA]\s+XÃ|HỘI\s+CHỦ\s+NGHĨA\s+VIỆT\s+NAM|CHỦ\s+NGHĨA\s+VIỆT\s+NAM"
    r"|ĐẢNG\s+CỘNG\s+SẢN\s+VIỆT\s+NAM|^Độc lập\s*-"
)
# The whole of the national motto or of the Party's heading on a line, to the end of the line: in a text that keeps
# columns it stands to the right of the letterhead. Not "CHỦ NGHĨA" inside a title (no body stands before it there).
_RIGHT_COLUMN: Final = re.compile(
    r"\s*(?:CỘNG\s+H[ÒO][ÀA]\s+XÃ|(?:(?:CỘNG\s+)?H[ÒO][ÀA]\s+)?(?:XÃ\s+)?HỘI\s+CHỦ\s+NGHĨA|CHỦ\s+NGHĨA\s+VIỆT"
    r"|NGHĨA\s+VIỆT\s+NAM|(?:ĐẢNG\s+)?CỘNG\s+SẢN\s+VIỆT\s+NAM|ĐẢNG\s+CỘNG\s+SẢN"
    r"|Độc\s+lập\s*[-–]|(?<!\S)[\w. -]{2,40},\s*ngày\s).*\Z",
    re.DOTALL,
)
NUMBER_LABEL: Final = re.compile(r"(?:Luật\s+|Nghị quyết\s+)?(?:[sS]ố|SỐ)\s*(?::|[\d.…/_-]|\Z)")
_TYPE: Final = re.compile(r"(?:#\s*)?(?:" + "|".join(w.upper().replace(" ", r"\s+") for w in TYPE_WORDS) + r")(?![\w])")
# The first word or two of the motto, where a narrow column breaks it ("CỘNG" / "HÒA XÃ HỘI …"): on a line of their own.
_MOTTO_BEGINS: Final = re.compile(r"(?:CỘNG(?:\s+H[ÒO][ÀA])?|ĐẢNG)\Z")
# "Y BAN NHÂN DÂN": a copy that lost the first letter of "ỦY".
_LOST_LETTER: Final = re.compile(r"\A[YỶ](?=\s+BAN\s)")
# Degrees of urgency and secrecy, marks of drafts and copies.
_STAMP: Final = re.compile(
    r"(?:HỎA\s+TỐC|HOẢ\s+TỐC|(?:THƯỢNG\s+|TỐI\s+)?KHẨN|(?:TỐI\s+|TUYỆT\s+)?MẬT|DỰ\s+THẢO|BẢN\s+SAO|SAO\s+Y)\b.*"
)
BODY_WORD: Final = (
    "BỘ|CỤC|CHI\\s+CỤC|[ỦU][YỶ]\\s+BAN|UBND|HĐND|SỞ|TỔNG\\s+CỤC|VĂN\\s+PHÒNG|ĐẠI\\s+HỌC|TRƯỜNG|BAN|CHÍNH\\s+PHỦ|THỦ\\s+TƯỚNG|QUỐC\\s+HỘI"
    "|HỘI\\s+ĐỒNG|TỈNH\\s+[ỦU]|THÀNH\\s+[ỦU]|HUYỆN\\s+[ỦU]|ĐẢNG\\s+(?:[ỦUB]|ĐOÀN)|NGÂN\\s+HÀNG|BẢO\\s+HIỂM|BHXH|TÒA\\s+ÁN|VIỆN|KIỂM\\s+TOÁN"
    "|LIÊN\\s+ĐOÀN|KHO\\s+BẠC|THANH\\s+TRA|TẬP\\s+ĐOÀN|TỔNG\\s+CÔNG|CÔNG\\s+TY|HỌC\\s+VIỆN|BỆNH\\s+VIỆN|TRUNG\\s+TÂM|CÔNG\\s+AN|ĐOÀN|PHÒNG"
    "|CHỦ\\s+TỊCH|THUẾ|HẢI\\s+QUAN|HỘI|MẶT\\s+TRẬN|THƯỜNG\\s+TRỰC"
)
NEW_BODY: Final = re.compile(rf"(?:{BODY_WORD})(?!\w)|(?:TỈNH|THÀNH|HUYỆN|QUẬN)\s+[ỦU][YỶ]")
CHILD_BODY: Final = re.compile(
    r"^(?:(?:BỘ|[ỦU][YỶ] BAN|UBND|CỤC|TỔNG CỤC)\s[^\n]*?(?<!TỔNG)(?<!CHI)(?<!VÀ)\s(?P<child>(?:CỤC"
    r"|CHI\s+CỤC|TỔNG\s+CỤC|SỞ|HỌC\s+VIỆN|TRUNG\s+TÂM|(?<!MÔI\s)TRƯỜNG"
    r"|(?<=THUẾ\s)THUẾ)\s)"
    r"|BAN\s+CHẤP\s+HÀNH\s+TRUNG\s+ƯƠNG\s(?P<central>(?:BAN|VĂN\s+PHÒNG|[ỦU][YỶ]\s+BAN|ĐẢNG)(?!\w)))",
    re.MULTILINE,
)
"""The lower body on the same line: "BỘ TÀI CHÍNH CỤC THUẾ". Not "TỔNG CỤC THUẾ", "CỤC THUẾ TỈNH X", "MÔI TRƯỜNG"."""
_UNFINISHED: Final = re.compile(
    r"(?:^|\s)(?:VÀ|CỦA|ỦY|UỶ|TỔNG|CHI|VĂN|TRỰC|XÃ|VỤ|QUỐC|BIỂU|PHÒNG|TRA|TƯỚNG|CÔNG|CÁN|MÔI|CHỦ TỊCH)\s*\Z"
)
_RULES: Final = re.compile(r"[-_*=–—|]{2,}|\|")
_RULE: Final = re.compile(r"[-_*=–—.\s]{2,}\Z")
# "BAN CHẤP HÀNH TRUNG ƯƠNG" above a body of its own: that body is one of the Centre. Not a Party committee, whose name
# says whose it is.
_CENTRAL: Final = re.compile(r"BAN\s+CHẤP\s+HÀNH\s+TRUNG\s+ƯƠNG\Z")
_OF_CENTRE: Final = re.compile(
    r"(?:BAN\s+(?!CÁN\s+SỰ|CHỈ\s+ĐẠO)|VĂN\s+PHÒNG\Z|[ỦU][YỶ]\s+BAN\s+KIỂM\s+TRA)(?!.*TRUNG\s+ƯƠNG)"
)


def is_letterhead(text: str) -> bool:
    """Whether a line is all capitals and short, or a drawn rule."""
    letters = [c for c in text if c.isalpha()]
    return bool(_RULE.match(text)) or (bool(letters) and len(text) < 70 and all(c.isupper() for c in letters))


def issuer_of(head: Sequence[str]) -> str | None:
    """The issuing body: the last of the letterhead's bodies ("BỘ TÀI CHÍNH / CỤC THUẾ" is Cục Thuế)."""
    bodies = _bodies(_lines(head))
    named = [b for b in bodies if NEW_BODY.match(b)]
    if not named:
        return None
    body, by, number = named[-1].partition(" THEO QUYẾT ĐỊNH ")
    name = canonical_issuer(body)
    if by:  # "ĐOÀN KIỂM TRA THEO QUYẾT ĐỊNH SỐ …": the number keeps its letters
        return f"{name} theo Quyết định {number.replace('SỐ', 'số', 1)}"
    if len(named) > 1 and _CENTRAL.match(named[-2]) and _OF_CENTRE.match(named[-1]):
        return f"{name} Trung ương Đảng" if name == "Văn phòng" else f"{name} Trung ương"
    return name


def _lines(head: Sequence[str]) -> str:
    """The lines of the left column; a line that goes on below the motto follows it at once."""
    pieces: list[str] = []
    after_motto = 0
    for line in head:
        if NUMBER_LABEL.match(line):
            if not (pieces and pieces[-1].endswith("THEO QUYẾT ĐỊNH")):
                break
            number = re.match(r"SỐ\s+\S+", line)
            pieces[-1] += f" {number[0]}" if number else ""
            break
        if _TYPE.match(line) and not _RIGHT_COLUMN.match(line):
            break
        text = _LOST_LETTER.sub("ỦY", _RULES.sub(" ", line).strip())
        if _MOTTO_BEGINS.match(text):
            after_motto = 1
            continue
        left = _RIGHT_COLUMN.sub("", text).strip()
        if left != text:
            after_motto = 1
        if not left or _STAMP.match(left) or not is_letterhead(left) or _RULE.match(left):
            continue
        if after_motto and left == text and not NEW_BODY.match(left) and not _unfinished(pieces):
            continue  # what stands in capitals below the motto without being a body
        pieces.append(left)
    return "\n".join(pieces)


def _unfinished(pieces: list[str]) -> bool:
    return bool(pieces) and _UNFINISHED.search(pieces[-1]) is not None


def _bodies(printed: str) -> list[str]:
    children = [m.start("child") if m["child"] else m.start("central") for m in CHILD_BODY.finditer(printed)]
    starts = {0, *(m.end() for m in re.finditer("\n", printed)), *children}
    bodies: list[str] = []
    for start, end in itertools.pairwise([*sorted(starts), len(printed)]):
        text = " ".join(printed[start:end].split())
        if bodies and (not NEW_BODY.match(text) or _UNFINISHED.search(bodies[-1])):
            bodies[-1] = f"{bodies[-1]} {text}".strip()
        elif text:
            bodies.append(text)
    return bodies
