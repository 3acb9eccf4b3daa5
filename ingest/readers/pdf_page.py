"""One PDF page as runs of characters and ruled lines, turned so that its text runs from left to right.

PDFium gives both. It was chosen over pdfplumber after trying both on real files: it reads a page of text in some 15 ms
where pdfplumber takes 150, and its order follows the order of writing, which keeps letterhead cells together.
Coordinates are points; y grows upwards.
"""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from dataclasses import dataclass, replace
from itertools import pairwise

import pypdfium2.raw as pdfium
from pypdfium2 import PdfDocument, PdfPage

GAP = 1.2  # of the font size: a wider gap on one line parts two runs
LEVEL = 0.12  # of the font size: base lines of one line differ by no more
SHIFT = 0.55  # a raised or lowered number stands at most so far off …
CLOSE_BY = 0.5  # … and this near
HEIGHT = 1.1  # of the font size: what a line of text takes; the boxes of the letters differ by font and by letter
WORD_GAP = 0.14  # of the font size: between words of a line put in order; the narrowest blank of a font is 0.2
BACK = 0.3  # of the font size: a step back further than this is no kerning
OVERLAP = 0.5  # of a letter's width: letters that share more stand on each other (shadows, text printed twice)
RAISED = 0.16  # of the font size: a smaller character this far above the line is an index
SMALLER = 0.85
OPEN, CLOSE = "\ue000", "\ue001"  # stand around a raised number until it is known to be a footnote
MAX_CHARS = 200_000  # of one page
MAX_PATHS = 20_000
THIN = 2.5  # points: a filled box no thicker is a drawn rule


@dataclass(slots=True)
class Run:
    """Words that follow each other on one line; ``words`` holds each with its left and right end."""

    words: list[tuple[str, float, float]]
    y: float  # base line
    size: float

    @property
    def text(self) -> str:
        return " ".join(word for word, _, _ in self.words)

    @property
    def x0(self) -> float:
        return self.words[0][1]

    @property
    def x1(self) -> float:
        return self.words[-1][2]

    @property
    def middle(self) -> float:
        return self.y + 0.3 * self.size


@dataclass(frozen=True, slots=True)
class Rule:
    """A drawn line: level where ``y0 == y1``, upright where ``x0 == x1``."""

    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(slots=True)
class PageText:
    runs: list[Run]
    rules: list[Rule]
    width: float
    height: float
    images: int


@dataclass(frozen=True, slots=True)
class _Char:
    text: str
    x0: float
    x1: float
    y: float
    size: float
    turn: int
    told: bool = True  # False for a blank that the file does not hold: PDFium adds it where it sees a gap


def read_page(document: PdfDocument, index: int) -> PageText:
    """Runs and rules of a page."""
    page: PdfPage = document[index]
    try:
        turn, chars = _chars(page)
        rules, images = _drawn(page)
        width, height = page.get_mediabox()[2:4]
    finally:
        page.close()
    if turn % 2:
        width, height = height, width
    runs = _runs(_in_place([c for c in chars if c.turn == turn]))
    return PageText(runs, [_turned_rule(r, turn) for r in rules], width, height, images)


def _chars(page: PdfPage) -> tuple[int, list[_Char]]:
    text = page.get_textpage()
    try:
        handle = text.raw
        count = min(pdfium.FPDFText_CountChars(handle), MAX_CHARS)
        left, right, bottom, top = (ctypes.c_double() for _ in range(4))
        x, y = ctypes.c_double(), ctypes.c_double()
        loose, matrix = pdfium.FS_RECTF(), pdfium.FS_MATRIX()
        found: list[tuple[str, int, float, float, float, float, float, float, float, bool]] = []
        turns: Counter[int] = Counter()
        turn = 0
        high = 0
        for i in range(count):
            code = pdfium.FPDFText_GetUnicode(handle, i)
            if 0xD800 <= code < 0xDC00:
                high = code
                continue
            if 0xDC00 <= code < 0xE000 and high:
                code, high = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00), 0
            char = chr(code) if code and not 0xD800 <= code < 0xE000 else "\ufffd"
            if char in "\r\n":
                continue
            if char == "\x02":
                char = "-"  # PDFium's own mark for a hyphen at a line's end
            if not i % 8 or not found:
                turn = round(pdfium.FPDFText_GetCharAngle(handle, i) / (math.pi / 2)) % 4
            pdfium.FPDFText_GetLooseCharBox(handle, i, loose)
            pdfium.FPDFText_GetCharOrigin(handle, i, x, y)
            pdfium.FPDFText_GetCharBox(handle, i, left, right, bottom, top)
            if not char.isspace():
                turns[turn] += 1
            box = (
                (loose.left, loose.right, loose.bottom, loose.top)
                if loose.right > loose.left
                else (left.value, right.value, bottom.value, top.value)
            )
            pdfium.FPDFText_GetMatrix(handle, i, matrix)
            size = HEIGHT * pdfium.FPDFText_GetFontSize(handle, i) * math.hypot(matrix.c, matrix.d)
            told = not char.isspace() or not pdfium.FPDFText_IsGenerated(handle, i)
            found.append((char, turn, *box, x.value, y.value, size, told))
    finally:
        text.close()
    main = turns.most_common(1)[0][0] if turns else 0
    chars = []
    for char, turn, x0, x1, y0, y1, ox, oy, size, told in found:
        a, b = _turned(x0, y0, turn), _turned(x1, y1, turn)
        base = _turned(ox, oy, turn)[1]
        chars.append(_Char(char, min(a[0], b[0]), max(a[0], b[0]), base, max(size, 1.0), turn, told))
    return main, chars


