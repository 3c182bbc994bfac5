"""SVG by hand: pieces that escape what they are given, and how wide a label will be."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from markupsafe import Markup, escape

from pipeline.review.report.visible import visible

FONT = 12
"""Pixels of a label; the style sheet says the same."""

_PICTURE = Markup(
    '<svg class="picture {kind}" viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
    ' role="img" aria-label="{label}" data-t-aria-label="{label_key}" lang="ja">{content}</svg>'
)


def element(name: str, content: object = "", /, **attributes: object) -> Markup:
    """`<name …>content</name>`; `_` in a name is `-`, a trailing one is dropped, None is left out."""
    # Written without Markup's own ways, which take ten times as long.
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(_value(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    inner = escape(visible(content))
    return Markup(f"<{name}{written}>{inner}</{name}>" if inner else f"<{name}{written}/>")


def joined(pieces: Iterable[Markup]) -> Markup:
    return Markup("".join(pieces))


def picture(
    kind: str, width: float, height: float, label: tuple[str, str], content: Markup
) -> Markup:
    """`label` is the Japanese name with its key among the words."""
    return _PICTURE.format(
        kind=kind, width=_value(width), height=_value(height),
        label=label[0], label_key=label[1], content=content,
    )  # fmt: skip


def _value(value: object) -> object:
    """Short numbers, the same on every machine."""
    return f"{value:.1f}".removesuffix(".0") if isinstance(value, float) else visible(value)


@lru_cache(maxsize=8192)
def label_width(text: str, size: float = FONT) -> float:
    """Pixels: an em for what is wide in East Asia, 0.56 for the rest."""
    wide = sum(unicodedata.east_asian_width(c) in "WFA" for c in text)
    return size * (wide + 0.56 * (len(text) - wide))


def shortened(text: str, width: float, size: float = FONT) -> str:
    """`text`, or its beginning with 「…」 where it is wider than `width`."""
    if label_width(text, size) <= width:
        return text
    used = size
    for at, character in enumerate(text):
        used += label_width(character, size)
        if used > width:
            return text[:at] + "…"
    return text
