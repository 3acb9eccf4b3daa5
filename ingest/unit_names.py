"""Where a unit's name ends: the grammar of names of bodies at one place of a text.

A name is known (the authority's), or built: a head word and what follows it ("Sở Y tế tỉnh A",
"Phòng Kế hoạch - Tổng hợp"), or a group ("các Sở, ban, ngành", "cơ quan, đơn vị liên quan"). A title in front is
left out: the head stands for the body.
"""

from __future__ import annotations

import re

from ingest.authority.authority import Body, Scope
from ingest.authority.folding import Folded, fold_text
from ingest.authority.words import Words, words
from ingest.unit_forms import (
    FIELDS,
    IN_SERIES,
    LEVEL_LAST,
    MORE_SERIES,
    NAME_GOES_ON,
    NOT_AFTER,
    OF_BODY,
    OF_LEVEL,
    RELATED,
    TOKEN,
    Found,
    tidy,
    unknown,
)

MAX_WORDS = 16


class Names:
    """The names of one text, read in the scope of one document."""

    def __init__(self, text: str, scope: Scope) -> None:
        self.folded: Folded = fold_text(text)
        self.text = self.folded.text
        self.scope = scope
        self.words: Words = words()
        self.known: dict[int, list[tuple[int, tuple[Body, ...]]]] = {}
        for start, end, bodies in scope.exact(self.text):
            self.known.setdefault(start, []).append((end, bodies))
        for start, end, bodies in scope.damaged(self.text):
            if self.folded.is_upper(start) and not any(e >= end for e, _ in self.known.get(start, ())):
                self.known.setdefault(start, []).append((end, bodies))

    def unit_at(self, at: int, cell: bool = False, head: str = "") -> Found | None:
        """The unit that starts at ``at``; in a ``cell`` names need no capital; ``head`` is what a list shares."""
        found = self._known(at, at, cell)
        if found:
            return found
        name_at = self._behind_title(at)
        if name_at != at:
            found = self._known(at, name_at, cell)
            if found:
                return found
        else:
            bare = self._bare_title(at)
            if bare:
                return bare
        return self._shared(at, name_at, head) or self._group(at, name_at, cell) or self._built(at, name_at, cell)

    def _behind_title(self, at: int) -> int:
        """Where the name starts behind a title ("Giám đốc Sở …"), or ``at``."""
        here = at
        while match := self.words.title.match(self.text, here):
            # "Trưởng các đơn vị" and "Chánh Văn phòng" alike: what follows must be able to start a name.
            following = match.end() + 1
            if self.text[match.end() : following] != " ":
                break
            if not (
                self.words.head.match(self.text, following)
                or self.words.quantifier.match(self.text, following)
                or self.words.title.match(self.text, following)
                or self.words.series.match(self.text, following)
                or following in self.known
            ):
                break
            here = following
        return here

    def _bare_title(self, at: int) -> Found | None:
        for title, stands_for in self.words.bare_titles.items():
            end = at + len(title)
            if self.text.startswith(title, at) and self._ends(end) and self.folded.is_upper(at):
                if stands_for:
                    bodies = self.scope.lookup(stands_for) or (self._unknown(stands_for.capitalize(), "office"),)
                elif self.scope.own:
                    bodies = self.scope.lookup(self.scope.own) or (self._unknown(self.scope.own, "other"),)
                else:
                    return None
                return Found(at, end, at, bodies)
        return None

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

    def _known(self, at: int, name_at: int, cell: bool) -> Found | None:
        for end, bodies in sorted(self.known.get(name_at, ()), key=lambda k: -k[0]):
            if NOT_AFTER.match(self.text, end):
                continue
            form = self.text[name_at:end]
            if form in self.words.bare_heads and not self._ends(end):
                continue
            if (
                not self.folded.is_upper(name_at)
                and not bodies[0].generic
                and name_at == at
                and not cell
                and " " not in form
            ):
                continue
            longer = self._longer(name_at, end, cell)
            if longer:
                continue
            if bodies[0].generic:
                group = self._group(at, name_at, cell)
                if group and group.end > end:
                    return group
                if (tail := self._tail(end)) != end:
                    return self._printed(at, name_at, tail, "generic_group", generic=True)
            return Found(at, end, name_at, bodies, self._head(name_at))
        return None

    def _longer(self, start: int, end: int, cell: bool) -> bool:
        """Whether a known name is only the beginning of a longer one ("Sở Y tế" + "tỉnh A", "Văn phòng" + "Sở")."""
        if end >= len(self.text) or self.text[end] != " " or any(e > end for e, _ in self.known.get(start, ())):
            return False
        after = end + 1
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

    def _head(self, at: int) -> str:
        match = self.words.head.match(self.text, at)
        return match[0] if match else ""

    def _shared(self, at: int, name_at: int, head: str) -> Found | None:
        """A field alone, behind a unit whose head word it shares: "các Bộ: Tài chính, Nội vụ"."""
        if not head or at != name_at:
            return None
        match = self.words.domain.match(self.text, at)
        if not match or not (self.folded.is_upper(at) or head == "cơ quan"):
            return None
        name = f"{head.capitalize()} {self._print(at, match.end())}"
        bodies = self.scope.lookup(name) or (self._unknown(name, self.words.kinds.get(head, "other")),)
        return Found(at, match.end(), at, bodies, head)

    # -- groups

    def _group(self, at: int, name_at: int, cell: bool) -> Found | None:
        words, text = self.words, self.text
        start = name_at
        quantifier = words.quantifier.match(text, start)
        noun_at = quantifier.end() + 1 if quantifier else start
        noun = words.group_noun.match(text, noun_at) or words.series.match(text, noun_at)
        if not noun:
            return None
        excluded = words.not_units.get(noun[0])
        if excluded and excluded.match(text, noun.end() + 1):
            return None
        if not quantifier and not self._bare_group(noun_at, noun.end(), cell or name_at != at):
            return None
        if quantifier and self._head(noun_at) in words.shared_heads:
            colon = re.match(r":? ", text[noun.end() : noun.end() + 2])
            field_at = noun.end() + (len(colon[0]) if colon else 0)
            if colon and words.domain.match(text, field_at) and self.folded.is_upper(field_at):
                return self._shared_first(at, noun[0], field_at)
        end = noun.end()
        while (more := MORE_SERIES.match(text, end)) and (next_noun := words.series.match(text, more.end())):
            if not self._series_goes_on(next_noun.end()):
                break
            end = next_noun.end()
        named = noun[0] == "bộ" and text.startswith(": ", end) and words.domain.match(text, end + 2)
        if named and end != noun.end() and self.folded.is_upper(end + 2):
            return self._shared_first(at, "bộ", end + 2)  # "các Bộ, cơ quan: Tài chính, Nội vụ"
        return self._printed(at, start, self._tail(end, cell), "generic_group", generic=True)

    def _bare_group(self, noun_at: int, end: int, free: bool) -> bool:
        """A noun without "các" makes a group only in a series or with "liên quan": "cơ quan, đơn vị liên quan"."""
        rest = self.text[end:]
        if RELATED.match(rest[1:]) and rest.startswith(" "):
            return True
        series = re.match(r"(?:, ?|/| và )" + self.words.series.pattern, rest)
        return bool(series) and (free or self.folded.is_upper(noun_at))

    def _shared_first(self, at: int, head: str, field_at: int) -> Found | None:
        found = self._shared(field_at, field_at, head)
        return Found(at, found.end, field_at, found.bodies, head) if found else None

    def _series_goes_on(self, end: int) -> bool:
        """A noun belongs to the series if it stands alone: not "tổ chức chính trị" or "cơ quan thông tấn"."""
        rest = self.text[end:]
        return bool(
            not rest
            or not rest[0].isspace()
            or RELATED.match(rest[1:])
            or IN_SERIES.match(rest)
            or self.words.stop.match(rest[1:])
        )

    def _tail(self, end: int, cell: bool = False) -> int:
        """The end of what limits a group: "… liên quan thuộc Bộ", "… chính trị - xã hội", "… trực thuộc Sở X"."""
        text, words = self.text, self.words
        count, last = 0, end
        while count < MAX_WORDS and last < len(text) and text[last] in " -":
            after = last + 1
            if related := RELATED.match(text, after):
                last = related.end() if not related[0].endswith(" ") else after + related[0].rindex(" đến")
                if not words.after_related.match(text, last + 1):
                    break
                continue
            if of := OF_BODY.match(text, last):
                body = self._known(of.end(), of.end(), cell) or self._built(of.end(), of.end(), cell)
                if body:
                    return body.end
                place = OF_LEVEL.match(text, of.end())
                return place.end() if place else last
            if field := FIELDS.match(text, after):
                last, count = field.end(), count + 1
                continue
            token = TOKEN.match(text, after)
            previous = re.split("[ -]", text[max(0, last - 12) : last])[-1]
            if not token or (self._small(after) and self._stops(after, previous, cell)):
                break
            if token[0] in ("và", "các", "những", "cùng", "hoặc") or (
                self.folded.is_upper(after) and self._head(after)
            ):
                joined = token[0] == "và" and self._place_series(token.end(), text[end:last])
                if not joined:
                    break
            last, count = token.end(), count + 1
            if text[last : last + 2] == ", " and self._place_series(last + 1, text[end:last]):
                last += 1
        return self._trim(end, last)

    def _place_series(self, at: int, before: str) -> bool:
        """Whether "xã" is followed by ", phường" or "và đặc khu": levels of places named together."""
        level = self.words.place.match(self.text, at + 1) if at < len(self.text) and self.text[at] == " " else None
        if not level:
            return False
        last = LEVEL_LAST.search(before.strip())
        return bool(last) and not (
            self.text[level.end() : level.end() + 1] == " " and self.folded.is_upper(level.end() + 1)
        )

    def _trim(self, start: int, end: int) -> int:
        while True:
            cut = self.text.rfind(" ", start, end)
            if cut < 0 or self.text[cut + 1 : end] not in self.words.never_last:
                return end
            end = cut

    # -- built names

    def _built(self, at: int, name_at: int, cell: bool) -> Found | None:
        """A head word and its name, as printed: "Phòng Khảo thí và Đảm bảo chất lượng"."""
        head = self.words.head.match(self.text, name_at)
        if not head:
            return None
        excluded = self.words.not_units.get(head[0])
        end = head.end()
        while inner := self.words.head.match(self.text, end + 1) if self.text[end : end + 1] == " " else None:
            end = inner.end()  # "Văn phòng Sở", "Đảng ủy Bộ"
            if self.words.domain.match(self.text, inner.end() + 1):
                break
        first = end + 1
        if excluded and excluded.match(self.text, head.end() + 1) and self._small(head.end() + 1):
            return None
        last = self._name_end(head[0], end, cell)
        if last == head.end():
            if head[0] in self.words.bare_heads and self._ends(last) and (cell or self.folded.is_upper(name_at)):
                return self._printed(at, name_at, last, self.words.kinds[head[0]])
            return None
        capital = self.folded.is_upper(name_at) or self.folded.is_upper(head.end() + 1) or self.folded.is_upper(first)
        if not cell and not capital:
            return None
        return self._printed(at, name_at, last, self.words.kinds[head[0]], head=head[0])

    def _name_end(self, head: str, end: int, cell: bool) -> int:
        text, words = self.text, self.words
        last, count = end, 0
        if (
            text[last : last + 1] == " "
            and (domain := words.domain.match(text, last + 1))
            and head in words.domain_heads
        ):
            last = self._more_domain(domain.end())
            count = 1
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
            if not first_word and previous not in NAME_GOES_ON:
                if token[0] in ("các", "những", "cùng", "hoặc", "nêu") or (
                    upper and self._head(after) and text[last] == " "
                ):
                    break
                if self.words.title.match(text, after) and upper:
                    break
            if token[0] == "và" and self._unit_follows(token.end() + 1):
                break
            last, count = token.end(), count + 1
            if text[last : last + 2] == ", " and self._place_series(last + 1, text[end:last]):
                last += 1
        return self._trim(end, last)

    def _proper_name(self, at: int) -> bool:
        """Whether a place's or country's name follows: "Sở Xây dựng Bình Minh"; not a sentence ("Sở Y tế Chủ trì")."""
        return not (
            self._small(at)
            or self._head(at)
            or self.words.stop.match(self.text, at)
            or self.words.title.match(self.text, at)
        )

    def _small(self, at: int) -> bool:
        """Not the capital of a name: a small letter, or a word in capitals throughout (a heading)."""
        return not self.folded.is_upper(at) or (self.folded.is_upper(at + 1) and self.text[at + 1 : at + 2].isalpha())

    def _stops(self, at: int, previous: str, cell: bool) -> bool:
        """Whether a verb or function word ends the name here; "làm" does not in "việc làm"."""
        stop = (self.words.cell_stop if cell else self.words.stop).match(self.text, at)
        if not stop:
            return False
        pair = self.words.compound.match(self.text, at - len(previous) - 1)
        return not (pair and pair.end() > at) and not (
            previous == "lý" and stop[0] in ("đầu tư", "xây dựng", "vận hành")
        )

    def _more_domain(self, end: int) -> int:
        """A field that goes on with a dash: "Tài chính - Kế hoạch"."""
        while end < len(self.text) and self.text[end] == "-" and (token := TOKEN.match(self.text, end + 1)):
            end = token.end()
        return end

    def _unit_follows(self, at: int) -> bool:
        words = self.words
        return bool(
            words.quantifier.match(self.text, at)
            or (self.folded.is_upper(at) and (self._head(at) or words.title.match(self.text, at)))
            or (words.series.match(self.text, at) and not self.folded.is_upper(at))
            or (
                words.title.match(self.text, at)
                and words.series.match(self.text, at) is None
                and not self.folded.is_upper(at)
            )
        )

    # -- results

    def _print(self, start: int, end: int) -> str:
        return re.sub(r"\s+", " ", self.folded.printed(start, end)).strip(" .,;:")

    def _printed(self, at: int, start: int, end: int, kind: str, generic: bool = False, head: str = "") -> Found | None:
        if end <= start:
            return None
        name = tidy(self._print(start, end))
        bodies = self.scope.lookup(name)
        if not bodies:
            name = self.scope.spelled_out(name)
            bodies = self.scope.lookup(name) or (() if generic else self.scope.near(name))
        if not bodies:
            bodies = (self._unknown(name, kind, generic),)
        return Found(at, end, start, bodies, head or self._head(start))

    def _unknown(self, name: str, kind: str, generic: bool = False) -> Body:
        return unknown(name, kind, self.scope.own, generic)
