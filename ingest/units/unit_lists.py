"""Units named together: a list read from one place on, what it holds of unknown names kept as printed.

A list goes on behind a comma, "và" and the like. A member that no rule reads is kept as printed where it opens like a
body and the list goes on behind it: one unknown name must not cost the others.
"""

from __future__ import annotations

import re

from ingest.units.unit_forms import TOKEN, Found
from ingest.units.unit_names import Names

# Between two units of a list. A full stop only in cells ("BHXH tỉnh, thành phố. Các đơn vị liên quan").
# "Sở A/Sở B" are two; "tỉnh/thành phố" is one word.
SLASH = r"/(?=(?:sở|ban|ubnd|ủy ban|cục|chi cục|vụ|phòng|trung tâm|công an|văn phòng|bộ|viện|trường)(?!\w))"
SEPARATOR = re.compile(
    SLASH + r"| ?(?:[;,/&+]|-(?= ))? ?(?:và|cùng với|cùng|hoặc|với|kể cả|gồm|bao gồm)?(?!\w) ?|[;,/&+-] ?"
)
CELL_SEPARATOR = re.compile(
    r"[\s;,/&+.:-]*(?:\(?[ivx]{1,4}\)|\(\d\)|\d{1,2}[.)](?!\d)|[a-zđ]\))?[ -]*"
    r"(?:(?:và|cùng với|cùng|với|hoặc)(?!\w) ?)?"
)
SCOPE = re.compile(r" ?\([^()]{0,200}\)")
SUPPORTING = re.compile(r"phối hợp|hỗ trợ|tham gia")
# What may open a member that is kept as printed, beside the head words and the nouns of groups.
BODY_NOUN = re.compile(
    r"(?:các |những |một số )?(?:cơ quan|đơn vị|tổ chức|lực lượng|hệ thống|doanh nghiệp|hội|hiệp hội|đội|tổ|ban|trường"
    r"|cơ sở|chủ|nhà|hộ|chính quyền|đòan thể|cộng đồng|người|viện|trung tâm|trạm|câu lạc bộ|mạng lưới|tập thể)(?!\w)"
)
# Where an unknown member may end.
MEMBER_END = re.compile(r"[;,](?= )|(?= (?:và|cùng với|cùng) )")
NEVER_IN_MEMBER = re.compile(r"[.:()\n\"“”]| (?:của các|cho|do|để|đã|sẽ|là|theo|nhằm|khi|nếu)(?!\w)")
MEMBER_CHARS = 90


def read_list(names: Names, at: int, cell: bool = False) -> tuple[list[Found], int]:
    """Units named together from ``at`` on ("Sở A, Sở B và các đơn vị liên quan"), and where they end (folded)."""
    found: list[Found] = []
    end, head = at, ""
    here = at
    while unit := names.unit_at(here, cell, head, bool(found)) or (_unread(names, here, head) if found else None):
        if unit.end <= here:
            break
        found.append(unit)
        end = unit.end
        head = unit.head if unit.head in names.words.shared_heads else head
        scope = SCOPE.match(names.text, end)
        after = scope.end() if scope and not SUPPORTING.search(scope[0]) else end
        separator = (CELL_SEPARATOR if cell else SEPARATOR).match(names.text, after)
        here = separator.end() if separator else after
        if here == after and not cell:
            break
        if not cell and here == after + 1 and names.text[after] == " ":
            break
    return found, end


def _unread(names: Names, at: int, head: str) -> Found | None:
    """A member as printed, between two that are read: it opens like a body or a name, holds no verb, and ends where
    the next member is read."""
    text = names.text
    named = names.folded.is_upper(at) and names.words.head.match(text, at)
    if not (named or BODY_NOUN.match(text, at) or _name_like(names, at)):
        return None
    for mark in MEMBER_END.finditer(text, at, at + MEMBER_CHARS):
        inside = text[at : mark.start()]
        if NEVER_IN_MEMBER.search(inside) or _acts(names, at, mark.start()):
            break
        separator = SEPARATOR.match(text, mark.start())
        following = separator.end() if separator else mark.end()
        if names.unit_at(following, False, head, True):
            return names.printed_at(at, mark.start())
    return _last_unread(names, at)


def _last_unread(names: Names, at: int) -> Found | None:
    """The last member of a list as printed: behind others, up to the verb of an order ("… và hệ thống các cơ quan báo
    chí phối hợp với …")."""
    text = names.text
    if not BODY_NOUN.match(text, at):
        return None
    for space in re.compile(r"[^\w]").finditer(text, at, at + MEMBER_CHARS):
        if space[0] not in " -":
            return None
        if names.words.clear_verb.match(text, space.end()):
            plain = names.words.series.fullmatch(text, at, space.start())
            inside = NEVER_IN_MEMBER.search(text[at : space.start()]) or _acts(names, at, space.start())
            return None if inside or plain else names.printed_at(at, space.start())
    return None


def _name_like(names: Names, at: int) -> bool:
    """Whether a name in capitals of two words and more starts here."""
    first = TOKEN.match(names.text, at)
    return bool(
        first
        and names.folded.is_upper(at)
        and not names.words.stop.match(names.text, at)
        and names.text.startswith(" ", first.end())
        and names.folded.is_upper(first.end() + 1)
    )


def _acts(names: Names, start: int, end: int) -> bool:
    """Whether a verb stands in a stretch: then it is no name."""
    for token in TOKEN.finditer(names.text, start, end):
        previous = re.split("[ -]", names.text[max(0, token.start() - 13) : max(0, token.start() - 1)])[-1]
        if token.start() > start and names._small(token.start()) and names._stops(token.start(), previous, False):
            return True
    return False
