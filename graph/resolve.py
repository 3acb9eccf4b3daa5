"""Which references mean one document, over all records: find came before (extraction), this is resolve.

A document is its number, issuer and year together; numbers start again every year and each issuer has its own. A
reference that lacks the year or the issuer means a known document only if exactly one fits. If two or more do, it is
linked to none of them and reported; if none does, it is a document of its own.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from rapidfuzz import fuzz

from graph.identity import issuer_key, number_key, number_parts, words_key

Weight = Literal["held", "document", "task", "stated"]
WEIGHTS: Mapping[Weight, int] = {"held": 3, "document": 2, "task": 1, "stated": 0}
"""How much a reference says about the document that it means: its own masthead says most."""

SIMILAR_TITLE = 80.0
"""Of 100; titles of two copies differ by case, scanning errors and line ends only."""


PARTIAL_ISSUER = re.compile(
    r"\Z|(so|uy ban nhan dan|hoi dong nhan dan|chi cuc|phong|ban quan ly|trung tam)\b"
    r"(?!.*\b(tinh|thanh pho|tp|huyen|quan|thi xa|xa|phuong|thi tran) \w)"
)
"""An issuer key that does not say whose it is: none at all, or a local body without a place."""


class DocumentKey(NamedTuple):
    """Identity of a document; "" where unknown. ``extra`` holds kind and title where there is no full number."""

    number: str
    year: str
    issuer: str
    extra: str = ""


@dataclass(frozen=True, slots=True)
class Reference:
    """One place that speaks of a document: its own record (``held``), a citation, or a relation stated elsewhere."""

    id: str
    weight: Weight
    number: str | None
    kind: str
    issued_on: str | None
    year: int | None
    issuer: str | None
    title: str | None
    citing: str = ""  # short name of the document that speaks, for messages
    citing_on: str | None = None

    @property
    def key(self) -> str:
        return number_key(self.number) if self.number else ""

    @property
    def known_year(self) -> str:
        """The number's own year, else that of the date, else the year alone; "" if none is given."""
        own = number_parts(self.number).year if self.number else None
        if own:
            return str(own)
        return self.issued_on[:4] if self.issued_on else str(self.year or "")

    @property
    def issuer_key(self) -> str:
        return issuer_key(self.issuer, self.number)

    @property
    def full(self) -> bool:
        """The number has a symbol; "42" alone does not tell "42-NQ/TW" from "42/NQ-CP"."""
        return bool(self.number) and not self.key.isdigit()


@dataclass(slots=True)
class Resolved:
    keys: dict[str, DocumentKey] = field(default_factory=dict)
    ambiguous: dict[str, tuple[DocumentKey, ...]] = field(default_factory=dict)
    nameless: set[str] = field(default_factory=set)  # neither number nor title: nothing to know it by
    references: dict[DocumentKey, list[Reference]] = field(default_factory=dict)


def resolve(references: Iterable[Reference]) -> Resolved:
    """The document that each reference means. Independent of the order of the references.

    Those that say most come first: with year and issuer, then without the issuer, then without the year.
    """
    resolved = Resolved()
    by_number: dict[str, list[Reference]] = defaultdict(list)
    for reference in sorted(references, key=lambda r: r.id):
        if reference.full:
            by_number[reference.key].append(reference)
        else:
            _unnumbered(reference, resolved)
    for number in sorted(by_number):
        _one_number(by_number[number], resolved)
    return resolved


def similar_titles(one: str | None, other: str | None) -> bool:
    """Also true where either is missing: then nothing speaks against."""
    if not one or not other:
        return True
    a, b = words_key(one), words_key(other)
    return max(fuzz.ratio(a, b), fuzz.partial_ratio(a, b)) >= SIMILAR_TITLE


def _unnumbered(reference: Reference, resolved: Resolved) -> None:
    named = _title_key(reference)
    if reference.weight == "held":
        when = reference.issued_on or reference.known_year
        told = named and (when or reference.issuer_key)  # a title alone may be anybody's
        key = DocumentKey(
            reference.key, when, reference.issuer_key, f"{reference.kind}:{named if told else reference.id}"
        )
    elif reference.key:
        key = DocumentKey(reference.key, reference.known_year, reference.issuer_key, reference.kind)
    elif named:
        key = DocumentKey("", reference.known_year, "", f"{reference.kind}:{named}")
    else:
        resolved.nameless.add(reference.id)
        return
    _assign(reference, key, resolved)


def _title_key(reference: Reference) -> str:
    named = words_key(reference.title or "")
    return named.removeprefix("luat ") if reference.kind == "law" else named


def _one_number(references: list[Reference], resolved: Resolved) -> None:
    complete = [r for r in references if r.known_year and r.issuer_key]
    for (year, issuer), group in _one_body(_grouped(complete, lambda r: (r.known_year, r.issuer_key))).items():
        _same_identity(group, year, issuer, resolved)
    _later([r for r in references if r.known_year and not r.issuer_key], resolved)
    _later([r for r in references if not r.known_year and r.issuer_key], resolved)
    _later([r for r in references if not r.known_year and not r.issuer_key], resolved)


