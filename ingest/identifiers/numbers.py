"""Finds the numbers of Vietnamese documents: ``249/QĐ-BHXH``, ``42-NQ/TW``, ``89/2020/NĐ-CP``, ``2649/BHXH-BT``.

A number is repaired, never guessed: spaces and dash forms, the letter case of known codes, the hyphen that scans lose
(``856/QĐTTg``). What it prints stays in ``printed``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from ingest.identifiers.document_types import (
    CODE_BY_FOLD,
    CODE_TYPES,
    ORG_BY_FOLD,
    ORG_ISSUERS,
    PARLIAMENT,
    issuer_of_code,
    type_of_code,
)
from ingest.records import DocumentType


@dataclass(frozen=True, slots=True)
class NumberMention:
    """``text[start:end] == printed``; ``number`` is None where the document leaves it blank ("Số:    /KH-UBND")."""

    start: int
    end: int
    printed: str
    number: str | None
    type: DocumentType | None
    year: int | None
    issuer: str | None


_DASH: Final = r"[-‐-―−]"
_UPPER: Final = "A-ZĐƯÔƠÂÊĂ"
_TOKEN: Final = rf"[{_UPPER}][{_UPPER}a-zđưôơâêă0-9]{{0,13}}"
_STARTS: Final = r"(?:(?<=[sS]ố)|(?<=SỐ)|(?<![\w/.,‐-―−-]))(?<!\d:)"

# State form: serial / [year /] code; the serial has a point only before a year ("66.2/2025/NQ-CP").
# Must not match dates (05/12/2024), "24/7", "80/20", forms ("Mẫu D04h-TS": no
# serial before the slash), standards ("QCVN 01:2021/BYT": a colon before), "km/h" (lower case), paths ("/2024/ABC").
STATE: Final = re.compile(
    rf"{_STARTS}(?P<serial>(?:\d{{1,3}}\.(?=\d{{1,3}}/(?:19|20)\d\d/))?\d{{1,6}}[a-zA-Z]?)\s{{0,2}}/\s{{0,2}}(?:(?P<year>(?:19|20)\d\d)\s?/\s?)?"
    rf"(?P<code>{_TOKEN}(?:\s?{_DASH}\s?{_TOKEN}|{_DASH}{_TOKEN})?(?:[-&/]{_TOKEN}"
    rf"|\.[{_UPPER}\d][\w-]{{0,12}}){{0,3}})(?![\w])"
)
# Party form: serial - code / body. Must not match "2021-2025/QĐ" (years), "COVID-19/…", table ranges "1-2/A".
PARTY: Final = re.compile(
    rf"{_STARTS}(?P<serial>\d{{1,6}}[a-zA-Z]?)\s{{0,2}}{_DASH}\s{{0,2}}(?P<code>[{_UPPER}][{_UPPER}a-zđy]{{0,4}})\s?/\s?"
    rf"(?P<org>{_TOKEN}(?:{_DASH}{_TOKEN})?)(?![\w])"
)
# Party form that lost its dash: "số 20NQ/TW", "số 298 KH/TWĐTN". Only behind "số", and only for bodies of the Party and
# of its organisations; "số 12 KH/UBND" may be anything.
BARE_PARTY: Final = re.compile(
    r"(?:(?<=[sS]ố )|(?<=SỐ )|(?<=[sS]ố: ))(?P<serial>\d{1,4})\s?"
    rf"(?P<code>NQ|QĐ|CT|KL|QC|QyĐ|HD|CTr|KH|TB|BC|CV|QĐi)\s?/\s?(?P<org>(?:TW|TU|BTG|BTC|TWĐTN|TWH)[{_UPPER}]{{0,6}}"
    rf"(?:{_DASH}{_TOKEN})?)(?![\w])"
)
# A number left blank for the clerk: "Số:      /KH-UBND", "Số: ....../QĐ-BGDĐT", "Số     -CT/TU". Needs the word "số".
BLANK: Final = re.compile(
    rf"\b(?:[sS]ố|SỐ)\s*:?[\s.…_]{{0,40}}(?P<sep>/|{_DASH})\s?(?:(?P<year>(?:19|20)\d\d)\s?/\s?)?"
    rf"(?P<code>{_TOKEN}(?:\s?[-‐-―−/]\s?{_TOKEN}){{1,3}})(?![\w])"
)
# Before a number these words say that it numbers a form, an invoice template or a standard, not a document.
NOT_BEFORE: Final = re.compile(
    r"(?:[mM]ẫu(?:\s+(?:biểu|số|hóa đơn))*|[bB]iểu(?:\s+(?:mẫu|số))*|TCVN|QCVN|ISO|[kK]ý hiệu)\s*:?\s*\Z"
)
# Before a number these words show that even an unusual code belongs to a document.
SURE_BEFORE: Final = re.compile(r"(?:[sS]ố|SỐ|[vV]ăn bản|VĂN BẢN|[qQ]uyết định|[cC]ông văn)\s*:?\s*\Z")
LOST_HYPHEN: Final = re.compile(
    r"(QĐ|NQ|NĐ|CT|KH|TB|CĐ|QD|ND|TT|TTLT|CTr)(TTg|TTG|CP|UBND|HĐND|HDND|TW|BHXH|VPCP|TTCP|NHNN|B[A-ZĐ]{1,6})\Z"
)
PARTY_CODES: Final = frozenset(
    {"NQ", "QĐ", "CT", "KL", "QC", "QyĐ", "QĐi", "HD", "CTr", "CTHĐ", "KH", "TB", "BC", "TTr", "CV", "ĐA", "TT", "PA"}
)
_SPACED_DASH: Final = re.compile(rf"\s?{_DASH}\s?")


def number_key(number: str) -> str:
    """The form under which two printed numbers are one: capitals, Đ as D, plain hyphens, no spaces."""
    return re.sub(r"\s", "", _SPACED_DASH.sub("-", number.upper().replace("Đ", "D")))


def find_numbers(text: str) -> list[NumberMention]:
    """All document numbers of a text, in order, none overlapping."""
    found = [m for m in (_party(text, hit) for hit in PARTY.finditer(text)) if m]
    found += [m for m in (_party(text, hit) for hit in BARE_PARTY.finditer(text)) if m]
    found += [m for m in (_state(text, hit) for hit in STATE.finditer(text)) if m]
    found += [_blank(hit) for hit in BLANK.finditer(text)]
    found.sort(key=lambda m: (m.start, -m.end))
    kept: list[NumberMention] = []
    for mention in found:
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept


def _party(text: str, hit: re.Match[str]) -> NumberMention | None:
    code = _code(hit["code"])
    if code not in PARTY_CODES or NOT_BEFORE.search(text, max(0, hit.start() - 30), hit.start()):
        return None
    number = f"{hit['serial']}-{code}/{_org(_SPACED_DASH.sub('-', hit['org']))}"
    return NumberMention(hit.start(), hit.end(), hit[0], number, CODE_TYPES[code], None, None)


def _state(text: str, hit: re.Match[str]) -> NumberMention | None:
    before = max(0, hit.start() - 30)
    if NOT_BEFORE.search(text, before, hit.start()):
        return None
    code = canonical_code(hit["code"])
    year = int(hit["year"]) if hit["year"] else None
    if "-" not in code and "/" not in code and year is None and not SURE_BEFORE.search(text, before, hit.start()):
        return None
    first = code.replace("/", "-").split("-")[0]
    if first not in CODE_TYPES and not PARLIAMENT.match(code) and sum(c.isupper() for c in first) < 2:
        return None
    if year is None and code.endswith("-TW") and first in PARTY_CODES:  # the Party's own form, misprinted
        number = f"{hit['serial']}-{first}/TW"
    else:
        number = "/".join([hit["serial"], *([hit["year"]] if hit["year"] else []), code])
    return NumberMention(hit.start(), hit.end(), hit[0], number, type_of_code(code), year, issuer_of_code(code))


def _blank(hit: re.Match[str]) -> NumberMention:
    code = canonical_code(hit["code"])
    year = int(hit["year"]) if hit["year"] else None
    return NumberMention(hit.start(), hit.end(), hit[0], None, type_of_code(code), year, issuer_of_code(code))


def canonical_code(printed: str) -> str:
    """``QĐ-TTG`` → ``QĐ-TTg``, ``QĐTTg`` → ``QĐ-TTg``, ``NĐ – CP`` → ``NĐ-CP``; unknown codes stay as printed."""
    code = _SPACED_DASH.sub("-", printed)
    lost = LOST_HYPHEN.match(code)
    if lost:
        code = f"{lost[1]}-{lost[2]}"
    first, dash, rest = code.partition("-")
    if not dash:
        return _org(first) if "/" not in first else first
    known = _code(first)
    if known not in CODE_TYPES:
        return code
    return "-".join([known, *(_org(part) for part in rest.split("-"))])


def _code(printed: str) -> str:
    return printed if printed in CODE_TYPES else CODE_BY_FOLD.get(printed.upper().replace("Đ", "D"), printed)


def _org(printed: str) -> str:
    if printed in ORG_ISSUERS:
        return printed
    return ORG_BY_FOLD.get(printed.upper().replace("Đ", "D"), printed)
