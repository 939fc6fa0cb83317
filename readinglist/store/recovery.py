"""A library that is damaged or gone is made again from its second copy; what was damaged is kept aside."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from readinglist.core.errors import LibraryError
from readinglist.store.failures import DamagedError
from readinglist.store.files import alone, companions, exclusive, make_folder, sync_folder
from readinglist.store.making_again import make_again
from readinglist.store.second_copy import SecondCopy

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

OPEN = "open.lock"
_PARTS = ("", "-wal", "-shm", "-journal")


@dataclass(frozen=True, slots=True)
class Recovery:
    """What was done about a damaged library: what was wrong, what there is again, and where the damaged files are."""

    why: str
    steps: int
    papers: int
    kept: Path | None

    @property
    def sentence(self) -> str:
        """What a person is told, once."""
        where = f" What was there is kept in {self.kept}." if self.kept else ""
        return (
            f"The library was made again from its second copy, because {self.why}:"
            f" {self.papers:,} papers, {self.steps:,} steps.{where}"
        )


def has_copy(path: Path | None) -> bool:
    """Whether there is a second copy to make a library of this path from."""
    return path is not None and SecondCopy(companions(path)).exists


def is_damage(error: BaseException) -> bool:
    """Whether opening failed because the file is not what was written.

    A schema that is no text any more is one that can't be decoded; one that names other columns is a plain error.
    """
    found = error if hasattr(error, "sqlite_errorname") else error.__cause__
    name = getattr(found, "sqlite_errorname", None) or ""
    known = name == "SQLITE_ERROR" or name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB"))
    return known or isinstance(error, UnicodeDecodeError | DamagedError)


def recover(path: Path, why: str, is_sound: Callable[[], bool]) -> Recovery | None:
    """Keep what is left of a library aside and make it again; all of the new one is there, or the old one is.

    None where another process or thread has done so meanwhile: then it is sound.

    Raises:
        LibraryError: it is open elsewhere, where it would be written on.
    """
    folder = companions(path)
    with exclusive(folder / "recovery.lock"), alone(folder / OPEN) as nobody:
        if is_sound():
            return None
        if not nobody:
            raise LibraryError(
                f"The library {path} has to be made again from its second copy, because {why}; but it is open.",
                "Close the window and every other Reading List, then try again.",
            )
        fresh = path.with_name(f"{path.name}.again")
        fresh.unlink(missing_ok=True)
        made = make_again(fresh, folder)
        done = Recovery(why, made.steps, made.papers, _set_aside(path, folder))
        fresh.rename(path)
        sync_folder(path.parent)
        if done.kept:
            (done.kept / "report.txt").write_text(f"{done.sentence}\n", "utf-8")
    return done


def _set_aside(path: Path, folder: Path) -> Path | None:
    left = [file for end in _PARTS if (file := path.with_name(f"{path.name}{end}")).exists()]
    if not left:
        return None
    kept = folder / f"damaged-{datetime.now(UTC):%Y%m%d-%H%M%S-%f}"
    make_folder(kept)
    for file in left:
        file.rename(kept / file.name)
    return kept
