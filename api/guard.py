"""What every request passes before a router sees it: whose name it asks for, how long it is; what every answer carries.

Pure ASGI, so that it also holds for errors and static files. A page of another site may send a browser here under its
own name (DNS rebinding); the check of the Host header refuses it.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
MAX_ADDRESS = 4096
"""Characters of path and query together; a form of ours is far shorter."""

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; "
        "frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}


class Guard:
    """Refuses foreign host names (421), anything but GET and HEAD (405) and endless addresses (414)."""

    def __init__(self, app: ASGIApp, hosts: Collection[str] = LOOPBACK) -> None:
        self.app = app
        self.hosts = frozenset(host.lower() for host in hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def sealed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
                headers.setdefault("Cache-Control", "no-cache")
            elif scope["method"] == "HEAD":
                message = {**message, "body": b""}
            await send(message)

        asked = {**scope, "method": "GET"} if scope["method"] == "HEAD" else scope  # one route answers both
        await (self._refusal(scope) or self.app)(asked, receive, sealed)

    def _refusal(self, scope: Scope) -> Any:
        host = Headers(scope=scope).get("host", "")
        name = host[: host.index("]") + 1] if host.startswith("[") and "]" in host else host.partition(":")[0]
        if name.lower() not in self.hosts:
            return PlainTextResponse("This server does not answer to that host name.", 421)
        if scope["method"] not in ("GET", "HEAD"):
            return PlainTextResponse("This server only reads.", 405, {"Allow": "GET, HEAD"})
        if len(scope["path"]) + len(scope["query_string"]) > MAX_ADDRESS:
            return PlainTextResponse("The address is too long.", 414)
        return None
