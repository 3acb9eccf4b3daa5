"""Where a unit's name ends: the grammar of names of bodies at one place of a text.

A name is known (the authority's), or built: a head word and what follows it ("Sở Y tế tỉnh A",
"Phòng Kế hoạch - Tổng hợp"), or a group ("các Sở, ban, ngành", "cơ quan, đơn vị liên quan"). A title in front is
left out: the head stands for the body.
"""

from __future__ import annotations

import re

from ingest.authority.authority import Body
from ingest.units.unit_ends import MAX_WORDS
from ingest.units.unit_forms import (
    ACT_NOT_BODY,
    FIELDS,
    GIVEN_WORK,
    IN_SERIES,
    JOINT_OFFICE,
    MEMBERS,
    MORE_SERIES,
    NOT_AFTER,
    OF_BODY,
    OF_LEVEL,
    OF_THE_PLACE,
    PLACE_NAME,
    RELATED,
    TOKEN,
    Found,
    tidy,
    unknown,
)
from ingest.units.unit_members import Members

# "Trưởng Ban Chỉ đạo", "các Phó Trưởng ban": members of a board with duties of their own, not the board.
OFFICE_OF_BOARD = re.compile(r"(?:phó )?trưởng ban(?: (?:chỉ đạo|thường trực|chỉ huy|tổ chức)|(?= ?(?:[,;:.\n]|$)))")
# "các văn phòng tỉnh ủy, thành ủy": one office of each.
BOTH_COMMITTEES = re.compile(r"(?:, | và )thành ủy(?: trực thuộc trung ương)?(?!\w)")
# One more attribute of a group, up to a comma, a colon, the end or a verb of order (checked by the caller).
ATTRIBUTE = re.compile(
    r"(?:,| và) (?P<word>[^\W\d_]+)(?: (?!(?:có|chịu|chủ|phải|cần|khẩn|căn|phối|tiếp|và) )[^\W\d_]+){0,7}"
)
# Nouns too wide to name anybody before a relative clause: "…, cơ quan do Chính phủ thành lập".
WIDE_NOUNS = frozenset(["cơ quan", "đơn vị", "tổ chức", "cá nhân", "doanh nghiệp", "địa phương"])
RELATIVE = re.compile(r" (?:do|được|có|tại|trong|thuộc|mà|nơi|sử dụng|quản lý|cung cấp|tham gia|đang|để|ở)(?!\w)")
# A deputy prime minister and his name: "Phó Thủ tướng Chính phủ Trần Văn A".
PERSON = re.compile(r"(?: thường trực)?(?: chính phủ)?(?: thường trực)?")
# Nouns of groups that are as often something else: "…, thành phố", "… và cá nhân".
NO_GROUP = frozenset(["tỉnh", "thành phố", "huyện", "quận", "xã", "phường", "thôn", "bản", "cấp", "bộ", "khoa", "báo"])
# Kinds of bodies that each level has: "Sở Y tế tỉnh", "Hội Nông dân xã".
WITH_LEVEL = frozenset(["provincial_department", "provincial_office", "other", "department"])


