"""`readinglist backup` and `restore`: what a person and a script are told, and what is done."""

from __future__ import annotations

from pathlib import Path

import pytest

from readinglist.store.copies import making_again
from tests.cli.conftest import Run
from tests.digests import page


@pytest.fixture
def five(run: Run, digest: Path) -> Run:
    """`run` over a library of five papers."""
    run("import", digest)
    return run


def test_a_backup_says_what_it_holds_and_where_it_is(five: Run, library_path: Path) -> None:
    five("note", "2", "--text", "Cork.")
    said = five("backup")
    assert said.code == 0
    assert said.out.startswith("Backup 1: 5 papers, 1 note, 0.0 MB;")
    assert str(library_path.with_name("library.db.files") / "backups") in said.out
    assert five("backup").out.startswith("Nothing changed since backup 1, of 2")
    assert five("backup", "--json").json["made"] is False
    five("queue", "1")
    assert five("backup", "--json").json["newest"]["number"] == 2
    listed = five("backup", "--list").out.splitlines()
    assert [line.split()[0] for line in listed] == ["2", "1", "Together"]
    assert listed[0].endswith("Queue 1 paper")
    assert [one["papers"] for one in five("backup", "--list", "--json").json] == [5, 5]


def test_without_a_library_there_is_nothing_to_back_up(run: Run, library_path: Path) -> None:
    assert "nothing to back up" in run("backup").out
    assert "no backup yet" in run("backup", "--list").out
    assert run("restore", "latest").code == 1
    assert not library_path.exists()


def test_restore_without_a_number_lists_and_says_how(five: Run) -> None:
    five("backup")
    said = five("restore").out
    assert said.split()[0] == "1"
    assert "`readinglist restore second-copy` makes a damaged library again" in said
    assert five("restore", "--json").json[0]["number"] == 1


def test_a_preview_says_what_would_change_and_changes_nothing(five: Run, tmp_path: Path) -> None:
    five("queue", "1")
    five("note", "2", "--text", "Cork.")
    five("backup")
    five("dismiss", "1")
    five("star", "3")
    five("note", "2", "--text", "Cork works.")
    five("tag", "4", "+seaside")
    five("merge", "4", "5")
    (tmp_path / "next.txt").write_bytes(page([("A New Kettle", "It sings in the morning.")], "Mar 14"))
    five("import", tmp_path / "next.txt")
    changes = {one["kind"]: one for one in five("restore", "1", "--preview", "--json").json["changes"]}
    assert changes["papers that go"]["examples"] == ["A New Kettle"]
    assert changes["digests that go"]["examples"] == ["next.txt"]
    assert changes["verdicts"]["examples"] == ["Sorting Pebbles by Weight with Two Sieves (dismissed → queued)"]
    assert (changes["stars"]["count"], changes["tags of papers"]["count"], changes["notes as they were"]["count"]) == (
        1,
        1,
        1,
    )
    assert changes["papers merged or parted otherwise"]["count"] == 1
    assert changes["steps of the history that go"]["count"] == 6
    said = five("restore", "latest", "--preview").out
    assert "6 papers now, 5 then." not in said, "two were merged"
    assert "5 papers now, 5 then." in said
    assert "A New Kettle" in five("list").out


def test_a_restore_is_done_and_taken_back(five: Run) -> None:
    five("queue", "1")
    five("backup")
    five("dismiss", "1")
    said = five("restore", "1")
    assert said.out.startswith("The library is as it was in backup 1, of ")
    assert "`readinglist restore 2` takes it back." in said.out
    assert five("list", "--json").json[0]["status"] == "queued"
    assert "Nothing would change." in five("restore", "1", "--preview").out
    assert five("doctor").code == 0
    back = {one["kind"]: one["examples"] for one in five("restore", "2", "--preview", "--json").json["changes"]}
    assert back["verdicts"] == ["Sorting Pebbles by Weight with Two Sieves (queued → dismissed)"]
    done = five("restore", "2", "--json").json
    assert (done["backup"]["number"], done["papers"]) == (2, 5)
    assert Path(done["kept"]).is_dir()
    assert five("list", "--json").json[0]["status"] == "dismissed"


def test_papers_that_come_back_are_told_by_their_titles(five: Run, tmp_path: Path) -> None:
    (tmp_path / "next.txt").write_bytes(page([("A New Kettle", "It sings in the morning.")], "Mar 14"))
    five("backup")
    five("import", tmp_path / "next.txt")
    five("restore", "1")
    (tmp_path / "other.txt").write_bytes(page([("A Small Ladder", "It leans on the wall and holds.")], "Mar 15"))
    five("import", tmp_path / "other.txt")
    changes = {one["kind"]: one["examples"] for one in five("restore", "2", "--preview", "--json").json["changes"]}
    assert changes["papers that come back"] == ["A New Kettle"]
    assert changes["papers that go"] == ["A Small Ladder"]


def test_a_big_library_is_searched_whole_after_a_restore(five: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    five("backup")
    five("star", "1")
    monkeypatch.setattr(making_again, "READY_AT_ONCE", 0)
    five("restore", "1")
    assert len(five("list", "kettle", "--json").json) == 1
    assert five("doctor").code == 0


def test_a_damaged_library_is_made_again_with_every_step(five: Run) -> None:
    five("backup")
    five("queue", "1")
    said = five("restore", "second-copy", "--json").json
    assert (said["papers"], said["steps"], said["missing"]) == (5, 2, [])
    assert five("list", "--json").json[0]["status"] == "queued"


@pytest.mark.parametrize("arguments", [["7"], ["yesterday"], ["7", "--preview"]])
def test_a_backup_that_is_not_there_is_an_answer(five: Run, arguments: list[str]) -> None:
    five("backup")
    said = five("restore", *arguments)
    assert said.code == 1
    assert f"There is no backup {arguments[0]}." in said.err
    assert five("restore", "second-copy", "--preview").code == 2


def test_doctor_says_what_backups_take_and_may_take(five: Run) -> None:
    five("backup")
    assert "of at most 2,000 MB" in five("doctor").out
    said = five("doctor", "--json").json
    assert said["backups"] == {"count": 1, "most_bytes": 2_000_000_000}
    assert said["bytes"]["backups"] > 0
