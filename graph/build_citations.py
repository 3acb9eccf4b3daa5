"""Relations between documents: citations, lineage, changes; and what a record states of two other documents."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from graph.build_copies import Copy
from graph.build_documents import Documents, citation_reference, stated_reference, told_apart
from graph.build_draft import Draft, quotation
from ingest.records import RELATIONS, Citation, Evidence, Relation

BASES: tuple[Relation, ...] = ("implements", "legal_basis", "follows")
"""The relations that make lineage, strongest first."""
CHANGES: dict[Relation, str] = {
    "amends": "AMENDS",
    "replaces": "REPLACES",
    "repeals": "REPEALS",
    "annexed_to": "ANNEXED_TO",
}


@dataclass(slots=True)
class Link:
    """All that one document says of another, over its copies and citations."""

    relations: set[Relation] = field(default_factory=set)
    of_document: set[Relation] = field(default_factory=set)  # those said of the document as a whole
    paths: list[str] = field(default_factory=list)
    said: list[tuple[str, Citation]] = field(default_factory=list)  # source id, citation

    @property
    def relation(self) -> Relation:
        return strongest(self.relations)

    @property
    def basis(self) -> Relation | None:
        """The basis of lineage; None where only tasks cite it, or for no such reason."""
        return next((b for b in BASES if b in self.of_document), None)

    def evidence(self, relation: Relation, *, of_document: bool = False) -> tuple[str, list[Evidence]]:
        """The source and quote for a relation: where it is the main one, else where it is said besides."""
        among = [s for s in self.said if not of_document or s[1].scope == "document"] or self.said
        source, citation = min(
            among, key=lambda s: (s[1].relation != relation, relation not in s[1].also, s[1].scope != "document")
        )
        return source, citation.evidence[:1]


def strongest(relations: Iterable[Relation]) -> Relation:
    return min(relations, key=RELATIONS.index)


def links(document: str, copies: Iterable[Copy], documents: Documents) -> dict[str, Link]:
    """Cited document → what this document says of it; citations of itself are left out."""
    found: dict[str, Link] = defaultdict(Link)
    for copy in copies:
        for index, citation in enumerate(copy.record.citations):
            target = documents.ids.get(citation_reference(copy.source, index))
            if target is None or target == document:
                continue
            link, relations = found[target], {citation.relation, *citation.also}
            link.relations |= relations
            link.of_document |= relations if citation.scope == "document" else set()
            link.paths += [p for p in citation.paths if p not in link.paths]
            link.said.append((copy.source, citation))
    return dict(sorted(found.items()))


def add_links(document: str, found: dict[str, Link], draft: Draft) -> None:
    """CITES for each, DERIVES_FROM where the document as a whole descends, and the changes."""
    for target, link in found.items():
        source, pieces = link.evidence(link.relation)
        also = sorted(link.relations - {link.relation}, key=RELATIONS.index)
        scope = "document" if link.of_document else "task"
        draft.relate(
            "CITES",
            document,
            target,
            quotation(source, pieces)
            | {"rule": "citation", "relation": link.relation, "also": list(also), "scope": scope, "paths": link.paths},
        )
        if link.basis:
            source, pieces = link.evidence(link.basis, of_document=True)
            made = quotation(source, pieces) | {"rule": "citation", "basis": link.basis}
            draft.relate("DERIVES_FROM", document, target, made)
        for relation, kind in CHANGES.items():
            if relation in link.of_document:
                source, pieces = link.evidence(relation, of_document=True)
                draft.relate(kind, document, target, quotation(source, pieces) | {"rule": "citation"})


def add_stated_elsewhere(copies: Iterable[tuple[str, Copy]], documents: Documents, draft: Draft) -> None:
    """What one document says of two others. Add it last: what a document says of itself is there already and stays.

    Args:
        copies: each with the id of its document, the leading copy of a document first.
    """
    for document, copy in copies:
        for index, stated in enumerate(copy.record.stated_relations):
            start = documents.ids.get(stated_reference(copy.source, index, "citing"))
            end = documents.ids.get(stated_reference(copy.source, index, "cited"))
            if start is None or end is None or start == end:
                continue
            said = quotation(copy.source, stated.evidence) | {"rule": "stated_elsewhere"}
            if start != document:
                said["stated_in"] = document
            draft.relate("CITES", start, end, said | {"relation": stated.relation, "scope": "document"})
            if stated.relation in BASES:
                draft.relate("DERIVES_FROM", start, end, said | {"basis": stated.relation})
            elif stated.relation in CHANGES:
                draft.relate(CHANGES[stated.relation], start, end, said)


def report_unresolved(document: str, copies: Iterable[Copy], documents: Documents, draft: Draft) -> None:
    """Citations that could be several known documents, and those without anything to know a document by."""
    for copy in copies:
        for index, citation in enumerate(copy.record.citations):
            reference = citation_reference(copy.source, index)
            path = citation.paths[0] if citation.paths else None
            if candidates := documents.resolved.ambiguous.get(reference):
                named = "; ".join(told_apart(key, documents) for key in candidates)
                draft.finding(
                    "ambiguous_citation",
                    "warning",
                    f"{documents.names[document]} viện dẫn số {citation.number} mà không rõ là văn bản nào: {named}.",
                    [document, *(documents.keys[key] for key in candidates)],
                    rule="several_candidates",
                    identity=[document, *(documents.keys[key] for key in candidates)],
                    document=documents.names[document],
                    path=path,
                    source=copy.source,
                    evidence=citation.evidence[:1],
                )
            elif reference in documents.resolved.nameless:
                draft.finding(
                    "citation_unidentified",
                    "info",
                    f"{documents.names[document]} viện dẫn một văn bản không có số và tên.",
                    [document],
                    rule="neither_number_nor_title",
                    identity=[document, path, "".join(e.quote for e in citation.evidence[:1])],
                    document=documents.names[document],
                    path=path,
                    source=copy.source,
                    evidence=citation.evidence[:1],
                )
