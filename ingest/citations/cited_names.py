"""Citations without a full number: laws and agreements by name, short forms, "Nghị quyết số 42", "Kế hoạch của X"."""

from __future__ import annotations

import re
from typing import Final

from ingest.citations import short_forms
from ingest.citations.cited_numbers import tail
from ingest.citations.law_names import DRAFT_AFTER, DRAFT_BEFORE
from ingest.citations.law_reading import CONSTITUTION, HEAD, OwnNames, name_end, sure_name
from ingest.citations.mentions import Locator, Mention, Zone, is_basis
from ingest.identifiers.document_types import TYPE_WORD, type_of_words
from ingest.identifiers.issuers import canonical_issuer, issuer_after

# "Nghị quyết số 42" without its code: not followed by the rest of a number, a date, a unit or a counted thing.
SERIAL: Final = re.compile(
    rf"(?<!\w)(?P<word>{TYPE_WORD})\s+(?:số\s+|SỐ\s+)(?P<serial>\d{{1,5}})(?!\s?[/\d]|\s?[-–]\s?[A-ZĐ\d]|[.,]\d|\w)"
)
OF_ISSUER: Final = re.compile(
    r"(?<!\w)(?P<word>Chương\s+trình\s+hành\s+động|Chiến\s+lược|Kế\s+hoạch|Chỉ\s+thị|Kết\s+luận)(?=\s+của\s)"
)
# "Hiệp định BHXH đã ký giữa Chính phủ A và Chính phủ B". Not "Hiệp định song phương" (a class).
AGREEMENT: Final = re.compile(
    r"(?<!\w)(?P<word>Hiệp\s+định|Thỏa\s+thuận|Bản\s+ghi\s+nhớ)(?P<what>(?:\s+(?!giữa|đã|được"
    r"|ký)[^\s,;.()]+){0,10}?)(?:\s+(?:đã\s+|được\s+)?(?:ký|ký\s+kết))?"
    r"\s+giữa\s+(?P<parties>[A-ZĐ]\w*(?:\s+[A-ZĐ]?\w+){1,8}?\s+và\s+(?:nước\s+)?[A-ZĐ]\w*(?:\s+(?:phủ"
    r"|[A-ZĐ]\w*))*)(?P<about>\s+về\s+[A-ZĐ]\w*(?:\s+xã\s+hội|\s+y\s+tế)?)?"
)
_NOT_DEFINED: Final = re.compile(r"\s+(?:số|này|hành\s+động|mục\s+tiêu\s+quốc)\b")


_BASIS_BEFORE: Final = re.compile(r"(?:[Cc]ăn\s+cứ|CĂN\s+CỨ|[;,\n]|\A|\s+và|[-*])\s*(?:các\s+)?\Z")
# "Luật Lưu trữ 2024".
_BARE_YEAR: Final = re.compile(r"\s+((?:19|20)\d\d)(?![\w/-])")
_IN_LAW_CONTEXT: Final = re.compile(r"(?:pháp|kỷ|quy|bộ)\s+\Z", re.IGNORECASE)
# A short form that is a document's: it holds a type word, or names a strategy, a scheme, a project.
DOCUMENT_NAME: Final = re.compile(rf"(?:{TYPE_WORD}|Chiến lược|Đề án|Chương trình|Quy hoạch|Dự án|Kế hoạch)(?!\w)")


def laws(text: str, locate: Locator, taken: list[Mention]) -> list[Mention]:
    """Laws cited by name; drafts ("Dự thảo Luật …", "Luật … (sửa đổi)") and names before a number are left out."""
    spans = sorted((m.start, m.end) for m in taken)
    heads = sorted([*HEAD.finditer(text), *CONSTITUTION.finditer(text)], key=lambda h: h.start())
    own = _own_names(text, locate, heads, taken)
    found: list[Mention] = []
    reach = 0
    i = 0
    for head in heads:
        start = head.start()
        while i < len(spans) and spans[i][1] <= start:
            i += 1
        zone = locate.at(start)
        if zone is None or start < reach or (i < len(spans) and spans[i][0] < head.end()):
            continue
        stop = min(zone.span.end, spans[i][0]) if i < len(spans) else zone.span.end
        end = (
            head.end()
            if head.re is CONSTITUTION
            else name_end(text, head.end(), stop, basis=_stands_in_basis(text, zone, start), own=own)
        )
        if end is None or _IN_LAW_CONTEXT.search(text, max(0, start - 8), start):
            continue
        if DRAFT_AFTER.match(text, end) or DRAFT_BEFORE.search(text, max(zone.span.start, start - 40), start):
            reach = end
            continue
        title = " ".join(text[start:end].split())
        issued_on, year, issuer, end = tail(text, end, zone.span.end)
        if year is None and (bare := _BARE_YEAR.match(text, end, zone.span.end)):
            year, end = int(bare[1]), bare.end()
        found.append(
            Mention(
                start=start,
                end=end,
                kind="name",
                zone=zone,
                type="law",
                issued_on=issued_on,
                year=year,
                issuer=issuer,
                title=title,
                title_end=end,
                name=title,
            )
        )
        reach = end
    return found


def _stands_in_basis(text: str, zone: Zone, start: int) -> bool:
    """Whether a law is itself a basis ("Căn cứ Luật …; Luật …"), not part of another's title there."""
    return is_basis(text, zone) and bool(_BASIS_BEFORE.search(text, max(zone.span.start, start - 20), start))


