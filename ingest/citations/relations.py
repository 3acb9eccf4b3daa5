"""Mentions → relations: which cue governs each, what stands in another's title, what goes on a list of documents."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from typing import Final

from ingest.citations.cues import ACT, OWN_ACT, PLACES, Cue, clause_start, cue_before
from ingest.citations.mentions import Mention, OwnDocument, Zone, is_basis, opens_basis
from ingest.identifiers.document_types import TYPE_WORD
from ingest.records import Relation

# "…, đã được sửa đổi, bổ sung bởi Nghị định …"; without "được" only where "bởi" or "tại" follows at once.
REVERSED: Final = re.compile(
    r"\s*,?\s*\(?\s*(?:(?:đã\s+)?(?:được|bị)\s+(?P<act>sửa\s+đổi|thay\s+thế|bãi\s+bỏ|bổ\s+sung)[^;.\n]{0,60}?"
    r"|(?P<bare>sửa\s+đổi)\s*,?\s*bổ\s+sung(?:\s+một\s+số\s+điều)?)\s+(?:bởi|tại|theo|bằng)\s",
    re.IGNORECASE,
)
_ACTS: Final[dict[str, Relation]] = {"sửa": "amends", "bổ": "amends", "thay": "replaces", "bãi": "repeals"}
_LISTED: Final = (
    rf"(?:(?:và|hoặc|cùng(?:\s+với)?|VÀ)\s+)?{PLACES}(?:(?:các|những"
    rf"|CÁC)\s+)?(?:nội\s+dung\s+(?:của\s+)?)?(?:{TYPE_WORD})?\s*(?:[sS]ố|SỐ)?\s*:?\s*"
)
# Between two coordinated documents. Not a clause with words of its own.
COORDINATED: Final = re.compile(rf"[\s,;]*{_LISTED}", re.IGNORECASE)
# "…; Quyết định số B": behind a semicolon a document alone goes on the list, whatever ends the item before.
_NEXT_ITEM: Final = re.compile(rf"[^.\n]*;\s*{_LISTED}", re.IGNORECASE)
# "… Nghị định A (được sửa đổi tại Nghị định B) và Nghị định C": C goes with A.
_AFTER_BRACKETS: Final = re.compile(rf"\s*\)[\s,;]*{_LISTED}", re.IGNORECASE)
# The end of an item of a list: "… (sau đây gọi là Chỉ thị);".
_LIST_PAUSES: Final = re.compile(r"\s*(?:\([^()\n]{1,120}\)\s*)?;\s*")
# What may stand between the start of a paragraph and the document that it names first.
_OPENS: Final = re.compile(rf"[\s\-–+*•]*(?:\(?\w{{1,4}}[.)]\s+)?(?:{_LISTED})?\Z", re.IGNORECASE)
_AFTER: Final = re.compile(r"[^.;\n]{0,160}?\s(?P<act>hết\s+hiệu\s+lực)", re.IGNORECASE)
# "trước ngày Luật … có hiệu lực": a point in time, no ground.
_IN_FORCE: Final = re.compile(r"\s*(?:\([^()\n]{1,60}\)\s*)?(?:chính\s+thức\s+)?có\s+hiệu\s+lực", re.IGNORECASE)
_TIME_OF: Final = re.compile(r"(?:khi|ngày|trước|sau|thời\s+điểm|đến)\s+(?:các\s+)?\Z", re.IGNORECASE)
# "…, trường hợp Luật … có quy định": the document is the subject of what follows.
_SUBJECT: Final = re.compile(r"(?:trường\s+hợp|nếu)\s+(?:các\s+)?\Z", re.IGNORECASE)
# In a title, a place in a law says where its rule stands: "… theo quy định tại Điều 40 Luật …".
_PINPOINT: Final = re.compile(
    r"theo\s+(?:quy\s+định\s+)?(?:tại|của)\s+(?:(?:tiết|điểm|khoản|Điều|Mục|Chương|và|,)\s*[\w.]*\s*)+(?:của\s+)?\Z",
    re.IGNORECASE,
)
# The heading of a list of bases: "1. Căn cứ pháp lý", "Cơ sở pháp lý xây dựng Đề án".
BASES: Final = re.compile(
    r"(?:các\s+)?(?:căn\s+cứ|cơ\s+sở)\s+(?:pháp\s+(?:lý|luật)|chính\s+trị|xây\s+dựng|lập\s|ban\s+hành)(?!.*thủ\s+tục)[^.;:\n]{0,80}:?\Z",
    re.IGNORECASE,
)
_AMENDING_TYPES: Final = frozenset({"decision", "decree", "circular", "law", "resolution", "regulation", "directive"})


@dataclass(frozen=True, slots=True)
class Lead:
    """What a paragraph that opens with a document hangs on: the relation of the line above it."""

    relation: Relation
    cue: int


def related(text: str, mentions: list[Mention], zones: list[Zone], own: OwnDocument | None) -> list[Mention]:
    """The same mentions with relation, cue and the document in whose title they stand."""
    done: list[Mention] = []
    top: int | None = None  # index of the last mention that stands in no other's title
    leads = _Leads(text, mentions, zones, own)
    for i, mention in enumerate(mentions):
        if i and done[-1].zone != mention.zone:
            top = None
        last = done[-1] if i and top is not None else None
        outer = done[top] if top is not None else None
        if last is None or outer is None:
            done.append(leads.first(mention, done))
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
        elif last.stated_back and _AFTER_BRACKETS.fullmatch(text, last.title_end, mention.start):
            done.append(replace(mention, relation=outer.relation, cue=mention.start))
        elif back := REVERSED.fullmatch(text, last.title_end, mention.start) or REVERSED.fullmatch(
            _bare(text[last.title_end : mention.start])
        ):
            # a decree amends the decree in whose title the law stands, not the law
            over = top if mention.type != "law" and last.type == "law" and outer.type == mention.type else None
            done.append(
                replace(
                    mention,
                    relation=(outer if over is not None else last).relation,
                    cue=mention.start,
                    within=i - 1 if over is None else over,
                    stated=_ACTS[(back["act"] or back["bare"]).split()[0].lower()],
                    stated_back=True,
                )
            )
            continue
        elif mention.start < outer.title_end:
            done.append(_nested(text, mention, outer, top or 0))
            continue
        elif COORDINATED.fullmatch(text, outer.title_end, mention.start) or _NEXT_ITEM.fullmatch(
            text, outer.title_end, mention.start
        ):
            done.append(replace(mention, relation=outer.relation, cue=mention.start))
        else:
            done.append(_by_cue(text, mention, last.end, own))
        top = i
    return [_timed(text, m) for m in done]


def _timed(text: str, mention: Mention) -> Mention:
    """A document whose entry into force is a point in time, or that opens a condition, is only mentioned."""
    if _SUBJECT.search(text, max(0, mention.start - 20), mention.start):
        return replace(mention, relation="mentions", cue=mention.start)
    if _IN_FORCE.match(text, mention.end) and _TIME_OF.search(text, max(0, mention.start - 20), mention.start):
        return replace(mention, relation="mentions", cue=mention.start)
    return mention


class _Leads:
    """Lists of documents, a paragraph each: their cue stands in the line above ("Thay thế các quyết định sau:")."""

    def __init__(self, text: str, mentions: list[Mention], zones: list[Zone], own: OwnDocument | None) -> None:
        self.text, self.zones, self.own = text, zones, own
        self.starts = [z.span.start for z in zones]
        self.led: dict[int, Lead] = {}  # start of a zone → the lead that it hangs on
        self.opening = {m.zone.span.start for m in mentions if _OPENS.match(text[m.zone.span.start : m.start])}

    def first(self, mention: Mention, done: list[Mention]) -> Mention:
        """The first mention of its zone: by its own cue, or by the line that the list hangs on."""
        found = _by_cue(self.text, mention, mention.zone.span.start, self.own)
        if found.cue != mention.start or mention.zone.kind == "table" or mention.zone.span.start not in self.opening:
            return found
        lead = self._lead(mention, done)
        if lead:
            self.led[mention.zone.span.start] = lead
        return replace(mention, relation=lead.relation, cue=lead.cue) if lead else found

    def _lead(self, mention: Mention, done: list[Mention]) -> Lead | None:
        i = bisect_left(self.starts, mention.zone.span.start) - 1
        if i < 0:
            return None
        zone = self.zones[i]
        said = self.text[zone.span.start : zone.span.end].rstrip()
        if zone.kind == "table":
            return None
        if said.endswith(";") and done and done[-1].zone == zone:  # the list goes on in the next paragraph
            last = done[-1] if done[-1].within is None else done[done[-1].within or 0]
            ends = _LIST_PAUSES.fullmatch(self.text, done[-1].title_end, zone.span.end)
            return Lead(last.relation, mention.start) if ends else None
        if zone.span.start in self.led and not said.endswith(":"):
            same = mention.zone.path.count(".") == zone.path.count(".")
            return replace(self.led[zone.span.start], cue=mention.start) if same else None
        if said.endswith(":") or self._heads_bases(zone, said):
            basis = is_basis(self.text, zone) or self._heads_bases(zone, said)
            end = zone.span.start + len(said)
            amending = self.own is None or self.own.type in _AMENDING_TYPES
            told = not mention.zone.task and not zone.task
            acts = amending and (told or bool(OWN_ACT.search(self.text, zone.span.start, end)))
            cue = cue_before(
                self.text, clause_start(self.text, zone.span.start, end - 1), end, preamble=basis, acts=acts
            )
            return Lead(cue.relation, mention.start) if cue else None
        return None

    def _heads_bases(self, zone: Zone, said: str) -> bool:
        """The document's own bases, not those of a procedure in an annex."""
        return not zone.task and not zone.path.startswith("PL") and bool(BASES.match(said))


