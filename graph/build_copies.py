"""Copies of one document (a web copy and a scan, say) made into one set of facts, and where the copies differ.

The fullest copy leads; what only another one has is added. Each fact keeps the source that its quotes stand in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from rapidfuzz import fuzz

from graph.identity import words_key
from ingest.records import Evidence, Record, Section, Target, Task, Timeframe

SAME_PLACE = 80.0
"""Of 100: two texts under one path are one task from here on (scanning errors, a line lost at a page break)."""
SAME_WORDS = 95.0
"""Of 100: two texts under different paths (a marker lost in one copy) are one task from here on."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Copy:
    source: str  # id of the Source node
    record: Record


@dataclass(frozen=True, slots=True)
class Stated(Generic[T]):
    """Something that a record says, and the source that says it."""

    value: T
    source: str


@dataclass(frozen=True, slots=True)
class Role:
    """The units that lead or support a task, as one source has them."""

    names: list[str]
    evidence: list[Evidence]
    source: str


@dataclass(slots=True)
class MergedTask:
    task: Task
    source: str
    leads: Role
    supports: Role
    timeframe: Timeframe
    occurrence: int = 0  # 1 for the second task under one path, and so on


@dataclass(frozen=True, slots=True)
class Difference:
    """``what`` is leads, supports, timeframe or value; each version is file and printed value."""

    path: str
    what: str
    versions: tuple[tuple[str, str], tuple[str, str]]
    source: str
    evidence: list[Evidence]


@dataclass(slots=True)
class Held:
    """All that the copies of one document say."""

    copies: list[Copy]
    sections: list[Stated[Section]] = field(default_factory=list)
    tasks: list[MergedTask] = field(default_factory=list)
    targets: list[Stated[Target]] = field(default_factory=list)
    differences: list[Difference] = field(default_factory=list)


def ranked(copies: Iterable[Copy]) -> list[Copy]:
    """The copy that says most and raises fewest doubts first; ties go by the hash of the file."""

    def worth(copy: Copy) -> tuple[int, int, str, str]:
        record = copy.record
        facts = len(record.tasks) + len(record.targets) + len(record.citations)
        doubts = sum(a.severity != "info" for a in record.anomalies)
        return -facts, doubts, record.source.sha256, record.source.file

    return sorted(copies, key=worth)


def merge(copies: Iterable[Copy], unit_key: Callable[[str, str], str]) -> Held:
    """Args:
    copies: of one document.
    unit_key: what two names of one unit share, each with the source that uses it.
    """
    held = Held(ranked(copies))
    for copy in held.copies:
        paths = {s.value.path for s in held.sections}
        held.sections += [Stated(s, copy.source) for s in copy.record.sections if s.path not in paths]
        _merge_tasks(held, copy, unit_key)
        _merge_targets(held, copy)
    taken: dict[str, int] = {}
    for merged in held.tasks:
        merged.occurrence = taken.get(merged.task.path, 0)
        taken[merged.task.path] = merged.occurrence + 1
    return held


def _merge_tasks(held: Held, copy: Copy, unit_key: Callable[[str, str], str]) -> None:
    left = list(held.tasks) if held.copies[0] is not copy else []
    new: list[Task] = []
    for task in copy.record.tasks:
        same = _best(task, [m for m in left if m.task.path == task.path], SAME_PLACE)
        if same is None:
            new.append(task)
        else:
            left.remove(same)
            _compare(held, same, task, copy, unit_key)
    for task in new:
        same = _best(task, [m for m in left if _part(m.task.path) == _part(task.path)], SAME_WORDS)
        rivals = [t for t in new if t is not task and same and _alike(t.text, same.task.text) >= SAME_WORDS]
        if same is None or rivals:
            held.tasks.append(_own(task, copy.source))
        else:
            left.remove(same)
            _compare(held, same, task, copy, unit_key)


def _own(task: Task, source: str) -> MergedTask:
    return MergedTask(
        task,
        source,
        Role(task.leads, task.role_evidence.get("leads") or task.evidence, source),
        Role(task.supports, task.role_evidence.get("supports") or task.evidence, source),
        task.timeframe,
    )


def _best(task: Task, among: Sequence[MergedTask], least: float) -> MergedTask | None:
    scored = [(_alike(task.text, m.task.text), m) for m in among]
    fitting = [(score, m) for score, m in scored if score >= least]
    return max(fitting, key=lambda pair: pair[0])[1] if fitting else None


def _alike(one: str, other: str) -> float:
    return fuzz.ratio(words_key(one), words_key(other))


def _part(path: str) -> str:
    """Body or annex: the same words in the body and in the annex are two tasks."""
    return "PL" if path.startswith("PL") else ""


def _compare(held: Held, merged: MergedTask, task: Task, copy: Copy, unit_key: Callable[[str, str], str]) -> None:
    theirs = _own(task, copy.source)
    for what, mine, other in (
        ("leads", merged.leads, theirs.leads),
        ("supports", merged.supports, theirs.supports),
    ):
        if {unit_key(n, mine.source) for n in mine.names} == {unit_key(n, other.source) for n in other.names}:
            continue
        held.differences.append(_differ(held, merged, copy, what, ("; ".join(mine.names), "; ".join(other.names))))
        if not mine.names and what == "leads":
            merged.leads = other
        elif not mine.names:
            merged.supports = other
    if _when(merged.timeframe) != _when(task.timeframe):
        values = merged.timeframe.raw or "", task.timeframe.raw or ""
        held.differences.append(_differ(held, merged, copy, "timeframe", values))
        if set(merged.timeframe.kind) <= {"unspecified"}:
            merged.timeframe = task.timeframe


def _differ(held: Held, merged: MergedTask, copy: Copy, what: str, values: tuple[str, str]) -> Difference:
    versions = ((_file(held, merged.source), values[0]), (copy.record.source.file, values[1]))
    return Difference(merged.task.path, what, versions, merged.source, merged.task.evidence)


def _file(held: Held, source: str) -> str:
    return next(c.record.source.file for c in held.copies if c.source == source)


def _when(time: Timeframe) -> tuple[object, ...]:
    recurs = [time.recurs] if isinstance(time.recurs, str) else time.recurs or []
    return frozenset(time.kind), time.start, time.end, tuple(sorted(recurs))


def _merge_targets(held: Held, copy: Copy) -> None:
    left = list(held.targets) if held.copies[0] is not copy else []
    for target in copy.record.targets:
        near = [
            t for t in left if t.value.year == target.year and _alike(t.value.indicator, target.indicator) >= SAME_PLACE
        ]
        same = next((t for t in near if _aim(t.value) == _aim(target)), None) or next(
            (t for t in near if t.value.path == target.path), None
        )
        if same is None:
            held.targets.append(Stated(target, copy.source))
            continue
        left.remove(same)
        if _aim(same.value) != _aim(target):
            versions = ((_file(held, same.source), _shown(same.value)), (copy.record.source.file, _shown(target)))
            held.differences.append(Difference(same.value.path, "value", versions, same.source, same.value.evidence))


def _aim(target: Target) -> tuple[object, ...]:
    return target.comparator, target.value, target.value_max, words_key(target.unit or "")


def _shown(target: Target) -> str:
    number = "" if target.value is None else f"{target.value:g}"
    return f"{target.comparator} {number} {target.unit or ''}".strip()
