"""Short forms that a text defines: "(sau đây gọi là Nghị quyết số 42)", "Bảo hiểm xã hội (BHXH)".

Finding only says where a name is defined; which document or unit it stands for is settled by what stands before it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal


@dataclass(frozen=True, slots=True)
class ShortForm:
    """``name`` is defined by ``text[start:end]`` (the brackets); ``full`` is the long form of an abbreviation."""

    start: int
    end: int
    name: str
    kind: Literal["called", "abbreviation"]
    full: str | None = None


# "(sau đây gọi tắt là X)", "sau đây viết tắt là X", "(gọi chung là X)". Not "gọi là" without "sau đây" or brackets
# ("thường gọi là …"): that explains a word.
CALLED: Final = re.compile(
    r"(?:\(\s*|,\s*|\s)(?:(?:sau\s+đây|dưới\s+đây|sau)\s+)?(?:được\s+)?(?P<verb>gọi|viết)\s+(?:tắt"
    r"|chung)?\s*(?:tắt\s+|chung\s+)?là\s*:?\s*"
    r"(?P<name>[^()\n;,.:“”\"]{1,80}|[“\"][^”\"\n]{1,80}[”\"])",
    re.IGNORECASE,
)
_SAYS: Final = re.compile(r"sau\s+đây|dưới\s+đây|tắt\s+là|chung\s+là|\(\s*(?:được\s+)?gọi", re.IGNORECASE)
# "Bảo hiểm thất nghiệp (BHTN)". Not "(TP.HCM)", "(II)", "(A4)": two letters at least, and the words must fit them.
ABBREVIATION: Final = re.compile(r"\(\s*(?P<name>[A-ZĐƯÂÔÊ][A-ZĐƯÂÔÊ&]{1,11})\s*\)")
_WORD: Final = re.compile(r"[^\W\d_]+")
_ROMAN: Final = re.compile(r"[IVX]+\Z")


def find(text: str) -> list[ShortForm]:
    """All definitions of a text, in order."""
    forms = []
    for hit in CALLED.finditer(text):
        if not _SAYS.search(hit[0]):
            continue
        name = hit["name"].strip().strip("“”\"'").strip()
        end = hit.end() + (1 if text[hit.end() : hit.end() + 1] == ")" else 0)
        if name:
            forms.append(ShortForm(hit.start(), end, name, "called"))
    for hit in ABBREVIATION.finditer(text):
        full = None if _ROMAN.match(hit["name"]) else _long_form(text, hit.start(), hit["name"])
        if full:
            forms.append(ShortForm(hit.start(), hit.end(), hit["name"], "abbreviation", full))
    return sorted(forms, key=lambda f: f.start)


def _long_form(text: str, before: int, letters: str) -> str | None:
    """The words before the brackets whose initials spell the abbreviation, or None."""
    letters = letters.replace("&", "")
    words = list(_WORD.finditer(text, max(0, before - 16 * len(letters)), before))
    i = len(words) - 1
    if i < 0 or text[words[i].end() : before].strip():
        return None
    for letter in reversed(letters):
        while i >= 0 and words[i][0].lower() in {"và", "của", "các"} and words[i][0][0].upper() != letter:
            i -= 1
        if i < 0 or words[i][0][0].upper() != letter:
            return None
        i -= 1
    return " ".join(text[words[i + 1].start() : words[-1].end()].split())