def _bare(gap: str) -> str:
    """Words between two mentions without the places inside a document ("khoản 3 Điều 1")."""
    return re.sub(r"(?:các\s+)?(?:khoản|điểm|Điều)\s+\w+(?:\s*,\s*|\s+)", "", gap)


def _same_list(text: str, last: Mention, mention: Mention, outer: Mention) -> bool:
    """Whether a mention goes on the list inside another's title: "sửa đổi Nghị định số A, số B và Nghị định số C"."""
    gap = text[last.title_end : mention.start]
    if not COORDINATED.fullmatch(gap):
        return False
    if not re.match(TYPE_WORD, text[mention.start : mention.end]):
        return ";" not in gap
    return (
        "," not in gap
        and ";" not in gap
        and mention.type == last.type
        and (last.stated != "implements" or outer.type != mention.type)
    )


def _nested(text: str, mention: Mention, outer: Mention, index: int) -> Mention:
    if mention.zone.kind not in ("title", "annex_title", "preamble") and _PINPOINT.search(
        text, outer.end, mention.start
    ):
        return replace(mention, relation="follows", cue=mention.start)
    cue = cue_before(text, outer.end, mention.start, preamble=False, acts=True)
    stated: Relation = "mentions" if cue is None else cue.relation
    if cue is None and re.match(r"\s*(?:về\s+việc\s+)?sửa", text[outer.end : mention.start], re.IGNORECASE):
        stated = "amends"
    return replace(mention, relation="mentions", cue=mention.start, within=index, stated=stated)


def _by_cue(text: str, mention: Mention, lowest: int, own: OwnDocument | None) -> Mention:
    zone = mention.zone
    start = clause_start(text, lowest, mention.start)
    acts = _may_act(text, mention, start, own)
    preamble = is_basis(text, zone)
    cue = cue_before(
        text,
        start,
        mention.start,
        preamble=preamble,
        annex_line=zone.kind == "annexed_to" and zone.annex,
        acts=acts,
    )
    if cue is None and zone.kind == "annexed_to" and zone.annex:
        cue = Cue("annexed_to", start)
    if cue is None and opens_basis(text, zone, mention.start):
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
    if mention.zone.kind == "table" or (own and own.type not in _AMENDING_TYPES):
        return False
    if mention.zone.task:
        return bool(OWN_ACT.search(text, start, mention.start))
    return (
        bool(ACT.search(text, max(mention.zone.span.start, start - 12), mention.start))
        or start <= mention.zone.span.start + 1
    )
