"""The same document as DOCX, PDF, HTML and text gives the same record, evidence aside."""

from __future__ import annotations

import shutil
import subprocess
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
OFFICE = shutil.which("soffice")  # what an office's own program makes of a document
FORMS = {"pdf": "pdf", "html": "html", "docx": "docx:MS Word 2007 XML"}
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


@pytest.fixture(scope="module")
def converted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of the samples as DOCX, with a folder for each form that LibreOffice wrote of them."""
    folder = tmp_path_factory.mktemp("office")
    for sample in SAMPLES:
        sample_files.write_docx(sample_files.pieces_of(sample), folder / f"{Path(sample).stem}.docx")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    for form, filter_name in FORMS.items():
        command = [str(OFFICE), profile, "--headless", "--convert-to", filter_name, "--outdir", str(folder / form)]
        subprocess.run([*command, *map(str, sorted(folder.glob("*.docx")))], check=True, capture_output=True)
    return folder


@pytest.mark.skipif(OFFICE is None, reason="no LibreOffice here (Debian: libreoffice-writer-nogui)")
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("sample", SAMPLES)
def test_a_converted_document_gives_the_same_record(converted: Path, sample: str, form: str) -> None:
    authority = load_authority(sample_files.SAMPLES / "authority.yaml")
    plain = extract(converted / f"{Path(sample).stem}.docx", authority)
    other = extract(converted / form / f"{Path(sample).stem}.{form}", authority)
    want, got = facts(plain.to_json()), facts(other.to_json())
    for part in want:
        assert got[part] == want[part], part
    assert plain.sections
    assert plain.citations
