"""Plain text: clean web text, wrapped or not, in UTF-8 or an old encoding, which its content tells."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from ingest.errors import Unreadable
from ingest.readers.base import Reading
from ingest.readers.cell_marks import has_cells, read_cells
from ingest.readers.encodings import mislabelled, unicode_of
from ingest.readers.quality import is_rubbish
from ingest.readers.repair import recoded

MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
# Control characters that no text file holds; form feed, tab and line ends are text.
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def decode(data: bytes, path: Path) -> Reading:
    """Bytes to text.

    Raises:
        Unreadable: empty, not text at all, or in an encoding that cannot be told.
    """
    if not data.strip():
        raise Unreadable(str(path), "empty")
    encoding = next((name for mark, name in MARKS if data.startswith(mark)), "utf-8")
    name = ""
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as problem:
        found = unicode_of(data)
        if found is None and CONTROL.search(data[:4096].decode("latin-1")):
            raise Unreadable(str(path), "binary") from problem
        if found is None:
            raise Unreadable(str(path), "encoding", f"byte {problem.start}") from problem
        text, name = found
    if has_cells(text):
        text = read_cells(text)
    if not name and len(CONTROL.findall(text)) > max(2, len(text) // 1000):
        found = unicode_of(data)  # UTF-16 of plain letters alone passes as UTF-8 with zeros
        if found is None:
            raise Unreadable(str(path), "binary")
        text, name = found
    text = CONTROL.sub("", text)
    if not text.strip():
        raise Unreadable(str(path), "empty")
    if not name and (found := mislabelled(text)) is not None:
        text, name = found
    if not name and is_rubbish(text):
        raise Unreadable(str(path), "not_vietnamese")
    return Reading(text, (recoded(name),) if name else ())


def accepts(data: bytes, path: Path) -> bool:
    """Anything that is not a known binary format; `decode` refuses what is not text."""
    return True
