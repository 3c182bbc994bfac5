"""The command `houkoku`: arguments in, messages and an exit status out."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Sequence
from typing import TYPE_CHECKING

from pipeline.cli.arguments import read_arguments
from pipeline.cli.signals import Stopped, stoppable
from pipeline.cli.status import ALL_DONE, INTERRUPTED, SOME_FAILED, WRONG_COMMAND
from pipeline.cli.terminal import Terminal, choose_language, safe
from pipeline.errors import DataError, HoukokuError, UsageError

if TYPE_CHECKING:
    from pipeline.corpus import Extract, Recipe


def main(arguments: Sequence[str] | None = None, *, extract: Extract | Recipe | None = None) -> int:
    """The exit status. `extract` stands in for the whole pipeline in tests."""
    given = sys.argv[1:] if arguments is None else list(arguments)
    terminal = Terminal(choose_language(given, os.environ))
    debug = "--debug" in given
    try:
        settings = read_arguments(terminal, given or ["--help"])
        if settings.command == "report":
            from pipeline.cli import report

            return report.run(terminal, settings)
        if settings.command == "excel":
            from pipeline.cli import excel

            return excel.run(terminal, settings)
        if settings.command == "diff":
            from pipeline.cli.diff import run as diff

            return diff(terminal, settings)
        if settings.command == "review":
            from pipeline.cli.review import run as review

            return review(terminal, settings)
        from pipeline.cli.extract import run

        with stoppable():
            return run(terminal, settings, extract, debug=debug)
    except SystemExit as stop:
        # Without a command, help was what we could do.
        return WRONG_COMMAND if stop.code or not given else ALL_DONE
    except Stopped as stop:
        terminal.err(terminal.words("interrupted_early"))
        return stop.status
    except KeyboardInterrupt:
        terminal.err(terminal.words("interrupted_early"))
        return INTERRUPTED
    except Exception as error:  # the last resort: said in a line, shown whole with --debug
        _complain(terminal, error, debug=debug)
        return WRONG_COMMAND if isinstance(error, UsageError | DataError) else SOME_FAILED


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
