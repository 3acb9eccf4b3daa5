"""Annotations kept as anchors and facts: where a passage begins and ends, never the passage itself.

An annotation (the form of ``gold`` in the record contract) may be long quotations. `pack` replaces each by its first
and last words and its number of words; `unpack` finds the passage again in the text of the document, which must be at
hand. So the project can keep annotations of documents that it may not copy.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Any

FIELDS = ("text", "short_text", "quote", "title", "title_hint", "raw", "group")  # as printed; names are facts
FIRST, LAST = 6, 4  # words kept
MARKUP = re.compile(r"<[^>\n]{1,40}>|[*_#|\\]")
WORD = re.compile(r"\w+", re.U)


def words(text: str) -> list[str]:
    return WORD.findall(unicodedata.normalize("NFC", MARKUP.sub(" ", text)).casefold())


def pack(value: Any) -> Any:
    """The same annotation with every long passage replaced by its anchors."""
    if isinstance(value, list):
        return [pack(v) for v in value]
    if not isinstance(value, dict):
        return value
    return {k: _anchors(v) if k in FIELDS or k in ("title_accept",) else pack(v) for k, v in value.items()}


def _anchors(value: Any) -> Any:
    if isinstance(value, list):
        return [_anchors(v) for v in value]
    if not isinstance(value, str):
        return value
    parts = value.split()
    if len(parts) <= FIRST + LAST:
        return value
    return {"begins": " ".join(parts[:FIRST]), "ends": " ".join(parts[-LAST:]), "words": len(parts)}


class Passages:
    """Finds anchored passages in one text."""

    def __init__(self, text: str) -> None:
        clean = MARKUP.sub(lambda m: " " * len(m[0]), text)
        self.text = clean
        self.spans = [(m[0].casefold(), m.start(), m.end()) for m in WORD.finditer(clean)]
        self.at: dict[str, list[int]] = {}
        for i, (word, _, _) in enumerate(self.spans):
            self.at.setdefault(word, []).append(i)
        self.missing: list[str] = []

    def unpack(self, value: Any) -> Any:
        """The annotation with its passages put back; those not found are listed in ``missing`` and stay short."""
        if isinstance(value, list):
            return [self.unpack(v) for v in value]
        if not isinstance(value, dict):
            return value
        if "begins" in value and "ends" in value:
            return self._passage(value)
        return {k: self.unpack(v) for k, v in value.items()}

    def _passage(self, anchors: dict[str, Any]) -> str:
        first, last = words(anchors["begins"]), words(anchors["ends"])
        best: tuple[int, int, int] | None = None
        for i in self.at.get(first[0], []) if first else []:
            if [w for w, _, _ in self.spans[i : i + len(first)]] != first:
                continue
            for j in range(i + len(first) - 1, min(len(self.spans), i + anchors["words"] * 2 + 40)):
                if [w for w, _, _ in self.spans[j - len(last) + 1 : j + 1]] == last:
                    off = abs((j - i + 1) - anchors["words"])
                    if best is None or off < best[0]:
                        best = (off, i, j)
        if best is None or best[0] > 0.5 * anchors["words"] + 8:
            self.missing.append(f"{anchors['begins']} … {anchors['ends']}")
            return f"{anchors['begins']} {anchors['ends']}"
        return re.sub(r"\s+", " ", self.text[self.spans[best[1]][1] : self.spans[best[2]][2]])
