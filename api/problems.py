"""From our errors to HTTP: one table. The API answers with ``application/problem+json`` (RFC 9457)."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, JSONResponse, Response

from api.guard import HEADERS
from api.language import language_of
from graph import errors as graph_errors
from queries import errors as query_errors
from viz.pages.render import Page, render
from viz.text import Text

STATUS: tuple[tuple[type[Exception], int], ...] = (
    (query_errors.UnknownQuery, 404),
    (graph_errors.UnknownDocument, 404),
    (query_errors.QueryError, 422),
    (graph_errors.StoreLoginRefused, 503),
    (graph_errors.StoreUnreachable, 503),
    (graph_errors.StoreMissing, 503),
    (graph_errors.StoreBusy, 503),
    (graph_errors.QueryTimeout, 504),
    (graph_errors.GraphError, 500),
)
"""The first class that fits counts; what is in no row is a fault of ours, 500."""


class NotFound(Exception):
    """There is no such thing; ``what`` is document, unit, task or node."""

    code = "not_found"

    def __init__(self, what: str, id: str) -> None:
        super().__init__(f"There is no {what} {id!r}.")
        self.what, self.id = what, id
        self.fields = {"what": what, "id": id}


def status_of(problem: Exception) -> int:
    """The HTTP status of an error."""
    if isinstance(problem, NotFound):
        return 404
    return next((status for kind, status in STATUS if isinstance(problem, kind)), 500)


def install(app: FastAPI) -> None:
    """Registers one handler for all errors of ours, and those of the framework in the same form."""

    def ours(request: Request, problem: Exception) -> Response:
        text = Text(language_of(request))
        more: dict[str, Any] = {"code": getattr(problem, "code", "error")}
        for name in ("given", "name", "candidates", "close"):
            if (value := getattr(problem, name, None)) is not None:
                more[name] = value if isinstance(value, str) else [_candidate(one) for one in value]
        return answer(request, status_of(problem), text.error(problem), more)

    def framework(request: Request, problem: Exception) -> Response:
        assert isinstance(problem, HTTPException)
        text = Text(language_of(request))
        detail = text.of("http", problem.status_code, str(problem.detail))
        return answer(request, problem.status_code, detail, {"code": f"http_{problem.status_code}"})

    def invalid(request: Request, problem: Exception) -> Response:
        assert isinstance(problem, RequestValidationError)
        wrong = [{"where": ".".join(map(str, one["loc"])), "message": one["msg"]} for one in problem.errors()]
        text = Text(language_of(request))
        where = ", ".join(one["where"] for one in wrong)
        return answer(request, 422, text("http.422", where=where), {"code": "invalid_parameters", "errors": wrong})

    def fault(request: Request, problem: Exception) -> Response:
        """A fault of ours; its details are for the server's log. Outside the guard, so the headers are set here."""
        response = answer(request, 500, Text(language_of(request))("http.500"), {"code": "http_500"})
        response.headers.update(HEADERS)
        return response

    for kind in (NotFound, graph_errors.GraphError, query_errors.QueryError):
        app.add_exception_handler(kind, ours)
    app.add_exception_handler(HTTPException, framework)
    app.add_exception_handler(RequestValidationError, invalid)
    app.add_exception_handler(Exception, fault)


def _candidate(one: Any) -> Any:
    """A candidate of an ambiguous parameter as plain JSON."""
    if isinstance(one, str):
        return one
    return {"id": getattr(one, "id", None), "title": str(getattr(one, "title", one))}


def answer(request: Request, status: int, detail: str, more: dict[str, Any]) -> Response:
    """The problem in the form that the asker reads."""
    language = language_of(request)
    title = Text(language).of("http_title", status, HTTPStatus(status).phrase)
    if request.url.path.startswith("/api/v1"):
        body = {"type": "about:blank", "title": title, "status": status, "detail": detail, **more}
        return JSONResponse(body, status, media_type="application/problem+json")
    page = Page("problem.html", title, "", {"detail": detail})
    return HTMLResponse(render(page, language, request.url.path, request.query_params.multi_items()), status)
