"""Extraction scored against hand-made annotations, with what was gained and lost since the last recorded run.

    python benchmarks/accuracy                     all sets at hand: scores, and changes string by string
    python benchmarks/accuracy --gold DIR --corpus DIR   a folder of one's own
    python benchmarks/accuracy --scores            a line a set
    python benchmarks/accuracy --record            keep this run's mistakes as the recorded ones
    python benchmarks/accuracy --check             fail where the mistakes differ from the recorded ones (CI)

Sets: ``corpus`` (the annotated documents of ``../shared``) and, kept as anchors in ``annotations/``: ``wide`` and
``aside`` (annotated first, by two readers each), ``fresh`` (annotated by two readers before the last rules were made,
its mistakes looked at only when those were done) and ``corrected`` (our own reading, corrected line by line by one
reader: it finds what is wrong, but leans to what was read). Documents and score.py are looked for in ``../shared`` or
the folder in CANCU_SHARED; where they are not at hand it is said and nothing is scored.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
SHARED = Path(os.environ.get("CANCU_SHARED", ROOT.parent / "shared"))
ANCHORED = ("wide", "aside", "fresh", "corrected")
sys.path[:0] = [str(HERE), str(ROOT)]


@dataclass(frozen=True)
class Set:
    name: str
    gold: Path
    files: list[Path]
    anchored: bool = False


def sets_at_hand(gold: Path | None, corpus: Path | None) -> list[Set]:
    from ingest.pipeline import find_files  # noqa: PLC0415

    if gold and corpus:
        return [Set(gold.name, gold, find_files([corpus]))]
    found = []
    if (SHARED / "gold").is_dir():
        found.append(Set("corpus", SHARED / "gold", find_files([SHARED / "corpus"])))
    wide = SHARED / "corpus-wide"
    for name in ANCHORED:
        folder = HERE / "annotations" / name
        sources = [s for f in sorted(folder.glob("*.json")) for s in json.loads(f.read_text("utf-8"))["sources"]]
        files = [p for s in sources for p in (wide / "named" / s, wide / "bulk" / s) if p.is_file()]
        if files:
            found.append(Set(name, folder, files, anchored=True))
    return found


def score(data: Set) -> tuple[dict[str, Any], list[str]]:
    """Figures of score.py and its list of mistakes."""
    from anchors import Passages  # noqa: PLC0415

    from ingest.authority.authority import load_authority  # noqa: PLC0415
    from ingest.pipeline import extract  # noqa: PLC0415
    from ingest.readers import read  # noqa: PLC0415

    units = load_authority(None)
    with tempfile.TemporaryDirectory() as folder:
        records, gold, texts = Path(folder) / "records.jsonl", data.gold, Path(folder) / "texts"
        texts.mkdir()
        with records.open("w", encoding="utf-8") as out:
            for file in data.files:
                out.write(json.dumps(extract(file, units).to_json(), ensure_ascii=False) + "\n")
                if file.suffix in (".txt", ".md"):
                    (texts / file.name).write_text(read(file).text, "utf-8")
        if data.anchored:
            gold = Path(folder) / "gold"
            gold.mkdir()
            for kept in sorted(data.gold.glob("*.json")):
                annotation = json.loads(kept.read_text("utf-8"))
                source = next(f for f in data.files if f.name in annotation["sources"])
                passages = Passages(read(source).text)
                unpacked = passages.unpack(annotation)
                (gold / kept.name).write_text(json.dumps(unpacked, ensure_ascii=False), "utf-8")
                for lost in passages.missing:
                    print(f"  {kept.name}: an annotated passage is not in the text: {lost}", file=sys.stderr)
        command = [sys.executable, str(SHARED / "score" / "score.py"), "--gold", str(gold), "--pred", str(records)]
        command += ["--corpus", str(texts), "--json", "--errors"]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
    return json.loads(done.stdout), sorted(shortened(line) for line in done.stderr.splitlines() if line.strip())


def shortened(line: str) -> str:
    """A mistake by its file, kind and place, with few words of the document."""
    parts = line.split()
    return re.sub(r"\s+", " ", " ".join(parts[:14]))


def show(name: str, figures: dict[str, Any], mistakes: list[str], before: list[str]) -> None:
    print(f"\n{name}: {figures['files']['scored']} files, {len(mistakes)} mistakes")
    for key, row in figures.items():
        if key != "files":
            value = f"F1 {row['F1']:.4f}  (P {row['P']:.4f}, R {row['R']:.4f})" if "F1" in row else f"{row['acc']:.4f}"
            count = f"{row['tp']}/{row['tp'] + row['fn']}" if "tp" in row else f"{row['ok']}/{row['n']}"
            print(f"  {key:14s} {value}  {count}")
    for line in sorted(set(before) - set(mistakes)):
        print(f"  gained  {line}")
    for line in sorted(set(mistakes) - set(before)):
        print(f"  lost    {line}")


def line_of(name: str, figures: dict[str, Any]) -> str:
    """The figures of a set in a few words, for the README."""
    told = [f"{key} {row['F1'] if 'F1' in row else row['acc']:.3f}" for key, row in figures.items() if key != "files"]
    half = (len(told) + 1) // 2
    head = f"{name}: {figures['files']['scored']} files  "
    return f"{head}{'  '.join(told[:half])}\n{' ' * len(head)}{'  '.join(told[half:])}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path)
    parser.add_argument("--corpus", type=Path)
    parser.add_argument("--set", action="append", choices=["corpus", *ANCHORED])
    parser.add_argument("--scores", action="store_true", help="a line a set, without the mistakes")
    parser.add_argument("--record", action="store_true")
    parser.add_argument("--check", action="store_true")
    asked = parser.parse_args()
    if not (SHARED / "score" / "score.py").is_file():
        print(f"no documents or score.py at hand ({SHARED}); nothing scored")
        return 0
    changed = False
    for data in sets_at_hand(asked.gold, asked.corpus):
        if asked.set and data.name not in asked.set:
            continue
        figures, mistakes = score(data)
        kept = HERE / "recorded" / f"{data.name}.txt"
        before = kept.read_text("utf-8").splitlines() if kept.is_file() else []
        if asked.scores:
            print(line_of(data.name, figures))
        else:
            show(data.name, figures, mistakes, before)
        changed |= before != mistakes
        if asked.record and not asked.gold:
            kept.parent.mkdir(exist_ok=True)
            kept.write_text("".join(f"{m}\n" for m in mistakes), "utf-8")
    if asked.check and changed:
        print("\nThe mistakes differ from the recorded ones; look at them, then: python benchmarks/accuracy --record")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
