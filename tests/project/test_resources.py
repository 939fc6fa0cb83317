"""Shipped files are found in the source and in an installed program."""

from __future__ import annotations

import importlib.util
import shutil
import tomllib
from pathlib import Path

from readinglist import resources

ROOT = Path(__file__).resolve().parents[2]


def test_the_samples_are_the_digests_of_the_source() -> None:
    assert resources.samples() == sorted((ROOT / "seeds").glob("*.txt"))
    assert len(resources.samples()) == 4


def test_the_wheel_carries_resources_and_samples_where_they_are_looked_for(tmp_path: Path) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    carried = project["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    assert set(carried) == {"resources", "seeds"}
    shutil.copytree(ROOT / "readinglist", tmp_path / "readinglist", ignore=shutil.ignore_patterns("*.pyc"))
    for source, target in carried.items():
        shutil.copytree(ROOT / source, tmp_path / target)
    installed = tmp_path / "readinglist" / "resources.py"
    spec = importlib.util.spec_from_file_location("installed_resources", installed)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert [path.name for path in module.samples()] == [path.name for path in resources.samples()]
    assert all(path.is_relative_to(tmp_path) for path in module.samples())
    assert module.text("keymap.toml") == resources.text("keymap.toml")
