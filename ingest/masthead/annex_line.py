"""Number and date of a document whose head is lost, from the line above its annexes.

"(Ban hành kèm theo Kế hoạch số 7/KH-ABC ngày 5 tháng 3 năm 2025 của …)" names the document that the annex belongs to
(Nghị định 30/2020/NĐ-CP, Phụ lục I, mục III). It is taken only where all such lines name one and the same document.
"""

from __future__ import annotations

from dataclasses import dataclass

from ingest.identifiers.dates import find_dates
from ingest.identifiers.numbers import find_numbers, number_key
from ingest.records import DocumentType, Evidence
from ingest.structure.layout import Block, Clean


@dataclass(frozen=True, slots=True)
class AnnexLine:
    number: str
    type: DocumentType
    issued_on: str | None
    evidence: list[Evidence]

    @property
    def message(self) -> str:
        return f"Phần đầu văn bản không có; số {self.number} lấy từ dòng kèm theo của phụ lục"


def annex_line(clean: Clean, blocks: list[Block]) -> AnnexLine | None:
    """What the annex lines say of their document, None where there is none or they name several."""
    found: dict[str, AnnexLine] = {}
    for block in blocks:
        if block.kind != "annexed_to":
            continue
        numbers = [n for n in find_numbers(clean.at(block.span)) if n.number]
        if not numbers or numbers[0].number is None:
            continue
        first = numbers[0]
        dates = find_dates(clean.text, block.span.start + first.end, block.span.end)
        line = AnnexLine(
            numbers[0].number, first.type or "other", dates[0].iso if dates else None, clean.evidence(block.span)
        )
        found.setdefault(number_key(line.number), line)
    return next(iter(found.values())) if len(found) == 1 else None
