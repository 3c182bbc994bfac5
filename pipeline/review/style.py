"""The style sheet that all our pages share: colours, light and dark, letters, controls, tables."""

from __future__ import annotations

from pathlib import Path


def shared_style() -> str:
    """CSS; the page's own comes behind it."""
    return Path(__file__).with_suffix(".css").read_text(encoding="utf-8")
