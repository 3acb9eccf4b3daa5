"""The markers that Word prints before numbered paragraphs; the file holds only rules for them.

ECMA-376 part 1, 17.9: an abstract numbering has nine levels, each with a format and a pattern such as ``%1.%2.``;
numberings point at one and may set the start of a level anew.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)
LEVELS = 9


def value(element: etree._Element | None, name: str = "val") -> str | None:
    """An attribute of Word's own name space."""
    return None if element is None else element.get(W + name)


def number(element: etree._Element | None, default: int = 0) -> int:
    try:
        return int(value(element) or default)
    except ValueError:
        return default


def is_on(element: etree._Element | None) -> bool:
    """A switch such as ``w:caps``: there, and not turned off."""
    return element is not None and (value(element) or "1") not in ("0", "false", "none", "off")


def numeral(count: int, style: str) -> str:
    """A count in a number format of Word: decimal, lowerLetter, upperRoman, …"""
    if style in ("lowerRoman", "upperRoman"):
        text, rest = "", min(max(count, 0), 3999)
        for worth, sign in ROMAN:
            text += sign * (rest // worth)
            rest %= worth
        return text.upper() if style == "upperRoman" else text
    if style in ("lowerLetter", "upperLetter") and count > 0:
        text = chr(ord("a") + (count - 1) % 26) * min((count - 1) // 26 + 1, 8)
        return text.upper() if style == "upperLetter" else text
    if style == "decimalZero":
        return f"{count:02d}"
    return "" if style in ("none", "bullet") else str(count)


def bullet(sign: str) -> str:
    """A bullet as a mark that can be read: plus and dashes as printed, signs of symbol fonts as a dash."""
    sign = sign.strip()
    return sign if sign in ("+", "-", "–", "—", "*", "•", "●") else "-"


@dataclass(slots=True)
class Level:
    style: str = "decimal"
    pattern: str = ""
    start: int = 1
    restart: int | None = None  # the level whose step starts this one again; None for the one above, 0 for never
    legal: bool = False  # all numbers of the pattern in arabic figures


@dataclass(slots=True)
class Numbering:
    """State of all lists while the document is walked from its start to its end."""

    abstract: dict[str, dict[int, Level]] = field(default_factory=dict)
    instances: dict[str, tuple[str, dict[int, Level], dict[int, int]]] = field(default_factory=dict)
    counts: dict[str, list[int | None]] = field(default_factory=dict)
    begun: set[tuple[str, int]] = field(default_factory=set)

    def marker(self, instance: str, level: int) -> str:
        """The next marker of a list at a level; empty where the list does not print one."""
        if instance not in self.instances or not 0 <= level < LEVELS:
            return ""
        key, overrides, starts = self.instances[instance]
        levels = self.abstract.get(key, {})
        here = overrides.get(level) or levels.get(level) or Level()
        counts = self.counts.setdefault(key, [None] * LEVELS)
        if level in starts and (instance, level) not in self.begun:
            counts[level] = starts[level]
        elif counts[level] is None:
            counts[level] = here.start
        else:
            counts[level] = (counts[level] or 0) + 1
        self.begun.add((instance, level))
        for below in range(level + 1, LEVELS):
            rule = (overrides.get(below) or levels.get(below) or Level()).restart
            if rule is None or (0 < rule <= below and level < rule):
                counts[below] = None
        if here.style == "bullet":
            return bullet(here.pattern)
        text = here.pattern
        for place in range(level + 1):
            if f"%{place + 1}" not in text:
                continue
            other = overrides.get(place) or levels.get(place) or Level()
            if counts[place] is None:
                counts[place] = other.start
            text = text.replace(f"%{place + 1}", numeral(counts[place] or 0, "decimal" if here.legal else other.style))
        return text.strip()


def read_numbering(root: etree._Element | None) -> Numbering:
    """The lists of ``numbering.xml``; none where the file has no such part."""
    found = Numbering()
    if root is None:
        return found
    linked: dict[str, str] = {}
    by_style: dict[str, str] = {}
    for node in root.iterfind(W + "abstractNum"):
        key = node.get(W + "abstractNumId") or ""
        found.abstract[key] = dict(_levels(node))
        if (link := value(node.find(W + "numStyleLink"))) is not None:
            linked[key] = link
        if (name := value(node.find(W + "styleLink"))) is not None:
            by_style[name] = key
    for key, link in linked.items():
        found.abstract[key] = found.abstract.get(by_style.get(link, ""), found.abstract[key])
    for node in root.iterfind(W + "num"):
        overrides: dict[int, Level] = {}
        starts: dict[int, int] = {}
        for change in node.iterfind(W + "lvlOverride"):
            level = int(change.get(W + "ilvl") or 0)
            overrides.update(_levels(change))
            if (start := change.find(W + "startOverride")) is not None:
                starts[level] = number(start, 1)
        found.instances[node.get(W + "numId") or ""] = (value(node.find(W + "abstractNumId")) or "", overrides, starts)
    return found


def _levels(node: etree._Element) -> Iterator[tuple[int, Level]]:
    for lvl in node.iterfind(W + "lvl"):
        restart = lvl.find(W + "lvlRestart")
        yield (
            int(lvl.get(W + "ilvl") or 0),
            Level(
                value(lvl.find(W + "numFmt")) or "decimal",
                value(lvl.find(W + "lvlText")) or "",
                number(lvl.find(W + "start"), 1) if lvl.find(W + "start") is not None else 0,
                number(restart) if restart is not None else None,
                is_on(lvl.find(W + "isLgl")),
            ),
        )
