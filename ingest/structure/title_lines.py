"""Whether a line under a title still belongs to it."""

from __future__ import annotations

import re

from ingest.letters import is_capitals

ABOUT = re.compile(r"về\s")  # "HỘI NGHỊ …" in capitals, then "về phát triển …": the title goes on in small letters
YEARS = re.compile(r"(?:19|20)\d\d(?:\s*[-–]\s*(?:19|20)\d\d)?\W*$")  # "… GIAI ĐOẠN" / "2016-2025"
UNFINISHED = (" CỦA", " VÀ", " BAN", " DO", " PHÓ")


def goes_on(text: str, above: str, *, ends: object, authority: object) -> bool:
    """Whether the title above takes in a line; ``ends``, ``authority``: the line reads like the formula that ends the
    head ("QUYẾT ĐỊNH:") or like who issues it ("CHỦ TỊCH …"), which "… CỦA BAN" takes in all the same."""
    if ABOUT.match(text) or YEARS.match(text):
        return True
    if not (is_capitals(text) and is_capitals(above)) or ends:
        return False
    return not authority or above.endswith(UNFINISHED)
