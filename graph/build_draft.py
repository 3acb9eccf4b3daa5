"""The graph in the making: nodes and relationships are added one by one, empty values left out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from graph.identity import stable_id
from graph.model import Graph, Node, Properties, Relationship, RelationshipId, Value
from ingest.records import Evidence, Severity

JOINT = " … "
"""Between the pieces of a quote that a page break cuts in two."""
TITLE_LENGTH = 120
WHOLE_TITLES = frozenset({"Document", "Unit"})
"""Titles that are a name, and tell a thing from others, are not cut."""


class Draft:
    """The first to say something is kept: builders add in a fixed order, so the result is one for one input."""

    def __init__(self) -> None:
        self.nodes: dict[str, Node] = {}
        self.relationships: dict[RelationshipId, Relationship] = {}

    def node(
        self, label: str, id: str, title: str, properties: Mapping[str, Value | None], kinds: tuple[str, ...] = ()
    ) -> str:
        shown = title if label in WHOLE_TITLES else shorten(title)
        self.nodes.setdefault(id, Node(id, label, kinds, {"title": shown, **present(properties)}))
        return id

    def relate(self, kind: str, start: str, end: str, properties: Mapping[str, Value | None], key: str = "") -> None:
        made = Relationship(kind, start, end, key, present(properties))
        self.relationships.setdefault(made.id, made)

    def finding(
        self,
        code: str,
        severity: Severity,
        message: str,
        about: Sequence[str],
        *,
        rule: str,
        identity: Sequence[object],
        document: str | None = None,
        path: str | None = None,
        source: str | None = None,
        evidence: Sequence[Evidence] = (),
    ) -> str:
        """A finding about nodes that exist by the end of the build; ``identity`` says what makes it this one."""
        quoted = quotation(source, evidence) if source else {}
        id = stable_id("finding", code, code, *identity)
        said: dict[str, Value | None] = {"code": code, "severity": severity, "message": message}
        self.node("Finding", id, message, said | {"document": document, "path": path} | quoted)
        for thing in sorted(set(about)):
            self.relate("ABOUT", id, thing, {"rule": rule})
        return id

    def graph(self) -> Graph:
        return Graph.of(self.nodes.values(), self.relationships.values())


def present(properties: Mapping[str, Value | None]) -> Properties:
    """Without what is null or empty."""
    return {name: value for name, value in properties.items() if value is not None and value not in ([], "")}


def quotation(source: str, pieces: Sequence[Evidence]) -> dict[str, Value | None]:
    """The evidence properties; offsets are those of the first piece's start and the last one's end."""
    if not pieces:
        return {"source": source}
    quote = JOINT.join(p.quote for p in pieces)
    return {"source": source, "quote": quote, "start": pieces[0].start, "end": pieces[-1].end}


def shorten(text: str) -> str:
    """At most 120 characters, cut between words."""
    plain = " ".join(text.split())
    if len(plain) <= TITLE_LENGTH:
        return plain
    return plain[: TITLE_LENGTH - 1].rsplit(" ", 1)[0].rstrip(",;:.- ") + "…"
