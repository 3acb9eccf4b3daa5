"""The signature of a document: authority (TM., KT., TL., TUQ.), position, and the name under it.

Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.7: the signer's position in capitals, the name in bold small letters below.
"""

from __future__ import annotations

import re
from typing import Final

from ingest.records import Signer

BEHALF: Final = re.compile(r"(?:TM|T/M|KT|K/T|TL|T/L|TUQ|Q)\s?[.:/]?\s*(?=[A-ZĐỦƯ]|\Z)")
POSITION: Final = re.compile(
    r"(?:PHÓ\s+|Q\.\s*|QUYỀN\s+)?(?:CHỦ\s+TỊCH|BỘ\s+TRƯỞNG|THỨ\s+TRƯỞNG|TỔNG\s+GIÁM\s+ĐỐC|GIÁM\s+ĐỐC"
    r"|BÍ\s+THƯ|THỦ\s+TƯỚNG|CỤC\s+TRƯỞNG|TỔNG\s+CỤC\s+TRƯỞNG|VỤ\s+TRƯỞNG|"
    r"CHÁNH\s+(?:VĂN\s+PHÒNG|ÁN|THANH\s+TRA)|TRƯỞNG\s+(?:BAN|PHÒNG|ĐOÀN|THUẾ|CHI|HẢI|CƠ)|THỐNG\s+ĐỐC"
    r"|HIỆU\s+TRƯỞNG|VIỆN\s+TRƯỞNG|TỔNG\s+(?:KIỂM\s+TOÁN|THANH\s+TRA|BÍ\s+THƯ)|CHỦ\s+NHIỆM|"
    r"[ỦU][YỶ]\s+VIÊN|THƯỜNG\s+TRỰC|CHI\s+CỤC\s+TRƯỞNG|KẾ\s+TOÁN\s+TRƯỞNG|ĐỘI\s+TRƯỞNG"
    r"|CHỈ\s+HUY\s+TRƯỞNG|TƯ\s+LỆNH|CHÍNH\s+[ỦU][YỶ])"
)
_ACCENTED: Final = "áàảãạấầẩẫậắằẳẵặéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵâăêôơưđ"
_WORD: Final = rf"[A-Z{_ACCENTED.upper()}][a-z{_ACCENTED}]*\.?"
RANK: Final = r"(?:(?:GS|PGS|TS|ThS|BS|CN|KS|Ths|(?:Đại|Thượng|Trung|Thiếu) (?:tướng|tá))\.?\s*)*"
# A person's name alone on its line. Not "Nơi nhận", "Đã ký", a place and date, a heading.
NAME: Final = re.compile(rf"{RANK}(?P<name>{_WORD}(?:\s+(?:{_WORD}|[A-ZĐ]\.)){{1,4}})\s*\.?\Z")
NOT_NAME: Final = re.compile(
    r"(?:Nơi|Đã|Phụ|Điều|Chương|Mục|Kính|Căn|Quyết|Nghị|Thông|Ban|Bộ|Sở|Hội|Ủy|Cục|Số|Thủ|Chính|Văn"
    r"|Tổng|Như|Lưu|Đơn|Tải|Việt|Phó|Giám)\s"
)
SIGNED: Final = re.compile(r"\W*(?:đã\s+k[ýí]|ký\s+(?:tên|bởi|số)|daky|\[?\s*chữ\s+ký)\W*.{0,40}\Z", re.IGNORECASE)
# What a digital signature prints over the page. Not "Người ký:" of a portal's block, which is read elsewhere.
DIGITAL: Final = re.compile(
    r"(?:Ký\s+(?:bởi|ngày)|Người\s+ký|Thời\s+gian\s+ký|Ngày\s+ký\s+số|Cơ\s+quan|Email|Signature\s+\w+|(?:Digitally\s+)?[Ss]igned\s+by)"
    r"\s*:?\s*(?:\S.{0,90})?\Z(?<![;])"
)
_SIGNED_BEFORE: Final = re.compile(r"^\W*(?:Đã ký|đã ký)\W*")
_NOISE: Final = re.compile(r"[\W\d_]*\Z|.{1,2}\Z")
# A line of "Nơi nhận", which a text that keeps columns prints to the left of the signature.
_RECIPIENT: Final = re.compile(r"[-+–•]\s*\S|Nơi\s+nhận")
_BESIDE: Final = re.compile(r"(?P<left>(?:Nơi\s+nhận|[-+–•]\s).*?[;:.)\]])\s+(?P<right>\S.*)\Z")
LOOK_AHEAD: Final = 7


