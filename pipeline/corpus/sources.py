"""Which files to read, and what each document is called.

Texts and PDFs (`kinds`) under the folders given, and the files given; hidden ones are left out.
An id is the path under the folder without its suffix, in NFC, so that a file name from
macOS (NFD) and its copy elsewhere name one document.
"""

from __future__ import annotations

import hashlib
import os
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from pipeline.corpus import sidecar
from pipeline.corpus.kinds import kind_of
from pipeline.corpus.urls import is_url, walk
from pipeline.errors import SourceError, UsageError

# A file name holds 255 bytes on every common file system; ".json" needs five of them.
LONGEST_NAME = 250
_UNDECODABLE = re.compile("[\udc80-\udcff]")


@dataclass(frozen=True, slots=True)
class Source:
    """`source` is the path under the input folder, `path` the same file from here.

    `sidecar` is the name of the file beside it that tells more of it (`sidecar`).
    """

    id: str
    source: str
    path: Path
    sidecar: str | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """`not_read` are files of other kinds; `refused` are sources that cannot be documents.

    `alone` are sidecars that have no source beside them.
    """

    sources: list[Source] = field(default_factory=list)
    not_read: list[Path] = field(default_factory=list)
    refused: list[tuple[Source, SourceError]] = field(default_factory=list)
    alone: list[Path] = field(default_factory=list)


def find_sources(inputs: Sequence[Path], output: Path) -> Found:
    """All sources under `inputs`, sorted by id; what lies under `output` is none.

    UsageError for an input that does not exist.
    """
    found = Found()
    candidates: dict[str, Source] = {}
    sidecars: dict[tuple[str, str], Path] = {}
    for given in inputs:
        for path, root in _files(given, output, found):
            # A file that is given and also lies under a folder given is one document; not so
            # a link and what it points to, which Path.resolve() could not tell apart.
            place = str(path) if is_url(path) else os.path.abspath(path)  # noqa: PTH100
            if kind_of(path):
                candidates.setdefault(place, _source(path, root))
            elif path.suffix == sidecar.SUFFIX:
                sidecars[_stem(place)] = path
            else:
                found.not_read.append(path)
    by_id: defaultdict[str, list[Source]] = defaultdict(list)
    used = set()
    for place, source in candidates.items():
        beside = sidecars.get(_stem(place)) or _sidecar_of_given(source, inputs)
        used.add(_stem(place))
        by_id[source.id].append(replace(source, sidecar=beside.name) if beside else source)
    found.alone.extend(path for stem, path in sidecars.items() if stem not in used)
    for identifier in sorted(by_id):
        _sort_in(by_id[identifier], found)
    return found


def _stem(place: str) -> tuple[str, str]:
    """What a source and its sidecar have in common: folder, and name without suffix."""
    folder, _, name = place.rpartition("/")
    return folder, unicodedata.normalize("NFC", name.rpartition(".")[0])


def _sidecar_of_given(source: Source, inputs: Sequence[Path]) -> Path | None:
    """A file that is given brings its sidecar along."""
    beside = source.path.with_suffix(sidecar.SUFFIX)
    return beside if source.path in inputs and _is_there(beside) else None


def _sort_in(sources: Sequence[Source], found: Found) -> None:
    """One document, or several that would overwrite each other: then none of them is taken."""
    if len(sources) == 1:
        found.sources.extend(sources)
        return
    for source in sources:
        others = ", ".join(readable(str(o.path)) for o in sources if o is not source)
        reason = f"would be the same document ({source.id}) as {others}"
        found.refused.append((source, SourceError(source.source, reason)))


def _files(given: Path, output: Path, found: Found) -> Iterator[tuple[Path, Path]]:
    """Files under `given` with the folder that their ids count from."""
    if is_url(given) and given.is_dir():
        yield from ((path, given) for path in walk(given))
    elif given.is_dir():
        yield from ((path, given) for path in _walk(given, output, found))
    elif _is_there(given):
        yield given, given.parent
    else:
        raise UsageError(str(given), "no such file or folder")


def _is_there(path: Path) -> bool:
    """Also for a link to nowhere, which has something to be told."""
    return path.exists() if is_url(path) else os.path.lexists(path)


def _walk(root: Path, output: Path, found: Found) -> Iterator[Path]:
    """Every file below, folder by folder, real folders before links, none twice."""
    seen: set[tuple[int, int]] = set()
    waiting = [root]
    links: list[Path] = []
    while waiting or links:
        folder = waiting.pop() if waiting else links.pop()
        try:
            status = folder.stat()
            if (status.st_dev, status.st_ino) in seen or is_same(folder, output):
                continue
            seen.add((status.st_dev, status.st_ino))
            with os.scandir(folder) as entries:
                inside = sorted(entries, key=lambda entry: entry.name, reverse=True)
        except OSError as error:
            source = _source(folder, root)
            reason = f"cannot open the folder: {error.strerror}"
            found.refused.append((source, SourceError(source.source, reason)))
            continue
        for entry in inside:
            path = folder / entry.name
            if entry.name.startswith("."):
                continue
            if not os.path.isdir(path):  # noqa: PTH112 (a link to itself raises elsewhere)
                yield path
            elif entry.is_symlink():
                links.append(path)
            else:
                waiting.append(path)


def is_same(path: Path, other: Path) -> bool:
    if is_url(path) or is_url(other):
        return is_url(path) == is_url(other) and str(path) == str(other)
    try:
        return path.samefile(other)
    except OSError:
        return False


def _source(path: Path, root: Path) -> Source:
    relative = PurePosixPath(path.relative_to(root).as_posix())
    named = relative.with_suffix("") if kind_of(path) else relative
    parts = [_shorten(unicodedata.normalize("NFC", readable(part))) for part in named.parts]
    return Source(id="/".join(parts), source=readable(str(relative)), path=path)


def readable(name: str) -> str:
    """A file name as text: bytes that are no UTF-8 become %FF, as in a web address."""
    return _UNDECODABLE.sub(lambda match: f"%{ord(match[0]) - 0xDC00:02X}", name)


def _shorten(name: str) -> str:
    """`name`, or its beginning with a digest where `<name>.json` would be no file name."""
    raw = name.encode("utf-8")
    if len(raw) <= LONGEST_NAME:
        return name
    digest = "~" + hashlib.sha256(raw).hexdigest()[:8]
    return raw[: LONGEST_NAME - len(digest)].decode("utf-8", "ignore") + digest
