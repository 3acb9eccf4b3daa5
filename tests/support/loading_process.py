"""Run as a program: loads the records of a file into a store, over and over or once, for tests that kill it.

    python loading_process.py LOCATION RECORDS [hold]

``hold`` takes the right to write, says so, and keeps it until the input ends.
"""

from __future__ import annotations

import json
import os
import sys

from graph.ledger import open_ledger
from graph.load import load
from graph.stores import open_store
from ingest.records import Record


def main(location: str, records: str, hold: bool) -> None:
    env = os.environ
    store = open_store(
        location, user=env.get("CANCU_NEO4J_USER"), password=env.get("CANCU_NEO4J_PASSWORD"), writable=True
    )
    if hold:
        with store.writing():
            print("holding", flush=True)
            sys.stdin.read()
    else:
        with open(records, encoding="utf-8") as file:
            lines = [Record.from_json(json.loads(line)) for line in file]
        print("loading", flush=True)
        report = load(store, open_ledger(store), lines)
        print(report.content_hash, flush=True)
    store.close()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], "hold" in sys.argv[3:])
