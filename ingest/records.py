"""The policy record: what extraction prints, one JSON object a source file, and what loading reads.

The form is public and versioned (``cancu/record/1``); it grows only by adding keys. Offsets count characters of
the text that the reader produced (``cancu text FILE`` prints that text). Dates are ISO 8601 or an ISO prefix
(``2024-07``, ``2024``) where the document gives no more; a day is never invented.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Hashable
from dataclasses import asdict, dataclass, field, fields, is_dataclass
from functools import cache
from typing import Any, Literal, TypeVar, get_args, get_origin

SCHEMA = "cancu/record/1"

DocumentType = Literal[
    "resolution", "decision", "plan", "action_programme", "decree", "circular", "law", "directive", "conclusion",
    "regulation", "official_letter", "notice", "telegram", "agreement", "other",
]  # fmt: skip
Relation = Literal["implements", "legal_basis", "annexed_to", "amends", "replaces", "repeals", "follows", "mentions"]
RELATIONS: tuple[Relation, ...] = get_args(Relation)
"""Strongest first: the strongest that holds is a citation's ``relation``, the rest go in ``also``."""
TimeKind = Literal[
    "continuous", "daily", "weekly", "monthly", "quarterly", "half_yearly", "annual", "periodic", "by_date", "period",
    "ad_hoc", "as_programmed", "unspecified",
]  # fmt: skip
Comparator = Literal["=", ">=", ">", "<=", "<", "~", "complete", "increase", "top", "range"]
Severity = Literal["info", "warning", "error"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """An exact substring of the reader's text: ``text[start:end] == quote``."""

    quote: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Source:
    """The file that a record was read from; ``chars`` is the length of the reader's text."""

    file: str
    sha256: str
    media_type: str
    chars: int
    reader: str


@dataclass(frozen=True, slots=True)
class Signer:
    name: str
    position: str | None = None
    on_behalf: str | None = None  # as printed: "TM. CHÍNH PHỦ", "KT. BỘ TRƯỞNG"


@dataclass(frozen=True, slots=True)
class Annexed:
    type: str
    title: str
    path: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """The document as its own masthead has it (thể thức văn bản, Nghị định 30/2020/NĐ-CP, Phụ lục I)."""

    number: str | None
    type: DocumentType
    issued_on: str | None
    place: str | None
    issuer: str | None
    signer: Signer | None
    title: str | None
    annexed: list[Annexed] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Section:
    path: str
    heading: str
    level: int


@dataclass(frozen=True, slots=True)
class Citation:
    """One entry per distinct cited document."""

    number: str | None
    type: DocumentType
    issued_on: str | None
    year: int | None
    issuer: str | None
    title: str | None
    relation: Relation
    also: list[Relation]
    scope: Literal["document", "task"]
    paths: list[str]
    evidence: list[Evidence]


@dataclass(frozen=True, slots=True)
class CitedRef:
    """Enough of a cited document to tell it from others: number, kind, date or year, issuer."""

    number: str | None
    type: DocumentType
    issued_on: str | None
    year: int | None
    issuer: str | None


@dataclass(frozen=True, slots=True)
class StatedRelation:
    """What this document says of two others: "Nghị quyết số 5/NQ-CP … thực hiện Nghị quyết số 3-NQ/TW"."""

    citing: CitedRef
    cited: CitedRef
    relation: Relation
    evidence: list[Evidence]


@dataclass(frozen=True, slots=True)
class Timeframe:
    """When: ``start``/``end`` are ISO dates; ``recurs`` is ``--12-05``, ``---15``, ``---last`` or a list of these."""

    raw: str | None
    kind: list[TimeKind]
    start: str | None = None
    end: str | None = None
    recurs: str | list[str] | None = None


@dataclass(frozen=True, slots=True)
class Task:
    """The smallest printed unit that orders action; ``leads`` (chủ trì) and ``supports`` (phối hợp) are unit names."""

    path: str
    group: str | None
    text: str
    leads: list[str]
    supports: list[str]
    timeframe: Timeframe
    product: str | None
    subitems: list[str]
    evidence: list[Evidence]
    role_evidence: dict[str, list[Evidence]] = field(default_factory=dict)  # "leads", "supports", "timeframe"
    rule: str | None = None  # which rule made it: "table", "point", "lead_in", …


@dataclass(frozen=True, slots=True)
class Target:
    """A value that the document sets for an indicator and a year; ``value_max`` only with comparator ``range``."""

    path: str
    year: int | None
    indicator: str
    comparator: Comparator
    value: float | None
    unit: str | None
    population: str | None
    report_lead: list[str]
    report_support: list[str]
    evidence: list[Evidence]
    value_max: float | None = None


@dataclass(frozen=True, slots=True)
class Anomaly:
    """Something a person should look at. ``message`` is Vietnamese; ``code`` is what programs go by."""

    code: str
    severity: Severity
    message: str
    evidence: list[Evidence] = field(default_factory=list)
    path: str | None = None


@dataclass(frozen=True, slots=True)
class Succession:
    """A reorganisation (sáp nhập, chia, đổi tên): ``basis`` is the document that says so, ``on`` its date if given."""

    to: str
    basis: str
    on: str | None = None


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit (đơn vị) named by this record, as the authority knows it; ``verified`` is false where it does not.

    With it come those above it and those that it became, where the authority knows them, without a ``printed`` form.
    ``within`` is the body in whose documents alone the name means this unit (a department of one ministry, of one
    province); None where the name alone tells.
    """

    name: str
    kind: str
    generic: bool
    verified: bool
    parent: str | None = None
    printed: list[str] = field(default_factory=list)
    within: str | None = None
    valid_from: str | None = None
    successions: list[Succession] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Record:
    source: Source
    document: Document | None
    sections: list[Section] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)
    tasks: list[Task] = field(default_factory=list)
    targets: list[Target] = field(default_factory=list)
    anomalies: list[Anomaly] = field(default_factory=list)
    units: list[Unit] = field(default_factory=list)
    stated_relations: list[StatedRelation] = field(default_factory=list)
    schema: str = SCHEMA

    def to_json(self) -> dict[str, Any]:
        """The record as plain JSON values, ``schema`` first."""
        data = asdict(self)
        return {"schema": data.pop("schema"), **data}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Record:
        """Reads what `to_json` wrote; unknown keys are ignored, since the format grows only by adding keys.

        Raises:
            ValueError: the object does not carry ``"schema": "cancu/record/1"`` or a required key is missing.
        """
        if data.get("schema") != SCHEMA:
            raise ValueError(f"schema: expected {SCHEMA!r}, got {data.get('schema')!r}")
        try:
            return _build(cls, data)
        except (AttributeError, KeyError, TypeError) as problem:
            raise ValueError(f"record: {problem}") from problem


T = TypeVar("T")


@cache
def _hints(cls: Hashable) -> dict[str, Any]:
    return typing.get_type_hints(cls)


def _build(cls: type[T], data: dict[str, Any]) -> T:
    hints = _hints(typing.cast(Hashable, cls))
    names = {f.name for f in fields(cls)}  # type: ignore[arg-type]
    return cls(**{k: _value(hints[k], v) for k, v in data.items() if k in names})


def _value(hint: Any, value: Any) -> Any:
    origin = get_origin(hint)
    if value is None:
        return None
    if origin in (typing.Union, types.UnionType):
        inner = [a for a in get_args(hint) if a is not type(None)]
        chosen = next((a for a in inner if is_dataclass(a) and isinstance(value, dict)), None)
        return _value(chosen, value) if chosen else value
    if origin is list:
        return [_value(get_args(hint)[0], v) for v in value]
    if origin is dict:
        return {k: _value(get_args(hint)[1], v) for k, v in value.items()}
    if is_dataclass(hint):
        return _build(typing.cast(type[Any], hint), value)
    return value
