"""Fixtures for all tests: those of the stores are in `support/store_fixtures.py`, annotated documents in
`support/gold_records.py`, a small web site in `support/small_site.py`."""

pytest_plugins = ["gold_records", "small_site", "store_fixtures"]
