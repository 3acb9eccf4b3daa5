"""The block of metadata that a portal prints beside a document, as a second source: it fills what the masthead leaves
open, and what both print differently is told. The masthead wins."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.identifiers.document_types import type_of_words
from ingest.identifiers.issuers import canonical_issuer
from ingest.letters import fold
from ingest.records import Anomaly, Document, Evidence, Signer
from ingest.structure.layout import Layout
from ingest.structure.lines import Strand
from ingest.structure.portal import PortalBlock

DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$")
NAMES_VI = {"number": "số, ký hiệu", "issued_on": "ngày ban hành", "type": "loại văn bản", "signer": "người ký",
            "title": "trích yếu", "issuer": "cơ quan ban hành"}  # fmt: skip
MIN_TEXT = 400  # characters; a page with less holds at most the portal's own heading
NUMBER = re.compile(r"[\d.]+\s*[/-]\s*\S+")


def check(document: Document, block: PortalBlock, raw: str) -> tuple[Document, list[Anomaly]]:
    """The document with what only the portal says, and a finding for each thing filled in or said differently."""
    found: list[Anomaly] = []
    changes: dict[str, object] = {}
    for name, value in _values(block).items():
        own = getattr(document, name)
        said = own.name if isinstance(own, Signer) else own
        other = value.name if isinstance(value, Signer) else value
        evidence = _evidence(block.fields[name], raw)
        if said is None or (name == "type" and said == "other" and document.number is None):
            changes[name] = value
            message = (
                f"Phần đầu văn bản không có {NAMES_VI[name]}; lấy “{block.text(name)}” từ bảng thông tin của trang đăng"
            )
            found.append(Anomaly("from_portal_block", "info", message, evidence))
        elif _key(str(said)) != _key(str(other)):
            message = (
                f"Trang đăng ghi {NAMES_VI[name]} “{block.text(name)}”, phần đầu văn bản ghi “{said}”; giữ theo văn bản"
            )
            found.append(Anomaly("portal_block_differs", "warning", message, evidence))
    for name, field, said in _captioned(block):
        if getattr(document, name) is None:
            changes[name] = said
            message = f"Phần đầu văn bản không có {NAMES_VI[name]}; lấy “{said}” từ trang đăng"
            found.append(Anomaly("from_portal_block", "info", message, _evidence(block.fields[field], raw)))
    return (replace(document, **changes) if changes else document), found  # type: ignore[arg-type]


def _captioned(block: PortalBlock) -> list[tuple[str, str, str]]:
    """Title and issuer as the portal words them: they fill only what the document leaves out, and are not compared."""
    title, caption, issuer = block.text("caption_title"), block.text("caption_issuer"), block.text("issuer")
    said = [("title", "caption_title", title)] if title else []
    if caption:
        said.append(("issuer", "caption_issuer", canonical_issuer(caption)))
    elif issuer and "," not in issuer and ";" not in issuer:
        said.append(("issuer", "issuer", canonical_issuer(issuer)))
    return said


def has_text(layout: Layout) -> bool:
    """Whether the page holds the document and not only what the portal says of it."""
    words = sum(b.span.end - b.span.start for b in layout.blocks if b.kind != "furniture")
    parts = {"title", "preamble", "point", "recipients", "signature"}
    return bool(layout.tables) or words > MIN_TEXT or any(b.kind in parts for b in layout.blocks)


def without_text(layout: Layout) -> Anomaly:
    where = next(iter(layout.portal.fields.values()), None) if layout.portal else None
    message = "Trang đăng chưa có nội dung văn bản, chỉ có bảng thông tin; hãy tải tệp gốc về"
    return Anomaly("portal_without_text", "warning", message, _evidence(where, layout.clean.raw) if where else [])


def _values(block: PortalBlock) -> dict[str, object]:
    """What the block says, in the record's form; what it does not know is left out."""
    values: dict[str, object] = {}
    number = block.text("number")
    if number and NUMBER.fullmatch(number.strip()):
        values["number"] = re.sub(r"\s+", "", number)
    kind = type_of_words(block.text("type") or "")
    if kind:
        values["type"] = kind
    day = DAY.match((block.text("issued_on") or "").strip())
    if day:
        values["issued_on"] = f"{day[3]}-{int(day[2]):02d}-{int(day[1]):02d}"
    signer = block.text("signer")
    if signer and 1 < len(signer.split()) < 7 and "," not in signer:
        values["signer"] = Signer(signer.strip())
    return values


def _key(value: str) -> str:
    return re.sub(r"[^\w/]", "", fold(value))


def _evidence(strand: Strand, raw: str) -> list[Evidence]:
    start, end = strand.origin[0], strand.origin[-1] + 1
    return [Evidence(raw[start:end], start, end)]
