"""Records as a source: what ``cancu extract`` printed (or another program wrote in its form) is taken as read."""

from __future__ import annotations

import json
from pathlib import Path

from ingest.errors import Unreadable
from ingest.records import SCHEMA, Record

MARK = f'"{SCHEMA}"'.encode()


def accepts(data: bytes, path: Path) -> bool:
    """JSON objects that carry our schema. Not: any other JSON."""
    return data[:64].lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"[") and MARK in data


def looks_like_json(data: bytes) -> bool:
    """Whether data is JSON of any kind; such a file is no document."""
    if data[:64].lstrip(b"\xef\xbb\xbf \t\r\n")[:1] not in (b"{", b"["):
        return False
    try:
        json.loads(data)
    except (ValueError, RecursionError):
        return False
    return True


def read_records(data: bytes, path: Path) -> list[Record]:
    """The records of a JSON or JSONL file: one object, a list of them, or one a line.

    Raises:
        Unreadable: no JSON, or an object that is no record; the detail names the line.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        raise Unreadable(str(path), "encoding", f"byte {problem.start}") from problem
    try:
        whole = json.loads(text)
        entries = list(enumerate(whole if isinstance(whole, list) else [whole], 1))
    except (ValueError, RecursionError):
        entries = []
        for number, line in enumerate(text.split("\n"), 1):
            if line.strip():
                try:
                    entries.append((number, json.loads(line)))
                except (ValueError, RecursionError) as problem:
                    raise Unreadable(str(path), "bad_record", f"{number}: {problem}") from problem
    records = []
    for number, entry in entries:
        try:
            records.append(Record.from_json(entry))
        except (ValueError, AttributeError) as problem:
            raise Unreadable(str(path), "bad_record", f"{number}: {problem}") from problem
    return records
