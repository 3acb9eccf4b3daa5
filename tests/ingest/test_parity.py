"""The same document as DOCX, PDF, HTML and text gives the same record, evidence aside."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("docx", reason="python-docx is not installed")
pytest.importorskip("fpdf", reason="fpdf2 is not installed")
import sample_files

from ingest.authority.authority import load_authority
from ingest.pipeline import extract

SAMPLES = ["1180-KH-TCDVS-scan.md", "357-QD-TCDVS.txt", "402-KH-TCDVS.md", "91-NQ-TW.md", "912-NQ-CP.txt"]
WRITERS = {"docx": sample_files.write_docx, "html": sample_files.write_html, "pdf": sample_files.write_pdf}
ASIDE = {"evidence", "role_evidence", "source", "anomalies", "units"}


def facts(value: Any) -> Any:
    """A record's JSON without what may differ: places in the text."""
    if isinstance(value, dict):
        return {k: facts(v) for k, v in value.items() if k not in ASIDE}
    return [facts(v) for v in value] if isinstance(value, list) else value


@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.parametrize("sample", SAMPLES)
def test_every_format_gives_the_same_record(tmp_path: Path, sample: str, form: str) -> None:
    if form == "pdf" and not sample_files.FONTS.is_dir():
        pytest.skip("no DejaVu fonts here (Debian: fonts-dejavu-core)")
    authority = load_authority(sample_files.SAMPLES / "authority.yaml")
    pieces = sample_files.pieces_of(sample)
    plain = extract(sample_files.write_text(pieces, tmp_path / "a.txt"), authority)
    other = extract(WRITERS[form](pieces, tmp_path / f"a.{form}"), authority)
    assert (plain.source.reader, other.source.reader) == ("text", form)
    want, got = facts(plain.to_json()), facts(other.to_json())
    for part in want:
        assert got[part] == want[part], part
    assert plain.sections
    assert plain.citations
