"""File → record: the steps in order. Reading gives a text, structure a layout, and a spaCy pipeline of small components
reads from it, one thing each; every component declares what it needs and what it gives.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.errors import Unreadable
from ingest.folders import find_inputs
from ingest.readers import load, read_bytes
from ingest.readers.base import SourceText
from ingest.readers.records_json import accepts as is_records
from ingest.readers.records_json import read_records
from ingest.records import Anomaly, Record, Source

if TYPE_CHECKING:
    from spacy.language import Language

    from ingest.authority.authority import Authority

COMPONENTS = (
    "cancu_short_forms",
    "cancu_masthead",
    "cancu_sections",
    "cancu_task_points",
    "cancu_tasks",
    "cancu_citations",
    "cancu_targets",
)
"""The pipeline, in order; `ingest.components` registers each."""

REASONS_VI = {
    "empty": "tệp rỗng; hãy xuất hoặc tải lại",
    "binary": "nội dung không phải văn bản, dù tên tệp nói khác; hãy dùng tệp gốc (docx, pdf)",
    "encoding": "không giải mã được ký tự; hãy lưu tệp dạng UTF-8 rồi thử lại",
    "no_text_layer": "bản quét không có lớp chữ; hãy thử lại với --ocr (nhận dạng chữ) hoặc xin tệp Word",
    "bad_fonts": "phông chữ của tệp cho ra ký tự không đọc được; hãy xin tệp Word hoặc nhận dạng chữ (OCR)",
    "broken": "tệp hỏng; hãy xuất hoặc tải lại",
    "too_large": "tệp vượt giới hạn; hãy chia nhỏ",
    "encrypted": "tệp có mật khẩu; hãy lưu một bản không đặt mật khẩu",
    "other_format": "định dạng văn phòng chưa đọc được; hãy mở bằng Word hoặc LibreOffice rồi lưu thành DOCX",
    "not_vietnamese": "hầu như không có từ tiếng Việt; hãy kiểm tra bảng mã và xem có đúng tệp không",
    "not_document": 'tệp là dữ liệu, không phải văn bản; bản ghi phải có "schema": "cancu/record/1"',
    "bad_record": "bản ghi không hợp lệ; hãy xuất lại bằng cancu extract",
    "no_ocr": "đọc bản quét cần phần mở rộng cancu[ocr] và Tesseract với dữ liệu tiếng Việt",
    "missing": "không có tệp này",
    "denied": "không được phép đọc tệp; hãy kiểm tra quyền",
    "crashed": "tiến trình đọc tệp bị ngắt, thường do thiếu bộ nhớ; hãy đọc riêng tệp này hoặc chia nhỏ",
    "slow": "đọc quá thời gian cho phép; hãy chia nhỏ hoặc tăng --timeout",
    "failed": "chương trình gặp lỗi ở tệp này; hãy gửi báo lỗi kèm dòng này",
}


def find_files(paths: Iterable[Path]) -> list[Path]:
    """Files named, and those of folders named that a reader may take, sorted; each once.

    Raises:
        NoDocuments: a folder holds no such file.
    """
    return [file.path for file in find_inputs(paths).files]


def extract(path: Path, authority: Authority | None = None, *, ocr: bool = False) -> Record:
    """The record of one file; of one that cannot be read, without a document and with an anomaly that says why.

    Raises:
        ValueError: a file of several records; `extract_all` gives them.
    """
    records = extract_all(path, authority, ocr=ocr)
    if len(records) != 1:
        raise ValueError(f"{path}: {len(records)} records in one file")
    return records[0]


def extract_all(path: Path, authority: Authority | None = None, *, ocr: bool = False) -> list[Record]:
    """The records of one file: those that it holds where it is a file of records, else the one of its text."""
    data = b""
    try:
        data = load(path)
        if is_records(data, path):
            return read_records(data, path)
        source = read_bytes(data, path, ocr=ocr)
    except Unreadable as problem:
        detail = f" ({problem.detail})" if problem.detail else ""
        anomaly = Anomaly(f"unreadable_{problem.reason}", "error", f"{path.name}: {REASONS_VI[problem.reason]}{detail}")
        digest = hashlib.sha256(data).hexdigest() if data else ""
        return [Record(Source(path.name, digest, "application/octet-stream", 0, "none"), None, anomalies=[anomaly])]
    return [extract_text(source, authority)]


def extract_many(paths: Iterable[Path], authority: Authority | None = None, *, ocr: bool = False) -> Iterator[Record]:
    """Records of many files, one at a time, in order."""
    for path in paths:
        yield from extract_all(path, authority, ocr=ocr)


def extract_text(source: SourceText, authority: Authority | None = None) -> Record:
    """The record of a text that a reader gave."""
    from ingest.components import record_of  # noqa: PLC0415 - spaCy is loaded only when something is extracted

    nlp = pipeline()
    with nlp.memory_zone():  # else the vocabulary keeps every word of every file
        record = record_of(source, authority, nlp)
    found = [*source.findings, *_unread_number(source, record)]
    return replace(record, anomalies=[*found, *record.anomalies]) if found else record


def _unread_number(source: SourceText, record: Record) -> list[Anomaly]:
    """A scan whose number OCR could not read keeps none: a number that the text names is mostly another document's."""
    document = record.document
    blank = any(a.code == "number_blank" for a in record.anomalies)
    if source.reader != "ocr" or document is None or document.number or blank:
        return []
    message = f"{source.file}: OCR không đọc được số của văn bản; hãy xem bản quét và điền số"
    return [Anomaly("number_unread", "warning", message)]


@lru_cache(maxsize=1)
def pipeline() -> Language:
    """The spaCy pipeline: a blank Vietnamese language without a model, and our components."""
    import spacy  # noqa: PLC0415

    import ingest.components  # noqa: F401, PLC0415 - registers the factories named in COMPONENTS
    from ingest.tokens import Syllables  # noqa: PLC0415

    nlp = spacy.blank("vi", config={"nlp": {"tokenizer": {"use_pyvi": False}}})
    nlp.tokenizer = Syllables(nlp.vocab)
    for name in COMPONENTS:
        nlp.add_pipe(name)
    nlp.max_length = 10**8
    return nlp
