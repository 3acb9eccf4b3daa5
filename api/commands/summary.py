"""What a run of ``cancu ingest`` found: a line a file as it goes, a report at the end, and the same as a workbook.

Of each file only this line is held, not its record, so that a run over a large folder stays small.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from api.commands.reading import why
from api.console import Console
from api.words import Words
from graph.build_documents import source_id
from graph.load import LoadReport, Outcome, Taken
from graph.model import Node
from ingest.folders import InputFile
from ingest.records import Anomaly, Record

SIGNS: dict[Outcome, str] = {"added": "+", "changed": "~", "unchanged": "·", "refused": "!"}
SEVERITIES = ("error", "warning", "info")
MOST_CODES = 12  # kinds of findings that the report at the end shows; the workbook has all


@dataclass(frozen=True, slots=True)
class FileLine:
    """One file: what it is and how much it says; ``problem`` where it could not be taken in."""

    file: str
    outcome: Outcome
    kind: str = ""
    number: str = ""
    issued_on: str = ""
    issuer: str = ""
    title: str = ""
    tasks: int = 0
    citations: int = 0
    targets: int = 0
    findings: int = 0
    problem: str = ""

    @classmethod
    def of(cls, record: Record, outcome: Outcome, problem: str = "") -> FileLine:
        document = record.document
        return cls(
            file=record.source.file,
            outcome=outcome,
            kind=document.type if document else "",
            number=(document and document.number) or "",
            issued_on=(document and document.issued_on) or "",
            issuer=(document and document.issuer) or "",
            title=(document and document.title) or "",
            tasks=len(record.tasks),
            citations=len(record.citations),
            targets=len(record.targets),
            findings=len(record.anomalies),
            problem=problem,
        )

    def shown(self, words: Words) -> str:
        if self.problem:
            return f"  {SIGNS[self.outcome]} {self.file}: {self.problem}"
        document = " ".join(
            part for part in (words.of("kind", self.kind), self.number, f"({self._date(words)})") if part
        )
        counts = {"tasks": self.tasks, "citations": self.citations, "targets": self.targets, "findings": self.findings}
        return f"  {SIGNS[self.outcome]} {self.file}: " + words("cli.file_line", document=document, **counts)

    def _date(self, words: Words) -> str:
        return words.date(self.issued_on) or words("cli.no_date")


@dataclass(slots=True)
class Summary:
    """A run in the making: `taken` and `refused` are told of each file, in the order of the files."""

    console: Console
    aloud: bool  # whether lines are printed as the files come
    lines: list[FileLine] = field(default_factory=list)
    sources: dict[str, str] = field(default_factory=dict)  # id of the source → file
    invalid: list[Record] = field(default_factory=list)

    @property
    def kept(self) -> int:
        return sum(line.outcome in ("added", "changed") for line in self.lines)

    def taken(self, taken: Taken) -> None:
        problem = ""
        if taken.problem is not None:
            problem = self.console.words.error(taken.problem)
            anomaly = Anomaly(taken.problem.code, "error", problem)
            self.invalid.append(Record(taken.record.source, None, anomalies=[anomaly]))
        self.sources[source_id(taken.record)] = taken.record.source.file
        self._add(FileLine.of(taken.record, taken.outcome, problem))

    def refused(self, record: Record) -> None:
        self._add(FileLine.of(record, "refused", why(self.console.words, record)))

    def _add(self, line: FileLine) -> None:
        self.lines.append(line)
        if self.aloud:
            self.console.out(line.shown(self.console.words))

    def findings(self, report: LoadReport) -> list[tuple[Node, bool]]:
        """What a person should look at, gravest first: all that is new, and what stands of the files of this run."""
        standing = [n for n in report.standing if n.properties.get("source") in self.sources]
        found = [(node, True) for node in report.findings] + [(node, False) for node in standing]
        return sorted(found, key=lambda pair: (_rank(pair[0]), str(pair[0].properties["code"]), self._place(pair[0])))

    def _place(self, node: Node) -> tuple[str, str, str]:
        said = node.properties
        return self.file_of(node), str(said.get("path", "")), str(said["message"])

    def file_of(self, node: Node) -> str:
        return self.sources.get(str(node.properties.get("source", "")), "")


def print_findings(console: Console, found: Sequence[tuple[Node, bool]]) -> None:
    """How many findings of each kind, the gravest and commonest first."""
    words = console.words
    counts = Counter((_rank(node), str(node.properties["code"])) for node, _ in found)
    ordered = sorted(counts.items(), key=lambda item: (item[0][0], -item[1], item[0][1]))
    for (rank, code), count in ordered[:MOST_CODES]:
        severity = words.of("severity", SEVERITIES[rank] if rank < len(SEVERITIES) else "")
        console.out(f"{count:>8}  {severity}: {words.of('finding', f'{code}.title', code)} ({code})")
    if rest := sum(count for _, count in ordered[MOST_CODES:]):
        console.out(f"{rest:>8}  {words('cli.findings_rest')}")


def report_as_xlsx(summary: Summary, report: LoadReport, skipped: Iterable[InputFile]) -> bytes:
    """Three sheets: the files, the findings, the files that were not taken in (with the reason and what to do)."""
    from queries.sheets import Sheet, workbook  # noqa: PLC0415 - only a report pays for it

    words = summary.console.words

    def heads(*columns: tuple[str, int]) -> list[tuple[str, int]]:
        return [(words(f"report.{name}"), width) for name, width in columns]

    def files() -> Iterator[list[str | int | None]]:
        for line in summary.lines:
            kind = words.of("kind", line.kind) if line.kind else ""
            date = words.date(line.issued_on)
            what = [kind, line.number, date, line.issuer, line.title]
            counts = [line.tasks, line.citations, line.targets, line.findings]
            yield [line.file, words(f"report.{line.outcome}"), *what, *counts]

    def findings() -> Iterator[list[str | int | None]]:
        for node, new in summary.findings(report):
            said = {name: str(value) for name, value in node.properties.items()}
            code = said["code"]
            yield [
                words.of("severity", said["severity"]),
                words.of("finding", f"{code}.title", code),
                said["message"],
                said.get("document"),
                said.get("path"),
                said.get("quote"),
                words.of("finding", f"{code}.todo", ""),
                summary.file_of(node),
                words("report.yes") if new else "",
                code,
            ]

    def left_out() -> Iterator[list[str]]:
        yield from ([line.file, line.problem] for line in summary.lines if line.problem)
        yield from ([file.name, words("report.not_read")] for file in skipped)

    return workbook(
        [
            Sheet(
                words("report.findings"),
                heads(
                    ("severity", 12), ("what", 34), ("message", 60), ("document", 34), ("path", 14), ("quote", 60),
                    ("todo", 50), ("file", 34), ("new", 8), ("code", 22),
                ),
                findings(),
            ),
            Sheet(
                words("report.files"),
                heads(
                    ("file", 40), ("outcome", 14), ("kind", 18), ("number", 22), ("date", 13), ("issuer", 34),
                    ("title", 60), ("tasks", 10), ("citations", 10), ("targets", 10), ("found", 12),
                ),
                files(),
            ),
            Sheet(words("report.left_out"), heads(("file", 50), ("reason", 90)), left_out()),
        ]
    )  # fmt: skip


def _rank(node: Node) -> int:
    severity = str(node.properties["severity"])
    return SEVERITIES.index(severity) if severity in SEVERITIES else len(SEVERITIES)
