"""The JSON API on documents, tasks, units and findings. Read only; lists come in parts."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Query

from api import models
from api.problems import NotFound
from api.serving import StoreOf
from graph.identity import fold
from graph.stores.base import Store
from queries.views import documents, lineage, overview, tasks, units
from queries.views.rows import Slice
from viz.lineage_picture import related

router = APIRouter(
    prefix="/api/v1",
    responses={
        code: {"model": models.Problem, "content": {"application/problem+json": {}}, "description": meaning}
        for code, meaning in ((404, "no such thing"), (422, "parameters not understood"), (503, "store not at hand"))
    },
)


def _part(
    offset: Annotated[int, Query(ge=0, le=1_000_000, description="how many to skip")] = 0,
    limit: Annotated[int, Query(ge=1, le=500, description="how many to give")] = 50,
) -> Slice:
    return Slice(offset, limit)


Part = Annotated[Slice, Depends(_part)]
Words = Annotated[str, Query(max_length=200, description="words that must occur, diacritics or not")]
Short = Annotated[str, Query(max_length=200)]
Day = Annotated[str, Query(pattern=r"^(\d{4}-\d\d-\d\d)?$", description="ISO date")]
Id = Annotated[str, Path(max_length=300)]


def _items(part: Slice, found: tuple[int, list[Any]]) -> dict[str, Any]:
    return {"total": found[0], "offset": part.offset, "limit": part.limit, "items": found[1]}


@router.get("/status")
def status(store: StoreOf) -> models.Status:
    """What the store holds; ``generation`` changes when the data does."""
    return models.Status(store=store.name, generation=str(store.generation()), counts=overview.counts(store))


@router.get("/documents", response_model=models.Items[models.Document])
def document_list(store: StoreOf, part: Part, q: Words = "", kind: Short = "", status: Short = "") -> Any:
    """Documents held and cited; held first, then newest first."""
    return _items(part, documents.documents(store, part, status=status, kind=kind, words=fold(q).split()))


@router.get("/documents/{id}")
def document(store: StoreOf, id: Id) -> models.DocumentDetail:
    """One document with its files, citations and targets."""
    row = documents.document(store, id)
    if row is None:
        raise NotFound("document", id)
    return models.DocumentDetail.model_validate(
        {
            **models.Document.model_validate(row).model_dump(),
            "files": documents.sources(store, id),
            "cites": documents.cites(store, id),
            "cited_in": documents.cited_by(store, id),
            "sets": documents.targets(store, id),
        }
    )


@router.get("/documents/{id}/tasks", response_model=models.Items[models.Task])
def document_tasks(store: StoreOf, id: Id, part: Part) -> Any:
    """The tasks of a document in printed order."""
    _must_exist(store, id)
    return _items(part, tasks.tasks(store, part, document=id))


@router.get("/documents/{id}/lineage")
def document_lineage(store: StoreOf, id: Id) -> models.Lineage:
    """What a document rests on and what rests on it."""
    _must_exist(store, id)
    edges = lineage.derivations(store)
    above, below = related(edges, id)
    known = lineage.documents(store, edges)
    shown = above | below | {id}
    return models.Lineage.model_validate(
        {
            "document": id,
            "up": [row for row in known if row.id in above],
            "down": [row for row in known if row.id in below],
            "ties": [edge for edge in edges if edge.lower in shown and edge.upper in shown],
        }
    )


@router.get("/tasks", response_model=models.Items[models.Task])
def task_list(
    store: StoreOf, part: Part, q: Words = "", document: Short = "", due_from: Day = "", due_to: Day = ""
) -> Any:
    """Tasks of all documents; ``due_from`` and ``due_to`` bound the closing date."""
    found = tasks.tasks(store, part, document=document, words=fold(q).split(), due_from=due_from, due_to=due_to)
    return _items(part, found)


@router.get("/tasks/{id}", response_model=models.Task)
def task(store: StoreOf, id: Id) -> Any:
    """One task with the units in charge, each with the words that say so."""
    row = tasks.task(store, id)
    if row is None:
        raise NotFound("task", id)
    return row


@router.get("/units", response_model=models.Items[models.Unit])
def unit_list(store: StoreOf, part: Part, q: Words = "") -> Any:
    """Units, those with most work first."""
    return _items(part, units.units(store, part, words=fold(q).split()))


@router.get("/units/{id}")
def unit(store: StoreOf, id: Id) -> models.UnitDetail:
    """One unit with its tasks and those it works with."""
    row = units.unit(store, id)
    if row is None:
        raise NotFound("unit", id)
    return models.UnitDetail.model_validate(
        {
            **models.Unit.model_validate(row).model_dump(),
            **units.related(store, id),
            "collaborators": units.collaborators(store, id),
            "work": tasks.by_unit(store, id),
        }
    )


@router.get("/findings", response_model=models.Items[models.Finding])
def finding_list(store: StoreOf, part: Part, code: Short = "", severity: Short = "") -> Any:
    """What a person should look at, the gravest first."""
    return _items(part, overview.findings(store, part, code=code, severity=severity))


@router.get("/search", response_model=list[models.Hit])
def search(store: StoreOf, q: Words = "", limit: Annotated[int, Query(ge=1, le=100)] = 20) -> Any:
    """Documents, units and tasks that hold every word; at most ``limit`` of each."""
    return overview.search(store, fold(q).split(), limit)


def _must_exist(store: Store, id: str) -> None:
    if documents.document(store, id) is None:
        raise NotFound("document", id)
