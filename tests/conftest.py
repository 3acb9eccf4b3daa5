"""Fixtures for all tests: those of the stores are in `support/store_fixtures.py`, annotated documents in
`support/gold_records.py`."""

pytest_plugins = ["gold_records", "store_fixtures"]