def _turned(x: float, y: float, turn: int) -> tuple[float, float]:
    """A point where text at ``turn`` quarter turns (clockwise, as PDFium tells it) runs to the right."""
    return ((x, y), (-y, x), (-x, -y), (y, -x))[turn % 4]


def _turned_rule(rule: Rule, turn: int) -> Rule:
    a, b = _turned(rule.x0, rule.y0, turn), _turned(rule.x1, rule.y1, turn)
    return Rule(min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1]))


def _in_place(chars: list[_Char]) -> list[_Char]:
    """Characters in the order of writing, save where a letter was drawn after those to its right: a program that
    lacks it in the font of the text ("ỉ" in "tỉnh") writes the line first and sets the letter into its gap then."""
    ordered: list[_Char] = []
    start = 0
    for end in range(1, len(chars) + 1):
        if end < len(chars) and abs(chars[end].y - chars[end - 1].y) <= LEVEL * chars[end].size:
            continue
        ordered += _line_in_place(chars[start:end])
        start = end
    return ordered


def _line_in_place(line: list[_Char]) -> list[_Char]:
    printed = [c for c in line if not c.text.isspace()]
    if all(b.x0 >= a.x1 - BACK * a.size for a, b in pairwise(printed)):
        return line
    across = sorted((c for c in line if c.told), key=lambda c: (c.x0, c.x1))
    letters = [c for c in across if not c.text.isspace()]
    if any(b.x0 < a.x1 - OVERLAP * (a.x1 - a.x0) for a, b in pairwise(letters)):
        return line
    placed = across[:1]
    for a, b in pairwise(across):
        if b.x0 - a.x1 > WORD_GAP * b.size and not a.text.isspace():
            placed.append(replace(b, text=" ", x0=a.x1, x1=b.x0))
        placed.append(b)
    return placed


def _runs(chars: list[_Char]) -> list[Run]:
    """Characters in the order of writing → runs; blanks come from gaps, since files differ in writing spaces."""
    runs: list[Run] = []
    run: Run | None = None
    space = False
    end = 0.0
    for char in chars:
        if char.text.isspace() or char.text in "\u200b\ufeff\u00ad":
            space = space or char.text.isspace()
            continue
        size, text = char.size, char.text
        gap = char.x0 - end
        if run and _follows(run, char, gap):
            word, x0, _ = run.words[-1]
            raised = text.isdigit() and size < SMALLER * run.size and char.y - run.y > RAISED * run.size
            parted = (space and gap > 0.02 * size) or gap > 0.22 * run.size
            if raised and not parted and word.endswith(CLOSE):
                word, text = word[:-1], text + CLOSE
            elif raised:
                text = OPEN + text + CLOSE
            if parted:
                run.words.append((text, char.x0, char.x1))
            else:
                run.words[-1] = (word + text, x0, char.x1)
            if size > run.size / SMALLER and run.y - char.y > RAISED * size:  # the run began with a raised number
                head = "".join(w for w, _, _ in run.words)[: -len(text)]
                if len(run.words) <= 2 and head.isdigit():
                    run.words[0] = (OPEN + head + CLOSE + run.words[0][0][len(head) :], *run.words[0][1:])
                run.size, run.y = size, char.y
        else:
            run = Run([(text, char.x0, char.x1)], char.y, size)
            runs.append(run)
        end = char.x1
        space = False
    return runs


