"""`houkoku report`: the written outputs as pages to read in a browser."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Iterator, Set
from pathlib import Path

from pipeline.cli.messages import Words
from pipeline.cli.status import ALL_DONE
from pipeline.cli.summary import shown
from pipeline.cli.terminal import Terminal
from pipeline.corpus import disk
from pipeline.corpus.files import write_files
from pipeline.errors import UsageError
from pipeline.lexicon.wareki import to_wareki
from pipeline.review.report import INDEX, Failure, Frame, page_path, write_report
from pipeline.versions.folder import FolderVersion, is_outputs

FOLDER = "report"


def run(terminal: Terminal, settings: Namespace) -> int:
    """The exit status. The index's path is all that goes to standard output."""
    output: Path = settings.folder
    terminal.err(terminal.words("report_making", folder=shown(output)))
    index, count = write_pages(output, Words("ja").reason)
    terminal.err(terminal.words("report_made", count=count))
    terminal.out(shown(index))
    return ALL_DONE


def write_pages(output: Path, translate: Callable[[str], str]) -> tuple[Path, int]:
    """The index of the report on `output`, and of how many documents it is.

    `translate` gives warnings and reasons in Japanese. Pages of documents that are gone are
    removed. UsageError where `output` holds no outputs, or a file that cannot be read.
    """
    if not is_outputs(output):
        raise UsageError(str(output), "holds no outputs of houkoku: run houkoku extract first")
    version = FolderVersion(output)
    ids = sorted(version.documents)
    failures = [Failure(*failure) for failure in version.failures.items()]
    frame = Frame(translate, list(_versions(version)))
    folder = output / FOLDER
    # A page at a time: as many open files as there are documents would be too many.
    for page in write_report(version.load(ids), ids, failures, frame, to_wareki):
        write_files(folder, [page])
    _remove_others(folder, {page_path(identifier) for identifier in ids})
    return folder / INDEX, len(ids)


def _versions(version: FolderVersion) -> Iterator[tuple[str, str]]:
    """Programs with their versions; none where an interrupted run has told none yet."""
    found = (version.generator or {}).get("versions")
    if isinstance(found, dict):
        yield from ((str(name), str(number)) for name, number in found.items() if number)


def _remove_others(folder: Path, keep: Set[str]) -> None:
    """Pages of documents that are gone, and folders that are left empty."""
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
