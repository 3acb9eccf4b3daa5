# ruff: noqa: E501 - pages read better on one line
"""Saved pages: the document without the page around it, as a browser prints it."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.errors import Unreadable
from ingest.readers import read

HEAD = "<table><tr><td>BỘ NỘI VỤ<br>-------</td><td>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM<br>Độc lập - Tự do - Hạnh phúc</td></tr></table>"
BODY = "<p>KẾ HOẠCH</p><p>1. Vụ Pháp chế chủ trì rà&shy; soát\n  quy trình.</p>"
NEWS = "".join(f"<p><a href='/{i}'>Tin mới về hoạt động của ngành số {i}</a></p>" for i in range(9))


def text_of(tmp_path: Path, page: str | bytes, name: str = "a.html") -> str:
    path = tmp_path / name
    path.write_bytes(page if isinstance(page, bytes) else page.encode())
    source = read(path)
    assert source.reader == "html"
    return source.text


def test_the_document_and_not_the_page(tmp_path: Path) -> None:
    page = (
        f"<!DOCTYPE html><html><head><title>Trang</title></head><body><nav>Trang chủ</nav><div>{NEWS}</div>"
        f"<div id='x'><div style='display:none'>ẩn</div><div>{HEAD}{BODY * 9}</div></div><script>var a = 'ồ'</script></body></html>"
    )
    text = text_of(tmp_path, page)
    assert text.startswith(
        "BỘ NỘI VỤ\n-------\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\nKẾ HOẠCH"
    )
    assert "1. Vụ Pháp chế chủ trì rà soát quy trình." in text
    assert not any(word in text for word in ("Tin mới", "Trang", "ẩn", "var"))


def test_a_longer_translation_does_not_win(tmp_path: Path) -> None:
    english = "<p>The Department of Legal Affairs shall preside over the review of procedures.</p>" * 90
    page = f"<html><body><div><div id='tab2'>{english}</div><div id='tab1'>{HEAD}{BODY * 5}</div></div></body></html>"
    assert "Department" not in text_of(tmp_path, page)


def test_the_tab_that_is_hidden_when_saved_is_kept(tmp_path: Path) -> None:
    page = f"<html><body><div><p>Thuộc tính văn bản</p></div><div style='display:none'>{HEAD}{BODY * 5}</div></body></html>"
    assert "KẾ HOẠCH" in text_of(tmp_path, page)


def test_tables_with_spans(tmp_path: Path) -> None:
    page = (
        "<html><body><p>PHỤ LỤC</p><table border=1><tr><th rowspan=2>TT</th><th rowspan=2>Việc</th><th colspan=2>Đơn vị</th></tr>"
        "<tr><th>Chủ trì</th><th>Phối hợp</th></tr><tr><td>1</td><td>Rà soát<br>quy trình</td><td rowspan=2>Vụ A</td><td>Cục B</td></tr>"
        "<tr><td>2</td><td><p>Báo cáo</p></td><td></td></tr></table></body></html>"
    )
    assert text_of(tmp_path, page).split("\n")[2:] == [
        "TT\tViệc\tĐơn vị\t", "\t\tChủ trì\tPhối hợp", "1\tRà soát quy trình\tVụ A\tCục B", "2\tBáo cáo\tVụ A\t",
    ]  # fmt: skip


def test_lists_have_their_marks(tmp_path: Path) -> None:
    page = "<html><body><ol start=3><li>Ba</li><li>Bốn<ul><li>Gạch</li></ul></li></ol><ol type=a><li>Điểm</li></ol></body></html>"
    assert text_of(tmp_path, page).split("\n\n") == ["3. Ba", "4. Bốn", "- Gạch", "a. Điểm"]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "cp1258"])
def test_pages_in_other_encodings(tmp_path: Path, encoding: str) -> None:
    words = "<p>Kê hoach công tác năm 2025</p>" * 5
    page = f"<html><head><meta charset='{'windows-1258' if encoding == 'cp1258' else 'utf-8'}'></head><body>{words}</body></html>"
    assert text_of(tmp_path, page.encode(encoding)).startswith("Kê hoach công tác năm 2025")


def test_nesting_without_end_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text("<html><body>" + "<div>" * 5000 + "sâu" + "</div>" * 5000 + "</body></html>", "utf-8")
    with pytest.raises(Unreadable):
        read(path)
