"""The few words of help that are the parser's own ("Usage", "[required]"), in the language of the console."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

import typer

# What the parser prints (typer 0.29) → the name of our words for it, in the group ``help``.
PRINTED: Mapping[str, str] = {
    r"^Usage:": "usage",
    r"^Arguments:": "arguments",
    r"^Options:": "options",
    r"^Commands:": "commands",
    r"\[required\]": "required",
    r"\[default: ": "default",
    r"Show this message and exit\.": "this_message",
}


def context_class(words: Callable[[str], str]) -> type[typer.Context]:
    """A context whose help speaks ``words``; what is not found in a later parser's help stays as that prints it."""

    class Worded(typer.Context):
        def get_help(self) -> str:
            text = super().get_help()
            for printed, name in PRINTED.items():
                text = re.sub(printed, words(f"help.{name}"), text, flags=re.M)
            return text

    return Worded
