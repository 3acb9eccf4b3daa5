"""A plain page of the API's addresses, made from its OpenAPI description; nothing is loaded from outside."""

from __future__ import annotations

from typing import Any

from viz.pages.render import Page
from viz.text import Text


def api_page(text: Text, description: dict[str, Any]) -> Page:
    """Every call with its parameters."""
    calls = []
    for path, methods in description["paths"].items():
        for method, call in methods.items():
            parameters = [
                {"name": p["name"], "where": p["in"], "meaning": p.get("description", "")}
                for p in call.get("parameters", [])
            ]
            calls.append(
                {
                    "method": method.upper(),
                    "path": path,
                    "summary": call.get("description") or call.get("summary", ""),
                    "parameters": parameters,
                    "open": "{" not in path,
                }
            )
    return Page("api.html", text("api.title"), "", {"calls": calls})
