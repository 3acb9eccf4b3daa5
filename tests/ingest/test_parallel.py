"""Work in processes: order, and what becomes of an item whose process dies, hangs or fails. Real processes."""

from __future__ import annotations

import multiprocessing
import os
from pathlib import Path

import pytest
import work_for_workers as work

from ingest.errors import NoWorkers
from ingest.parallel import Lost, run_all

DIED = "SIGKILL" if os.name == "posix" else "exit status 9"


def results(items: list[str], workers: int = 2, seconds: float = 60.0) -> list[str | Lost]:
    pairs = list(run_all(work.prepare, items, workers=workers, seconds=seconds))
    assert [item for item, _ in pairs] == items
    return [result for _, result in pairs]


def test_order_is_kept_whoever_is_done_first() -> None:
    items = ["sleep 0.5", *(f"n{i}" for i in range(20)), "sleep 0.1", "end"]
    assert results(items) == [f"{item} done" for item in items]


def test_a_process_that_dies_over_an_item_costs_that_item_only() -> None:
    assert results(["a", "die", "b", "c", "die"]) == [
        "a done", Lost("crashed", DIED), "b done", "c done", Lost("crashed", DIED),
    ]  # fmt: skip


def test_an_item_whose_process_was_killed_once_is_tried_again(tmp_path: Path) -> None:
    item = f"die_once {tmp_path / 'died'}"
    assert results(["a", item, "b"]) == ["a done", f"{item} done", "b done"]


def test_an_item_without_end_is_stopped() -> None:
    assert results(["a", "hang", "b"], seconds=1.0) == ["a done", Lost("slow", "1 s"), "b done"]


def test_an_error_over_an_item_is_told() -> None:
    first, second = results(["raise", "a"], workers=1)
    assert isinstance(first, Lost)
    assert (first.reason, first.detail.split(" (")[0]) == ("failed", "ValueError: no such thing")
    assert second == "a done"


def test_processes_that_cannot_begin_are_an_error() -> None:
    with pytest.raises(NoWorkers, match="exit status 7"):
        list(run_all(work.prepare_badly, ["a", "b"], workers=2, seconds=60.0))
    assert not multiprocessing.active_children()


def test_no_process_is_left_when_the_taker_stops_early() -> None:
    taker = run_all(work.prepare, ["a", "hang", "hang"], workers=2, seconds=60.0)
    assert next(taker) == ("a", "a done")
    assert multiprocessing.active_children()
    taker.close()  # type: ignore[attr-defined]
    assert not multiprocessing.active_children()


def test_results_are_not_made_far_ahead_of_the_taker(tmp_path: Path) -> None:
    items = [f"die_once {tmp_path / str(i)}" for i in range(40)]  # leaves a mark when it is begun
    taker = run_all(work.prepare, ["sleep 2", *items], workers=2, seconds=60.0)
    next(taker)
    assert len(list(tmp_path.iterdir())) < 12
    taker.close()  # type: ignore[attr-defined]
