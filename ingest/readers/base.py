"""What every reader gives."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from ingest.records import Anomaly


@dataclass(frozen=True, slots=True)
class SourceText:
    """The text of a file, to which all evidence offsets refer.

    Normalised to NFC with ``\\n`` line ends; a table row is one line with tabs between its cells. ``markup`` says
    whether marks such as ``**`` or ``<p>`` are markup to be dropped (Markdown) or part of the text. ``findings`` are
    what the reader repaired or could not read.
    """

    file: str
    sha256: str
    media_type: str
    reader: str
    text: str
    markup: bool = False
    findings: tuple[Anomaly, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """A text with what a person should know about its reading."""

    text: str
    findings: tuple[Anomaly, ...] = ()


@dataclass(frozen=True, slots=True)
class Reader:
    """``accepts`` decides by content (first bytes and whole data), never by the file name alone."""

    name: str
    media_type: str
    accepts: Callable[[bytes, Path], bool]
    read: Callable[[bytes, Path], str | Reading]
    markup: bool = False
