"""Units: what the records know of them, and an unverified unit for each name that nothing knows."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from graph.build_copies import Copy
from graph.build_draft import Draft
from graph.identity import fold, issuer_name, stable_id, unit_key
from ingest.records import Evidence, Record, Succession, Unit

UNKNOWN_KIND = "other"
WITHIN = "|"
"""Between a name and the body in whose documents alone it means this unit; no key holds it otherwise."""


@dataclass(slots=True)
class _Entry:
    names: Counter[str] = field(default_factory=Counter)
    verified_names: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    parents: Counter[str] = field(default_factory=Counter)
    since: Counter[str] = field(default_factory=Counter)
    successions: set[Succession] = field(default_factory=set)
    within: str | None = None
    source: str = ""  # of a record that lists it: parents and successors are named as that record names them
    generic: bool = False
    listed: bool = False  # some record's list of units, or a parent in it, explains the name
    printed: set[str] = field(default_factory=set)

    @property
    def name(self) -> str:
        return _most(self.verified_names) or _most(self.names) or ""

    @property
    def kind(self) -> str:
        return _most(self.kinds) or UNKNOWN_KIND

    @property
    def until(self) -> str | None:
        """When the last of its successions took effect; None where one of them gives no date."""
        dates = [s.on for s in self.successions]
        return max((d for d in dates if d), default=None) if None not in dates else None


class Units:
    """All units of the records, by key; names that come up later are added as unverified.

    What a name means is asked with the source that prints it: "Sở Tài chính" of two provinces, "Vụ Pháp chế" of two
    ministries are two units, each `within` its own body. Only the record's own list of units can tell which is meant.
    """

    def __init__(self, copies: Iterable[Copy]) -> None:
        self._entries: dict[str, _Entry] = {}
        self._aliases: dict[str, str] = {}  # printed form → name
        self._meant: dict[tuple[str, str], set[str]] = defaultdict(set)  # (source, name) → keys
        printed: dict[str, set[str]] = defaultdict(set)
        for copy in copies:
            for unit in copy.record.units:
                key = self._learn(unit, copy.source)
                self._meant[copy.source, unit_key(unit.name)].add(key)
                if not unit.generic:
                    for form in unit.printed:
                        printed[unit_key(form)].add(unit_key(unit.name))
        self._named: dict[str, set[str]] = defaultdict(set)  # name → keys, over all records
        for key in self._entries:
            self._named[_name_of(key)].add(key)
        for entry in list(self._entries.values()):
            for name in [*entry.parents, *(s.to for s in entry.successions)]:
                self._adopt(name, entry.source)
        self._aliases = {
            form: next(iter(names)) for form, names in printed.items() if len(names) == 1 and form not in self._named
        }

    def key(self, name: str, source: str = "") -> str:
        """What two names of one unit share; a printed form leads to its unit where it belongs to one only.

        Args:
            source: the Source whose record uses the name. Its own list of units says which unit is meant; a name that
                it does not list means the only unit of that name, or where there are several, none of them.
        """
        spelled = unit_key(name)
        spelled = self._aliases.get(spelled, spelled)
        for keys in (self._meant.get((source, spelled)), self._named.get(spelled)):
            if keys and len(keys) == 1:
                return next(iter(keys))
        return spelled

    def knows(self, name: str, source: str = "") -> bool:
        """Whether the records' own lists of units explain the name."""
        entry = self._entries.get(self.key(name, source))
        return entry is not None and entry.listed

    def note(self, name: str | None, source: str) -> None:
        """A name that is used somewhere; of several forms the one used most becomes the name."""
        if name:
            self._entry(self.key(name, source)).names[name] += 1

    def name(self, name: str, source: str = "") -> str:
        """The canonical name, or the name as given where none is known."""
        entry = self._entries.get(self.key(name, source))
        return entry.name if entry else name

    def id(self, name: str, source: str = "") -> str:
        """The id of the unit with this name; the unit is added if need be."""
        key = self.key(name, source)
        entry = self._entry(key)
        if not entry.names:
            entry.names[name] += 1
        return _id(key)

    def issuer(self, name: str | None, source: str) -> str | None:
        """The canonical name of an issuer: a session of the Party's central committee is the committee."""
        return self.name(issuer_name(self.name(name, source)), source) if name else None

    def add_to(self, draft: Draft) -> None:
        """Nodes for all units, the hierarchy and the reorganisations."""
        shared = Counter(entry.name for entry in self._entries.values())
        for key, entry in sorted(self._entries.items()):
            aliases = sorted({" ".join(p.split()) for p in entry.printed} - {entry.name})
            folded = dict.fromkeys(fold(n) for n in [entry.name, *aliases])
            told_apart = shared[entry.name] > 1 and entry.within
            draft.node(
                "Unit",
                _id(key),
                f"{entry.name} ({entry.within})" if told_apart else entry.name,
                {
                    "name": entry.name,
                    "kind": entry.kind,
                    "generic": entry.generic,
                    "verified": bool(entry.verified_names),
                    "within": entry.within,
                    "valid_from": _most(entry.since),
                    "valid_to": entry.until,
                    "aliases": aliases,
                    "folded": "|".join(folded),
                },
            )
            above = _most(entry.parents)
            if above and (parent := self.id(above, entry.source)) != _id(key):
                draft.relate("PART_OF", _id(key), parent, {"rule": "authority"})
            for became in sorted(entry.successions, key=lambda s: (s.to, s.on or "", s.basis)):
                said = {"on": became.on, "basis": became.basis, "rule": "authority"}
                draft.relate("SUCCEEDED_BY", _id(key), self.id(became.to, entry.source), said)

    def _entry(self, key: str) -> _Entry:
        if key not in self._entries:
            self._entries[key] = _Entry()
            self._named[_name_of(key)].add(key)
        return self._entries[key]

    def _learn(self, unit: Unit, source: str) -> str:
        name = unit_key(unit.name)
        key = f"{name}{WITHIN}{unit_key(unit.within)}" if unit.within else name
        entry = self._entries.setdefault(key, _Entry(within=unit.within, source=source))
        entry.names[unit.name] += 1
        entry.kinds[unit.kind] += 1
        entry.generic = entry.generic or unit.generic
        entry.listed = True
        entry.printed.update(unit.printed, [unit.name])
        entry.successions.update(unit.successions)
        if unit.verified:
            entry.verified_names[unit.name] += 1
        if unit.parent:
            entry.parents[unit.parent] += 1
        if unit.valid_from:
            entry.since[unit.valid_from] += 1
        return key

    def _adopt(self, name: str, source: str) -> None:
        """A parent or successor that no list of units holds is explained by the unit that names it."""
        key = self.key(name, source)
        if key not in self._entries:
            entry = self._entry(key)
            entry.names[name] += 1
            entry.listed = True


