"""A library that may not be written where it lies: looked at as a copy, and every write refused in one sentence."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from readinglist.commands import notes
from readinglist.store.library import Library
from tests.cli.conftest import Run
from tests.digests import PAPERS, bring_in, page

WRITES = [
    ("queue", "1"), ("dismiss", "1"), ("tag", "1", "+moe"), ("note", "1", "--text", "sand"), ("rate", "1", "5"),
    ("undo",), ("redo",), ("searches", "--save", "Sieves", "sieve"), ("doctor", "--renew-copy"), ("backup",),
    ("restore", "second-copy"), ("restore", "latest"), ("purge", "1", "--yes"), ("doctor", "--compact"),
]  # fmt: skip


@pytest.fixture
def filled(library_path: Path) -> Path:
    with Library.open(library_path) as library:
        bring_in(library, page(PAPERS))
        notes.write_note(library, paper=1, text="Read again.")
    return library_path


def everything(folder: Path) -> dict[str, bytes]:
    """The files of a folder, those of the test's home aside."""
    files = [file for file in sorted(folder.rglob("*")) if file.is_file() and "home" not in file.parts]
    return {str(file.relative_to(folder)): file.read_bytes() for file in files}


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """A folder in which nobody can write, root included: mounted over itself for reading only."""
    subprocess.run(["mount", "--bind", str(folder), str(folder)], check=True)
    subprocess.run(["mount", "-o", "remount,ro,bind", str(folder)], check=True)
    try:
        yield
    finally:
        subprocess.run(["umount", str(folder)], check=True)


@pytest.mark.parametrize("words", WRITES, ids=lambda words: words[0])
def test_in_a_folder_that_is_kept_in_step_every_write_is_refused_with_the_way_out(
    words: tuple[str, ...], filled: Path, run: Run
) -> None:
    (filled.parent / ".stfolder").mkdir()
    before = everything(filled.parent)
    said = run(*words)
    assert said.code == 1
    assert f"Syncthing keeps the folder {filled.parent} in step with other computers" in said.err
    assert "Nothing was written. Move library.db and library.db.files to a folder that stays on this" in said.err
    assert "--library PATH" in said.err
    assert everything(filled.parent) == before


def test_in_a_folder_that_is_kept_in_step_no_library_is_made(library_path: Path, digest: Path, run: Run) -> None:
    (library_path.parent / ".dropbox.cache").mkdir()
    said = run("import", digest)
    assert (said.code, "Dropbox keeps the folder" in said.err) == (1, True)
    assert not library_path.exists()
    assert run("list").code == 0


def test_what_is_there_can_be_read_searched_and_taken_out(filled: Path, digest: Path, run: Run) -> None:
    expected = run("export", "markdown").out
    (filled.parent / ".stfolder").mkdir()
    before = everything(filled.parent)
    assert "Sorting Pebbles" in run("list", "note:again").out
    assert "Read again." in run("show", "1").out
    assert run("export", "markdown").out == expected
    assert run("export", "bibtex").out.count("@misc{") == 5
    assert "Sound." in run("doctor").out
    assert "Syncthing keeps the folder" in run("doctor").out
    assert run("doctor", "--json").json["writable"] is False
    assert run("import", "--dry-run", digest).code == 0
    assert everything(filled.parent) == before


def test_a_citation_key_of_an_export_that_could_not_be_kept_is_the_one_that_would_be(filled: Path, run: Run) -> None:
    (filled.parent / ".stfolder").mkdir()
    shown = run("export", "bibtex").out
    (filled.parent / ".stfolder").rmdir()
    assert run("export", "bibtex").out == shown


@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="only root can mount")
def test_on_a_disk_that_can_only_be_read_the_library_is_looked_at_with_what_its_log_holds(
    filled: Path, run: Run, tmp_path: Path
) -> None:
    folder = tmp_path / "disc"
    folder.mkdir()
    with Library.open(filled) as library:  # the newest note stands in the write-ahead log alone
        notes.write_note(library, paper=2, text="Only in the log.")
        for file in filled.parent.glob("library.db*"):
            (shutil.copytree if file.is_dir() else shutil.copyfile)(file, folder / file.name)
    with read_only(folder):
        options = ("--library", str(folder / "library.db"))
        assert "Only in the log." in run("show", "2", *options).out
        said = run("queue", "1", *options)
        assert said.code == 1
        assert f"The folder {folder} may not be written to. Nothing was written. Make it writable, or copy" in said.err
    assert (folder / "library.db-wal").stat().st_size > 0  # nothing was done to it


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_another_user_owns_is_looked_at(filled: Path, run: Run) -> None:
    filled.parent.chmod(0o500)
    try:
        assert "Sorting Pebbles" in run("list").out
        assert "may not be written to" in run("queue", "1").err
    finally:
        filled.parent.chmod(0o700)


def test_no_room_for_a_copy_is_said(filled: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    (filled.parent / ".stfolder").mkdir()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(shutil, "copyfile", full)
    said = run("list")
    assert said.code == 1
    assert "no copy of it to look at can be made" in said.err
    assert "No space left on device. Make room there" in said.err


def test_a_library_that_is_written_all_the_time_is_not_copied_half(
    filled: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    (filled.parent / ".stfolder").mkdir()
    copyfile: Callable[..., object] = shutil.copyfile

    def while_it_is_written(source: Path, target: Path) -> None:
        copyfile(source, target)
        os.utime(filled, ns=(0, target.stat().st_mtime_ns))

    monkeypatch.setattr(shutil, "copyfile", while_it_is_written)
    said = run("list")
    assert (said.code, "is being written by another program. Try again in a moment." in said.err) == (1, True)


def test_a_newer_library_is_refused_in_one_line_and_left_as_it_is(filled: Path, run: Run) -> None:
    with Library.open(filled) as library:
        library._connection.execute("PRAGMA user_version = 99")
    before = filled.read_bytes()
    for words in (("list",), ("queue", "1"), ("export", "bibtex")):
        said = run(*words)
        assert said.code == 1
        assert "was written by a newer Reading List (schema 99, this one knows 1)." in said.err
        assert "Install the newest version; nothing was changed." in said.err
    assert filled.read_bytes() == before


def test_a_library_on_another_computer_has_a_rollback_journal_and_doctor_says_so(
    filled: Path, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from readinglist.store import mounts

    table = tmp_path / "mounts"
    table.write_text(f"host:/papers {tmp_path} nfs4 rw 0 0\n")
    monkeypatch.setattr(mounts, "TABLE", table)
    assert run("queue", "1").code == 0
    assert run("doctor", "--json").json["journal"] == "delete"
    assert f"The library lies on another computer, in {tmp_path}. Write to it from one" in run("doctor").out
    with Library.open(filled) as library:
        assert library._connection.execute("PRAGMA synchronous").fetchone()[0] == 3
