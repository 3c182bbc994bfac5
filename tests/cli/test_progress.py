from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.cli import progress
from pipeline.cli.messages import Words
from pipeline.cli.progress import Pace, duration
from pipeline.corpus import Source


@pytest.mark.parametrize(
    ("seconds", "japanese", "english"),
    [
        (0.2, "0 秒", "0 s"),
        (59.6, "1 分 0 秒", "1 min 0 s"),
        (125, "2 分 5 秒", "2 min 5 s"),
        (3600 * 25 + 61, "25 時間 1 分", "25 h 1 min"),
    ],
)
def test_duration(seconds: float, japanese: str, english: str) -> None:
    assert (duration(Words("ja"), seconds), duration(Words("en"), seconds)) == (japanese, english)


def test_the_time_left_is_counted_in_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter([100.0, 110.0, 130.0])
    monkeypatch.setattr(progress.time, "monotonic", lambda: next(clock))
    sources = []
    for name, size in (("a", 9), ("b", 29), ("c", 59)):
        path = tmp_path / name
        path.write_bytes(b"x" * size)
        sources.append(Source(name, name, path))
    pace = Pace(Words("en"), sources)
    assert pace.left() == ""
    pace.add(sources[0])
    assert pace.left() == "about 1 min 30 s left"
    pace.add(sources[1])
    assert pace.left() == "about 45 s left"
    pace.add(sources[2])
    assert pace.left() == ""


def test_a_source_that_has_gone_has_a_size_still(tmp_path: Path) -> None:
    assert progress.size_of(Source("a", "a", tmp_path / "a")) == 1
