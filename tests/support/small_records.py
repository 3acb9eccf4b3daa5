"""Short records written by hand, of an invented agency: what a test needs to say and nothing else."""

from __future__ import annotations

import hashlib
from typing import Any

from ingest.records import (
    Citation,
    Document,
    Evidence,
    Record,
    Source,
    Target,
    Task,
    Timeframe,
    Unit,
)


def quote(text: str, start: int = 0) -> list[Evidence]:
    return [Evidence(text, start, start + len(text))]


def record(number: str | None, issued_on: str | None = None, file: str | None = None, **more: Any) -> Record:
    """A held document; ``type``, ``issuer`` and ``title`` go to the document, all else to the record."""
    name = file or f"{number}.txt"
    said = {k: more.pop(k) for k in ("type", "issuer", "title", "signer", "annexed") if k in more}
    said = {"type": "plan", "issuer": "Cục Đo lường", "title": None, "signer": None} | said
    return Record(
        Source(name, hashlib.sha256(name.encode()).hexdigest(), "text/plain", 1000, "text"),
        Document(number=number, issued_on=issued_on, place=None, **said),
        **more,
    )


def unread(file: str, **more: Any) -> Record:
    """A file that could not be read."""
    return Record(Source(file, "0" * 64, "application/pdf", 0, "pdf"), None, **more)


def cites(number: str | None, when: str | int | None = None, relation: str = "implements", **more: Any) -> Citation:
    """``when`` is a date, or a year alone."""
    said: dict[str, Any] = {
        "type": "resolution",
        "issuer": None,
        "title": None,
        "also": [],
        "scope": "document",
        "paths": ["title"],
        "evidence": quote(f"theo văn bản {number}"),
    } | more
    date = when if isinstance(when, str) else None
    year = int(date[:4]) if date else when
    return Citation(number=number, issued_on=date, year=year, relation=relation, **said)  # type: ignore[arg-type]


def task(path: str, text: str, leads: tuple[str, ...] = (), supports: tuple[str, ...] = (), **more: Any) -> Task:
    time = more.pop("timeframe", Timeframe(None, ["unspecified"]))
    return Task(path, more.pop("group", None), text, list(leads), list(supports), time, None, [], quote(text), **more)


def target(path: str, indicator: str, value: float | None, year: int = 2025, **more: Any) -> Target:
    said = {"comparator": "=", "unit": "%", "population": None, "report_lead": [], "report_support": []} | more
    return Target(path=path, year=year, indicator=indicator, value=value, evidence=quote(indicator), **said)  # type: ignore[arg-type]


def unit(name: str, *printed: str, **more: Any) -> Unit:
    return Unit(name, **({"kind": "department", "generic": False, "verified": True} | more), printed=list(printed))
