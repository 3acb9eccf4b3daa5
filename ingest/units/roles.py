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
from ingest.units.announced import acting_bodies, ordered_bodies
from ingest.units.clauses import Above, behind_bullet, clauses, read_clause, read_supports
from ingest.units.role_cues import (
    ANYBODY,
    CELL_ROLE,
    DUTIES_OF,
    HEADING_TAIL,
    LABEL,
    ROLE_PREFIX,
    SUPPORT_LABEL,
    WITH_OTHERS,
)
from ingest.units.unit_forms import Found
from ingest.units.unit_names import Names
from ingest.units.units import UnitMention, mentions_of, read_cell, read_list


@dataclass(frozen=True, slots=True)
class Roles:
    """``placeholder``: the text says that somebody leads, but names nobody. ``rule`` tells what was recognised:
    subject, label, assigned, agent, lead_in, sentence (a lead-in that is a task of its own), inherited, cell, none."""

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
    above = _above(inherited)
    leads: list[Found] = []
    supports: list[Found] = []
    rule = "none"
    covered = 0
    for start, end in clauses(names.text):
        own, beside, kind = read_clause(names, max(start, covered), end, above)
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


def _above(inherited: Roles | None) -> Above:
    if not inherited or not inherited.leads:
        return ""
    return "group" if inherited.rule == "sentence" or all(unit.generic for unit in inherited.leads) else "body"


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
    for start, end in clauses(names.text):
        own, _, kind = read_clause(names, start, end, "group")
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
    found: list[Clause] = []
    for start, end in zip(cuts, [*cuts[1:], len(text)], strict=True):
        a, b = _inside(text, start, end)
        roles = read_roles(text[a:b], authority, issuer, inherited, extra)
        found.append(Clause(a, b, _moved(roles, a) if roles.rule != "inherited" else roles))
    return found


def lead_in(
    text: str, authority: Authority, issuer: str | None = None, extra: Mapping[str, str] | None = None
) -> Roles | None:
    """Roles of a heading or lead-in for every point under it ("Giao Vụ X:", "Ban Z chủ trì, phối hợp với …:").

    None for a heading that is no body: what it says is a subject, not an assignment.
    """
    names = Names(text, authority.scope(issuer, extra))
    at = behind_bullet(names.text, 0)
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
        supports = read_supports(names, at, len(names.text)) if helped else []
        if supports:
            return Roles([], mentions_of(names, supports), "lead_in")
        return _announced(names, ordered_bodies(names) or acting_bodies(names))
    rest = names.text[end:]
    if HEADING_TAIL.fullmatch(rest):
        leads = mentions_of(names, found)
        if given and not names.text.startswith(("giao", "phân công"), given.start()):
            leads = [] if all(ANYBODY.match(names.text, f.start) for f in found) else leads
        return Roles(leads, [], "lead_in") if leads else None
    if given and names.text.startswith("đối với", given.start()):
        return None
    roles = read_roles(text[names.folded.origin[at] :], authority, issuer, None, extra)
    rule = "lead_in" if names.text.rstrip().endswith(":") else "sentence"
    return replace(_moved(roles, names.folded.origin[at]), rule=rule) if roles.leads else None


def order_of(
    text: str, authority: Authority, issuer: str | None = None, extra: Mapping[str, str] | None = None
) -> Roles | None:
    """Whom the preamble of a document orders to do all that follows ("…, Sở A yêu cầu các đơn vị thực hiện:")."""
    names = Names(text, authority.scope(issuer, extra))
    return _announced(names, ordered_bodies(names))


def _announced(names: Names, found: list[Found]) -> Roles | None:
    leads = mentions_of(names, found)
    return Roles(leads, [], "lead_in") if leads else None


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