def _own_names(text: str, locate: Locator, heads: list[re.Match[str]], taken: list[Mention]) -> OwnNames:
    """The names that this text prints with a number, a date or as a basis."""
    names = [m.title.split(" ", 1)[1] for m in taken if m.type == "law" and m.title and " " in m.title]
    for head in heads:
        zone = locate.at(head.start())
        if zone is None or head.re is CONSTITUTION:
            continue
        name = sure_name(text, head.end(), zone.span.end, basis=_stands_in_basis(text, zone, head.start()))
        if name:
            names.append(name)
    return OwnNames(names)


def agreements(text: str, locate: Locator) -> list[Mention]:
    """Agreements between two named parties."""
    found = []
    for hit in AGREEMENT.finditer(text):
        zone = locate.at(hit.start())
        if zone is None:
            continue
        word, what, about = hit["word"], " ".join(hit["what"].split()), hit["about"] or ""
        title = " ".join(f"{word} {what} giữa {hit['parties']}{about}".split())
        found.append(
            Mention(
                start=hit.start(),
                end=hit.end(),
                kind="name",
                zone=zone,
                type="agreement",
                title=title,
                title_end=hit.end(),
                name=title,
            )
        )
    return found


def short_names(text: str, locate: Locator, mentions: list[Mention]) -> list[Mention]:
    """The mentions, and where the text uses the short forms that it defines for them; sorted by place."""
    defined: dict[str, int] = {}  # name → offset where its definition ends
    brackets: list[tuple[int, int]] = []
    names: dict[str, Mention] = {}
    for form in short_forms.find(text):
        if form.kind != "called":
            continue
        brackets.append((form.start, form.end))
        target = _defined_for(text, form, mentions)
        if target is not None and form.name not in names:
            names[form.name], defined[form.name] = target, form.end
    found = []
    if names:
        pattern = re.compile(
            r"(?<!\w)(?:"
            + "|".join(re.escape(n).replace(r"\ ", r"\s+") for n in sorted(names, key=len, reverse=True))
            + r")(?!\w)"
        )
        found = [m for hit in pattern.finditer(text) if (m := _short(text, hit, locate, names, defined))]
    taken = sorted([(m.start, m.end) for m in [*mentions, *found]] + brackets)
    for hit in [*SERIAL.finditer(text), *OF_ISSUER.finditer(text)]:
        mention = _loose(text, hit, locate)
        if mention:
            found.append(mention)
    return sorted([*mentions, *_free(found, taken)], key=lambda m: m.start)


def _free(found: list[Mention], taken: list[tuple[int, int]]) -> list[Mention]:
    """Those that overlap nothing taken before them."""
    kept, end, i = [], 0, 0
    others = [t for t in taken if t not in {(m.start, m.end) for m in found}]
    for mention in sorted(found, key=lambda m: (m.start, -m.end)):
        while i < len(others) and others[i][1] <= mention.start:
            i += 1
        if mention.start >= end and not (i < len(others) and others[i][0] < mention.end):
            kept.append(mention)
            end = mention.end
    return kept


def _short(
    text: str, hit: re.Match[str], locate: Locator, names: dict[str, Mention], defined: dict[str, int]
) -> Mention | None:
    name = " ".join(hit[0].split())
    zone = locate.at(hit.start())
    if (
        zone is None
        or name not in names
        or hit.start() < defined[name]
        or ((" " not in name or name.count(" ") == 1) and _NOT_DEFINED.match(text, hit.end()))
    ):
        return None
    target = names[name]
    *_, end = tail(text, hit.end(), zone.span.end) if re.search(r"\d\Z", name) else (None, hit.end())
    return Mention(
        start=hit.start(),
        end=end,
        kind="short",
        zone=zone,
        type=target.type,
        number=target.number,
        issued_on=target.issued_on,
        year=target.year,
        issuer=target.issuer,
        title_end=end,
        name=target.name or name,
    )


def _loose(text: str, hit: re.Match[str], locate: Locator) -> Mention | None:
    zone = locate.at(hit.start())
    kind = type_of_words(hit["word"]) or "other"
    if zone is None:
        return None
    if hit.re is OF_ISSUER:
        found = issuer_after(text, hit.end(), zone.span.end)
        if not found:
            return None
        return Mention(
            start=hit.start(),
            end=found[1],
            kind="of_issuer",
            zone=zone,
            type=kind,
            issuer=canonical_issuer(found[0]),
            title_end=found[1],
        )
    issued_on, year, issuer, end = tail(text, hit.end(), zone.span.end)
    return Mention(
        start=hit.start(),
        end=end,
        kind="serial",
        zone=zone,
        type=kind,
        number=hit["serial"],
        issued_on=issued_on,
        year=year,
        issuer=issuer,
        title_end=end,
    )


def _defined_for(text: str, form: short_forms.ShortForm, mentions: list[Mention]) -> Mention | None:
    """The document that a short form was defined for, or None: it may be a unit's."""
    if not DOCUMENT_NAME.match(form.name):
        return None
    lowest = max(text.rfind("\n", 0, form.start), text.rfind(";", 0, form.start), 0)
    before = [m for m in mentions if lowest <= m.start < form.start]
    serial = re.search(r"\d+", form.name)
    if serial:
        before = [m for m in before if m.number and re.match(rf"{serial[0]}\D", m.number)]
    elif kind := type_of_words(form.name.split(" số")[0]):
        same = [m for m in before if m.type == kind and m.kind != "short"]
        if same and kind != "plan":
            before = same
    if not before:
        return None
    nearest = before[-1]
    around = [m for m in before if m.title_end >= nearest.start and m.start < nearest.start and m.title_end > m.end]
    first = " ".join(form.name.split()[:1])
    if not serial and around and first in (around[0].title or ""):
        return around[0]
    if (
        not serial
        and type_of_words(form.name) is None
        and first not in (nearest.title or "")
        and first != text[nearest.start : nearest.start + len(first)]
    ):
        return None
    return nearest
