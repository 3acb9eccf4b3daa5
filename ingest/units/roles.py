"""Who leads (chủ trì) and who supports (phối hợp), in points of prose, lead-ins and cells that say both.

The rules, from the record's contract: "X phối hợp với Y": X leads, Y supports. A body in a lead-in leads every
point under it, unless the point names its own. Who only receives a report, and who is directed inside an objective,
is neither: so only the subject of a clause and what stands behind "phối hợp với" are read, never any body that is
merely named.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from ingest.authority.authority import Authority
from ingest.units.role_cues import (
    ANYBODY,
    ASKED,
    BULLET,
    BY_AGENT,
    CELL_ROLE,
    CLAUSE,
    DIRECTING,
    DUTIES_OF,
    GIVEN,
    HEADING_TAIL,
    HERE_IN,
    LABEL,
    NOT_PREDICATE,
    OPENING,
    ORDERS,
    ROLE_PREFIX,
    SUBJECT_AGAIN,
    SUPPORT_LABEL,
    SUPPORT_PREDICATE,
    SUPPORTED_BY,
    TIMED,
    TO_LEAD,
    WITH_OTHERS,
)
from ingest.units.unit_forms import Found
from ingest.units.unit_names import Names
from ingest.units.units import SCOPE, UnitMention, mentions_of, read_cell, read_list


@dataclass(frozen=True, slots=True)
class Roles:
    """``placeholder``: the text says that somebody leads, but names nobody. ``rule`` tells what was recognised:
    subject, label, assigned, agent, lead_in, inherited, cell, none."""

    leads: list[UnitMention] = field(default_factory=list)
    supports: list[UnitMention] = field(default_factory=list)
    rule: str = "none"
    placeholder: bool = False


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of a point that gives work to bodies of its own."""

    start: int
    end: int
    roles: Roles


def read_roles(
    text: str,
    authority: Authority,
    issuer: str | None = None,
    inherited: Roles | None = None,
    extra: Mapping[str, str] | None = None,
) -> Roles:
    """Roles that a point of prose states, with those of its lead-in where it names no body of its own.

    Args:
        text: the point, its sub-items on lines of their own.
        inherited: what `lead_in` read in the heading or lead-in above.
        extra: short forms that the document defines.
    """
    names = Names(text, authority.scope(issuer, extra))
    leads: list[Found] = []
    supports: list[Found] = []
    rule = "none"
    covered = 0
    for start, end in _clauses(names.text):
        own, beside, kind = _clause(names, max(start, covered), end, bool(inherited and inherited.leads))
        covered = max([covered, *(u.end for u in (*own, *beside))])
        if own and not leads:
            leads, rule = own, kind
        elif own and kind == "label":
            leads = [*leads, *own]
        for unit in beside:
            if unit.bodies not in [u.bodies for u in (*leads, *supports)]:
                supports.append(unit)
    mine, theirs = mentions_of(names, leads), mentions_of(names, supports)
    if inherited and not mine:
        known = {u.name for u in theirs} | {u.name for u in inherited.leads}
        theirs = [u for u in theirs if u.name not in {i.name for i in inherited.leads}]
        return Roles(
            inherited.leads,
            [*[u for u in inherited.supports if u.name not in known], *theirs],
            "inherited" if inherited.leads else rule,
        )
    return Roles(mine, [u for u in theirs if u.name not in {m.name for m in mine}], rule)


def assignments(
    text: str,
    authority: Authority,
    issuer: str | None = None,
    inherited: Roles | None = None,
    extra: Mapping[str, str] | None = None,
) -> list[Clause]:
    """The stretches of a point that give different work to different bodies; one stretch where it does not.

    A new stretch starts at a clause with a subject of its own other than the one before.
    """
    names = Names(text, authority.scope(issuer, extra))
    starts: list[tuple[int, tuple[str, ...]]] = []
    for start, end in _clauses(names.text):
        own, _, kind = _clause(names, start, end, True)
        if own and kind in ("subject", "assigned"):
            key = tuple(m.name for m in mentions_of(names, own))
            if not starts or starts[-1][1] != key:
                starts.append((start, key))
        elif not starts:
            starts.append((start, ()))
    if starts and not starts[0][1] and len(starts) == 2:
        starts = starts[:1]  # an opening without a subject belongs to what follows
    cuts = [names.folded.origin[s] for s, _ in starts] or [0]
    cuts[0] = 0
    clauses: list[Clause] = []
    for start, end in zip(cuts, [*cuts[1:], len(text)], strict=True):
        a, b = _inside(text, start, end)
        roles = read_roles(text[a:b], authority, issuer, inherited, extra)
        clauses.append(Clause(a, b, _moved(roles, a) if roles.rule != "inherited" else roles))
    return clauses


