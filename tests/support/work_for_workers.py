"""Work that worker processes do in tests; a module of its own, because they must be able to import it."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path


def prepare() -> Callable[[str], str]:
    return work


def prepare_badly() -> Callable[[str], str]:
    os._exit(7)


def work(item: str) -> str:
    """``what`` or ``what argument``: sleep SECONDS, die, die_once MARKER, raise, hang; anything else is given back."""
    what, _, argument = item.partition(" ")
    if what == "sleep":
        time.sleep(float(argument))
    elif what == "die" or (what == "die_once" and not Path(argument).exists()):
        if what == "die_once":
            Path(argument).touch()
        die()
    elif what == "raise":
        raise ValueError("no such thing")
    elif what == "hang":
        time.sleep(600)
    return f"{item} done"


def die() -> None:
    if os.name == "posix":
        os.kill(os.getpid(), signal.SIGKILL)
    os._exit(9)
