"""One clause of a point: its subject, what it orders and whom it names behind "phối hợp với"."""

from __future__ import annotations

import re
from typing import Literal

from ingest.units.common_nouns import bearers, partners
from ingest.units.role_cues import (
    APPOSITION,
    ASKED,
    BULLET,
    BY_AGENT,
    CLAUSE,
    DIRECTING,
    GIVEN,
    GIVEN_LATE,
    HERE_IN,
    LABEL,
    NOT_PREDICATE,
    OPENING,
    ORDERS,
    PLACE_ACTS,
    SUBJECT_AGAIN,
    SUPPORT_LABEL,
    SUPPORT_PREDICATE,
    SUPPORTED_BY,
    TIMED,
    TO_LEAD,
    TOPIC,
    WHEN_INSIDE,
    WITH_OTHERS,
)
from ingest.units.unit_forms import Found, tidy, unknown
from ingest.units.unit_lists import SCOPE, read_list
from ingest.units.unit_names import Names

Above = Literal["", "group", "body"]
"""Who leads by the heading above a point: nobody, a group of bodies, or a body named."""


def clauses(text: str) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    start = 0
    for mark in CLAUSE.finditer(text):
        if text.count("(", start, mark.start()) > text.count(")", start, mark.start()):
            continue
        spans.append((start, mark.start()))
        start = mark.end()
    spans.append((start, len(text)))
    return [(a, b) for a, b in spans if text[a:b].strip()]


def behind_bullet(text: str, at: int) -> int:
    match = BULLET.match(text, at)
    return match.end() if match else at


def read_clause(names: Names, start: int, end: int, above: Above = "") -> tuple[list[Found], list[Found], str]:
    """Leads and supports that one clause states, and how."""
    text = names.text
    at = behind_bullet(text, start)
    label = LABEL.match(text, at)
    if label and label.end() <= end:
        found, _ = read_list(names, label.end(), cell=True)
        line = text.find("\n", label.end())
        found = [f for f in found if line < 0 or f.start < line]
        if SUPPORT_LABEL.search(label["role"]):
            return [], found, "label"
        rest = found[-1].end if found else label.end()
        return found, read_supports(names, rest, end), "label"
    leads, last, rule = _subject(names, at, end, above)
    supports = read_supports(names, last if rule == "assigned" else at, end)
    if leads:
        # "A chủ trì, B, phối hợp với C" and "A (B phối hợp)"
        lead = TO_LEAD.match(text, last)
        if lead and (more := re.compile(r"[,;] ").match(text, lead.end())):
            between, stop = read_list(names, more.end())
            if between and re.compile(r",? (?:cùng )?phối hợp").match(text, stop):
                supports = [*between, *supports]
        bracket = SCOPE.match(text, last)
        if bracket and "phối hợp" in bracket[0]:
            inside, _ = read_list(names, bracket.start() + bracket[0].index("(") + 1)
            supports = [*inside, *supports]
        if SUPPORT_PREDICATE.match(text[:end], last) and above:
            return [], [*leads, *supports], "subject"
    elif agent := BY_AGENT.search(text, at, end):
        found, stop = read_list(names, agent.end())
        if found and re.compile(r" (?:chủ trì|làm đầu mối|thực hiện)").match(text, stop):
            leads, rule = found, "agent"
    return leads, [s for s in supports if s.bodies not in [u.bodies for u in leads]], rule


def _subject(names: Names, at: int, end: int, above: Above) -> tuple[list[Found], int, str]:
    """The bodies that a clause starts with, where a predicate follows: "X chủ trì …", "Giao X …", "Hằng tuần, X …"."""
    told = _told(names, at, end, above)
    if told is None:
        acting = _acting(names, at, end, above)
        if not acting[0] and (nouns := bearers(names, at)):
            return nouns, nouns[-1].end, "subject"
        told = acting if acting[0] else _behind_topic(names, at, end, above) or acting
    return told


def _told(names: Names, at: int, end: int, above: Above) -> tuple[list[Found], int, str] | None:
    """Who is told or asked ("Giao X …", "Đề nghị Y …"); no unit where nobody is named that can be told; else None."""
    text = names.text
    order = GIVEN.match(text, at) or ASKED.match(text, at)
    if not order:
        return None
    asked = bool(ASKED.match(text, at))
    found, last = read_list(names, order.end())
    own_act = above == "body" and (asked or "yêu cầu" in order[0])  # what the heading's body does
    across = last > end and not _predicate(names, last, len(text), strict=False)  # "Yêu cầu A; B": may be another's
    if not found or across or own_act:
        return [], at, "none"
    acts = TO_LEAD.match(text, last) or WITH_OTHERS.match(text, last + 1)
    if asked and not acts and any(b.independent for f in found for b in f.bodies):
        return [], at, "none"  # asked, not assigned: a body that the issuer cannot order
    return found, last, "assigned"


def _behind_topic(names: Names, at: int, end: int, above: Above) -> tuple[list[Found], int, str] | None:
    """ "Về dự án A: Giao Sở B …", "Đối với kiến nghị C: Bộ D …": the sentence behind the topic's colon."""
    if above and not TOPIC.match(names.text, at):
        return None
    for colon in re.compile(r": (?=\w)").finditer(names.text, at, end):
        if names.folded.is_upper(colon.end()):
            found = _subject(names, colon.end(), end, above)
            return found if found[0] else None
    return None


