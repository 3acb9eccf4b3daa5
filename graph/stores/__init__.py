"""Where the graph is kept. `open_store` chooses by the location; nothing here is imported before it is needed."""

from __future__ import annotations

import os
import re
from pathlib import Path

from graph.errors import UnknownScheme
from graph.stores.base import Rows, Store

__all__ = ["SERVER_SCHEMES", "Rows", "Store", "default_folder", "open_store"]

SERVER_SCHEMES = ("bolt://", "bolt+s://", "bolt+ssc://", "neo4j://", "neo4j+s://", "neo4j+ssc://")
ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")


def default_folder() -> Path:
    """The embedded store of this user: a folder where the operating system keeps applications' data."""
    from platformdirs import user_data_path  # noqa: PLC0415

    return user_data_path("cancu", appauthor=False) / "store"


def open_store(
    location: str | os.PathLike[str] | None = None,
    *,
    user: str | None = None,
    password: str | None = None,
    writable: bool = False,
) -> Store:
    """Opens the store at a location.

    Args:
        location: None for the user's own folder, a folder for the embedded store, ``bolt://`` or ``neo4j://`` and so on
            for Neo4j.
        writable: whether it may be written to; an embedded store is made where there is none, a server's
            constraints and indexes are made. The right to write is taken only while writing (`Store.writing`).

    Raises:
        UnknownScheme: the location looks like the address of some other server.
        StoreMissing: nothing is there, and the store is not to be written to.
        StoreUnreachable: nothing answers.
        StoreLoginRefused: wrong user or password.
        StoreDamaged: what is there is no store.
    """
    text = os.fspath(location) if location is not None else ""
    if text.startswith(SERVER_SCHEMES):
        from graph.stores.neo4j import Neo4jStore  # noqa: PLC0415

        return Neo4jStore(text, user=user, password=password, writable=writable)
    if ADDRESS.match(text):
        raise UnknownScheme(text, SERVER_SCHEMES)
    from graph.stores.embedded import EmbeddedStore  # noqa: PLC0415

    return EmbeddedStore(Path(text).expanduser() if text else default_folder(), writable=writable)
