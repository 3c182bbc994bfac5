"""One target under atheris: `python -m tests.fuzz.one TARGET [libFuzzer's own arguments]`."""

from __future__ import annotations

import sys

import atheris


def main() -> None:
    name = sys.argv.pop(1)
    # What is imported here is watched for what it reaches.
    with atheris.instrument_imports(include=["pipeline"]):
        from tests.fuzz.targets import TARGETS
    target = TARGETS[name]
    # Loads what is loaded once, so that no input is blamed for it.
    target(b"")
    atheris.Setup(sys.argv, target)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
