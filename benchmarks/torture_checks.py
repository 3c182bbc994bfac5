"""What must hold of the results of a corpus, whatever was in it and whatever happened."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from pipeline.cli.messages import Words
from pipeline.corpus.naming import readable

# Files that a run leaves when it has ended by itself.
_LEFT = re.compile(r"\.tmp$|^unfinished\.jsonl$")
_LOCK = re.compile(r"lock$")
_KANJI = re.compile("[\u3040-\u30ff\u3400-\u9fff\uff66-\uff9f]{4,}")
_UNKNOWN = re.compile("unexpected ")


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def told_reasons(output: Path) -> list[tuple[str, int]]:
    """What documents failed for, figures aside, the commonest first."""
    reasons = (
        re.sub(r"0x\w+|\d+|'.*'", "…", line["reason"]) for line in _lines(output / "errors.jsonl")
    )
    return Counter(reasons).most_common(12)


def complaints(output: Path, sources: set[str]) -> list[str]:
    """All that is wrong with the results; `sources` are the paths of the documents."""
    failures = [*_lines(output / "errors.jsonl")]
    failed = {failure["source"] for failure in failures}
    written = {_source(path) for path in (output / "documents").rglob("*.json")}
    expected = {readable(source) for source in sources}
    wrong = [f"lost: {name!r}" for name in sorted(expected - failed - written)]
    wrong += [f"written, and failed as well: {name!r}" for name in sorted(failed & written)]
    wrong += [f"from nowhere: {name!r}" for name in sorted((failed | written) - expected)]
    wrong += [f"left over: {name!r}" for name in bytes_of(output) if _LEFT.search(Path(name).name)]
    for failure in failures:
        wrong += _about(failure["source"], failure["reason"])
    listed = {line["source"] for line in _lines(output / "manifest.jsonl") if "source" in line}
    if listed != written:
        wrong.append("the manifest does not list what is there")
    return wrong


def differences(first: Path, second: Path) -> list[str]:
    """Files that are not the same in both, the lock's aside: it names its process."""
    ours, theirs = (
        {name: raw for name, raw in bytes_of(folder).items() if not _LOCK.search(name)}
        for folder in (first, second)
    )
    names = sorted(ours.keys() | theirs.keys())
    return [f"not the same: {name!r}" for name in names if ours.get(name) != theirs.get(name)]


def _about(source: str, reason: str) -> Iterator[str]:
    if _UNKNOWN.search(reason):
        yield f"{source!r}: a defect of ours: {reason}"
    elif Words("ja").reason(reason) == reason:
        yield f"{source!r}: no reason that we know: {reason}"
    # Keys of a sidecar and names of files may be told, nothing else that was read.
    told = re.sub(r"unknown key '.*'$|^would be the same document .*", "", reason)
    if _KANJI.search(told):
        yield f"{source!r}: text of the document is told: {reason}"


def _lines(path: Path) -> Iterator[dict[str, str]]:
    if path.exists():
        with path.open(encoding="utf-8") as file:
            yield from map(json.loads, file)


def _source(path: Path) -> str:
    source: str = json.loads(path.read_bytes())["document"]["source"]
    return source
