"""Letters of Vietnamese for character classes: a range such as ``à-ỹ`` holds capitals as well."""

from __future__ import annotations

import re
import unicodedata

_ALL = [chr(c) for c in (*range(0x41, 0x5B), *range(0xC0, 0x250), *range(0x1EA0, 0x1EFA)) if chr(c).isalpha()]
UPPER = "".join(c for c in _ALL if c.isupper())
LOWER = UPPER.lower()
CUT = re.compile(r"[^\W_]-\Z")


def fold(text: str) -> str:
    """Lower case without diacritics, đ → d: for comparing and searching, never for showing."""
    decomposed = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def is_capitals(text: str) -> bool:
    """Whether a line is printed in capitals (its numbers' small letters, as in 38/QĐ-TTg, left aside)."""
    letters = [c for c in text if c.isalpha()]
    return len(letters) > 1 and sum(c.isupper() for c in letters) >= 0.9 * len(letters)


def seam(before: str, after: str) -> str:
    """What stands between a line and the next one: a blank, save where the line's end cuts a number or a period of
    years ("113/KH-", "UBND"; "2021-", "2030"). Vietnamese words are never divided at a line's end."""
    return "" if CUT.search(before) and after[:1].isalnum() and not after[:1].islower() else " "
