"""Raw text → lines of clean text that know where each character came from.

Drops markup where the reader says that marks are markup; folds white space; cuts table rows at tabs or bars.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from ingest.letters import seam
from ingest.readers.repair import LETTERS

# Markdown and HTML marks. Not: "*" between digits, "#" inside words, "<" as less-than.
MARKUP = re.compile(
    r"</?(?:p|b|i|u|br|em|strong|sup|sub|span|div)\b[^<>\n]{0,40}/?>|\*{1,3}|^\s{0,3}#{1,6}(?=\s)|\\(?=[-*_.()\[\]#+])|(?<!\w)__?(?=\w)|(?<=\w)__?(?!\w)",
    re.I,
)
BREAK = re.compile(r"<br\s*/?>", re.I)
HEADING = re.compile(r"^\s{0,3}(#{1,6})\s")
BAR_ROW = re.compile(r"^\s*\|(.+)\|\s*$")
BAR_RULE = re.compile(r"^\s*\|?[\s:|-]*-[\s:|-]*\|?\s*$")
INVISIBLE = re.compile(r"[\u200b-\u200f\u2060\ufeff\u00ad\x0c]")


@dataclass(frozen=True, slots=True)
class Strand:
    """Clean characters and, for each, its offset in the reader's text."""

    text: str
    origin: array[int]

    def __len__(self) -> int:
        return len(self.text)

    def cut(self, start: int, end: int | None = None) -> Strand:
        """A slice, white space at its ends left out."""
        end = len(self.text) if end is None else end
        while start < end and self.text[start] == " ":
            start += 1
        while end > start and self.text[end - 1] == " ":
            end -= 1
        return Strand(self.text[start:end], self.origin[start:end])


EMPTY = Strand("", array("i"))


def join(strands: Iterable[Strand], separator: str | None = None) -> Strand:
    """One strand of several, as lines that follow each other where no separator is given; what is put between two
    takes the origin of the character before it."""
    parts = [s for s in strands if s.text]
    if len(parts) < 2:
        return parts[0] if parts else EMPTY
    text, origin = [parts[0].text], parts[0].origin[:]
    for before, part in pairwise(parts):
        between = seam(before.text, part.text) if separator is None else separator
        origin.extend([origin[-1]] * len(between))
        origin.extend(part.origin)
        text += [between, part.text]
    return Strand("".join(text), origin)


@dataclass(slots=True)
class Line:
    """A line of the reader's text: ``cells`` where it is a table row, else ``strand``."""

    strand: Strand
    cells: list[Strand] | None
    number: int
    indent: int = 0
    heading: int = 0  # Markdown heading level, 0 for none
    blanks: int = 0  # blank lines before it
    closes: bool = False  # bold marks end with it, as at the end of a heading; without marks in a text any line may
    opens: bool = False  # bold marks open with it
    early: bool = False  # ends although the next word would have fitted (`ingest.structure.paragraphs`)
    hangs: bool = False  # at the left edge, where first lines are indented (`ingest.structure.paragraphs`)
    drawn: int = 0  # number of the table whose borders the text draws (`ingest.tables.portal_tables`), 0 for none
    width: int = 0  # columns of that table; a row with fewer cells has merged cells


def clean(raw: str, start: int, end: int, markup: bool) -> Strand:
    """The clean characters of ``raw[start:end]``; white space folded, letters of old fonts made real."""
    text = raw[start:end]
    dropped = bytearray(len(text))
    for pattern in (MARKUP, INVISIBLE) if markup else (INVISIBLE,):
        for m in pattern.finditer(text):
            if markup and BREAK.match(m[0]):
                dropped[m.start() : m.end()] = b"\x02" + b"\x01" * (len(m[0]) - 1)
            else:
                dropped[m.start() : m.end()] = b"\x01" * len(m[0])
    characters: list[str] = []
    origin = array("i")
    for i, printed in enumerate(text):
        if dropped[i] == 1:
            continue
        blank = dropped[i] == 2 or printed.isspace()
        if blank and (not characters or characters[-1] == " "):
            continue
        characters.append(" " if blank else LETTERS.get(printed, printed))
        origin.append(start + i)
    while characters and characters[-1] == " ":
        characters.pop()
        origin.pop()
    return Strand("".join(characters), origin)


def split(raw: str, markup: bool) -> list[Line]:
    """The lines of a text that hold anything; blank lines are counted on the line after them.

    A line of marks alone (``** **``) is kept, empty, only in a text that draws the borders of its tables: there it is
    an empty cell.
    """
    drawn = markup and raw.count("\n|\n") > 1
    lines: list[Line] = []
    blanks = 0
    start = 0
    for number, text in enumerate(raw.split("\n")):
        end = start + len(text)
        line = _line(raw, start, end, number, markup)
        start = end + 1
        if line is None:
            blanks += 0 if text.strip() else 1
            if not (drawn and text.strip() and not BAR_RULE.fullmatch(text)):
                continue
            line = Line(EMPTY, None, number)
        line.blanks, blanks = blanks, 0
        lines.append(line)
    return lines


def _line(raw: str, start: int, end: int, number: int, markup: bool) -> Line | None:
    text = raw[start:end]
    if not text.strip():
        return None
    if markup and "|" in text:
        if BAR_RULE.match(text):
            return None
        bars = BAR_ROW.match(text)
        if bars and "|" in bars[1]:
            return Line(EMPTY, _cells(raw, start + bars.start(1), start + bars.end(1), "|", markup), number)
    if _is_row(text):
        return Line(EMPTY, _cells(raw, start, end, "\t", markup), number)
    heading = HEADING.match(text) if markup else None
    strand = clean(raw, start, end, markup)
    if not strand.text:
        return None
    indent = len(text) - len(text.lstrip(" "))
    closes = not markup or text.rstrip().endswith(("*", "</b>", "</i>"))
    opens = markup and text.lstrip().startswith(("*", "<b>", "<i>"))
    return Line(strand, None, number, indent, len(heading[1]) if heading else 0, closes=closes, opens=opens)


def _is_row(text: str) -> bool:
    """Tabs between or after words, or several before them. Not: one tab that indents a paragraph."""
    core = text.strip(" ")
    return "\t" in core.strip("\t") or core.endswith("\t") or core.startswith("\t\t")


def _cells(raw: str, start: int, end: int, bar: str, markup: bool) -> list[Strand]:
    cells = []
    at = start
    for part in raw[start:end].split(bar):
        cells.append(clean(raw, at, at + len(part), markup))
        at += len(part) + 1
    return cells
