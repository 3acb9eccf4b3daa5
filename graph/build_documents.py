"""Documents, held and cited: who is who over all records, and their nodes."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise, takewhile

from graph.build_copies import Copy, ranked
from graph.build_draft import Draft, quotation, shorten
from graph.build_units import Units
from graph.identity import fold, issuer_name, number_key, number_parts, stable_id, words_key
from graph.resolve import WEIGHTS, DocumentKey, Reference, Resolved, Weight, resolve
from graph.schema import Schema
from ingest.records import Citation, CitedRef, Document, Evidence, Record


@dataclass(slots=True)
class Documents:
    """``ids`` leads from a reference to the id of the document that it means; missing where it means none."""

    ids: dict[str, str]
    names: dict[str, str]  # id → short name
    held: dict[str, list[Copy]]  # id → its copies, the leading one first
    resolved: Resolved
    keys: dict[DocumentKey, str]
    references: dict[str, Reference] = field(default_factory=dict)

    def of_source(self, source: str) -> str | None:
        return self.ids.get(held_reference(source))


def held_reference(source: str) -> str:
    return f"{source}#document"


def citation_reference(source: str, index: int) -> str:
    return f"{source}#citation.{index}"


def stated_reference(source: str, index: int, end: str) -> str:
    return f"{source}#stated.{index}.{end}"


def _source_of(reference: str) -> str:
    return reference.partition("#")[0]


def find_documents(copies: Sequence[Copy], units: Units, schema: Schema) -> Documents:
    """Resolves every reference of the records; nothing is added to a graph yet."""
    for copy in copies:
        for issuer in _issuers(copy.record):
            units.note(issuer, copy.source)
    references = [r for copy in copies for r in _references(copy, units)]
    resolved = resolve(references)
    keys = {key: _id(key, group) for key, group in resolved.references.items()}
    ids = {reference: keys[key] for reference, key in resolved.keys.items()}
    names = _names({keys[key]: _facts(group) for key, group in resolved.references.items()}, schema)
    held: dict[str, list[Copy]] = defaultdict(list)
    for copy in copies:
        if document := ids.get(held_reference(copy.source)):
            held[document].append(copy)
    in_order = {document: ranked(group) for document, group in sorted(held.items())}
    return Documents(ids, names, in_order, resolved, keys, {r.id: r for r in references})


def add_documents(documents: Documents, units: Units, schema: Schema, draft: Draft) -> None:
    """Nodes, sources, issuers, and the findings that come from identity itself."""
    quotes = _quotes([copy for copies in documents.held.values() for copy in copies])
    for key, group in sorted(documents.resolved.references.items()):
        id = documents.keys[key]
        _add_node(id, group, documents, schema, draft)
        facts = _facts(group)
        if facts.issuer:
            by = next(r for r in _by_weight(group) if r.issuer == facts.issuer)
            source, pieces = quotes.get(by.id, (_source_of(by.id), []))
            rule = "masthead" if by.weight == "held" else "citation"
            issuer = units.id(facts.issuer, _source_of(by.id))
            draft.relate("ISSUED_BY", id, issuer, quotation(source, pieces) | {"rule": rule})
        for copy in documents.held.get(id, []):
            draft.relate("HAS_SOURCE", id, copy.source, {"rule": "masthead"})
        _report_dates(id, group, documents, quotes, draft)
    _report_shared_numbers(documents, draft)


@dataclass(frozen=True, slots=True)
class _Facts:
    number: str | None
    kind: str
    issued_on: str | None
    year: int | None
    issuer: str | None
    title: str | None
    held: bool


def short_name(facts: _Facts, schema: Schema) -> str:
    """ "Kế hoạch 2530/KH-BHXH (2024)"; the year is left out where the number has it; the title where no number is."""
    kind = schema.kinds[facts.kind].text["vi"]
    if facts.number:
        with_year = facts.year and number_parts(facts.number).year is None
        return f"{kind} {facts.number} ({facts.year})" if with_year else f"{kind} {facts.number}"
    title = facts.title or "không số"
    says_kind = fold(title).startswith((fold(kind), f"bo {fold(kind)}"))  # "Bộ luật Dân sự" is a law
    named = title if facts.kind == "other" or says_kind else f"{kind} {title}"
    shown = f"{named[:80].rsplit(' ', 1)[0]}…" if len(named) > 80 else named
    return f"{shown} ({facts.year})" if facts.year and str(facts.year) not in shown else shown


def _names(facts: Mapping[str, _Facts], schema: Schema) -> dict[str, str]:
    """Short names; where two documents would have the same one, the issuer tells them apart."""
    names = {id: short_name(f, schema) for id, f in facts.items()}
    shared = Counter(names.values())
    return {
        id: f"{name}, {facts[id].issuer}" if shared[name] > 1 and facts[id].issuer else name
        for id, name in names.items()
    }


def _issuers(record: Record) -> list[str]:
    said: list[Document | Citation | CitedRef] = [*record.citations]
    said += [end for stated in record.stated_relations for end in (stated.citing, stated.cited)]
    said += [record.document] if record.document else []
    return [issuer_name(s.issuer) for s in said if s.issuer]


def _references(copy: Copy, units: Units) -> Iterable[Reference]:
    record, source = copy.record, copy.source
    own = record.document
    citing = own.number or own.title or "" if own else ""
    on = own.issued_on if own else None
    if own:
        yield _reference(held_reference(source), "held", own, units, citing, None)
    for index, citation in enumerate(record.citations):
        weight: Weight = "document" if citation.scope == "document" else "task"
        yield _reference(citation_reference(source, index), weight, citation, units, citing, on)
    for index, relation in enumerate(record.stated_relations):
        for end, cited in (("citing", relation.citing), ("cited", relation.cited)):
            yield _reference(stated_reference(source, index, end), "stated", cited, units, citing, on)


def _reference(
    id: str, weight: Weight, said: Document | Citation | CitedRef, units: Units, citing: str, on: str | None
) -> Reference:
    return Reference(
        id,
        weight,
        said.number,
        said.type,
        said.issued_on,
        None if isinstance(said, Document) else said.year,
        units.issuer(said.issuer, _source_of(id)),
        None if isinstance(said, CitedRef) else said.title,
        citing,
        on,
    )


def _id(key: DocumentKey, group: Sequence[Reference]) -> str:
    readable = key.number or min(words_key(r.title or r.kind) for r in group)
    return stable_id("doc", f"{readable} {key.year}", *key)


def _by_weight(group: Iterable[Reference]) -> list[Reference]:
    return sorted(group, key=lambda r: (-WEIGHTS[r.weight], r.id))


def _facts(group: Sequence[Reference]) -> _Facts:
    """What the references together say of one document; its own masthead first, then what most say."""
    order = _by_weight(group)
    held = [r for r in order if r.weight == "held"]
    kinds = Counter(r.kind for r in (held or order) if r.kind != "other")
    years = [r.known_year for r in order if r.known_year]
    issuers = Counter(r.issuer for r in held if r.issuer) or Counter(r.issuer for r in order if r.issuer)
    return _Facts(
        _number([r.number for r in (held or order) if r.number]),
        _most(kinds) or order[0].kind,
        _date(order),
        int(years[0]) if years else None,
        _most(issuers),
        _title([r.title for r in (held or order) if r.title]),
        bool(held),
    )


def _number(printed: Sequence[str]) -> str | None:
    """The form printed most; then the one with its dashes and small letters ("QĐ-TTg", not "QĐTTG")."""
    forms = Counter("".join(p.replace("*", "").split()) for p in printed)
    return min(forms, key=lambda f: (-f.count("-"), f.isupper() or f.endswith("TTG"), -forms[f], f)) if forms else None


def _title(titles: Sequence[str]) -> str | None:
    """Mixed case before capitals, then the longest: a citation often gives half a title."""
    return min(titles, key=lambda t: (t.isupper(), -len(t), t)) if titles else None


def _date(order: Sequence[Reference]) -> str | None:
    """Its own date; else the one stated with most weight; else only what the dates given have in common."""
    votes: Counter[str] = Counter()
    for weight in ("held", "document", "task", "stated"):
        votes = Counter(r.issued_on for r in order if r.weight == weight and r.issued_on)
        if votes:
            break
    if not votes:
        return None
    best = max(votes.values())
    leading = sorted(d for d in votes if votes[d] == best)
    longest = max(leading, key=len)
    if all(longest.startswith(d) for d in leading):
        return longest
    columns = zip(*(d.split("-") for d in leading), strict=False)
    return "-".join(parts[0] for parts in takewhile(lambda parts: len(set(parts)) == 1, columns)) or None


def _add_node(id: str, group: Sequence[Reference], documents: Documents, schema: Schema, draft: Draft) -> None:
    facts, name = _facts(group), documents.names[id]
    copies = documents.held.get(id, [])
    own = [c.record.document for c in copies if c.record.document]
    signer = next((d.signer for d in own if d.signer), None)
    annexes = list(dict.fromkeys(a.title for a in (own[0].annexed if own else [])))
    draft.node(
        "Document",
        id,
        facts.title or name,
        {
            "name": name,
            "number": facts.number,
            "number_key": number_key(facts.number) if facts.number else None,
            "kind": facts.kind,
            "issued_on": facts.issued_on,
            "year": facts.year,
            "issuer": facts.issuer,
            "signer": signer.name if signer else None,
            "signer_position": signer.position if signer else None,
            "status": "held" if facts.held else "cited",
            "annexes": annexes,
            "folded": fold(" ".join(filter(None, [facts.number, facts.title, name]))),
        },
        (schema.kinds[facts.kind].label,),
    )


Quotes = dict[str, tuple[str, list[Evidence]]]


def _quotes(copies: Iterable[Copy]) -> Quotes:
    """For each reference the source and the evidence of it."""
    found: Quotes = {}
    for copy in copies:
        for index, citation in enumerate(copy.record.citations):
            found[citation_reference(copy.source, index)] = (copy.source, citation.evidence[:1])
        for index, relation in enumerate(copy.record.stated_relations):
            for end in ("citing", "cited"):
                found[stated_reference(copy.source, index, end)] = (copy.source, relation.evidence)
    return found


def _report_dates(id: str, group: Sequence[Reference], documents: Documents, quotes: Quotes, draft: Draft) -> None:
    by_date: dict[str, list[Reference]] = defaultdict(list)
    for reference in _by_weight(group):
        if reference.issued_on:
            by_date[reference.issued_on].append(reference)
    dates = sorted(by_date)
    if all(later.startswith(earlier) for earlier, later in pairwise(dates)):
        return
    said = "; ".join(f"{printed_date(d)} ({', '.join(sorted({r.citing for r in by_date[d]}))})" for d in dates)
    last = by_date[dates[-1]][0]
    source, pieces = quotes.get(last.id, (_source_of(last.id), []))
    draft.finding(
        "date_conflict",
        "warning",
        f"{documents.names[id]} được ghi {len(dates)} ngày ban hành khác nhau: {said}.",
        [id],
        rule="one_number_two_dates",
        identity=[id],
        document=documents.names[id],
        source=source,
        evidence=pieces,
    )


def _report_shared_numbers(documents: Documents, draft: Draft) -> None:
    sharing: dict[str, list[DocumentKey]] = defaultdict(list)
    for key in documents.keys:
        if key.number and not key.number.isdigit():
            sharing[key.number].append(key)
    for number, keys in sorted(sharing.items()):
        if len(keys) == 1:
            continue
        ids = [documents.keys[k] for k in keys]
        named = "; ".join(sorted(told_apart(k, documents) for k in keys))
        draft.finding(
            "ambiguous_number",
            "info",
            f"Một số, ký hiệu là của {len(ids)} văn bản: {named}.",
            ids,
            rule="one_number_several_documents",
            identity=[number],
        )
        clashing = [k for k in keys if k.extra and not k.extra[:4].isdigit()]  # by title, not by day
        if clashing:
            draft.finding(
                "number_conflict",
                "warning",
                f"Nhiều văn bản mang cùng số, năm và cơ quan ban hành: "
                f"{'; '.join(sorted(told_apart(k, documents) for k in clashing))}.",
                [documents.keys[k] for k in clashing],
                rule="held_documents_with_one_identity",
                identity=[number, *sorted(documents.keys[k] for k in clashing)],
            )


def told_apart(key: DocumentKey, documents: Documents) -> str:
    """Name, date, issuer, and the title where nothing else tells it from another: for messages."""
    name = documents.names[documents.keys[key]]
    facts = _facts(documents.resolved.references[key])
    more = [f"ngày {printed_date(facts.issued_on)}"] if facts.issued_on and len(facts.issued_on) == 10 else []
    more += [f"của {facts.issuer}"] if facts.issuer and facts.issuer not in name else []
    more += [f"“{shorten(facts.title)}”"] if key.extra and facts.title else []
    return " ".join([name, *more])


def printed_date(date: str) -> str:
    """As offices print it: 2018-05-23 → 23/5/2018."""
    return "/".join(str(int(part)) for part in reversed(date.split("-")))


def _most(counter: Counter[str]) -> str | None:
    return min(counter, key=lambda n: (-counter[n], n)) if counter else None


def source_id(record: Record) -> str:
    return stable_id("source", record.source.file, record.source.file, record.source.sha256)
