from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.cli import progress
from pipeline.cli.messages import Words
from pipeline.cli.progress import Pace, duration
from pipeline.corpus import Source, Task


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


def test_the_time_left_is_counted_in_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter([100.0, 110.0, 130.0])
    monkeypatch.setattr(progress.time, "monotonic", lambda: next(clock))
    sizes = (("a", 9), ("b", 29), ("c", 59))
    tasks = [Task(Source(name, name, Path(name)), size, ()) for name, size in sizes]
    pace = Pace(Words("en"), tasks)
    assert pace.left() == ""
    pace.add(tasks[0])
    assert pace.left() == "about 1 min 30 s left"
    pace.add(tasks[1])
    assert pace.left() == "about 45 s left"
    pace.add(tasks[2])
    assert pace.left() == ""
