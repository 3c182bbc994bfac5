"""Outputs as they are somewhere: in a folder, or in a revision of a Git repository.

At the rim, as `corpus` is: this room reads files and asks Git. What is read are records;
`review` compares them.
"""

from __future__ import annotations

from pathlib import Path

from pipeline.errors import UsageError
from pipeline.versions.folder import FolderVersion, is_outputs
from pipeline.versions.git import NoBaselineError, RevisionVersion, find_repository

__all__ = ["NoBaselineError", "Version", "open_versions"]

Version = FolderVersion | RevisionVersion
LAST_COMMIT = "HEAD"


def open_versions(before: str | None, after: str | None, output: Path) -> tuple[Version, Version]:
    """The two sides: each a folder of outputs, or a revision whose `output` is meant.

    Without `before` it is the last commit, without `after` it is `output` as it is now. A name
    that is both a folder of outputs and a revision is the folder. UsageError, as NoBaselineError
    where it is for want of Git, a repository or a commit, if there is nothing to compare.
    """
    folders = [_folder(before), _folder(after) if after else _present(output)]
    repository = find_repository(output) if None in folders else None
    digest = repository.digest if repository else "sha1"
    sides: list[Version] = []
    for name, folder in zip((before, after), folders, strict=True):
        if folder is not None:
            sides.append(FolderVersion(folder, digest))
        elif repository is not None:
            commit = repository.commit(name or LAST_COMMIT, last=name is None)
            sides.append(RevisionVersion(repository, name or LAST_COMMIT, commit))
    return sides[0], sides[1]


def _folder(name: str | None) -> Path | None:
    """The folder that `name` names, where one lies there; else it is a revision."""
    if not name:
        return None
    path = Path(name)
    if is_outputs(path):
        return path
    if path.is_dir():
        # A branch may be called what a folder is called, but it cannot be ./that or that/.
        if name.startswith((".", "/")) or name.endswith("/"):
            raise UsageError(name, "holds no outputs of houkoku")
    elif path.exists():
        raise UsageError(name, "is a file; a folder of outputs or a revision is needed")
    return None


def _present(output: Path) -> Path:
    if is_outputs(output):
        return output
    raise UsageError(str(output), "holds no outputs of houkoku: run houkoku extract first")
