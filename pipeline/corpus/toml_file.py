"""TOML that people write: known keys alone, and what is wrong is told with its line."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from typing import Any

# Makes a value of what stands there; ValueError with the reason where it cannot.
Read = Callable[[Any], Any]
# Each key with what reads it, or with the keys of the table it heads.
Form = Mapping[str, "Read | Mapping[str, Read]"]

# Nobody writes more; and deep brackets in a longer one would go on for ever.
MOST_BYTES = 1 << 20
_AT_LINE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")


class TomlError(Exception):
    """`line` is counted from 1, None where it is the file as a whole that is wrong."""

    def __init__(self, line: int | None, reason: str) -> None:
        super().__init__(reason)
        self.line = line
        self.reason = reason

    def place(self, path: str) -> str:
        return f"{path}:{self.line}" if self.line else path


def read_toml(raw: bytes, form: Form) -> dict[str, Any]:
    """The values in the file, tables as dicts; TomlError for all that is not in the form."""
    if len(raw) > MOST_BYTES:
        raise TomlError(None, f"more than {MOST_BYTES >> 10:,} KiB of settings")
    try:
        content = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise TomlError(None, "not UTF-8") from None
    return _values(_parse(content), form, content)


def _parse(content: str) -> dict[str, Any]:
    try:
        return tomllib.loads(content)
    except tomllib.TOMLDecodeError as error:
        reason = str(error)
        at = _AT_LINE.search(reason)
        line = int(at[1]) if at and at[1] else content.rstrip("\n").count("\n") + 1
        raise TomlError(line, f"not TOML: {_AT_LINE.sub('', reason)}") from error
    except RecursionError as error:
        raise TomlError(None, "not TOML: brackets within brackets") from error
    except ValueError as error:
        raise TomlError(None, "not TOML: a number of thousands of digits") from error


def _values(written: Mapping[str, Any], form: Form, content: str) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for key, value in written.items():
        read = form.get(key)
        if read is None:
            raise TomlError(_line_of(key, content), f"unknown key {key!r}")
        if isinstance(read, Mapping):
            if not isinstance(value, dict):
                raise TomlError(_line_of(key, content), f"{key!r} is a table: [{key}]")
            values[key] = _values(value, read, content)
            continue
        try:
            values[key] = read(value)
        except ValueError as error:
            raise TomlError(_line_of(key, content), f"{key!r} is {error}") from error
    return values


def _line_of(key: str, content: str) -> int | None:
    """Where `key` stands; tomllib does not tell."""
    written = re.compile(rf"\s*\[?\s*(?:[\w\"'-]+\s*\.\s*)?[\"']?{re.escape(key)}[\"']?\s*[\].=]")
    lines = enumerate(content.split("\n"), start=1)
    return next((number for number, line in lines if written.match(line)), None)
