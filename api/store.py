"""Opening the store that the settings name; every command and the server come through here."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from api.settings import Settings
from graph.stores import Store, open_store


def open_for(settings: Settings, *, writable: bool = False) -> Store:
    """The store that the settings name; the caller closes it.

    Raises:
        StoreError: it cannot be reached, is not there, refuses the login, is damaged.
    """
    return open_store(settings.store, user=settings.neo4j_user, password=settings.neo4j_password, writable=writable)


@contextmanager
def opened(settings: Settings, *, writable: bool = False) -> Iterator[Store]:
    """The store, closed at the end; raises as `open_for` does."""
    store = open_for(settings, writable=writable)
    try:
        yield store
    finally:
        store.close()
