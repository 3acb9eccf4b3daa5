"""Which names a person means who types some words: without diacritics, in part, or abbreviated.

Abbreviations are not listed but derived: Vietnamese offices abbreviate a name by the first letters of its words ("CNTT"
is Công nghệ thông tin, "KHĐT" is Kế hoạch và Đầu tư: joining words may drop out), and a name may itself hold such
letters ("Văn phòng BHXH"). Only forms that no initials explain are listed, in `IRREGULAR`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from graph.identity import fold

JOINING = frozenset({"va", "cua", "ve", "cac", "cho", "voi", "tai"})
IRREGULAR = {"tw": ("trung", "uong"), "ttg": ("thu", "tuong")}
WORD = re.compile(r"[^\W_]+")

EXACT, FOLDED, WHOLE, PART, PART_SHORT, SCATTERED = range(6)
"""How well words fit a name, best first: letter by letter; diacritics and punctuation aside; as an abbreviation of the
whole name; as neighbouring words of it; as neighbouring words, some abbreviated; as words of it in any order."""


class Word(NamedTuple):
    """A folded word; ``capitals`` where it is printed as an abbreviation is (BHXH)."""

    text: str
    capitals: bool


@cache
def words(text: str) -> tuple[Word, ...]:
    found: list[Word] = []
    for token in WORD.findall(unicodedata.normalize("NFC", text)):
        bare = fold(token)
        if bare in IRREGULAR:
            found += [Word(w, False) for w in IRREGULAR[bare]]
        else:
            found.append(Word(bare, len(token) > 1 and token.isupper()))
    return tuple(found)


def plain(text: str) -> str:
    """Case and spaces aside, letters with their marks."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def fit(typed: str, name: str) -> int | None:
    """How well what was typed fits a name (`EXACT` … `SCATTERED`), or None."""
    if plain(typed) == plain(name):
        return EXACT
    asked, held = words(typed), words(name)
    if not asked or not held:
        return None
    return next((rank for rank, fits in TRIALS if fits(asked, held)), None)


def _folded(asked: Sequence[Word], held: Sequence[Word]) -> bool:
    return [w.text for w in asked] == [w.text for w in held]


def _whole(asked: Sequence[Word], held: Sequence[Word]) -> bool:
    return len(held) in _ends(asked, held, 0)


def _part(asked: Sequence[Word], held: Sequence[Word]) -> bool:
    return any(_folded(asked, held[i : i + len(asked)]) for i in range(len(held) - len(asked) + 1))


def _part_short(asked: Sequence[Word], held: Sequence[Word]) -> bool:
    return any(_ends(asked, held, start) for start in range(len(held)))


def _scattered(asked: Sequence[Word], held: Sequence[Word]) -> bool:
    """All words are there, in any order; the last may be unfinished."""
    *complete, last = (w.text for w in asked)
    unfinished = stands_for(last, held) or any(w.text.startswith(last) for w in held)
    return unfinished and all(stands_for(text, held) for text in complete)


def stands_for(token: str, among: Sequence[Word]) -> bool:
    """Whether a folded token is one of the words or the initials of a run of them."""
    return any(w.text == token for w in among) or any(
        True for i in range(len(among)) for _ in _spelled(token, among, i)
    )


def _ends(asked: Sequence[Word], held: Sequence[Word], start: int) -> set[int]:
    """Where in ``held`` one can be after having read all of ``asked`` from ``start`` on."""
    reached: set[int] = set()
    seen: set[tuple[int, int]] = set()
    open_ = [(0, start)]
    while open_:
        here = open_.pop()
        if here in seen:
            continue
        seen.add(here)
        i, j = here
        if i == len(asked):
            reached.add(j)
            continue
        if asked[i].text in JOINING:
            open_.append((i + 1, j))
        if j == len(held):
            continue
        if asked[i].text == held[j].text:
            open_.append((i + 1, j + 1))
        if held[j].text in JOINING and i > 0:
            open_.append((i, j + 1))
        open_ += [(i + 1, k) for k in _spelled(asked[i].text, held, j)]
        if held[j].capitals:
            open_ += [(k, j + 1) for k in _spelled(held[j].text, asked, i)]
    return reached


def _spelled(letters: str, among: Sequence[Word], start: int) -> Iterator[int]:
    """The ends of the runs of two or more words from ``start`` on whose initials are ``letters``."""
    if len(letters) < 2 or not letters.isalpha():
        return
    open_ = [(letters, start, 0)]
    while open_:
        left, j, taken = open_.pop()
        if not left:
            if taken > 1:
                yield j
            continue
        if j == len(among):
            continue
        word = among[j]
        if left[0] == word.text[0]:
            open_.append((left[1:], j + 1, taken + 1))
        if word.capitals and left.startswith(word.text):
            open_.append((left[len(word.text) :], j + 1, taken + 1))
        if word.text in JOINING and taken:
            open_.append((left, j + 1, taken))


TRIALS: tuple[tuple[int, Callable[[Sequence[Word], Sequence[Word]], bool]], ...] = (
    (FOLDED, _folded),
    (WHOLE, _whole),
    (PART, _part),
    (PART_SHORT, _part_short),
    (SCATTERED, _scattered),
)
