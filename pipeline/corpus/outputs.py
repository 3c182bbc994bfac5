"""The output folder: whether it is ours, where each document has its files, what is left over."""

from __future__ import annotations

from collections.abc import Iterator, Set
from pathlib import Path
from typing import NamedTuple

from pipeline.corpus import disk, manifest
from pipeline.corpus.files import is_leftover
from pipeline.corpus.naming import fold
from pipeline.corpus.walking import is_same
from pipeline.errors import UsageError
from pipeline.export import datapackage, documents, schema, texts

ERRORS = "errors.jsonl"


class Room(NamedTuple):
    """A folder in which each document has a file of its own: `<id><suffix>`."""

    name: str
    suffix: str


# Files of which any one tells that the folder was written by us.
_SIGNS = (schema.PATH, manifest.PATH, manifest.JOURNAL, datapackage.PATH)
ROOMS = (Room("documents", ".json"), Room("texts", ".txt"))
TABLES = "tables"


def paths_of(identifier: str) -> tuple[str, ...]:
    """The files of one document, its record first."""
    return documents.path_of(identifier), texts.path_of(identifier)


def check_output(output: Path) -> None:
    """UsageError where the folder cannot be ours: it is tidied up after a run."""
    if output.exists() and not output.is_dir():
        raise UsageError(str(output), "is a file; the results need a folder")
    if any((output / path).exists() for path in _SIGNS):
        return
    for room in ROOMS:
        if (output / room.name).exists():
            raise UsageError(str(output / room.name), "is there, and was not written by houkoku")


def strangers(output: Path, ids: Set[str]) -> Iterator[tuple[str, Path]]:
    """Files of documents that are not among `ids`, each with its document's id.

    Files of other kinds are not ours, and no strangers.
    """
    folded: dict[str, str] = {}
    for room in ROOMS:
        root = output / room.name
        for folder in _folders(root):
            for path in sorted(folder.iterdir()):
                identifier = path.relative_to(root).as_posix().removesuffix(room.suffix)
                ours = path.name.endswith(room.suffix) and not path.is_dir()
                if not ours or identifier in ids:
                    continue
                # macOS may keep a name as it was first written: 「Report.json」 for the id
                # 「report」, or in NFD.
                folded = folded or {fold(each): each for each in ids}
                alike = folded.get(fold(identifier))
                if alike is None or not is_same(path, root / (alike + room.suffix)):
                    yield identifier, path


def tidy(output: Path, ids: Set[str]) -> int:
    """Removes strangers, leftovers and folders left empty; how many documents were removed."""
    gone = set()
    for identifier, path in list(strangers(output, ids)):
        disk.remove(path)
        gone.add(identifier)
    remove_leftovers(output)
    for room in ROOMS:
        for folder in _folders(output / room.name)[:-1]:
            if not any(folder.iterdir()):
                disk.remove_folder(folder)
    return len(gone)


def remove_leftovers(output: Path) -> None:
    """Removes what processes that were killed have left half-written.

    Only for who holds the lock: what another run is writing looks no different.
    """
    inner = [folder for room in ROOMS for folder in _folders(output / room.name)]
    for folder in (*inner, output, output / TABLES, output / Path(schema.PATH).parent):
        if folder.is_dir():
            for path in [path for path in folder.iterdir() if is_leftover(path.name)]:
                disk.remove(path)


def _folders(root: Path) -> list[Path]:
    """`root` and all below, the deepest first; os.walk recurses before Python 3.12."""
    found = []
    waiting = [root] if root.is_dir() else []
    while waiting:
        found.append(waiting.pop())
        waiting += [p for p in found[-1].iterdir() if p.is_dir() and not p.is_symlink()]
    return found[::-1]
