"""What the project says about itself holds: versions, licences, files, commands."""

from __future__ import annotations

import re
import tomllib
from contextlib import suppress
from importlib import import_module, metadata
from itertools import chain
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRAS = PROJECT["optional-dependencies"]
# What `make` installs before the project, to build it.
BUILDERS = ["editables", "hatchling", "setuptools"]


def pins() -> dict[str, str]:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    found = dict(line.split("==") for line in lines if not line.startswith("#"))
    return {canonicalize_name(name): version for name, version in found.items()}


def needed() -> list[Requirement]:
    """Everything that is installed with all extras, through what needs what."""
    waiting = [Requirement(text) for text in [*PROJECT["dependencies"], *chain(*EXTRAS.values())]]
    waiting += [Requirement(name) for name in BUILDERS]
    found: dict[str, Requirement] = {}
    while waiting:
        requirement = waiting.pop()
        # An extra that names another of ours adds nothing: all of them are here.
        # Nor is pip, which pip-audit asks for, ours to choose: it is what installs all of them.
        if str(requirement) in found or requirement.name in (PROJECT["name"], "pip"):
            continue
        found[str(requirement)] = requirement
        try:
            texts = metadata.requires(requirement.name) or []
        except metadata.PackageNotFoundError:
            continue  # for another system, or of the extra that is not installed here
        for needed in map(Requirement, texts):
            if needed.marker is None or needed.marker.evaluate({"extra": ""}):
                waiting.append(needed)
    return list(found.values())


def test_constraints_pin_everything_that_is_installed() -> None:
    missing = {r.name for r in needed() if canonicalize_name(r.name) not in pins()}
    assert missing == set()


def test_pinned_versions_are_allowed_by_those_who_need_them() -> None:
    for requirement in needed():
        version = pins()[canonicalize_name(requirement.name)]
        assert requirement.specifier.contains(version, prereleases=True), str(requirement)


def test_what_is_installed_is_what_is_pinned() -> None:
    """So that the tests speak of the versions that `make` installs."""
    other = {}
    for name in {canonicalize_name(requirement.name) for requirement in needed()} - {*BUILDERS}:
        with suppress(metadata.PackageNotFoundError):
            if metadata.version(name) != pins()[name]:
                other[name] = metadata.version(name)
    assert other == {}


def test_constraints_hold_versions_and_no_addresses() -> None:
    for name, version in pins().items():
        assert re.fullmatch(r"[a-z0-9-]+", name)
        Version(version)
    assert "houkoku" not in pins()


@pytest.mark.parametrize("name", ["README.md", "README.ja.md", "LICENSE", "constraints.txt"])
def test_the_files_of_a_project_are_there(name: str) -> None:
    assert (ROOT / name).stat().st_size > 0


def test_the_command_is_what_the_metadata_says() -> None:
    module, _, function = PROJECT["scripts"]["houkoku"].partition(":")
    assert callable(getattr(import_module(module), function))


def test_both_readmes_have_the_same_parts() -> None:
    def shape(name: str) -> list[object]:
        text = (ROOT / name).read_text(encoding="utf-8")
        return [
            text.count("\n## "),
            text.count("```"),
            text.count("\n| "),
            re.findall("`make [^`]*`", text),
        ]

    assert shape("README.md") == shape("README.ja.md")


def test_targets_that_the_readme_names_exist() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert set(re.findall(r"make ([a-z-]+)", text)) - {"list", "alone"} <= targets
