"""What a person means by a few words: the things of the graph that fit best, and those that are close.

An exact match wins over a folded one, that over an abbreviation, and so on (`queries.wording`); a thing that fits less
well than another is not meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from graph.identity import fold, number_key, number_parts
from queries.errors import Candidate
from queries.wording import fit, plain, stands_for, words

CLOSE = 5  # how many near misses to name
CLOSE_ENOUGH = 60.0  # rapidfuzz's WRatio, 0 to 100

# Words said around a number that say nothing of which document it is.
FILLERS = frozenset({"so", "ngay", "thang", "nam", "cua", "van", "ban", "ky", "hieu"})
RUN = re.compile(r"[a-z]+|\d+")
LEAD_IN = re.compile(r"\A.*?\b(?:số|so)\s*:?\s+(?=\d)", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Thing:
    """A node that may be meant; the first of ``names`` is its own, others are aliases."""

    id: str
    names: tuple[str, ...]
    detail: str = ""
    number: str | None = None
    issued: str = ""  # ISO date or prefix
    issuer: str = ""

    def candidate(self) -> Candidate:
        return Candidate(self.id, self.names[0], self.detail)


def meant(typed: str, things: Sequence[Thing]) -> list[Thing]:
    """The things that fit best: one, several, or none."""
    if by_id := [t for t in things if t.id == typed]:
        return by_id
    ranked = [(rank, t) for t in things if (rank := _rank(typed, t)) is not None]
    best = min((rank for rank, _ in ranked), default=None)
    return _with_marks(typed, [t for rank, t in ranked if rank == best])


def meant_document(typed: str, documents: Sequence[Thing]) -> list[Thing]:
    """As `meant`, by number first: ``2530 /kh-bhxh``, ``NQ 42``, ``68/NQ-CP 2020``, ``Nghị quyết số 42-NQ/TW``."""
    if by_id := [d for d in documents if d.id == typed]:
        return by_id
    if by_name := [d for d in documents if plain(d.names[0]) == plain(typed)]:
        return by_name
    keys = {number_key(form) for form in (typed, LEAD_IN.sub("", typed)) if RUN.search(fold(form))}
    if by_number := [d for d in documents if d.number and number_key(d.number) in keys]:
        return by_number
    if any(sign.isdigit() for sign in typed) and (in_part := [d for d in documents if _numbered(typed, d)]):
        return in_part
    return meant(typed, documents)


def close(typed: str, things: Iterable[Thing]) -> list[Candidate]:
    """What looks like it, the likest first."""
    forms = [(fold(form), t) for t in things for form in (*t.names, *([t.number] if t.number else []))]
    found = process.extract(fold(typed), [form for form, _ in forms], scorer=fuzz.WRatio, limit=CLOSE * 4)
    near: dict[str, Candidate] = {}
    for _, score, index in found:
        thing = forms[index][1]
        if score >= CLOSE_ENOUGH and len(near) < CLOSE:
            near.setdefault(thing.id, thing.candidate())
    return list(near.values())


def _rank(typed: str, thing: Thing) -> tuple[int, int] | None:
    """How well the best of its names fits; at equal fit its own name counts before an alias."""
    fits = [(rank, min(place, 1)) for place, name in enumerate(thing.names) if (rank := fit(typed, name)) is not None]
    return min(fits, default=None)


def _with_marks(typed: str, things: list[Thing]) -> list[Thing]:
    """Of several that fit, those whose name holds the words with their diacritics, where diacritics were typed."""
    asked = plain(typed)
    if len(things) < 2 or asked == fold(typed):
        return things
    return [t for t in things if any(asked in plain(name) for name in t.names)] or things


def _numbered(typed: str, document: Thing) -> bool:
    """Whether a number in part, with words around it, can mean this document.

    Its running number must be among what was typed, and nothing typed may contradict it: other figures are of its
    number or date, letters are of its number, or words or initials of its kind, name or issuer.
    """
    if not document.number:
        return False
    running = number_parts(document.number).running.lstrip("0")
    asked = [run.lstrip("0") if run.isdigit() else run for run in RUN.findall(fold(typed)) if run not in FILLERS]
    if running not in asked:
        return False
    asked.remove(running)
    own = RUN.findall(fold(document.number))
    figures = {run.lstrip("0") for run in own if run.isdigit()} | {p.lstrip("0") for p in document.issued.split("-")}
    letters = [run for run in own if run.isalpha()]
    glued = {"".join(letters[i:j]) for i in range(len(letters)) for j in range(i + 1, len(letters) + 1)}
    around = words(f"{document.names[0]} {document.issuer}")
    return all(run in figures if run.isdigit() else run in glued or stands_for(run, around) for run in asked)
