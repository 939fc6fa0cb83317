"""The only finder of shipped files: the source folder where there is one, else the copy inside the package."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def folder() -> Path:
    """Where the shipped files lie; the source folder goes first, so that an editable install never reads stale ones."""
    return _source("resources") or _PACKAGE / "shipped"


def path(name: str) -> Path:
    """A shipped file, e.g. "keymap.toml"."""
    return folder() / name


def text(name: str) -> str:
    """The text of a shipped file."""
    return path(name).read_text("utf-8")


def samples() -> list[Path]:
    """The sample digests, in the order of their names."""
    return sorted((_source("seeds") or _PACKAGE / "shipped" / "seeds").glob("*.txt"))


def _source(name: str) -> Path | None:
    """A folder of the source; None where the program was installed."""
    source = _PACKAGE.parent / name
    return source if source.is_dir() and (_PACKAGE.parent / "pyproject.toml").is_file() else None
