"""Time and peak memory of extracting a folder in one process: ``python benchmarks/extraction.py [FOLDER]``.

Without a folder: the documents of ``../shared/corpus`` where they are, else ``examples/``.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("CANCU_SHARED", ROOT.parent / "shared"))


def peak_memory() -> float | None:
    """MB that this process held at most; None on a system that does not tell (Windows)."""
    try:
        import resource  # noqa: PLC0415 - only on Unix
    except ImportError:
        return None
    unit = 1 if sys.platform == "darwin" else 1024  # bytes on macOS, kB elsewhere
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    corpus = SHARED / "corpus"
    parser.add_argument("folder", nargs="?", type=Path, default=corpus if corpus.is_dir() else ROOT / "examples")
    parser.add_argument("--authority", type=Path)
    arguments = parser.parse_args()

    began = time.perf_counter()
    from ingest.authority.authority import load_authority  # noqa: PLC0415 - importing is part of what is measured
    from ingest.pipeline import extract, find_files  # noqa: PLC0415

    units = load_authority(arguments.authority)
    ready = time.perf_counter()
    files = find_files([arguments.folder])
    tasks = characters = 0
    for file in files:
        started = time.perf_counter()
        record = extract(file, units)
        took = time.perf_counter() - started
        tasks += len(record.tasks)
        characters += record.source.chars
        print(f"{took:7.2f} s  {record.source.chars:>8} characters  {len(record.tasks):>4} tasks  {file.name}")
    ended = time.perf_counter()
    memory = peak_memory()
    print(f"{ready - began:7.2f} s  importing and loading the authority")
    print(
        f"{ended - began:7.2f} s  in all: {len(files)} files, {characters} characters, {tasks} tasks"
        + (f", {memory:.0f} MB at most" if memory is not None else "")
    )


if __name__ == "__main__":
    main()
