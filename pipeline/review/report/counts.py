"""The counts of a section as a bar: dates, organizations and people after each other."""

from __future__ import annotations

from markupsafe import Markup

from pipeline.review.report.drawing import element, joined
from pipeline.review.report.facts import SectionCount

WIDTH = 200.0


def draw_counts(section: SectionCount, longest: int) -> Markup:
    """`longest` is the sum that takes the whole width."""
    at = 0.0
    pieces = []
    counts = (section.dates, section.organizations, section.people)
    for kind, count in zip(("date", "organization", "person"), counts, strict=True):
        width = WIDTH * count / max(longest, 1)
        if count:
            pieces.append(element("rect", class_=kind, x=at, y=2, width=width, height=10))
        at += width
    return element("svg", joined(pieces), width=WIDTH, height=14, aria_hidden="true")
