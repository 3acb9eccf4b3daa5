"""From mentions to distinct cited documents, and what the text says that one cited document does to another.

A short reference is resolved only where exactly one document fits; what cannot be told apart is reported.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Final, Literal

from ingest.citations.law_names import law_key
from ingest.citations.mentions import Mention, OwnDocument
from ingest.identifiers.numbers import number_key
from ingest.records import (
    RELATIONS,
    Anomaly,
    Citation,
    CitedRef,
    Document,
    DocumentType,
    Evidence,
    Relation,
    StatedRelation,
)
from ingest.structure.layout import Clean, Span

LOCAL_CODES: Final = re.compile(r"UBND|HDND|/TU|/HU|/DU|-TU|TTR|BHXH|BC-|-SO|-S[A-Z]{2,}")
"""Number codes that many bodies use: there the issuer is part of what tells two documents apart."""
DOCUMENT_ZONES: Final = frozenset({"title", "preamble", "annex_title"})


@dataclass(frozen=True, slots=True)
class Resolved:
    citations: list[Citation] = field(default_factory=list)
    stated: list[StatedRelation] = field(default_factory=list)
    anomalies: list[Anomaly] = field(default_factory=list)


@dataclass(slots=True)
class _Group:
    """The mentions (by index) that are one document."""

    members: list[int] = field(default_factory=list)


def own_document(document: Document | None) -> OwnDocument | None:
    """What tells the document itself among the documents it names."""
    if document is None:
        return None
    key = number_key(document.number) if document.number else None
    return OwnDocument(key, document.type, document.issued_on, document.issuer)


def resolve(mentions: list[Mention], clean: Clean, own: OwnDocument | None = None) -> Resolved:
    """Distinct citations in reading order, stated relations between two of them, and anomalies."""
    anomalies: list[Anomaly] = []
    selves = {i for i, m in enumerate(mentions) if _is_self(m, own, clean, anomalies)}
    groups = _grouped(mentions, selves, clean, anomalies)
    of: dict[int, _Group] = {i: g for g in groups for i in g.members}
    resolved: dict[int, Citation] = {}
    for group in groups:
        resolved[id(group)] = _citation(group, mentions, clean, anomalies)
    stated = _stated(mentions, of, resolved, selves, clean)
    return Resolved(list(resolved.values()), stated, anomalies)


def _is_self(mention: Mention, own: OwnDocument | None, clean: Clean, anomalies: list[Anomaly]) -> bool:
    """Whether a mention is the document's own number, rightly printed or misprinted in its annex line."""
    if own is None or mention.number is None or mention.kind == "short":
        return False
    if own.number_key is None:  # the number is blank or lost; its annex line may still print it
        dated = own.issued_on is None or _same_date(mention.issued_on, own.issued_on)
        return mention.zone.kind == "annexed_to" and mention.type == own.type and dated
    key = number_key(mention.number)
    if mention.kind == "serial":
        own_serial = re.match(r"\d*", own.number_key)
        return mention.type == own.type and own_serial is not None and own_serial[0] == key and not mention.issued_on
    if key == own.number_key:
        years = {mention.year, own.issued_on and int(own.issued_on[:4])} - {None}
        return len(years) < 2 or mention.zone.kind == "annexed_to"
    same_body = mention.issuer is not None and mention.issuer == own.issuer
    agrees = mention.type == own.type and (same_body or _same_date(mention.issued_on, own.issued_on))
    if mention.zone.kind != "annexed_to" or not agrees or not _near(key, own.number_key):
        return False
    anomalies.append(
        Anomaly(
            "own_number_differs",
            "warning",
            f"Dòng kèm theo in số {mention.number}, khác số của chính văn bản; ngày, loại và cơ quan"
            f" ban hành trùng nhau nên coi là in sai.",
            clean.evidence(Span(mention.start, mention.end)),
            mention.zone.path,
        )
    )
    return True


def _same_date(a: str | None, b: str | None) -> bool:
    return a is not None and b is not None and (a.startswith(b) or b.startswith(a)) and len(a) > 4 and len(b) > 4


