"""Saved queries: the list, and one query with its form and its answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from graph.stores.base import Store
from queries.catalogue import Column, SavedQuery, get, load
from queries.catalogue import Parameter as Declared
from queries.errors import AmbiguousParameter, Candidate, ParameterError, UnknownValue
from queries.formats import FORMATS
from queries.run import Result, run
from queries.showing import cell_text, shown_columns
from queries.views.suggestions import suggestions
from viz.pages.render import SECTIONS, Page, href
from viz.text import Language, Text

ROWS = 500
"""Rows that a page shows; the downloads have them all."""
PREFIXES = {"doc": "Document", "unit": "Unit", "task": "Task"}
"""How ids begin (`graph.identity.stable_id`), and whose page they lead to."""
STYLES = {"code": "place", "integer": "num", "number": "num", "date": "keep", "year": "keep"}


@dataclass(frozen=True, slots=True)
class Named:
    name: str
    title: str
    description: str


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    title: str


@dataclass(frozen=True, slots=True)
class Field:
    """A field of the form."""

    name: str
    title: str
    kind: str
    required: bool
    given: str
    choices: list[Choice]
    suggestions: list[str]


@dataclass(frozen=True, slots=True)
class Link:
    title: str
    href: str


@dataclass(frozen=True, slots=True)
class Trouble:
    """What was wrong with a value; ``choices`` lead to the same query with another value."""

    message: str
    given: str
    ambiguous: bool
    choices: list[Link]


@dataclass(frozen=True, slots=True)
class Cell:
    """``links`` stand for the text where there are any; one cell of a row carries its evidence."""

    text: str
    links: list[Link]
    style: str
    name: str
    evidence: bool


@dataclass(frozen=True, slots=True)
class Row:
    cells: list[Cell]
    quote: str | None
    source: str | None


def list_page(text: Text) -> Page:
    """All saved queries."""
    language = text.language
    found = [Named(q.name, q.title[language], q.description[language]) for q in load().values()]
    return Page("queries.html", text("queries.title"), "queries", {"queries": found})


def query_page(store: Store, text: Text, name: str, given: Mapping[str, str]) -> Page:
    """A saved query; it runs as soon as all that it needs is there.

    Raises:
        UnknownQuery: no such query.
    """
    query = get(name)
    language = text.language
    params = {p.name: given[p.name].strip() for p in query.parameters if given.get(p.name, "").strip()}
    ready = all(p.name in params for p in query.parameters if p.required)
    result, trouble = None, None
    if ready:
        try:
            result = run(store, name, params, language, max_rows=ROWS)
        except ParameterError as problem:
            trouble = _trouble(text, query, params, problem)
    asked = "".join(f" --param {key}={_shell(value)}" for key, value in params.items())
    return Page(
        "query.html",
        query.title[language],
        "queries",
        {
            "query": Named(query.name, query.title[language], query.description[language]),
            "fields": [_field(store, p, params.get(p.name, p.default or ""), language) for p in query.parameters],
            "meant": _meant(params, result) if result else [],
            "problem": trouble,
            "waiting": not ready,
            "columns": [(c.title[language], STYLES.get(c.kind, "")) for _, c in _visible(query)],
            "result": _rows(result, language) if result else None,
            "truncated": bool(result and result.truncated),
            "downloads": [(f, f"/queries/{name}.{f}" + (f"?{urlencode(params)}" if params else "")) for f in FORMATS],
            "command": f"cancu query run {name}{asked}",
            "cypher": query.cypher,
        },
    )


def _field(store: Store, parameter: Declared, given: str, language: Language) -> Field:
    return Field(
        parameter.name,
        parameter.title[language],
        parameter.kind,
        parameter.required,
        given,
        [Choice(c.value, c.title[language]) for c in parameter.choices],
        suggestions(store, parameter.kind),
    )


def _trouble(text: Text, query: SavedQuery, params: Mapping[str, str], problem: ParameterError) -> Trouble:
    candidates: tuple[Candidate, ...] = ()
    if isinstance(problem, AmbiguousParameter):
        candidates = problem.candidates
    elif isinstance(problem, UnknownValue):
        candidates = problem.close
    links = [Link(str(c), f"/queries/{query.name}?{urlencode({**params, problem.name: c.id})}") for c in candidates]
    ambiguous = isinstance(problem, AmbiguousParameter)
    given = str(getattr(problem, "given", ""))
    if isinstance(problem, UnknownValue):
        message = text("queries.unknown", given=given)
    elif ambiguous:
        message = text("queries.choose", given=given)
    else:
        message = text.error(problem)
    return Trouble(message, given, ambiguous, links)


def _meant(params: Mapping[str, str], result: Result) -> list[str]:
    """What was understood, where it is not what was typed."""
    return [
        candidate.title
        for name, candidate in result.parameters.items()
        if candidate is not None and name in params and candidate.title != params[name] and ":" in candidate.id
    ]


def _visible(query: SavedQuery) -> list[tuple[int, Column]]:
    """The columns of the page's table: quote and file fold away under the row."""
    return [(i, c) for i, c in shown_columns(query) if c.kind not in ("quote", "source")]


def _rows(result: Result, language: Language) -> list[Row]:
    visible = _visible(result.query)
    place = {column.name: i for i, column in enumerate(result.query.headers)}
    quote = next((i for i, c in enumerate(result.query.headers) if c.kind == "quote"), None)
    source = next((i for i, c in enumerate(result.query.headers) if c.kind == "source"), None)
    bearer = next((c.name for n in ("task", "message", "title", "indicator") for _, c in visible if c.name == n), None)
    bearer = bearer or visible[-1][1].name
    rows = []
    for row in result.rows:
        cells = []
        for i, column in visible:
            ids = row[place[f"{column.name}_id"]] if f"{column.name}_id" in place else None
            single = f"{column.name[:-1]}_ids"  # a list named "documents" has its ids in "document_ids"
            many = next((row[place[n]] for n in (f"{column.name}_ids", single) if n in place), None)
            said = cell_text(row[i], column, language)
            cells.append(
                Cell(
                    said,
                    _links(row[i], said, ids, many),
                    _style(column, said),
                    column.title[language],
                    column.name == bearer,
                )
            )
        rows.append(Row(cells, _text(row, quote), _text(row, source)))
    return rows


def _style(column: Column, said: str) -> str:
    if column.name in ("task", "message", "title", "description"):
        return "long"
    return STYLES.get(column.kind, "keep" if len(said) <= 24 else "")


def _links(value: object, said: str, id: object, ids: object) -> list[Link]:
    if isinstance(id, str) and said and (address := _address(id)):
        return [Link(said, address)]
    if isinstance(ids, list) and isinstance(value, list) and len(ids) == len(value):
        found = [Link(str(one), _address(str(other)) or "") for one, other in zip(value, ids, strict=True)]
        return found if all(link.href for link in found) else []
    return []


def _address(id: str) -> str | None:
    label = PREFIXES.get(id.partition(":")[0])
    return href(id, SECTIONS[label]) if label else None


def _text(row: tuple[object, ...], place: int | None) -> str | None:
    value = row[place] if place is not None else None
    return value if isinstance(value, str) and value else None


def _shell(value: str) -> str:
    return value if value.isalnum() else '"' + value.replace('"', '\\"') + '"'
