"""Reads an authority file (YAML) and checks it entry by entry."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from ingest.authority.folding import fold
from ingest.errors import BadAuthority


@dataclass(frozen=True, slots=True)
class Succession:
    """A reorganisation: ``to`` is the successor, ``basis`` the document that says so, ``on`` its date if given."""

    to: str
    basis: str
    on: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One unit.

    ``internal``: the name means this unit only in documents of its parent's system (or of ``within``); ``is_class``:
    a kind of body of which each province or commune has one; ``independent``: not under the Government;
    ``valid_from``: ISO date (or prefix) from which it exists, where a document says so; ``confirmed``: documents that
    print it.
    """

    name: str
    kind: str
    aliases: tuple[str, ...] = ()
    parent: str | None = None
    within: str | None = None
    generic: bool = False
    internal: bool = False
    is_class: bool = False
    independent: bool = False
    party_of: str | None = None
    valid_from: str | None = None
    succeeded_by: tuple[Succession, ...] = ()
    confirmed: tuple[str, ...] = ()

    @property
    def system(self) -> str | None:
        """The body in whose documents alone the name means this unit; None where it does everywhere."""
        return self.within or (self.parent if self.internal else None)


@dataclass(frozen=True, slots=True)
class Together:
    """Printed forms that name several units ("BHXH tỉnh, huyện"), or one where a system's documents use them so."""

    printed: tuple[str, ...]
    means: tuple[str, ...]
    within: str | None = None  # only in documents of this body's system


KINDS = frozenset(
    [
        "ministry",
        "department",
        "board",
        "center",
        "office",
        "institute",
        "inspectorate",
        "provincial_office",
        "provincial_department",
        "district_office",
        "government",
        "legislature",
        "council",
        "court",
        "procuracy",
        "party_body",
        "generic_group",
        "position",
        "placeholder",
        "other",
    ]
)
TEXT = {"name", "kind", "parent", "within", "party_of", "valid_from"}
LISTS = {"aliases", "confirmed"}
FLAGS = {"generic", "internal", "is_class", "independent"}
ISO = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


def read_file(path: Path, known: Mapping[str, Entry]) -> tuple[dict[str, Entry], list[Together]]:
    """Entries and groups of one file; ``known`` are those that a parent or successor may also name.

    Raises:
        BadAuthority: not YAML, an unknown key or kind, a value of the wrong form, a name that is not defined.
    """
    try:
        data = yaml.load(path.read_text("utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except OSError as problem:
        raise BadAuthority(str(path), "file", f"cannot be read: {problem.strerror}") from problem
    except UnicodeDecodeError as problem:
        raise BadAuthority(str(path), f"byte {problem.start}", "save the file as UTF-8") from problem
    except yaml.YAMLError as problem:
        mark = getattr(problem, "problem_mark", None)
        place = f"line {mark.line + 1}" if mark else "file"
        raise BadAuthority(str(path), place, f"not valid YAML ({getattr(problem, 'problem', problem)})") from problem
    if not isinstance(data, dict) or set(data) - {"units", "together"}:
        raise BadAuthority(str(path), "top level", "must hold the keys 'units' (a list) and, if needed, 'together'")
    items = data.get("units") or []
    if not isinstance(items, list):
        raise BadAuthority(str(path), "units", "must be a list of entries, each with 'name' and 'kind'")
    entries: dict[str, Entry] = {}
    for i, item in enumerate(items, 1):
        entry = _entry(item, str(path), f"units, entry {i}")
        if entry.name in entries:
            raise BadAuthority(
                str(path), f"units, entry {i} ({entry.name})", "the name stands twice; merge the two entries"
            )
        entries[entry.name] = entry
    _check_names(entries, known, str(path))
    groups = [_together(g, str(path), i, {**known, **entries}) for i, g in enumerate(data.get("together") or [], 1)]
    return entries, groups


def _entry(item: Any, path: str, place: str) -> Entry:
    if not isinstance(item, dict) or not isinstance(item.get("name"), str):
        raise BadAuthority(path, place, "needs a 'name' (the canonical full name, as text)")
    place = f"{place} ({item['name']})"
    unknown = set(item) - TEXT - LISTS - FLAGS - {"succeeded_by"}
    if unknown:
        raise BadAuthority(path, place, f"unknown key '{sorted(unknown)[0]}'")
    if item.get("kind") not in KINDS:
        raise BadAuthority(path, place, f"'kind' must be one of {', '.join(sorted(KINDS))}")
    for key in TEXT & set(item):
        if item[key] is not None and not isinstance(item[key], str):
            raise BadAuthority(path, place, f"'{key}' must be text")
    for key in LISTS & set(item):
        if not isinstance(item[key], list) or not all(isinstance(a, str) for a in item[key]):
            raise BadAuthority(path, place, f"'{key}' must be a list of texts, such as [\"TT CNTT\"]")
    for key in FLAGS & set(item):
        if not isinstance(item[key], bool):
            raise BadAuthority(path, place, f"'{key}' must be true or false")
    if item.get("valid_from") is not None and not ISO.fullmatch(item["valid_from"]):
        raise BadAuthority(path, place, "'valid_from' must be a date such as \"2025-03-01\"")
    successions = tuple(_succession(s, path, place) for s in item.get("succeeded_by") or [])
    values: dict[str, Any] = {k: tuple(v) if k in LISTS else v for k, v in item.items() if k != "succeeded_by"}
    return Entry(succeeded_by=successions, **values)


def _succession(item: Any, path: str, place: str) -> Succession:
    if isinstance(item, dict):
        item = {"on" if k is True else k: v for k, v in item.items()}  # YAML 1.1 reads a bare `on` as true
    if not isinstance(item, dict) or set(item) - {"to", "on", "basis"} or not item.get("to") or not item.get("basis"):
        raise BadAuthority(
            path, place, "'succeeded_by' needs 'to' and 'basis' (the document that says so), and 'on' if dated"
        )
    on = item.get("on")
    if on is not None and not ISO.fullmatch(str(on)):
        raise BadAuthority(path, place, "'on' must be a date such as 2025-03-01")
    return Succession(item["to"], item["basis"], None if on is None else str(on))


def _together(item: Any, path: str, i: int, known: Mapping[str, Entry]) -> Together:
    place = f"together, entry {i}"
    if not isinstance(item, dict) or not item.get("printed") or not item.get("means"):
        raise BadAuthority(path, place, "needs 'printed' (the forms) and 'means' (the names)")
    for name in (*item["means"], *filter(None, [item.get("within")])):
        if name not in known:
            raise BadAuthority(path, place, f"'{name}' is no entry; define it under 'units'")
    return Together(tuple(item["printed"]), tuple(item["means"]), item.get("within"))


def _check_names(entries: Mapping[str, Entry], known: Mapping[str, Entry], path: str) -> None:
    """Parents and successors must exist; within one system an alias must mean one unit."""
    owner: dict[tuple[str | None, str], str] = {}
    for entry in entries.values():
        for name in (entry.parent, entry.within, entry.party_of, *(s.to for s in entry.succeeded_by)):
            if name and name not in entries and name not in known:
                raise BadAuthority(
                    path, entry.name, f"'{name}' is no entry; define it under 'units' or correct the name"
                )
        for form in {fold(entry.name), *map(fold, entry.aliases)}:
            key = (entry.system, form)
            if owner.setdefault(key, entry.name) != entry.name:
                raise BadAuthority(path, entry.name, f"the alias '{form}' already belongs to {owner[key]}")
