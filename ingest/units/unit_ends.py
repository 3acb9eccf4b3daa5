"""Where a name behind its head word ends: fields and their commas, a level, a place, a committee, a branch."""

from __future__ import annotations

import re

from ingest.authority.authority import Body, Scope
from ingest.units.unit_forms import BRANCH, LEVEL_END, NAME_GOES_ON, NUMBERED, OF_BODY, OF_COMMITTEE, TOKEN
from ingest.units.unit_text import NameText

MAX_WORDS = 16
OF_PARTY = frozenset(["ban", "ủy ban", "văn phòng"])
# Heads whose names list fields: "Phòng Kinh tế, Hạ tầng và Đô thị", "Viện Văn hóa, Nghệ thuật, Thể thao và Du lịch".
ENUMERATED = frozenset(["phòng", "cục", "vụ", "viện", "trung tâm", "chi cục", "sở"])
# "Ban Quản lý Khu kinh tế A và các khu công nghiệp tỉnh".
AND_ZONES = re.compile(r" và (?:các )?khu (?:công nghiệp|chế xuất|công nghệ cao|kinh tế)(?: và chế xuất)?(?!\w)")
ENUMERATION = re.compile(r"(?:, [^\W\d_]+(?: [^\W\d_]+){0,4}?){1,2} và [^\W\d_]+")


class NameEnds(NameText):
    """The ends of names in one text, read in the scope of one document."""

    def __init__(self, text: str, scope: Scope, whole: bool = False) -> None:
        super().__init__(text, whole)
        self.scope = scope
        self.known: dict[int, list[tuple[int, tuple[Body, ...]]]] = {}
        for start, end, bodies in scope.exact(self.text):
            self.known.setdefault(start, []).append((end, bodies))
        for start, end, bodies in scope.damaged(self.text):
            if self.folded.is_upper(start) and not any(e >= end for e, _ in self.known.get(start, ())):
                self.known.setdefault(start, []).append((end, bodies))

    def _longer(self, start: int, end: int, cell: bool) -> bool:
        """Whether a known name is only the beginning of a longer one ("Sở Y tế" + "tỉnh A", "Văn phòng" + "Sở")."""
        if BRANCH.match(self.text, end):
            return True
        if end >= len(self.text) or self.text[end] != " " or any(e > end for e, _ in self.known.get(start, ())):
            return False
        after = end + 1
        if NUMBERED.match(self.text, end) or BRANCH.match(self.text, end) or OF_COMMITTEE.match(self.text, end):
            return True
        place = self.words.place.match(self.text, after)
        if place:
            rest = place.end() + 1
            return (
                rest < len(self.text)
                and self.text[place.end()] == " "
                and self.folded.is_upper(rest)
                and not self._head(rest)
            )
        if not self.folded.is_upper(after) or self._head(after) or self.words.title.match(self.text, after):
            return self.text[start:end] in self.words.bare_heads and bool(self._head(after)) and not cell
        return after not in self.known and not self.words.stop.match(self.text, after)

    def _name_end(self, head: str, end: int, cell: bool) -> int:
        """The end of a name behind its head word: its words, its own fields and the level or committee it ends on."""
        text, last = self.text, self._words_end(head, end, cell)
        if last == end:
            return end
        if head in OF_PARTY and (of := OF_COMMITTEE.match(text, last)) and self.folded.is_upper(last + 1):
            return of.end()  # "Ủy ban Kiểm tra Tỉnh ủy"
        if zones := AND_ZONES.match(text, last):
            return self._capitals(self._level(zones.end()) or zones.end())
        if head in ENUMERATED and (more := ENUMERATION.match(text, last)) and self._enumerated(last + 2):
            return self._words_end(head, more.end(), cell)
        return self._level(last) or last

    def _capitals(self, at: int) -> int:
        """Where the words with capitals that follow ("Trần Văn A", "Bà Rịa - Vũng Tàu") end."""
        while self.text[at : at + 1] in (" ", "-") and self.folded.is_upper(at + 1) and not self._head(at + 1):
            token = TOKEN.match(self.text, at + 1)
            if not token:
                break
            at = token.end()
        return at

    def _level(self, last: int) -> int:
        """The end of the level that a name ends on ("Hội Nông dân" + "các cấp"); 0 where none ends it."""
        level = LEVEL_END.match(self.text, last)
        return level.end() if level and self._ends(level.end()) else 0

    def _words_end(self, head: str, end: int, cell: bool) -> int:
        text, words = self.text, self.words
        last, count = end, 0
        if (
            text[last : last + 1] == " "
            and (domain := words.domain.match(text, last + 1))
            and head in words.domain_heads
        ):
            last = self._more_domain(domain.end())
            count = 1
            if of := OF_BODY.match(text, last):  # "Ủy ban Pháp luật của Quốc hội"
                last = (self._above(of.end()) if "của" in of[0] else 0) or last
            if not words.place.match(text, last + 1) and not self._proper_name(last + 1):
                return last
        while count < MAX_WORDS and last < len(text) and text[last] in " -":
            after = last + 1
            token = TOKEN.match(text, after)
            if not token:
                break
            upper = self.folded.is_upper(after)
            first_word = last == end
            previous = re.split("[ -]", text[max(0, last - 12) : last])[-1]
            if self._small(after) and not (first_word and cell) and self._stops(after, previous, cell):
                break
            if not first_word and previous != "và" and previous not in NAME_GOES_ON:
                if token[0] in ("các", "những", "cùng", "hoặc", "nêu") or (
                    upper and self._head(after) not in ("", *words.inner_heads) and text[last] == " "
                ):
                    break
                if self.words.title.match(text, after) and upper:
                    break
            insurance = head in ENUMERATED and text.startswith("bhxh", token.end() + 1) and self._ends(token.end() + 5)
            if token[0] == "và" and not insurance and self._unit_follows(token.end() + 1):
                break  # "Cục Tiền lương và Bảo hiểm xã hội" is one name
            place = words.place.match(text, token.end() + 1) if token[0] == "và" and head == "ubnd" else None
            if place and self.folded.is_upper(place.end() + 1):
                break  # "UBND thành phố A và tỉnh B"
            if text[last] == " " and self._behind_place(end, last):
                break
            last, count = token.end(), count + 1
            last = self._places_go_on(last) or last
        return self._trim(end, last)

    def _enumerated(self, at: int) -> bool:
        """Whether a comma goes on with a name's own fields ("Viện Chiến lược, Chính sách …"), not with another body."""
        return self.folded.is_upper(at) and not (
            self._head(at)
            or at in self.known
            or self.words.title.match(self.text, at)
            or self.words.quantifier.match(self.text, at)
        )

    def _unit_follows(self, at: int) -> bool:
        words = self.words
        return bool(
            self.text.startswith("đại biểu ", at)
            or words.quantifier.match(self.text, at)
            or (self.folded.is_upper(at) and (self._head(at) or words.title.match(self.text, at)))
            or (words.series.match(self.text, at) and not self.folded.is_upper(at))
            or (
                words.title.match(self.text, at)
                and words.series.match(self.text, at) is None
                and not self.folded.is_upper(at)
            )
        )

    def _above(self, at: int) -> int:
        """Where the longest known body ends that a name says it belongs to ("… của Quốc hội"); 0 where none stands."""
        return max((end for end, bodies in self.known.get(at, ()) if not bodies[0].generic), default=0)
