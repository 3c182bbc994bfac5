"""The style sheet by WCAG 2.2, level AA: 4.5 to 1 for text, 3 to 1 for what tells kinds apart."""

from __future__ import annotations

import re

import pytest

from pipeline.review.report.pages import asset

CSS = asset("report.css")
KINDS = ("date", "organization", "person", "reference", "warning", "removed", "added", "altered")
SCHEMES = ("light", "dark")


def colours(scheme: str) -> dict[str, str]:
    """The custom properties of `:root`, for print left out."""
    light, dark = re.findall(r":root \{(.*?)\}", CSS, re.DOTALL)[:2]
    found = re.findall(r"--([\w-]+): (#[0-9a-f]{6});", light if scheme == "light" else dark)
    return dict(found)


def luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_contrast_is_computed_as_wcag_does() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_both_schemes_name_the_same_colours(scheme: str) -> None:
    assert colours(scheme).keys() == colours("light").keys()
    assert len(colours(scheme)) > 20


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("ground", ["paper", "ground"])
@pytest.mark.parametrize("text", ["ink", "quiet", "link", "warning", "date", "organization"])
def test_text_can_be_read(scheme: str, ground: str, text: str) -> None:
    assert contrast(colours(scheme)[text], colours(scheme)[ground]) >= 4.5


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(
    "ground", [*(f"{kind}-ground" for kind in KINDS), "chosen-ground", "found-ground"],
)  # fmt: skip
def test_marked_text_can_be_read(scheme: str, ground: str) -> None:
    assert contrast(colours(scheme)["ink"], colours(scheme)[ground]) >= 7


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("kind", KINDS)
def test_the_line_below_a_mark_is_seen(scheme: str, kind: str) -> None:
    own = colours(scheme)
    assert contrast(own[kind], own[f"{kind}-ground"]) >= 3
    assert contrast(own[kind], own["paper"]) >= 3


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("ground", ["paper", "ground"])
def test_edges_of_fields_are_seen(scheme: str, ground: str) -> None:
    assert contrast(colours(scheme)["edge"], colours(scheme)[ground]) >= 3


def test_kinds_are_told_by_more_than_colour() -> None:
    lines = re.findall(r"mark\.(\w) \{[^}]*border-bottom: \dpx (\w+)", CSS)
    assert len(dict(lines)) == 4
    assert len(set(dict(lines).values())) == 4


def test_nothing_spaces_japanese_letters_out() -> None:
    assert "letter-spacing" not in CSS
