"""Units (đơn vị) named in table cells and in running text: find where a name stands, then resolve it.

All functions are pure; offsets count characters of the text that was given.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from ingest.authority.authority import Authority, Body
from ingest.authority.reading import Entry
from ingest.records import Succession, Unit
from ingest.units.unit_forms import Found, tidy
from ingest.units.unit_lists import CELL_SEPARATOR, SCOPE, read_list
from ingest.units.unit_names import Names


@dataclass(frozen=True, slots=True)
class UnitMention:
    """A unit at ``start:end``, ``printed`` there; ``name`` is the canonical name or, unverified, the printed one."""

    start: int
    end: int
    printed: str
    name: str
    verified: bool
    generic: bool
    kind: str
    parent: str | None = None
    independent: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """What a table cell names. ``placeholder``: it names nobody ("Theo chức năng, nhiệm vụ của đơn vị")."""

    units: list[UnitMention]
    placeholder: bool = False


ROLE_WORDS = re.compile(
    r"\b(?:là |làm )?(?:chủ trì|phối hợp|thực hiện|chịu trách nhiệm|tham mưu|đầu mối|cơ quan|đơn vị|:)+", re.IGNORECASE
)
# Behind the last unit of a list: a joining word before one more piece; and where what they do ends.
JOINED = re.compile(
    r" (?:(?:và|cùng|với|hoặc|&|phối hợp (?:với|cùng))(?!\w)"
    r"|(?:chủ trì|phối hợp)(?: thực hiện)?(?= ?(?:[,;.:\n()]|$|và |phối)))"
)
DOING_END = re.compile(r"[;\n]|(?= và (?:các|những) (?:cơ quan|đơn vị|sở|bộ|ban|tổ chức))")
PIECE_END = re.compile(r"[;,\n(]| và (?=ubnd |các |những )|$")
GROUP_GOES_ON = re.compile(r"(?:, [^,;.()\n]{2,30}){1,4} khác(?!\w)")
# A line's end inside a unit's name or a list: before a small letter, or behind a comma or "và".
WRAPPED = re.compile(r"\n(?=[^\W\d_A-ZĐÀ-ÝĂƠƯ])(?![^\W\d_]\))|\n(?=[IVX]+(?!\w))|(?<=,)\n|(?<=và)\n")


def split_cell(
    text: str, authority: Authority, issuer: str | None = None, extra: Mapping[str, str] | None = None
) -> list[UnitMention]:
    """The units of a table cell, in order, each once; what is no known name is kept as printed, unverified."""
    return read_cell(text, authority, issuer, extra).units


def read_cell(
    text: str, authority: Authority, issuer: str | None = None, extra: Mapping[str, str] | None = None
) -> Cell:
    """As `split_cell`, and whether the cell is a placeholder that names nobody."""
    names = Names(WRAPPED.sub(" ", text), authority.scope(issuer, extra))
    whole = names.text.strip(" .;,-")
    if not whole:
        return Cell([])
    if names.words.placeholder.fullmatch(whole):
        return Cell([], placeholder=any(c.isalpha() for c in whole))
    mentions: list[UnitMention] = []
    here = 0
    while here < len(names.text):
        separator = CELL_SEPARATOR.match(names.text, here)
        here = separator.end() if separator else here
        found, end = read_list(names, here, cell=True)
        if found:
            for unit in found:
                mentions.extend(_mentions(names, unit))
            scope = SCOPE.match(names.text, end)
            here = max(scope.end() if scope else end, here + 1)
            if done := _doing(names, here):
                here = done
            elif found[-1].bodies[0].generic and (more := GROUP_GOES_ON.match(names.text, end)):
                mentions[-1] = _longer(names, found[-1], more.end())
                here = more.end()
            continue
        if (
            names.text[here : here + 1].isalpha()
            and not names.folded.is_upper(here)
            and names.words.stop.match(names.text, here)
        ):
            here = _doing(names, here - 1) or PIECE_END.search(names.text, here).start()  # type: ignore[union-attr]
            continue
        end = PIECE_END.search(names.text, here).start()  # type: ignore[union-attr]  # "$" always fits
        scope = SCOPE.match(names.text, end)
        piece = names._print(here, end)
        if sum(c.isalpha() for c in ROLE_WORDS.sub("", piece)) > 1 and not names.words.placeholder.fullmatch(
            piece.lower()
        ):
            mentions.append(_as_printed(names, here, end, piece))
        here = max(scope.end() if scope else end + 1, here + 1)
    return Cell([replace(m, printed=text[m.start : m.end]) for m in _distinct(mentions)])


def _doing(names: Names, at: int) -> int:
    """Where what the units of a cell do ("Sở A thúc đẩy …; Sở B …") ends, or 0 where nothing of it follows."""
    text = names.text
    if at and text[at : at + 1] == " " and text[at + 1 : at + 2].isalpha() and not names.folded.is_upper(at + 1):
        joined = JOINED.match(text, at)
        if not joined:
            end = DOING_END.search(text, at)
            return end.start() if end else len(text)
    return 0


def _longer(names: Names, unit: Found, end: int) -> UnitMention:
    """A group with the rest of its list of fields: "các cơ quan báo chí" + ", phát thanh, truyền hình khác"."""
    body = unit.bodies[0]
    longer = Found(unit.start, end, unit.name_at, (replace(body, name=tidy(names._print(unit.name_at, end))),))
    return _mentions(names, longer)[0]


def find(
    text: str, authority: Authority, issuer: str | None = None, extra: Mapping[str, str] | None = None
) -> list[UnitMention]:
    """Every unit named in running text: the longest name at each place, not inside other words or longer names."""
    names = Names(text, authority.scope(issuer, extra))
    mentions: list[UnitMention] = []
    here = 0
    for token in re.finditer(r"(?<![\w&])\w", names.text):
        at = token.start()
        if at < here:
            continue
        if (
            at in names.known
            or (names.folded.is_upper(at) and names.words.head.match(names.text, at))
            or names.words.quantifier.match(names.text, at)
        ):
            unit = names.unit_at(at)
            if unit:
                mentions.extend(_mentions(names, unit))
                here = unit.end
    return mentions


def mentions_of(names: Names, found: Iterable[Found]) -> list[UnitMention]:
    """Mentions of the units that `read_list` found, each unit once."""
    return _distinct([m for unit in found for m in _mentions(names, unit)])


def as_units(mentions: Iterable[UnitMention], authority: Authority, others: Iterable[str | None] = ()) -> list[Unit]:
    """The record's units: one for each name, with every form in which it is printed, and those they belong to.

    Args:
        authority: adds those above a unit and those that it became.
        others: names without a printed form (issuers); those that the authority does not know are left out.
    """
    units: dict[tuple[str, str | None], Unit] = {}
    for m in mentions:
        key = (m.name, m.parent)
        if key not in units:
            entry = authority.entries.get(m.name) if m.verified else None
            unknown = Unit(m.name, m.kind, m.generic, m.verified, m.parent, [], m.parent)
            units[key] = _unit(entry, m) if entry else unknown
        if m.printed not in units[key].printed:
            units[key].printed.append(m.printed)
    there = {name for name, _ in units}
    ahead = [name for u in units.values() for name in _kin(u)] + list(others)
    while ahead:
        name = ahead.pop(0)
        entry = authority.entries.get(name) if name and name not in there else None
        if entry:
            there.add(entry.name)
            units[entry.name, entry.parent] = _unit(entry)
            ahead += _kin(units[entry.name, entry.parent])
    return list(units.values())


def _unit(entry: Entry, mention: UnitMention | None = None) -> Unit:
    """The authority's unit; a mention may name another parent (the class "Sở Y tế" in one province's documents)."""
    parent = mention.parent if mention else entry.parent
    within = entry.system if parent == entry.parent else parent
    became = [Succession(s.to, s.basis, s.on) for s in entry.succeeded_by]
    return Unit(entry.name, entry.kind, entry.generic, True, parent, [], within, entry.valid_from, became)


def _kin(unit: Unit) -> list[str | None]:
    return [unit.parent, *(s.to for s in unit.successions)]


def _mentions(names: Names, unit: Found) -> list[UnitMention]:
    start, end = names.folded.origin[unit.start], names.folded.end(unit.end)
    printed = names.folded.source[start:end]
    return [_mention(start, end, printed, body) for body in unit.bodies if body.kind != "placeholder"]


def _mention(start: int, end: int, printed: str, body: Body) -> UnitMention:
    return UnitMention(
        start, end, printed, body.name, body.verified, body.generic, body.kind, body.parent, body.independent
    )


def _as_printed(names: Names, start: int, end: int, piece: str) -> UnitMention:
    first, last = names.folded.origin[start], names.folded.end(end)
    kind = "position" if names.words.title.match(names.text, start) else "other"
    return UnitMention(first, last, names.folded.source[first:last], tidy(piece), False, False, kind, None)


def _distinct(mentions: list[UnitMention]) -> list[UnitMention]:
    seen: set[tuple[str, str | None]] = set()
    out: list[UnitMention] = []
    for m in mentions:
        if (m.name, m.parent) not in seen:
            seen.add((m.name, m.parent))
            out.append(m)
    return out
