"""What reading a document's tasks needs to know of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ingest.authority.authority import Authority


@dataclass(frozen=True, slots=True)
class Context:
    """What reading roles needs to know of the document."""

    authority: Authority
    issuer: str | None
    issued_on: str | None
    extra: Mapping[str, str] = field(default_factory=dict)  # short forms that the document defines → their full name