def _acting(names: Names, at: int, end: int, above: Above) -> tuple[list[Found], int, str]:
    text = names.text
    starts = [at]
    timed = TIMED.match(text, at)
    timed_end = timed.end() if timed else at
    if timed:
        starts.append(timed_end)
    if OPENING.match(text, at):
        inside = unit_spans(names, at, end)
        starts += [
            m.end()
            for m in re.compile(r"[,:] (?!và)").finditer(text, at, end)
            if not any(a < m.end() < b for a, b in inside)
        ][:12]
    for here in starts:
        late = here != at and above != "body" and GIVEN_LATE.match(text, here)
        if late and (told := _told(names, here, end, above)) and told[0]:
            return told
        found, last = read_list(names, here)
        if not found and (place := _place(names, here)):
            return [place], place.end, "subject"
        if not found or (here != at and (last > end or not _named(names, found[0]))):
            continue
        if ordered := ORDERS.match(text, last):
            told_by, stop = read_list(names, ordered.end())
            if told_by and _predicate(names, stop, len(text), strict=False):
                return told_by, stop, "assigned"
        scope = next((m for p in (SCOPE, HERE_IN, APPOSITION, WHEN_INSIDE) if (m := p.match(text, last))), None)
        after = scope.end() if scope else last
        if _predicate(names, after, max(end, len(text) if last > end else end), strict=here not in (at, timed_end)):
            return found, last, "subject"
        if here == at and not OPENING.match(text, at):
            break
    return [], at, "none"


def _place(names: Names, at: int) -> Found | None:
    """A place that acts: "Tỉnh căn cứ …", "thành phố A cần …"; only before a verb that gives it something to do."""
    match = PLACE_ACTS.match(names.text, at)
    if not match:
        return None
    name_at, end = match.span("place")
    words = [m.start() for m in re.compile(r"(?<= )\w").finditer(names.text, *match.span("name"))] or [name_at]
    if not all(names.folded.is_upper(word) for word in words):
        return None
    name = tidy(names.folded.printed(name_at, end))
    return Found(at, end, name_at, (unknown(name, "place", None),))


def _named(names: Names, unit: Found) -> bool:
    """Whether a unit behind an opening is named as one: not a bare noun ("cá nhân") that ends a list of objects."""
    at = unit.start
    return bool(
        names.folded.is_upper(at)
        or unit.name_at != at
        or at in names.known
        or names.words.quantifier.match(names.text, at)
    )


def unit_spans(names: Names, at: int, end: int) -> list[tuple[int, int]]:
    """Where units are named in a clause: what stands inside such a list is no subject."""
    spans: list[tuple[int, int]] = []
    here = at
    for word in re.compile(r"(?<![\w&])\w").finditer(names.text, at, end):
        if word.start() < here:
            continue
        start = word.start()
        if start in names.known or names.words.quantifier.match(names.text, start) or names.folded.is_upper(start):
            found, last = read_list(names, start)
            if found:
                related = [u.end for u in found[:-1] if names.text.endswith("liên quan", start, u.end)]
                last = related[0] if related and names.text.startswith(", ", related[0]) else last
                spans.append((start, last))
                here = last
    return spans


def _predicate(names: Names, at: int, end: int, strict: bool) -> bool:
    """Whether a verb follows the subject. ``strict`` behind an opening, where a list of objects looks alike."""
    text = names.text
    if text.startswith(":", at):
        return True
    if text.startswith(",", at):
        following = at + 2
        return not strict and bool(names.words.stop.match(text, following)) and not names.folded.is_upper(following)
    if at >= end or text[at] != " " or NOT_PREDICATE.match(text, at) or names.folded.is_upper(at + 1):
        return False
    return bool(names.words.stop.match(text, at + 1)) if strict else text[at + 1].isalpha()


def read_supports(names: Names, at: int, end: int) -> list[Found]:
    """The bodies behind each "phối hợp với" of a clause, if it is the lead's own act."""
    text = names.text
    supports: list[Found] = []
    for match in SUPPORTED_BY.finditer(text, at, end):
        noun = match["noun"]
        if (noun and noun.strip() != "sự") or (noun and not match[0].rstrip().endswith("của")):
            continue
        if match[0].rstrip().endswith("giữa") or _directed(names, at, match.start()):
            continue
        found = partners(names, match.end())
        last = found[-1].end if found else match.end()
        if last > end and SUBJECT_AGAIN.match(text, last):
            found = [f for f in found if f.end <= end]  # "phối hợp với A; B chủ trì …": B is the next clause's subject
        supports.extend(f for f in found if f.bodies not in [s.bodies for s in supports])
    return supports


def _directed(names: Names, at: int, before: int) -> bool:
    """Whether "phối hợp với" is what somebody else is told to do: "chỉ đạo các Sở phối hợp với …"."""
    text = names.text
    last = list(DIRECTING.finditer(text, at, before))
    if not last or not names.text[at : last[-1].start()].strip():
        return False
    found, stop = read_list(names, last[-1].end() + 1)
    return bool(found) and text[stop:before].strip(" ,") in ("", "chủ động", "chủ trì", "chủ trì,", "tăng cường")
