"""The command line, by argparse: it is there in a fifth of the time of any richer one."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import NoReturn

from pipeline.cli.messages import LANGUAGES, Words
from pipeline.cli.terminal import Terminal, safe
from pipeline.corpus.urls import to_path
from pipeline.review.changes import CAUSES, KINDS, TYPES

INPUT, OUTPUT = Path("raw"), Path("outputs")
ON_DECODE_ERROR = ("fail", "replace")
FORMATS = ("terminal", "json", "markdown", "html")


def read_arguments(terminal: Terminal, arguments: Sequence[str]) -> argparse.Namespace:
    """SystemExit: 2 for a wrong command line, 0 after --help and --version."""
    return _make_parser(terminal).parse_args(arguments)


def _make_parser(terminal: Terminal) -> argparse.ArgumentParser:
    words = terminal.words
    parser = _Parser(terminal=terminal, prog="houkoku", description=words("about"))
    general = _group(parser, words)
    general.add_argument("--version", action=_Version, help=words("version_help"))
    commands = parser.add_subparsers(title=words("commands"), dest="command", metavar="COMMAND")
    extract = commands.add_parser(
        "extract", terminal=terminal, help=words("extract"), description=words("about_extract"),
        epilog=words("status_help"),
    )  # fmt: skip
    inputs = extract.add_argument_group(words("inputs"))
    inputs.add_argument(
        "inputs", nargs="*", type=to_path, metavar="INPUT", help=words("input_help")
    )
    options = _group(extract, words)
    options.add_argument(
        "--output", "-o", type=to_path, default=OUTPUT, metavar="DIR", help=words("output_help")
    )
    options.add_argument(
        "--reference-date", type=_day, metavar="YYYY-MM-DD", help=words("reference_help")
    )
    options.add_argument("--config", type=Path, metavar="FILE", help=words("config_help"))
    options.add_argument("--decisions", type=Path, metavar="FILE", help=words("decisions_help"))
    options.add_argument(
        "--on-decode-error", choices=ON_DECODE_ERROR, default="fail", metavar="fail|replace",
        help=words("on_decode_error_help"),
    )  # fmt: skip
    options.add_argument("--workers", type=_count, metavar="N", help=words("workers_help"))
    options.add_argument("--wait", type=_seconds, metavar="SECONDS", help=words("wait_help"))
    options.add_argument(
        "--engine", choices=("local", "dask"), metavar="ENGINE", help=words("engine_help")
    )
    options.add_argument("--scheduler", metavar="ADDRESS", help=words("scheduler_help"))
    for name in ("explain", "dry-run", "again", "strict"):
        help_text = words(name.replace("-", "_") + "_help")
        options.add_argument(f"--{name}", action="store_true", help=help_text)
    _add_diff(commands, terminal)
    _add_review(commands, terminal)
    _add_report(commands, terminal)
    _add_excel(commands, terminal)
    return parser


def _add_diff(commands: argparse._SubParsersAction[_Parser], terminal: Terminal) -> None:
    words = terminal.words
    diff = commands.add_parser(
        "diff", terminal=terminal, help=words("diff"), description=words("about_diff"),
        epilog=words("diff_status_help"),
    )  # fmt: skip
    options = _compared(diff, words)
    options.add_argument(
        "--format", choices=FORMATS, default=FORMATS[0], metavar="FORMAT",
        help=words("format_help", choices=", ".join(FORMATS)),
    )  # fmt: skip
    options.add_argument(
        "--places", type=_number, default=3, metavar="N", help=words("places_help")
    )
    options.add_argument("--exit-code", action="store_true", help=words("exit_code_help"))


def _add_review(commands: argparse._SubParsersAction[_Parser], terminal: Terminal) -> None:
    words = terminal.words
    review = commands.add_parser(
        "review", terminal=terminal, help=words("review"), description=words("about_review"),
    )  # fmt: skip
    options = _compared(review, words)
    options.add_argument("--decisions", type=Path, metavar="FILE", help=words("decisions_help"))
    options.add_argument("--config", type=Path, metavar="FILE", help=words("config_help"))
    options.add_argument("--by", metavar="NAME", help=words("by_help"))
    options.add_argument("--warnings", action="store_true", help=words("warnings_help"))
    options.add_argument("--tty", action="store_true", help=words("tty_help"))
    options.add_argument("--port", type=_number, default=0, metavar="N", help=words("port_help"))
    options.add_argument("--no-browser", action="store_true", help=words("no_browser_help"))


def _compared(parser: _Parser, words: Words) -> argparse._ArgumentGroup:
    """Which two sides are compared, and what of them is looked at; the group of the options."""
    sides = parser.add_argument_group(words("sides"))
    sides.add_argument("before", nargs="?", metavar="A", help=words("before_help"))
    sides.add_argument("after", nargs="?", metavar="B", help=words("after_help"))
    options = _group(parser, words)
    options.add_argument(
        "--output", "-o", type=Path, default=OUTPUT, metavar="DIR", help=words("compared_help")
    )
    options.add_argument("--document", action="append", metavar="GLOB", help=words("document_help"))
    for name, choices in (("kind", KINDS), ("type", TYPES), ("cause", CAUSES)):
        options.add_argument(
            f"--{name}", action="append", choices=choices, metavar=name.upper(),
            help=words(f"{name}_help", choices=", ".join(choices)),
        )  # fmt: skip
    return options


def _add_report(commands: argparse._SubParsersAction[_Parser], terminal: Terminal) -> None:
    words = terminal.words
    report = commands.add_parser(
        "report", terminal=terminal, help=words("report"), description=words("about_report"),
    )  # fmt: skip
    inputs = report.add_argument_group(words("inputs"))
    inputs.add_argument(
        "folder", nargs="?", type=to_path, default=OUTPUT, metavar="DIR", help=words("output_help")
    )
    _group(report, words)


def _add_excel(commands: argparse._SubParsersAction[_Parser], terminal: Terminal) -> None:
    words = terminal.words
    excel = commands.add_parser(
        "excel", terminal=terminal, help=words("excel"), description=words("about_excel"),
    )  # fmt: skip
    inputs = excel.add_argument_group(words("inputs"))
    inputs.add_argument(
        "folder", nargs="?", type=Path, default=OUTPUT, metavar="DIR", help=words("output_help")
    )
    options = _group(excel, words)
    options.add_argument("--to", type=Path, metavar="FILE", help=words("to_help"))


def _group(parser: argparse.ArgumentParser, words: Words) -> argparse._ArgumentGroup:
    """The options that every command has."""
    group = parser.add_argument_group(words("options"))
    group.add_argument("--help", "-h", action="help", help=words("help_help"))
    # Read before the parser is made (choose_language), and only described here.
    hidden = argparse.SUPPRESS
    group.add_argument(
        "--lang", choices=LANGUAGES, default=hidden, metavar="LANG", help=words("lang_help")
    )
    group.add_argument("--debug", action="store_true", default=hidden, help=words("debug_help"))
    return group


def _day(text: str) -> date:
    try:
        if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
            raise ValueError
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"not a day as YYYY-MM-DD: {text}") from None


def _seconds(text: str) -> float:
    if not re.fullmatch(r"\d{1,9}(\.\d+)?", text, re.ASCII):
        raise argparse.ArgumentTypeError(f"not a number of seconds: {text}")
    return float(text)


def _number(text: str) -> int:
    if not re.fullmatch(r"\d{1,9}", text, re.ASCII):
        raise argparse.ArgumentTypeError(f"not a number: {text}")
    return int(text)


def _count(text: str) -> int:
    if not re.fullmatch(r"\d{1,4}", text, re.ASCII):
        raise argparse.ArgumentTypeError(f"not a number of processes: {text}")
    return int(text)


class _Parser(argparse.ArgumentParser):
    """argparse that speaks by the catalogue."""

    def __init__(self, *, terminal: Terminal, **settings: object) -> None:
        super().__init__(add_help=False, allow_abbrev=False, **settings)  # type: ignore[arg-type]
        self._terminal = terminal

    def format_usage(self) -> str:
        return self._in_our_words(super().format_usage())

    def format_help(self) -> str:
        return self._in_our_words(super().format_help())

    def _in_our_words(self, text: str) -> str:
        return re.sub("^usage: ", self._terminal.words("usage"), text)

    def _print_message(self, message: str, file: object = None) -> None:
        write = self._terminal.err if file is sys.stderr else self._terminal.out
        write(message.rstrip("\n"))

    def error(self, message: str) -> NoReturn:
        words = self._terminal.words
        self._terminal.err(words("error", text=safe(words.reason(message))))
        self._terminal.err(words("see_help", command=self.prog))
        raise SystemExit(2)


class _Version(argparse.Action):
    """Looks the version up only when it is asked for."""

    def __init__(self, option_strings: Sequence[str], dest: str, help: str | None = None) -> None:  # noqa: A002
        super().__init__(option_strings, argparse.SUPPRESS, nargs=0, help=help)

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: str | Iterable[object] | None,
        option_string: str | None = None,
    ) -> None:
        from pipeline.export.generator import version_of

        parser._print_message(f"houkoku {version_of('houkoku')}\n", sys.stdout)
        parser.exit()
