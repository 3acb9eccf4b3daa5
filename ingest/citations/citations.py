"""Finds what a document says of other documents: each mention with its place, its cue and what is printed of it.

Finding only; which mentions are one document is settled in `ingest.citations.resolve`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from ingest.citations.cited_names import agreements, laws, short_names
from ingest.citations.cited_numbers import by_number
from ingest.citations.cues import ACT, Cue, clause_start, cue_before
from ingest.citations.mentions import SILENT, Locator, Mention, OwnDocument, Zone, ZoneKind
from ingest.identifiers.document_types import TYPE_WORD
from ingest.records import Relation

__all__ = ["Mention", "OwnDocument", "Zone", "ZoneKind", "find"]

REVERSED: Final = re.compile(
    r"\s*,?\s*\(?\s*(?:đã\s+)?(?:được|bị)\s+(?P<act>sửa\s+đổi|thay\s+thế|bãi\s+bỏ"
    r"|bổ\s+sung)[^;.\n]{0,60}?\s(?:bởi|tại|theo|bằng)\s",
    re.IGNORECASE,
)
_ACTS: Final[dict[str, Relation]] = {"sửa": "amends", "bổ": "amends", "thay": "replaces", "bãi": "repeals"}
# Between two coordinated documents. Not a clause with words of its own.
COORDINATED: Final = re.compile(
    rf"[\s,;]*(?:(?:và|hoặc|cùng(?:\s+với)?|VÀ)\s+)?(?:(?:các|những"
    rf"|CÁC)\s+)?(?:nội\s+dung\s+(?:của\s+)?)?(?:{TYPE_WORD})?\s*(?:[sS]ố|SỐ)?\s*:?\s*",
    re.IGNORECASE,
)
BASIS: Final = re.compile(r"\s*(?:-\s*)?(?:Căn\s+cứ|CĂN\s+CỨ)\s", re.IGNORECASE)
_AFTER: Final = re.compile(r"[^.;\n]{0,160}?\s(?P<act>hết\s+hiệu\s+lực)", re.IGNORECASE)
_AMENDING_TYPES: Final = frozenset({"decision", "decree", "circular", "law", "resolution", "regulation", "directive"})


def find(text: str, zones: list[Zone], own: OwnDocument | None = None) -> list[Mention]:
    """All mentions in reading order, each with its relation; "Kế hoạch của X" where ``own`` is X's plan is left out."""
    locate = Locator(_by_section(sorted((z for z in zones if z.kind not in SILENT), key=lambda z: z.span.start)))
    mentions = by_number(text, locate)
    mentions += laws(text, locate, mentions)
    mentions += agreements(text, locate)
    mentions.sort(key=lambda m: m.start)
    mentions = short_names(text, locate, mentions)
    mentions = [m for m in mentions if not (own and own.is_named_by(m))]
    return _related(text, mentions, own)


def _by_section(zones: list[Zone]) -> list[Zone]:
    """Headings and lead-ins of a section that holds tasks count with them ("III.1" where "III.1.a" is a task)."""
    working = {z.path.split(".")[0] for z in zones if z.task and z.path}
    return [
        replace(z, task=True) if z.kind == "body" and not z.task and z.path.split(".")[0] in working else z
        for z in zones
    ]


