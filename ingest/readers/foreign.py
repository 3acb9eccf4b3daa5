"""Formats that are known and not read: each is refused with what to do, whatever the name of the file says."""

from __future__ import annotations

from pathlib import Path
from typing import NoReturn

from ingest.errors import Unreadable
from ingest.readers.archive import COMPOUND, ENCRYPTED_STREAM

BINARY = (
    b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*", b"RIFF", b"MZ", b"\x7fELF", b"\x1f\x8b",
    b"Rar!", b"7z\xbc\xaf", b"OggS", b"ID3", b"SQLite format 3", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"BZh",
    b"\xfd7zXZ",
)  # fmt: skip
OTHER = (COMPOUND, b"{\\rtf", b"PK\x03\x04", b"PK\x05\x06")


def accepts(data: bytes, path: Path) -> bool:
    head = data[:16]
    return head.startswith(OTHER) or (head.startswith(BINARY) and b"\x00" in data[:1024])


def read(data: bytes, path: Path) -> NoReturn:
    """Refuses.

    Raises:
        Unreadable: always; ``encrypted`` for a DOCX with a password, ``other_format`` for another kind of office
            file, ``broken`` for a zip archive that cannot be opened, ``binary`` for the rest.
    """
    if data.startswith(COMPOUND):
        raise Unreadable(str(path), "encrypted" if ENCRYPTED_STREAM in data else "other_format")
    if data.startswith(b"{\\rtf"):
        raise Unreadable(str(path), "other_format", "RTF")
    if data.startswith(b"PK"):
        office = b"mimetypeapplication/vnd.oasis" in data[:200] or b"xl/work" in data or b"ppt/pres" in data
        whole = b"PK\x05\x06" in data[-70_000:]
        raise Unreadable(str(path), "other_format" if office else "binary" if whole else "broken")
    raise Unreadable(str(path), "binary")
