"""Many files → records: parallel over the cores, in the order of the files, each file on its own.

Memory is that of the workers and of the few files in them, however many files there are. What goes wrong with one file
(damage, a fault of ours, want of memory, no end) is a finding on that file; the run goes on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from ingest.folders import InputFile
from ingest.parallel import Lost, attempt, run_all
from ingest.pipeline import REASONS_VI, extract_all, pipeline
from ingest.records import Anomaly, Record, Source

if TYPE_CHECKING:
    from ingest.authority.authority import Authority

FEW_FILES, FEW_BYTES = 4, 2**20
"""A run no larger than this stays in one process: to start others would take longer than it."""
SECONDS = 600.0
"""That one file may take: far beyond any text (about 1 s for 100 kB), enough for a long scan read by OCR."""


@dataclass(frozen=True, slots=True)
class Extracted:
    """A file and its records: one, or those that it holds where it is a file of records."""

    file: InputFile
    records: list[Record]


def extract_files(
    files: Sequence[InputFile],
    authority: Authority | None = None,
    *,
    workers: int,
    seconds: float = SECONDS,
    ocr: bool = False,
) -> Iterator[Extracted]:
    """Each file with its records, in order.

    Args:
        workers: processes beside this one; with 0 all is done in this one, and then no file has a limit of time.
        seconds: that one file may take.

    Raises:
        NoWorkers: processes cannot be started.
    """
    prepare = partial(_prepare, authority, ocr)
    if workers < 1 or is_small(files):
        work = prepare()
        for file in files:
            yield _extracted(file, attempt(work, file))
        return
    for file, result in run_all(prepare, files, workers=workers, seconds=seconds):
        yield _extracted(file, result)


def is_small(files: Sequence[InputFile]) -> bool:
    return len(files) <= FEW_FILES and sum(_size(file) for file in files) <= FEW_BYTES


def _size(file: InputFile) -> int:
    try:
        return file.path.stat().st_size
    except OSError:
        return 0  # reading it will say what is wrong


def _prepare(authority: Authority | None, ocr: bool) -> Callable[[InputFile], list[Record]]:
    from ingest.authority.authority import load_authority  # noqa: PLC0415

    pipeline()
    return partial(_extract, authority or load_authority(), ocr)


def _extract(authority: Authority, ocr: bool, file: InputFile) -> list[Record]:
    found = extract_all(file.path, authority, ocr=ocr)
    return [_named(record, file) for record in found]


def _named(record: Record, file: InputFile) -> Record:
    """With the name that the file has in this run; a record that came as a record keeps its own."""
    if record.source.file != file.path.name or record.source.file == file.name:
        return record
    return replace(record, source=replace(record.source, file=file.name))


def _extracted(file: InputFile, result: list[Record] | Lost) -> Extracted:
    if isinstance(result, Lost):
        detail = f" ({result.detail})" if result.detail else ""
        message = f"{file.path.name}: {REASONS_VI[result.reason]}{detail}"
        anomaly = Anomaly(f"unreadable_{result.reason}", "error", message)
        source = Source(file.name, "", "application/octet-stream", 0, "none")
        return Extracted(file, [Record(source, None, anomalies=[anomaly])])
    return Extracted(file, result)
