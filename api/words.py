"""The words of the command line: those of the pages (`viz.text`), and ``words.vi.yaml`` and ``words.en.yaml``."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources

import yaml

from viz.text import Language, Text


@cache
def _own(language: Language) -> Mapping[str, str]:
    raw = (resources.files("api") / f"words.{language}.yaml").read_text(encoding="utf-8")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    groups: dict[str, dict[str, str]] = yaml.load(raw, Loader=loader)
    return {f"{group}.{key}": text.rstrip("\n") for group, texts in groups.items() for key, text in texts.items()}


class Words(Text):
    """`Text` that also knows the groups ``cli``, ``verb``, ``option``, ``usage`` and ``report``."""

    def __init__(self, language: Language) -> None:
        super().__init__(language)
        self._entries = {**self._entries, **_own(language)}
