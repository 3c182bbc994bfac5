"""The language data of dates: what is wrong in it is told with its place."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

import pipeline.lexicon.calendar_words as calendar_words
from pipeline.errors import DataError
from pipeline.text.width import fold_text

DATA = Path(calendar_words.__file__).parents[1] / "data"
TABLES = ("eras.toml", "date_words.toml", "numerals.toml")


def sources_of(table: Any) -> list[str]:
    if isinstance(table, list):
        return [source for row in table for source in sources_of(row)]
    if not isinstance(table, dict):
        return []
    own = [table["source"]] if isinstance(table.get("source"), str) else []
    return own + [source for value in table.values() for source in sources_of(value)]


@pytest.mark.parametrize("name", TABLES)
def test_every_row_names_a_source_that_is_known(name: str) -> None:
    known = tomllib.loads((DATA / "sources.toml").read_text(encoding="utf-8"))
    table = tomllib.loads((DATA / name).read_text(encoding="utf-8"))
    assert set(sources_of(table)) <= set(known)
    for row in table.values():
        rows = row if isinstance(row, list) else [row]
        assert all("source" in each for each in rows)


def test_words_are_written_as_the_forms_read_them() -> None:
    words = calendar_words.load_date_words()
    written = [*words.relative, *(word for part in words.parts for word in part.words)]
    assert [word for word in written if fold_text(word) != word] == []


@pytest.mark.parametrize(
    ("name", "load", "good", "bad", "message"),
    [
        ("eras.toml", "load_eras", "first_day = 1989-01-08", 'first_day = "1989-01-08"', "heisei"),
        ("eras.toml", "load_eras", "[heisei]", "[heisei", "line"),
        ("date_words.toml", "load_date_words", 'unit = "week"', 'unit = "weeks"', "unit is one of"),
        ("date_words.toml", "load_date_words", 'key = "early"', 'key = "earliest"', "earliest"),
    ],
)
def test_a_bad_row_is_named(
    name: str, load: str, good: str, bad: str, message: str,
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    text = (DATA / name).read_text(encoding="utf-8")
    assert good in text
    (tmp_path / name).write_text(text.replace(good, bad, 1), encoding="utf-8")
    monkeypatch.setattr(calendar_words, "_DATA", tmp_path)
    with pytest.raises(DataError, match=message) as raised:
        getattr(calendar_words, load).__wrapped__()
    assert str(raised.value).startswith(f"pipeline/data/{name}:")


def test_dates_need_no_model_and_no_pandas() -> None:
    program = (
        "import sys, pipeline; pipeline.find_dates('平成30年3月20日');"
        "print([m for m in ('spacy', 'ginza', 'pandas', 'numpy', 'pydantic') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
