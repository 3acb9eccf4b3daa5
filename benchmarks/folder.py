"""Time and memory of ``cancu ingest`` on a folder: ``python benchmarks/folder.py [FOLDER] [--workers 0 1 2]``.

Each number of workers gets a fresh store, and then the same folder once more (nothing changes). On Linux memory is
looked at every 50 ms: the largest process, and all processes together. Without a folder: ``../shared/corpus-wide``
where it is, else ``examples/``. ``--times N`` reads the folder copied N times, to show what grows with it.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("CANCU_SHARED", ROOT.parent / "shared"))
COMMAND = (sys.executable, "-c", "from api.cli import main; main()", "ingest")


def resident(pid: int) -> list[float]:
    """MB of a process and of all that it has started; empty where the system does not tell."""
    found: list[float] = []
    try:
        for line in Path(f"/proc/{pid}/status").read_text().splitlines():
            if line.startswith("VmRSS:"):
                found.append(int(line.split()[1]) / 1000)
        for children in Path(f"/proc/{pid}/task").glob("*/children"):
            for child in children.read_text().split():
                found += resident(int(child))
    except OSError:
        pass
    return found


def measure(folder: Path, store: str, workers: int) -> tuple[float, float, float, float]:
    """Seconds, seconds of the processors, MB of the largest process, MB of all together."""
    began, used = time.perf_counter(), processors()
    process = subprocess.Popen(
        [*COMMAND, str(folder), "--workers", str(workers), "--store", store],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    largest = together = 0.0
    while process.poll() is None:
        now = resident(process.pid)
        largest, together = max([largest, *now]), max(together, sum(now))
        time.sleep(0.05)
    if process.returncode not in (0, 3):
        sys.exit(f"cancu ingest ended with exit status {process.returncode}")
    return time.perf_counter() - began, processors() - used, largest, together


def processors() -> float:
    """Seconds that ended processes have used, whatever else the machine did; 0 where the system does not tell."""
    spent = os.times()
    return spent.children_user + spent.children_system


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    wide = SHARED / "corpus-wide"
    parser.add_argument("folder", nargs="?", type=Path, default=wide if wide.is_dir() else ROOT / "examples")
    parser.add_argument("--workers", nargs="+", type=int, default=[0, 1, os.cpu_count() or 1])
    parser.add_argument("--times", type=int, default=1)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="cancu-bench-") as room:
        folder: Path = arguments.folder
        if arguments.times > 1:
            folder = Path(room) / "in"
            for i in range(arguments.times):
                shutil.copytree(arguments.folder, folder / str(i))
        for workers in dict.fromkeys(arguments.workers):
            for what in ("first", "again"):
                took, used, largest, together = measure(folder, f"{room}/store-{workers}", workers)
                memory = f"  largest {largest:5.0f} MB  together {together:5.0f} MB" if together else ""
                print(f"{workers:>3} workers  {what}  {took:6.1f} s  processors {used:6.1f} s{memory}", flush=True)


if __name__ == "__main__":
    main()
