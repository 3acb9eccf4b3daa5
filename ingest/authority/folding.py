"""One spelling for comparing names of units: case, place of the tone mark, dashes, white space, usual abbreviations.

Folded text keeps for each of its characters the offset in the source: a name found in it leads back to the print.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

# Old and new places of the tone mark are one spelling (hoà, hòa; uỷ, ủy).
_TONES = dict(
    zip(
        ["oà", "oá", "oả", "oã", "oạ", "oè", "oé", "oẻ", "oẽ", "oẹ", "uỳ", "uý", "uỷ", "uỹ", "uỵ"],
        ["òa", "óa", "ỏa", "õa", "ọa", "òe", "óe", "ỏe", "õe", "ọe", "ùy", "úy", "ủy", "ũy", "ụy"],
        strict=True,
    )
)
_TONE = re.compile("|".join(_TONES))

# Words that offices shorten as a matter of course; "Bảo hiểm xã hội (BHXH)" is one word as well.
USUAL_SHORT = {
    "bảo hiểm xã hội": "bhxh",
    "bảo hiểm y tế": "bhyt",
    "bảo hiểm thất nghiệp": "bhtn",
    "ủy ban nhân dân": "ubnd",
    "hội đồng nhân dân": "hđnd",
    "công nghệ thông tin": "cntt",
    "mặt trận tổ quốc": "mttq",
    "đại biểu quốc hội": "đbqh",
    "thủ tục hành chính": "tthc",
    "chăm sóc khách hàng": "cskh",
    "khám bệnh, chữa bệnh": "kcb",
    "khám, chữa bệnh": "kcb",
    "khám chữa bệnh": "kcb",
    "quân sự": "qs",
}
_LONG = {"tp": "thành phố", "tw": "trung ương", "vp": "văn phòng", "chqs": "chỉ huy qs"}

_spaced = {full: re.escape(full).replace(r"\ ", r"\s+") for full in USUAL_SHORT}
_REWRITE = re.compile(
    r"(?P<dash>[^\S\n]*[-‐-―−]+[^\S\n]*)"
    + "".join(
        rf"|(?P<s{i}>(?<!\w){pattern}(?:\s*\({USUAL_SHORT[full]}\))?(?!\w))"
        for i, (full, pattern) in enumerate(_spaced.items())
    )
    + r"|(?P<long>(?<!\w)(?:tp\.|(?:tp|tw|vp|chqs)(?!\w)))"
    + r"|(?P<space>\s+)"
)
_SHORTS = list(USUAL_SHORT.values())
_MARKS = {chr(c) for c in range(0x300, 0x370)}


@dataclass(frozen=True, slots=True)
class Folded:
    """``origin[i]`` is the offset in ``source`` of character ``i`` of ``text``; one more entry ends the last one."""

    text: str
    origin: list[int]
    source: str

    def printed(self, start: int, end: int) -> str:
        return self.source[self.origin[start] : self.end(end)]

    def end(self, end: int) -> int:
        """Offset in the source just behind the character before ``end``, white space left out."""
        stop = self.origin[end]
        while stop > 0 and self.source[stop - 1].isspace():
            stop -= 1
        return stop

    def is_upper(self, at: int) -> bool:
        return at < len(self.text) and self.source[self.origin[at]].isupper()


def fold_text(source: str) -> Folded:
    """Folds a text; its length changes, `Folded.origin` leads back."""
    chars, at = _composed(source)
    low = "".join(c if len(c.lower()) != 1 else c.lower() for c in chars)
    low = _TONE.sub(lambda m: _TONES[m[0]], low)
    pieces: list[str] = []
    origin: list[int] = []
    done = 0
    for match in _REWRITE.finditer(low):
        start, end = match.span()
        pieces.append(low[done:start])
        origin.extend(at[done:start])
        new = _replacement(match)
        pieces.append(new)
        # The first character stands at the start; the rest spread so that a cut inside stays inside.
        origin.extend(min(at[start] + k, at[end] - 1) for k in range(len(new)))
        done = end
    pieces.append(low[done:])
    origin.extend(at[done:])
    return Folded("".join(pieces), origin, source)


def fold(name: str) -> str:
    """The folded form of a name, white space around it removed."""
    return fold_text(name).text.strip()


def loose(folded: str) -> str:
    """Folded text without diacritics, character by character: what scanning errors leave ("Sở, Thè" for "Sổ, Thẻ")."""
    return folded.translate(_BARE)


def _replacement(match: re.Match[str]) -> str:
    kind = match.lastgroup or ""
    if kind == "dash":
        return "-"
    if kind == "space":
        return "\n" if "\n" in match[0] else " "  # a line's end parts units in a cell and sub-items of a point
    if kind == "long":
        return _LONG[match[0].rstrip(".")]
    return _SHORTS[int(kind[1:])]


def _composed(source: str) -> tuple[str, list[int]]:
    """Composed characters (NFC) and the offset of each in the source; one more offset ends the last."""
    if unicodedata.is_normalized("NFC", source):
        return source, list(range(len(source) + 1))
    chars: list[str] = []
    at: list[int] = []
    i = 0
    while i < len(source):
        j = i + 1
        while j < len(source) and source[j] in _MARKS:
            j += 1
        for c in unicodedata.normalize("NFC", source[i:j]):
            chars.append(c)
            at.append(i)
        i = j
    at.append(len(source))
    return "".join(chars), at


def _bare(c: str) -> str:
    base = unicodedata.normalize("NFD", c)[0]
    return "d" if base == "đ" else base


_BARE = {ord(c): _bare(c) for c in map(chr, [*range(0xC0, 0x250), *range(0x1EA0, 0x1EFA)]) if _bare(c) != c}
