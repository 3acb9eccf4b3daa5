"""One text that names are read in: what may stand at a place of it, and where a name cannot go on."""

from __future__ import annotations

import re

from ingest.authority.folding import Folded, fold_text
from ingest.authority.words import Words, words
from ingest.units.unit_forms import (
    BEHIND_PLACE,
    LEVEL_JOINT,
    LEVEL_LAST,
    LEVEL_NEXT,
    NEAR_PLACE,
    NOT_IN_NAME,
    ROLE_NOUN,
    TOKEN,
)


class NameText:
    """Folded text with the questions that the grammar of names asks about a place of it."""

    def __init__(self, text: str, whole: bool = False) -> None:
        """``whole``: the text is nothing but names (a heading), so that no verb ends one that may be a noun."""
        self.whole = whole
        self.folded: Folded = fold_text(text)
        self.text = self.folded.text
        self.words: Words = words()

    def _ends(self, at: int) -> bool:
        """Whether a bare word may end here: punctuation, the end, a verb or a joining word; not a name going on."""
        if at >= len(self.text):
            return True
        rest = self.text[at:].lstrip(" ")
        if not rest or not rest[0].isalnum():
            return True
        start = len(self.text) - len(rest)
        return bool(self.words.stop.match(rest) and not self.folded.is_upper(start)) or rest.startswith(
            ("và ", "cùng ")
        )

    def _head(self, at: int) -> str:
        """The head word at a place; not "Khoa" in "Khoa học", "Bộ" in "Đông Nam Bộ" nor "Phòng" in "Hải Phòng"."""
        match = self.words.head.match(self.text, at)
        if not match or (match[0] == "bộ" and self.text[max(0, at - 6) : at].endswith(("nam ", "bắc ", "trung "))):
            return ""
        if match[0] == "phòng" and self.text.endswith("hải ", 0, at):
            return ""
        excluded = self.words.not_units.get(match[0])
        following = match.end() + 1
        if match[0] in self.words.place_heads and not (
            self.words.place.match(self.text, following)
            or NEAR_PLACE.match(self.text, following)
            or self.folded.is_upper(following)
            or self.text[following : following + 1].isdigit()
        ):
            return ""
        return "" if excluded and excluded.match(self.text, following) and self._small(following) else match[0]

    def _places_go_on(self, last: int) -> int:
        """The end of levels of places named together ("xã" + ", phường", "và đặc khu"); 0 where none follows."""
        joint = LEVEL_JOINT.match(self.text, last)
        level = LEVEL_NEXT.match(self.text, joint.end()) if joint else None
        if not level or not LEVEL_LAST.search(self.text, max(0, last - 12), last):
            return 0
        named = self.text[level.end() : level.end() + 1] == " " and self.folded.is_upper(level.end() + 1)
        return 0 if named else self._places_go_on(level.end()) or level.end()

    def _behind_place(self, start: int, last: int) -> bool:
        """Whether a name that holds a place from ``start`` on ends at ``last``, before a word in small letters."""
        text = self.text
        if self.folded.is_upper(last + 1) or BEHIND_PLACE.match(text, last + 1) or LEVEL_NEXT.match(text, last + 1):
            return False
        if LEVEL_LAST.search(text, max(0, start - 12), last) or text.endswith("thuộc trung ương", start, last):
            return True
        levels = list(self.words.place.finditer(text, start, last))
        return bool(levels) and text[levels[-1].end()] == " " and self.folded.is_upper(levels[-1].end() + 1)

    def _trim(self, start: int, end: int) -> int:
        never = self.words.never_last
        while tail := next((w for w in never if self.text.endswith(f" {w}", start, end)), ""):
            if self.text.endswith(" thứ cấp", start, end):
                break
            end -= len(tail) + 1
        return end

    def _proper_name(self, at: int) -> bool:
        """Whether a place's or country's name follows: "Sở Xây dựng Bình Minh"; not a sentence ("Sở Y tế Chủ trì")."""
        first = TOKEN.match(self.text, at)
        named = bool(first and self.text.startswith(" ", first.end()) and self.folded.is_upper(first.end() + 1))
        return not (
            self._small(at)
            or self._head(at)
            or (self.words.stop.match(self.text, at) and not named)
            or self.words.title.match(self.text, at)
        )

    def _small(self, at: int) -> bool:
        """Not the capital of a name: a small letter, or a word in capitals throughout (a heading)."""
        return not self.folded.is_upper(at) or (self.folded.is_upper(at + 1) and self.text[at + 1 : at + 2].isalpha())

    def _stops(self, at: int, previous: str, cell: bool) -> bool:
        """Whether a verb or function word ends the name here; "làm" does not in "việc làm"."""
        stop = (self.words.cell_stop if cell else self.words.stop).match(self.text, at)
        if not stop or self.words.not_stop.match(self.text, at):
            return False
        if self.whole and stop[0] == "được":
            return False
        noun = None if cell else self.words.noun_stop.match(self.text, at)
        if noun and noun.end() >= stop.end() and (self.whole or self._order_follows(noun.end())):
            return False
        before = at - len(previous) - 1
        earlier = max(self.text.rfind(" ", 0, max(before - 1, 0)), self.text.rfind("-", 0, max(before - 1, 0))) + 1
        pairs = (self.words.compound.match(self.text, here) for here in (before, earlier))
        return not any(pair and pair.end() > at for pair in pairs) and not (
            previous == "lý" and stop[0] in ("đầu tư", "xây dựng", "vận hành")
        )

    def _order_follows(self, at: int) -> bool:
        """Whether a verb of order comes behind at most nine more words of a name: "… đầu tư xây dựng chủ trì"."""
        for _ in range(10):
            group = self.words.quantifier.match(self.text, at + 2) if self.text.startswith(", ", at) else None
            if group and self._group_noun(group.end() + 1):
                return True  # "phối hợp với các đơn vị quản lý đường bộ, các lực lượng chức năng …"
            if not self.text.startswith(" ", at):
                return False
            if self.words.clear_verb.match(self.text, at + 1):
                return not ROLE_NOUN.search(self.text, max(0, at - 12), at)
            token = TOKEN.match(self.text, at + 1)
            if not token or token[0] in NOT_IN_NAME or self.words.quantifier.match(self.text, at + 1):
                return False
            if self.folded.is_upper(at + 1) and self._head(at + 1):
                return False
            at = token.end()
        return False

    def _group_noun(self, at: int) -> re.Match[str] | None:
        """The longest noun of a group that starts here."""
        found = [m for m in (self.words.group_noun.match(self.text, at), self.words.series.match(self.text, at)) if m]
        return max(found, key=lambda m: m.end(), default=None)

    def _more_domain(self, end: int) -> int:
        """A field that goes on with a dash: "Tài chính - Kế hoạch"."""
        while end < len(self.text) and self.text[end] == "-" and (token := TOKEN.match(self.text, end + 1)):
            end = token.end()
        return end

    def _print(self, start: int, end: int) -> str:
        return re.sub(r"\s+", " ", self.folded.printed(start, end)).strip(" .,;:")
