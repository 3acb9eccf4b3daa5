"""The tokens of a text: nothing of it is lost, whatever white space stands in it."""

import pytest
from spacy.vocab import Vocab

from ingest.tokens import Syllables


@pytest.mark.parametrize(
    "text", ["", " ", "Giao Vụ A", " Giao  Vụ A\n", "\t\n a\u00a0b  \n\nc ", "1.  Sở\u2003Tài chính,\r\nđến 2025 "]
)
def test_the_text_is_whole(text: str) -> None:
    assert Syllables(Vocab())(text).text == text


def test_a_token_is_a_syllable() -> None:
    assert [t.text for t in Syllables(Vocab())("Giao Sở Tài chính\nchủ trì")] == [
        "Giao", "Sở", "Tài", "chính", "\n", "chủ", "trì",
    ]  # fmt: skip
