"""The relation that the words before a citation state: "thực hiện Nghị quyết …", "theo quy định tại …", "Căn cứ …".

The nearest cue in the same clause decides; "quy định tại" and "kèm theo" are weak: a stronger one before them passes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from ingest.identifiers.document_types import TYPE_WORD
from ingest.records import Relation


@dataclass(frozen=True, slots=True)
class Cue:
    relation: Relation
    start: int
    weak: bool = False


_CUES: Final[tuple[tuple[Relation, str], ...]] = (
    # Căn cứ: not "là căn cứ để" (the document as a basis for others), "căn cứ chức năng".
    ("legal_basis", r"(?<!là\s)căn\s+cứ(?!\s+(?:để|chức|tình|điều\s+kiện|vào\s+(?:tình|điều\s+kiện)))"),
    ("replaces", r"thay\s+thế"),
    ("repeals", r"bãi\s+bỏ|hủy\s+bỏ|huỷ\s+bỏ|hết\s+hiệu\s+lực"),
    ("amends", r"sửa\s+đổi(?:\s*,?\s*bổ\s+sung)?|bổ\s+sung\s+(?:một\s+số|khoản|điểm|điều)|đính\s+chính"),
    # theo: not "kèm theo", "tiếp theo", "theo dõi", "theo đề nghị", "đi theo".
    ("follows", r"(?<!kèm\s)(?<!tiếp\s)(?<!đi\s)theo(?!\s+(?:dõi|đề\s+nghị|hướng(?!\s+dẫn)|đó|kịp))"),
    ("follows", r"bám\s+sát|phù\s+hợp\s+với|đúng\s+với|tuân\s+thủ|chấp\s+hành|trên\s+cơ\s+sở"),
    (
        "implements",
        r"cụ\s+thể\s+h[oó][aá]|(?:triển\s+khai\s+)?(?<!tiếp\s)thực\s+hiện|triển\s+khai|(?<!hiệu\slực\s)(?<!khoản\s)thi\s+hành"
        r"|quy\s+định\s+chi\s+tiết",
    ),
    ("implements", r"biện\s+pháp\s+(?:để\s+)?(?:tổ\s+chức\s*,?\s*)?hướng\s+dẫn"),
    (
        "mentions",
        r"quán\s+triệt|phổ\s+biến|tuyên\s+truyền|góp\s+ý|dự\s+thảo|đề\s+nghị|nhận\s+được|trả\s+lời"
        r"|báo\s+cáo\s+tại|tờ\s+trình",
    ),
)
_WEAK: Final[tuple[tuple[Relation, str], ...]] = (
    (
        "follows",
        r"quy\s+định\s+(?:tại|của|trong)|hướng\s+dẫn\s+(?:tại|của)|đề\s+ra\s+(?:tại|trong)"
        r"|yêu\s+cầu\s+(?:tại|của)|tinh\s+thần",
    ),
    ("follows", r"(?:mẫu|biểu)\s[^;\n]{0,80}?ban\s+hành"),
    ("annexed_to", r"kèm\s+theo"),
)
CUE: Final = re.compile(
    r"(?<!\w)(?:"
    + "|".join(f"(?P<c{i}>{p})" for i, (_, p) in enumerate(_CUES))
    + "|"
    + "|".join(f"(?P<w{i}>{p})" for i, (_, p) in enumerate(_WEAK))
    + r")(?!\w)",
    re.IGNORECASE,
)
FORM: Final = re.compile(r"(?:mẫu|biểu|biểu\s+mẫu|phiếu)\b[^;\n]{0,90}\Z", re.IGNORECASE)
# Only these let "sửa đổi", "thay thế", "bãi bỏ" be an act of this document; elsewhere the words name work to be done.
ACT: Final = re.compile(
    r"(?:^|[.:;\n“\"]|này|Điều\s+\d+[a-z]?\.?|\d+\.|[a-zđ]\)|hiệu\s+lực[^.;\n]{0,60}?)\s*,?\s*(?:và\s+)?(?:đồng\s+thời\s+)?(?:các\s+)?(?:sửa\s+đổi"
    r"|bổ\s+sung|bãi\s+bỏ|hủy\s+bỏ|huỷ\s+bỏ|thay\s+thế|đính\s+chính|"
    r"công\s+bố|ban\s+hành)",
    re.IGNORECASE,
)
# "Nghị định này bãi bỏ …": this document's own act wherever it stands.
OWN_ACT: Final = re.compile(
    rf"{TYPE_WORD}\s+này\s+(?:có\s+hiệu\s+lực[^.;\n]{{0,60}}?\s)?(?:và\s+)?(?:sửa\s+đổi|thay\s+thế|bãi\s+bỏ|hủy\s+bỏ|huỷ\s+bỏ)",
    re.IGNORECASE,
)
# Words that may stand between "Căn cứ" and the document: its parts. Not a verb of its own.
PARTS: Final = re.compile(
    r"\s*(?:vào\s+)?(?:(?:các\s+)?(?:quan\s+điểm|mục\s+tiêu|nhiệm\s+vụ|giải\s+pháp|nội\s+dung"
    r"|quy\s+định|hướng\s+dẫn|chỉ\s+đạo|tại|của|trong|nêu|khoản|điểm|Điều|và|tiết|mục|phần|"
    r"\d+[a-zđ]?|[a-zđ]|,|Phụ\s+lục|[IVX]+)\s*)*\Z",
    re.IGNORECASE,
)
REACH: Final = 320  # characters: a cue further off governs something else
BOUNDARY: Final = re.compile(r"[;\n]|[.:](?=\s)|…")
# Places inside a document before its name: "khoản 3, 5 Điều 14, 18 của Quyết định …".
PLACES: Final = (
    r"(?:(?:khoản|điểm|Khoản|Điểm|Điều|Chương|Mục)\s+\w{1,4}(?:\s*(?:,|và)\s*\d\w{0,3})*,?\s+(?:của\s+)?){0,4}"
)
# A colon before a document opens a list of them and ends no clause: "triển khai các văn bản, nhất là: Luật …".
_LIST_OPENS: Final = re.compile(
    rf"\s*{PLACES}(?:(?:các|những)\s+)?(?:{TYPE_WORD}(?!\w)|(?:[sS]ố\s*)?\d{{1,5}}[-/][\dA-ZĐ])"
)
# A document without a number that details or carries a law out: the act is its own, not this document's.
_ANOTHER: Final = re.compile(rf"(?<!\w){TYPE_WORD}(?:\s+(?:của|do)\s+[^,;.:\n]{{2,50}})?\s+\Z")
_ITS_ACT: Final = re.compile(r"quy\s+định\s+chi\s+tiết|biện\s+pháp", re.IGNORECASE)
_ABBREVIATED_STOP: Final = re.compile(r"(?:\b(?:TP|Tp|TS|GS|KT|TM|TL|Q|P)|\bĐiều\s+\d+[a-z]?|^\s*\w{1,4})\Z")


def clause_start(text: str, lowest: int, position: int) -> int:
    """Where the clause that holds a position starts, not before ``lowest`` and at most `REACH` back."""
    start = max(lowest, position - REACH)
    clause = start
    for hit in BOUNDARY.finditer(text, start, position):
        if hit[0] == "." and _ABBREVIATED_STOP.search(text, clause, hit.start()):
            continue
        if hit[0] == ":" and _LIST_OPENS.match(text, hit.end()):
            continue
        clause = hit.end()
    return clause


def cue_before(
    text: str,
    lowest: int,
    position: int,
    *,
    preamble: bool,
    annex_line: bool = False,
    acts: bool = False,
) -> Cue | None:
    """The cue that governs a citation at ``position``, looking back no further than ``lowest``.

    ``preamble``: "Căn cứ" there names a legal basis; elsewhere it is the basis of one task, which follows the document.
    ``annex_line``: "(Ban hành kèm theo …)". ``acts``: this text may itself amend, replace or repeal.
    """
    hits = [(hit, *_kind(hit)) for hit in CUE.finditer(text, lowest, position)]
    weak: Cue | None = None
    for hit, relation, is_weak in reversed(hits):
        between = text[hit.end() : position]
        if relation == "annexed_to":
            if annex_line:
                return Cue("annexed_to", hit.start())
            if FORM.search(text, lowest, hit.start()):
                return Cue("follows", hit.start())
        elif is_weak:
            weak = weak or Cue(relation, hit.start(), True)
        elif weak and not _passes(relation, weak.start - hit.end(), between):
            return weak
        elif _ITS_ACT.match(hit[0]) and _ANOTHER.search(text, max(0, hit.start() - 80), hit.start()):
            return Cue("mentions", hit.start())
        else:
            return _strong(relation, hit.start(), weak, preamble, acts)
    return weak


def _strong(relation: Relation, start: int, weak: Cue | None, preamble: bool, acts: bool) -> Cue:
    if relation == "legal_basis" and not preamble:
        return Cue("follows", start)
    if relation in ("amends", "replaces", "repeals") and not acts:
        return weak or Cue("mentions", start)
    return Cue(relation, start)


def _passes(relation: Relation, distance: int, between: str) -> bool:
    """Whether a strong cue governs through a weak one that stands after it."""
    if relation == "legal_basis":
        return bool(PARTS.match(between))
    return relation in ("follows", "amends", "replaces", "repeals") and distance <= 80


def _kind(hit: re.Match[str]) -> tuple[Relation, bool]:
    name = hit.lastgroup or "c0"
    table = _WEAK if name[0] == "w" else _CUES
    return table[int(name[1:])][0], name[0] == "w"