def _one_body(groups: dict[tuple[str, str], list[Reference]]) -> dict[tuple[str, str], list[Reference]]:
    """Joins groups whose issuers are one body, said more or less fully, and whose dates do not differ.

    "Bộ X Tổng cục Y", a letterhead of two lines, is Tổng cục Y; "Sở Y" is "Sở Y tỉnh X" if no other Sở Y is there. All
    this under one number, symbol and year: a body and its office ("Văn phòng …") have different symbols.
    """
    joined = dict(groups)
    for year, issuer in sorted(groups, key=lambda g: (len(g[1]), g)):
        fuller = [
            (y, other)
            for y, other in joined
            if y == year and (other.startswith(f"{issuer} ") or other.endswith(f" {issuer}"))
        ]
        if len(fuller) != 1 or (year, issuer) not in joined:
            continue
        days = {r.issued_on for r in [*joined[year, issuer], *joined[fuller[0]]] if _is_day(r.issued_on)}
        if len(days) <= 1:
            both = [*joined.pop((year, issuer)), *joined.pop(fuller[0])]
            joined[year, issuer if fuller[0][1].endswith(issuer) else fuller[0][1]] = both
    return dict(sorted(joined.items()))


def _same_identity(group: list[Reference], year: str, issuer: str, resolved: Resolved) -> None:
    """One document, unless something tells them apart: held ones with quite other titles under the same number, or
    other days where the issuer is not said fully ("Sở Y tế": which province's?)."""
    clusters = [
        (min(words_key(r.title or "") for r in c), c) for c in _clusters([r for r in group if r.weight == "held"])
    ]
    if len(clusters) <= 1 and PARTIAL_ISSUER.match(issuer):
        days = _grouped([r for r in group if _is_day(r.issued_on)], lambda r: (r.issued_on or "", ""))
        clusters = [(day, some) for (day, _), some in days.items()]
    if len(clusters) <= 1:
        for reference in group:
            _assign(reference, DocumentKey(reference.key, year, issuer), resolved)
        return
    for extra, cluster in clusters:
        for reference in cluster:
            _assign(reference, DocumentKey(reference.key, year, issuer, extra), resolved)
    told = {r.id for _, cluster in clusters for r in cluster}
    _later([r for r in group if r.id not in told], resolved)


def _later(references: list[Reference], resolved: Resolved) -> None:
    """Those that lack something, against what is known so far; all of a stage see the same known documents."""
    if not references:
        return
    known = [key for key in resolved.references if key.number == references[0].key]
    unmatched: list[Reference] = []
    for reference in references:
        found = _candidates(reference, known, resolved)
        if len(found) == 1 and not _after(found[0], reference, resolved):
            _assign(reference, found[0], resolved)
        elif len(found) > 1 and reference.weight != "held":
            resolved.ambiguous[reference.id] = tuple(sorted(found))
        else:
            unmatched.append(reference)
    for (year, issuer), group in _grouped(unmatched, lambda r: (r.known_year, r.issuer_key)).items():
        _same_identity(group, year, issuer, resolved)


def _candidates(reference: Reference, known: list[DocumentKey], resolved: Resolved) -> list[DocumentKey]:
    fitting = [
        key
        for key in known
        if reference.known_year in ("", key.year) and (reference.issuer_key in ("", key.issuer) or not key.issuer)
    ]
    if reference.weight == "held":
        fitting = [
            key
            for key in fitting
            if all(similar_titles(r.title, reference.title) for r in resolved.references[key] if r.weight == "held")
        ]
    if len(fitting) > 1 and _is_day(reference.issued_on):
        same_day = [k for k in fitting if any(r.issued_on == reference.issued_on for r in resolved.references[k])]
        fitting = same_day if len(same_day) == 1 else fitting
    return fitting


def _after(key: DocumentKey, reference: Reference, resolved: Resolved) -> bool:
    """The document came after the one that cites it, so a citation without a year cannot mean it."""
    if reference.weight == "held" or not reference.citing_on or reference.known_year:
        return False
    dates = [r.issued_on or r.known_year for r in resolved.references[key] if r.issued_on or r.known_year]
    return bool(dates) and all(d[: len(reference.citing_on)] > reference.citing_on[: len(d)] for d in dates)


def _clusters(held: list[Reference]) -> list[list[Reference]]:
    """Held references with similar titles, single linkage; one without a title goes with the first."""
    clusters: list[list[Reference]] = []
    for reference in sorted(held, key=lambda r: (r.title is None, r.id)):
        near = [c for c in clusters if any(similar_titles(reference.title, r.title) for r in c)]
        if not reference.title:
            near = near[:1]
        merged = [reference, *(r for c in near for r in c)]
        clusters = [c for c in clusters if c not in near] + [merged]
    return clusters


def _assign(reference: Reference, key: DocumentKey, resolved: Resolved) -> None:
    resolved.keys[reference.id] = key
    resolved.references.setdefault(key, []).append(reference)


def _grouped(
    references: Iterable[Reference], by: Callable[[Reference], tuple[str, str]]
) -> dict[tuple[str, str], list[Reference]]:
    groups: dict[tuple[str, str], list[Reference]] = defaultdict(list)
    for reference in references:
        groups[by(reference)].append(reference)
    return dict(sorted(groups.items()))


def _is_day(date: str | None) -> bool:
    return date is not None and len(date) == 10
