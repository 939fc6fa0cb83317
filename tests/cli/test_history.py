"""`undo`, `redo` and `history` as a script meets them: every step, one step, and what an undone import leaves."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from readinglist.store.library import Library
from tests.cli.conftest import Run
from tests.digests import PAPERS, page

SIEVES, KETTLES, CLOUDS = (title for title, _ in PAPERS[:3])


@pytest.fixture
def five(run: Run, digest: Path) -> Run:
    assert run("import", digest).code == 0
    return run


def ids(run: Run) -> dict[str, int]:
    return {row["title"]: row["id"] for row in run("list", "--json").json}


def newest(run: Run) -> int:
    (step,) = run("history", "--limit", "1", "--json").json
    return int(step["id"])


def test_an_undone_import_names_what_stays_and_lists_it(five: Run) -> None:
    known = ids(five)
    five("queue", known[SIEVES])
    five("note", known[KETTLES], "--text", "Cork works.")
    said = five("undo", "--import", "page.txt")
    assert said.code == 0
    first, second = said.out.splitlines()
    assert first == "Undone: Import page.txt."
    assert second == (
        f"2 papers that you worked on stay: “{SIEVES}” and “{KETTLES}”. `readinglist list step:1` lists them."
    )
    assert sorted(row["title"] for row in five("list", "--json", "step:1").json) == [KETTLES, SIEVES]
    assert set(ids(five)) == {SIEVES, KETTLES}


def test_what_stays_is_told_to_scripts_whichever_way_the_import_is_undone(five: Run) -> None:
    paper = ids(five)[CLOUDS]
    five("star", paper)
    for undo, redo in ((("--import", "page.txt"), ()), (("--step", "1"), ("--step", "1"))):
        told = five("undo", *undo, "--json").json
        assert told["kept"] == [{"id": paper, "title": CLOUDS}]
        assert told["turned"] == 1
        assert five("redo", *redo, "--json").json["kept"] == []
    five("unstar", paper)
    five("undo")
    five("undo")
    assert five("undo", "--json").json["kept"] == []


def test_one_paper_that_stays_is_one(five: Run) -> None:
    five("rate", ids(five)[SIEVES], "4")
    assert f"1 paper that you worked on stays: “{SIEVES}”." in five("undo", "--import", "page.txt").out


def test_a_paper_of_another_digest_stays_without_being_named(five: Run, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_bytes(page(PAPERS[:1], "Mar 19"))
    five("import", other)
    five("queue", ids(five)[SIEVES])
    assert five("undo", "--import", "page.txt").out == "Undone: Import page.txt.\n"
    (paper,) = five("list", "--json").json
    assert (paper["title"], paper["seen"], paper["digests"]) == (SIEVES, 1, ["other.txt"])


def test_history_lists_every_step_when_it_is_asked_to(five: Run, library_path: Path) -> None:
    with Library.open(library_path) as library:
        for number in range(450):
            with library.transaction(f"Star {number}") as tx:
                tx.set_starred([1], starred=number % 2 == 0)
    assert len(five("history").out.splitlines()) == 50
    assert len(five("history", "--limit", "300").out.splitlines()) == 300
    lines = five("history", "--all").out.splitlines()
    assert len(lines) == 451
    assert "Star 449" in lines[0]
    assert "Import page.txt" in lines[-1]
    every = five("history", "--all", "--json").json
    assert [step["label"] for step in every][:2] == ["Star 449", "Star 448"]
    assert len(every) == 451


def test_history_says_the_time_where_the_user_is(five: Run, library_path: Path) -> None:
    with Library.open(library_path, write=False) as library:
        here = library.history(1)[0].time.astimezone()
    assert f"{here:%Y-%m-%d %H:%M}" in five("history").out
    told = datetime.fromisoformat(five("history", "--json").json[0]["time"])
    assert told == here


def test_words_narrow_the_history(five: Run) -> None:
    five("queue", "1")
    five("star", "1")
    assert [step["label"] for step in five("history", "--json", "QUEUE", "paper").json] == ["Queue 1 paper"]
    assert five("history", "nothing").out == "No step has all of these words in its name.\n"
    assert five("history", "nothing", "--json").json == []


def test_one_step_says_what_it_is_about_and_what_is_in_its_way(five: Run) -> None:
    five("queue", "1", "2")
    step = newest(five)
    said = five("history", "--step", step).out
    assert f"About 2 papers: “{SIEVES}” and 1 more." in said
    assert f"`readinglist undo --step {step}` takes it back." in said
    assert "2 papers that you worked on would stay" in five("history", "--step", "1").out
    five("read", "1")
    way = newest(five)
    told = five("history", "--step", step, "--json").json
    assert (told["can_be_turned"], told["in_the_way"], told["papers"]) == (False, way, 2)
    shown, refused = five("history", "--step", step), five("undo", "--step", step)
    assert refused.code == 1
    assert refused.err.strip().removeprefix("readinglist: ") in shown.out
    assert five("history", "--step", "99").code == 1


def test_an_undone_step_of_long_ago_is_done_again_by_its_number(five: Run) -> None:
    five("queue", "1")
    step = newest(five)
    five("undo")
    five("star", "2")
    assert five("redo").err == "readinglist: There is nothing to redo.\n"
    assert five("redo", "--step", step).out == "Redone: Queue 1 paper.\n"
    assert {row["id"] for row in five("list", "is:queued", "--json").json} == {1}


def test_a_step_is_a_number(five: Run) -> None:
    said = five("list", "step:last")
    assert said.code == 2
    assert "A step is a number" in said.err
