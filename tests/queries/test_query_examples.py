"""The example in a saved query's header has an answer on the sample documents of `examples/`, read by ourselves."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.build import build
from graph.difference import difference
from graph.model import Graph
from graph.stores import Store, open_store
from ingest.pipeline import extract_many, find_files
from queries.catalogue import load
from queries.run import run

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = open_store(str(tmp_path_factory.mktemp("samples") / "store"), writable=True)
    store.apply(difference(Graph(), build(extract_many(find_files([EXAMPLES])))))
    yield store
    store.close()


@pytest.mark.parametrize("name", load())
def test_the_example_has_an_answer(samples: Store, name: str) -> None:
    result = run(samples, name, load()[name].example)
    assert result.rows
    assert all(len(row) == len(result.columns) for row in result.rows)
