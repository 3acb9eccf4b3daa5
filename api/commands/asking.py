"""``cancu query``: the saved queries."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from api.console import Console, Failed
from api.store import opened
from queries.catalogue import Language, SavedQuery, get, load
from queries.formats import render
from queries.run import run as run_query

BINARY = frozenset({"xlsx"})


def list_queries(console: Console, as_json: bool) -> int:
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
    query = get(name)
    language = console.settings.language
    if as_json:
        console.out_json({**_described(query, language), "cypher": query.cypher})
        return 0
    words = console.words
    lines = [query.name, query.title[language], "", query.description[language], ""]
    if query.parameters:
        lines.append(words("cli.parameters"))
        for parameter in query.parameters:
            need = words("cli.required" if parameter.required else "cli.optional")
            choices = " | ".join(choice.value for choice in parameter.choices) or parameter.kind
            lines.append(f"  {parameter.name} ({choices}; {need})  {parameter.title[language]}")
        lines.append("")
    lines.append(words("cli.columns"))
    lines += [f"  {column.name}  {column.title[language]}" for column in query.headers if not column.hidden]
    lines += ["", words("cli.example"), "  " + example_command(query), "", query.cypher]
    console.out("\n".join(lines))
    return 0


def example_command(query: SavedQuery) -> str:
    """The command line that runs a query with its example."""
    parameters = "".join(
        f' --param {name}="{value}"' if set(value) & set(" /") else f" --param {name}={value}"
        for name, value in query.example.items()
    )
    return f"cancu query run {query.name}{parameters}"


def run(console: Console, name: str, given: list[str], format: str, out: Path | None) -> int:
    parameters = _parameters(console, given)
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


def _parameters(console: Console, given: list[str]) -> dict[str, str]:
    parameters: dict[str, str] = {}
    for item in given:
        name, equals, value = item.partition("=")
        if not equals or not name.strip():
            raise Failed(console.words("cli.bad_parameter", given=item), status=2)
        parameters[name.strip()] = value
    return parameters


def _described(query: SavedQuery, language: Language) -> dict[str, Any]:
    return {
        "name": query.name,
        "title": query.title[language],
        "description": query.description[language],
        "parameters": [
            {
                "name": parameter.name,
                "kind": parameter.kind,
                "required": parameter.required,
                "default": parameter.default,
                "choices": [choice.value for choice in parameter.choices],
                "title": parameter.title[language],
            }
            for parameter in query.parameters
        ],
        "columns": [{"name": c.name, "kind": c.kind, "hidden": c.hidden} for c in query.headers],
        "example": dict(query.example),
    }
