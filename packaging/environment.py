"""The virtual environment in `.venv`: made, filled with pinned packages, and noticed when it is half made."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from system_packages import (
    QT_PACKAGES,
    SetUpError,
    find_qt_libraries,
    install_system_packages,
    on_debian,
    qt_packages,
    say,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT = Path(__file__).resolve().parent.parent
PROJECT = ROOT / "pyproject.toml"
CONSTRAINTS = ROOT / "packaging" / "constraints.txt"
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = VENV / "reading-list.json"
UNFINISHED = "unfinished"  # stands in the stamp while packages are being installed

LEVELS = {
    "run": ("", "what running needs"),
    "test": ("[dev]", "what running and testing need"),
    "bench": ("[dev,bench]", "what running, testing and measuring need"),
}
"""Which extras each level installs; each has what those before it have."""


def set_up(level: str, platforms: Sequence[str] = ()) -> None:
    """Make sure of .venv, of its packages (level "run", "test" for more, "bench" for all) and of Qt's libraries."""
    key = stamp_key(PROJECT.read_bytes(), CONSTRAINTS.read_bytes(), sys.implementation.cache_tag, str(ROOT))
    done = read_stamp(STAMP, key) if PYTHON.exists() else set()
    levels = list(LEVELS)
    if done.isdisjoint(levels[levels.index(level) :]):
        make_environment(platforms)
        install_packages(level)
        done = {level} | (done & set(QT_PACKAGES))
        write_stamp(STAMP, key, done)
    wanted = {"offscreen", *platforms}
    if not wanted <= done:
        find_qt_libraries(PYTHON, platforms)
        write_stamp(STAMP, key, done | wanted)


def make_environment(platforms: Sequence[str]) -> None:
    """Make .venv, unless a sound one is there that this version of Python made."""
    if VENV.exists():
        reason = why_unusable()
        if reason is None:
            return
        if Path(sys.prefix).resolve() == VENV:
            raise SetUpError(f"{reason}. To make it again, run this with a Python outside of .venv.")
        say(f"{reason}; making it again")
        try:
            shutil.rmtree(PYTHON.parent, ignore_errors=True)  # first, so that half a removal is noticed
            shutil.rmtree(VENV)
        except OSError as error:
            raise SetUpError(f"Something still uses .venv; close it, then try again. ({error})") from error
    else:
        say("Making .venv")
    if not (importlib.util.find_spec("ensurepip") and importlib.util.find_spec("venv")):
        if not on_debian():
            raise SetUpError(f"{sys.executable} comes without venv and ensurepip: install these, then try again.")
        venv_package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
        install_system_packages([venv_package, *qt_packages(platforms)])  # so bare a system lacks the rest too
    VENV.mkdir()
    write_stamp(STAMP, "", {UNFINISHED})
    if subprocess.call([sys.executable, "-m", "venv", str(VENV)]) != 0:
        raise SetUpError(f"{sys.executable} could not make a virtual environment in {VENV}: see above.")


def why_unusable() -> str | None:
    """What is wrong with the .venv that is there, or None."""
    stamp = load_stamp(STAMP)
    if stamp and UNFINISHED in stamp["done"]:
        return ".venv was left half made"
    if stamp and stamp["folder"] != str(VENV):
        return ".venv was made in another folder"  # its scripts hold that folder's name
    question = "import pip, sys; print(sys.implementation.cache_tag)"
    try:
        answer = subprocess.run([PYTHON, "-c", question], capture_output=True, text=True, check=False)
    except OSError:
        return ".venv has no Python that starts"
    if answer.returncode != 0:
        return ".venv has no working pip"
    if answer.stdout.strip() != sys.implementation.cache_tag:
        return ".venv was made by another version of Python"
    return None


def install_packages(level: str) -> None:
    """Install the project itself, editable, and what it needs, in the pinned versions."""
    import tomllib  # here, because it is new in 3.11

    extras, what = LEVELS[level]
    say(f"Installing {what}")
    began = time.monotonic()
    before = STAMP.read_bytes() if STAMP.exists() else None
    write_stamp(STAMP, "", {UNFINISHED})
    pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "-c", str(CONSTRAINTS)]
    project = f"{ROOT}{extras}"
    builders = tomllib.loads(PROJECT.read_text(encoding="utf-8"))["build-system"]["requires"]
    for arguments in ([*builders, "editables"], ["--no-build-isolation", "-e", project]):
        answer = subprocess.run([*pip, *arguments], capture_output=True, text=True, errors="replace", check=False)
        if answer.returncode != 0:
            # pip stops before it changes anything, so what was there still works.
            STAMP.unlink() if before is None else STAMP.write_bytes(before)
            said = answer.stderr.strip()
            raise SetUpError(f"{said}\npip could not install the packages; it needs the network for this.")
    count = len(list(VENV.glob("[Ll]ib/**/*.dist-info")))
    say(f"{count} packages are there now, after {time.monotonic() - began:.0f} s")


def stamp_key(*parts: bytes | str) -> str:
    """A digest of everything that an environment depends on."""
    digest = hashlib.sha256()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        digest.update(b"%d " % len(data) + data)
    return digest.hexdigest()


def read_stamp(path: Path, key: str) -> set[str]:
    """What was done under this key; nothing where there is no sound stamp of this key."""
    stamp = load_stamp(path)
    return set(stamp["done"]) if stamp and stamp["key"] == key else set()


def load_stamp(path: Path) -> dict[str, Any] | None:
    """The whole stamp, or None where it is missing or damaged."""
    try:
        stamp = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    sound = isinstance(stamp, dict) and {"key", "done", "folder"} <= stamp.keys() and isinstance(stamp["done"], list)
    return stamp if sound else None


def write_stamp(path: Path, key: str, done: set[str]) -> None:
    """Keep what was done under this key, and in which folder."""
    stamp = {"key": key, "done": sorted(done), "folder": str(path.parent)}
    path.write_text(json.dumps(stamp), encoding="utf-8")
