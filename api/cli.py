"""The command line, ``cancu VERB``: the verbs and their options; the work of each is in ``api/commands/``.

Exit status: 0 done, 1 failed, 2 wrong use, 3 done but some files could not be read. A verb imports its work when it
runs, so that ``cancu --help`` is quick.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from api.console import Console, Failed, use_utf8
from api.help_words import context_class
from api.settings import Settings
from viz.text import LANGUAGES, Language


class Lang(StrEnum):
    vi = "vi"
    en = "en"


class Format(StrEnum):
    table = "table"
    json = "json"
    csv = "csv"
    xlsx = "xlsx"
    md = "md"


class RecordFormat(StrEnum):
    jsonl = "jsonl"


# Help texts come from words.*.yaml by the name of the option, once the language is known (`_describe`).
LangOption = Annotated[Lang | None, typer.Option("--lang", show_default=False)]
StoreOption = Annotated[str | None, typer.Option("--store", metavar="PATH|URL", show_default=False)]
JsonOption = Annotated[bool, typer.Option("--json", show_default=False)]
AuthorityOption = Annotated[Path | None, typer.Option("--authority", show_default=False)]
WorkersOption = Annotated[int | None, typer.Option("--workers", min=0, show_default=False)]
OcrOption = Annotated[bool, typer.Option("--ocr", show_default=False)]
TimeoutOption = Annotated[float | None, typer.Option("--timeout", min=1, show_default=False)]
OutOption = Annotated[Path | None, typer.Option("--out", show_default=False)]
ForceOption = Annotated[bool, typer.Option("--force", show_default=False)]
HostOption = Annotated[str, typer.Option("--host")]
PortOption = Annotated[int, typer.Option("--port", min=0, max=65535)]
PathsArgument = Annotated[list[Path], typer.Argument(metavar="PATH…", show_default=False)]
FileArgument = Annotated[Path, typer.Argument(metavar="FILE", show_default=False)]
NameArgument = Annotated[str, typer.Argument(metavar="NAME", show_default=False)]

DEFAULT_PORT = 8765
FAILED, WRONG_USE, INTERRUPTED = 1, 2, 130

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None)
queries = typer.Typer(no_args_is_help=True)
app.add_typer(queries, name="query")


def _console(ctx: typer.Context, lang: Lang | None, store: str | None = None) -> Console:
    settings: Settings = ctx.obj
    return Console(settings.at(store))


@app.callback(invoke_without_command=True)
def root(
    ctx: typer.Context,
    version: Annotated[bool, typer.Option("--version", is_eager=True, show_default=False)] = False,
    lang: LangOption = None,
) -> None:
    if version:
        from importlib.metadata import version as installed

        _console(ctx, lang).out(f"cancu {installed('cancu')}")
        raise typer.Exit


@app.command()
def demo(
    ctx: typer.Context,
    serve: Annotated[bool, typer.Option("--serve/--no-serve")] = True,
    host: HostOption = "127.0.0.1",
    port: PortOption = DEFAULT_PORT,
    store: StoreOption = None,
    lang: LangOption = None,
) -> None:
    from api.commands import demo as work

    raise typer.Exit(work.demo(_console(ctx, lang), store, serve, host, port))


@app.command()
def extract(
    ctx: typer.Context,
    paths: PathsArgument,
    format: Annotated[RecordFormat, typer.Option("--format")] = RecordFormat.jsonl,
    out: OutOption = None,
    authority: AuthorityOption = None,
    workers: WorkersOption = None,
    timeout: TimeoutOption = None,
    ocr: OcrOption = False,
    lang: LangOption = None,
) -> None:
    from api.commands import reading

    bulk = reading.bulk(workers, timeout, ocr)
    raise typer.Exit(reading.extract(_console(ctx, lang), paths, out, authority, bulk))


@app.command()
def text(ctx: typer.Context, file: FileArgument, ocr: OcrOption = False, lang: LangOption = None) -> None:
    from api.commands import reading

    raise typer.Exit(reading.text(_console(ctx, lang), file, ocr))


@app.command()
def ingest(
    ctx: typer.Context,
    paths: PathsArgument,
    authority: AuthorityOption = None,
    report: Annotated[Path | None, typer.Option("--report", metavar="FILE.xlsx", show_default=False)] = None,
    workers: WorkersOption = None,
    timeout: TimeoutOption = None,
    ocr: OcrOption = False,
    store: StoreOption = None,
    as_json: JsonOption = False,
    lang: LangOption = None,
) -> None:
    from api.commands import loading, reading

    asked = loading.Asked(authority, as_json, report, reading.bulk(workers, timeout, ocr))
    raise typer.Exit(loading.ingest(_console(ctx, lang, store), paths, asked))


@app.command()
def status(ctx: typer.Context, store: StoreOption = None, as_json: JsonOption = False, lang: LangOption = None) -> None:
    from api.commands import loading

    raise typer.Exit(loading.status(_console(ctx, lang, store), as_json))


@app.command()
def rebuild(
    ctx: typer.Context, store: StoreOption = None, as_json: JsonOption = False, lang: LangOption = None
) -> None:
    from api.commands import loading

    raise typer.Exit(loading.rebuild(_console(ctx, lang, store), as_json))


@queries.command("list")
def query_list(ctx: typer.Context, as_json: JsonOption = False, lang: LangOption = None) -> None:
    from api.commands import asking

    raise typer.Exit(asking.list_queries(_console(ctx, lang), as_json))


@queries.command("show")
def query_show(ctx: typer.Context, name: NameArgument, as_json: JsonOption = False, lang: LangOption = None) -> None:
    from api.commands import asking

    raise typer.Exit(asking.show(_console(ctx, lang), name, as_json))


@queries.command("run")
def query_run(
    ctx: typer.Context,
    name: NameArgument,
    param: Annotated[list[str] | None, typer.Option("--param", metavar="NAME=VALUE", show_default=False)] = None,
    format: Annotated[Format, typer.Option("--format")] = Format.table,
    out: OutOption = None,
    store: StoreOption = None,
    as_json: JsonOption = False,
    lang: LangOption = None,
) -> None:
    from api.commands import asking

    chosen = Format.json if as_json else format
    raise typer.Exit(asking.run(_console(ctx, lang, store), name, param or [], chosen.value, out))


@app.command()
def serve(
    ctx: typer.Context,
    host: HostOption = "127.0.0.1",
    port: PortOption = DEFAULT_PORT,
    store: StoreOption = None,
    lang: LangOption = None,
) -> None:
    from api.commands import serving

    raise typer.Exit(serving.serve(_console(ctx, lang, store), host, port))


@app.command()
def export(
    ctx: typer.Context,
    file: FileArgument,
    force: ForceOption = False,
    store: StoreOption = None,
    as_json: JsonOption = False,
    lang: LangOption = None,
) -> None:
    from api.commands import transfer

    raise typer.Exit(transfer.export(_console(ctx, lang, store), file, force, as_json))


@app.command("import")
def import_(
    ctx: typer.Context,
    file: FileArgument,
    store: StoreOption = None,
    as_json: JsonOption = False,
    lang: LangOption = None,
) -> None:
    from api.commands import transfer

    raise typer.Exit(transfer.import_(_console(ctx, lang, store), file, as_json))


def _asked_language(arguments: Sequence[str]) -> Language | None:
    """``--lang`` as it stands anywhere on the line: needed before the line is parsed, for help and for errors."""
    for here, after in zip(arguments, [*arguments[1:], ""], strict=True):
        value = after if here == "--lang" else here.removeprefix("--lang=") if here.startswith("--lang=") else ""
        for language in LANGUAGES:
            if value == language:
                return language
    return None


def command(console: Console) -> typer.core.TyperGroup:
    """The parser, with every help text in the console's language."""
    root_command = typer.main.get_command(app)
    assert isinstance(root_command, typer.core.TyperGroup)
    root_command.help = console.words("cli.about")
    _describe(root_command, console, "")
    return root_command


