"""decisions.jsonl as a reviewer writes it: lines are added at its end, and their own taken back.

Whatever else is in the file stays as it is, to the byte, also what others write there meanwhile:
it is read anew before each change, and replaced as a whole. A file with a line that is no
decision is left alone, and the line is named.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from pipeline.corpus.files import Staged, encode
from pipeline.corpus.lock import locked
from pipeline.decisions import Decision, Decisions, parse_decisions
from pipeline.errors import DataError

# Seconds that another process may hold the file's folder.
_PATIENCE = 10.0


class Written(NamedTuple):
    """Lines that a change has put into the file, and those it has taken out, each with its end."""

    added: tuple[bytes, ...]
    removed: tuple[bytes, ...]


class Store:
    """The file at `path`, which need not exist. A link to it stays a link."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def content(self) -> bytes:
        """Its bytes; none where there is no file."""
        try:
            return self.path.read_bytes()
        except FileNotFoundError:
            return b""

    def read(self) -> Decisions:
        """DataError, with file and line, where one cannot be used."""
        return self._parse(self.content())

    def change(self, add: Iterable[Decision], remove: Iterable[Decision] = ()) -> Written:
        """Adds decisions that are not there yet, and takes out every line of those to `remove`.

        DataError, and nothing written, where a line of the file is no decision.
        """
        add, unwanted = list(add), {decision.id for decision in remove}
        unwanted -= {decision.id for decision in add}
        with locked(self._file.parent, lambda holder: None, _PATIENCE):
            lines = self._lines()
            known = self._parse(b"".join(lines))
            numbers = {n for i, found in known if i in unwanted for n in found.lines}
            removed = [line for n, line in enumerate(lines, start=1) if n in numbers]
            kept = [line for n, line in enumerate(lines, start=1) if n not in numbers]
            added = []
            for decision in add:
                if known.get(decision.id) is None:
                    added.append(encode(decision.to_line()))
            self._write(kept, added)
        return Written(tuple(added), tuple(removed))

    def undo(self, written: Written) -> bool:
        """Takes a change back; False, and nothing written, where its lines are not all there."""
        with locked(self._file.parent, lambda holder: None, _PATIENCE):
            lines = self._lines()
            self._parse(b"".join(lines))
            for line in written.added:
                # The last of equal ones is the one that was added.
                index = _last(lines, line)
                if index is None:
                    return False
                del lines[index]
            self._write(lines, [line for line in written.removed if line not in lines])
        return True

    @property
    def _file(self) -> Path:
        return self.path.resolve()

    def _lines(self) -> list[bytes]:
        """Parted by LF alone, as decisions are read."""
        return [line for line in re.split(rb"(?<=\n)", self.content()) if line]

    def _parse(self, content: bytes) -> Decisions:
        try:
            return parse_decisions(content.decode("utf-8-sig"), str(self.path))
        except UnicodeDecodeError as error:
            line = content.count(b"\n", 0, error.start) + 1
            raise DataError(str(self.path), line, "not UTF-8") from None

    def _write(self, kept: Sequence[bytes], added: Sequence[bytes]) -> None:
        if added and kept and not kept[-1].endswith(b"\n"):
            added = [b"\n", *added]
        content = b"".join((*kept, *added))
        if content == self.content():
            return
        with Staged(self._file.parent) as staged:
            staged.append(self._file.name, content)
            staged.commit()


def _last(lines: Sequence[bytes], line: bytes) -> int | None:
    """Where `line` stands for the last time, with or without its end."""
    for index in range(len(lines) - 1, -1, -1):
        if lines[index].rstrip(b"\n") == line.rstrip(b"\n"):
            return index
    return None
