"""Real repositories of Git with outputs in them."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from pipeline.export.documents import write_documents
from pipeline.export.json_pieces import to_json
from pipeline.export.texts import write_texts
from pipeline.records import Document

GENERATOR = {"versions": {}, "settings": {}, "digests": {"rules": "1"}}


def git(folder: Path, *arguments: str) -> str:
    """Whatever the machine's own settings say."""
    environment = {
        **os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull,
        "GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@example.org",
        "GIT_COMMITTER_NAME": "a", "GIT_COMMITTER_EMAIL": "a@example.org",
    }  # fmt: skip
    done = subprocess.run(
        ["git", *arguments], cwd=folder, env=environment, check=True, capture_output=True, text=True
    )
    return done.stdout.strip()


def write_outputs(
    folder: Path,
    documents: Iterable[Document],
    generator: Mapping[str, Any] | None = GENERATOR,
    errors: str = "",
) -> Path:
    """`documents` as a run would write them, and no others."""
    for room, suffix in (("documents", ".json"), ("texts", ".txt")):
        for path in (folder / room).rglob(f"*{suffix}"):
            path.unlink()
    for document in documents:
        for path, content in (*write_documents([document]), *write_texts([document])):
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            with target.open("a", encoding="utf-8", newline="\n") as file:
                file.write(content)
    folder.mkdir(parents=True, exist_ok=True)
    if generator is not None:
        package = to_json({"generator": generator})
        (folder / "datapackage.json").write_text(package, encoding="utf-8")
    (folder / "errors.jsonl").unlink(missing_ok=True)
    if errors:
        (folder / "errors.jsonl").write_text(errors, encoding="utf-8")
    return folder


def make_repository(folder: Path, *, digest: str = "sha1") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    git(folder, "init", "--quiet", f"--object-format={digest}")
    return folder


def commit(folder: Path, message: str = "outputs") -> str:
    """All that is there; the full name of the commit."""
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--allow-empty", "--message", message)
    return git(folder, "rev-parse", "HEAD")
