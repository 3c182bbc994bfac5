"""`houkoku diff`: what changed between two outputs, in the form that was asked for."""

from __future__ import annotations

import gc
import shutil
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager

from pipeline.cli.status import ALL_DONE, CHANGED
from pipeline.cli.terminal import Terminal
from pipeline.errors import UsageError
from pipeline.review.changes import Comparison, Filter
from pipeline.review.diff import compare
from pipeline.review.words import Terms
from pipeline.versions import open_versions


def run(terminal: Terminal, settings: Namespace) -> int:
    """The exit status. UsageError where there is nothing to compare, or it cannot be read."""
    wanted = Filter(
        documents=tuple(settings.document or ()), kinds=tuple(settings.kind or ()),
        types=tuple(settings.type or ()), causes=tuple(settings.cause or ()),
    )  # fmt: skip
    try:
        with without_collector():
            sides = open_versions(settings.before, settings.after, settings.output)
            comparison = compare(*sides, wanted)
    except OSError as error:
        place = str(error.filename or "")
        raise UsageError(place, error.strerror or type(error).__name__) from error
    _show(terminal, comparison, settings.format, settings.places)
    return CHANGED if settings.exit_code and comparison.changes else ALL_DONE


def _show(terminal: Terminal, comparison: Comparison, form: str, places: int) -> None:
    terms = Terms(terminal.words.language, terminal.words.reason)
    # Each form is imported when it is asked for: jinja2 alone takes longer than a small diff.
    if form == "terminal":
        from pipeline.review.render.terminal import Look, to_terminal

        columns = shutil.get_terminal_size().columns
        terminal.out(to_terminal(comparison, terms, Look(terminal.colour, columns, places)))
    elif form == "json":
        from pipeline.review.render.data import to_json

        terminal.file(to_json(comparison))
    elif form == "markdown":
        from pipeline.review.render.markdown import to_markdown

        terminal.file(to_markdown(comparison, terms))
    else:
        from pipeline.review.render.page import to_page

        terminal.file(to_page(comparison, terms))


@contextmanager
def without_collector() -> Iterator[None]:
    """Records hold no cycles: looking for some among millions takes as long as reading them."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
