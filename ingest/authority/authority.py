"""The unit authority: a reviewed list of bodies with aliases, kinds, parents and successions; resolves printed names.

A name that the list does not hold is kept as printed and unverified; it is never merged with another. Unit identity is
the pair (name, parent): "Vụ Pháp chế" of two ministries are two units, each with its own ministry as parent.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import ahocorasick  # type: ignore[import-not-found]  # compiled, without stubs
from rapidfuzz.distance import Levenshtein

from ingest.authority.folding import fold, loose
from ingest.authority.reading import Entry, Succession, Together, read_file

# Usual abbreviations stay as they are (both spellings are one name).
ABBREVIATED = ("bhxh", "bhyt", "bhtn", "ubnd", "hđnd", "cntt", "mttq", "tthc", "cskh")
LETTERS = re.compile(r"(?<![\w&])[A-ZĐ](?:[,&]?[A-ZĐ])+(?![\w&])")
TWICE = re.compile(r"\b(Ủy ban|Bộ|Sở|Cục|Vụ) (?=\1 )")  # "Ủy ban UBTVQH"
HERE = Path(__file__).parent
# Kinds of units that are an agency's own: such a name in its documents is a part of it.
OWN_KINDS = frozenset(["department", "board", "center", "office", "institute", "inspectorate", "provincial_department"])
BASE = ("units.yaml", "social_insurance.yaml")
PARTY_OF = re.compile(
    r"(?:ban cán sự đảng|đảng ủy(?: cơ quan)?|đảng đoàn|văn phòng|tổng giám đốc|bộ trưởng|giám đốc|chủ tịch) (.+)"
)
LOCAL_ISSUER = re.compile(
    r"(?:ubnd|hđnd|chủ tịch ubnd|tỉnh ủy|thành ủy) (?P<level>tỉnh|thành phố|xã|phường|huyện|quận)(?: .+)?"
)


@dataclass(frozen=True, slots=True)
class Body:
    """A unit as the authority knows it, or as printed where ``verified`` is false."""

    name: str
    kind: str
    parent: str | None = None
    generic: bool = False
    verified: bool = True
    is_class: bool = False
    independent: bool = False


@dataclass(frozen=True)
class Authority:
    """Entries by canonical name. `scope` gives the names that hold in a document of one issuer."""

    entries: Mapping[str, Entry]
    together: tuple[Together, ...] = ()
    _scopes: dict[tuple[str | None, tuple[tuple[str, str], ...]], Scope] = field(default_factory=dict, repr=False)

    def scope(self, issuer: str | None = None, extra: Mapping[str, str] | None = None) -> Scope:
        """The names that hold in a document.

        Args:
            issuer: who issued the document, as its masthead has it; None where unknown.
            extra: short forms that the document defines, to the full name: ``{"Trường": "Trường Đại học Việt Nhật"}``.
        """
        key = (issuer, tuple(sorted((extra or {}).items())))
        if key not in self._scopes:
            if len(self._scopes) > 64:
                self._scopes.clear()
            self._scopes[key] = Scope(self, issuer, dict(extra or {}))
        return self._scopes[key]

    def resolve(self, printed: str, issuer: str | None = None, extra: Mapping[str, str] | None = None) -> Body | None:
        """The body that a printed name stands for in a document of ``issuer``; None where the authority has none."""
        found = self.scope(issuer, extra).lookup(printed)
        return found[0] if len(found) == 1 else None

    def successions(self) -> Iterable[tuple[str, Succession]]:
        """(old name, succession) of every reorganisation that a document at hand states."""
        return ((e.name, s) for e in self.entries.values() for s in e.succeeded_by)

    @cached_property
    def by_alias(self) -> dict[str, list[Entry]]:
        table: dict[str, list[Entry]] = {}
        for entry in self.entries.values():
            for form in {fold(entry.name), *map(fold, entry.aliases)}:
                table.setdefault(form, []).append(entry)
        return table

    def above(self, name: str) -> list[str]:
        """The unit itself and its parents, nearest first."""
        line: list[str] = []
        current: str | None = name
        while current and current not in line:
            line.append(current)
            entry = self.entries.get(current)
            current = entry.parent if entry else None
        return line


class Scope:
    """The names that hold in a document of one issuer, with an Aho-Corasick index over their folded forms."""

    def __init__(self, authority: Authority, issuer: str | None, extra: dict[str, str]) -> None:
        self.authority, self.issuer = authority, issuer
        self.system = self._system(issuer)
        self.own = issuer if issuer else None
        local = LOCAL_ISSUER.fullmatch(fold(issuer)) if issuer else None
        self.local_level = local["level"] if local else None
        names: dict[str, tuple[Body, ...]] = {}
        for form, entries in authority.by_alias.items():
            seen = [e for e in entries if e.system is None or e.system in self.system]
            seen = [e for e in seen if e.system] or seen  # the agency's own unit before one of the same name elsewhere
            if len(seen) == 1:
                names[form] = (self._body(seen[0]),)
        for group in authority.together:
            if all(m in authority.entries for m in group.means) and (not group.within or group.within in self.system):
                for form in group.printed:
                    names[fold(form)] = tuple(self._body(authority.entries[m]) for m in group.means)
        if issuer and self.local_level:
            own = names.get(fold(issuer), (Body(issuer, "government", None, verified=False),))
            for form in ("ubnd", f"ubnd {self.local_level}", fold(issuer)):
                if fold(issuer).startswith("ubnd"):
                    names[form] = own
        for short, full in extra.items():
            kind = kind_of(full)
            parent = issuer if kind in OWN_KINDS and fold(full) != fold(issuer or "") else None
            known = names.get(fold(full)) or (Body(full, kind, parent, verified=False),)
            names.setdefault(fold(short), known)
        self.names, self.extra = names, extra
        self._exact = _automaton(names)
        bare: dict[str, list[str]] = {}
        for form in names:
            if form.count(" ") >= 2 and not names[form][0].generic:
                bare.setdefault(loose(form), []).append(form)
        self._loose = _automaton({k: names[v[0]] for k, v in bare.items() if len(v) == 1})

    def _system(self, issuer: str | None) -> frozenset[str]:
        """The bodies whose internal names hold: the issuer, what it belongs to, the agency of a party body."""
        if not issuer:
            return frozenset()
        form = fold(issuer)
        found = self.authority.by_alias.get(form, [])
        line = [n for e in found for n in self.authority.above(e.name)]
        party = PARTY_OF.fullmatch(form)
        if party:
            line += [n for e in self.authority.by_alias.get(party[1], []) for n in self.authority.above(e.name)]
        line += [n for e in found for n in (e.party_of,) if n]
        if form.startswith("bhxh "):  # the provincial offices of the system, each an issuer of its own
            line += [e.name for e in self.authority.by_alias.get("bhxh việt nam", [])]
        return frozenset(line) | {issuer}

    def _body(self, entry: Entry) -> Body:
        parent = entry.parent
        if entry.is_class and self.local_level and parent and parent.startswith("Ủy ban nhân dân cấp") and self.own:
            parent = self.own  # a province's own department, not the class of all provinces'
        return Body(entry.name, entry.kind, parent, entry.generic, True, entry.is_class, entry.independent)

    def lookup(self, printed: str) -> tuple[Body, ...]:
        """The bodies that a printed name stands for: none, one, or several for a form such as "BHXH tỉnh, huyện"."""
        form = fold(printed).strip(" .,;:-")
        return self.names.get(form) or ()

    def spelled_out(self, name: str) -> str:
        """A name with the abbreviations that the document defines in full: "Vụ GDĐH" where GDĐH stands for a field."""
        for short, full in self.extra.items():
            if short.isupper() and not fold(full).startswith(tuple(ABBREVIATED)):
                name = re.sub(rf"(?<![\w&]){re.escape(short)}(?![\w&])", full[:1].upper() + full[1:], name)
        return TWICE.sub("", LETTERS.sub(lambda m: self._letters(name, m), name))

    def _letters(self, name: str, at: re.Match[str]) -> str:
        """What letters in a name stand for: a body ("UBTVQH"), or a field ("Sở KHCN") if one alone fits."""
        from ingest.authority.words import words  # noqa: PLC0415  (words need no authority; keeps this module light)

        letters = fold(at[0])
        if letters in ABBREVIATED:
            return at[0]
        bodies = self.names.get(letters, ())
        if len(bodies) == 1 and bodies[0].verified and at.start():
            return bodies[0].name
        fields = [_capital(f) for f in words().initials.get(letters, ())]
        known = [f for f in fields if self.lookup(name[: at.start()] + f + name[at.end() :])]
        fits = known or fields
        return fits[0] if len(fits) == 1 else at[0]

    def near(self, printed: str) -> tuple[Body, ...]:
        """The one body whose name differs by a scanning error: one letter in each of at most two longer words."""
        form = loose(fold(printed))
        tokens = form.split(" ")
        if len(tokens) < 3:
            return ()
        found: dict[str, tuple[Body, ...]] = {}
        for name in self._by_shape.get((tokens[0], len(tokens)), ()):
            pairs = [(a, b) for a, b in zip(tokens, loose(name).split(" "), strict=True) if a != b]
            if len(pairs) <= 2 and all(
                min(len(a), len(b)) >= 5 and a[0] == b[0] and Levenshtein.distance(a, b) == 1 for a, b in pairs
            ):
                found[self.names[name][0].name] = self.names[name]
        return next(iter(found.values())) if len(found) == 1 else ()

    @cached_property
    def _by_shape(self) -> dict[tuple[str, int], list[str]]:
        shapes: dict[tuple[str, int], list[str]] = {}
        for name, bodies in self.names.items():
            if not bodies[0].generic:
                tokens = loose(name).split(" ")
                shapes.setdefault((tokens[0], len(tokens)), []).append(name)
        return shapes

    def exact(self, folded: str) -> Iterable[tuple[int, int, tuple[Body, ...]]]:
        """(start, end, bodies) of every alias in a folded text, at word boundaries."""
        return _hits(self._exact, folded)

    def damaged(self, folded: str) -> Iterable[tuple[int, int, tuple[Body, ...]]]:
        """As `exact`, but diacritics may differ; only forms of three words and more that are unique without them."""
        return _hits(self._loose, loose(folded))


def load_authority(extra: Path | None = None) -> Authority:
    """The shipped authority, with the user's file merged over it (an entry of the same name replaces ours).

    Raises:
        BadAuthority: the user's file cannot be used; the error names file, place and cure.
    """
    entries: dict[str, Entry] = {}
    together: list[Together] = []
    for path in (*(HERE / n for n in BASE), *([extra] if extra else [])):
        new, groups = read_file(path, entries)
        entries.update(new)
        together.extend(groups)
    return Authority(entries, tuple(together))


def kind_of(name: str) -> str:
    """The kind that a name's head word tells ("Vụ …" is a department); "other" where it tells none."""
    from ingest.authority.words import words  # noqa: PLC0415  (words need no authority; keeps this module light)

    match = words().head.match(fold(name))
    return words().kinds[match[0]] if match else "other"


def _capital(field: str) -> str:
    """A field as a name prints it: "Khoa học, Công nghệ và Môi trường"."""
    pieces = re.split(r"(, | và |-)", field)
    return "".join(" - " if p == "-" else p if p in (", ", " và ") else p[:1].upper() + p[1:] for p in pieces)


def _automaton(names: Mapping[str, tuple[Body, ...]]) -> Any:
    automaton = ahocorasick.Automaton()
    for form, bodies in names.items():
        automaton.add_word(form, (len(form), bodies))
    if names:
        automaton.make_automaton()
    return automaton


def _hits(automaton: Any, text: str) -> Iterable[tuple[int, int, tuple[Body, ...]]]:
    if not len(automaton):
        return
    for last, (length, bodies) in automaton.iter(text):
        start, end = last - length + 1, last + 1
        if (start == 0 or not text[start - 1].isalnum()) and (end == len(text) or not text[end].isalnum()):
            yield start, end, bodies
