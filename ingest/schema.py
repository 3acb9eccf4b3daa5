"""The JSON Schema of the record, made from its dataclasses: ``python -m ingest.schema`` writes the committed copy."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

FILE = Path(__file__).parent / "record.schema.json"


def record_schema() -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of ``cancu/record/1``; objects may carry further keys."""
    from pydantic import TypeAdapter  # noqa: PLC0415 - needed only to make the schema

    from ingest.records import SCHEMA, Record  # noqa: PLC0415

    schema = TypeAdapter(Record).json_schema()
    schema["properties"]["schema"] = {"const": SCHEMA}
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Căn Cứ: policy record", **schema}


def as_text() -> str:
    return json.dumps(record_schema(), ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    FILE.write_text(as_text(), "utf-8")
