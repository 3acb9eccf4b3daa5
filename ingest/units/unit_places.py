"""Committees of several places behind one head: "UBND các tỉnh: A, B và thành phố C", one body for each place."""

from __future__ import annotations

import re

from ingest.authority.folding import fold
from ingest.units.unit_ends import NameEnds
from ingest.units.unit_forms import Found, unknown

_LEVEL = "tỉnh|thành phố|xã|phường|đặc khu|thị xã|huyện|quận"
OF_PLACES = re.compile(
    rf"ubnd (?P<all>các )?(?P<level>{_LEVEL})(?P<more>(?:(?:, | và |/)(?:các )?(?:{_LEVEL}))+)?"
    r"(?: sau)?(?P<colon>:)? (?=\w)"
)
LEVEL_OF_PLACE = re.compile(rf"(?:các )?(?P<level>{_LEVEL}) (?=\w)")
JOINT = re.compile(r"(?:[,;](?: và)?| và) ")
# "UBND các tỉnh Tây Nguyên": a region is no province.
REGION = re.compile(
    r"(?:đông nam|tây nam|nam trung|bắc trung|duyên hải|miền|vùng|khu vực|trung bộ|nam bộ|bắc bộ|tây nguyên"
    r"|đồng bằng|trung du)(?!\w)"
)
# The cities under the central government; every other place of that level is a province (202/2025/QH15).
CITIES = frozenset(["hà nội", "hồ chí minh", "hải phòng", "đà nẵng", "huế", "cần thơ"])

# "Bí thư, Chủ tịch UBND các tỉnh …", "Bí thư và Chủ tịch HĐND, UBND xã": the secretary's committee has the same level.
SECRETARIES = re.compile(
    r"(?:(?:các )?đồng chí )?bí thư(?=(?:,| và) (?:các )?chủ tịch (?:hđnd(?:,| và) )?(?:chủ tịch )?ubnd (?:các )?"
    rf"(?P<level>{_LEVEL})(?P<more>(?:, | và |/)(?:các )?(?:{_LEVEL}))?)"
)
COMMITTEES = {"tỉnh": "Tỉnh ủy", "thành phố": "Thành ủy", "xã": "Đảng ủy cấp xã", "phường": "Đảng ủy cấp xã"}


class Places(NameEnds):
    """The committees that one head word and several places name."""

    def _places(self, at: int, start: int) -> Found | None:
        """The committees named from ``start`` on, behind a title at ``at``; None where fewer than two places follow
        (one, behind a colon)."""
        head = OF_PLACES.match(self.text, start)
        if not head:
            return None
        level = self._level_of_all(head)
        found: list[tuple[int, str]] = []
        here = head.end()
        while True:
            own = LEVEL_OF_PLACE.match(self.text, here)
            name_at = own.end() if own else here
            end = self._capitals(name_at - 1)
            bare = not own and bool(found) and not head["all"]  # "UBND tỉnh A, B" names no committee of B
            if bare or end <= name_at or REGION.match(self.text, name_at):
                break
            name = self._print(name_at, end)
            of_level = self._print(*own.span("level")) if own else level or _level_of(name)
            found.append((end, f"Ủy ban nhân dân {of_level} {name}"))
            joint = JOINT.match(self.text, end)
            if not joint:
                break
            here = joint.end()
        if level is None or len(found) < (1 if head["colon"] else 2):
            return None
        bodies = tuple(b for _, n in found for b in self.scope.lookup(n) or (unknown(n, "government", None),))
        return Found(at, found[-1][0], start, bodies, "ubnd")

    def _secretaries(self, at: int) -> Found | None:
        """The Party committees of secretaries named with the heads of people's committees of the same places."""
        match = SECRETARIES.match(self.text, at)
        if not match:
            return None
        levels = [match["level"], *re.findall(_LEVEL, match["more"] or "")]
        names = dict.fromkeys(COMMITTEES[level] for level in levels if level in COMMITTEES)
        bodies = tuple(b for n in names for b in self.scope.lookup(n) or (unknown(n, "party", None),))
        return Found(at, match.end(), at, bodies) if bodies else None

    def _level_of_all(self, head: re.Match[str]) -> str | None:
        """The level that places without one have; "" where it is tỉnh or thành phố, None where nobody can tell."""
        if not head["more"]:
            return head["level"]
        levels = {head["level"], *re.findall(_LEVEL, head["more"])}
        return "" if levels <= {"tỉnh", "thành phố"} else None


def _level_of(place: str) -> str:
    return "thành phố" if fold(place) in CITIES else "tỉnh"