def _related(text: str, mentions: list[Mention], own: OwnDocument | None) -> list[Mention]:
    """The same mentions with relation, cue and the document in whose title they stand."""
    done: list[Mention] = []
    top: int | None = None  # index of the last mention that stands in no other's title
    for i, mention in enumerate(mentions):
        if i and done[-1].zone != mention.zone:
            top = None
        last = done[-1] if i and top is not None else None
        outer = done[top] if top is not None else None
        if last is None or outer is None:
            done.append(_by_cue(text, mention, mention.zone.span.start, own))
        elif last.within is not None and _same_list(text, last, mention, outer):
            done.append(
                replace(
                    mention,
                    relation=last.relation,
                    cue=mention.start,
                    within=last.within,
                    stated=last.stated,
                    stated_back=last.stated_back,
                )
            )
            continue
        elif back := REVERSED.fullmatch(text, last.title_end, mention.start) or REVERSED.fullmatch(
            _bare(text[last.title_end : mention.start])
        ):
            done.append(
                replace(
                    mention,
                    relation=last.relation,
                    cue=mention.start,
                    within=i - 1,
                    stated=_ACTS[back["act"].split()[0].lower()],
                    stated_back=True,
                )
            )
            continue
        elif mention.start < outer.title_end:
            done.append(_nested(text, mention, outer, top or 0))
            continue
        elif COORDINATED.fullmatch(text, outer.title_end, mention.start):
            done.append(replace(mention, relation=outer.relation, cue=mention.start))
        else:
            done.append(_by_cue(text, mention, last.end, own))
        top = i
    return done


def _bare(gap: str) -> str:
    """Words between two mentions without the places inside a document ("khoản 3 Điều 1")."""
    return re.sub(r"(?:khoản|điểm|Điều)\s+\w+\s+", "", gap)


def _same_list(text: str, last: Mention, mention: Mention, outer: Mention) -> bool:
    """Whether a mention goes on the list inside another's title: "sửa đổi Nghị định số A, số B và Nghị định số C"."""
    gap = text[last.title_end : mention.start]
    if not COORDINATED.fullmatch(gap):
        return False
    if not re.match(TYPE_WORD, text[mention.start : mention.end]):
        return True
    return (
        "," not in gap
        and ";" not in gap
        and mention.type == last.type
        and (last.stated != "implements" or outer.type != mention.type)
    )


def _nested(text: str, mention: Mention, outer: Mention, index: int) -> Mention:
    cue = cue_before(text, outer.end, mention.start, preamble=False, acts=True)
    stated: Relation = "mentions" if cue is None else cue.relation
    if cue is None and re.match(r"\s*(?:về\s+việc\s+)?sửa", text[outer.end : mention.start], re.IGNORECASE):
        stated = "amends"
    return replace(mention, relation="mentions", cue=mention.start, within=index, stated=stated)


def _by_cue(text: str, mention: Mention, lowest: int, own: OwnDocument | None) -> Mention:
    zone = mention.zone
    start = clause_start(text, lowest, mention.start)
    acts = _may_act(text, mention, start, own)
    basis = BASIS.match(text, zone.span.start)
    preamble = zone.kind == "preamble" or (basis is not None and not zone.task and zone.kind == "body")
    cue = cue_before(text, start, mention.start, preamble=preamble, annex_line=zone.kind == "annexed_to", acts=acts)
    if cue is None and zone.kind == "annexed_to":
        cue = Cue("annexed_to", start)
    if cue is None and preamble:
        line = text.rfind("\n", zone.span.start, mention.start) + 1 or zone.span.start
        if BASIS.match(text, line):
            cue = Cue("legal_basis", mention.start)
    if cue is None and zone.kind == "footnote" and zone.anchor is not None:
        anchor = cue_before(text, clause_start(text, 0, zone.anchor), zone.anchor, preamble=False)
        cue = Cue(anchor.relation, mention.start) if anchor else None
    if cue is None and acts and own and own.type in _AMENDING_TYPES:
        after = _AFTER.match(text, mention.end, zone.span.end)
        cue = Cue("repeals", mention.start) if after else None
    if cue is None:
        return replace(mention, relation="mentions", cue=mention.start)
    return replace(mention, relation=cue.relation, cue=cue.start)


def _may_act(text: str, mention: Mention, start: int, own: OwnDocument | None) -> bool:
    """Whether "sửa đổi", "thay thế", "bãi bỏ" here is done by this document, not asked for or told of another."""
    if mention.zone.kind in ("title", "annex_title"):
        return True
    if mention.zone.task or mention.zone.kind == "table" or (own and own.type not in _AMENDING_TYPES):
        return False
    return (
        bool(ACT.search(text, max(mention.zone.span.start, start - 12), mention.start))
        or start <= mention.zone.span.start + 1
    )
