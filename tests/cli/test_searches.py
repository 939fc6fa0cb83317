"""Saved searches on the command line, and undo of an import by the name of a digest."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.digests import PAPERS, page


@pytest.fixture
def five(run: Run, digest: Path) -> Run:
    """`run` over a library of five papers."""
    run("import", digest)
    return run


def test_saved_searches_are_listed_with_what_they_find(five: Run) -> None:
    assert five("searches").out.startswith("No saved searches.")
    assert five("searches", "--save", "Wet sand", "is:inbox wet").code == 0
    assert five("searches", "--save", "not sieves", "-sieve").code == 0
    assert five("searches", "--json").json == [
        {"id": 2, "name": "not sieves", "query": "-sieve", "papers": 4},
        {"id": 1, "name": "Wet sand", "query": "is:inbox wet", "papers": 2},
    ]
    assert five("searches").out.splitlines() == ["      4  not sieves: -sieve", "      2  Wet sand: is:inbox wet"]
    assert "undo" in five("searches", "--remove", "WET SAND").out
    assert [one["name"] for one in five("searches", "--json").json] == ["not sieves"]
    five("undo")
    assert len(five("searches", "--json").json) == 2


def test_mistakes_with_saved_searches_are_said(five: Run) -> None:
    assert five("searches", "--save", "x", "is:nothing").code == 2
    assert five("searches", "--save", " ", "sand").code == 1
    assert "no saved search “x”" in five("searches", "--remove", "x").err
    assert five("searches", "--save", "x", "y", "--remove", "x").code == 2
    assert five("searches", "--json").json == []


def test_a_search_is_not_saved_into_nothing(run: Run, library_path: Path) -> None:
    said = run("searches", "--save", "Sand", "sand")
    assert said.code == 1
    assert "no library yet" in said.err
    assert not library_path.exists()
    assert run("searches", "--json").json == []


def test_an_import_is_undone_by_the_name_of_its_digest(five: Run, tmp_path: Path) -> None:
    later = tmp_path / "later.txt"
    later.write_bytes(page([("Shadows of Ladders", "A ladder casts a shadow. We measured it."), PAPERS[0]], "Mar 19"))
    five("import", later)
    five("queue", "2")
    undone, stays = five("undo", "--import", "page.txt").out.splitlines()
    assert undone == "Undone: Import page.txt."
    assert stays.startswith("1 paper that you worked on stays: “")
    assert {paper["id"] for paper in five("list", "--json").json} == {1, 2, 6}
    assert five("undo", "--import", "later.txt", "--json").json["removed"] == [1, 6]
    said = five("undo", "--import", "later.txt")
    assert said.code == 1
    assert "no digest “later.txt”" in said.err
    assert five("undo", "--import", "half \udcff").code == 1
