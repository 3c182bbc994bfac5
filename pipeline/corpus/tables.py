"""The tables of the whole corpus: rows that stay are copied, the others read from the records."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence, Set
from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO

from pipeline.corpus.files import Digest, Staged
from pipeline.corpus.manifest import Manifest
from pipeline.export import documents
from pipeline.export.tables import headers, rows_of

# Bytes of a record that is read into memory whole, for its rows are sought there and back.
SMALL = 1 << 22
_PIECE = 1 << 20

Blocks = dict[str, tuple[int, ...]]


def write_tables(
    output: Path, ids: Sequence[str], old: Manifest, same: Set[str]
) -> tuple[dict[str, Digest], Blocks]:
    """The tables' digests, and the bytes of each document's rows in each of them.

    `ids` are all documents, sorted. The rows of those that are the `same` as in the
    tables on the disk, which `old` speaks of, are copied from there.
    """
    paths = [path for path, _ in headers()]
    with ExitStack() as stack:
        staged = stack.enter_context(Staged(output))
        for path, header in headers():
            staged.append(path, header)
        tables = _Old(stack, output, old) if same else None
        blocks: Blocks = {}
        for identifier in ids:
            before = [staged.size(path) for path in paths]
            rows = tables.rows(identifier) if tables and identifier in same else None
            for path, piece in rows or _read(output, identifier):
                staged.append(path, piece)
            sizes = zip(paths, before, strict=True)
            blocks[identifier] = tuple(staged.size(path) - size for path, size in sizes)
        return staged.commit(), blocks


def _read(output: Path, identifier: str) -> Iterator[tuple[str, str]]:
    path = output / documents.path_of(identifier)
    with path.open("rb") as file:
        small = path.stat().st_size <= SMALL
        record: BinaryIO = io.BytesIO(file.read()) if small else file
        yield from rows_of(record, str(path))


class _Old:
    """The tables on the disk, in which each document's rows are one block after another."""

    def __init__(self, stack: ExitStack, output: Path, manifest: Manifest) -> None:
        self._files: list[tuple[str, BinaryIO]] = []
        self._blocks = iter(manifest.blocks.items())
        self._ends = []
        for path, header in headers():
            self._files.append((path, stack.enter_context((output / path).open("rb"))))
            self._ends.append(len(header.encode()))

    def rows(self, identifier: str) -> Iterator[tuple[str, bytes]]:
        """The document's rows in pieces. To be asked for in the order of ids."""
        for name, block in self._blocks:
            starts = self._ends
            self._ends = [end + length for end, length in zip(starts, block, strict=True)]
            if name == identifier:
                for (path, file), start, end in zip(self._files, starts, self._ends, strict=True):
                    yield from ((path, piece) for piece in _pieces(file, start, end))
                return


def _pieces(file: BinaryIO, start: int, end: int) -> Iterator[bytes]:
    file.seek(start)
    while piece := file.read(min(end - start, _PIECE)):
        yield piece
        start += len(piece)
