"""Words by which names of bodies are recognised (`words.yaml`), compiled once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from ingest.authority.folding import fold


@dataclass(frozen=True, slots=True)
class Words:
    """Patterns over folded text; each ends at a word boundary."""

    kinds: dict[str, str]
    head: re.Pattern[str]
    bare_heads: frozenset[str]
    inner_heads: frozenset[str]
    place_heads: frozenset[str]
    not_units: dict[str, re.Pattern[str]]
    title: re.Pattern[str]
    bare_titles: dict[str, str]
    domain: re.Pattern[str]
    initials: dict[str, tuple[str, ...]]
    domain_heads: frozenset[str]
    shared_heads: frozenset[str]
    series: re.Pattern[str]
    group_noun: re.Pattern[str]
    bare_group: re.Pattern[str]
    quantifier: re.Pattern[str]
    place: re.Pattern[str]
    stop: re.Pattern[str]
    cell_stop: re.Pattern[str]
    compound: re.Pattern[str]
    not_stop: re.Pattern[str]
    noun_stop: re.Pattern[str]
    clear_verb: re.Pattern[str]
    never_last: frozenset[str]
    after_related: re.Pattern[str]
    placeholder: re.Pattern[str]


@cache
def words() -> Words:
    text = (Path(__file__).parent / "words.yaml").read_text("utf-8")
    data = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return Words(
        kinds={fold(k): v for k, v in data["heads"].items()},
        head=_any(data["heads"]),
        inner_heads=frozenset(map(fold, data["inner_heads"])),
        place_heads=frozenset(map(fold, data["place_heads"])),
        bare_heads=frozenset(map(fold, data["bare_heads"])),
        not_units={fold(k): _any(v) for k, v in data["not_units"].items() if v},
        title=_any(data["titles"]),
        bare_titles={fold(k): v for k, v in data["bare_titles"].items()},
        domain=_any([*data["domains"], *(form for d in data["domains"] for form in short_forms(d))]),
        initials=_initials(data["domains"]),
        domain_heads=frozenset(map(fold, data["domain_heads"])),
        shared_heads=frozenset(map(fold, data["shared_heads"])),
        series=_any(data["series"]),
        group_noun=_any(data["group_nouns"]),
        bare_group=_any(data["bare_groups"]),
        quantifier=_any(data["quantifiers"]),
        place=_any(data["places"]),
        stop=_any(data["stops"]),
        cell_stop=_any(data["cell_stops"]),
        compound=_any(data["compounds"]),
        not_stop=_any(data["not_stops"]),
        noun_stop=_any(data["noun_stops"]),
        clear_verb=_any(data["clear_verbs"]),
        never_last=frozenset(map(fold, data["never_last"])),
        after_related=_any(data["after_related"]),
        placeholder=re.compile("|".join(data["placeholders"])),
    )


def short_forms(field: str) -> set[str]:
    """The letters that stand for a field of three syllables and more: "khcnmt", "khcn&mt", "kh,cn&mt"."""
    parts = [p if p in ",-" else "&" if p == "và" else p[0] for p in re.findall(r"[^\W\d_]+|[,-]", fold(field))]
    marked = "".join(parts).replace("-", "").strip("&")
    forms = {marked, marked.replace(",", ""), re.sub("[,&]", "", marked)}
    return {form for form in forms if len(re.sub("[,&]", "", form)) > 2}


def _initials(fields: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Letters of a field → the fields that they may stand for."""
    table: dict[str, tuple[str, ...]] = {}
    for field in fields:
        for form in short_forms(field) if " " in field else ():
            table[form] = (*table.get(form, ()), field)
    return table


def _any(items: Iterable[str]) -> re.Pattern[str]:
    """Any of the words, the longest that fits, up to a word boundary."""
    forms = sorted({fold(i) for i in items}, key=len, reverse=True)
    return re.compile("(?:" + "|".join(map(re.escape, forms)) + r")(?![\w&])")
