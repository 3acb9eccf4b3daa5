"""Which files are read, and under which names."""

from __future__ import annotations

import os
import sys
import unicodedata
from pathlib import Path

import pytest

from ingest.errors import NoDocuments
from ingest.folders import find_inputs


def put(root: Path, *names: str) -> None:
    for name in names:
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(name, "utf-8")


def names(*paths: Path) -> list[str]:
    return [file.name for file in find_inputs(paths).files]


def test_a_file_of_a_folder_is_named_by_its_path_in_it(tmp_path: Path) -> None:
    put(tmp_path, "2024/ke-hoach.txt", "2025/ke-hoach.txt", "ke-hoach.txt")
    assert names(tmp_path) == ["2024/ke-hoach.txt", "2025/ke-hoach.txt", "ke-hoach.txt"]
    assert names(tmp_path / "2024") == ["ke-hoach.txt"]
    assert names(tmp_path / "2024" / "ke-hoach.txt") == ["ke-hoach.txt"]


def test_the_same_folder_by_another_way_gives_the_same_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, "a/x.txt", "a/b/y.txt")
    expected = names(tmp_path / "a")
    monkeypatch.chdir(tmp_path / "a")
    assert names(Path()) == expected == names(Path("../a"))


def test_names_that_would_clash_are_told_apart(tmp_path: Path) -> None:
    put(tmp_path, "a/2024/x.txt", "b/2024/x.txt", "b/y.txt")
    assert names(tmp_path / "a", tmp_path / "b") == ["a/2024/x.txt", "b/2024/x.txt", "y.txt"]
    assert names(tmp_path / "a/2024/x.txt", tmp_path / "b/2024/x.txt") == ["a/2024/x.txt", "b/2024/x.txt"]


def test_a_file_given_twice_is_read_once(tmp_path: Path) -> None:
    put(tmp_path, "a/x.txt", "a/y.txt")
    assert names(tmp_path / "a", tmp_path / "a" / "y.txt") == ["x.txt", "y.txt"]
    assert names(tmp_path / "a" / "y.txt", tmp_path / "a") == ["y.txt", "x.txt"]


def test_hidden_files_and_locks_are_left_out_and_other_kinds_told(tmp_path: Path) -> None:
    put(tmp_path, "x.txt", ".hidden.txt", ".git/notes.md", "~$x.docx", "b/anh.jpg")
    found = find_inputs([tmp_path])
    assert [file.name for file in found.files] == ["x.txt"]
    assert [file.name for file in found.skipped] == ["b/anh.jpg"]


def test_a_folder_without_documents_is_an_error(tmp_path: Path) -> None:
    put(tmp_path, "anh.jpg")
    with pytest.raises(NoDocuments, match=tmp_path.name):
        find_inputs([tmp_path])


def test_names_are_composed(tmp_path: Path) -> None:
    put(tmp_path, unicodedata.normalize("NFD", "Kế hoạch.txt"))
    assert names(tmp_path) == ["Kế hoạch.txt"]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has file names that are no text")
def test_a_name_that_is_no_text_can_be_written(tmp_path: Path) -> None:
    with open(os.fsencode(tmp_path) + b"/k\xe9.txt", "w", encoding="utf-8") as file:
        file.write("x")
    [name] = names(tmp_path)
    assert name.encode("utf-8").decode("utf-8") == "k\ufffd.txt"
