"""Sentences by which a decision's own articles charge a body: "Điều 2. Sở A có trách nhiệm …", "… Giao Sở B chủ trì …".

The last article of a decision says who answers for it ("… chịu trách nhiệm thi hành Quyết định này"); that is no work.
"""

from __future__ import annotations

import re

from ingest.letters import fold
from ingest.structure.orders import names_body, orders_body

MAX_SUBJECT = 420  # characters of a list of bodies before what they are to do
SENTENCE = re.compile(r"(?<=[^\W\d_][.;)])\s+(?=[^\W\d_])")
# "Hằng năm, Sở A …", "Định kỳ 6 tháng, …", "Trong quá trình thực hiện, nếu cần …, Bộ B …": before the subject.
BEFORE_SUBJECT = re.compile(
    r"(?:(?:hang|moi) (?:nam|quy|thang|tuan)|dinh ky(?: [^,.;:]{1,40})?|(?:khi|trong qua trinh"
    r"|truoc ngay|sau khi|cham nhat|can cu|tren co so) [^,.;:]{1,120})(?:, (?:neu|truong hop) [^,.;:]{1,120})?, "
)
# What a body is charged with. "Cơ quan chủ trì: …", "đơn vị phối hợp" are labels.
CHARGED = re.compile(
    r"\b(?:co trach nhiem|chiu trach nhiem|co (?:cac )?nhiem vu|tiep thu|can cu"
    r"|(?<!co quan )(?<!don vi )(?<!truc tiep )(?:chu tri|phoi hop)"
    r"(?! (?:quan ly|thuc hien|giai quyet)? ?(?:$|[.:;])))\b"
)
# Who answers for the document: "… (có trách nhiệm, căn cứ Quyết định) thi hành Quyết định này".
ANSWERS = re.compile(
    r"\b(?:(?:chiu|co) trach nhiem|can cu [^.;]{0,60}|chiu)"
    r" (?:to chuc |trien khai |cac noi dung |quan ly |thi hanh,? |va |kiem tra |trach nhiem |huong dan |don doc"
    r"|theo doi )*(?:thi hanh|thuc hien)(?: (?:noi dung |cac noi dung )?(?:tai |cua )?(?:quyet dinh|nghi quyet"
    r"|thong tu|nghi dinh|ke hoach|quy che|quy dinh)(?: so [^ ]+)?(?: nay|[ ./;]*$)|[ ./;]*$)"
    r"|\b(?:quyet dinh|nghi quyet) (?:nay )?(?:thi hanh|de (?:thuc hien|thi hanh))\b"
)
# A first sentence that decides and orders nobody: "Quyết định này có hiệu lực …", "Chính phủ thống nhất …".
DECIDES = re.compile(
    r"(?:quyet dinh|nghi quyet|thong tu|nghi dinh|quy dinh|quy che) nay\b"
    r"|[^.;:]{0,80}?\b(?:thong nhat|thong qua|phe duyet|dong y|nhat tri|ban hanh|cong bo|thanh lap)\b"
)


def after_time(text: str) -> str:
    """A sentence without the words of time or occasion before its subject."""
    m = BEFORE_SUBJECT.match(fold(text[:400]))
    return text[m.end() :] if m else text


def charges(text: str) -> bool:
    """Whether a sentence of an article gives the body that it opens with something to do."""
    if not text.rstrip(' "”*').endswith((".", ":", ";", "./")):
        return False
    said = after_time(text)
    folded = fold(said[:1500])
    m = CHARGED.search(folded, 0, MAX_SUBJECT)
    if not m or not names_body(said) or re.search(r": (?!so |ban |cac )|\.\s", folded[: m.start()]):
        return False
    if (
        m[0].startswith("can cu")
        and "," in folded[: m.start()]
        and not re.search(r"\b(?:de|to chuc|chi dao|trien khai|xay dung|ban hanh|quyet dinh)\b", folded[m.end() :])
    ):
        return False
    return not ANSWERS.search(folded)


def ordering_from(text: str) -> int:
    """Where the order begins in an article whose first sentences decide; 0 where it opens with it, -1 for none."""
    if orders_body(text) or charges(text):
        return 0
    if not DECIDES.match(fold(text[:400])):
        return -1
    for m in SENTENCE.finditer(text[:1500]):
        rest = text[m.end() :]
        if orders_body(rest) or charges(rest):
            return m.end()
    return -1
