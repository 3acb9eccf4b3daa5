"""The printed markers that open headings and points, and the paths made from them.

Nghị định 30/2020/NĐ-CP, Phụ lục I: phần, chương, mục, điều, khoản (1.), điểm (a). Plans and programmes use
roman numbers, decimals, letters, dashes and plus signs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from ingest.letters import UPPER

MarkerClass = Literal[
    "part", "chapter", "mục", "article", "upper", "roman", "decimal", "bracket", "letter", "number", "small_roman",
    "dash", "plus",
]  # fmt: skip
RANK: dict[MarkerClass, int] = {
    "part": 0, "chapter": 1, "mục": 2, "article": 3, "upper": 4, "roman": 5, "decimal": 6, "bracket": 7, "letter": 8,
    "number": 9, "small_roman": 10, "dash": 11, "plus": 12,
}  # fmt: skip

LETTERS = "a-zđ"
PATTERNS: tuple[tuple[MarkerClass, re.Pattern[str]], ...] = (
    # "Phần thứ nhất", "Phần I". Not: "Phần mềm", "Phần lớn".
    ("part", re.compile(r"(?:PHẦN|Phần)\s+((?:THỨ|thứ)\s+\w+|[IVXL]+|\d+)\b[.:]?\s*")),
    ("chapter", re.compile(r"(?:CHƯƠNG|Chương|CHƢƠNG|Chƣơng)\s+([IVXL]+|\d+)\b[.:]?\s*")),
    ("mục", re.compile(rf"(?:MỤC|Mục)\s+([IVXL]+|\d+)\b(?=[.:]|\s+[{UPPER}]|\s*$)[.:]?\s*")),
    # "Điều 5." opens an article. Not: "Điều 5 của Luật này" inside a sentence.
    ("article", re.compile(r"(?:ĐIỀU|Điều)\s+(\d+[a-zđ]?)\s*(?:[.:]\s*|$)")),
    # "I.", "I -", and "I- " of Party documents. Not: "V-League".
    ("roman", re.compile(r"([IVXL]+)\s*(?:[.)/]|[-–—](?=\s))\s*(?=\S|$)")),
    ("upper", re.compile(r"([A-HĐ])\s*[.)/]\s+(?=\S)")),
    # "1.1." or "1.1 Tiếp tục"; "1." or "1/". Not: "2,5 %", "1.200 người", "31.12.2025", "12/5".
    ("decimal", re.compile(rf"(\d{{1,2}}(?:\.\d{{1,2}}){{1,4}})\.?(?:\s+|(?=[{UPPER}]))(?=[^\W\d_]|[\"“(\[])")),
    ("decimal", re.compile(rf"(\d{{1,3}})\s?(?:\.(?:\s+|(?=[{UPPER}\"“(]))|/\s+)(?=\S)")),
    ("decimal", re.compile(rf"(\d{{1,2}})[-–]\s+(?=[{UPPER}])")),  # "1- " of Party documents. Not: "1 - 2"
    ("bracket", re.compile(r"(\d{1,2})\)\s*(?=\S|$)")),
    ("number", re.compile(r"\((\d{1,2})\)\s*(?=\S|$)")),
    ("small_roman", re.compile(r"\(?([ivx]{1,5})\)\s*(?=\S|$)")),
    ("letter", re.compile(rf"([{LETTERS}]\d?)\s?[.)/](?:\s+|(?=[{UPPER}]))(?=\S)")),
    ("letter", re.compile(rf"\(([{LETTERS}])\)\s*(?=\S|$)")),
    ("plus", re.compile(r"(\+)\s*(?=\S)")),
    ("dash", re.compile(r"([-–—−•●▪◦*])\s*(?=[^\s\d\-–—]|\d+(?:[,.]\d+)?\s*%|\d+\s+\w)")),
)
# What a marker cell of a table holds, the whole of it.
CELL = re.compile(
    r"(?:[IVXL]{1,6}|[A-HĐK-U]|[a-zđ]|\d{1,3}(?:\.\d{1,3}){0,3}|\d \d|\(\d{1,3}\)|\([a-zđivx]{1,4}\))[.)]?|[-+*]"
)


@dataclass(frozen=True, slots=True)
class Marker:
    kind: MarkerClass
    label: str  # as it goes into paths: "II", "2.1", "a", "(1)", "Điều 5", "-", "+"
    end: int  # characters of the text that it takes


def read_marker(text: str) -> Marker | None:
    """The marker that a paragraph opens with, if any."""
    for kind, pattern in PATTERNS:
        m = pattern.match(text)
        if not m:
            continue
        label = m[1]
        if kind in ("part", "chapter", "mục", "article"):
            name = {"part": "Phần", "chapter": "Chương", "mục": "Mục", "article": "Điều"}[kind]
            label = f"{name} {label}"
        if kind == "number":
            label = f"({label})"
        if kind == "roman" and len(label) == 1 and label in "LVX" and not re.match(r"[VXL]\s*[.–-]", text):
            continue
        return Marker(kind, label, m.end())
    return None


def cell_label(text: str) -> str | None:
    """The path label of a table's marker cell: "1.1" → "1.1", "a)" → "a", "(2)" → "(2)", "1 1" → "11"."""
    text = text.strip()
    if not CELL.fullmatch(text):
        return None
    if text in "-+*":
        return text
    if re.fullmatch(r"\d \d", text):
        return text.replace(" ", "")
    if re.fullmatch(r"\(\w+\)", text):
        return text
    return text.rstrip(".)")


UPPER_ORDER = "ABCDEGHIKLMNOPQRSTUVX"  # as Vietnamese lists count


CELL_CLASSES: tuple[tuple[MarkerClass, re.Pattern[str]], ...] = (
    ("roman", re.compile(r"[IVXL]+")),
    ("upper", re.compile(r"[A-HĐK-U]")),
    ("number", re.compile(r"\(\d+\)")),
    ("small_roman", re.compile(r"\([ivx]+\)")),
    ("letter", re.compile(r"\(?[a-zđ]\)?")),
    ("plus", re.compile(r"\+")),
    ("dash", re.compile(r"[-*]")),
)


def cell_class(label: str, last_upper: str = "") -> MarkerClass:
    """Which kind of marker a table's marker cell holds; "I" goes on with "H" where ``last_upper`` is that."""
    if last_upper and label in UPPER_ORDER and UPPER_ORDER.find(label) == UPPER_ORDER.find(last_upper) + 1:
        return "upper"
    return next((kind for kind, pattern in CELL_CLASSES if pattern.fullmatch(label)), "decimal")
