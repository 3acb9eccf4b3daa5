"""The saved queries: ``saved/*.cypher``, valid Cypher as they stand, with YAML front matter in leading ``//`` lines.

A saved query is public: its name, parameters and columns stay. `load` checks each file, so that a query that could
surprise a caller is never served: the parameters used are those declared, the columns returned are those declared, in
that order, nothing is written, every path is bounded, and the order of the rows is stated.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal, cast, get_args

import yaml

from queries.errors import InvalidQuery, UnknownQuery

Language = Literal["vi", "en"]
ParameterKind = Literal["unit", "document", "indicator", "date", "choice", "code", "text"]
ColumnKind = Literal[
    "text", "code", "integer", "number", "year", "date", "recurrence", "boolean", "choice", "list", "quote", "source",
    "id", "ids",
]  # fmt: skip

# Words that write, leave the graph or change the session; a saved query has none of them outside strings.
WRITES = re.compile(
    r"(?<![.$:`])\b(CREATE|MERGE|DELETE|DETACH|SET|REMOVE|DROP|ALTER|FOREACH|LOAD|CALL|GRANT|DENY|REVOKE|START|STOP|TERMINATE|SHOW|USE)\b",
    re.IGNORECASE,
)
NOISE = re.compile(r"//[^\n]*|'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"")
PARAMETER = re.compile(r"\$(\w+)")
# A relationship of variable length must say where it ends: [:KIND*1..25], never [:KIND*] or [:KIND*1..].
UNBOUNDED = re.compile(r"\[[^\]]*\*(?!\d+\.\.\d+\s*[\]{])[^\]]*\]")
RETURN = re.compile(r"\bRETURN\b(?P<items>.*?)\bORDER\s+BY\b", re.IGNORECASE | re.DOTALL)
ALIAS = re.compile(r"\bAS\s+(\w+)\s*\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Label:
    """One thing said in both languages."""

    vi: str
    en: str

    def __getitem__(self, lang: Language) -> str:
        return self.vi if lang == "vi" else self.en


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    title: Label


@dataclass(frozen=True, slots=True)
class Parameter:
    """``default`` is what an absent value means; None leaves the query unfiltered."""

    name: str
    kind: ParameterKind
    title: Label
    required: bool = False
    default: str | None = None
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """A hidden column is for programs: the ids by which a page links column ``x`` are in ``x_id`` or ``x_ids``."""

    name: str
    kind: ColumnKind
    title: Label
    hidden: bool = False
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class SavedQuery:
    """``example`` holds parameters, as a person would type them, that have an answer on the sample documents."""

    name: str
    title: Label
    description: Label
    parameters: tuple[Parameter, ...]
    headers: tuple[Column, ...]
    example: Mapping[str, str]
    cypher: str

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns, in the order of every row."""
        return tuple(c.name for c in self.headers)


@cache
def load() -> dict[str, SavedQuery]:
    """All saved queries by name, in alphabetical order.

    Raises:
        InvalidQuery: a file breaks one of the rules above.
    """
    found = sorted((f for f in files("queries.saved").iterdir() if f.name.endswith(".cypher")), key=lambda f: f.name)
    return {(name := f.name.removesuffix(".cypher")): parse(name, f.read_text(encoding="utf-8")) for f in found}


def get(name: str) -> SavedQuery:
    """The saved query of a name.

    Raises:
        UnknownQuery: there is none; carries the names that are close.
    """
    known = load()
    if name in known:
        return known[name]
    from rapidfuzz import process  # noqa: PLC0415  only needed for the hint

    close = [n for n, score, _ in process.extract(name, list(known), limit=3) if score >= 60]
    raise UnknownQuery(name, close, list(known))


def parse(name: str, text: str) -> SavedQuery:
    """Reads and checks one file; ``name`` is the file's, which the header must repeat.

    Raises:
        InvalidQuery: a rule is broken; says which.
    """
    header = _header(name, text)
    try:
        query = SavedQuery(
            name=header["name"],
            title=_label(header["title"]),
            description=_label(header["description"]),
            parameters=tuple(_parameter(p) for p in header["parameters"] or ()),
            headers=tuple(_column(c) for c in header["columns"]),
            example={str(k): str(v) for k, v in header["example"].items()},
            cypher=text,
        )
    except (KeyError, TypeError, AttributeError, ValueError) as problem:
        raise InvalidQuery(name, f"header: {type(problem).__name__} {problem}") from problem
    _check(name, query)
    return query


