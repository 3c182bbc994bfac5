"""The sections of texts marked by hand: what the program should find, not what it does."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from pipeline.sections import split
from pipeline.text.layout import read
from tests.gold_score import Count, Score, load_gold, score_sections

GOLD = Path(__file__).parent / "gold"
AIM = 0.97


@cache
def scores() -> dict[str, Score]:
    """By path: the texts marked in full, then those marked for their sections alone."""
    found = {}
    for path in [*sorted(GOLD.glob("*.gold.json")), *sorted(GOLD.glob("sections/*.gold.json"))]:
        gold, text = load_gold(path)
        found[str(path.relative_to(GOLD))] = score_sections(gold, split(read(text)), text)
    return found


def report() -> str:
    """A line a text, the worst first, with the headings that are missing or too many."""
    lines = []
    for name, score in sorted(scores().items(), key=lambda item: item[1].heading.f1):
        lines.append(
            f"{name}: headings {score.heading.f1:.3f}, characters {score.characters.share:.3f}"
        )
        lines += [f"  missed  {heading}" for heading in score.missed]
        lines += [f"  wrong   {heading}" for heading in score.wrong]
    return "\n".join(lines)


def test_the_gold_texts_are_there() -> None:
    assert list(GOLD.glob("*.gold.json"))
    assert all(score.heading.gold and score.characters.gold for score in scores().values())


def test_headings_of_gold_texts() -> None:
    assert sum((score.heading for score in scores().values()), Count()).f1 >= AIM, report()


def test_characters_stand_in_the_section_of_the_gold_texts() -> None:
    assert sum((score.characters for score in scores().values()), Count()).share >= AIM, report()


def test_the_scorer_sees_what_is_missing_moved_or_too_much() -> None:
    gold, text = load_gold(GOLD / "hyouka-r5.gold.json")
    sections = split(read(text))
    whole = score_sections(gold, sections, text)
    nothing = score_sections(gold, [], text)
    assert (nothing.heading.f1, nothing.heading.right) == (0, 0)
    assert nothing.characters.share < 0.5
    assert score_sections(gold, sections[:-1], text).heading.recall < whole.heading.recall
    twice = score_sections(gold, sections + sections, text)
    assert twice.heading.right == whole.heading.right
    assert twice.heading.f1 < whole.heading.f1
    elsewhere = split(read("前文である。\n" * 200 + text))
    assert score_sections(gold, elsewhere, text).heading.f1 < 0.5
