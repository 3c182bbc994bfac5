"""A corpus of damaged documents: texts, PDFs and sidecars as broken disks and hostile people leave them.

Everything comes of a seeded generator: the same files on every machine.
"""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from tests.hostile import KINDS, mutations, reports
from tests.pdfs import DRAWN, make_pdf

_SUFFIXES = (".txt", ".txt", ".txt", ".text", ".md", ".TXT")
_SIDECARS = (
    'title = "平成30年度 実績報告書"', "reference_date = 2018-04-01", 'encoding = "cp932"', 'encoding = "utf-16"',
    'source_url = "https://www.example.go.jp/report.pdf"', 'running_heads = ["実績報告書", "国の動き"]',
    'running_heads = []', 'reference_date = "2018-13-01"', "encoding = 1", '[title]', 'タイトル = "甲"',
    'title = """甲\n乙"""', "reference_date = 9999-12-31", 'running_heads = ["", 1]', "# 注記", "x = " + "[" * 60,
)  # fmt: skip
_SPLICES = (
    b"\0",
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"\x1b$B",
    b"\x1b(B",
    b"\xed\xa0\x80",
    b"\xf8\x88",
    b"\x8f",
    b"\r",
    b"\x1a",
)
_NAME = "あがか\u3099亜、。 -=+@'\"\n\t\\*?:|<>$`%#~.\u202e\ufeff\U0001f600Ａａ"


class File(NamedTuple):
    """`path` is below the corpus's folder; bytes that are no UTF-8 stand in it as surrogates."""

    path: str
    raw: bytes


def mutated(count: int, seed: str = "mutated") -> Iterator[File]:
    """The files of `count` documents, a sidecar before the document that it speaks of.

    A document is mostly of 50 to 1,000 characters.
    """
    for number, (_, raw) in enumerate(mutations(count, seed)):
        source = random.Random(f"{seed} {number}")
        stem, suffix = _name(source, number), source.choice(_SUFFIXES)
        kind = source.random()
        if kind < 0.03:
            raw, suffix = _pdf(source), ".pdf"
        elif kind < 0.13:
            text = source.choice(KINDS).make(source.randrange(1, 1_000))
            raw = text.encode(source.choice(("utf-8", "utf-16")), "surrogatepass")
        elif kind < 0.19:
            raw = _spliced(source, raw)
        elif kind < 0.22:
            raw = source.randbytes(source.randrange(0, 300))
        if source.random() < 0.06:
            yield File(f"{stem}.toml", _sidecar(source))
        yield File(stem + suffix, raw)


def write_mutated(folder: Path, count: int, seed: str = "mutated") -> set[str]:
    """The files into `folder`, and the paths of the documents."""
    found = set()
    for path, raw in mutated(count, seed):
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(raw)
        if not path.endswith(".toml"):
            found.add(path)
    return found


def _name(source: random.Random, number: int) -> str:
    plain = f"{number // 100:03}/{number:05}"
    if source.random() > 0.05:
        return plain
    odd = "".join(source.choices(_NAME, k=source.randrange(1, 40)))
    if source.random() < 0.2:
        odd += os.fsdecode(source.randbytes(4).translate(None, b"\0/"))
    # A name that began with a dot would be hidden, and left out.
    return f"{plain}/-{odd}"


def _pdf(source: random.Random) -> bytes:
    raw = bytearray(_pdfs()[source.randrange(len(_pdfs()))])
    for _ in range(source.randint(0, 6)):
        at = source.randrange(len(raw))
        how = source.random()
        if how < 0.5:
            raw[at] = source.randrange(256)
        elif how < 0.7:
            del raw[at : at + source.randrange(1, 60)]
        elif how < 0.9:
            raw[at:at] = raw[at : at + source.randrange(1, 200)]
        else:
            del raw[max(at, 1) :]
    return bytes(raw)


@cache
def _pdfs() -> tuple[bytes, ...]:
    report = reports()[0]
    pages = [report[at : at + 120] for at in range(0, 480, 120)]
    return (
        make_pdf(pages), make_pdf([pages[0], DRAWN, ""]), make_pdf([DRAWN]), make_pdf(["", ""]),
        make_pdf(pages[:2], known=False), make_pdf(pages[:1], more=b"/Encrypt 1 0 R"),
    )  # fmt: skip


def _spliced(source: random.Random, raw: bytes) -> bytes:
    """Two encodings, or an odd byte sequence, in one file."""
    at = source.randrange(len(raw) + 1)
    report = source.choice(reports())
    start = source.randrange(len(report))
    other = report[start : start + source.randrange(1, 200)]
    encoding = source.choice(("utf-8", "cp932", "euc_jp", "utf-16-be", "iso2022_jp"))
    piece = source.choice((other.encode(encoding, "replace"), source.choice(_SPLICES)))
    return raw[:at] + piece + raw[at:]


def _sidecar(source: random.Random) -> bytes:
    raw = "\n".join(source.choices(_SIDECARS, k=source.randint(0, 3))).encode()
    if source.random() < 0.4:
        at = source.randrange(len(raw) + 1)
        raw = raw[:at] + source.choice((b"", bytes([source.randrange(256)]))) + raw[at + 1 :]
    return raw
