"""How long two outputs of 1,000 documents take to compare.

    python benchmarks/diff.py [--documents N] [--folder DIR]

Documents as long and as full as the sample (3,800 characters, some 150 mentions and dates),
each with text of its own, are written into a Git repository and committed; then some are
edited: ten of them, or all. Measured is the command itself in a process of its own. Exit
status 1 where it takes longer than `SECONDS`, or loads what it should not.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from pipeline.export.json_pieces import to_json
from pipeline.export.load import load_document
from pipeline.records import Document

ROOT = Path(__file__).parents[1]
SAMPLE = "renkei-2018"
SECONDS = {"nothing": 1.0, "ten": 1.5, "all": 8.0}
HEAVY = ("spacy", "ginza", "fugashi", "pandas", "numpy")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--documents", type=int, default=1000)
    parser.add_argument("--folder", type=Path, help="keep the repository there")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="houkoku-diff-") as temporary:
        return measure(arguments.folder or Path(temporary), arguments.documents)


def measure(folder: Path, count: int) -> int:
    sample = load_sample()
    outputs = folder / "outputs"
    for number in range(count):
        write(outputs, numbered(sample, number))
    (outputs / "datapackage.json").write_text(
        to_json({"generator": generator("1")}), encoding="utf-8"
    )
    git(folder, "init", "--quiet")
    git(folder, "add", "outputs")
    git(folder, "commit", "--quiet", "--message", "outputs")
    status = 0
    for name, edited in (("nothing", 0), ("ten", 10), ("all", count)):
        for number in range(edited):
            write(outputs, edit(numbered(sample, number), number))
        (outputs / "datapackage.json").write_text(
            to_json({"generator": generator("2" if edited else "1")}), encoding="utf-8"
        )
        start = time.perf_counter()
        found = compare(folder)
        seconds = time.perf_counter() - start
        late = seconds > SECONDS[name]
        status |= late
        changes = sum(found["counts"].values())
        sys.stdout.write(
            f"{name:8} {edited:5} of {count} documents edited: {changes:6} changes in "
            f"{len(found['groups']):5} groups, {seconds:5.2f} s (at most {SECONDS[name]})"
            + (" TOO SLOW\n" if late else "\n")
        )
    return status


def load_sample() -> Document:
    record = (ROOT / f"outputs/documents/{SAMPLE}.json").read_text(encoding="utf-8")
    text = (ROOT / f"outputs/texts/{SAMPLE}.txt").read_bytes().decode("utf-8")
    return load_document(json.loads(record), text)


def numbered(sample: Document, number: int) -> Document:
    """The sample as another document: its own first line, as wide as every other one's."""
    return replace(shifted(sample, f"文書第{number:06}号\n"), id=f"{number // 100:03}/{number:06}")


def edit(document: Document, number: int) -> Document:
    """A paragraph put in at the top, a date that is read otherwise, a name that is not found."""
    at = number % len(document.dates)
    dates = list(document.dates)
    dates[at] = replace(dates[at], iso="1999", granularity="year")
    organizations = list(document.organizations)
    first = organizations[number % len(organizations)]
    organizations[number % len(organizations)] = replace(first, mentions=first.mentions[1:])
    edited = replace(document, dates=tuple(dates), organizations=tuple(organizations))
    return shifted(edited, f"令和{number % 9 + 1}年の追記。\n\n")


def shifted(document: Document, head: str) -> Document:
    """With `head` put before the text."""
    by, lines = len(head), head.count("\n")

    def move(record):
        return replace(
            record, start=record.start + by, end=record.end + by, line=record.line + lines
        )

    return replace(
        document,
        text=head + document.text,
        sections=tuple(
            replace(
                s, start=s.start + by, end=s.end + by,
                heading_start=s.heading_start + by, heading_end=s.heading_end + by,
            )
            for s in document.sections
        ),
        dates=tuple(map(move, document.dates)),
        organizations=tuple(
            replace(o, mentions=tuple(map(move, o.mentions))) for o in document.organizations
        ),
        people=tuple(replace(p, mentions=tuple(map(move, p.mentions))) for p in document.people),
        references=tuple(map(move, document.references)),
    )  # fmt: skip


def write(outputs: Path, document: Document) -> None:
    for path, content in (
        (outputs / f"documents/{document.id}.json", to_json(document.to_dict())),
        (outputs / f"texts/{document.id}.txt", document.text),
    ):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8", newline="\n")


def generator(rules: str) -> dict[str, object]:
    return {"versions": {}, "settings": {}, "digests": {"rules": rules}}


def compare(folder: Path) -> dict[str, object]:
    """The command's JSON; what it loads is looked at in its own process."""
    code = (
        "import sys\n"
        "from pipeline.cli import main\n"
        "status = main(['diff', '--format', 'json'])\n"
        f"heavy = set({HEAVY!r}) & set(sys.modules)\n"
        "sys.exit(f'loaded: {sorted(heavy)}' if heavy else status)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=folder, env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
        capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    if done.returncode:
        raise SystemExit(done.stderr)
    return json.loads(done.stdout)


def git(folder: Path, *arguments: str) -> None:
    who = ("-c", "user.name=benchmark", "-c", "user.email=benchmark@example.org")
    subprocess.run(["git", *who, *arguments], cwd=folder, check=True)


if __name__ == "__main__":
    sys.exit(main())
