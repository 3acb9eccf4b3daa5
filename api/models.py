"""What the JSON API answers, as pydantic models: they check every answer and describe it in OpenAPI."""

from __future__ import annotations

from typing import Generic, TypeVar

from pydantic import BaseModel, ConfigDict

T = TypeVar("T")


class Model(BaseModel):
    model_config = ConfigDict(from_attributes=True)


class Items(Model, Generic[T]):
    """A part of a list; ``total`` counts all of it."""

    total: int
    offset: int
    limit: int
    items: list[T]


class Named(Model):
    id: str
    name: str


class Document(Model):
    """Dates are ISO 8601 or an ISO prefix; ``status`` is held or cited."""

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
    tasks: int
    targets: int
    sources: int
    cited_by: int


class Source(Model):
    id: str
    file: str
    media_type: str | None
    sha256: str | None
    chars: int | None
    reader: str | None
    ingested_at: str | None


class Citation(Model):
    document: str
    name: str
    title: str | None
    status: str
    relation: str
    quote: str | None
    source: str | None


class Target(Model):
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


class DocumentDetail(Document):
    files: list[Source]
    cites: list[Citation]
    cited_in: list[Citation]
    sets: list[Target]


class UnitRole(Model):
    """A unit in a role on a task; ``quote`` are the words that give it the role."""

    id: str
    name: str
    role: str
    quote: str | None


class Task(Model):
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
    leads: list[UnitRole]
    supports: list[UnitRole]


class Unit(Model):
    id: str
    name: str
    kind: str | None
    generic: bool
    verified: bool
    leads: int
    supports: int
    aliases: list[str]
    valid_from: str | None
    valid_to: str | None


class Collaborator(Named):
    tasks: int


class UnitDetail(Unit):
    parents: list[Named]
    parts: list[Named]
    successors: list[Named]
    issued: list[Named]
    collaborators: list[Collaborator]
    work: list[Task]


class Finding(Model):
    id: str
    code: str
    severity: str
    message: str
    document: str | None
    path: str | None
    quote: str | None


class Derivation(Model):
    """``lower`` rests on ``upper``."""

    lower: str
    upper: str
    basis: str
    quote: str | None


class LineageDocument(Model):
    id: str
    name: str
    number: str | None
    kind: str | None
    year: int | None
    title: str | None
    status: str


class Lineage(Model):
    """What a document rests on (``up``) and what rests on it (``down``), through others too, and their ties."""

    document: str
    up: list[LineageDocument]
    down: list[LineageDocument]
    ties: list[Derivation]


class Hit(Model):
    label: str
    id: str
    title: str
    detail: str | None


class Status(Model):
    store: str
    generation: str
    counts: dict[str, int]


class Problem(Model):
    """RFC 9457."""

    type: str
    title: str
    status: int
    detail: str
    code: str


class Parameter(Model):
    name: str
    title: str
    type: str
    required: bool


class Query(Model):
    name: str
    title: str
    description: str
    parameters: list[Parameter]
    columns: list[str]


class Answer(Model):
    """Rows of a saved query, each an object by column; ``truncated`` where there were more than the limit."""

    query: str
    columns: list[str]
    rows: list[dict[str, object]]
    truncated: bool
