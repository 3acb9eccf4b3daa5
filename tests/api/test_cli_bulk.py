"""``cancu ingest`` and ``cancu extract`` on folders, run as people run them: real processes, real files."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

import pytest
from openpyxl import load_workbook

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "examples"
AUTHORITY = SAMPLES / "authority.yaml"
PLAN, DECISION, RESOLUTION = "402-KH-TCDVS.md", "357-QD-TCDVS.txt", "912-NQ-CP.txt"
Run = Callable[..., subprocess.CompletedProcess[str]]
COMMAND = (sys.executable, "-c", "from api.cli import main; main()")
posix_only = pytest.mark.skipif(os.name != "posix", reason="signals and terminals as POSIX systems have them")


def environment(store: Path) -> Mapping[str, str]:
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("CANCU_", "LC_")) and k != "LANG"}
    return {**clean, "CANCU_STORE": str(store), "LANG": "vi_VN.UTF-8"}


def cancu(store: Path, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, *map(str, arguments)], capture_output=True, encoding="utf-8", env=environment(store), cwd=ROOT,
        check=False, timeout=300,
    )  # fmt: skip


@pytest.fixture
def run(tmp_path: Path) -> Run:
    return partial(cancu, tmp_path / "store")


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """Two folders with files of the same names, one damaged file, one of a kind that is not read."""
    folder = tmp_path / "office"
    for inside, samples in (("2024", (PLAN, RESOLUTION)), ("2025", (DECISION, "91-NQ-TW.md", "1180-KH-TCDVS.txt"))):
        (folder / inside).mkdir(parents=True)
        for name in samples:
            shutil.copy(SAMPLES / name, folder / inside)
    (folder / "2024" / "van-ban.txt").write_bytes((SAMPLES / DECISION).read_bytes())
    (folder / "2025" / "van-ban.txt").write_bytes((SAMPLES / PLAN).read_bytes())
    (folder / "2024" / "=1+1.pdf").write_bytes(b"%PDF-1.7\nnothing of a PDF follows")
    (folder / "bang.xls").write_bytes(b"\xd0\xcf\x11\xe0")
    return folder


def ingested(run: Run, folder: Path, *more: str | Path) -> dict[str, object]:
    done = run("ingest", folder, "--authority", AUTHORITY, "--json", *more)
    assert "Traceback" not in done.stderr
    answer: dict[str, object] = json.loads(done.stdout)
    return answer


def test_a_line_a_file_and_a_report_at_the_end(run: Run, office: Path) -> None:
    done = run("ingest", office, "--authority", AUTHORITY)
    assert done.returncode == 3
    lines = [line.strip() for line in done.stdout.splitlines()]
    files = [line.split(": ")[0] for line in lines if line[:2] in ("+ ", "! ")]
    assert files == [
        f"+ 2024/{PLAN}", f"+ 2024/{RESOLUTION}", "! 2024/=1+1.pdf", "+ 2024/van-ban.txt",
        "+ 2025/1180-KH-TCDVS.txt", f"+ 2025/{DECISION}", "+ 2025/91-NQ-TW.md", "+ 2025/van-ban.txt",
    ]  # fmt: skip
    assert any("402/KH-TCDVS (14/02/2025)" in line and "nhiệm vụ" in line for line in lines)
    assert any(line.endswith("(unit_unknown)") for line in lines)
    assert "2024/=1+1.pdf: tệp hỏng" in done.stderr
    assert ".xls (1)" in done.stderr


def test_files_of_one_name_in_two_folders_are_two_sources(run: Run, office: Path) -> None:
    first = ingested(run, office)
    added = first["added"]
    assert isinstance(added, list)
    assert {"2024/van-ban.txt", "2025/van-ban.txt"} <= set(added)
    assert ingested(run, office)["content_hash"] == first["content_hash"]
    changed = office / "2025" / "van-ban.txt"
    changed.write_text(changed.read_text("utf-8") + "\n", "utf-8")
    second = ingested(run, office)
    assert (second["added"], second["changed"]) == ([], ["2025/van-ban.txt"])
    kept = {json.loads(p.read_text("utf-8"))["source"]["file"] for p in (office.parent / "store/records").iterdir()}
    assert kept == set(added)


def test_a_damaged_file_leaves_what_an_earlier_version_said(run: Run, office: Path) -> None:
    first = ingested(run, office)
    (office / "2024" / "van-ban.txt").write_bytes(b"")
    second = ingested(run, office)
    assert second["refused"] == ["2024/=1+1.pdf", "2024/van-ban.txt"]
    assert second["content_hash"] == first["content_hash"]
    assert second["skipped"] == ["bang.xls"]
    assert "rỗng" in second["reasons"]["2024/van-ban.txt"]  # type: ignore[index]


def test_the_report_opens_and_holds_no_formula(run: Run, office: Path, tmp_path: Path) -> None:
    plan = office / "2024" / PLAN
    plan.write_text(plan.read_text("utf-8").replace("Vụ Pháp chế", "=SUM(A1) Ban Lạ"), "utf-8")
    for _ in range(2):  # the second time nothing is new, and the report still says what stands
        report = tmp_path / "report.xlsx"
        assert run("ingest", office, "--authority", AUTHORITY, "--report", report).returncode == 3
        book = load_workbook(report)
        findings, files, left_out = book.worksheets
        assert files.max_row == 1 + 8
        assert findings.max_row > 3
        assert [row[0].value for row in left_out.iter_rows(min_row=2)] == ["2024/=1+1.pdf", "bang.xls"]
        assert {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row} <= {"s", "n"}
        assert findings["A1"].value == "Mức"
        report.unlink()


def test_the_report_is_written_where_no_file_can_be_read(run: Run, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "=1+1.txt").write_bytes(b"")
    report = tmp_path / "report.xlsx"
    assert run("ingest", tmp_path / "in", "--report", report, "--lang", "en").returncode == 3
    cell = load_workbook(report)["Left out"]["A2"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == ("=1+1.txt", "s", True)
    assert not (tmp_path / "store").exists()


@pytest.mark.parametrize("name", ["report.csv", "nowhere/report.xlsx"])
def test_a_report_that_cannot_be_is_refused_before_the_work(run: Run, tmp_path: Path, name: str) -> None:
    done = run("ingest", SAMPLES, "--report", tmp_path / name)
    assert (done.returncode, done.stdout) == (2, "")
    assert not (tmp_path / "store").exists()


def test_workers_make_no_difference(run: Run, office: Path, tmp_path: Path) -> None:
    out = [tmp_path / f"{n}.jsonl" for n in (0, 1, 3)]
    for n, file in zip((0, 1, 3), out, strict=True):
        extract = ("extract", office, "--authority", AUTHORITY, "--out", file, "--workers", str(n))
        assert run(*extract).returncode == 3
    one, two, three = (file.read_bytes() for file in out)
    assert one == two == three
    names = [json.loads(line)["source"]["file"] for line in one.decode("utf-8").splitlines()]
    assert names == sorted(names)
    assert len(names) == 8
    assert run("extract", office, "--authority", AUTHORITY).stdout.encode("utf-8") == one


def gone(group: int) -> bool:
    """Whether no process of a group is left, or none within seconds."""
    for _ in range(100):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.1)
    return False


def hears_ctrl_c() -> None:
    """What a shell starts in the background is deaf to Ctrl-C, and so is all that it starts."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@posix_only