def _near(a: str, b: str) -> bool:
    """Same code and a serial that differs in one or two characters of the same length, or one character in all."""
    serial_a, serial_b = re.match(r"\d+", a), re.match(r"\d+", b)
    if not serial_a or not serial_b:
        return False
    rest_a, rest_b = a[serial_a.end() :], b[serial_b.end() :]
    if len(serial_a[0]) != len(serial_b[0]):
        return (
            rest_a == rest_b
            and abs(len(serial_a[0]) - len(serial_b[0])) == 1
            and (serial_a[0] in serial_b[0] or serial_b[0] in serial_a[0])
        )
    differ = sum(x != y for x, y in zip(serial_a[0], serial_b[0], strict=True))
    if rest_a != rest_b:
        return differ == 0 and sorted(re.findall(r"\w+", rest_a)) == sorted(re.findall(r"\w+", rest_b))
    return differ <= (2 if len(serial_a[0]) > 2 else 1)


def _grouped(mentions: list[Mention], selves: set[int], clean: Clean, anomalies: list[Anomaly]) -> list[_Group]:
    by_key: dict[str, list[int]] = {}
    for i, mention in enumerate(mentions):
        if i in selves or mention.kind in ("serial", "of_issuer", "short"):
            continue
        by_key.setdefault(_key(mention), []).append(i)
    groups: list[_Group] = []
    for members in by_key.values():
        groups += _split(members, mentions, clean, anomalies)
    _join_named_laws(groups, mentions)
    for i, mention in enumerate(mentions):
        if i in selves:
            continue
        if mention.kind == "short":
            _attach(i, mention, _candidates_of_short(mention, groups, mentions), clean, anomalies)
        elif mention.kind == "serial":
            fits = [g for g in groups if _fits_serial(mention, g, mentions)]
            _attach(i, mention, fits, clean, anomalies if len(fits) > 1 else None)
        elif mention.kind == "of_issuer":
            fits = [
                g
                for g in groups
                if any(mentions[j].type == mention.type and mentions[j].issuer == mention.issuer for j in g.members)
            ]
            _attach(i, mention, fits if len(fits) == 1 else [], clean, None)
    for group in groups:
        group.members.sort()
    return sorted(groups, key=lambda g: g.members[0])


def _key(mention: Mention) -> str:
    if mention.number:
        return number_key(mention.number)
    return f"{mention.type}:{law_key(mention.title or mention.name or '')}"


def _split(members: list[int], mentions: list[Mention], clean: Clean, anomalies: list[Anomaly]) -> list[_Group]:
    """One group a year (and, for local codes, an issuer); mentions without a year join the only group there is."""
    local = bool(mentions[members[0]].number and LOCAL_CODES.search(_key(mentions[members[0]])))
    years: dict[int | None, list[int]] = {}
    for i in members:
        years.setdefault(mentions[i].year, []).append(i)
    undated = years.pop(None, [])
    if len(years) == 1:
        next(iter(years.values())).extend(undated)
    elif years and undated:
        _report(mentions[undated[0]], "citation_ambiguous", clean, anomalies)
    groups = [
        g for same_year in (years.values() if years else [undated]) for g in _by_issuer(same_year, mentions, local)
    ]
    if len(groups) > 1 and mentions[members[0]].number:
        _report(mentions[members[0]], "same_number_two_years", clean, anomalies)
    return groups


def _by_issuer(members: list[int], mentions: list[Mention], local: bool) -> list[_Group]:
    """One group, or, where the code is one of many bodies, one an issuer; a date in common makes them one again."""
    if not local:
        return [_Group(list(members))]
    groups: list[_Group] = []
    unsigned = [i for i in members if mentions[i].issuer is None]
    for i in members:
        if mentions[i].issuer is None:
            continue
        fit = next((g for g in groups if any(_one_body(mentions[i], mentions[j]) for j in g.members)), None)
        if fit is None:
            groups.append(fit := _Group())
        fit.members.append(i)
    for i in unsigned:
        fits = [
            g for g in groups if any(_same_date(mentions[i].issued_on, mentions[j].issued_on) for j in g.members)
        ] or groups
        if len(fits) == 1:
            fits[0].members.append(i)
        elif not groups:
            groups.append(_Group([i]))
    return groups


