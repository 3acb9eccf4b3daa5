"""``cancu extract`` and ``cancu text``: what the readers and the extraction make of files. Neither opens a store."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from api.console import Console
from ingest.authority.authority import load_authority
from ingest.pipeline import extract_many, find_files
from ingest.readers import read
from ingest.records import Record

SOME_UNREADABLE = 3


def text(console: Console, file: Path) -> int:
    """Prints the reader's text byte for byte, so that offsets of evidence hold; nothing is added, not even a newline.

    Raises:
        Unreadable: why the file gives no text.
    """
    console.out_bytes(read(file).text.encode("utf-8"))
    return 0


def extract(console: Console, paths: list[Path], out: Path | None, authority: Path | None) -> int:
    """One JSON object a line, one per file, in the order of the files' names."""
    unreadable: list[Record] = []
    lines = (json.dumps(r.to_json(), ensure_ascii=False) + "\n" for r in records(console, paths, authority, unreadable))
    if out is None:
        for line in lines:
            console.out(line)
    else:
        written = list(lines)
        console.write(out, "".join(written))
        console.note(console.words("cli.written", n=len(written), file=out))
    return report_unreadable(console, unreadable)


def records(console: Console, paths: list[Path], authority: Path | None, unreadable: list[Record]) -> Iterator[Record]:
    """The record of each file, with progress; those of files that could not be read are also put in ``unreadable``.

    Raises:
        NoDocuments, Unreadable: a path holds no document at all, or does not exist.
        BadAuthority: the list of units cannot be used.
    """
    units = load_authority(authority)
    files = find_files(paths)
    for record in console.progress(extract_many(files, units), console.words("cli.reading"), len(files)):
        if record.document is None:
            unreadable.append(record)
        yield record


def report_unreadable(console: Console, unreadable: list[Record]) -> int:
    """Says which files could not be read and why; the exit status that tells of them."""
    for record in unreadable:
        told = [a for a in record.anomalies if a.severity == "error"]
        why = "; ".join(console.words.of("reason", a.code.removeprefix("unreadable_"), a.message) for a in told) or "?"
        console.note(console.words("cli.unreadable", file=record.source.file, message=why))
    if unreadable:
        console.note(console.words("cli.some_unreadable", n=len(unreadable)))
        return SOME_UNREADABLE
    return 0