def test_ctrl_c_stops_and_the_next_run_goes_on(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for i in range(30):
        shutil.copy(SAMPLES / PLAN, folder / f"{i:02}.md")
    store = tmp_path / "store"
    process = subprocess.Popen(
        [*COMMAND, "ingest", str(folder)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        env={**environment(store), "PYTHONUNBUFFERED": "1"}, cwd=ROOT, start_new_session=True,
        preexec_fn=hears_ctrl_c,  # noqa: PLW1509 - no threads here
    )  # fmt: skip
    assert process.stdout is not None
    process.stdout.readline()
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to every process
    _, said = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "Traceback" not in said
    assert "Đã giữ" in said
    assert gone(process.pid)
    again = json.loads(run("ingest", folder, "--json").stdout)
    assert len(again["unchanged"]) > 0
    assert len(again["unchanged"]) + len(again["added"]) == 30


@posix_only
def test_progress_on_a_terminal_does_not_mix_with_the_results(office: Path, tmp_path: Path) -> None:
    """Standard error is a terminal, standard output a file: the records go to the file, all of them."""
    import pty  # noqa: PLC0415 - there is none on Windows

    ours, theirs = pty.openpty()
    with (tmp_path / "out.jsonl").open("wb") as out:
        process = subprocess.Popen(
            [*COMMAND, "extract", str(office), "--authority", str(AUTHORITY)],
            stdout=out, stderr=theirs, env={**environment(tmp_path / "store"), "TERM": "xterm"}, cwd=ROOT,
        )  # fmt: skip
        os.close(theirs)
        said = b""
        try:
            while piece := os.read(ours, 65536):
                said += piece
        except OSError:  # the terminal is closed at the other side
            pass
        assert process.wait(timeout=120) == 3
    os.close(ours)
    assert len((tmp_path / "out.jsonl").read_text("utf-8").splitlines()) == 8
    assert "Đang đọc văn bản".encode() in said
    assert b"cancu/record" not in said
