"""pipeline/data/numerals.toml, typed: characters that write numbers, and their values."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pipeline.errors import DataError

_PATH = Path(__file__).parent.parent / "data" / "numerals.toml"


@dataclass(frozen=True, slots=True)
class Numerals:
    """`digits` 一 壱 …; `units` 十 百 …, which multiply; `tens` 廿 卅, both in one."""

    digits: dict[str, int]
    units: dict[str, int]
    tens: dict[str, int]

    @property
    def up_to_hundred(self) -> str:
        """The characters that write a day, a month or an era year."""
        ten = [character for character, value in self.units.items() if value == 10]
        return "".join([*self.digits, *ten, *self.tens])


@cache
def load_numerals() -> Numerals:
    """Raises DataError for a row that is no character with its value."""
    tables: dict[str, dict[str, object]] = tomllib.loads(_PATH.read_text(encoding="utf-8"))

    def values(*names: str) -> dict[str, int]:
        found: dict[str, int] = {}
        for name in names:
            for character, value in tables[name].items():
                if character == "source":
                    continue
                if len(character) != 1 or not isinstance(value, int) or character in found:
                    raise DataError(f"pipeline/data/{_PATH.name}", None, f"[{name}] {character!r}")
                found[character] = value
        return found

    return Numerals(
        values("digits", "formal_digits"), values("units", "formal_units"), values("tens")
    )