def find_signer(lines: list[str]) -> Signer | None:
    """The first signature of a text given as stripped lines (positions in capitals, then a name), or None."""
    lines = [part for line in lines for part in _parts(line)]
    for i, line in enumerate(lines):
        if not _is_position(line):
            continue
        block = [line]
        name: str | None = None
        window = [w for w in lines[i + 1 : i + 1 + 3 * LOOK_AHEAD] if not _RECIPIENT.match(w)][:LOOK_AHEAD]
        if window and window[0].startswith(("Căn cứ", "Theo ", "Xét ")):  # the authority line of a decision
            continue
        for k, after in enumerate(window):
            if _is_position(after) or (_is_capital(after) and len(block) < 6 and len(after) < 60):
                block.append(after)
            elif not SIGNED.match(after) and not _NOISE.match(after) and not DIGITAL.match(after):
                name = _name(after, window[k + 1] if k + 1 < len(window) else "")
                break
        if name is None:
            continue
        return _signer(block, name)
    return None


def _parts(line: str) -> list[str]:
    """A line that runs the position and the name together ("TL. CỤC TRƯỞNG Nguyễn Văn A") as two."""
    beside = _BESIDE.match(line) if len(line) < 160 else None
    if beside and (_is_position(beside["right"]) or (NAME.match(beside["right"]) and len(beside["right"].split()) > 2)):
        return [beside["left"], beside["right"]]
    if len(line) > 160 or not (BEHALF.match(line) or POSITION.match(line)):
        return [line]
    words = line.split()
    capitals = next((k for k, w in enumerate(words) if any(c.islower() for c in w)), len(words))
    rest = " ".join(words[capitals:])
    return [" ".join(words[:capitals]), rest] if rest and capitals and NAME.match(rest) else [line]


def _name(line: str, following: str) -> str | None:
    """The name on a line, or on two where a narrow table cell cuts it ("Nguyễn" / "Thị Thu")."""
    line = _SIGNED_BEFORE.sub("", line)
    for text in (f"{line} {following}" if " " not in line else line, line):
        hit = NAME.match(text)
        if hit and not NOT_NAME.match(hit["name"] + " "):
            return str(hit["name"]).strip(" .")
    return None


def _is_capital(line: str) -> bool:
    letters = [c for c in line if c.isalpha()]
    return len(letters) > 1 and all(c.isupper() for c in letters)


def _is_position(line: str) -> bool:
    return (
        _is_capital(line) and len(line) < 110 and (BEHALF.match(line) is not None or POSITION.match(line) is not None)
    )


def _signer(block: list[str], name: str | None) -> Signer:
    text = " ".join(block)
    ranks = list(POSITION.finditer(text))
    while len(ranks) > 1 and ranks[-1][0].startswith("THƯỜNG"):  # "THỨ TRƯỞNG THƯỜNG TRỰC" is one position
        ranks.pop()
    last = ranks[-1] if ranks else None
    behalf = None
    if BEHALF.match(text):
        cut = last.start() if last and last.start() > 4 else len(text)
        if text.startswith(("TM", "T/M")) or last is None:
            behalf = text[:cut].strip()
        else:
            behalf = text[: last.start()].strip() or text
    if behalf and re.fullmatch(r"(?:TM|T/M|KT|K/T|TL|T/L|TUQ|Q)\s?[.:/]?", behalf):
        behalf = text.strip()
    position = _case(text[last.start() :] if last else "")
    return Signer(name or "", position or None, behalf)


def _case(capitals: str) -> str:
    """ "PHÓ TỔNG GIÁM ĐỐC" → "Phó Tổng Giám đốc": capitals on the ranks, small letters on what follows them."""
    words = capitals.lower().strip(" ,.;").split()
    text = " ".join(words)
    for rank in (
        "phó ",
        "tổng ",
        "giám đốc",
        "chủ tịch",
        "bộ trưởng",
        "thứ trưởng",
        "cục trưởng",
        "thủ tướng",
        "bí thư",
        "chánh ",
        "văn phòng",
        "thống đốc",
        "quốc hội",
        "kiểm toán",
        "thường trực",
    ):
        text = re.sub(rf"(?<!\w){rank}", lambda m: m[0].capitalize(), text)
    return text[:1].upper() + text[1:]
