"""How Vietnamese a text is: the share of its words that are Vietnamese syllables.

Vietnamese words are written syllable by syllable, and a syllable is an onset, a rhyme and a tone out of short closed
lists (Quy định về chính tả tiếng Việt 1980, 1984). Text read with the wrong encoding, or through a font whose table of
characters is broken, keeps few of them; real documents, with their numbers, abbreviations and foreign words, keep most.
"""

from __future__ import annotations

import re
import unicodedata

WORD = re.compile(r"[^\W\d_]+")
ONSETS = "b|c|ch|d|đ|g|gh|gi|h|k|kh|l|m|n|ng|ngh|nh|p|ph|q|qu|r|s|t|th|tr|v|x|"
RHYMES = """
a ac ach ai am an ang anh ao ap at au ay ă ăc ăm ăn ăng ăp ăt â âc âm ân âng âp ât âu ây e ec em en eng eo ep
et ê êch êm ên ênh êp êt êu i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu o oa oac oach oai oam oan
oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong ooc oong op ot ô ôc ôi ôm ôn ông
ôp ôt ơ ơi ơm ơn ơp ơt u ua uân uâng uât uây uc uê uêch uênh uêt ui um un ung uơ uôc uôi uôm uôn uông uôp uôt
up ut uy uya uych uyên uyêt uynh uyt uyn uyu ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu y yêm
yên yêng yêt yêu uac uach uai uan uang uanh uat uau uay uao uam uap uăc uăm uăn uăng uăp uăt ue uen ueo uet
uit uin uêu uơn yt ynh ych yn
""".split()  # noqa: SIM905 - a list of words reads better so
_SYLLABLE = re.compile(f"(?:{ONSETS})(?:{'|'.join(sorted(RHYMES, key=len, reverse=True))})")
_TONES = str.maketrans("", "", "\u0300\u0301\u0303\u0309\u0323")
MIN_WORDS = 30
"""Fewer words say nothing either way."""
BAD_BELOW = 0.60
"""Text below is refused. Measured on some 300 real documents: the worst readable has 0.88, a broken font 0.18."""


def is_syllable(word: str) -> bool:
    """Whether a word is built as a Vietnamese syllable, whatever its tone and case."""
    bare = unicodedata.normalize("NFC", unicodedata.normalize("NFD", word.lower()).translate(_TONES))
    return bool(_SYLLABLE.fullmatch(bare))


def vietnameseness(text: str, limit: int = 200_000) -> tuple[float, int]:
    """The share of words that are syllables, abbreviations left out, and how many words were asked.

    Words with a diacritic count twice: "trong" is written alike in many languages and encodings, "những" is not.
    """
    good = asked = 0.0
    count = 0
    known: dict[str, bool] = {}
    for m in WORD.finditer(text, 0, limit):
        word = m[0]
        if word.isascii() and word.isupper() and len(word) <= 8:
            continue  # UBND, BHXH, QĐ is told by its letters
        if word not in known:
            known[word] = is_syllable(word)
        weight = 1.0 if word.isascii() else 2.0
        asked += weight
        good += weight if known[word] else 0.0
        count += 1
    return (good / asked if asked else 1.0), count


def is_rubbish(text: str) -> bool:
    """Whether a text of some length is no Vietnamese: its fonts or its encoding are not what the file says."""
    share, words = vietnameseness(text)
    return words >= MIN_WORDS and share < BAD_BELOW