def _describe(group: typer.core.TyperGroup, console: Console, prefix: str) -> None:
    worded = context_class(console.words)
    for member_name, member in [(None, group), *group.commands.items()]:
        member.context_class = worded
        if member_name is not None:
            key = prefix + member_name
            member.help = console.words(f"verb.{key}")
            member.short_help = member.help.splitlines()[0]
            if isinstance(member, typer.core.TyperGroup):
                _describe(member, console, f"{key}_")
                continue
        for parameter in member.params:
            if isinstance(parameter, (typer.core.TyperOption, typer.core.TyperArgument)):
                parameter.help = console.words.of("option", OPTION_WORDS.get(parameter.name or "", parameter.name), "")


OPTION_WORDS = {"as_json": "json"}


def run(arguments: Sequence[str]) -> int:
    """Runs one command line and gives its exit status; no expected failure leaves a traceback."""
    settings = Settings.from_environment(os.environ, _asked_language(arguments))
    console = Console(settings)
    try:
        status = command(console).main(list(arguments), prog_name="cancu", standalone_mode=False, obj=settings)
        sys.stdout.flush()
        return int(status or 0)
    except BrokenPipeError:  # the reader of our output has seen enough: `cancu query run … | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except (KeyboardInterrupt, typer.Abort):
        console.note(console.words("cli.stopped"))
        return INTERRUPTED
    except Exception as problem:
        return _failure(console, problem)


def _failure(console: Console, problem: Exception) -> int:
    """Says what went wrong and gives the exit status. Errors of our packages carry a ``code``."""
    if isinstance(problem, typer.TyperException):
        return _wrong_use(console, problem)
    if isinstance(problem, Failed):
        console.note(console.words("cli.wrong_use" if problem.status == WRONG_USE else "cli.failed", message=problem))
        return problem.status
    if getattr(problem, "code", None) is not None:
        from queries.errors import QueryError

        console.note(console.words("cli.failed", message=console.words.error(problem)))
        return WRONG_USE if isinstance(problem, QueryError) else FAILED
    if console.settings.debug:
        raise problem
    console.note(console.words("cli.unexpected", kind=type(problem).__name__, message=problem))
    return FAILED


def _wrong_use(console: Console, wrong: typer.TyperException) -> int:
    """What the parser says; its commonest complaints in the language of the interface."""
    kind = type(wrong).__name__
    context = getattr(wrong, "ctx", None)
    if kind == "NoArgsIsHelpError":
        console.note(wrong.format_message())
        return WRONG_USE
    parameter = getattr(wrong, "param", None)
    names = (getattr(wrong, "option_name", None), getattr(parameter, "metavar", None), getattr(parameter, "name", None))
    name = next((n for n in names if n), None)
    message = console.words(f"usage.{kind}", name=name) if name and f"usage.{kind}" in console.words else None
    console.note(console.words("cli.wrong_use", message=message or wrong.format_message()))
    console.note(console.words("cli.see_help", command=context.command_path if context is not None else "cancu"))
    return WRONG_USE


def main() -> None:
    use_utf8()
    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
