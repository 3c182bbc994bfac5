"""`houkoku report`: the written outputs as pages to read in a browser."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

from pipeline.cli.diff import without_collector
from pipeline.cli.messages import LANGUAGES, Words
from pipeline.cli.status import ALL_DONE
from pipeline.cli.summary import shown
from pipeline.cli.terminal import Terminal, safe
from pipeline.corpus import disk
from pipeline.corpus.files import write_files
from pipeline.errors import UsageError
from pipeline.lexicon.wareki import to_wareki
from pipeline.review.changes import Change, Comparison
from pipeline.review.diff import compare
from pipeline.review.render.page import Links, to_page
from pipeline.review.report import (
    CHANGES,
    INDEX,
    Failure,
    Frame,
    Stale,
    page_address,
    page_path,
    write_report,
)
from pipeline.review.words import Terms
from pipeline.versions import NoBaselineError, open_versions
from pipeline.versions.folder import FolderVersion, is_outputs

FOLDER = "report"


def run(terminal: Terminal, settings: Namespace) -> int:
    """The exit status. The index's path is all that goes to standard output."""
    output: Path = settings.folder
    if not is_outputs(output):
        raise UsageError(str(output), "holds no outputs of houkoku: run houkoku extract first")
    terminal.err(terminal.words("report_making", folder=shown(output)))
    changes = compare_with_last(terminal, output)
    index, count = write_pages(output, changes)
    terminal.err(terminal.words("report_made", count=count))
    terminal.out(shown(index))
    return ALL_DONE


def compare_with_last(terminal: Terminal, output: Path) -> Comparison | None:
    """The outputs beside those of the last commit; None where that holds none, or none we can read."""
    try:
        with without_collector():
            return compare(*open_versions(None, None, output))
    except NoBaselineError:
        return None
    except UsageError as error:
        reason = terminal.words.reason(error.reason)
        told = safe(": ".join(filter(None, (error.place, reason))))
        terminal.err(terminal.words("changes_unknown", reason=told))
        return None


def write_pages(output: Path, changes: Comparison | None) -> tuple[Path, int]:
    """The index of the report on `output`, and of how many documents it is.

    Pages of documents that are gone are removed. UsageError for a file that cannot be read.
    """
    version = FolderVersion(output)
    ids = sorted(version.documents)
    folder = output / FOLDER
    # A page at a time: as many open files as there are documents would be too many.
    for page in _pages(version, ids, changes):
        write_files(folder, [page])
    _remove_others(folder, ids, changes)
    return folder / INDEX, len(ids)


def _pages(
    version: FolderVersion, ids: list[str], changes: Comparison | None
) -> Iterator[tuple[str, str]]:
    japanese = Words("ja").reason
    if changes is not None:
        for language, other in zip(LANGUAGES, reversed(LANGUAGES), strict=True):
            terms = Terms(language, japanese if language == "ja" else str)
            links = Links(INDEX, _changes_path(other), address_of)
            yield _changes_path(language), to_page(changes, terms, links)
    failures = [Failure(*failure) for failure in version.failures.items()]
    frame = Frame(japanese, list(_versions(version)))
    count = None if changes is None else len(changes.changes)
    stale = [Stale(s.document, s.verdict, s.text, s.reason) for s in version.stale]
    yield from write_report(version.load(ids), ids, failures, frame, to_wareki, count, stale)


def _changes_path(language: str) -> str:
    return CHANGES.format(lang=language)


def address_of(change: Change) -> str | None:
    """The record in its document's page, or the line where one is gone; None where no page is."""
    page = page_address(change.document)
    if change.after_id is not None:
        return f"{page}#{change.after_id}"
    if change.after is not None:
        return f"{page}#L{change.after.line}"
    return None if change.type == "removed" else page


def _versions(version: FolderVersion) -> Iterator[tuple[str, str]]:
    """Programs with their versions; none where an interrupted run has told none yet."""
    found = (version.generator or {}).get("versions")
    if isinstance(found, dict):
        yield from ((str(name), str(number)) for name, number in found.items() if number)


def _remove_others(folder: Path, ids: list[str], changes: Comparison | None) -> None:
    """Pages of documents that are gone, and folders that are left empty."""
    keep = {page_path(identifier) for identifier in ids}
    waiting = [folder / "documents"]
    found = []
    while waiting:
        current = waiting.pop()
        if current.is_dir() and not current.is_symlink():
            found.append(current)
            waiting += [path for path in current.iterdir() if path.is_dir()]
    for current in reversed(found):
        for path in list(current.iterdir()):
            if path.suffix == ".html" and path.relative_to(folder).as_posix() not in keep:
                disk.remove(path)
        if not any(current.iterdir()):
            disk.remove_folder(current)
    if changes is None:
        for language in LANGUAGES:
            disk.remove(folder / _changes_path(language))
