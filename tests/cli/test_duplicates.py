"""`duplicates`, `merge`, `separate`, `split`: what scripts rely on."""

from __future__ import annotations

from pathlib import Path

import pytest

from readinglist.core import text
from readinglist.store.library import Library
from tests.cli.conftest import Run
from tests.digests import PAPERS, page

TITLE, TEXT = PAPERS[0]


@pytest.fixture
def doubtful(run: Run, tmp_path: Path) -> Run:
    """A library of papers 1 to 3, of which 1 and 3 may be one."""
    for name, papers in {"one.txt": PAPERS[:2], "two.txt": [(f"{TITLE}: Part 2", TEXT)]}.items():
        (tmp_path / name).write_bytes(page(papers))
        assert run("import", tmp_path / name).code == 0
    return run


def test_duplicates_are_a_list_of_pairs_with_score_and_reason(doubtful: Run) -> None:
    (pair,) = doubtful("duplicates", "--json").json
    assert set(pair) == {"a", "b", "score", "reason"}
    assert {pair["a"], pair["b"]} == {1, 3}
    assert 0 < pair["score"] <= 1
    said = doubtful("duplicates")
    assert TITLE in said.out
    assert pair["reason"] in said.out
    assert said.err == "1 to check.\n"


def test_separate_answers_for_good(doubtful: Run, tmp_path: Path) -> None:
    assert doubtful("separate", 3, 1).code == 0
    assert doubtful("duplicates", "--json").json == []
    assert doubtful("undo", "--import", "two.txt").code == 0
    assert doubtful("import", tmp_path / "two.txt", "--json").json["summary"]["ask"] == 0
    assert doubtful("duplicates").err == "Nothing to check.\n"
    assert doubtful("duplicates", "--again", "--json").json == []


def test_merge_says_what_it_unites_and_split_takes_it_apart(doubtful: Run) -> None:
    doubtful("note", 3, "--text", "On the second part.")
    doubtful("tag", 1, "+sand")
    dry = doubtful("merge", 1, 3, "--dry-run")
    assert "One paper, in the inbox, with 1 note and the tag sand, seen in 2 digests." in dry.out
    assert len(doubtful("list", "--json").json) == 3
    assert doubtful("merge", 1, 3, "--dry-run", "--json").json["notes"] == 1
    assert doubtful("merge", 1, 3, "--json").json["removed"] == [3]
    shown = doubtful("show", 3, "--json").json
    assert (shown["id"], shown["note"], shown["tags"], shown["seen"]) == (1, "On the second part.", ["sand"], 2)
    assert {one["member"] for one in shown["sightings"]} == {1, 3}
    assert "merged from 1, 3 on " in doubtful("show", 1).out
    assert doubtful("split", 1).code == 0
    assert doubtful("show", 3, "--json").json["note"] == "On the second part."
    assert doubtful("show", 1, "--json").json["note"] == ""


def test_each_note_of_a_merged_paper_is_written_by_the_id_that_it_had(doubtful: Run) -> None:
    doubtful("note", 1, "--text", "One.")
    doubtful("note", 3, "--text", "Three.")
    doubtful("merge", 1, 3)
    doubtful("note", 3, "--text", "Three, once more.")
    assert doubtful("show", 1, "--json").json["note"] == "One.\n\nThree, once more."
    doubtful("note", 1, "--text", "")
    assert doubtful("show", 3, "--json").json["note"] == "Three, once more."
    doubtful("split", 1)
    assert [doubtful("show", paper, "--json").json["note"] for paper in (1, 3)] == ["", "Three, once more."]


def test_a_sighting_is_named_by_number_or_by_its_digest(doubtful: Run, tmp_path: Path) -> None:
    (tmp_path / "three.txt").write_bytes(page(PAPERS[:2], "Mar 20"))
    doubtful("import", tmp_path / "three.txt")
    assert doubtful("split", 1, "three.txt").code == 0
    number = doubtful("show", 2, "--json").json["sightings"][0]["id"]
    assert doubtful("split", 2, number).code == 0
    assert [paper["seen"] for paper in doubtful("list", "--json").json] == [1] * 5
    said = doubtful("split", 1, "four.txt")
    assert (said.code, said.out) == (1, "")
    assert "has no sighting “four.txt”" in said.err


def test_merging_needs_two_papers_that_exist(doubtful: Run) -> None:
    assert doubtful("merge", 1).code == 1
    assert doubtful("merge", 1, 99).code == 1
    assert "was not merged" in doubtful("split", 1).err


def test_the_report_of_an_import_names_what_was_decided_before(doubtful: Run, tmp_path: Path) -> None:
    doubtful("dismiss", 2)
    (tmp_path / "three.txt").write_bytes(page(PAPERS[:3], "Mar 20"))
    said = doubtful("import", tmp_path / "three.txt")
    assert f"  dismissed, seen 2×: {PAPERS[1][0]}" in said.out
    assert doubtful("show", 2, "--json").json["status"] == "dismissed"
    (tmp_path / "four.txt").write_bytes(page(PAPERS[1:2], "Mar 21"))
    (entry,) = doubtful("import", tmp_path / "four.txt", "--json").json["files"][0]["entries"]
    assert (entry["match"]["status"], entry["match"]["seen"]) == ("dismissed", 3)


def test_keys_of_another_version_are_made_anew_before_an_import(
    doubtful: Run, tmp_path: Path, library_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(text, "NORMALISER", text.NORMALISER + 1)
    with Library.open(library_path) as library:
        library._connection.execute("DELETE FROM match_key")
    (tmp_path / "again.txt").write_bytes(page(PAPERS[:2], "Mar 13"))
    assert doubtful("import", tmp_path / "again.txt", "--dry-run", "--json").json["summary"]["same"] == 2
    with Library.open(library_path) as library:
        assert not library.keys_are_stale()
