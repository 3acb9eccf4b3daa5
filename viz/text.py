"""The words of the interface in both languages: ``text.vi.yaml`` and ``text.en.yaml``, the same keys in each.

Everything else in the packages speaks in codes (``error.<code>``, ``finding.<code>.title``, ``relation.implements``);
here they become sentences, once, for the pages and for the command line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources
from typing import Literal, get_args

import yaml

Language = Literal["vi", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
DEFAULT: Language = "vi"

_ISO = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?\Z")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@cache
def entries(language: str) -> Mapping[str, str]:
    """All entries of a language, keys joined with dots.

    Raises:
        ValueError: a language that we do not have, or an entry that is no text.
    """
    if language not in LANGUAGES:
        raise ValueError(f"language: expected one of {', '.join(LANGUAGES)}, got {language!r}")
    raw = (resources.files("viz") / f"text.{language}.yaml").read_text(encoding="utf-8")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return dict(_flat("", yaml.load(raw, Loader=loader)))


def _flat(prefix: str, node: object) -> Iterable[tuple[str, str]]:
    if isinstance(node, dict):
        for key, value in node.items():
            yield from _flat(f"{prefix}.{key}" if prefix else str(key), value)
    elif isinstance(node, str):
        yield prefix, node
    else:
        raise ValueError(f"text: {prefix} is no text: {node!r}")


class Text:
    """The words of one language; call it with a key and the fields of its template."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self._entries = entries(language)

    def __call__(self, key: str, /, **fields: object) -> str:
        """The entry of a key.

        Raises:
            KeyError: no such entry, or a field of its template is missing; a mistake in the code, found by the tests.
        """
        template = self._entries[key]
        return template.format(**fields) if "{" in template else template

    def __contains__(self, key: str) -> bool:
        return key in self._entries

    def of(self, group: str, code: object, default: str | None = None) -> str:
        """The entry ``group.code``, or the default (else the code as it is) where it is a code we have no words for."""
        found = self._entries.get(f"{group}.{code}")
        return found if found is not None else (default if default is not None else str(code))

    def error(self, problem: BaseException) -> str:
        """An error of ours in this language by its ``code``; without an entry, its own English sentence."""
        key = f"error.{getattr(problem, 'code', '')}"
        if key not in self._entries:
            return str(problem)
        try:
            said = {name: self.of("reason", value, str(value)) for name, value in _fields(problem).items()}
            bare = (f"{key}_without_{name}" for name, value in said.items() if not value)  # nothing is close, …
            return self._entries[next((b for b in bare if b in self._entries), key)].format(**said)
        except (KeyError, IndexError, AttributeError):
            return str(problem)

    def number(self, value: object) -> str:
        """A number as this language writes it: ``1.234,5`` in Vietnamese, ``1,234.5`` in English."""
        if not isinstance(value, int | float) or isinstance(value, bool):
            return "" if value is None else str(value)
        written = f"{value:,.10g}" if isinstance(value, float) and not value.is_integer() else f"{int(value):,}"
        return written.translate(str.maketrans(",.", ".,")) if self.language == "vi" else written

    def date(self, iso: object) -> str:
        """An ISO date or prefix (``2024``, ``2024-07``); what the prefix leaves out is not invented."""
        match = _ISO.match(str(iso or ""))
        if not match:
            return str(iso or "")
        year, month, day = match.groups()
        if self.language == "vi":
            return "/".join(part for part in (day, month, year) if part)
        named = _MONTHS[int(month) - 1] if month and 1 <= int(month) <= 12 else month
        return " ".join(part for part in (str(int(day)) if day else None, named, year) if part)

    def recurs(self, rule: str) -> str:
        """A recurring day in words: ``--12-05`` in a year, ``---15`` and ``---last`` in a month."""
        if rule == "---last":
            return self("recurs.last")
        if match := re.fullmatch(r"--(\d\d)-(\d\d)", rule):
            month, day = match.groups()
            return self("recurs.yearly", day=int(day), month=int(month), month_name=_MONTHS[(int(month) - 1) % 12])
        if match := re.fullmatch(r"---(\d\d)", rule):
            return self("recurs.monthly", day=int(match[1]))
        return rule


def _fields(problem: BaseException) -> dict[str, object]:
    """The fields of an error of ours (``fields``, else its public attributes); lists are written out with commas."""
    found = getattr(problem, "fields", None)
    if not isinstance(found, Mapping):
        found = {name: value for name, value in vars(problem).items() if not name.startswith("_")}
    return {name: _written(value) for name, value in found.items()}


def _written(value: object) -> object:
    if isinstance(value, str) or not isinstance(value, Iterable):
        return value
    return ", ".join(str(getattr(item, "title", item)) for item in value)
