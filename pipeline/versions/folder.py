"""Outputs in a folder, as they are now."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

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


def is_outputs(folder: Path) -> bool:
    """Whether `folder` holds what a run writes, be it a run that was interrupted."""
    return (folder / "documents").is_dir() or (folder / "datapackage.json").is_file()


class FolderVersion:
    """`digest` is the algorithm by which Git names contents, so that they can be compared."""

    def __init__(self, folder: Path, digest: str = "sha1") -> None:
        self._folder = folder
        self._digest = digest

    @property
    def name(self) -> str:
        return str(self._folder)

    @cached_property
    def generator(self) -> Mapping[str, Any] | None:
        path = self._folder / "datapackage.json"
        return read_generator(path.read_bytes(), str(path)) if path.is_file() else None

    @cached_property
    def documents(self) -> Mapping[str, str]:
        found = {}
        for path in _files(self._folder / "documents", ".json"):
            name = path.relative_to(self._folder / "documents").as_posix()
            found[name.removesuffix(".json")] = self._digest_of(path)
        return found

    @cached_property
    def failures(self) -> Mapping[str, str]:
        path = self._folder / "errors.jsonl"
        return read_failures(path.read_bytes(), str(path)) if path.is_file() else {}

    @cached_property
    def stale(self) -> Sequence[Stale]:
        path = self._folder / "stale.jsonl"
        return read_stale(path.read_bytes(), str(path)) if path.is_file() else ()

    def text_digest(self, document: str) -> str:
        return self._digest_of(self._text(document))

    def load(self, documents: Sequence[str]) -> Iterator[Document]:
        for document in documents:
            path = self._folder / f"documents/{document}.json"
            source = self._text(document)
            text = read_text(source.read_bytes(), str(source))
            yield read_document(document, path.read_bytes(), text, str(path))

    def _text(self, document: str) -> Path:
        path = self._folder / f"texts/{document}.txt"
        if not path.is_file():
            raise UsageError(str(path), "the text of a document is missing")
        return path

    def _digest_of(self, path: Path) -> str:
        """What `git hash-object` gives."""
        content = path.read_bytes()
        digest = hashlib.new(self._digest, b"blob %d\0" % len(content), usedforsecurity=False)
        digest.update(content)
        return digest.hexdigest()


def _files(folder: Path, suffix: str) -> Iterator[Path]:
    """Files below, hidden ones left out: a run that is killed leaves such behind."""
    waiting = [folder] if folder.is_dir() else []
    while waiting:
        with os.scandir(waiting.pop()) as entries:
            for entry in sorted(entries, key=lambda entry: entry.name):
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(Path(entry.path))
                elif not entry.name.startswith(".") and entry.name.endswith(suffix):
                    yield Path(entry.path)
