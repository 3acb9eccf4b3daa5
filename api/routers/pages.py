"""Addresses of the pages; what they show is put together in `viz.pages`."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import HTMLResponse, Response

from api.language import COOKIE, COOKIE_SECONDS, language_of
from api.problems import NotFound
from api.serving import StoreOf
from queries.views.rows import Slice
from viz.pages import api_docs, documents, explore, overview, units
from viz.pages.render import Page, render
from viz.text import LANGUAGES, Language, Text

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)


def _text(request: Request) -> Text:
    return Text(language_of(request))


def _part(
    offset: Annotated[int, Query(ge=0, le=1_000_000)] = 0, limit: Annotated[int, Query(ge=1, le=500)] = 200
) -> Slice:
    return Slice(offset, limit)


TextOf = Annotated[Text, Depends(_text)]
Part = Annotated[Slice, Depends(_part)]
Words = Annotated[str, Query(max_length=200)]
Id = Annotated[str, Query(max_length=300)]


def respond(request: Request, page: Page, language: Language) -> Response:
    """A page as HTML; a language chosen by ``?lang=`` is remembered."""
    response = HTMLResponse(render(page, language, request.url.path, request.query_params.multi_items()))
    if request.query_params.get("lang") in LANGUAGES:
        response.set_cookie(COOKIE, language, max_age=COOKIE_SECONDS, httponly=True, samesite="lax")
    return response


def _found(page: Page | None, what: str, id: str) -> Page:
    if page is None:
        raise NotFound(what, id)
    return page


@router.get("/")
def home(request: Request, store: StoreOf, text: TextOf) -> Response:
    return respond(request, overview.overview_page(store, text, date.today()), text.language)


@router.get("/search")
def search(request: Request, store: StoreOf, text: TextOf, q: Words = "") -> Response:
    return respond(request, overview.search_page(store, text, q), text.language)


@router.get("/findings")
def findings(request: Request, store: StoreOf, text: TextOf, part: Part, code: Id = "") -> Response:
    return respond(request, overview.findings_page(store, text, part, code), text.language)


@router.get("/documents")
def document_list(
    request: Request, store: StoreOf, text: TextOf, part: Part, q: Words = "", kind: Id = "", status: Id = ""
) -> Response:
    page = documents.list_page(store, text, part, asked=q, kind=kind, status=status)
    return respond(request, page, text.language)


@router.get("/documents/{id}")
def document(request: Request, store: StoreOf, text: TextOf, part: Part, id: str) -> Response:
    return respond(request, _found(documents.document_page(store, text, id, part), "document", id), text.language)


@router.get("/tasks/{id}")
def task(request: Request, store: StoreOf, text: TextOf, id: str) -> Response:
    return respond(request, _found(documents.task_page(store, text, id), "task", id), text.language)


@router.get("/units")
def unit_list(request: Request, store: StoreOf, text: TextOf, part: Part, q: Words = "") -> Response:
    return respond(request, units.list_page(store, text, part, q), text.language)


@router.get("/units/{id}")
def unit(request: Request, store: StoreOf, text: TextOf, id: str) -> Response:
    return respond(request, _found(units.unit_page(store, text, id, date.today()), "unit", id), text.language)


@router.get("/explore/{id}")
def explorer(
    request: Request, store: StoreOf, text: TextOf, id: str, steps: Annotated[int, Query(ge=1, le=2)] = 1
) -> Response:
    return respond(request, _found(explore.explore_page(store, text, id, steps), "node", id), text.language)


@router.get("/api/docs")
def api_description(request: Request, text: TextOf) -> Response:
    return respond(request, api_docs.api_page(text, request.app.openapi()), text.language)
