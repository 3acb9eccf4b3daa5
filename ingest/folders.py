"""Which files a run reads, and the name that each is known by from then on.

A file's name is part of what a source is, so two files ``ke-hoach.docx`` of different folders must not share one: a
file found in a folder is named by its path inside that folder, with ``/`` on every system.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from ingest.errors import NoDocuments
from ingest.readers import SUFFIXES


@dataclass(frozen=True, slots=True)
class InputFile:
    """``name`` goes into the record as ``source.file``."""

    path: Path
    name: str


@dataclass(frozen=True, slots=True)
class Inputs:
    files: tuple[InputFile, ...]
    skipped: tuple[InputFile, ...] = ()  # in the folders, but no reader takes them


def find_inputs(paths: Iterable[Path]) -> Inputs:
    """Files named, and those in folders named, each once; a folder's are sorted. Hidden files and folders are left out.

    Files of two arguments that would have the same name get as much of their full path as tells them apart.

    Raises:
        NoDocuments: a folder holds no file that a reader may take.
    """
    named: dict[Path, str] = {}
    skipped: list[InputFile] = []
    for path in paths:
        if not path.is_dir():
            named.setdefault(path, _tidy(path.name))
            continue
        inside = sorted(p for p in path.rglob("*") if not _hidden(p.relative_to(path)) and p.is_file())
        taken = [p for p in inside if p.suffix.lower() in SUFFIXES]
        if not taken:
            raise NoDocuments(str(path))
        for file in inside:
            name = _tidy(file.relative_to(path).as_posix())
            if file.suffix.lower() in SUFFIXES:
                named.setdefault(file, name)
            else:
                skipped.append(InputFile(file, name))
    return Inputs(tuple(InputFile(path, name) for path, name in _told_apart(_once(named)).items()), tuple(skipped))


def _once(named: dict[Path, str]) -> dict[Path, str]:
    """One entry for a file that was given in two ways (``a/x.txt`` and ``a``); the first stays."""
    seen: dict[Path, Path] = {}
    for path in named:
        seen.setdefault(path.absolute().resolve(), path)
    return {path: named[path] for path in seen.values()}


def _told_apart(named: dict[Path, str]) -> dict[Path, str]:
    same: dict[str, list[Path]] = defaultdict(list)
    for path, name in named.items():
        same[name].append(path)
    for name, group in same.items():
        if len(group) == 1:
            continue
        length = name.count("/") + 1
        while len({_end(path, length) for path in group}) < len(group):
            length += 1
        named |= {path: _end(path, length) for path in group}
    return named


def _end(path: Path, length: int) -> str:
    return _tidy("/".join(path.absolute().resolve().parts[-length:]))


def _hidden(inside: Path) -> bool:
    """Hidden files and folders, and the lock files that Word leaves beside an open document."""
    return any(part.startswith((".", "~$")) for part in inside.parts)


def _tidy(name: str) -> str:
    """The same name on every system: composed letters (macOS decomposes them), no bytes that are no UTF-8."""
    return unicodedata.normalize("NFC", name.encode("utf-8", "surrogateescape").decode("utf-8", "replace"))
