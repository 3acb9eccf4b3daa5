"""The store behind the running server: opened when first needed, then shared by all requests.

A store shows new state by itself when another process has ingested; `Serving` only opens it, and opens it again later
where there was none yet.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Annotated

from fastapi import Depends, Request

from graph.stores.base import Store

OpenStore = Callable[[], Store]


class Serving:
    def __init__(self, open_store: OpenStore) -> None:
        self._open = open_store
        self._store: Store | None = None
        self._lock = threading.Lock()

    def store(self) -> Store:
        """The open store.

        Raises:
            StoreError: there is none, or it cannot be reached; the next request tries again.
        """
        with self._lock:
            if self._store is None:
                self._store = self._open()
            return self._store

    def close(self) -> None:
        with self._lock:
            if self._store is not None:
                self._store.close()
                self._store = None


def _store(request: Request) -> Store:
    serving: Serving = request.app.state.serving
    return serving.store()


StoreOf = Annotated[Store, Depends(_store)]
