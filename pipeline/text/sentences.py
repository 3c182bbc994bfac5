"""A paragraph's sentences: the unit the model sees, and the context a reviewer reads."""

from __future__ import annotations

import re

from pipeline.text.offsets import Span

# One call of the engine costs about 45 kB of memory a character and refuses more than
# 49,149 bytes; a sentence that never ends is cut at the least harmful place before this.
LONGEST = 3000

_BRACKETS = {
    "（": "）",
    "(": ")",
    "「": "」",
    "『": "』",
    "【": "】",
    "〔": "〕",
    "［": "］",
    "[": "]",
}
_CLOSING = {close: opening for opening, close in _BRACKETS.items()}
_TOKEN = re.compile(r"[（）()「」『』【】〔〕［］\[\]]|[。．！？!?]+[）)」』]*|\n")
_CLOSES = re.compile(r"[）)」』】〕］\]]")
_END = re.compile(r"[。．！？!?\n]")
_LETTER = re.compile("[0-9A-Za-z０-９Ａ-Ｚａ-ｚ]")
_GOES_ON = re.compile("[ぁ-ん、。，．]")
_CUTS = (re.compile("[。！？!?]"), re.compile("[、，,；;]"), re.compile(r"[\s・/／（）()「」]"))


def split_sentences(text: str) -> list[Span]:
    """Spans that cover `text`, each a sentence with its end mark.

    A mark within brackets ends nothing: 「（平成29年11月から計６回。）」 stays in its
    sentence. A bracket that is never closed counts as none.
    """
    if len(text) <= LONGEST and not _END.search(text, 0, len(text) - 1):
        return [Span(0, len(text))] if text else []
    spans: list[Span] = []
    start = 0
    for end in _sentence_ends(text):
        if text[start:end].strip():
            spans.extend(_cut(text, start, end))
            start = end
        elif spans:
            spans[-1] = Span(spans[-1].start, end)
            start = end
    return spans or ([Span(0, len(text))] if text else [])


def _sentence_ends(text: str) -> list[int]:
    tokens = list(_TOKEN.finditer(text))
    # Without a closing bracket none is closed, and every mark ends a sentence.
    closed = _closed_brackets(tokens) if _CLOSES.search(text) else set()
    ends, depth = [], 0
    for index, match in enumerate(tokens):
        token, end = match[0], match.end()
        if token == "\n":
            ends.append(end)
            depth = 0
        elif token in _BRACKETS or token in _CLOSING:
            if index in closed:
                depth += 1 if token in _BRACKETS else -1
        else:
            for offset in range(1, len(token)):
                depth -= (index, offset) in closed
            # 「２．５」 is a number; in 「これ。」と述べた the sentence goes on after the quotation.
            number = token == "．" and _LETTER.match(text, end) is not None
            goes_on = len(token) > 1 and _GOES_ON.match(text, end) is not None
            if depth <= 0 and not number and not goes_on:
                ends.append(end)
    if not ends or ends[-1] < len(text):
        ends.append(len(text))
    return ends


def _closed_brackets(tokens: list[re.Match[str]]) -> set[int | tuple[int, int]]:
    """Tokens that are a bracket with a partner; closing ones after an end mark as (token, offset)."""
    closed: set[int | tuple[int, int]] = set()
    stack: list[tuple[int, str]] = []
    for index, match in enumerate(tokens):
        token = match[0]
        if token == "\n":
            stack.clear()
        elif token in _BRACKETS:
            stack.append((index, token))
        else:
            for offset, character in enumerate(token):
                opening = _CLOSING.get(character)
                if opening is None:
                    continue
                while stack and stack[-1][1] != opening and any(o == opening for _, o in stack):
                    stack.pop()
                if stack and stack[-1][1] == opening:
                    closed.add(stack.pop()[0])
                    closed.add(index if len(token) == 1 else (index, offset))
    return closed


def _cut(text: str, start: int, end: int) -> list[Span]:
    """The sentence itself, or pieces of at most `LONGEST` characters of it."""
    pieces = []
    while end - start > LONGEST:
        window = text[start : start + LONGEST]
        cut = start + LONGEST
        for pattern in _CUTS:
            last = max((m.end() for m in pattern.finditer(window, LONGEST // 2)), default=None)
            if last is not None:
                cut = start + last
                break
        pieces.append(Span(start, cut))
        start = cut
    pieces.append(Span(start, end))
    return pieces
