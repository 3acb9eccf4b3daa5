"""Time frames: the cases of tests/corpus/timeframes.yaml, and the annotated documents where they are at hand."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
import yaml

from ingest.timeframes.timeframes import read_cell, read_prose

ROOT = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("CANCU_SHARED", ROOT.parent / "shared"))
CASES = yaml.safe_load((ROOT / "tests/corpus/timeframes.yaml").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["id"])
def test_case(case: dict[str, Any]) -> None:
    issued = case.get("issued")
    if case["where"] == "cell":
        frame = read_cell(case["text"], issued)
    else:
        frame, span = read_prose(case["text"], issued)
        assert (span is None) == (frame.raw is None)
        assert span is None or 0 <= span.start < span.end <= len(case["text"])
    got = {"kind": frame.kind, "start": frame.start, "end": frame.end, "recurs": frame.recurs}
    want = {"kind": ["unspecified"], "start": None, "end": None, "recurs": None} | case["expected"]
    assert set(frame.kind) == set(want["kind"]), case["reason"]
    assert {k: got[k] for k in ("start", "end", "recurs")} == {k: want[k] for k in ("start", "end", "recurs")}


def test_gold_time_frames() -> None:
    """At least 98 % of the annotated tasks: cells by their words, prose by the whole point."""
    if not SHARED.is_dir():
        pytest.skip(f"no annotated documents beside the project ({SHARED.name}/gold)")
    right, missed = 0, []
    for path in sorted((SHARED / "gold").glob("*.json")):
        gold = json.loads(path.read_text("utf-8"))
        for task in gold.get("tasks", []):
            want = task["timeframe"] or {}
            issued = gold["document"]["issued_on"]
            if task["path"].startswith("PL"):
                frame = read_cell(want.get("raw") or "", issued)
            else:
                frame, _ = read_prose(task["text"], issued)
            kinds, accepted = _set(want.get("kind")), _set(want.get("kind_accept"))
            fits = set(frame.kind) in (kinds, kinds | accepted, *({k} for k in accepted))
            same = all((want.get(k) or None) == getattr(frame, k) for k in ("start", "end", "recurs"))
            right += fits and same
            missed += [] if fits and same else [task["path"]]
    assert right / (right + len(missed)) >= 0.98, missed


def _set(value: Any) -> set[str]:
    return set() if value is None else {value} if isinstance(value, str) else set(value)
