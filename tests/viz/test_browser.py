"""The pages in a real browser (chromium, headless): no error on the console, nothing fetched from elsewhere.

Skipped where there is no chromium, unless ``CI=true``.
"""

import json
import os
import shutil
import subprocess

import pytest

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")


@pytest.fixture(scope="module")
def chromium() -> str:
    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if found is None:
        if os.environ.get("CI") == "true":
            pytest.fail("chromium must be installed here")
        pytest.skip("no chromium at hand")
    return found


def opened(chromium: str, address: str, folder, width: int) -> tuple[str, list[tuple[str, str]]]:
    """The document after scripts ran, and the browser's own record of network and console."""
    log = folder / "net.json"
    command = [
        chromium, "--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-extensions",
        "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-default-browser-check",
        "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE localhost",
        f"--user-data-dir={folder / 'profile'}", f"--window-size={width},900", f"--log-net-log={log}",
        "--enable-logging=stderr", "--v=0", "--virtual-time-budget=5000", "--dump-dom", address,
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert "<html" in done.stdout, done.stderr[-2000:]
    console = [line for line in done.stderr.splitlines() if "CONSOLE" in line]
    assert console == [], console
    return done.stdout, requests(log.read_text(encoding="utf-8"))


def requests(log: str) -> list[tuple[str, str]]:
    """Address and asking origin of every request in chromium's network log (which may lack its closing bracket).

    The browser's own requests, for its clock or its lists, have no origin of a page.
    """
    try:
        events = json.loads(log)["events"]
    except json.JSONDecodeError:
        events = json.loads(log.rstrip().rstrip(",") + "]}")["events"]
    said = [e["params"] for e in events if isinstance(e.get("params"), dict)]
    return [(p["url"], str(p.get("initiator", ""))) for p in said if "url" in p]


def elsewhere(asked: list[tuple[str, str]], base: str) -> list[str]:
    """What a page of ours asked of another host."""
    return [url for url, origin in asked if origin.startswith(base) and not url.startswith((base, "data:"))]


def test_pages_load_alone_and_without_an_error(chromium, site, site_graph, tmp_path):
    base = str(site.base_url).rstrip("/")
    document = next(n.id for n in site_graph.by_label("Document") if n.properties["status"] == "held")
    for number, path in enumerate(("/", f"/documents/{document}", "/queries/unit-workload?lang=en")):
        folder = tmp_path / str(number)
        folder.mkdir()
        dom, asked = opened(chromium, base + path, folder, 390)
        assert "</main>" in dom
        assert f"{base}/static/style.css" in {url.split("?")[0] for url, origin in asked if origin == base}
        assert elsewhere(asked, base) == []


def test_the_explorer_draws(chromium, site, site_graph, tmp_path):
    base = str(site.base_url).rstrip("/")
    unit = site_graph.by_label("Unit")[0].id
    dom, asked = opened(chromium, f"{base}/explore/{unit}?steps=2", tmp_path, 1280)
    assert "<canvas" in dom
    assert elsewhere(asked, base) == []
