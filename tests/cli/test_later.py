"""Papers are put off from the command line, and the next verb that writes has them come back."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from readinglist.store.library import Library
from tests.cli.conftest import Run


@pytest.fixture
def five(run: Run, digest: Path) -> Run:
    """`run` over a library of five papers."""
    run("import", digest)
    return run


def test_papers_are_put_off_to_a_day_and_listed_as_they_return(five: Run) -> None:
    assert five("later", 1, 4, "--until", "2999-03-24").out.startswith("Put off 2 papers until 24 March 2999: done.")
    assert five("later", 2, "--until", "3d").code == 0
    listed = five("list", "is:later", "--json").json
    assert [(paper["id"], paper["status"]) for paper in listed] == [(2, "later"), (1, "later"), (4, "later")]
    assert listed[1]["until"] == five("show", 4, "--json").json["until"] == "2999-03-24"
    assert "later · until 2999-03-24" in five("show", 1).out
    five("undo")
    assert [paper["id"] for paper in five("list", "is:later", "--json").json] == [1, 4]


def test_a_day_that_has_passed_or_is_none_puts_nothing_off(five: Run) -> None:
    wrong = {"2020-02-29": "has passed", "today": "is today", "2025-03": "is no day", "soon": "is no day"}
    for day, why in wrong.items():
        said = five("later", 1, "--until", day)
        assert said.code != 0
        assert why in said.err
    assert five("list", "is:later", "--json").json == []


def test_the_next_verb_that_writes_has_papers_come_back(five: Run, library_path: Path) -> None:
    with Library.open(library_path) as library:
        library._connection.execute("DELETE FROM meta WHERE key = 'day'")  # as if today had not begun
        with library.transaction("Put off") as tx:
            tx.put_off([3], date(2025, 3, 19))
    assert five("list", "is:later", "--json").json[0]["id"] == 3
    five("star", 1)
    assert five("list", "is:later", "--json").json == []
    assert "inbox · back since 2025-03-19" in five("show", 3).out
