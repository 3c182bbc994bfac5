"""Outputs in a revision, read from Git's object store: nothing is checked out, nothing written."""

from __future__ import annotations

import os
import re
import subprocess
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import IO, Any

from pipeline.errors import UsageError
from pipeline.records import Document
from pipeline.review.changes import Stale
from pipeline.versions.reading import (
    read_document,
    read_failures,
    read_generator,
    read_stale,
    read_text,
)

# Asked for ahead of reading: Git unpacks while we compare. A request is 65 bytes at most, so
# these fit into a pipe, and neither side ever waits for the other to read.
_AHEAD = 32
_BROKEN = "Git cannot read this object; is the repository whole?"
_BLOB = re.compile(rb"100\d{3} blob ([0-9a-f]+)\t(.+)", re.DOTALL)


class NoBaselineError(UsageError):
    """There is no last commit to compare with: no Git, no repository, or no commit yet."""


class Repository:
    """A repository, and where in it the outputs lie; `digest` is how it names contents."""

    def __init__(self, place: Path, folder: str, digest: str) -> None:
        self._place = place
        self.folder = folder
        self.digest = digest

    def commit(self, revision: str, *, last: bool = False) -> str:
        """The full name of the commit; UsageError if there is none of that name."""
        # Without the option's end, a revision like --all would be an option.
        done = _run(
            self._place, "rev-parse", "--verify", "--quiet", "--end-of-options",
            revision + "^{commit}",
        )  # fmt: skip
        if done.returncode == 0:
            return done.stdout.decode("ascii").strip()
        if last:
            raise NoBaselineError(self.folder or ".", "the repository has no commit yet")
        raise UsageError(revision, "no folder of outputs and no revision of that name")

    def files(self, commit: str, name: str) -> dict[str, str]:
        """The files under the outputs with the names of their contents."""
        done = _run(self._place, "ls-tree", "-r", "-z", "--full-tree", f"{commit}:{self.folder}")
        files = {}
        for line in done.stdout.split(b"\0"):
            if match := _BLOB.fullmatch(line):
                files[os.fsdecode(match[2])] = match[1].decode("ascii")
        if not any(path.startswith("documents/") or path == "datapackage.json" for path in files):
            raise NoBaselineError(name, f"this commit holds no outputs in {self.folder or '.'}")
        return files

    def content(self, name: str) -> bytes:
        """One blob."""
        done = _run(self._place, "cat-file", "blob", name)
        if done.returncode:
            raise UsageError(name, _BROKEN)
        return done.stdout

    def contents(self, names: Iterable[str]) -> Iterator[bytes]:
        """Many blobs in this order, all read by one process."""
        command = ["git", "cat-file", "--batch"]
        with subprocess.Popen(
            command, cwd=self._place, env=_environment(),
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        ) as reader:  # fmt: skip
            asking, answers = reader.stdin, reader.stdout
            assert asking is not None
            assert answers is not None
            waiting: deque[str] = deque()
            for name in names:
                asking.write(name.encode("ascii") + b"\n")
                asking.flush()
                waiting.append(name)
                if len(waiting) >= _AHEAD:
                    yield _answer(answers, waiting.popleft())
            while waiting:
                yield _answer(answers, waiting.popleft())


class RevisionVersion:
    """`name` is what the user calls the revision, `commit` its full name."""

    def __init__(self, repository: Repository, name: str, commit: str) -> None:
        self._repository = repository
        self._name = name
        self._commit = commit

    @property
    def name(self) -> str:
        short = self._commit[:7]
        return short if self._commit.startswith(self._name) else f"{self._name} ({short})"

    @cached_property
    def _files(self) -> dict[str, str]:
        return self._repository.files(self._commit, self.name)

    @cached_property
    def generator(self) -> Mapping[str, Any] | None:
        path = "datapackage.json"
        content = self._content(path)
        return read_generator(content, self._place(path)) if content is not None else None

    @cached_property
    def documents(self) -> Mapping[str, str]:
        room, suffix = "documents/", ".json"
        return {
            path.removeprefix(room).removesuffix(suffix): name
            for path, name in self._files.items()
            if path.startswith(room) and path.endswith(suffix)
        }

    @cached_property
    def failures(self) -> Mapping[str, str]:
        path = "errors.jsonl"
        content = self._content(path)
        return read_failures(content, self._place(path)) if content is not None else {}

    @cached_property
    def stale(self) -> Sequence[Stale]:
        path = "stale.jsonl"
        content = self._content(path)
        return read_stale(content, self._place(path)) if content is not None else ()

    def text_digest(self, document: str) -> str:
        path = f"texts/{document}.txt"
        if path not in self._files:
            raise UsageError(self._place(path), "the text of a document is missing")
        return self._files[path]

    def load(self, documents: Sequence[str]) -> Iterator[Document]:
        wanted = (
            name for d in documents for name in (self.documents[d], self.text_digest(d))
        )  # fmt: skip
        contents = self._repository.contents(wanted)
        for document, record, text in zip(documents, contents, contents, strict=True):
            source = read_text(text, self._place(f"texts/{document}.txt"))
            yield read_document(document, record, source, self._place(f"documents/{document}.json"))

    def _content(self, path: str) -> bytes | None:
        if path not in self._files:
            return None
        return self._repository.content(self._files[path])

    def _place(self, path: str) -> str:
        """As Git itself names a file in a revision."""
        folder = self._repository.folder
        return f"{self._commit[:7]}:{folder}/{path}" if folder else f"{self._commit[:7]}:{path}"


def find_repository(output: Path) -> Repository:
    """The repository around `output`, which need not exist; NoBaselineError if there is none."""
    place = Path(os.path.abspath(output))  # noqa: PTH100 (a link is what Git knows, not its end)
    below: list[str] = []
    while not place.is_dir() or place.is_symlink():
        below.insert(0, place.name)
        place = place.parent
    done = _run(place, "rev-parse", "--show-prefix", "--show-object-format")
    if done.returncode:
        reason = done.stderr.decode("utf-8", "replace").strip().splitlines()[:1]
        if not reason or "not a git repository" in reason[0]:
            raise NoBaselineError(
                str(output), "lies in no Git repository; name two folders of outputs"
            )
        raise NoBaselineError(str(output), f"git says: {reason[0]}")
    prefix, digest = os.fsdecode(done.stdout).split("\n")[:2]
    folder = "/".join([*filter(None, prefix.split("/")), *below])
    return Repository(place, folder, digest)


def _answer(answers: IO[bytes], name: str) -> bytes:
    """One blob as `cat-file --batch` gives it: its name, kind and size, then the bytes."""
    head = answers.readline().split()
    if len(head) != 3 or head[1] != b"blob":
        raise UsageError(name, _BROKEN)
    size = int(head[2])
    content = answers.read(size + 1)
    if len(content) != size + 1:
        raise UsageError(name, _BROKEN)
    return content[:size]


def _run(place: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(
            ["git", *arguments], cwd=place, env=_environment(), capture_output=True,
            stdin=subprocess.DEVNULL, check=False,
        )  # fmt: skip
    except OSError as error:
        raise _no_git(place, error) from error


def _no_git(place: Path, error: OSError) -> NoBaselineError:
    if isinstance(error, FileNotFoundError):
        return NoBaselineError("", "Git is not installed; name two folders of outputs")
    return NoBaselineError(str(place), f"git says: {error.strerror}")


def _environment() -> dict[str, str]:
    """English messages; no lock taken, nothing fetched, nothing asked."""
    return {
        **os.environ, "LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_NO_LAZY_FETCH": "1",
        "GIT_TERMINAL_PROMPT": "0",
    }  # fmt: skip
