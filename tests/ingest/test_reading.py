"""Lines, markers, paragraphs: from the reader's text to joined paragraphs, with offsets that lead back."""

from pathlib import Path

import pytest
import yaml

from ingest.errors import Unreadable
from ingest.readers import read
from ingest.structure.lines import clean, split
from ingest.structure.markers import cell_label, read_marker
from ingest.structure.paragraphs import Paragraph, gather, is_parted

CASES = Path(__file__).parent.parent / "corpus"


def load(name: str) -> list[dict]:
    return yaml.safe_load((CASES / name).read_text("utf-8"))


@pytest.mark.parametrize("case", load("markers.yaml"), ids=lambda c: c["text"][:30])
def test_marker(case: dict) -> None:
    marker = read_marker(case["text"])
    assert (marker.kind if marker else None) == case["kind"], case["reason"]
    if marker:
        assert marker.label == case["label"]


@pytest.mark.parametrize("case", load("torn_lines.yaml"), ids=lambda c: c["reason"][:40])
def test_torn_lines(case: dict) -> None:
    lines = split("\n".join(case["lines"]), markup=case.get("markup", False))
    items = list(gather(lines, margin=70, parted=case.get("parted", False)))
    assert [p.strand.text for p in items if isinstance(p, Paragraph)] == case["paragraphs"], case["reason"]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("1", "1"),
        ("a)", "a"),
        ("(2)", "(2)"),
        ("1 1", "11"),
        ("IV", "IV"),
        ("45%", None),
        ("Hàng năm", None),
        ("6.1", "6.1"),
    ],
)
def test_marker_cell(text: str, label: str | None) -> None:
    assert cell_label(text) == label


def test_clean_text_leads_back_to_the_source() -> None:
    raw = "Số:  **1180** /KH-TCDVS<br>ngày *05*"
    strand = clean(raw, 0, len(raw), markup=True)
    assert strand.text == "Số: 1180 /KH-TCDVS ngày 05"
    assert all(
        raw[o] == c or (c == " " and (raw[o].isspace() or raw[o] == "<"))
        for c, o in zip(strand.text, strand.origin, strict=True)
    )


def test_stars_are_text_where_marks_are_no_markup() -> None:
    assert clean("5 * 3", 0, 5, markup=False).text == "5 * 3"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b"  \n ", "empty"),
        (b"\x00\x01\x02PK\xff\xfe\x07", "binary"),
        ("Kế hoạch".encode("utf-16-le")[1:] + b"\xff", None),
        (b"K\xe1\xba ho\xff", "encoding"),
    ],
)
def test_bad_input_is_refused_with_its_reason(tmp_path: Path, data: bytes, reason: str | None) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    with pytest.raises(Unreadable) as caught:
        read(path)
    if reason:
        assert caught.value.reason == reason
    assert str(path) in str(caught.value)


def test_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="no such file"):
        read(tmp_path / "none.txt")


@pytest.mark.parametrize(("gap", "parted"), [("\n\n", True), ("\n", False)])
def test_whether_blank_lines_part_the_paragraphs(gap: str, parted: bool) -> None:
    points = gap.join(f"{n}. Sửa cầu tre số {n}\nvà đường vào cầu." for n in range(1, 7))
    assert is_parted(split(points, markup=False)) is parted
