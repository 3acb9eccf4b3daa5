"""Settings: read once from the environment, then passed down as values; nothing below this package looks at it.

Every variable stands in `VARIABLES`; a test holds that each is documented and that the code reads no other.
"""

from __future__ import annotations

import locale
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from viz.text import DEFAULT, Language


class Variable(NamedTuple):
    name: str
    meaning: str


VARIABLES = (
    Variable("CANCU_STORE", "the store: a folder, or bolt://… or neo4j://… (without it, the user's data folder)"),
    Variable("CANCU_NEO4J_USER", "user name for a Neo4j store (without it, neo4j)"),
    Variable("CANCU_NEO4J_PASSWORD", "password for a Neo4j store"),
    Variable("CANCU_DEBUG", "1: the command line shows the details of an unexpected error"),
)


@dataclass(frozen=True, slots=True)
class Settings:
    """``store`` is None for the embedded store in the user's data folder."""

    store: str | None = None
    neo4j_user: str | None = None
    neo4j_password: str | None = field(default=None, repr=False)
    language: Language = DEFAULT
    debug: bool = False

    @classmethod
    def from_environment(cls, environment: Mapping[str, str], language: Language | None = None) -> Settings:
        """An empty variable counts as one that is not set."""
        return cls(
            store=environment.get("CANCU_STORE") or None,
            neo4j_user=environment.get("CANCU_NEO4J_USER") or None,
            neo4j_password=environment.get("CANCU_NEO4J_PASSWORD") or None,
            language=language or language_of(environment),
            debug=environment.get("CANCU_DEBUG", "") not in ("", "0"),
        )

    def at(self, store: str | None) -> Settings:
        """These settings with another store, where one is given."""
        return replace(self, store=store) if store else self


def language_of(environment: Mapping[str, str]) -> Language:
    """The locale's language: Vietnamese for ``vi…`` and where no language is set (``C``), English for every other."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := environment.get(name, ""):
            break
    else:
        value = locale.getlocale()[0] or ""
    value = value.lower()
    if value.startswith("vi") or value.split(".")[0] in ("", "c", "posix"):
        return DEFAULT
    return "en"
