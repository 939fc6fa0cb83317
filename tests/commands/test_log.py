"""The log and the report of a problem: what the program did, and nothing that is the user's."""

from __future__ import annotations

import logging
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from readinglist import log, traces
from readinglist.commands import notes, problem_report
from readinglist.commands.registry import make_registry
from readinglist.core.errors import LibraryError, ReadingListError
from readinglist.store.library import Library
from tests.arguments import Chance
from tests.digests import PAPERS, bring_in, page

TITLE, NOTE, FOLDER = "Canarytitle", "canarynote", "Canary Folder"


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A folder that is logged into."""
    log.start(tmp_path / "state", "test.log")
    yield tmp_path / "state"
    ours = logging.getLogger("readinglist")
    for handler in tuple(ours.handlers):
        ours.removeHandler(handler)
        handler.close()
    ours.setLevel(logging.NOTSET)


def logged(folder: Path) -> str:
    return (folder / "test.log").read_text()


def work(path: Path) -> None:
    """Do every command of the registry some times on papers, notes and files that are called canaries."""
    registry, chance = make_registry(), Chance(random.Random(5), path.parent)
    path.parent.mkdir(exist_ok=True)
    papers = [(f"{TITLE} {title}", f"{TITLE} {text}") for title, text in PAPERS]
    with Library.open(path) as library:
        bring_in(library, page(papers))
        notes.write_note(library, paper=1, text=NOTE)
        for command in registry:
            for _ in range(3):
                if command.run.__module__ != "readinglist.commands.registry":
                    arguments = chance.arguments(command, library)
                    try:
                        command.run(library, **(arguments or {}))
                    except (ReadingListError, TypeError):
                        continue
    path.write_bytes(b"x" * 5000)  # and a library that is damaged, and made again
    Library.open(path).close()


def test_every_step_is_logged_in_numbers(folder: Path, library: Library) -> None:
    bring_in(library, page())
    notes.write_note(library, paper=1, text=NOTE)
    assert "step 1: 5 papers came, 0 changed, 0 went" in logged(folder)
    assert "step 2: 0 papers came, 1 changed, 0 went" in logged(folder)


def test_no_title_no_note_and_no_path_reaches_the_log(folder: Path, tmp_path: Path) -> None:
    work(tmp_path / FOLDER / "library.db")
    said = logged(folder)
    assert said.count("\n") > 30
    for canary in (TITLE, NOTE, FOLDER, str(tmp_path), "library.db"):
        assert canary.lower() not in said.lower()


def test_who_asks_for_it_gets_what_steps_are_called(
    tmp_path: Path, library: Library, monkeypatch: pytest.MonkeyPatch, folder: Path
) -> None:
    monkeypatch.setenv("READINGLIST_LOG", "debug")
    log.start(tmp_path / "state", "test.log")
    bring_in(library, page())
    assert "step 1 is called Import page-1.txt" in logged(folder)


def test_an_error_is_logged_without_what_is_the_users(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    error = LibraryError(f"The library /srv/{FOLDER}/library.db can't be used: it is “{TITLE}”.")
    logging.getLogger("readinglist.test").error("it failed for /srv/%s/x.txt", FOLDER, exc_info=error)
    caplog.clear()
    assert "it failed for …" in logged(folder)
    assert "LibraryError: The library …: it is “…”." in logged(folder)
    assert FOLDER not in logged(folder)
    assert TITLE not in logged(folder)


def test_the_log_begins_anew_before_it_is_large(folder: Path) -> None:
    for number in range(20_000):
        logging.getLogger("readinglist.test").info("%d %s", number, "x" * 100)
    files = sorted(folder.iterdir())
    assert [file.name for file in files] == ["test.log", "test.log.1", "test.log.2"]
    assert all(file.stat().st_size < 600_000 for file in files)
    assert "19999" in logged(folder)


def test_where_nothing_can_be_written_there_is_no_log_and_no_error(tmp_path: Path) -> None:
    (tmp_path / "state").write_bytes(b"a file stands in the way")
    log.start(tmp_path / "state", "test.log")
    logging.getLogger("readinglist.test").info("into the void")
    assert log.end(tmp_path / "state", 10) == []


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("can't open /srv/My Papers/x.db: full", "can't open …: full"),
        ("~/x/y", "…"),
        (r"C:\Users\Ada\x.db is busy", "…"),
        ("the text of “A Title” is not what was written", "the text of “…” is not what was written"),
        ("3 of 5 papers and/or steps", "3 of 5 papers and/or steps"),
    ],
)
def test_what_may_be_the_users_is_left_out_of_what_is_said(said: str, left: str) -> None:
    assert traces.without_the_users(said) == left


def test_a_report_can_be_attached_to_a_message_to_strangers(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / FOLDER / "library.db"
    work(path)
    with Library.open(path) as library:
        library._connection.execute("DROP TRIGGER wording_stays")
        library._connection.execute("UPDATE wording SET title = title || '!' WHERE id = (SELECT max(id) FROM wording)")
        report = problem_report.of_library(library.health(), facts=problem_report.facts(), log=log.end(folder, 20))
    assert "Problems: " in report
    assert "the text of “…” is not what was written" in report
    assert "papers came" in report
    for canary in (TITLE, NOTE, FOLDER, str(tmp_path)):
        assert canary.lower() not in report.lower()
