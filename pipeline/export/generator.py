"""What made the outputs: versions of the programs, digests of rules, data and settings.

Same input and same generator give the same bytes; a difference between two
generators says why two extractions differ. Nothing is imported to learn a version.
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any, Literal

PACKAGE = Path(__file__).resolve().parents[1]
# Name in the data package: name of the distribution.
DISTRIBUTIONS = {
    "houkoku": "houkoku", "spaCy": "spacy", "GiNZA": "ginza", "ja_ginza": "ja_ginza",
    "SudachiPy": "SudachiPy", "SudachiDict": "SudachiDict-core", "unidic-lite": "unidic-lite",
}  # fmt: skip
# What a change of a version is a change of.
Component = Literal["program", "model", "dictionary", "pdf"]
COMPONENTS: dict[str, Component] = {
    "houkoku": "program", "spaCy": "model", "GiNZA": "model", "ja_ginza": "model",
    "SudachiPy": "dictionary", "SudachiDict": "dictionary", "unidic-lite": "dictionary",
    "pypdfium2": "pdf",
}  # fmt: skip
# What a document is made by only where its source is a PDF.
PDF_READER = "pypdfium2"
# The rim reads and writes; it decides nothing of what is extracted.
RIM = ("__main__.py", "cli", "corpus", "desk", "display.py", "export", "review", "versions")


NOTHING = hashlib.sha256().hexdigest()


def make_generator(
    settings: Mapping[str, Any], decisions: str = NOTHING, *, pdf: bool = False
) -> dict[str, Any]:
    """The `generator` of the data package; `settings` are what the user chose, JSON values.

    `decisions` is the digest of all of the user's decisions.

    With `pdf` there are PDFs among the sources, and their reader counts.
    """
    distributions = {**DISTRIBUTIONS, **({PDF_READER: PDF_READER} if pdf else {})}
    return {
        "name": "houkoku",
        "versions": {name: version_of(found) for name, found in distributions.items()},
        "settings": dict(settings),
        "digests": {
            "rules": _rules(),
            "language_data": _language_data(),
            "decisions": decisions,
            "settings": hashlib.sha256(_canonical(settings)).hexdigest(),
        },
    }


@cache
def version_of(distribution: str) -> str | None:
    """As installed; houkoku's own from pyproject.toml where it runs uninstalled; else None."""
    try:
        return metadata.version(distribution)
    except metadata.PackageNotFoundError:
        project = PACKAGE.parent / "pyproject.toml"
        if distribution != "houkoku" or not project.is_file():
            return None
        version: str = tomllib.loads(project.read_text(encoding="utf-8"))["project"]["version"]
        return version


# Once a process: what it has imported does not change either.
@cache
def _rules() -> str:
    return _digest_of(
        path for path in _files(PACKAGE)
        if path.suffix == ".py" and path.relative_to(PACKAGE).parts[0] not in RIM
    )  # fmt: skip


@cache
def _language_data() -> str:
    return _digest_of(_files(PACKAGE / "data"))


@cache
def format_digest() -> str:
    """Of the code that gives a document its files: the same facts may be written otherwise."""
    return _digest_of(path for path in _files(PACKAGE / "export") if path.suffix == ".py")


def _files(folder: Path) -> list[Path]:
    """In the order of their paths, the same on every system; what Python leaves behind is none."""
    found = [p for p in folder.rglob("*") if p.is_file() and "__pycache__" not in p.parts]
    return sorted(found, key=lambda path: path.relative_to(PACKAGE).as_posix())


def _digest_of(paths: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in paths:
        content = hashlib.sha256(path.read_bytes()).hexdigest()
        digest.update(f"{path.relative_to(PACKAGE).as_posix()}\n{content}\n".encode())
    return digest.hexdigest()


def _canonical(settings: Mapping[str, Any]) -> bytes:
    return json.dumps(settings, ensure_ascii=False, sort_keys=True).encode()
