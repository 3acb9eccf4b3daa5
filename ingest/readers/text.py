"""Plain text: clean web text, wrapped or not, UTF-8 with or without a mark, or UTF-16 with one."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from ingest.errors import Unreadable

MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
# Control characters that no text file holds; form feed, tab and line ends are text.
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def decode(data: bytes, path: Path) -> str:
    """Bytes to text.

    Raises:
        Unreadable: empty, not text at all, or in an encoding that cannot be told.
    """
    if not data.strip():
        raise Unreadable(str(path), "empty")
    encoding = next((name for mark, name in MARKS if data.startswith(mark)), "utf-8")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as problem:
        if CONTROL.search(data[:4096].decode("latin-1")):
            raise Unreadable(str(path), "binary") from problem
        raise Unreadable(str(path), "encoding", f"byte {problem.start}") from problem
    if len(CONTROL.findall(text)) > max(2, len(text) // 1000):
        raise Unreadable(str(path), "binary")
    if not text.strip():
        raise Unreadable(str(path), "empty")
    return text


def accepts(data: bytes, path: Path) -> bool:
    """Anything that is not a known binary format; `decode` refuses what is not text."""
    return True
