"""A paragraph's sentences: the unit the model sees, and the context a reviewer reads."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

from pipeline.text.offsets import Span
from pipeline.text.width import INVISIBLE, JOINING

# One call of the engine costs about 45 kB of memory a character and refuses more than
# 49,149 bytes; a sentence that never ends is cut at the least harmful place before this.
# Counted as the engine reads it, in folded width: 「㍿」 is four characters.
LONGEST = 3000
# What the longest of all becomes (U+FDFA); what folds into one character each.
_LONGEST_FOLD = 18
_FOLDS_SINGLY = re.compile("[\x00-\x7f\u3000-\u3096\u30a1-\u30fe\u3400-\u9fff\uff01-\uff9d]*")

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
_MARKS = INVISIBLE + JOINING
_NO_BEGINNING = f"(?![{_MARKS}ぁぃぅぇぉっゃゅょァィゥェォッャュョヮー々])"
_WORD = "[0-9０-９A-Za-zＡ-Ｚａ-ｚ]"
# Where a sentence is cut, the least harmful first: behind what ends a sentence or a clause,
# at a gap or a bracket, before a word that follows hiragana, between kanji and katakana;
# else not within a number, a Latin word or a character with its marks; else anywhere.
_CUTS = tuple(
    re.compile(pattern)
    for pattern in (
        "[。！？!?][）)」』】〕］]*",
        "[、；;]|[，,：](?![0-9０-９])",
        r"[\s・/／）)」』】〕］]|(?=[（(「『【〔［])",
        f"(?<=[ぁ-ん])(?![ぁ-ん]){_NO_BEGINNING}",
        "(?<=[一-鿿])(?=[ァ-ヴ])|(?<=[ァ-ヴー])(?=[一-鿿])",
        f"(?<!{_WORD}){_NO_BEGINNING}|(?!{_WORD}){_NO_BEGINNING}",
        f"(?![{_MARKS}])",
        "",
    )
)


def split_sentences(text: str) -> list[Span]:
    """Spans that cover `text`, each a sentence with its end mark.

    A mark within brackets ends nothing: 「（平成29年11月から計６回。）」 stays in its
    sentence. A bracket that is never closed counts as none.
    """
    if not _END.search(text, 0, len(text) - 1):
        return _cut(text, 0, len(text)) if text else []
    spans: list[Span] = []
    start = 0
    for end in _sentence_ends(text):
        if text[start:end].strip():
            spans.extend(_cut(text, start, end))
            start = end
        elif spans:
            spans[-1] = Span(spans[-1].start, end)
            start = end
    return spans or (_cut(text, 0, len(text)) if text else [])


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
    waiting: Counter[str] = Counter()  # the brackets of the stack, by kind
    for index, match in enumerate(tokens):
        token = match[0]
        if token == "\n":
            stack.clear()
            waiting.clear()
        elif token in _BRACKETS:
            stack.append((index, token))
            waiting[token] += 1
        else:
            for offset, character in enumerate(token):
                opening = _CLOSING.get(character)
                if opening is None or not waiting[opening]:
                    continue
                while stack[-1][1] != opening:
                    waiting[stack.pop()[1]] -= 1
                closed.add(stack.pop()[0])
                closed.add(index if len(token) == 1 else (index, offset))
                waiting[opening] -= 1
    return closed


def _cut(text: str, start: int, end: int) -> list[Span]:
    """The sentence itself, or pieces of it that are short enough for the engine."""
    pieces = []
    while (reach := _reach(text, start, end)) < end:
        cut = _last_cut(text, start, reach)
        pieces.append(Span(start, cut))
        start = cut
    pieces.append(Span(start, end))
    return pieces


def _reach(text: str, start: int, end: int) -> int:
    """How far a piece that begins at `start` may go."""
    if end - start <= LONGEST // _LONGEST_FOLD:
        return end
    reach = min(end, start + LONGEST)
    single = _FOLDS_SINGLY.match(text, start, reach)
    assert single is not None
    size = single.end() - start
    for index in range(single.end(), reach):
        size += len(unicodedata.normalize("NFKC", text[index]))
        if size > LONGEST:
            return index
    return reach


def _last_cut(text: str, start: int, reach: int) -> int:
    """The last of the best places in the second half of what may be one piece."""
    half = start + (reach - start) // 2
    for pattern in _CUTS:
        # A place at the window's very end is seen from both sides.
        places = (match.end() for match in pattern.finditer(text, half, reach + 1))
        last = max((place for place in places if half < place <= reach), default=None)
        if last is not None:
            return last
    return reach
