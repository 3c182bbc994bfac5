from __future__ import annotations

import re
import string
from pathlib import Path

import pytest

from pipeline.decisions.decision import VERDICTS
from pipeline.records import GRANULARITIES, ORGANIZATION_TYPES
from pipeline.review import report
from pipeline.review.report.words import WORDS, type_word

HOME = Path(report.__file__).parent
USERS = [path for path in HOME.rglob("*") if path.suffix in (".py", ".html", ".js")]


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("key", sorted(WORDS))
def test_a_word_says_the_same_in_both_languages(key: str) -> None:
    japanese, english = WORDS[key]
    assert fields(japanese) == fields(english)
    assert japanese
    assert english


@pytest.mark.parametrize("name", [*ORGANIZATION_TYPES, *GRANULARITIES])
def test_every_type_has_a_word(name: str) -> None:
    assert type_word(name) in WORDS


def test_no_word_is_left_over() -> None:
    verdicts = set(VERDICTS)
    types = {type_word(name) for name in (*ORGANIZATION_TYPES, *GRANULARITIES)}
    texts = [path.read_text(encoding="utf-8") for path in USERS if path.name != "words.py"]
    used = {key for key in WORDS if any(f'"{key}"' in text for text in texts)}
    assert set(WORDS) - used - types - verdicts == set()


def test_every_word_that_a_script_says_is_there() -> None:
    scripts = [path.read_text(encoding="utf-8") for path in HOME.rglob("*.js")]
    said = {key for text in scripts for key in re.findall(r'\bsay\("(\w+)"', text)}
    assert said
    assert said <= set(WORDS)