def _follows(run: Run, char: _Char, gap: float) -> bool:
    """Whether a character goes on with a run: on its line, or raised or lowered right behind it."""
    size = max(run.size, char.size)
    step = abs(char.y - run.y)
    near = GAP if step <= LEVEL * size else CLOSE_BY if step <= SHIFT * size else -1.0
    return -0.6 * run.size <= gap <= near * size


Matrix = tuple[float, float, float, float, float, float]
MAX_DEPTH = 6  # forms within forms


def _drawn(page: PdfPage) -> tuple[list[Rule], int]:
    """Drawn lines and how many pictures there are, those of nested forms included."""
    rules: list[Rule] = []
    images = seen = 0
    stack: list[tuple[object, Matrix, int]] = []
    for i in range(pdfium.FPDFPage_CountObjects(page.raw)):
        stack.append((pdfium.FPDFPage_GetObject(page.raw, i), (1, 0, 0, 1, 0, 0), 0))
    while stack and seen < MAX_PATHS:
        item, outer, depth = stack.pop()
        kind = pdfium.FPDFPageObj_GetType(item)
        if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            images += 1
        elif kind == pdfium.FPDF_PAGEOBJ_PATH:
            seen += 1
            rules += _path_rules(item, _within(_matrix(item), outer))
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < MAX_DEPTH:
            inner = _within(_matrix(item), outer)
            for i in range(min(pdfium.FPDFFormObj_CountObjects(item), MAX_PATHS)):
                stack.append((pdfium.FPDFFormObj_GetObject(item, i), inner, depth + 1))
    return rules, images


def _matrix(item: object) -> Matrix:
    m = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(item, m)
    return m.a, m.b, m.c, m.d, m.e, m.f


def _within(m: Matrix, outer: Matrix) -> Matrix:
    """The matrix that does ``m`` and then ``outer``."""
    (a, b, c, d, e, f), (p, q, r, s, t, u) = m, outer
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def _path_rules(raw: object, matrix: Matrix) -> list[Rule]:
    """The level and upright lines of a path; a thin filled box counts as one line, a stroked box as four."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(raw, fill, stroke)
    if not fill.value and not stroke.value:
        return []
    a, b, c, d, e, f = matrix
    x, y = ctypes.c_float(), ctypes.c_float()
    shapes: list[list[tuple[float, float]]] = []
    for i in range(min(pdfium.FPDFPath_CountSegments(raw), 2000)):
        segment = pdfium.FPDFPath_GetPathSegment(raw, i)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        point = (a * x.value + c * y.value + e, b * x.value + d * y.value + f)
        if kind == pdfium.FPDF_SEGMENT_MOVETO or not shapes:
            shapes.append([point])
        elif kind == pdfium.FPDF_SEGMENT_BEZIERTO:
            shapes[-1] = [point]  # no table is drawn with curves
        else:
            shapes[-1].append(point)
        if pdfium.FPDFPathSegment_GetClose(segment) and len(shapes[-1]) > 2:
            shapes[-1].append(shapes[-1][0])
    return [rule for shape in shapes if len(shape) > 1 for rule in _shape_rules(shape, bool(stroke.value))]


def _shape_rules(shape: list[tuple[float, float]], stroked: bool) -> list[Rule]:
    xs, ys = [p[0] for p in shape], [p[1] for p in shape]
    wide, high = max(xs) - min(xs), max(ys) - min(ys)
    if high <= THIN and wide > 2 * THIN:
        return [Rule(min(xs), sum(ys) / len(ys), max(xs), sum(ys) / len(ys))]
    if wide <= THIN and high > 2 * THIN:
        return [Rule(sum(xs) / len(xs), min(ys), sum(xs) / len(xs), max(ys))]
    rules = []
    for (ax, ay), (bx, by) in pairwise(shape) if stroked else ():
        if abs(ay - by) <= 1 and abs(ax - bx) > 2 * THIN:
            rules.append(Rule(min(ax, bx), ay, max(ax, bx), ay))
        elif abs(ax - bx) <= 1 and abs(ay - by) > 2 * THIN:
            rules.append(Rule(ax, min(ay, by), ax, max(ay, by)))
    return rules
