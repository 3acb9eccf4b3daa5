"""The answers printed in README.md are real: each ``console`` block that starts with ``$ cancu`` is run on the samples.

``python tests/support/readme_answers.py`` writes the answers of now into README.md; `tests/test_docs.py` fails where
they differ. An answer that ends with a line ``…`` is shown up to there only.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
README = ROOT / "README.md"
SHARED = Path(os.environ.get("CANCU_SHARED", ROOT.parent / "shared"))
BLOCK = re.compile(r"(?m)^```console\n\$ (?P<command>[^\n]+)\n(?P<answer>.*?)^```$", re.DOTALL)
WIDTH = "140"
CUT = "…"


def run(command: str, store: Path) -> str:
    """What a command prints on standard output, with the environment that the README assumes."""
    words = shlex.split(command)
    programs = {"cancu": ["-c", "from api.cli import main; main()"], "python": []}
    environment = {**os.environ, "CANCU_STORE": str(store), "COLUMNS": WIDTH, "LC_ALL": "C.UTF-8"}
    done = subprocess.run(
        [sys.executable, *programs[words[0]], *words[1:]],
        cwd=ROOT, env=environment, capture_output=True, encoding="utf-8", check=True, timeout=300,
    )  # fmt: skip
    return "".join(line.rstrip() + "\n" for line in done.stdout.splitlines())


def runnable(command: str) -> bool:
    """The scores need the annotations, which are not part of the project."""
    return "accuracy" not in command or (SHARED / "gold").is_dir()


def shown(answer: str, real: str) -> str:
    """The real answer, cut where the printed one is cut."""
    printed = answer.splitlines()
    if not printed or printed[-1] != CUT:
        return real
    return "".join(line + "\n" for line in [*real.splitlines()[: len(printed) - 1], CUT])


def samples(store: Path) -> None:
    run("cancu ingest examples --authority examples/authority.yaml", store)


def refreshed(text: str) -> str:
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "store"
        samples(store)

        def again(block: re.Match[str]) -> str:
            command = block["command"]
            if not runnable(command):
                return block[0]
            return f"```console\n$ {command}\n{shown(block['answer'], run(command, store))}```"

        return BLOCK.sub(again, text)


if __name__ == "__main__":
    README.write_text(refreshed(README.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")
