"""File → text. Content decides the reader; READERS is the visible list of them, tried in order."""

from __future__ import annotations

import hashlib
import unicodedata
from pathlib import Path

from ingest.errors import Unreadable
from ingest.readers import docx, foreign, html, markdown, pdf, records_json, text
from ingest.readers.base import Reader, Reading, SourceText
from ingest.readers.encodings import mislabelled
from ingest.readers.repair import composed, letters_repaired, recoded

READERS: tuple[Reader, ...] = (
    Reader("pdf", "application/pdf", pdf.accepts, pdf.read),
    Reader("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", docx.accepts, docx.read),
    Reader("foreign", "application/octet-stream", foreign.accepts, foreign.read),
    Reader("html", "text/html", html.accepts, html.read),
    Reader("markdown", "text/markdown", markdown.accepts, markdown.read, markup=True),
    Reader("text", "text/plain", text.accepts, text.decode),
)
SUFFIXES = frozenset({
    ".txt", ".md", ".markdown", ".text", ".docx", ".docm", ".dotx", ".pdf", ".html", ".htm", ".xhtml",
    ".doc", ".rtf", ".odt",  # refused, with what to do: a folder's documents are not passed over in silence
})  # fmt: skip
MAX_BYTES = 64 * 2**20


def load(path: Path) -> bytes:
    """The bytes of a file within the limit.

    Raises:
        Unreadable: missing, denied, empty or too large.
    """
    try:
        if path.stat().st_size > MAX_BYTES:
            raise Unreadable(str(path), "too_large", f"{MAX_BYTES // 2**20} MB")
        data = path.read_bytes()
    except FileNotFoundError as problem:
        raise Unreadable(str(path), "missing") from problem
    except OSError as problem:
        raise Unreadable(str(path), "denied") from problem
    if not data.strip():
        raise Unreadable(str(path), "empty")
    return data


def read(path: Path, *, ocr: bool = False) -> SourceText:
    """The text of a file; ``ocr`` has pages without usable text read by Tesseract (the extra ``cancu[ocr]``).

    Raises:
        Unreadable: with the reason and the cure.
    """
    return read_bytes(load(path), path, ocr=ocr)


def read_bytes(data: bytes, path: Path, *, ocr: bool = False) -> SourceText:
    """The text of a file's bytes; ``path`` only names it."""
    if records_json.looks_like_json(data):
        raise Unreadable(str(path), "not_document", "JSON")
    reader = next(r for r in READERS if r.accepts(data, path))
    name = reader.name
    try:
        given = reader.read(data, path)
    except Unreadable as problem:
        if not ocr or reader.name != "pdf" or problem.reason not in ("no_text_layer", "bad_fonts"):
            raise
        from ingest.readers.ocr import read as read_scan  # noqa: PLC0415 - an optional extra

        given, name = read_scan(data, path), "ocr"
    reading = given if isinstance(given, Reading) else Reading(given)
    found = list(reading.findings)
    raw = reading.text
    if reader.name in ("docx", "html", "pdf"):
        if not raw.strip():
            raise Unreadable(str(path), "empty")
        if (wrong := mislabelled(raw)) is not None:
            raw = wrong[0]
            found.append(recoded(wrong[1]))
    found += composed(raw)
    done = normalise(raw)
    found += letters_repaired(done)
    return SourceText(
        path.name, hashlib.sha256(data).hexdigest(), reader.media_type, name, done, reader.markup, tuple(found)
    )


def normalise(raw: str) -> str:
    """NFC, ``\\n`` line ends, no byte order mark."""
    return unicodedata.normalize("NFC", raw.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff"))
