"""A small site over a real store: an invented agency's plan, what it rests on, who does what."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
import uvicorn
from fastapi import FastAPI
from small_records import cites, record, target, task, unit

from api.app import create_app
from api.settings import Settings
from graph.build import build
from graph.difference import difference
from graph.model import Graph
from graph.stores import Store, open_store
from ingest.records import Anomaly, Record, Timeframe

MARKUP = "<script>alert(1)</script>"


def site_records() -> list[Record]:
    """Two documents, one resting on the other; a task with markup in its text, as foreign text may have."""
    centre, office = "Trung tâm Dữ liệu", "Văn phòng"
    upper = record("7/NQ-CĐL", "2024-01-05", type="resolution", title="Về đo lường", units=[unit(office)])
    plan = record(
        "12/KH-CĐL",
        "2024-03-01",
        title=f"Thực hiện Nghị quyết {MARKUP}",
        citations=[cites("7/NQ-CĐL", "2024-01-05", issuer="Cục Đo lường"), cites("9/2020/NĐ-CP", 2020, "legal_basis")],
        tasks=[
            task("II.1", "Xây dựng kho dữ liệu đo lường", (centre,), (office,)),
            task(
                "II.2",
                f"Báo cáo kết quả {MARKUP}",
                (office,),
                timeframe=Timeframe("hằng năm", ["annual"], recurs="--12-05"),
            ),
            task("II.3", "Rà soát quy trình", (), timeframe=Timeframe("31/12/2099", ["by_date"], end="2099-12-31")),
        ],
        targets=[target("I.1", "Tỷ lệ thiết bị được kiểm định", 95.5)],
        anomalies=[Anomaly("lead_placeholder", "warning", f"Không nêu đơn vị {MARKUP}", [], "II.3")],
        units=[unit(centre, "TT Dữ liệu"), unit(office)],
    )
    return [upper, plan]


@contextmanager
def running(app: FastAPI) -> Iterator[httpx.Client]:
    """The application behind a real server on a free loopback port, and a client of it."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(app, log_level="error", ws="none"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        until = time.monotonic() + 20
        while not server.started and time.monotonic() < until:
            time.sleep(0.02)
        try:
            with httpx.Client(base_url=f"http://localhost:{listener.getsockname()[1]}", timeout=30) as client:
                yield client
        finally:
            server.should_exit = True
            thread.join(20)


def fill(store: Store, records: list[Record]) -> None:
    """Makes the store hold what the records say."""
    store.apply(difference(store.content(), build(records)))


@pytest.fixture(scope="session")
def site_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site") / "store"
    store = open_store(folder, writable=True)
    fill(store, site_records())
    store.close()
    return folder


@pytest.fixture(scope="session")
def site_server(site_folder: Path) -> Iterator[httpx.Client]:
    with running(create_app(Settings(store=str(site_folder)))) as client:
        yield client


@pytest.fixture
def site(site_server: httpx.Client) -> httpx.Client:
    """A client, without cookies yet, of the application over an embedded store."""
    site_server.cookies.clear()
    return site_server


@pytest.fixture(scope="session")
def site_graph() -> Graph:
    return build(site_records())
