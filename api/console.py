"""Where the command line prints: results on standard output, everything else on standard error."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, TypeVar

from api.settings import Settings
from api.words import Words

T = TypeVar("T")


class Failed(Exception):
    """An expected failure with nothing to add: what went wrong is already in the interface's language."""

    def __init__(self, message: str, status: int = 1) -> None:
        self.status = status
        super().__init__(message)


class Console:
    """One command's settings, words and streams."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.words = Words(settings.language)

    def out(self, text: str) -> None:
        sys.stdout.write(text if text.endswith("\n") else text + "\n")

    def out_json(self, value: Any) -> None:
        self.out(json.dumps(value, ensure_ascii=False, indent=2))

    def out_bytes(self, content: bytes) -> None:
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()

    def flush(self) -> None:
        sys.stdout.flush()

    def note(self, text: str) -> None:
        sys.stdout.flush()
        sys.stderr.write(text + "\n")
        sys.stderr.flush()

    def progress(self, items: Iterable[T], what: str, total: int, name: Callable[[T], str]) -> Iterator[T]:
        """The items, with a bar, counts and the time left on standard error where that is a terminal."""
        if not sys.stderr.isatty():
            yield from items
            return
        from rich import progress  # noqa: PLC0415 - only a terminal pays for it
        from rich.console import Console as Terminal  # noqa: PLC0415
        from rich.markup import escape  # noqa: PLC0415

        bar = progress.Progress(
            progress.TextColumn("{task.description}"),
            progress.BarColumn(),
            progress.MofNCompleteColumn(),
            progress.TimeRemainingColumn(),
            progress.TextColumn("{task.fields[name]}"),
            console=Terminal(stderr=True),
            transient=True,
            redirect_stdout=sys.stdout.isatty(),  # what goes to a file or a pipe is not for the terminal
        )
        with bar:
            task = bar.add_task(what, total=total, name="")
            for item in items:
                bar.update(task, advance=1, name=escape(name(item)))
                yield item

    def write(self, path: Path, content: str | bytes) -> None:
        """All of it or nothing; raises as `writing` does."""
        with self.writing(path) as file:
            file.write(content.encode("utf-8") if isinstance(content, str) else content)

    @contextmanager
    def writing(self, path: Path) -> Iterator[IO[bytes]]:
        """A file that is there whole at the end, or not at all: written beside and then put in place.

        Raises:
            Failed: the file cannot be written.
        """
        beside = path.with_name(f".{path.name}.{os.getpid()}")
        try:
            with beside.open("wb") as file:
                yield file
            beside.replace(path)
        except OSError as problem:
            reason = problem.strerror or str(problem)
            raise Failed(self.words("cli.cannot_write", file=path, reason=reason)) from problem
        finally:
            beside.unlink(missing_ok=True)


def use_utf8() -> None:
    """Standard streams in UTF-8 with plain newlines: a Windows console would otherwise fail on ``Đ`` or ``ệ``."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace" if stream is sys.stderr else "strict", newline="\n")