def _one_body(a: Mention, b: Mention) -> bool:
    return a.issuer == b.issuer or _same_date(a.issued_on, b.issued_on)


def _join_named_laws(groups: list[_Group], mentions: list[Mention]) -> None:
    """A law cited by name alone joins the one numbered law of that name; two numbered ones leave it apart."""
    numbered: dict[str, list[_Group]] = {}
    for group in groups:
        titles = {
            law_key(m.title) for m in (mentions[i] for i in group.members) if m.type == "law" and m.number and m.title
        }
        for title in titles:
            numbered.setdefault(title, []).append(group)
    for group in list(groups):
        first = mentions[group.members[0]]
        if first.number or first.type != "law":
            continue
        fits = [g for g in numbered.get(law_key(first.title or ""), []) if _one_year(group, g, mentions)]
        if len(fits) == 1:
            fits[0].members.extend(group.members)
            groups.remove(group)


def _one_year(a: _Group, b: _Group, mentions: list[Mention]) -> bool:
    """Whether nothing says that two groups are of different years."""
    years = [
        ({mentions[i].year for i in g.members} | {int((mentions[i].issued_on or "0")[:4]) for i in g.members})
        - {None, 0}
        for g in (a, b)
    ]
    return not all(years) or bool(years[0] & years[1])


def _candidates_of_short(mention: Mention, groups: list[_Group], mentions: list[Mention]) -> list[_Group]:
    key = number_key(mention.number) if mention.number else f"{mention.type}:{law_key(mention.name or '')}"
    fits = [g for g in groups if any(_key(mentions[j]) == key for j in g.members)]
    if len(fits) > 1 and mention.year:
        fits = [g for g in fits if any(mentions[j].year == mention.year for j in g.members)]
    return fits


def _fits_serial(mention: Mention, group: _Group, mentions: list[Mention]) -> bool:
    for j in group.members:
        other = mentions[j]
        if other.number is None or other.type != mention.type or not re.match(rf"0*{mention.number}\D", other.number):
            continue
        if mention.year and other.year and mention.year != other.year:
            continue
        if mention.issuer and other.issuer and mention.issuer != other.issuer:
            continue
        return True
    return False


def _attach(i: int, mention: Mention, fits: list[_Group], clean: Clean, anomalies: list[Anomaly] | None) -> None:
    if len(fits) == 1:
        fits[0].members.append(i)
    elif anomalies is not None and fits:
        _report(mention, "citation_ambiguous", clean, anomalies)


_MESSAGES: Final = {
    "citation_ambiguous": "Chỗ dẫn này có thể là hơn một văn bản đã nêu; không gắn với văn bản nào.",
    "same_number_two_years": "Cùng một số nhưng khác năm hoặc khác cơ quan ban hành: coi là các văn bản khác nhau.",
    "citation_date_conflict": "Cùng một văn bản được dẫn với các ngày ban hành khác nhau.",
    "citation_year_conflict": "Năm trong số văn bản khác năm trong ngày ban hành được dẫn.",
}


def _report(
    mention: Mention,
    code: str,
    clean: Clean,
    anomalies: list[Anomaly],
    severity: Literal["info", "warning"] = "warning",
    extra: list[Mention] | None = None,
) -> None:
    evidence = [e for m in [mention, *(extra or [])] for e in clean.evidence(Span(m.start, m.end))]
    anomalies.append(Anomaly(code, severity, _MESSAGES[code], evidence, mention.zone.place))


