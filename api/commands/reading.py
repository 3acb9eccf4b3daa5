"""``cancu extract`` and ``cancu text``: what the readers and the extraction make of files. Neither opens a store."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from api.console import Console
from api.words import Words
from ingest.authority.authority import load_authority
from ingest.bulk import SECONDS, extract_files
from ingest.folders import Inputs, find_inputs
from ingest.parallel import cores
from ingest.pipeline import REASONS_VI
from ingest.readers import read
from ingest.records import Record

SOME_UNREADABLE = 3


@dataclass(frozen=True, slots=True)
class Bulk:
    """How many files are read at once and how long each may take; 0 workers: all in this process, without a limit.

    ``ocr`` has scans read by Tesseract.
    """

    workers: int = field(default_factory=cores)
    seconds: float = SECONDS
    ocr: bool = False


def bulk(workers: int | None, timeout: float | None, ocr: bool = False) -> Bulk:
    """As asked, else a worker for each core and a limit that only a broken file reaches."""
    return Bulk(cores() if workers is None else workers, SECONDS if timeout is None else timeout, ocr)


def text(console: Console, file: Path, ocr: bool = False) -> int:
    """Prints the reader's text byte for byte, so that offsets of evidence hold; nothing is added, not even a newline.

    Raises:
        Unreadable: why the file gives no text.
    """
    console.out_bytes(read(file, ocr=ocr).text.encode("utf-8"))
    return 0


def extract(console: Console, paths: list[Path], out: Path | None, authority: Path | None, bulk: Bulk) -> int:
    """One JSON object a line, one per file, in the order of the files' names, each written as soon as it is made."""
    unreadable: list[Record] = []
    inputs = find(console, paths, authority)
    made = records(console, inputs, authority, unreadable, bulk)
    lines = (json.dumps(record.to_json(), ensure_ascii=False) + "\n" for record in made)
    if out is None:
        for line in lines:
            console.out(line)
    else:
        count = 0
        with console.writing(out) as file:
            for line in lines:
                file.write(line.encode("utf-8"))
                count += 1
        console.note(console.words("cli.written", n=count, file=out))
    return report_unreadable(console, unreadable)


def find(console: Console, paths: list[Path], authority: Path | None) -> Inputs:
    """The files to read; says how many others of what kinds are in the folders.

    Raises:
        NoDocuments: a folder holds no document at all.
    """
    inputs = find_inputs(paths)
    units = authority.resolve() if authority else None
    skipped = tuple(file for file in inputs.skipped if file.path.resolve() != units)
    if skipped:
        kinds = Counter(file.path.suffix.lower() or file.path.name for file in skipped).most_common(8)
        shown = ", ".join(f"{kind} ({n})" for kind, n in kinds)
        console.note(console.words("cli.skipped", n=len(skipped), kinds=shown))
    return replace(inputs, skipped=skipped)


def records(
    console: Console, inputs: Inputs, authority: Path | None, unreadable: list[Record], bulk: Bulk
) -> Iterator[Record]:
    """The records of each file, with progress; those of files that could not be read are also put in ``unreadable``.

    Raises:
        BadAuthority: the list of units cannot be used.
        NoWorkers: the processes that read cannot be started.
    """
    files = inputs.files
    units = load_authority(authority)
    found = extract_files(files, units, workers=bulk.workers, seconds=bulk.seconds, ocr=bulk.ocr)
    for extracted in console.progress(found, console.words("cli.reading"), len(files), lambda e: e.file.name):
        for record in extracted.records:
            if record.document is None:
                unreadable.append(record)
            yield record


def report_unreadable(console: Console, unreadable: list[Record]) -> int:
    """Says which files could not be read and why; the exit status that tells of them."""
    for record in unreadable:
        message = why(console.words, record)
        console.note(console.words("cli.unreadable", file=record.source.file, message=message))
    if unreadable:
        console.note(console.words("cli.some_unreadable", n=len(unreadable)))
        return SOME_UNREADABLE
    return 0


def why(words: Words, record: Record) -> str:
    """Why a file could not be read and what to do, in the language of the interface."""
    told = []
    for anomaly in record.anomalies:
        if anomaly.severity == "error":
            reason = anomaly.code.removeprefix("unreadable_")
            detail = anomaly.message.partition(REASONS_VI.get(reason, anomaly.message))[2]
            told.append(words.of("reason", reason, anomaly.message) + detail)
    return "; ".join(told) or "?"
