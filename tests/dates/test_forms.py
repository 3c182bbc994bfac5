from __future__ import annotations

from datetime import date

import pytest

from pipeline import find_dates
from pipeline.dates.forms import FORMS
from pipeline.dates.grammar import find_readings

EXAMPLES = [
    pytest.param(form.name, text, iso, id=f"{form.name}-{text}")
    for form in FORMS
    for text, iso in form.examples
]


@pytest.mark.parametrize(("name", "text", "iso"), EXAMPLES)
def test_examples(name: str, text: str, iso: str) -> None:
    found = find_dates(text, reference_date=date(2018, 4, 1))
    assert "|".join(record.iso or "null" for record in found) == iso


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
def test_a_form_reads_its_first_example(form: object) -> None:
    assert form in FORMS
    [(name, text)] = [(f.name, f.examples[0][0]) for f in FORMS if f is form]
    assert name in [reading.form for reading in find_readings(text.translate(FULL_TO_HALF))]


FULL_TO_HALF = {0xFF10 + digit: str(digit) for digit in range(10)} | {ord("～"): "~"}


def test_names_are_unique() -> None:
    names = [form.name for form in FORMS]
    assert len(names) == len(set(names))
