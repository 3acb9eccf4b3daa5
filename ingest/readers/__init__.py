"""File → text. Content decides the reader; READERS is the visible list of them, tried in order."""

from __future__ import annotations

import hashlib
import unicodedata
from pathlib import Path

from ingest.errors import Unreadable
from ingest.readers import markdown, text
from ingest.readers.base import Reader, SourceText

READERS: tuple[Reader, ...] = (
    Reader("markdown", "text/markdown", markdown.accepts, markdown.read, markup=True),
    Reader("text", "text/plain", text.accepts, text.decode),
)
SUFFIXES = frozenset({".txt", ".md", ".markdown", ".text"})
MAX_BYTES = 64 * 2**20


def read(path: Path) -> SourceText:
    """The text of a file.

    Raises:
        Unreadable: with the reason and the cure.
    """
    try:
        if path.stat().st_size > MAX_BYTES:
            raise Unreadable(str(path), "too_large", f"{MAX_BYTES // 2**20} MB")
        data = path.read_bytes()
    except FileNotFoundError as problem:
        raise Unreadable(str(path), "missing") from problem
    except (PermissionError, IsADirectoryError) as problem:
        raise Unreadable(str(path), "denied") from problem
    if not data.strip():
        raise Unreadable(str(path), "empty")
    reader = next(r for r in READERS if r.accepts(data, path))
    raw = normalise(reader.read(data, path))
    return SourceText(path.name, hashlib.sha256(data).hexdigest(), reader.media_type, reader.name, raw, reader.markup)


def normalise(raw: str) -> str:
    """NFC, ``\\n`` line ends, no byte order mark."""
    return unicodedata.normalize("NFC", raw.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff"))
