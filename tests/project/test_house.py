"""The house holds: folders, imports, file sizes, folders and their tuples, and what must never be in the tree."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from readinglist.commands import registry
from readinglist.store.library import Library
from tests.digests import bring_in, page

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "readinglist"
SOURCES = sorted([*PACKAGE.rglob("*.py"), *(ROOT / "tests").rglob("*.py"), *(ROOT / "packaging").glob("*.py")])

LONGEST = 400
#: Files that are longer, each with its reason; this list only shrinks.
LONGER: dict[str, str] = {}

FOLDERS = {"readinglist", "resources", "tests", "packaging", "seeds", ".ci"}
FILES = {
    "pyproject.toml", "README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md", "LICENSE", ".gitignore",
}  # fmt: skip


def tracked() -> list[str]:
    """Every file of the project."""
    if not shutil.which("git"):
        pytest.skip("without git there is no list of the project's files")
    listing = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if listing.returncode:
        pytest.skip("not a checkout, so there is no list of the project's files")
    return [name for name in listing.stdout.splitlines() if (ROOT / name).is_file()]


def test_the_top_holds_what_the_architecture_names_and_nothing_else() -> None:
    tops = {name.split("/")[0] for name in tracked()}
    assert tops <= FOLDERS | FILES
    assert tops >= {"readinglist", "resources", "tests", "packaging", "seeds", *FILES}


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_file_is_short_enough_to_be_read_at_once(path: Path) -> None:
    lines = len(path.read_text("utf-8").splitlines())
    name = str(path.relative_to(ROOT))
    assert lines <= LONGEST or name in LONGER, f"{name} has {lines} lines"


def test_the_list_of_longer_files_names_only_longer_files() -> None:
    for name in LONGER:
        assert len((ROOT / name).read_text("utf-8").splitlines()) > LONGEST, f"{name} is short again: take it off"


def test_every_module_says_what_it_is() -> None:
    missing = []
    for path in PACKAGE.rglob("*.py"):
        tree = ast.parse(path.read_text("utf-8"))
        if not ast.get_docstring(tree):
            missing.append(str(path.relative_to(ROOT)))
    assert not missing


def test_the_registry_names_every_module_of_commands() -> None:
    without_commands = {"__init__", "registry", "keymap", "text", "sources", "import_plan", "problem_report"}
    found = {path.stem for path in (PACKAGE / "commands").glob("*.py")} - without_commands
    assert found == set(registry.MODULES)


def test_imports_run_one_way() -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    result = subprocess.run([str(linter), "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout


def test_print_is_said_only_by_the_command_line() -> None:
    for path in PACKAGE.rglob("*.py"):
        calls = [
            node.lineno
            for node in ast.walk(ast.parse(path.read_text("utf-8")))
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
        ]
        assert not calls or path.parent.name == "cli", f"{path.name} prints in line {calls[0]}"


def test_no_function_gives_a_name_of_its_module_another_value() -> None:
    for path in PACKAGE.rglob("*.py"):
        tree = ast.parse(path.read_text("utf-8"))
        assert not [node for node in ast.walk(tree) if isinstance(node, ast.Global)], f"{path.name} uses global"


def test_the_start_loads_nothing_that_a_version_does_not_need() -> None:
    command = [sys.executable, "-X", "importtime", "-m", "readinglist", "--version"]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    loaded = {line.split("|")[-1].strip().split(".")[0] for line in result.stderr.splitlines() if "|" in line}
    assert "readinglist" in loaded
    assert not loaded & {"PySide6", "sqlite_utils", "numpy", "rapidfuzz"}


def test_listing_papers_loads_no_qt_and_no_sqlite_utils(library: Library, library_path: Path) -> None:
    bring_in(library, page())
    command = [
        sys.executable,
        "-X",
        "importtime",
        "-m",
        "readinglist",
        "--library",
        str(library_path),
        "list",
        "--json",
    ]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    loaded = {line.split("|")[-1].strip().split(".")[0] for line in result.stderr.splitlines() if "|" in line}
    assert not loaded & {"PySide6", "sqlite_utils", "numpy", "rapidfuzz", "rich"}
    assert result.stdout.count('"title"') == 5


#: Addresses of package registries and folders of a developer's machine have no place in the project.
FORBIDDEN = re.compile(r"pypi\.org|pythonhosted|deb\.debian|registry\.npm|/(?:root|work|home/\w+)/", re.IGNORECASE)


def test_no_file_names_a_registry_or_a_machine() -> None:
    for name in tracked():
        data = (ROOT / name).read_bytes()
        if b"\0" in data or name == str(Path(__file__).relative_to(ROOT)):
            continue
        found = FORBIDDEN.search(data.decode("utf-8", "replace"))
        assert found is None, f"{name} says {found}"
