"""``cancu serve``: the pages and the API, until Ctrl-C."""

from __future__ import annotations

import errno
import socket

import uvicorn

from api.app import create_app
from api.console import Console, Failed
from api.guard import LOOPBACK
from api.store import open_for


def serve(console: Console, host: str, port: int) -> int:
    """Takes the port first, so that the address that is printed is the one that answers.

    Raises:
        Failed: the port is taken, or the address is none of this machine's.
        StoreError: the store cannot be opened.
    """
    settings = console.settings
    open_for(settings).close()
    named = f"[{host}]" if ":" in host else host
    app = create_app(settings, language=settings.language, hosts={*LOOPBACK, named})
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host, port))
        except OSError as problem:
            taken = problem.errno == errno.EADDRINUSE
            key, reason = ("cli.port_taken" if taken else "cli.cannot_listen"), problem.strerror or str(problem)
            raise Failed(console.words(key, host=host, port=port, reason=reason)) from problem
        console.out(console.words("cli.serving", address=f"http://{named}:{listener.getsockname()[1]}/"))
        console.flush()
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False))
        server.run(sockets=[listener])
    return 0