def _name_of(key: str) -> str:
    return key.partition(WITHIN)[0]


def _id(key: str) -> str:
    return stable_id("unit", _name_of(key), key)


def report_unknown(records: Sequence[tuple[str, str | None, Record]], units: Units, draft: Draft) -> None:
    """One finding for each name in tasks and targets that no record's units explain, where it comes up first.

    Args:
        records: source id, short name of the document, record.
        units: as the records' own unit lists have them, before any name is added; gets the unknown ones.
        draft: gets the findings.
    """
    seen: set[str] = set()
    for source, document, record in records:
        for path, name, evidence in _names(record):
            if units.knows(name, source) or units.key(name, source) in seen:
                continue
            seen.add(units.key(name, source))
            draft.finding(
                "unit_unknown",
                "warning",
                f"Đơn vị “{name}” chưa có trong danh mục đơn vị.",
                [units.id(name, source)],
                rule="unit_without_entry",
                identity=[units.key(name, source)],
                document=document,
                path=path,
                source=source,
                evidence=evidence,
            )


def _names(record: Record) -> Iterator[tuple[str, str, list[Evidence]]]:
    for task in record.tasks:
        for role, names in (("leads", task.leads), ("supports", task.supports)):
            for name in names:
                yield task.path, name, task.role_evidence.get(role) or task.evidence
    for target in record.targets:
        for name in [*target.report_lead, *target.report_support]:
            yield target.path, name, target.evidence


def _most(counter: Counter[str]) -> str | None:
    """The most frequent, small letters before capitals; the first in the alphabet where several are."""
    return min(counter, key=lambda n: (n.isupper(), -counter[n], n)) if counter else None
