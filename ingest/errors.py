"""Errors of reading files.

IngestError
├── NoDocuments        a folder without readable files
├── Unreadable         a file that cannot be read: why, and what to do
├── NoWorkers          the processes that read many files cannot be started
└── BadAuthority       a unit authority file that cannot be used: where, and the cure
"""

from __future__ import annotations


class IngestError(Exception):
    """Base of all errors of this package; ``code`` names the message in the interface's catalogue of texts."""

    code = "ingest_failed"


class NoDocuments(IngestError):
    code = "no_documents"

    def __init__(self, path: str) -> None:
        self.path = path
        super().__init__(f"{path}: no file here that can be read (txt, md, html, docx, pdf, json)")


class Unreadable(IngestError):
    """``reason`` is a key of `REASONS`."""

    code = "unreadable"

    def __init__(self, path: str, reason: str, detail: str = "") -> None:
        self.path, self.reason, self.detail = path, reason, detail
        super().__init__(f"{path}: {REASONS[reason]}" + (f" ({detail})" if detail else ""))


REASONS = {
    "empty": "the file is empty; export or download it again",
    "binary": "the content is not text, whatever the name says; give the original file (docx, pdf) instead",
    "encoding": "the characters cannot be decoded; save the file as UTF-8 and try again",
    "no_text_layer": "a scan without a text layer; try again with --ocr, or ask for the Word file",
    "bad_fonts": "its fonts give unreadable characters; ask for the Word file, or run it through OCR",
    "broken": "the file is damaged; export or download it again",
    "too_large": "larger than the limit for one file; split it",
    "encrypted": "the file is protected by a password; save a copy without one",
    "other_format": "an office format that is not read; open it in Word or LibreOffice and save it as DOCX",
    "not_vietnamese": "hardly a word of it is Vietnamese; check the encoding and that it is the right file",
    "not_document": 'data, not a document; records must carry "schema": "cancu/record/1"',
    "bad_record": "not a valid policy record; write it again with cancu extract",
    "no_ocr": "reading scans needs the extra cancu[ocr] and Tesseract with its Vietnamese model",
    "missing": "there is no such file",
    "denied": "the file may not be read; check its permissions",
    "crashed": "the process that read the file was ended, mostly for want of memory; read it alone, or split it",
    "slow": "it took longer than the limit; split it, or raise --timeout",
    "failed": "the program failed over this file; report it with this line",
}


class NoWorkers(IngestError):
    code = "no_workers"

    def __init__(self, detail: str) -> None:
        self.detail = detail
        super().__init__(f"the processes that read the files cannot be started ({detail}); add --workers 0")


class BadAuthority(IngestError):
    code = "bad_authority"

    def __init__(self, path: str, place: str, cure: str) -> None:
        self.path, self.place, self.cure = path, place, cure
        super().__init__(f"{path}: {place}: {cure}")
