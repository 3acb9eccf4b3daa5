"""Damage that has one cure: what was repaired while reading is told as a finding, never done in silence.

Letters are put right in the clean text only, so that evidence quotes what is printed ("Chƣơng"); encodings and
composed letters are put right by the reader, whose text evidence refers to. Scanning errors in words are a matter of
context and stay with those who read units and time frames.
"""

from __future__ import annotations

import unicodedata

from ingest.records import Anomaly, Evidence

# Letters that old fonts and keyboards put in the place of Vietnamese ones. Not: Ð within a foreign name, which these
# documents do not print.
LETTERS = {"ƣ": "ư", "Ƣ": "Ư", "Ð": "Đ", "ð": "đ", "Ɖ": "Đ", "ɖ": "đ", "‐": "-", "‑": "-", "−": "-"}
TRANSLATION = str.maketrans(LETTERS)
TOLD = ("ƣ", "Ƣ", "Ð", "ð", "Ɖ", "ɖ")  # hyphens of another code are no damage worth telling


def letters_repaired(text: str) -> list[Anomaly]:
    """A finding for wrong letters that the clean text has put right."""
    wrong = [c for c in TOLD if c in text]
    if not wrong:
        return []
    count = sum(text.count(c) for c in wrong)
    pairs = ", ".join(f"{c} → {LETTERS[c]}" for c in wrong)
    start = min(text.index(c) for c in wrong)
    return [repaired(f"{count} chữ cái phông cũ được hiểu đúng ({pairs})", [Evidence(text[start], start, start + 1)])]


def recoded(encoding: str) -> Anomaly:
    return repaired(f"chuyển từ bảng mã {encoding} sang Unicode")


def composed(raw: str) -> list[Anomaly]:
    """A finding for a text written with separate accents (NFD), which reading put together."""
    if unicodedata.is_normalized("NFC", raw):
        return []
    return [repaired("ghép dấu rời thành chữ dựng sẵn (NFC)")]


def repaired(what: str, evidence: list[Evidence] | None = None) -> Anomaly:
    return Anomaly("text_repaired", "info", f"Đã sửa khi đọc: {what}", evidence or [])
