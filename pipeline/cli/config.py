"""houkoku.toml: what a user sets once for a folder instead of on every command line.

    [lexicon]
    organizations = "lexicon/organizations.csv"

Paths count from the file's own folder. Without the key, a table of that name is taken
where it exists.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any, NamedTuple

from pipeline.corpus.toml_file import TomlError, read_toml
from pipeline.errors import DataError, UsageError

CONFIG = Path("houkoku.toml")
TABLE = "lexicon/organizations.csv"


class Own(NamedTuple):
    """A user's own organizations: the table, and the digest that tells one table from another."""

    table: Path
    digest: str


def find_own(given: Path | None) -> Own | None:
    """The table that the settings file names (`given`, else houkoku.toml here); None without any.

    UsageError or DataError, with file and line, where one cannot be used.
    """
    table = find_table(given)
    if table is None:
        return None
    try:
        return Own(table, hashlib.sha256(table.read_bytes()).hexdigest())
    except OSError as error:
        raise DataError(str(table), None, error.strerror or "cannot be read") from error


def check(own: Own) -> None:
    """DataError, with file and line, where a row cannot be used."""
    from pipeline.lexicon.organizations import load_gazetteer

    load_gazetteer((own.table,))


def find_table(given: Path | None) -> Path | None:
    path = given or CONFIG
    settings = _read(path) if given or path.exists() else {}
    if named := settings.get("lexicon", {}).get("organizations"):
        return path.parent / str(named)
    usual = path.parent / TABLE
    return usual if usual.exists() else None


def _read(path: Path) -> dict[str, Any]:
    """The settings in the file, each of them one that we know."""
    try:
        return read_toml(path.read_bytes(), FORM)
    except TomlError as error:
        raise UsageError(error.place(str(path)), error.reason) from error
    except OSError as error:
        raise UsageError(str(path), error.strerror or "cannot be read") from error


def _path(value: Any) -> str:
    if not isinstance(value, str) or not value:
        raise ValueError("a path in quotes")
    return value


FORM = {"lexicon": {"organizations": _path}}