def lead_in(
    text: str, authority: Authority, issuer: str | None = None, extra: Mapping[str, str] | None = None
) -> Roles | None:
    """Roles of a heading or lead-in for every point under it ("Giao Vụ X:", "Ban Z chủ trì, phối hợp với …:").

    None for a heading that is no body: what it says is a subject, not an assignment.
    """
    names = Names(text, authority.scope(issuer, extra))
    at = _behind_bullet(names.text, 0)
    given = DUTIES_OF.match(names.text, at)
    if given:
        at = given.end()
    label = LABEL.match(names.text, at)
    if label and not given:
        roles = read_roles(text, authority, issuer, None, extra)
        return roles if roles.leads or roles.supports else None
    found, end = read_list(names, at)
    if not found:
        helped = WITH_OTHERS.match(names.text, at) and names.text.rstrip().endswith(":")
        supports = _supports(names, at, len(names.text)) if helped else []
        return Roles([], mentions_of(names, supports), "lead_in") if supports else None
    rest = names.text[end:]
    if HEADING_TAIL.fullmatch(rest):
        leads = mentions_of(names, found)
        if given and not names.text.startswith(("giao", "phân công"), given.start()):
            leads = [] if all(ANYBODY.match(names.text, f.start) for f in found) else leads
        return Roles(leads, [], "lead_in") if leads else None
    if given and names.text.startswith("đối với", given.start()):
        return None
    roles = read_roles(text[names.folded.origin[at] :], authority, issuer, None, extra)
    return replace(_moved(roles, names.folded.origin[at]), rule="lead_in") if roles.leads else None


def cell_roles(
    text: str, authority: Authority, issuer: str | None = None, extra: Mapping[str, str] | None = None
) -> Roles:
    """Roles of a cell that holds both ("Chủ trì: A; phối hợp: B", "A chủ trì, B phối hợp", "A (B phối hợp)").

    Without such words every unit of the cell leads: the column says what they do.
    """
    names = Names(text, authority.scope(issuer, extra))
    if not re.search(r"chủ trì|phối hợp", names.text):
        cell = read_cell(text, authority, issuer, extra)
        return Roles(cell.units, [], "cell", cell.placeholder)
    leads: list[UnitMention] = []
    supports: list[UnitMention] = []
    role = "leads"
    for part in re.finditer(r"[^;\n()]+", text):
        low = Names(part[0], names.scope).text
        label = LABEL.search(low) or CELL_ROLE.match(low)
        if label:
            role = "supports" if SUPPORT_LABEL.search(label["role"]) else "leads"
        mixed = re.search(r"(?<=\w)[ ,]*chủ trì(?!:)(?P<rest>.*)", low)
        offset = part.start()
        if not label and mixed and SUPPORT_LABEL.search(mixed["rest"] or ""):
            roles = _moved(read_roles(part[0], authority, issuer, None, extra), offset)
            leads += roles.leads
            supports += roles.supports
            continue
        here = role if label else "supports" if SUPPORT_LABEL.search(low) else "leads" if "chủ trì" in low else role
        inner = ROLE_PREFIX.sub(lambda m: " " * len(m[0]), part[0])
        units = [_shift(u, offset) for u in read_cell(inner, authority, issuer, extra).units]
        (supports if here == "supports" else leads).extend(units)
    return Roles(leads, [s for s in supports if s.name not in {m.name for m in leads}], "cell")


# -- one clause


def _clauses(text: str) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    start = 0
    for mark in CLAUSE.finditer(text):
        if text.count("(", start, mark.start()) > text.count(")", start, mark.start()):
            continue
        spans.append((start, mark.start()))
        start = mark.end()
    spans.append((start, len(text)))
    return [(a, b) for a, b in spans if text[a:b].strip()]


def _behind_bullet(text: str, at: int) -> int:
    match = BULLET.match(text, at)
    return match.end() if match else at


