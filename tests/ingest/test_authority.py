"""The unit authority: the shipped files, folding, the user's file, and the errors that say where and how to mend."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from ingest.authority.authority import load_authority
from ingest.authority.folding import fold, fold_text
from ingest.errors import BadAuthority

USER = """\
units:
  - name: Cục An Bình
    kind: department
    parent: Bộ Y tế
    aliases: [CAB]
    succeeded_by:
      - {to: Cục An Hòa, on: 2031-01-01, basis: "1/QĐ-BYT"}
  - name: Cục An Hòa
    kind: department
    parent: Bộ Y tế
"""


def test_every_shipped_entry_names_a_document_that_prints_it() -> None:
    assert [e.name for e in load_authority().entries.values() if not e.confirmed] == []


def test_successions_name_their_basis() -> None:
    found = {(old, s.to): s for old, s in load_authority().successions()}
    merged = found["Bộ Tài nguyên và Môi trường", "Bộ Nông nghiệp và Môi trường"]
    assert merged.on == "2025-03-01"
    assert "176/2025/QH15" in merged.basis
    assert all(s.basis for s in found.values())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Uỷ ban nhân dân tỉnh", "UBND tỉnh"),
        ("Sở Văn hoá, Thể thao", "sở văn hóa, thể thao"),
        ("Vụ Tài chính- Kế toán", "Vụ Tài chính – Kế toán"),
        ("Bảo hiểm xã hội (BHXH) Việt Nam", "BHXH Việt Nam"),
        ("Văn  phòng\tTW", "văn phòng Trung ương"),
        ("Bộ Y tế", unicodedata.normalize("NFD", "Bộ Y tế")),
    ],
)
def test_spellings_of_one_name(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_folded_text_leads_back_to_the_source() -> None:
    source = unicodedata.normalize("NFD", "gửi Bảo hiểm xã hội (BHXH) tỉnh - Văn phòng")
    folded = fold_text(source)
    at = folded.text.index("bhxh")
    assert unicodedata.normalize("NFC", folded.printed(at, at + len("bhxh tỉnh"))) == "Bảo hiểm xã hội (BHXH) tỉnh"


def test_user_file_adds_and_wins(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    path.write_text(USER + "  - {name: Bộ Y tế, kind: ministry, aliases: [BYT]}\n", "utf-8")
    authority = load_authority(path)
    found = authority.resolve("CAB")
    assert found is not None
    assert (found.name, found.parent) == ("Cục An Bình", "Bộ Y tế")
    assert authority.entries["Bộ Y tế"].aliases == ("BYT",)
    assert ("Cục An Bình", "2031-01-01") in [(old, s.on) for old, s in authority.successions()]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("units: [}", "line 1"),
        ("unit: []", "top level"),
        ("units:\n  - {kind: board}", "units, entry 1"),
        ("units:\n  - {name: Ban A, kind: comittee}", "units, entry 1 (Ban A)"),
        ("units:\n  - {name: Ban A, kind: board, alias: [A]}", "units, entry 1 (Ban A)"),
        ("units:\n  - {name: Ban A, kind: board, aliases: A}", "units, entry 1 (Ban A)"),
        ("units:\n  - {name: Ban A, kind: board, parent: Bộ Không Có}", "Ban A"),
        ("units:\n  - {name: Ban A, kind: board}\n  - {name: Ban A, kind: board}", "units, entry 2 (Ban A)"),
        ("units:\n  - {name: A, kind: board, aliases: [X]}\n  - {name: B, kind: board, aliases: [X]}", "B"),
        ("together:\n  - {printed: [A và B], means: [A]}", "together, entry 1"),
        ("units:\n  - {name: A, kind: board, succeeded_by: [{to: B}]}", "units, entry 1 (A)"),
    ],
)
def test_bad_user_file_names_place_and_cure(tmp_path: Path, text: str, place: str) -> None:
    path = tmp_path / "own.yaml"
    path.write_text(text, "utf-8")
    with pytest.raises(BadAuthority) as caught:
        load_authority(path)
    assert caught.value.path == str(path)
    assert caught.value.place == place
    assert caught.value.cure


def test_missing_user_file(tmp_path: Path) -> None:
    with pytest.raises(BadAuthority):
        load_authority(tmp_path / "none.yaml")
