"""houkoku.toml: what a user sets once for a folder instead of on every command line.

    [lexicon]
    organizations = "lexicon/organizations.csv"

Paths count from the file's own folder. Without the key, a table of that name is taken
where it exists.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from pathlib import Path
from typing import Any, NamedTuple

from pipeline.errors import DataError, UsageError

CONFIG = Path("houkoku.toml")
TABLE = "lexicon/organizations.csv"
KEYS = {"lexicon": frozenset({"organizations"})}
_AT_LINE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")


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
        content = path.read_text(encoding="utf-8-sig")
        settings = tomllib.loads(content)
    except tomllib.TOMLDecodeError as error:
        reason = str(error)
        at = _AT_LINE.search(reason)
        line = at[1] if at and at[1] else str(len(content.splitlines()))
        raise UsageError(f"{path}:{line}", f"not TOML: {_AT_LINE.sub('', reason)}") from error
    except UnicodeDecodeError as error:
        raise UsageError(str(path), "not UTF-8") from error
    except OSError as error:
        raise UsageError(str(path), error.strerror or "cannot be read") from error
    for section, keys in settings.items():
        if section not in KEYS:
            raise UsageError(_place(path, content, section), f"unknown key {section!r}")
        if not isinstance(keys, dict):
            raise UsageError(_place(path, content, section), f"{section!r} is a table: [{section}]")
        for key, value in keys.items():
            if key not in KEYS[section]:
                raise UsageError(_place(path, content, key), f"unknown key {key!r}")
            if not isinstance(value, str) or not value:
                raise UsageError(_place(path, content, key), f"{key!r} is a path in quotes")
    return settings


def _place(path: Path, content: str, key: str) -> str:
    """File and line where `key` stands; tomllib does not tell."""
    written = re.compile(rf"\s*\[?\s*(?:[\w\"'-]+\s*\.\s*)?[\"']?{re.escape(key)}[\"']?\s*[\].=]")
    lines = content.splitlines()
    line = next((n for n, text in enumerate(lines, start=1) if written.match(text)), None)
    return f"{path}:{line}" if line else str(path)
