"""Static files, from the installed packages; the picture script from the installed pyvis."""

from __future__ import annotations

from importlib import resources

from fastapi import APIRouter
from starlette.exceptions import HTTPException
from starlette.responses import Response

router = APIRouter(prefix="/static", include_in_schema=False)

TYPES = {"css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"}
FILES = ("style.css", "explore.js", "icon.svg")
"""The only names that are served: nothing is looked up by what a request says."""
KEEP = {"Cache-Control": "max-age=86400"}


@router.get("/vis-network.js")
def picture_script() -> Response:
    """vis-network as pyvis carries it."""
    from viz.network import script  # noqa: PLC0415 - pyvis is slow to import

    return Response(script(), media_type="text/javascript", headers=KEEP)


@router.get("/{name}")
def static(name: str) -> Response:
    """A file of ours."""
    if name not in FILES:
        raise HTTPException(404)
    body = (resources.files("viz") / "static" / name).read_bytes()
    return Response(body, media_type=TYPES[name.rpartition(".")[2]], headers=KEEP)
