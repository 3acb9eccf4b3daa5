"""The HTTP application: pages for people, JSON for programs, both read only."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Collection
from contextlib import asynccontextmanager
from importlib.metadata import PackageNotFoundError, version

from fastapi import FastAPI

from api import problems
from api.guard import LOOPBACK, Guard
from api.routers import assets, data, pages, saved
from api.serving import Serving
from api.settings import Settings
from api.store import open_for
from graph.stores.base import Store
from viz.text import DEFAULT, Language

ROUTERS = (assets.router, data.router, saved.api, saved.pages, pages.router)


def create_app(
    settings: Settings,
    *,
    opening: Callable[[], Store] | None = None,
    language: Language = DEFAULT,
    hosts: Collection[str] = LOOPBACK,
) -> FastAPI:
    """The application over the store that the settings name.

    Args:
        opening: opens another store for reading instead; called when the first request needs it.
        language: what those see who chose none.
        hosts: names that the server answers to; others are refused (DNS rebinding).
    """

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        yield
        app.state.serving.close()

    app = FastAPI(
        title="Căn Cứ",
        version=_version(),
        openapi_url="/api/v1/openapi.json",
        docs_url=None,  # the framework's pages load from a CDN; ours is /api/docs
        redoc_url=None,
        lifespan=lifespan,
    )
    app.state.serving = Serving(opening or (lambda: open_for(settings)))
    app.state.language = language
    for router in ROUTERS:
        app.include_router(router)
    problems.install(app)
    app.add_middleware(Guard, hosts=hosts)
    return app


def _version() -> str:
    try:
        return version("cancu")
    except PackageNotFoundError:
        return "0"
