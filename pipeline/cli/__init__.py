"""The command `houkoku`: arguments in, messages and an exit status out."""

from __future__ import annotations

import os
import sys
import traceback
from argparse import Namespace
from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.cli.arguments import INPUT, read_arguments
from pipeline.cli.terminal import Terminal, choose_language, safe
from pipeline.errors import DataError, HoukokuError, UsageError

if TYPE_CHECKING:
    from pipeline.corpus import Extract, Found, Source
    from pipeline.lexicon.organizations import Gazetteer

ALL_DONE, SOME_FAILED, WRONG_COMMAND, INTERRUPTED = 0, 1, 2, 130
MOST_NAMES = 10


def main(arguments: Sequence[str] | None = None, *, extract: Extract | None = None) -> int:
    """The exit status. `extract` stands in for the whole pipeline in tests."""
    given = sys.argv[1:] if arguments is None else list(arguments)
    terminal = Terminal(choose_language(given, os.environ))
    debug = "--debug" in given
    try:
        settings = read_arguments(terminal, given or ["--help"])
        return _extract(terminal, settings, extract, debug=debug)
    except SystemExit as stop:
        # Without a command, help was what we could do.
        return WRONG_COMMAND if stop.code or not given else ALL_DONE
    except KeyboardInterrupt:
        terminal.err(terminal.words("interrupted_early"))
        return INTERRUPTED
    except Exception as error:  # the last resort: said in a line, shown whole with --debug
        _complain(terminal, error, debug=debug)
        return WRONG_COMMAND if isinstance(error, UsageError | DataError) else SOME_FAILED


def _extract(
    terminal: Terminal, settings: Namespace, extract: Extract | None, *, debug: bool
) -> int:
    from pipeline.cli.config import load_own
    from pipeline.cli.progress import make_progress
    from pipeline.cli.summary import show, shown
    from pipeline.corpus import extract_corpus, find_corpus

    inputs: list[Path] = settings.inputs or [INPUT]
    if not settings.inputs and not INPUT.exists():
        raise UsageError(
            "", "no folder raw/ here: make it and put .txt files there, or name inputs"
        )
    own = load_own(settings.config)
    found = find_corpus(inputs, settings.output)
    _tell_found(terminal, found, inputs)
    day: date | None = settings.reference_date
    done = 0

    def watch(source: Source | None) -> None:
        nonlocal done
        done += source is not None
        progress(source)

    try:
        with make_progress(terminal, found.sources) as progress:
            report = extract_corpus(
                found,
                settings.output,
                extract or _whole_pipeline(day, own.gazetteer if own else None),
                settings={
                    "reference_date": day.isoformat() if day else None,
                    "organizations": own.digest if own else None,
                },
                watch=watch,
            )
    except KeyboardInterrupt:
        folder = shown(settings.output / "documents")
        terminal.err(terminal.words("interrupted", count=done, folder=folder))
        return INTERRUPTED
    show(terminal, report, settings.output, debug=debug)
    return SOME_FAILED if report.failures else ALL_DONE


def _whole_pipeline(reference_date: date | None, gazetteer: Gazetteer | None) -> Extract:
    from pipeline.flow import extract

    return partial(extract, reference_date=reference_date, gazetteer=gazetteer)


def _tell_found(terminal: Terminal, found: Found, inputs: Sequence[Path]) -> None:
    from pipeline.cli.summary import shown

    words = terminal.words
    if found.sources:
        terminal.err(words("found", count=len(found.sources)))
    elif not found.refused:
        terminal.err(words("empty", inputs=", ".join(map(shown, inputs))))
    if found.not_read:
        names = ", ".join(map(shown, found.not_read[:MOST_NAMES]))
        if len(found.not_read) > MOST_NAMES:
            names += " " + words("and_more", count=len(found.not_read) - MOST_NAMES)
        terminal.err(words("not_read", count=len(found.not_read), names=names))


def _complain(terminal: Terminal, error: Exception, *, debug: bool) -> None:
    words = terminal.words
    if isinstance(error, HoukokuError):
        text = ": ".join(filter(None, (error.place, words.reason(error.reason))))
    elif isinstance(error, OSError):
        reason = words.reason(error.strerror or type(error).__name__)
        text = words("cannot_write", file=error.filename2 or error.filename or "-", reason=reason)
    else:
        text = words("unexpected", error=type(error).__name__, message=error)
    terminal.err(words("error", text=safe(text)))
    if debug:
        terminal.err("".join(traceback.format_exception(error)))
