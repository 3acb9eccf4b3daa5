"""Whom the headings, lead-ins and the order of the preamble above a point give its work to."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from ingest.structure.layout import Layout
from ingest.structure.orders import names_body
from ingest.tasks.context import Context
from ingest.tasks.task_points import TaskPoint
from ingest.units.lead_ins import lead_in, order_of
from ingest.units.roles import Roles

MAX_HEADING = 250
# "Trách nhiệm của các Sở:" whose names stand on the next line ("Xây dựng, Tài chính, Nội vụ.").
NAMES_BELOW = re.compile(
    r"(?<!\w)các (?:bộ|sở|vụ|cục|phòng|ban|ngành|tập đoàn|tổng công ty|ngân hàng):$", re.IGNORECASE
)
NAMES_ONLY = re.compile(r"[A-ZĐÀ-Ỹ][^.;:\d]{2,200}[.:]?")
BULLET = re.compile(r"^[\s\-+*]*(?:\(?(?:\d{1,2}(?:\.\d{1,2})*|[a-zđ]|[IVX]+)[.)]\s*)?")


@dataclass(frozen=True, slots=True)
class Inherited:
    """``block``: the block that names the body; ``outermost``: it is the preamble, far from the point."""

    roles: Roles | None = None
    block: int | None = None
    outermost: bool = False


@dataclass(slots=True)
class LeadIns:
    """The lead-ins of one document, each read once."""

    layout: Layout
    context: Context
    read: dict[int, Roles | None] = field(default_factory=dict)
    orders: dict[int, Roles | None] = field(default_factory=dict)

    def of(self, point: TaskPoint) -> Inherited:
        """What stands above a point: the nearest lead-in with a body, with the supports of those inside it."""
        roles: Roles | None = None
        at: int | None = None
        for block in point.lead_ins:
            given = self._lead_in(block)
            if given and given.leads:
                roles, at = given, block
            elif given and given.supports:
                outer = roles or Roles()
                roles, at = replace(outer, supports=[*outer.supports, *given.supports]), block
        if roles and roles.leads:
            return Inherited(roles, at)
        if any(self._names_somebody(block) for block in point.lead_ins):
            return Inherited(roles, at)  # a heading with a body that was not read: not the preamble's
        block_above = self._order_above(point)
        order = self._order(block_above) if block_above is not None else None
        if order is None:
            return Inherited(roles, at)
        return Inherited(replace(order, supports=roles.supports if roles else []), block_above, outermost=True)

    def names_of(self, block: int | None) -> bool:
        """Whether a block is only the names of bodies that the heading above it announces."""
        blocks = self.layout.blocks
        if not block or block >= len(blocks) or blocks[block].kind != "paragraph" or blocks[block].parent != block - 1:
            return False
        head, text = (self.layout.clean.at(blocks[b].span) for b in (block - 1, block))
        if not NAMES_BELOW.search(head.rstrip()) or not NAMES_ONLY.fullmatch(text.replace("\n", " ")):
            return False
        c = self.context
        given = lead_in(f"{head} {text}".replace("\n", " "), c.authority, c.issuer, c.extra)
        return bool(given and len(given.leads) > 1)

    def _names_somebody(self, block: int) -> bool:
        text = self._text(block)
        return len(text) < MAX_HEADING and names_body(BULLET.sub("", text, count=1))

    def _lead_in(self, block: int) -> Roles | None:
        if block not in self.read:
            c = self.context
            self.read[block] = lead_in(self._text(block), c.authority, c.issuer, c.extra)
        return self.read[block]

    def _order(self, block: int) -> Roles | None:
        if block not in self.orders:
            c = self.context
            self.orders[block] = order_of(self._text(block), c.authority, c.issuer, c.extra)
        return self.orders[block]

    def _order_above(self, point: TaskPoint) -> int | None:
        """The last sentence outside any point before the point's list, where it announces a list."""
        if point.block is None:
            return None
        blocks = self.layout.blocks
        at = point.block
        while (parent := blocks[at].parent) is not None:
            at = parent
        for i in range(at - 1, -1, -1):
            if blocks[i].part != blocks[at].part:
                return None
            if blocks[i].kind == "preamble" or (blocks[i].kind == "paragraph" and blocks[i].parent is None):
                return i if self._text(i).rstrip().endswith(":") else None
        return None

    def _text(self, block: int) -> str:
        """A block's text in one line; of an article whose heading stands on the next line, that line."""
        blocks = self.layout.blocks
        text = self.layout.clean.at(blocks[block].span)
        if not text and block + 1 < len(blocks):
            below = blocks[block + 1]
            text = self.layout.clean.at(below.span) if below.kind == "paragraph" and below.parent == block else ""
        elif self.names_of(block + 1):
            text = f"{text} {self.layout.clean.at(blocks[block + 1].span)}"
        return text.replace("\n", " ")