class Names(Members):
    """The names of one text, read in the scope of one document."""

    def unit_at(self, at: int, cell: bool = False, head: str = "", listed: bool = False) -> Found | None:
        """The unit that starts at ``at``; in a ``cell`` names need no capital; ``head`` is what a list shares, of
        which the unit is not the first if ``listed``: a group there needs no "các"."""
        title = self.words.title.match(self.text, at)
        start = title.end() + 1 if title else at
        if named := self._places(at, start) or self._members(at, start) or self._secretaries(at):
            return named
        if joint := JOINT_OFFICE.match(self.text, at):
            return self._printed(at, at, self._name_end("hđnd", joint.end(), cell), "office", head="văn phòng")
        office = self._built(at, at, cell) if OFFICE_OF_BOARD.match(self.text, at) else None
        if found := self._known(at, at, cell) or office:
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
        return (
            self._shared(at, name_at, head)
            or self._bare(at, listed)
            or self._group(at, name_at, cell, listed)
            or self._built(at, name_at, cell)
        )

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

    def _known(self, at: int, name_at: int, cell: bool) -> Found | None:  # noqa: PLR0911
        for end, bodies in sorted(self.known.get(name_at, ()), key=lambda k: -k[0]):
            if NOT_AFTER.match(self.text, end) or ACT_NOT_BODY.match(self.text, name_at):
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
                return None
            level = self._level(end)
            if level and not bodies[0].generic and bodies[0].kind in WITH_LEVEL:
                if not bodies[0].is_class:
                    return None  # "Hội Nông dân Việt Nam các cấp", "Cục Thuế tỉnh": another body than the central one
                return Found(at, level, name_at, bodies, self._head(name_at))  # "Sở Y tế tỉnh"
            if bodies[0].generic:
                group = self._group(at, name_at, cell)
                if group and group.end > end:
                    return group
                if given := GIVEN_WORK.match(self.text, end):
                    return self._printed(at, name_at, given.end(), "generic_group", generic=True)
                if (tail := self._tail(end)) != end:
                    return self._printed(at, name_at, tail, "generic_group", generic=True)
            return Found(at, end, name_at, bodies, self._head(name_at))
        return None

    def _shared(self, at: int, name_at: int, head: str) -> Found | None:
        """A field alone, behind a unit whose head word it shares: "các Bộ: Tài chính, Nội vụ"."""
        if not head or at != name_at:
            return None
        if head == "ubnd" and (place := PLACE_NAME.match(self.text, at)) and self.folded.is_upper(place.end() - 1):
            end = self._name_end(head, at - 1, False)  # "UBND thành phố Hà Nội, Thành phố Hồ Chí Minh"
            name = f"Ủy ban nhân dân {self._print(at, end)}"
            return Found(at, end, at, self.scope.lookup(name) or (self._unknown(name, "government"),), head)
        match = self.words.domain.match(self.text, at)
        if not match or not (self.folded.is_upper(at) or head == "cơ quan"):
            return None
        if self.text[match.end() : match.end() + 1] == " " and self.folded.is_upper(match.end() + 1):
            return None  # "các Ban Xây dựng Đảng"
        name = f"{head.capitalize()} {self._print(at, match.end())}"
        bodies = self.scope.lookup(name) or (self._unknown(name, self.words.kinds.get(head, "other")),)
        return Found(at, match.end(), at, bodies, head)

    # -- groups

    def _group(self, at: int, name_at: int, cell: bool, listed: bool = False) -> Found | None:  # noqa: PLR0911 - one return a reason
        words, text = self.words, self.text
        start = name_at
        quantifier = words.quantifier.match(text, start)
        noun_at = quantifier.end() + 1 if quantifier else start
        noun = self._group_noun(noun_at)
        if not noun:
            return None
        excluded = words.not_units.get(noun[0])
        if excluded and excluded.match(text, noun.end() + 1):
            return None
        own_name = text[noun.end() : noun.end() + 1] == " " and self.folded.is_upper(noun.end() + 1)
        if not quantifier and own_name and self.folded.is_upper(noun_at) and words.head.match(text, noun_at):
            return None  # "Trung tâm Công nghệ thông tin" among groups
        if not quantifier and not self._bare_group(noun_at, noun.end(), cell or listed or name_at != at, listed):
            return None
        if quantifier and self._head(noun_at) in words.shared_heads:
            colon = re.match(r":? ", text[noun.end() : noun.end() + 2])
            field_at = noun.end() + (len(colon[0]) if colon else 0)
            field = colon and words.domain.match(text, field_at) and self.folded.is_upper(field_at)
            if field and (first := self._shared_first(at, noun[0], field_at)):
                return first
        end = noun.end()
        while (more := MORE_SERIES.match(text, end)) and (next_noun := words.series.match(text, more.end())):
            if not self._series_goes_on(next_noun.end()):
                break
            end = next_noun.end()
        named = noun[0] == "bộ" and text.startswith(": ", end) and words.domain.match(text, end + 2)
        if named and end != noun.end() and self.folded.is_upper(end + 2):
            return self._shared_first(at, "bộ", end + 2)  # "các Bộ, cơ quan: Tài chính, Nội vụ"
        last = self._coordinated(self._tail(end, cell)) if quantifier else self._tail(end, cell)
        given = GIVEN_WORK.match(text, last)
        return self._printed(at, start, given.end() if given else last, "generic_group", generic=True)

    def _coordinated(self, last: int) -> int:
        """The end of a group whose attributes go on behind a comma ("các cơ sở đào tạo đại học, sau đại học"), where
        nothing but a verb of order or the end follows."""
        if (offices := BOTH_COMMITTEES.match(self.text, last)) and self.text.endswith("tỉnh ủy", 0, last):
            return offices.end()
        here = last
        for _ in range(3):
            more = ATTRIBUTE.match(self.text, here)
            if not more or self._group_noun(more.start("word")) or self.unit_at(more.start("word"), False, "", True):
                return last
            at = more.start("word")
            stop = self.words.stop.match(self.text, at)
            allowed = self.words.not_stop.match(self.text, at) or self.words.noun_stop.match(self.text, at)
            joined = more[0].startswith(" và ") and not allowed and more["word"] not in ("kinh", "sản", "dịch")
            if (
                joined
                or self.folded.is_upper(at)
                or (stop and not allowed)
                or more["word"] in ("cộng", "người", "nhân")
            ):
                return last
            here = more.end()
            if not self.text[here:].strip(" :") or self.text.startswith(":", here):
                return here
            if self.words.clear_verb.match(self.text, here + 1):
                return here
        return last

    def _bare(self, at: int, listed: bool) -> Found | None:
        """A group that needs no "các": "chính quyền địa phương", in a list also "công an"."""
        group = self.words.bare_group.match(self.text, at)
        if not group or (
            " " not in group[0].replace("công an", "công-an").replace("quân đội", "quân-đội")
            and not (listed or self._ends(group.end()))
        ):
            return None
        related = RELATED.match(self.text, group.end() + 1)
        end = related.end() if related and related[0][-1] != " " else self._level(group.end()) or group.end()
        if place := OF_THE_PLACE.match(self.text, end):
            end = place.end()
        if MORE_SERIES.match(self.text, end) and self._series_behind(end):
            return None
        return self._printed(at, at, end, "generic_group", generic=True)

    def _bare_group(self, noun_at: int, end: int, free: bool, listed: bool) -> bool:
        """A noun without "các" makes a group only in a series or with "liên quan": "cơ quan, đơn vị liên quan"; behind
        other members of a list also by itself ("…, đoàn thể")."""
        rest = self.text[end:]
        noun = self.text[noun_at:end]
        goes_on = noun in WIDE_NOUNS and RELATIVE.match(rest)
        if listed and noun not in NO_GROUP and not goes_on:
            last = end if self._ends(end) else self._tail(end)
            if self._ends(end) or self.text[last : last + 1] in ("", ";", ":", ".", "\n"):
                return True
            if self.text.startswith(", ", last) and (
                self.unit_at(last + 2, False, "", True) or self._group_noun(last + 2)
            ):
                return True
        if RELATED.match(rest[1:]) and rest.startswith(" "):
            return True
        series = re.match(r"(?:, ?|/| và )" + self.words.series.pattern, rest)
        return bool(series) and (free or self.folded.is_upper(noun_at))

    def _shared_first(self, at: int, head: str, field_at: int) -> Found | None:
        found = self._shared(field_at, field_at, head)
        return Found(at, found.end, field_at, found.bodies, head) if found else None

    def _series_behind(self, end: int) -> bool:
        """Whether a series of nouns goes on behind a group: "cơ quan chuyên môn, đơn vị"."""
        more = MORE_SERIES.match(self.text, end)
        noun = self.words.series.match(self.text, more.end()) if more else None
        return bool(
            noun and self._series_goes_on(noun.end()) and not self.words.bare_group.match(self.text, noun.start())
        )

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
        councils = text.endswith("ban", 0, end) and text.startswith(" hđnd", end)  # "các Ban Hội đồng nhân dân tỉnh"
        if (councils or MEMBERS.search(text, 0, end)) and text[end : end + 1] == " " and self.folded.is_upper(end + 1):
            body = self._known(end + 1, end + 1, cell) or self._built(end + 1, end + 1, cell)
            if body:
                return body.end
        count, last = 0, self._places_go_on(end) or end
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
                joined = token[0] == "và" and self._places_go_on(last)
                council = previous == "biểu" and token[0] not in ("và", "các")  # "các Tổ đại biểu Hội đồng nhân dân"
                if not joined and not council:
                    break
            if self._behind_place(end, last):
                break
            last, count = token.end(), count + 1
            last = self._places_go_on(last) or last
        return self._trim(end, last)

    # -- built names

    def _built(self, at: int, name_at: int, cell: bool) -> Found | None:  # noqa: PLR0911
        """A head word and its name, as printed: "Phòng Khảo thí và Đảm bảo chất lượng"."""
        head = self.words.head.match(self.text, name_at)
        if not head or ACT_NOT_BODY.match(self.text, name_at):
            return None
        if head[0] in self.words.place_heads and not self._head(name_at):
            alone = head[0] in self.words.bare_heads and self._ends(head.end()) and self.folded.is_upper(name_at)
            return self._printed(at, name_at, head.end(), self.words.kinds[head[0]]) if alone else None
        if head[0].startswith("phó thủ tướng") and (person := PERSON.match(self.text, head.end())):
            end = self._capitals(person.end())
            return self._printed(at, name_at, end, "position") if end > head.end() else None
        excluded = self.words.not_units.get(head[0])
        end, field_head = head.end(), head[0]
        while inner := self.words.head.match(self.text, end + 1) if self.text[end : end + 1] == " " else None:
            end, field_head = inner.end(), inner[0]  # "Văn phòng Sở", "Đảng ủy Bộ"
            if self.words.domain.match(self.text, inner.end() + 1):
                break
        first = end + 1
        if excluded and excluded.match(self.text, head.end() + 1) and self._small(head.end() + 1):
            return None
        last = self._name_end(field_head, end, cell)
        if last == head.end():
            if head[0] in self.words.bare_heads and self._ends(last) and (cell or self.folded.is_upper(name_at)):
                return self._printed(at, name_at, last, self.words.kinds[head[0]])
            return None
        capital = self.folded.is_upper(name_at) or self.folded.is_upper(head.end() + 1) or self.folded.is_upper(first)
        if not cell and not capital:
            return None
        return self._printed(at, name_at, last, self.words.kinds[head[0]], head=head[0])

    # -- results

    def printed_at(self, start: int, end: int) -> Found | None:
        """A stretch kept as printed: the member of a list that no rule reads."""
        return self._printed(start, start, end, self.words.kinds.get(self._head(start), "generic_group"))

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
