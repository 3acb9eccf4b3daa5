"""What can go wrong in this package.

    QueryError
    ├── InvalidQuery           a saved query's file does not hold together
    ├── UnknownQuery           no saved query of that name
    ├── UnknownFormat          no such output format
    └── ParameterError
        ├── UnknownParameter   the query has no parameter of that name
        ├── MissingParameter   a required parameter was not given
        ├── InvalidValue       not a date, or not one of the choices
        ├── AmbiguousParameter several units, documents or indicators are meant
        └── UnknownValue       none is meant; says what is close

``code`` is what programs and the interface's text catalogue go by; ``fields`` fills its placeholders; ``str()`` is a
full English sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Candidate:
    """A unit, document or indicator that a person may have meant; ``detail`` tells it from others of its name."""

    id: str
    title: str
    detail: str = ""

    def __str__(self) -> str:
        return f"{self.title} ({self.detail})" if self.detail else self.title


class QueryError(Exception):
    code: ClassVar[str] = "query"

    def __init__(self, sentence: str, **fields: object) -> None:
        super().__init__(sentence)
        self.fields = fields


class InvalidQuery(QueryError):
    code = "invalid_query"

    def __init__(self, query: str, problem: str) -> None:
        super().__init__(f"The saved query {query} does not hold together: {problem}.", query=query, problem=problem)
        self.query, self.problem = query, problem


class UnknownQuery(QueryError):
    code = "unknown_query"

    def __init__(self, query: str, close: Sequence[str], known: Sequence[str]) -> None:
        hint = f" Did you mean {' or '.join(close)}?" if close else f" There are: {', '.join(known)}."
        super().__init__(f"There is no saved query named {query}.{hint}", query=query, close=", ".join(close))
        self.query, self.close, self.known = query, tuple(close), tuple(known)


class UnknownFormat(QueryError):
    code = "unknown_format"

    def __init__(self, given: str, known: Sequence[str]) -> None:
        super().__init__(
            f"There is no output format {given}; there are {', '.join(known)}.", given=given, known=", ".join(known)
        )
        self.given, self.known = given, tuple(known)


class ParameterError(QueryError):
    """``name`` is the parameter's name as the query declares it."""

    code = "parameter"
    name: str


class UnknownParameter(ParameterError):
    code = "unknown_parameter"

    def __init__(self, query: str, name: str, known: Sequence[str]) -> None:
        there_are = f"it takes {', '.join(known)}" if known else "it takes none"
        super().__init__(
            f"The query {query} has no parameter {name}; {there_are}.", query=query, name=name, known=", ".join(known)
        )
        self.query, self.name, self.known = query, name, tuple(known)


class MissingParameter(ParameterError):
    code = "missing_parameter"

    def __init__(self, query: str, name: str) -> None:
        super().__init__(f"The query {query} needs a value for {name}.", query=query, name=name)
        self.query, self.name = query, name


class InvalidValue(ParameterError):
    """``expected`` lists what is accepted: the choices, or the forms of a date."""

    code = "invalid_value"

    def __init__(self, name: str, given: str, expected: Sequence[str]) -> None:
        super().__init__(
            f"{given!r} is no value for {name}; expected {' or '.join(expected)}.",
            name=name,
            given=given,
            expected=", ".join(expected),
        )
        self.name, self.given, self.expected = name, given, tuple(expected)


class AmbiguousParameter(ParameterError):
    """``candidates`` are the first of them, ``total`` how many there are."""

    code = "ambiguous_parameter"

    def __init__(self, name: str, given: str, candidates: Sequence[Candidate], total: int | None = None) -> None:
        self.name, self.given, self.candidates = name, given, tuple(candidates)
        self.total = len(self.candidates) if total is None else total
        listed = "; ".join(str(c) for c in self.candidates)
        super().__init__(
            f"{given!r} for {name} could be any of {self.total}: {listed}. Choose one by its full name or its id.",
            name=name,
            given=given,
            total=self.total,
            candidates=listed,
        )


class UnknownValue(ParameterError):
    code = "unknown_value"

    def __init__(self, name: str, given: str, close: Sequence[Candidate]) -> None:
        self.name, self.given, self.close = name, given, tuple(close)
        listed = "; ".join(str(c) for c in self.close)
        hint = f"; close to it: {listed}" if listed else ""
        super().__init__(
            f"Nothing in the graph is called {given!r} ({name}){hint}.", name=name, given=given, close=listed
        )