def _header(name: str, text: str) -> dict[str, Any]:
    lines: list[str] = []
    for line in text.splitlines():
        if not line.startswith("//"):
            break
        lines.append(line.removeprefix("//").removeprefix(" "))
    try:
        header = yaml.safe_load("\n".join(lines))
    except yaml.YAMLError as problem:
        raise InvalidQuery(name, f"header: {problem}") from problem
    if not isinstance(header, dict):
        raise InvalidQuery(name, "header: none found in the leading // lines")
    return header


def _label(data: Mapping[str, str]) -> Label:
    if not (data["vi"].strip() and data["en"].strip()):
        raise ValueError("a label is empty")
    return Label(data["vi"], data["en"])


def _choices(data: Mapping[str, Any]) -> tuple[Choice, ...]:
    return tuple(Choice(c["value"], _label(c)) for c in data.get("choices", ()))


def _parameter(data: Mapping[str, Any]) -> Parameter:
    if data["kind"] not in get_args(ParameterKind):
        raise ValueError(f"unknown kind of parameter {data['kind']}")
    kind = cast(ParameterKind, data["kind"])
    parameter = Parameter(
        data["name"], kind, _label(data), bool(data.get("required", False)), data.get("default"), _choices(data)
    )
    if (kind == "choice") != bool(parameter.choices):
        raise ValueError(f"parameter {parameter.name}: choices belong to the kind choice, and only to it")
    if (
        parameter.default is not None
        and parameter.choices
        and parameter.default not in {c.value for c in parameter.choices}
    ):
        raise ValueError(f"parameter {parameter.name}: the default is not among the choices")
    return parameter


def _column(data: Mapping[str, Any]) -> Column:
    if data["kind"] not in get_args(ColumnKind):
        raise ValueError(f"unknown kind of column {data['kind']}")
    return Column(data["name"], data["kind"], _label(data), bool(data.get("hidden", False)), _choices(data))


def returned(cypher: str) -> list[str | None]:
    """The aliases of the last RETURN, in order; None for an item without one."""
    found = list(RETURN.finditer(NOISE.sub("''", cypher)))
    if not found:
        return []
    items, depth, current = [], 0, ""
    for sign in found[-1]["items"]:
        depth += sign in "([{"
        depth -= sign in ")]}"
        if sign == "," and depth == 0:
            items.append(current)
            current = ""
        else:
            current += sign
    items.append(current)
    return [m[1] if (m := ALIAS.search(item.strip())) else None for item in items]


def _check(name: str, query: SavedQuery) -> None:
    bare = NOISE.sub("''", query.cypher)
    declared = {p.name for p in query.parameters}
    used = set(PARAMETER.findall(bare))
    if query.name != name:
        raise InvalidQuery(name, f"the header says {query.name}")
    if declared != used:
        raise InvalidQuery(name, f"parameters declared {sorted(declared)}, used {sorted(used)}")
    columns = list(query.columns)
    if columns != returned(query.cypher):
        raise InvalidQuery(name, f"columns declared {columns}, returned {returned(query.cypher)}")
    if len(columns) != len(set(columns)):
        raise InvalidQuery(name, "two columns have one name")
    if found := WRITES.search(bare):
        raise InvalidQuery(name, f"a saved query only reads, and this one says {found[0]}")
    if found := UNBOUNDED.search(bare):
        raise InvalidQuery(name, f"the path {found[0]} has no bound")
    if unknown := set(query.example) - declared:
        raise InvalidQuery(name, f"the example gives {sorted(unknown)}, which are not parameters")
    if missing := {p.name for p in query.parameters if p.required} - set(query.example):
        raise InvalidQuery(name, f"the example lacks {sorted(missing)}")
