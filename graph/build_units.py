"""Units: what the records know of them, and an unverified unit for each name that nothing knows."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from graph.build_draft import Draft
from graph.identity import fold, issuer_name, stable_id, unit_key
from ingest.records import Evidence, Record, Unit

UNKNOWN_KIND = "other"


@dataclass(slots=True)
class _Entry:
    names: Counter[str] = field(default_factory=Counter)
    verified_names: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    parents: Counter[str] = field(default_factory=Counter)
    generic: bool = False
    listed: bool = False  # some record's list of units, or a parent in it, explains the name
    printed: set[str] = field(default_factory=set)

    @property
    def name(self) -> str:
        return _most(self.verified_names) or _most(self.names) or ""

    @property
    def kind(self) -> str:
        return _most(self.kinds) or UNKNOWN_KIND


class Units:
    """All units of the records, by key; names that come up later are added as unverified."""

    def __init__(self, records: Iterable[Record]) -> None:
        self._entries: dict[str, _Entry] = {}
        printed: dict[str, set[str]] = defaultdict(set)
        for record in records:
            for unit in record.units:
                self._learn(unit)
                if not unit.generic:
                    for form in unit.printed:
                        printed[unit_key(form)].add(unit_key(unit.name))
        for parent in [p for e in list(self._entries.values()) for p in e.parents]:
            self._adopt(parent)
        self._aliases = {
            form: next(iter(keys)) for form, keys in printed.items() if len(keys) == 1 and form not in self._entries
        }

    def key(self, name: str) -> str:
        """What two names of one unit share; a printed form leads to its unit where it belongs to one only."""
        key = unit_key(name)
        return self._aliases.get(key, key)

    def knows(self, name: str) -> bool:
        """Whether the records' own lists of units explain the name."""
        entry = self._entries.get(self.key(name))
        return entry is not None and entry.listed

    def note(self, name: str | None) -> None:
        """A name that is used somewhere; of several forms the one used most becomes the name."""
        if name:
            self._entries.setdefault(self.key(name), _Entry()).names[name] += 1

    def name(self, name: str) -> str:
        """The canonical name, or the name as given where none is known."""
        entry = self._entries.get(self.key(name))
        return entry.name if entry else name

    def id(self, name: str) -> str:
        """The id of the unit with this name; the unit is added if need be."""
        key = self.key(name)
        if key not in self._entries:
            self._entries[key] = _Entry(names=Counter([name]))
        return stable_id("unit", key, key)

    def issuer(self, name: str | None) -> str | None:
        """The canonical name of an issuer: a session of the Party's central committee is the committee."""
        return self.name(issuer_name(self.name(name))) if name else None

    def add_to(self, draft: Draft) -> None:
        """Nodes for all units, and the hierarchy."""
        for key, entry in sorted(self._entries.items()):
            aliases = sorted({" ".join(p.split()) for p in entry.printed} - {entry.name})
            folded = dict.fromkeys(fold(n) for n in [entry.name, *aliases])
            draft.node(
                "Unit",
                stable_id("unit", key, key),
                entry.name,
                {
                    "name": entry.name,
                    "kind": entry.kind,
                    "generic": entry.generic,
                    "verified": bool(entry.verified_names),
                    "aliases": aliases,
                    "folded": "|".join(folded),
                },
            )
            above = _most(entry.parents)
            if above and self.key(above) != key:
                draft.relate("PART_OF", self.id(entry.name), self.id(above), {"rule": "authority"})

    def _learn(self, unit: Unit) -> None:
        entry = self._entries.setdefault(unit_key(unit.name), _Entry())
        entry.names[unit.name] += 1
        entry.kinds[unit.kind] += 1
        entry.generic = entry.generic or unit.generic
        entry.listed = True
        entry.printed.update(unit.printed, [unit.name])
        if unit.verified:
            entry.verified_names[unit.name] += 1
        if unit.parent:
            entry.parents[unit.parent] += 1

    def _adopt(self, parent: str) -> None:
        """The authority names the parent of a unit that it knows, so it knows the parent as well."""
        if unit_key(parent) not in self._entries:
            self._entries[unit_key(parent)] = _Entry(Counter([parent]), Counter([parent]), listed=True)


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
            if units.knows(name) or units.key(name) in seen:
                continue
            seen.add(units.key(name))
            draft.finding(
                "unit_unknown",
                "warning",
                f"Đơn vị “{name}” chưa có trong danh mục đơn vị.",
                [units.id(name)],
                rule="unit_without_entry",
                identity=[units.key(name)],
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
