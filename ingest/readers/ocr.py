"""Scans read by Tesseract: the optional extra ``cancu[ocr]``, used only where it is asked for.

Pages are rendered by PDFium at 300 dots an inch and read one at a time with the Vietnamese model, which the system
must have (``tesseract-ocr-vie`` on Debian and Ubuntu).
"""

from __future__ import annotations

import re
from pathlib import Path

from ingest.errors import Unreadable
from ingest.readers.base import Reading
from ingest.readers.pdf import PAGE_NUMBER, open_pdf
from ingest.records import Anomaly

SCALE = 300 / 72
MAX_PAGES = 300
MAX_PIXELS = 40_000_000
SECONDS = 120  # for one page


def read(data: bytes, path: Path) -> Reading:
    """The text of a scan, lines as printed, a blank line between pages.

    Raises:
        Unreadable: the extra, the program or its Vietnamese model is not installed, or a page cannot be read.
    """
    try:
        import pytesseract  # type: ignore[import-untyped, unused-ignore]  # noqa: PLC0415
    except ImportError as problem:
        raise Unreadable(str(path), "no_ocr", "pip install 'cancu[ocr]'") from problem
    try:
        if "vie" not in pytesseract.get_languages(config=""):
            raise Unreadable(str(path), "no_ocr", "tesseract-ocr-vie")
    except pytesseract.TesseractNotFoundError as problem:
        raise Unreadable(str(path), "no_ocr", "tesseract-ocr") from problem
    document = open_pdf(data, path)
    pages: list[str] = []
    try:
        if len(document) > MAX_PAGES:
            raise Unreadable(str(path), "too_large", f"{len(document)}")
        for page in document:
            width, height = page.get_size()
            scale = min(SCALE, (MAX_PIXELS / max(width * height, 1)) ** 0.5)
            picture = page.render(scale=scale, grayscale=True).to_pil()
            try:
                pages.append(_tidy(pytesseract.image_to_string(picture, lang="vie", timeout=SECONDS)))
            except (RuntimeError, pytesseract.TesseractError) as problem:
                raise Unreadable(str(path), "no_ocr", str(problem)[:80]) from problem
            finally:
                picture.close()
                page.close()
    finally:
        document.close()
    note = Anomaly(
        "text_by_ocr",
        "warning",
        f"{path.name}: nhận dạng chữ (OCR) từ ảnh quét, {len(pages)} trang; cần đối chiếu với bản gốc",
    )
    return Reading("\n\n".join(pages), (note,))


def _tidy(text: str) -> str:
    lines = [re.sub(r"[ \t]+", " ", line).strip() for line in text.replace("\x0c", "").split("\n")]
    while lines and (not lines[0] or PAGE_NUMBER.match(lines[0])):
        lines.pop(0)
    while lines and (not lines[-1] or PAGE_NUMBER.match(lines[-1])):
        lines.pop()
    return "\n".join(lines)
