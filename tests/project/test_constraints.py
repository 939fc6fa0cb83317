"""packaging/constraints.txt names one version of everything that is installed."""

from __future__ import annotations

import re
import tomllib
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
PACKAGING = ROOT / "packaging"


def pins() -> dict[str, str]:
    lines = (PACKAGING / "constraints.txt").read_text(encoding="utf-8").splitlines()
    requirements = [Requirement(line) for line in lines if line and not line.startswith("#")]
    versions = {str(canonicalize_name(requirement.name)): str(requirement.specifier) for requirement in requirements}
    assert len(versions) == len(requirements)
    return versions


def test_every_line_is_a_name_and_one_version() -> None:
    versions = pins().values()
    assert versions
    assert [version for version in versions if not re.fullmatch(r"==[\w.]+", version)] == []


def test_every_package_that_the_project_or_its_tests_need_is_pinned() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    extras = project["project"]["optional-dependencies"]
    asked = project["project"]["dependencies"] + extras["dev"]
    measured = {canonicalize_name(Requirement(line).name) for line in extras["bench"]}
    assert measured <= pins().keys()
    to_see = [(Requirement(line), {""}) for line in [*asked, *project["build-system"]["requires"], "editables"]]
    needed: set[str] = set()
    while to_see:
        requirement, extras = to_see.pop()
        marker, name = requirement.marker, canonicalize_name(requirement.name)
        if name in needed or (marker and not any(marker.evaluate({"extra": extra}) for extra in extras)):
            continue
        needed.add(name)
        to_see += [(Requirement(line), requirement.extras or {""}) for line in metadata.requires(name) or []]
    brought_by_venv = {"pip", "setuptools"}
    assert needed - brought_by_venv <= pins().keys()
