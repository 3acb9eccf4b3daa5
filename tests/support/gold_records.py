"""The hand-made annotations beside the project as records, so that the graph can be tried without extraction.

Each quote is looked for in the document's text, white space and markup aside; what is not found gives no evidence.
Use the fixtures `gold_records` and `cross`; they skip where the annotations are absent.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from ingest.records import (
    Annexed,
    Anomaly,
    Citation,
    CitedRef,
    Document,
    Evidence,
    Record,
    Section,
    Signer,
    Source,
    StatedRelation,
    Target,
    Task,
    Timeframe,
    Unit,
)

ROOT = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("CANCU_SHARED", ROOT.parent / "shared"))
NEVER_PRINTED = re.compile(r"<[^<>\n]{1,40}>|[\s*_#|\\]")
SEVERITY = {"high": "warning", "medium": "warning", "low": "info"}


@pytest.fixture(scope="session")
def cross() -> dict[str, Any]:
    """`cross.json`: what is true across the documents."""
    _needed()
    return _json("cross.json")


@pytest.fixture(scope="session")
def gold_records() -> list[Record]:
    """One record for each file of the corpus; the document that two files carry gives two."""
    _needed()
    return list(_records())


def _needed() -> None:
    if not (SHARED / "gold" / "cross.json").exists():
        pytest.skip("the annotated documents are not at hand (set CANCU_SHARED to their folder)")


def _json(name: str) -> dict[str, Any]:
    data: dict[str, Any] = json.loads((SHARED / "gold" / name).read_text(encoding="utf-8"))
    return data


@cache
def _records() -> tuple[Record, ...]:
    units = _json("cross.json")["units"]
    lineage = _json("cross.json")["lineage"]
    names = [p.name for p in sorted((SHARED / "gold").glob("*.json")) if p.name != "cross.json"]
    gold = [(name, _json(name)) for name in names]
    return tuple(_record(data, file, units, lineage) for _, data in gold for file in data["sources"])


class _Text:
    """A text in which quotes are found whatever white space and markup stands between their letters."""

    def __init__(self, raw: str) -> None:
        self.raw = raw
        gaps = [m.span() for m in NEVER_PRINTED.finditer(raw)]
        inside = {i for start, end in gaps for i in range(start, end)}
        self.at = [i for i in range(len(raw)) if i not in inside]
        self.bare = "".join(raw[i] for i in self.at)

    def find(self, quote: str | None) -> list[Evidence]:
        wanted = NEVER_PRINTED.sub("", quote or "")
        place = self.bare.find(wanted) if wanted else -1
        if place < 0:
            return []
        start, end = self.at[place], self.at[place + len(wanted) - 1] + 1
        return [Evidence(self.raw[start:end], start, end)]


def _record(gold: dict[str, Any], file: str, units: list[Any], lineage: list[Any]) -> Record:
    data = (SHARED / "corpus" / file).read_bytes()
    text = _Text(data.decode())
    known = {form.casefold(): u["canonical"] for u in units for form in u["aliases"]}
    known |= {u["canonical"].casefold(): u["canonical"] for u in units}

    def unit(name: str) -> str:
        return str(known.get(name.casefold(), name))

    own = gold["document"]
    signer = own.get("signer")
    citations = [_citation(c, text, unit) for c in gold["citations"] if not c.get("optional")]
    return Record(
        source=Source(file, hashlib.sha256(data).hexdigest(), "text/plain", len(text.raw), "gold"),
        document=Document(
            own["number"],
            own["type"],
            own["issued_on"],
            own["place"],
            unit(own["issuer"]),
            Signer(signer["name"], signer["position"]) if signer else None,
            own["title"],
            [Annexed(a["type"], a["title"], a.get("path")) for a in own.get("annexed", [])],
        ),
        sections=[Section(s["path"], s["heading"], len(re.split("[.#]", s["path"]))) for s in gold["sections"]],
        citations=citations,
        tasks=[_task(t, text, unit) for t in gold["tasks"]],
        targets=[_target(t, text, unit) for t in gold["targets"]],
        anomalies=[
            Anomaly(a["type"], SEVERITY[a["severity"]], a["description"])  # type: ignore[arg-type]
            for a in gold["anomalies"]
            if a["type"] != "date_conflict"  # seen from two documents, which one record cannot
        ],
        units=[
            Unit(u["canonical"], u["kind"], u["generic"], True, u.get("parent"), u["aliases"])
            for u in units
            if own["number"] in u["documents"] and u["kind"] != "placeholder"
        ],
        stated_relations=_stated(own["number"], lineage, citations, text),
    )


def _citation(gold: dict[str, Any], text: _Text, unit: Any) -> Citation:
    return Citation(
        gold["number"],
        gold["type"],
        gold["issued_on"],
        gold["year"],
        unit(gold["issuer"]) if gold["issuer"] else None,
        gold["title_hint"],
        gold["relation"],
        gold["also"],
        gold.get("scope") or gold["level"],
        [p.rpartition(" @ ")[2] for p in gold.get("paths", [])],
        [e for q in gold["quotes"] for e in text.find(q)],
    )


def _task(gold: dict[str, Any], text: _Text, unit: Any) -> Task:
    time = gold["timeframe"]
    kinds = time["kind"] if isinstance(time["kind"], list) else [time["kind"]]
    subitems = [s["text"] if isinstance(s, dict) else s for s in gold.get("subitems", [])]
    return Task(
        gold["path"],
        gold["group"],
        gold["text"],
        [unit(u) for u in gold["leads"]],
        [unit(u) for u in gold["supports"]],
        Timeframe(time["raw"], kinds, time["start"], time["end"], time.get("recurs")),
        None,
        subitems,
        text.find(gold["text"]),
        rule="gold",
    )


def _target(gold: dict[str, Any], text: _Text, unit: Any) -> Target:
    return Target(
        gold["path"],
        gold["year"],
        gold["indicator"],
        gold["comparator"],
        gold["value"],
        gold["unit"],
        gold.get("population_scope"),
        [unit(u) for u in gold.get("report_lead", [])],
        [unit(u) for u in gold.get("report_support", [])],
        text.find(gold["quote"]),
    )


def _stated(number: str, lineage: list[Any], citations: list[Citation], text: _Text) -> list[StatedRelation]:
    """Relations between two documents that this one cites, as this one cites them."""
    cited = {c.number: CitedRef(c.number, c.type, c.issued_on, c.year, c.issuer) for c in citations}
    return [
        StatedRelation(cited[edge["from"]], cited[edge["to"]], edge["relation"], text.find(edge["quote"]))
        for edge in lineage
        if edge.get("stated_in") == number
    ]
