"""What can go wrong in this package.

    GraphError
    ├── SchemaError
    │   ├── InvalidSchema          graph/schema.yaml itself does not hold together
    │   ├── InvalidGraph           a graph holds something that the schema does not know
    │   └── InvalidRecord          a record of which no graph can be made
    ├── UnknownDocument            lineage was asked about a document that is not in the graph
    └── StoreError
        ├── StoreUnreachable       nothing answers at the location
        ├── UnknownScheme          the location is an address of no store that we know
        ├── StoreLoginRefused      wrong user or password
        ├── StoreBusy              another process holds the right to write
        ├── StoreMissing           no store at the location
        ├── StoreDamaged           there is something, but it is not a store of ours
        ├── WriteRefused           a query that may only read would write or leave the graph
        ├── QueryFailed            the store did not understand the query
        ├── QueryTimeout           the query ran longer than allowed
        ├── QueryTooLarge          the query needed more memory or work than allowed
        └── ExportDamaged          a file to import is not whole, or not an export

``code`` is what programs and the interface's text catalogue go by; the fields fill its placeholders; ``str()`` is a
full English sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar


class GraphError(Exception):
    code: ClassVar[str] = "graph"

    def __init__(self, sentence: str, **fields: object) -> None:
        super().__init__(sentence)
        self.fields = fields


class SchemaError(GraphError):
    code = "schema"


class InvalidSchema(SchemaError):
    code = "invalid_schema"

    def __init__(self, where: str, reason: str) -> None:
        super().__init__(f"The schema is wrong at {where}: {reason}.", where=where, reason=reason)
        self.where, self.reason = where, reason


class InvalidGraph(SchemaError):
    code = "invalid_graph"

    def __init__(self, problems: Sequence[str]) -> None:
        self.problems = tuple(problems)
        shown = "; ".join(self.problems[:5])
        super().__init__(
            f"The graph does not follow the schema in {len(self.problems)} place(s): {shown}.",
            count=len(self.problems),
            problems=shown,
        )


class InvalidRecord(SchemaError):
    code = "invalid_record"

    def __init__(self, file: str, reason: str) -> None:
        super().__init__(f"The record of {file} cannot be loaded: {reason}.", file=file, reason=reason)
        self.file, self.reason = file, reason


class UnknownDocument(GraphError):
    code = "unknown_document"

    def __init__(self, document: str) -> None:
        super().__init__(f"The document {document!r} is not in the graph.", document=document)
        self.document = document


class StoreError(GraphError):
    code = "store"


class StoreUnreachable(StoreError):
    code = "store_unreachable"

    def __init__(self, location: str, reason: str) -> None:
        super().__init__(f"The store at {location} cannot be reached: {reason}.", location=location, reason=reason)
        self.location, self.reason = location, reason


class UnknownScheme(StoreError):
    code = "unknown_scheme"

    def __init__(self, location: str, known: Sequence[str]) -> None:
        listed = ", ".join(known)
        super().__init__(
            f"{location} is no address of a store; a store is a folder, or starts with one of {listed}.",
            location=location,
            known=listed,
        )
        self.location, self.known = location, tuple(known)


class StoreLoginRefused(StoreError):
    code = "store_login_refused"

    def __init__(self, location: str, user: str | None) -> None:
        super().__init__(
            f"The store at {location} refused the user {user!r} or the password.", location=location, user=user
        )
        self.location, self.user = location, user


class StoreBusy(StoreError):
    code = "store_busy"

    def __init__(self, location: str, holder: str | None = None) -> None:
        by = f" (process {holder})" if holder else ""
        super().__init__(
            f"Another process{by} is writing to the store at {location}; try again when it is done.",
            location=location,
            holder=holder or "",
        )
        self.location, self.holder = location, holder


class StoreMissing(StoreError):
    code = "store_missing"

    def __init__(self, location: str) -> None:
        super().__init__(f"There is no store at {location} yet; ingest documents first.", location=location)
        self.location = location


class StoreDamaged(StoreError):
    code = "store_damaged"

    def __init__(self, location: str, reason: str) -> None:
        super().__init__(
            f"What is at {location} cannot be read as a store: {reason}.", location=location, reason=reason
        )
        self.location, self.reason = location, reason


class WriteRefused(StoreError):
    code = "write_refused"

    def __init__(self, reason: str) -> None:
        super().__init__(f"Only reading is allowed here: {reason}.", reason=reason)
        self.reason = reason


class QueryFailed(StoreError):
    code = "query_failed"

    def __init__(self, reason: str) -> None:
        super().__init__(f"The store could not run the query: {reason}.", reason=reason)
        self.reason = reason


class QueryTimeout(StoreError):
    code = "query_timeout"

    def __init__(self, seconds: float) -> None:
        super().__init__(f"The query was stopped after {seconds:g} seconds.", seconds=seconds)
        self.seconds = seconds


class QueryTooLarge(StoreError):
    code = "query_too_large"

    def __init__(self, reason: str) -> None:
        super().__init__(f"The query asks for more than the store may hold at once: {reason}.", reason=reason)
        self.reason = reason


class ExportDamaged(StoreError):
    code = "export_damaged"

    def __init__(self, file: str, reason: str) -> None:
        super().__init__(f"{file} cannot be imported: {reason}.", file=file, reason=reason)
        self.file, self.reason = file, reason
