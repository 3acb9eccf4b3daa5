"""``cancu query``: the saved queries."""

from __future__ import annotations

import dataclasses
import sys
from pathlib import Path
from typing import Any

from api.console import Console, Failed
from api.store import opened

BINARY = frozenset({"xlsx"})


def list_queries(console: Console, as_json: bool) -> int:
    from queries.catalogue import load

    language = console.settings.language
    saved = load()
    if as_json:
        console.out_json([_described(query, language) for query in saved.values()])
        return 0
    width = max(len(name) for name in saved)
    for name, query in saved.items():
        console.out(f"{name:<{width}}  {query.title[language]}")
    return 0


def show(console: Console, name: str, as_json: bool) -> int:
    query = _named(name)
    language = console.settings.language
    if as_json:
        console.out_json({**_described(query, language), "cypher": query.cypher})
        return 0
    words = console.words
    console.out(f"{query.name}\n{query.title[language]}\n\n{query.description[language]}\n")
    if query.parameters:
        console.out(words("cli.parameters"))
        for parameter in query.parameters:
            need = words("cli.required" if parameter.required else "cli.optional")
            console.out(f"  {parameter.name} ({parameter.kind}, {need})  {parameter.title[language]}")
        console.out("")
    console.out(f"{words('cli.columns')}\n  {', '.join(query.columns)}\n")
    console.out(query.cypher)
    return 0


def run(console: Console, name: str, given: list[str], format: str, out: Path | None) -> int:
    from queries.formats import render
    from queries.run import run as run_query

    parameters = _parameters(console, given)
    _named(name)
    with opened(console.settings) as store:
        result = run_query(store, name, parameters, console.settings.language)
    content = render(result, format, console.settings.language)
    if out is not None:
        console.write(out, content)
    elif isinstance(content, bytes):
        if format in BINARY and sys.stdout.isatty():
            raise Failed(console.words("cli.needs_out", format=format), status=2)
        console.out_bytes(content)
    else:
        console.out(content)
    if format == "table":
        console.note(console.words("cli.rows", n=len(result.rows)))
    if result.truncated:
        console.note(console.words("cli.truncated", n=len(result.rows)))
    return 0


def _named(name: str) -> Any:
    """Raises UnknownQuery, which names the close ones."""
    from queries.catalogue import get

    return get(name)


def _parameters(console: Console, given: list[str]) -> dict[str, str]:
    parameters: dict[str, str] = {}
    for item in given:
        name, equals, value = item.partition("=")
        if not equals or not name.strip():
            raise Failed(console.words("cli.bad_parameter", given=item), status=2)
        parameters[name.strip()] = value
    return parameters


def _described(query: Any, language: str) -> dict[str, Any]:
    return {
        "name": query.name,
        "title": query.title[language],
        "description": query.description[language],
        "parameters": [dataclasses.asdict(p) for p in query.parameters],
        "columns": list(query.columns),
    }
