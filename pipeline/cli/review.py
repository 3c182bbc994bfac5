"""`houkoku review`: the changes that nobody has decided on, in a browser or on the terminal."""

from __future__ import annotations

import getpass
import hashlib
import subprocess
from argparse import Namespace
from collections.abc import Collection, Sequence
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import NamedTuple

from pipeline.cli.arguments import INPUT
from pipeline.cli.config import find_table
from pipeline.cli.diff import without_collector
from pipeline.cli.messages import Words
from pipeline.cli.status import ALL_DONE
from pipeline.cli.terminal import Terminal
from pipeline.corpus import DECISIONS
from pipeline.corpus.kinds import kind_of
from pipeline.corpus.sidecar import SUFFIX, read_sidecar
from pipeline.desk.cases import Case, make_cases, warned_cases
from pipeline.desk.rooms import Making, Rooms
from pipeline.desk.session import Session
from pipeline.desk.store import Store
from pipeline.desk.words import Sayings
from pipeline.errors import HoukokuError, UsageError
from pipeline.lexicon.organizations import Gazetteer, load_gazetteer
from pipeline.records import Document
from pipeline.review.changes import Comparison, Filter
from pipeline.review.diff import compare
from pipeline.review.words import Language, Terms
from pipeline.versions import Version, open_versions
from pipeline.versions.folder import FolderVersion, is_outputs


class Desk(NamedTuple):
    """What lies on the desk. `comparison` is None where there was nothing to compare with, for
    `reason`, or where only what is doubted was asked for."""

    session: Session
    comparison: Comparison | None
    reason: HoukokuError | None
    file: Path
    by: str


def run(terminal: Terminal, settings: Namespace) -> int:
    """The exit status. UsageError, DataError where the outputs or the decisions cannot be read."""
    desk = _lay_out(settings)
    if settings.tty:
        from pipeline.cli.dialogue import talk

        talk(terminal, desk)
    else:
        from pipeline.cli.serving import serve

        serve(terminal, desk, settings.port, browser=not settings.no_browser)
    left = desk.session.left()
    terminal.err(terminal.words("review_left", open=left.open_cases, file=desk.file))
    return ALL_DONE


def sayings(language: Language) -> Sayings:
    return Sayings(Terms(language, Words(language).reason))


def today() -> str:
    """The day, here: what a decision is dated with."""
    return datetime.now().astimezone().date().isoformat()


def _lay_out(settings: Namespace) -> Desk:
    output: Path = settings.output
    file: Path = settings.decisions or DECISIONS
    wanted = Filter(
        documents=tuple(settings.document or ()), kinds=tuple(settings.kind or ()),
        types=tuple(settings.type or ()), causes=tuple(settings.cause or ()),
    )  # fmt: skip
    store = Store(file)
    store.read()  # before anything that takes its time
    try:
        with without_collector():
            cases, after, comparison, reason = _cases(settings, output, wanted)
            making = Making(cache(lambda: _gazetteer(settings.config)), _running_heads)
            session = Session(cases, store, Rooms(after, making))
    except OSError as error:
        place = str(error.filename or "")
        raise UsageError(place, error.strerror or type(error).__name__) from error
    return Desk(session, comparison, reason, file, settings.by or _who())


def _cases(
    settings: Namespace, output: Path, wanted: Filter
) -> tuple[Sequence[Case], Version, Comparison | None, HoukokuError | None]:
    reason = None
    if not settings.warnings:
        try:
            before, after = open_versions(settings.before, settings.after, output)
            comparison = compare(before, after, wanted)
            return make_cases(comparison, before, after), after, comparison, None
        except UsageError as error:
            if settings.before or not is_outputs(output):
                raise
            reason = error
    if not is_outputs(output):
        raise UsageError(str(output), "holds no outputs of houkoku: run houkoku extract first")
    here = FolderVersion(output)
    documents = [document for document in sorted(here.documents) if wanted.wants(document)]
    return warned_cases(here, documents), here, None, reason


def _gazetteer(config: Path | None) -> Gazetteer | None:
    """With the user's own organizations, as they were extracted with."""
    table = find_table(config)
    return load_gazetteer((table,)) if table else None


def _running_heads(document: Document) -> Collection[str]:
    """What the sidecar says of the document's running heads, as long as it is the same one."""
    if document.sidecar is None or document.source is None:
        return ()
    source = INPUT / document.source
    try:
        raw = source.with_suffix(SUFFIX).read_bytes()
    except OSError:
        return ()  # a quote that runs over a page's end may be told as stale later
    if hashlib.sha256(raw).hexdigest() != document.sidecar:
        return ()
    return read_sidecar(raw, str(source), kind_of(source)).running_heads


def _who() -> str:
    """Who decides, as Git or the system calls him; may be nobody."""
    try:
        done = subprocess.run(
            ["git", "config", "user.name"], capture_output=True, check=False,
            stdin=subprocess.DEVNULL,
        )  # fmt: skip
        name = done.stdout.decode("utf-8", "replace").strip()
    except OSError:
        name = ""
    try:
        return name or getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""