def _citation(group: _Group, mentions: list[Mention], clean: Clean, anomalies: list[Anomaly]) -> Citation:
    members = [mentions[i] for i in group.members]
    heads = [m for m in members if m.kind in ("number", "name")] or members
    dated = [m for m in heads if m.issued_on]
    dates = Counter(m.issued_on for m in dated if m.issued_on and len(m.issued_on) == 10)
    if len(dates) > 1:
        differing = [next(m for m in dated if m.issued_on == d) for d in dates]
        _report(differing[0], "citation_date_conflict", clean, anomalies, extra=differing[1:])
    issued_on = dates.most_common(1)[0][0] if dates else (dated[0].issued_on if dated else None)
    year = next((m.year for m in heads if m.year), None) or (int(issued_on[:4]) if issued_on else None)
    in_number = re.match(r"\w+/((?:19|20)\d\d)/", heads[0].number or "")
    if in_number and issued_on and in_number[1] != issued_on[:4]:
        _report(next(m for m in dated if m.issued_on == issued_on), "citation_year_conflict", clean, anomalies)
    relations = {m.relation for m in members}
    if any(m.within is not None and not m.stated_back for m in members):
        relations.add("mentions")
    ranked: list[Relation] = [r for r in RELATIONS if r in relations]
    document_level = _is_document_level(members, relations)
    paths = list(dict.fromkeys(m.zone.place for m in members))
    titles = [m.title for m in heads if m.title]
    title = next((t for t in titles if not t.isupper()), titles[0] if titles else None)
    if heads[0].type == "law" and not heads[0].number:
        title = heads[0].title
    return Citation(
        number=_number(heads),
        type=_type(heads),
        issued_on=issued_on,
        year=year,
        issuer=next((m.issuer for m in heads if m.issuer), None),
        title=title,
        relation=ranked[0],
        also=ranked[1:],
        scope="document" if document_level else "task",
        paths=paths,
        evidence=_evidence(members, clean),
    )


def _number(heads: list[Mention]) -> str | None:
    numbers = Counter(m.number for m in heads if m.number)
    return numbers.most_common(1)[0][0] if numbers else None


def _type(heads: list[Mention]) -> DocumentType:
    return Counter(m.type for m in heads).most_common(1)[0][0]


def _is_document_level(members: list[Mention], relations: set[Relation]) -> bool:
    """Whether the document as a whole rests on what it cites: in title or bases, or not in passing in its body.

    One "theo Quyết định số …" in a sentence of the purpose names a tool of the work, no ground of the document.
    """
    if any(m.zone.kind in DOCUMENT_ZONES for m in members):
        return True
    in_body = [m for m in members if not m.zone.task and m.zone.kind in ("body", "annexed_to")]
    return bool(in_body) and (len(members) > 1 or bool(relations - {"follows", "mentions"}))


def _evidence(members: list[Mention], clean: Clean) -> list[Evidence]:
    """One piece of text a place and relation: the cue and the mention."""
    pieces: list[Evidence] = []
    seen: set[tuple[str, Relation]] = set()
    for m in members:
        if (m.zone.place, m.relation) in seen:
            continue
        seen.add((m.zone.place, m.relation))
        start = m.cue if 0 <= m.start - m.cue <= 160 and m.cue >= m.zone.span.start else m.start
        pieces += clean.evidence(Span(start, m.end))
    return list(dict.fromkeys(pieces))


def _stated(
    mentions: list[Mention], of: dict[int, _Group], resolved: dict[int, Citation], selves: set[int], clean: Clean
) -> list[StatedRelation]:
    found: dict[tuple[int, int, Relation], StatedRelation] = {}
    for i, mention in enumerate(mentions):
        if mention.within is None or mention.stated in (None, "mentions") or i in selves:
            continue
        inner, outer = of.get(i), of.get(mention.within)
        if inner is None or outer is None or inner is outer:
            continue
        citing, cited = (inner, outer) if mention.stated_back else (outer, inner)
        relation = mention.stated
        assert relation is not None
        key = (id(citing), id(cited), relation)
        if key not in found:
            span = Span(mentions[mention.within].start, mention.end)
            found[key] = StatedRelation(
                _ref(resolved[id(citing)]), _ref(resolved[id(cited)]), relation, clean.evidence(span)
            )
    return list(found.values())


def _ref(citation: Citation) -> CitedRef:
    return CitedRef(citation.number, citation.type, citation.issued_on, citation.year, citation.issuer)
