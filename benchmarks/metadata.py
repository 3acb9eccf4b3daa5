"""Number, date and kind read from the documents' own print, against a listing: ``python benchmarks/metadata.py``.

The portal's block of metadata is left out of the reading. A document counts for a field where its own text prints it:
the listed number (or date) stands somewhere in the text below the block. Documents and ``manifest.csv`` are looked for
in ``../shared/corpus-wide``, or in the folder in CANCU_SHARED.
"""

from __future__ import annotations

import csv
import os
import re
import sys
import unicodedata
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("CANCU_SHARED", ROOT.parent / "shared"))
sys.path.insert(0, str(ROOT))
KINDS = {
    "Quyết định": "decision",
    "Nghị quyết": "resolution",
    "Kế hoạch": "plan",
    "Công văn": "official_letter",
    "Nghị định": "decree",
    "Thông tư": "circular",
    "Luật": "law",
    "Chỉ thị": "directive",
    "Thông báo": "notice",
    "Công điện": "telegram",
    "Kết luận": "conclusion",
}


def key(number: str | None) -> str:
    text = unicodedata.normalize("NFC", number or "").upper().replace("Đ", "D")
    return re.sub(r"[\s*_]", "", re.sub(r"[‐-―−]", "-", text))


def prints_date(text: str, iso: str) -> bool:
    year, month, day = iso.split("-")
    words = rf"ng[àa]y\s*0?{int(day)}\s*th[áa]ng\s*0?{int(month)}\s*n[ăa]m\s*{year}"
    return bool(re.search(words, text, re.I) or re.search(rf"\b0?{int(day)}/0?{int(month)}/{year}\b", text))


def main() -> int:
    folder = SHARED / "corpus-wide"
    if not (folder / "manifest.csv").is_file():
        print(f"no listing at hand ({folder}); nothing compared")
        return 0
    from ingest.masthead import masthead, portal_check  # noqa: PLC0415
    from ingest.readers import read  # noqa: PLC0415
    from ingest.structure.structure import read_layout  # noqa: PLC0415

    right = dict.fromkeys(("number", "date", "kind"), 0)
    printed = dict.fromkeys(right, 0)
    with (folder / "manifest.csv").open(encoding="utf-8") as listing:
        rows = [row for row in csv.DictReader(listing) if (folder / "bulk" / row["file"]).is_file()]
    for row in rows:
        layout = read_layout(read(folder / "bulk" / row["file"]))
        if layout.portal and not portal_check.has_text(layout):
            print(f"  {row['file']}: a page without the document")
            continue
        document, _ = masthead.read(layout.clean, layout.blocks)
        own = "\n".join(layout.clean.at(b.span) for b in layout.blocks if b.kind != "furniture")
        has_number = key(row["number"]) in key(own)
        checks = {
            "number": (has_number, key(document.number) == key(row["number"])),
            "date": (prints_date(own, row["issued_on"]), document.issued_on == row["issued_on"]),
            "kind": (has_number and row["kind"] in KINDS, document.type == KINDS.get(row["kind"])),
        }
        for field, (counts, ok) in checks.items():
            printed[field] += counts
            right[field] += counts and ok
            if counts and not ok:
                print(f"  {field}: {row['file']}: listed {row['number']} {row['issued_on']} {row['kind']}")
    for field, n in printed.items():
        print(f"{field:7s} {right[field]}/{n}  {right[field] / n:.4f}" if n else f"{field}: none printed")
    return 0


if __name__ == "__main__":
    sys.exit(main())
