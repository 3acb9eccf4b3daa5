"""Work in several processes: results in the order of the items, none lost, whatever happens to a process.

`concurrent.futures` gives up the whole pool when one process dies and cannot end one that hangs. So each worker here
has a pipe of its own and one item at a time: who dies or hangs is known, and which item it was.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from pathlib import Path
from typing import Any, Generic, Literal, TypeVar

from ingest.errors import NoWorkers

Item = TypeVar("Item")
Result = TypeVar("Result")

AHEAD = 4
"""Items a worker that may be done and waiting for an earlier one; this, and not the number of items, bounds memory."""
TRIES = 2
"""A worker may be killed for what another process used; only who dies twice over an item died of it."""
MOST = 30
"""Windows waits for at most 63 handles, and each worker has two."""
READY = "ready"


@dataclass(frozen=True, slots=True)
class Lost:
    """An item without a result. crashed: the process died; slow: it was stopped; failed: the work raised."""

    reason: Literal["crashed", "slow", "failed"]
    detail: str = ""


def cores() -> int:
    """Cores that this process may use."""
    try:
        usable = len(os.sched_getaffinity(0))  # type: ignore[attr-defined,unused-ignore]  # not on macOS and Windows
    except AttributeError:
        usable = os.cpu_count() or 1
    return min(usable, MOST)


def attempt(work: Callable[[Item], Result], item: Item) -> Result | Lost:
    """The result, or what the work raised: an error over one item is no reason to stop before the next."""
    try:
        return work(item)
    except MemoryError:
        return Lost("crashed", "MemoryError")
    except Exception as problem:
        return Lost("failed", f"{type(problem).__name__}: {problem}{_place(problem)}")


def run_all(
    prepare: Callable[[], Callable[[Item], Result]], items: Iterable[Item], *, workers: int, seconds: float
) -> Iterator[tuple[Item, Result | Lost]]:
    """Each item with its result, in order. Ends its processes however it ends itself.

    Args:
        prepare: makes the work, once in each worker; must be picklable, as must items and results.
        seconds: that one item may take.

    Raises:
        NoWorkers: processes cannot be started, or die before they have begun.
    """
    pool = _Pool(prepare, list(items), min(workers, MOST), seconds)
    try:
        yield from pool.results()
    finally:
        pool.end()


@dataclass(slots=True)
class _Worker:
    process: SpawnProcess
    pipe: Connection
    ready: bool = False
    index: int | None = None
    since: float = 0.0


@dataclass(slots=True)
class _Pool(Generic[Item, Result]):
    prepare: Callable[[], Callable[[Item], Result]]
    items: list[Item]
    size: int
    seconds: float
    workers: list[_Worker] = field(default_factory=list)
    done: dict[int, Result | Lost] = field(default_factory=dict)
    tries: dict[int, int] = field(default_factory=dict)
    again: list[int] = field(default_factory=list)
    started: int = 0  # items handed out so far
    given: int = 0  # results given so far
    stillborn: int = 0

    def results(self) -> Iterator[tuple[Item, Result | Lost]]:
        while self.given < len(self.items):
            self._staff()
            self._hand_out()
            self._listen(waiting=self.given not in self.done)
            if self.given in self.done:
                self._hand_out()  # the workers go on while the taker works
                self.given += 1
                yield self.items[self.given - 1], self.done.pop(self.given - 1)

    def end(self) -> None:
        for worker in self.workers:
            worker.process.kill()
        for worker in self.workers:
            worker.process.join()
            worker.pipe.close()
        self.workers.clear()

    def _left(self) -> int:
        return len(self.items) - self.started + len(self.again)

    def _staff(self) -> None:
        busy = sum(w.index is not None for w in self.workers)
        while len(self.workers) < min(self.size, busy + self._left()):
            ours, theirs = multiprocessing.get_context("spawn").Pipe()
            process = multiprocessing.get_context("spawn").Process(
                target=_serve, args=(theirs, self.prepare), daemon=True
            )
            try:
                with _interrupts_held():
                    process.start()
            except OSError as problem:
                ours.close()
                if not self.workers:
                    raise NoWorkers(str(problem)) from problem
                self.size = len(self.workers)  # go on with those that there are
                return
            finally:
                theirs.close()
            self.workers.append(_Worker(process, ours))

    def _hand_out(self) -> None:
        for worker in self.workers:
            if not worker.ready or worker.index is not None:
                continue
            if self.again:
                index = self.again.pop(0)
            elif self.started < min(len(self.items), self.given + self.size * AHEAD):
                index = self.started
                self.started += 1
            else:
                return
            worker.index, worker.since = index, time.monotonic()
            try:
                worker.pipe.send(self.items[index])
            except OSError:
                self._died(worker)
                return

    def _listen(self, *, waiting: bool) -> None:
        deadlines = [w.since + self.seconds for w in self.workers if w.index is not None]
        patience = max(0.0, min(deadlines) - time.monotonic()) if deadlines else None
        heard = wait([w.pipe for w in self.workers], patience if waiting else 0.0)
        for worker in [w for w in self.workers if w.pipe in heard]:
            try:
                said: Any = worker.pipe.recv()
            except (EOFError, OSError):
                self._died(worker)
                continue
            if not worker.ready:
                worker.ready = True
            elif worker.index is not None:
                self.done[worker.index] = said
                worker.index = None
        late = time.monotonic() - self.seconds
        for worker in [w for w in self.workers if w.index is not None and w.since <= late and w.pipe not in heard]:
            assert worker.index is not None
            self.done[worker.index] = Lost("slow", f"{self.seconds:g} s")
            self._dismiss(worker)

    def _died(self, worker: _Worker) -> None:
        self._dismiss(worker)
        status = worker.process.exitcode
        if worker.index is None:
            self.stillborn += not worker.ready
            if self.stillborn > self.size:
                raise NoWorkers(f"exit status {status}")
            return
        self.tries[worker.index] = self.tries.get(worker.index, 0) + 1
        if self.tries[worker.index] < TRIES:
            self.again.append(worker.index)
        else:
            self.done[worker.index] = Lost("crashed", _ending(status))

    def _dismiss(self, worker: _Worker) -> None:
        self.workers.remove(worker)
        worker.process.kill()
        worker.process.join()
        worker.pipe.close()


def _serve(pipe: Connection, prepare: Callable[[], Callable[[Item], Result]]) -> None:
    """A worker's life. It ends when the pipe does, so none outlives a parent that was killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches every process of a terminal; the parent decides
    try:
        work = prepare()
        pipe.send(READY)
        while True:
            pipe.send(attempt(work, pipe.recv()))
    except (EOFError, OSError):
        return


class _interrupts_held:
    """A process started meanwhile ignores Ctrl-C from its first moment (signals that are ignored are inherited)."""

    def __enter__(self) -> None:
        self.held = threading.current_thread() is threading.main_thread() and os.name == "posix"
        if self.held:
            self.before = signal.signal(signal.SIGINT, signal.SIG_IGN)

    def __exit__(self, *_: object) -> None:
        if self.held:
            signal.signal(signal.SIGINT, self.before)


def _ending(status: int | None) -> str:
    if status is not None and status < 0:
        return signal.Signals(-status).name if -status in set(signal.Signals) else f"signal {-status}"
    return f"exit status {status}"


def _place(problem: BaseException) -> str:
    """Where in our own code, for a report of the error; a traceback does not come out of another process."""
    frame, place = problem.__traceback__, ""
    root = Path(__file__).parent.parent
    while frame is not None:
        file = Path(frame.tb_frame.f_code.co_filename)
        if file.is_relative_to(root) and file != Path(__file__):
            place = f" ({file.relative_to(root).as_posix()}:{frame.tb_lineno})"
        frame = frame.tb_next
    return place
