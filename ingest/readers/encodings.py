"""Old Vietnamese encodings, told by content: TCVN3 (ABC), VNI-Windows, VISCII, windows-1258, UTF-16 without a mark.

A text is read in each way that its bytes allow; the way whose words are Vietnamese wins (`quality.vietnameseness`),
and only if it wins clearly. TCVN 5712:1993 is the national standard of TCVN3; RFC 1456 has VISCII.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Literal

from ingest.readers.quality import MIN_WORDS, vietnameseness

Legacy = Literal["tcvn3", "vni"]

_TCVN3 = (
    "¡Ă¢Â£Ê¤Ô¥Ơ¦Ư§Đ¨ă©âªê«ô¬ơ\u00adư®đµà¶ả·ã¸á¹ạ»ằ¼ẳ½ẵ¾ắÆặÇầÈẩÉẫÊấËậÌèÎẻÏẽÐéÑẹÒềÓểÔễÕếÖệ×ìØỉÜĩÝíÞịßòáỏâõãóäọåồæổçỗèốéộêờëởìỡíớîợïùñủ"
    "òũóúôụõừöử÷ữøứùựúỳûỷüỹýýþỵ"
)
TCVN3 = {ord(a): b for a, b in zip(_TCVN3[::2], _TCVN3[1::2], strict=True)}

_VNI_MARKS = {
    "a": "áàảãạâấầẩẫậăắằẳẵặ", "e": "éèẻẽẹêếềểễệ", "o": "óòỏõọôốồổỗộ", "u": "úùủũụ", "y": "ýỳỷỹ",
    "ô": "ớờởỡợ", "ö": "ứừửữự",
}  # fmt: skip
_VNI_SIGNS = {
    "a": "ùøûõïâáàåãäêéèúüë",
    "e": "ùøûõïâáàåãä",
    "o": "ùøûõïâáàåãä",
    "u": "ùøûõï",
    "y": "ùøûõ",
    "ô": "ùøûõï",
    "ö": "ùøûõï",
}
_VNI_SINGLE = {"æ": "ỉ", "ó": "ĩ", "ò": "ị", "ô": "ơ", "ö": "ư", "ñ": "đ", "î": "ỵ"}
VNI: dict[str, str] = {}
for _base, _letters in _VNI_MARKS.items():
    for _sign, _letter in zip(_VNI_SIGNS[_base], _letters, strict=True):
        VNI[_base + _sign] = _letter
        VNI[_base.upper() + _sign.upper()] = VNI[_base.upper() + _sign] = _letter.upper()
for _sign, _letter in _VNI_SINGLE.items():
    VNI[_sign], VNI[_sign.upper()] = _letter, _letter.upper()
_VNI_PAIR = re.compile("|".join(sorted(map(re.escape, VNI), key=len, reverse=True)))

_VISCII_HIGH = (
    "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲÕắằặấầẩậẽẹếềểễệố"
    "ồổỗỠƠộờởịỰỨỪỬơớƯÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳĐứÒÓÔạỷừửÙÚỹỵÝỡưàáâãảăữẫèéêẻìíĩỉđựòóôõỏọụùúũủýợỮ"
)
VISCII = {0x80 + i: c for i, c in enumerate(_VISCII_HIGH)} | {2: "Ẳ", 5: "Ẵ", 6: "Ẫ", 0x14: "Ỷ", 0x19: "Ỹ", 0x1E: "Ỵ"}

MIN_SHARE = 0.75
"""A legacy reading is taken only with at least this share of syllables …"""
MIN_GAIN = 0.15
"""… and this much more than the reading as it stands."""
SIGNS_OF_LEGACY = re.compile(
    r"[^\W\d_]*[\u00a1-\u00bf\u00d7\u00f7\u00c6\u00d0\u00d8\u00de\u00df\u00e5-\u00e7\u00eb\u00ee-\u00f1\u00f6\u00f8\u00fb-\u00ff]"
)


def from_legacy(text: str, encoding: Legacy) -> str:
    """Text whose characters are a legacy font's code points, in real letters; other characters stay as they are."""
    if encoding == "tcvn3":
        return text.translate(TCVN3)
    return _VNI_PAIR.sub(lambda m: VNI[m[0]], text)


def font_encoding(font: str) -> Legacy | None:
    """What the name of a font says of its code points: ``.VnTime``, ``VNI-Times``."""
    name = font.lower().lstrip()
    return "tcvn3" if name.startswith(".vn") else "vni" if name.startswith("vni-") else None


def unicode_of(data: bytes) -> tuple[str, str] | None:
    """Bytes that are not UTF-8 → (text, encoding), None where no encoding makes Vietnamese of them."""
    if (wide := _utf16(data)) is not None:
        return wide
    latin = data.decode("latin-1")
    best: tuple[float, str, str] | None = None
    for name, text in (
        ("TCVN3", from_legacy(latin, "tcvn3")),
        ("VNI", from_legacy(data.decode("cp1252", "replace"), "vni")),
        ("VISCII", latin.translate(VISCII)),
        ("windows-1258", unicodedata.normalize("NFC", data.decode("cp1258", "replace"))),
    ):
        share, words = vietnameseness(text)
        if words and (best is None or share > best[0]):
            best = (share, name, text)
    return (best[2], best[1]) if best and best[0] >= MIN_SHARE and not _has_controls(best[2]) else None


def mislabelled(text: str) -> tuple[str, str] | None:
    """Unicode text with a legacy font's code points ("§éc lËp", "Ñoäc laäp") → (real text, encoding), else None."""
    if len(SIGNS_OF_LEGACY.findall(text, 0, 50_000)) < 5:
        return None
    before, words = vietnameseness(text)
    if words < MIN_WORDS or before >= 1 - MIN_GAIN:
        return None
    readings = (("TCVN3", from_legacy(text, "tcvn3")), ("VNI", from_legacy(text, "vni")))
    share, name, best = max((vietnameseness(t)[0], n, t) for n, t in readings)
    return (best, name) if share >= MIN_SHARE and share >= before + MIN_GAIN else None


def _utf16(data: bytes) -> tuple[str, str] | None:
    """UTF-16 without a mark: every other byte of its spaces, digits and line ends is zero."""
    head = data[:4096]
    if len(head) < 8 or head.count(0) < len(head) // 20:
        return None
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if min(even, odd) > max(even, odd) // 20 or max(even, odd) < len(head) // 10:
        return None
    name = "utf-16-le" if odd > even else "utf-16-be"
    try:
        text = data[: len(data) // 2 * 2].decode(name)
    except UnicodeDecodeError:
        return None
    share, words = vietnameseness(text)
    return None if _has_controls(text) or not words or share < MIN_SHARE else (text, name.upper())


def _has_controls(text: str) -> bool:
    return sum(1 for c in text[:20_000] if c < " " and c not in "\t\n\r\x0c\x0b") > 2