def _clause(names: Names, start: int, end: int, has_lead: bool) -> tuple[list[Found], list[Found], str]:
    """Leads and supports that one clause states, and how."""
    text = names.text
    at = _behind_bullet(text, start)
    label = LABEL.match(text, at)
    if label and label.end() <= end:
        found, _ = read_list(names, label.end(), cell=True)
        line = text.find("\n", label.end())
        found = [f for f in found if line < 0 or f.start < line]
        if SUPPORT_LABEL.search(label["role"]):
            return [], found, "label"
        rest = found[-1].end if found else label.end()
        return found, _supports(names, rest, end), "label"
    leads, last, rule = _subject(names, at, end, has_lead)
    supports = _supports(names, at, end)
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
        if SUPPORT_PREDICATE.match(text[:end], last) and has_lead:
            return [], [*leads, *supports], "subject"
    elif agent := BY_AGENT.search(text, at, end):
        found, stop = read_list(names, agent.end())
        if found and re.compile(r" (?:chủ trì|làm đầu mối|thực hiện)").match(text, stop):
            leads, rule = found, "agent"
    return leads, [s for s in supports if s.bodies not in [u.bodies for u in leads]], rule


def _subject(names: Names, at: int, end: int, has_lead: bool) -> tuple[list[Found], int, str]:
    """The bodies that a clause starts with, where a predicate follows: "X chủ trì …", "Giao X …", "Hằng tuần, X …"."""
    text = names.text
    given = GIVEN.match(text, at)
    asked = ASKED.match(text, at)
    if given or asked:
        here = (given or asked).end()  # type: ignore[union-attr]
        found, last = read_list(names, here)
        if not found or last > end or (asked and has_lead):
            return [], at, "none"
        acts = TO_LEAD.match(text, last) or WITH_OTHERS.match(text, last + 1)
        if asked and not acts and any(b.independent for f in found for b in f.bodies):
            return [], at, "none"  # asked, not assigned: a body that the issuer cannot order
        return found, last, "assigned"
    starts = [at]
    timed = TIMED.match(text, at)
    timed_end = timed.end() if timed else at
    if timed:
        starts.append(timed_end)
    if OPENING.match(text, at):
        inside = _lists(names, at, end)
        starts += [
            m.end()
            for m in re.compile(r"[,:] (?!và)").finditer(text, at, end)
            if not any(a < m.end() < b for a, b in inside)
        ][:12]
    for here in starts:
        found, last = read_list(names, here)
        if not found or (here != at and (last > end or not _named(names, found[0]))):
            continue
        if ordered := ORDERS.match(text, last):
            told, stop = read_list(names, ordered.end())
            if told and _predicate(names, stop, len(text), strict=False):
                return told, stop, "assigned"
        scope = SCOPE.match(text, last) or HERE_IN.match(text, last)
        after = scope.end() if scope else last
        if _predicate(names, after, max(end, len(text) if last > end else end), strict=here not in (at, timed_end)):
            return found, last, "subject"
        if here == at and not OPENING.match(text, at):
            break
    return [], at, "none"


def _named(names: Names, unit: Found) -> bool:
    """Whether a unit behind an opening is named as one: not a bare noun ("cá nhân") that ends a list of objects."""
    at = unit.start
    return bool(
        names.folded.is_upper(at)
        or unit.name_at != at
        or at in names.known
        or names.words.quantifier.match(names.text, at)
    )


def _lists(names: Names, at: int, end: int) -> list[tuple[int, int]]:
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


def _supports(names: Names, at: int, end: int) -> list[Found]:
    """The bodies behind each "phối hợp với" of a clause, if it is the lead's own act."""
    text = names.text
    supports: list[Found] = []
    for match in SUPPORTED_BY.finditer(text, at, end):
        noun = match["noun"]
        if (noun and noun.strip() != "sự") or (noun and not match[0].rstrip().endswith("của")):
            continue
        if match[0].rstrip().endswith("giữa") or _directed(names, at, match.start()):
            continue
        found, last = read_list(names, match.end())
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


# -- offsets


def _inside(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and (text[start].isspace() or text[start] in ".;"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] == ";"):
        end -= 1
    return start, end


def _shift(unit: UnitMention, by: int) -> UnitMention:
    return replace(unit, start=unit.start + by, end=unit.end + by)


def _moved(roles: Roles, by: int) -> Roles:
    return replace(roles, leads=[_shift(u, by) for u in roles.leads], supports=[_shift(u, by) for u in roles.supports])
