"""Markdown, as scanners and portals write it: headings, emphasis, stray tags, tables by tabs or by bars."""

from __future__ import annotations

import re
from pathlib import Path

from ingest.readers.base import Reading
from ingest.readers.text import decode

# At least one mark that plain text has no reason to carry. Not: a lone star, a dash list, "#1".
MARKS = re.compile(
    r"^#{1,6} +\S|\*\*[^*\n]+\*\*|^\|.*\|\s*$|</?(?:p|b|i|br|u|sup|sub)\s*/?>|(?<!\*)\*\w[^*\n]*\*(?!\*)", re.M
)


def accepts(data: bytes, path: Path) -> bool:
    return bool(MARKS.search(data.decode("utf-8", "ignore")))


def read(data: bytes, path: Path) -> Reading:
    return decode(data, path)
