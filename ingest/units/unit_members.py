"""Bodies of one kind named together behind their head: "các Tập đoàn: A, B và các đơn vị khác", "các ngân hàng X, Y".

Each member leads, not the group. A member has the head's name where the authority knows it ("Tập đoàn A"), or where
one head stands before it; behind two ("các Tập đoàn, Tổng công ty: A, B") an unknown member is kept as printed.
"""

from __future__ import annotations

import re

from ingest.authority.authority import Body
from ingest.units.unit_forms import TOKEN, Found, unknown
from ingest.units.unit_places import Places

_HEAD = (
    r"(?:tập đòan(?: kinh tế)?|tổng công ty|công ty|ngân hàng(?: thương mại)?|trường đại học|đại học|học viện|viện"
    r"|bệnh viện|ban quản lý|công an|tỉnh ủy|đài|báo|hội|hiệp hội|trung tâm|chi cục|trường(?: cao đẳng)?)"
)
OF_ONE_KIND = re.compile(
    rf"(?:các |những |\d+ )(?P<head>{_HEAD})(?P<more>(?:(?:, | và |/)(?:các )?{_HEAD})*)"
    r"(?: (?:nhà nước|lớn|trên|sau(?: đây)?))?(?P<colon>:)? (?=\w)"
)
HEADS = re.compile(_HEAD)
KIND_ONLY = re.compile(r" (?:kinh tế|thương mại)$")
JOINT = re.compile(r"(?:[,;](?: và)?| và|-) ?(?=\w)")
MAX_NAME = 80


class Members(Places):
    """The bodies of one kind that one head word and several names name."""

    def _members(self, at: int, start: int) -> Found | None:
        """The bodies named from ``start`` on, behind a title at ``at``; None where fewer than two names follow, or
        where what follows the colon is what they do."""
        head = OF_ONE_KIND.match(self.text, start)
        if not head:
            return None
        heads = [KIND_ONLY.sub("", h) for h in HEADS.findall(head["head"] + head["more"])]
        found: list[tuple[int, tuple[Body, ...]]] = []
        here = head.end()
        while (end := self._member_end(here)) > here:
            found.append((end, self._of_kind(heads, here, end)))
            joint = JOINT.match(self.text, end)
            if not joint:
                break
            here = joint.end()
        sure = any(body.verified for _, bodies in found for body in bodies)
        if len(found) < 2 or not (head["colon"] or sure):
            return None
        return Found(at, found[-1][0], start, tuple(b for _, bodies in found for b in bodies))

    def _member_end(self, at: int) -> int:
        """Where a name that opens with a capital ends: before a verb, "và" or a mark; ``at`` where none stands."""
        other = self._head(at) in self.words.shared_heads or self.words.title.match(self.text, at)
        if other or not self.folded.is_upper(at):
            return at
        field = self.words.domain.match(self.text, at)
        if self.words.stop.match(self.text, at) and not (field or self.words.not_stop.match(self.text, at)):
            return at
        last = field.end() if field else at
        here = last + 1 if field and self.text[last : last + 1] in (" ", "-") else at
        if field and here == at:
            return last
        while (token := TOKEN.match(self.text, here)) and token[0] != "và":
            previous = re.split("[ -]", self.text[max(at, here - 13) : max(at, here - 1)])[-1]
            if self.words.quantifier.match(self.text, here) or token.end() - at > MAX_NAME:
                break
            if here > at and not self.folded.is_upper(here) and self._stops(here, previous, False):
                break
            last = token.end()
            if self.text[last : last + 1] not in (" ", "-"):
                break
            here = last + 1
        return last

    def _of_kind(self, heads: list[str], start: int, end: int) -> tuple[Body, ...]:
        """The body that a name and one of its heads name."""
        printed = self._print(start, end)
        if self.text.startswith(tuple(heads), start):
            return self.scope.lookup(printed) or (unknown(printed, "other", None),)
        for head in heads:
            name = f"{_spelled(head)} {printed}"
            for form in (name, f"{name} Việt Nam"):
                if bodies := self.scope.lookup(form):
                    return bodies
        if bodies := self.scope.lookup(printed):
            return bodies
        name = f"{_spelled(heads[0])} {printed}" if len(heads) == 1 else printed
        return (unknown(name, "other", None),)


def _spelled(head: str) -> str:
    """A folded head as it is spelled: "tập đòan" is folded from "tập đoàn"."""
    return head.replace("đòan", "đoàn").capitalize()
