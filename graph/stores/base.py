"""What any store must do. Two stores hold the same graph (`embedded.py`, `neo4j.py`); one suite tests both."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol, TypeAlias

from graph.errors import QueryFailed
from graph.model import Change, Graph

Cell: TypeAlias = "str | int | float | bool | list[Cell] | None"
"""What a query may return: plain values, the same from every store."""

MAX_ROWS = 10_000
TIMEOUT = 10.0  # seconds


@dataclass(frozen=True, slots=True)
class Rows:
    """The answer to a query; ``truncated`` where the query had more rows than were asked for."""

    columns: tuple[str, ...]
    rows: list[tuple[object, ...]] = field(default_factory=list)
    truncated: bool = False

    def dicts(self) -> list[dict[str, object]]:
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]


class Store(Protocol):
    """A graph that outlives the process. Reading needs no permission of anybody; writing is one at a time."""

    @property
    def name(self) -> str:
        """``kglite`` or ``neo4j``."""

    @property
    def location(self) -> str: ...

    @property
    def writable(self) -> bool: ...

    def read(
        self,
        cypher: str,
        parameters: Mapping[str, object] | None = None,
        *,
        max_rows: int = MAX_ROWS,
        timeout: float = TIMEOUT,
    ) -> Rows:
        """Runs a query that only reads the graph.

        Args:
            timeout: seconds.

        Raises:
            WriteRefused: the text would write, or reach anything but the graph (files, settings, procedures).
            QueryFailed: the store did not understand it, or it returns more than plain values.
            QueryTimeout: it ran longer than ``timeout``.
            QueryTooLarge: it needed more memory than a query may.
            StoreUnreachable: nothing answers.
        """

    def content(self) -> Graph:
        """All nodes and relationships of the graph as one consistent state."""

    def apply(self, change: Change) -> None:
        """Makes the change whole or not at all; when this returns, it is on disk and readers see it.

        Raises:
            StoreBusy: another writer has the store.
            WriteRefused: the store was opened for reading.
        """

    def writing(self) -> AbstractContextManager[None]:
        """The sole right to write, for what must not interleave with another writer (read, compare, apply).

        May be entered again by the thread that has it. It ends with the process, however that dies.

        Raises:
            StoreBusy: another process or thread has it; says which.
            WriteRefused: the store was opened for reading.
        """

    def set_aside(self) -> Path | None:
        """Moves a graph that cannot be read out of the way, so that a new one can be made from the records.

        Returns:
            Where it went; None where there was none, or it can be read.
        """

    def generation(self) -> str:
        """Differs from an earlier answer when the data may have changed since; cheap."""

    def close(self) -> None: ...


def plain(value: object, column: str) -> Cell:
    """The value if it is one that both stores return alike.

    Raises:
        QueryFailed: a node, relationship, path, map, date or another thing that the stores show differently.
    """
    if value is None or isinstance(value, str | int | float | bool):
        return value
    if isinstance(value, list | tuple):
        return [plain(item, column) for item in value]
    raise QueryFailed(
        f"column {column} holds a {type(value).__name__}; return properties by name, as text, number or list"
    )
