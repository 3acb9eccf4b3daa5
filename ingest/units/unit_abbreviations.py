"""Abbreviated names of units whose full names the same document prints: "Vụ GDĐH" beside "Vụ Giáo dục Đại học".

The rule: the letters are the initials of the words behind the same head word. One full name must fit; where two do
("Vụ TC": Tài chính, Thi công), nothing is resolved.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.authority.folding import USUAL_SHORT, fold
from ingest.authority.words import words

# "Vụ GDĐH", "Sở KH&CN", "Ủy ban KH,CN&MT". Not a Roman numeral ("Chi cục Hải quan khu vực XII", "Phòng II").
LETTERS = r"[A-ZĐÂÔƯÊĂ](?:[,&]?[A-ZĐÂÔƯÊĂ]){1,11}"
TAIL = re.compile(rf"(?<=[^\W\d_]) (?P<letters>{LETTERS})(?![\w&])")
WHOLE = re.compile(r"(?<![\w&.,/-])[A-ZĐ]{4,10}(?![\w&/-])")
ROMAN = re.compile(r"[IVXL]+")
WORD = re.compile(r"(?P<gap>[ \n]*(?:,|-|&|–)?[ \n]*)(?P<word>[^\W\d_]+)")
# Two letters behind a head ("Trung tâm PV") fit the beginning of too many names; usual short forms are one name each.
USUAL = frozenset(USUAL_SHORT.values()) - {"cntt"}
JOINING = frozenset(["và", "của", "các"])


def abbreviated_units(text: str) -> dict[str, str]:
    """Short forms of units that a text uses → their full names, as it prints them.

    Args:
        text: the document's text; time is linear in it for each distinct abbreviation that follows a head word.
    """
    heads = words().kinds
    found: dict[str, str] = {}
    for short, head, letters in _short_forms(text):
        if short in found or head not in heads:
            continue
        fits = {fold(name): name for name in _full_names(text, head, letters)}
        if len(fits) == 1:
            found[short] = next(iter(fits.values()))
    return found


def _short_forms(text: str) -> Iterator[tuple[str, str, str]]:
    """(as printed, head word, letters of the rest) of everything that looks like an abbreviated unit."""
    by_initials = {"".join(w[0] for w in h.split()).upper(): h for h in ("trung tâm", "văn phòng", "ban quản lý")}
    seen: set[str] = set()
    for hit in TAIL.finditer(text):
        letters = re.sub("[,&]", "", hit["letters"])
        before = re.search(r"(?:[^\W\d_]+ ){0,2}[^\W\d_]+$", text[max(0, hit.start() - 30) : hit.start()])
        parts = before[0].split(" ") if before else []
        for size in (3, 2, 1):
            head = " ".join(parts[-size:])
            short = f"{head} {hit['letters']}"
            if len(parts) >= size and short not in seen and fold(head) in words().kinds and head[:1].isupper():
                seen.add(short)
                if len(letters) > 2 and not ROMAN.fullmatch(letters) and letters.lower() not in USUAL:
                    yield short, fold(head), letters
                break
    for hit in WHOLE.finditer(text):
        for start, head in by_initials.items():
            usual = hit[0].lower() in USUAL
            if hit[0].startswith(start) and len(hit[0]) >= len(start) + 3 and hit[0] not in seen and not usual:
                seen.add(hit[0])
                yield hit[0], head, hit[0][len(start) :]


def _full_names(text: str, head: str, letters: str) -> Iterator[str]:
    """Every place where the head word is followed by words with these initials."""
    for start in re.finditer(rf"(?<!\w){re.escape(head)}(?= )", text, re.IGNORECASE):
        if text[start.start()].isupper() and (end := _spelled(text, start.end(), letters)):
            yield " ".join(text[start.start() : end].split())


def _spelled(text: str, at: int, letters: str) -> int:
    """Where the words whose initials are ``letters`` end; 0 where they are not what stands there."""
    for letter in letters:
        while (word := WORD.match(text, at)) and word["word"].lower() in JOINING and word["word"][0].upper() != letter:
            at = word.end()
        if not word or len(word["word"]) < 2 or word["word"][0].upper() != letter or word["word"].isupper():
            return 0
        at = word.end()
    return at
