"""Looks for inputs that break a promise, guided by what the code reaches.

    python -m tests.fuzz [--seconds N] [TARGET …]

Each target has N seconds. It begins with its seeds and with what earlier runs kept in
build/fuzz; what breaks it is put into tests/fuzz/found, where the tests run it from then on.
Exit status 1 where something was found.
"""

from __future__ import annotations

import argparse
import importlib.util
import re
import subprocess
import sys
from pathlib import Path

from tests.fuzz.targets import LONGEST_INPUT, TARGETS

HERE = Path(__file__).parent
KEPT = HERE.parents[1] / "build" / "fuzz"
# Seconds for one input, and MB for the whole.
TIMEOUT, MEMORY = 20, 3_000
_RUNS = re.compile(r"Done (\d+) runs|stat::number_of_executed_units: (\d+)")
_COVERED = re.compile(r"cov: (\d+)")


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("targets", nargs="*", choices=[*TARGETS, []], metavar="TARGET")
    settings = parser.parse_args()
    if importlib.util.find_spec("atheris") is None:
        tell("atheris is not installed: it has no wheel for this Python or system")
        return 1
    broken = [name for name in settings.targets or TARGETS if not fuzz(name, settings.seconds)]
    tell(f"broken: {', '.join(broken)} (see tests/fuzz/found)" if broken else "nothing found")
    return 1 if broken else 0


def fuzz(name: str, seconds: int) -> bool:
    """Whether nothing was found."""
    kept, found = KEPT / name, HERE / "found" / name
    for folder in (kept, found):
        folder.mkdir(parents=True, exist_ok=True)
    done = subprocess.run(
        [sys.executable, "-m", "tests.fuzz.one", name, str(kept), str(HERE / "seeds" / name),
         f"-max_total_time={seconds}", f"-artifact_prefix={found}/", f"-max_len={LONGEST_INPUT}",
         f"-timeout={TIMEOUT}", f"-rss_limit_mb={MEMORY}", "-print_final_stats=1", "-verbosity=1"],
        cwd=HERE.parents[1], capture_output=True, text=True, encoding="utf-8", errors="replace",
    )  # fmt: skip
    said = done.stdout + done.stderr
    runs = max((int(a or b) for a, b in _RUNS.findall(said)), default=0)
    covered = max(map(int, _COVERED.findall(said)), default=0)
    tell(f"{name}: {runs:,} inputs, {covered:,} places reached")
    if done.returncode:
        tell("\n".join(said.splitlines()[-60:]))
    if not any(found.iterdir()):
        found.rmdir()
    return done.returncode == 0


def tell(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
