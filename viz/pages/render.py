"""From a page to HTML: one Jinja environment with autoescape on and undefined names refused."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from itertools import groupby
from typing import Any
from urllib.parse import quote, urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined

from queries.views.rows import TargetRow
from viz.text import LANGUAGES, Language, Text

SECTIONS = {"Document": "/documents/", "Unit": "/units/", "Task": "/tasks/"}
"""Where a node of a label has its page."""


@dataclass(frozen=True, slots=True)
class Page:
    """A template and what it shows; ``here`` is the menu entry that it belongs to."""

    template: str
    title: str
    here: str
    context: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Pages:
    """Which part of a list a page shows, and the addresses of the parts before and after."""

    total: int
    offset: int
    limit: int
    base: str
    parameters: dict[str, str]

    @property
    def first(self) -> int:
        return min(self.offset + 1, self.total)

    @property
    def last(self) -> int:
        return min(self.offset + self.limit, self.total)

    @property
    def previous(self) -> str | None:
        return self._at(max(0, self.offset - self.limit)) if self.offset > 0 else None

    @property
    def next(self) -> str | None:
        return self._at(self.offset + self.limit) if self.last < self.total else None

    def _at(self, offset: int) -> str:
        chosen = {name: value for name, value in self.parameters.items() if value}
        return f"{self.base}?{urlencode({**chosen, 'offset': offset})}"


def render(page: Page, language: Language, path: str, parameters: Sequence[tuple[str, str]]) -> str:
    """The HTML of a page; path and parameters are those asked for, for the link to the other language."""
    other = next(name for name in LANGUAGES if name != language)
    kept = [(name, value) for name, value in parameters if name != "lang"]
    return (
        _environment()
        .get_template(page.template)
        .render(
            t=Text(language),
            title=page.title,
            here=page.here,
            assets=assets(),
            other_language=other,
            other_language_href=f"{quote(path)}?{urlencode([*kept, ('lang', other)])}",
            **page.context,
        )
    )


@cache
def assets() -> str:
    """Changes with the static files, so that browsers may keep them for long."""
    digest = hashlib.sha256()
    for name in ("style.css", "explore.js"):
        digest.update((resources.files("viz") / "static" / name).read_bytes())
    return digest.hexdigest()[:10]


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("viz", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "clip": clip,
        "href": href,
        "section": lambda label: SECTIONS.get(label, ""),
        "groups": groups,
        "target_value": target_value,
    }
    return environment


def clip(text: object, length: int) -> str:
    """At most so many characters, cut between words, with an ellipsis that says so."""
    whole = str(text)
    if len(whole) <= length:
        return whole
    cut = whole[: length - 1]
    return (cut.rsplit(" ", 1)[0] if " " in cut[length // 2 :] else cut).rstrip(" ,;:.") + "…"


def href(id: str, section: str) -> str:
    """The address of a node's page; ids are put in whole, whatever they hold."""
    return section + quote(id, safe=":")


def groups(rows: Iterable[Any], attribute: str) -> list[tuple[str | None, list[Any]]]:
    """Neighbouring rows with the same value of an attribute, order kept."""
    return [(key, list(found)) for key, found in groupby(rows, key=lambda row: getattr(row, attribute))]


def target_value(text: Text, target: TargetRow) -> str:
    """A target as a person would say it: "từ 95 % trở lên" is written "≥ 95 %"."""
    sign = {">=": "≥", "<=": "≤", "=": "", ">": ">", "<": "<", "~": "≈"}.get(target.comparator or "")
    unit = f" {target.unit}" if target.unit else ""
    value = text.number(target.value)
    if sign is not None and value:
        return f"{sign} {value}{unit}".strip()
    words = text.of("comparator", target.comparator)
    if target.comparator == "range":
        return f"{value}–{text.number(target.value_max)}{unit}"
    return f"{words} {value}{unit}".strip() if value else words
