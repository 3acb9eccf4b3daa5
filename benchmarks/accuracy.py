"""Extraction scored against hand-made annotations: ``python benchmarks/accuracy.py [--errors]``.

Runs ``score.py`` of ``../shared`` (or of the folder in CANCU_SHARED) on the records of its documents; says so and does
nothing where that folder is not at hand.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("CANCU_SHARED", ROOT.parent / "shared"))


def main() -> int:
    score, corpus, gold = SHARED / "score" / "score.py", SHARED / "corpus", SHARED / "gold"
    if not (score.is_file() and corpus.is_dir() and gold.is_dir()):
        print(f"no annotations at hand ({SHARED}); nothing scored")
        return 0
    from ingest.authority.authority import load_authority  # noqa: PLC0415 - not needed where nothing is scored
    from ingest.pipeline import extract, find_files  # noqa: PLC0415

    units = load_authority(None)
    with tempfile.TemporaryDirectory() as folder:
        records = Path(folder) / "records.jsonl"
        with records.open("w", encoding="utf-8") as out:
            for file in find_files([corpus]):
                out.write(json.dumps(extract(file, units).to_json(), ensure_ascii=False) + "\n")
        inputs = ["--gold", str(gold), "--pred", str(records), "--corpus", str(corpus)]
        command = [sys.executable, str(score), *inputs, *sys.argv[1:]]
        return subprocess.run(command, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
