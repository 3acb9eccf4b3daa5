"""The rows that views give. Dates are ISO or an ISO prefix; quotes are pieces of the source joined with " … "."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Slice:
    """Which part of a list to read; ``limit`` is held between 1 and 500 by the routers."""

    offset: int = 0
    limit: int = 100


@dataclass(frozen=True, slots=True)
class DocumentRow:
    id: str
    name: str
    number: str | None
    title: str | None
    kind: str | None
    issued_on: str | None
    year: int | None
    issuer: str | None
    signer: str | None
    status: str
    tasks: int = 0
    targets: int = 0
    sources: int = 0
    cited_by: int = 0


@dataclass(frozen=True, slots=True)
class SourceRow:
    id: str
    file: str
    media_type: str | None
    sha256: str | None
    chars: int | None
    reader: str | None
    ingested_at: str | None


@dataclass(frozen=True, slots=True)
class CitationRow:
    """One citation seen from a document: the other document, how it is cited, the words that say so."""

    document: str
    name: str
    title: str | None
    status: str
    relation: str
    quote: str | None
    source: str | None


@dataclass(frozen=True, slots=True)
class UnitRef:
    """A unit in a role on a task; ``quote`` are the words that give it the role."""

    id: str
    name: str
    role: str
    quote: str | None = None


@dataclass(frozen=True, slots=True)
class TaskRow:
    id: str
    path: str
    title: str
    text: str
    group: str | None
    document: str
    document_name: str
    timeframe: str | None
    timeframe_kinds: list[str]
    starts_on: str | None
    ends_on: str | None
    recurs: list[str]
    product: str | None
    subitems: list[str]
    quote: str | None
    source: str | None
    start: int | None
    end: int | None
    leads: list[UnitRef] = field(default_factory=list)
    supports: list[UnitRef] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class TargetRow:
    id: str
    path: str | None
    document: str | None
    indicator: str | None
    indicator_name: str | None
    population: str | None
    year: int | None
    comparator: str | None
    value: float | None
    value_max: float | None
    unit: str | None
    quote: str | None


@dataclass(frozen=True, slots=True)
class UnitRow:
    id: str
    name: str
    kind: str | None
    generic: bool
    verified: bool
    leads: int = 0
    supports: int = 0
    aliases: list[str] = field(default_factory=list)
    valid_from: str | None = None
    valid_to: str | None = None


@dataclass(frozen=True, slots=True)
class FindingRow:
    id: str
    code: str
    severity: str
    message: str
    document: str | None
    path: str | None
    quote: str | None


@dataclass(frozen=True, slots=True)
class Hit:
    """One result of the search box; ``label`` is Document, Unit or Task."""

    label: str
    id: str
    title: str
    detail: str | None
