"""Saved queries: as pages, as files to download, and as JSON."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Request
from starlette.responses import Response

from api import models
from api.routers.pages import TextOf, respond
from api.serving import StoreOf
from graph.stores.base import Store
from queries.catalogue import SavedQuery, get, load
from queries.errors import UnknownFormat, UnknownParameter
from queries.formats import render
from queries.run import run
from viz.pages.queries import list_page, query_page
from viz.text import Text

pages = APIRouter(include_in_schema=False)
api = APIRouter(prefix="/api/v1")

TYPES = {
    "json": "application/json",
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "md": "text/markdown; charset=utf-8",
}
OURS = ("lang", "format")
"""Query parameters that belong to the address and not to the saved query."""
LONGEST = 300
"""Characters of one value."""

Name = Annotated[str, Path(max_length=100)]


def _given(request: Request) -> dict[str, str]:
    """The parameters of the saved query in the address, each cut at `LONGEST`; empty ones are not given."""
    return {
        name: value[:LONGEST].strip()
        for name, value in request.query_params.items()
        if name not in OURS and value.strip()
    }


@pages.get("/queries")
def query_list_page(request: Request, text: TextOf) -> Response:
    return respond(request, list_page(text), text.language)


@pages.get("/queries/{name}.{form}")
def download(request: Request, store: StoreOf, text: TextOf, name: Name, form: str) -> Response:
    """All rows of a query as a file."""
    return _file(store, text, name, form, _given(request))


@pages.get("/queries/{name}")
def query(request: Request, store: StoreOf, text: TextOf, name: Name) -> Response:
    return respond(request, query_page(store, text, name, _given(request)), text.language)


@api.get("/queries")
def query_list(text: TextOf) -> list[models.Query]:
    """The saved queries with their parameters and columns."""
    return [_described(q, text) for q in load().values()]


@api.get("/queries/{name}")
def answer(request: Request, store: StoreOf, text: TextOf, name: Name) -> models.Answer:
    """Runs a saved query; its parameters are given by name in the address and accept what a person would type."""
    given = _given(request)
    declared = [p.name for p in get(name).parameters]
    for unknown in given.keys() - set(declared):
        raise UnknownParameter(name, unknown, declared)
    result = run(store, name, given, text.language)
    return models.Answer(query=name, columns=list(result.columns), rows=result.dicts(), truncated=result.truncated)


def _file(store: Store, text: Text, name: str, form: str, given: dict[str, str]) -> Response:
    if form not in TYPES:
        raise UnknownFormat(form, tuple(TYPES))
    body = render(run(store, name, given, text.language), form, text.language)
    return Response(
        body, media_type=TYPES[form], headers={"Content-Disposition": f'attachment; filename="{name}.{form}"'}
    )


def _described(query: SavedQuery, text: Text) -> models.Query:
    return models.Query(
        name=query.name,
        title=query.title[text.language],
        description=query.description[text.language],
        parameters=[
            models.Parameter(name=p.name, title=p.title[text.language], type=p.kind, required=p.required)
            for p in query.parameters
        ],
        columns=list(query.columns),
    )
