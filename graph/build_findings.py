"""Findings from the records' own anomalies, from copies that differ, and from the lineage as a whole."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from graph.build_copies import Copy, Held
from graph.build_draft import Draft
from graph.lineage import cycles, document_graph, edges_of, orphans

WHAT = {
    "leads": "đơn vị chủ trì",
    "supports": "đơn vị phối hợp",
    "timeframe": "thời gian thực hiện",
    "value": "giá trị mục tiêu",
}


def report_anomalies(
    copy: Copy, document: str | None, name: str | None, places: Mapping[str, str], draft: Draft
) -> None:
    """One finding for each anomaly of a record; the same one in two copies of a document is one finding.

    Args:
        copy: whose record has the anomalies.
        document: id of its document; None where the file could not be read: then the finding is about the source.
        name: short name of the document.
        places: path → id of the task, or the section, that stands there.
    """
    for anomaly in copy.record.anomalies:
        thing = document or copy.source
        about = places.get(anomaly.path or "", thing)
        draft.finding(
            anomaly.code,
            anomaly.severity,
            anomaly.message,
            [about],
            rule="record",
            identity=[thing, anomaly.path, anomaly.message],
            document=name,
            path=anomaly.path,
            source=copy.source,
            evidence=anomaly.evidence,
        )


def report_differences(document: str, name: str, held: Held, places: Mapping[str, str], draft: Draft) -> None:
    for found in held.differences:
        (one_file, one), (other_file, other) = found.versions
        draft.finding(
            "copies_differ",
            "warning",
            f"Hai bản của {name} khác nhau tại {found.path} về {WHAT[found.what]}: "
            f"“{one or 'không có'}” ({one_file}) và “{other or 'không có'}” ({other_file}).",
            [places.get(found.path, document)],
            rule="copies_compared",
            identity=[document, found.path, found.what, one, other],
            document=name,
            path=found.path,
            source=found.source,
            evidence=found.evidence,
        )


def report_lineage(held: Iterable[str], names: Mapping[str, str], draft: Draft) -> None:
    """Cycles, which no set of documents should have, and held documents that stand alone. Call it last."""
    documents = document_graph(edges_of(draft.graph()))
    for cycle in cycles(documents):
        around = " → ".join(names[d] for d in [*cycle, cycle[0]])
        draft.finding(
            "lineage_cycle",
            "warning",
            f"Các văn bản dẫn nhau thành vòng: {around}.",
            cycle,
            rule="lineage",
            identity=cycle,
        )
    for document in orphans(documents, held):
        draft.finding(
            "orphan_document",
            "info",
            f"{names[document]} không bắt nguồn từ văn bản nào và không có văn bản nào bắt nguồn từ nó.",
            [document],
            rule="lineage",
            identity=[document],
            document=names[document],
        )
