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
from ingest.authority.folding import fold_text
from ingest.units.clauses import Above, behind_bullet, clauses, read_clause
from ingest.units.role_cues import (
    ASKED,
    CELL_ROLE,
    GIVEN,
    LABEL,
    ROLE_PREFIX,
    SUPPORT_LABEL,
    TO_LEAD,
)
from ingest.units.unit_forms import Found
from ingest.units.unit_names import Names
from ingest.units.units import UnitMention, mentions_of, read_cell

MIN_SENTENCE = 30
"""Characters of a clause that says more than when or whereby."""


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
    opened = False
    for start, end in clauses(names.text):
        own, beside, kind = read_clause(names, max(start, covered), end, above)
        covered = max([covered, *(u.end for u in (*own, *beside))])
        if own and not leads and opened and above and _later(above, own, names, kind):
            own = []
        opened = opened or end - start > MIN_SENTENCE
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


def _later(above: Above, own: list[Found], names: Names, kind: str) -> bool:
    """Whether the subject of a later sentence leaves the heading's body in its place: "Sở A" / "Lập danh sách; các xã
    niêm yết." """
    if kind not in ("subject", "assigned") or TO_LEAD.match(names.text, own[-1].end):
        return False
    return above == "body" or all(b.generic or b.kind == "government" for unit in own for b in unit.bodies)


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
    covered = 0
    for start, end in clauses(names.text):
        own, _, kind = read_clause(names, max(start, covered), end, "group")
        covered = max([covered, *(unit.end for unit in own)])
        if own and kind in ("subject", "assigned"):
            key = tuple(name for m in mentions_of(names, own) for name in _with_class(m))
            if not starts or starts[-1][1] != key:
                starts.append((start, key))
        elif not starts:
            starts.append((start, ()))
    starts = _with_opening(names, starts, inherited)
    cuts = [names.folded.origin[s] for s, _ in starts] or [0]
    cuts[0] = 0
    found: list[Clause] = []
    for start, end in zip(cuts, [*cuts[1:], len(text)], strict=True):
        a, b = _inside(text, start, end)
        roles = read_roles(text[a:b], authority, issuer, inherited, extra)
        found.append(Clause(a, b, moved(roles, a) if roles.rule != "inherited" else roles))
    return found


def _with_opening(
    names: Names, starts: list[tuple[int, tuple[str, ...]]], inherited: Roles | None
) -> list[tuple[int, tuple[str, ...]]]:
    """Stretches with an opening that names nobody: it belongs to what follows, unless it is whole sentences of work
    for the heading's body ("Rà soát hồ sơ. Trên cơ sở đó, Sở A tổng hợp …" under "Sở B")."""
    if len(starts) < 2 or starts[0][1]:
        return starts
    if inherited and inherited.leads:
        above = {name for unit in inherited.leads for name in _with_class(unit)}
        before = names.text[: starts[1][0]].rstrip()
        whole = before.endswith(".") and len(before) > MIN_SENTENCE
        if whole and not any(above & set(key) for _, key in starts):
            return starts
        return starts[:1]
    return starts[:1] if len(starts) == 2 else starts


def _with_class(unit: UnitMention) -> tuple[str, ...]:
    """A unit's name, and the class that a printed group of places belongs to ("UBND các xã, phường": UBND cấp xã)."""
    group = unit.name.startswith("Ủy ban nhân dân các ") and unit.parent
    return (unit.name, unit.parent or "") if group else (unit.name,)


def tells_somebody(text: str) -> bool:
    """Whether a point opens with an order or a request to somebody, known or not ("Đề nghị Hội A …")."""
    folded = fold_text(text).text
    at = behind_bullet(folded, 0)
    return bool(GIVEN.match(folded, at) or ASKED.match(folded, at))


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
            roles = moved(read_roles(part[0], authority, issuer, None, extra), offset)
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


def moved(roles: Roles, by: int) -> Roles:
    return replace(roles, leads=[_shift(u, by) for u in roles.leads], supports=[_shift(u, by) for u in roles.supports])
