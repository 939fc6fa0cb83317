"""`readinglist import`: what scripts rely on."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.digests import PAPERS, page


def test_the_report_has_exactly_the_keys_that_scripts_rely_on(run: Run, digest: Path) -> None:
    said = run("import", digest, "--captured", "2025-03-20", "--json")
    assert said.code == 0
    assert set(said.json) == {"files", "summary"}
    (file,) = said.json["files"]
    assert set(file) == {"path", "format", "date", "entries", "diagnostics"}
    assert (file["path"], file["format"], file["date"]) == (str(digest), "huggingface", "2025-03-18")
    assert [set(entry) for entry in file["entries"]] == [{"line", "title", "abstract", "verdict", "paper", "match"}] * 5
    assert [entry["title"] for entry in file["entries"]] == [title for title, _ in PAPERS]
    assert [entry["line"] for entry in file["entries"]] == [11, 15, 19, 23, 27]
    assert [entry["paper"] for entry in file["entries"]] == [1, 2, 3, 4, 5]
    assert said.json["summary"] == {"entries": 5, "new": 5, "same": 0, "ask": 0, "unreadable": 0}


def test_the_same_file_again_changes_nothing_and_says_since_when(run: Run, digest: Path) -> None:
    run("import", digest)
    before = run("list", "--json").json
    said = run("import", digest, "--json")
    assert said.code == 0
    assert said.json["summary"] == {"entries": 5, "new": 0, "same": 5, "ask": 0, "unreadable": 0}
    (file,) = said.json["files"]
    assert [entry["paper"] for entry in file["entries"]] == [1, 2, 3, 4, 5]
    assert [entry["match"]["score"] for entry in file["entries"]] == [1.0] * 5
    (here,) = file["diagnostics"]
    assert (here["severity"], here["code"], here["line"]) == ("info", "already-here", None)
    assert "already here, since" in here["message"]
    assert run("list", "--json").json == before
    assert len(run("history", "--json").json) == 1


def test_a_dry_run_writes_nothing_and_gives_the_verdicts_of_the_import(
    run: Run, digest: Path, library_path: Path, tmp_path: Path
) -> None:
    second = tmp_path / "second.txt"
    second.write_bytes(page([PAPERS[2], (PAPERS[3][0].upper(), PAPERS[3][1]), PAPERS[2]], "Mar 19"))
    dry = run("import", digest, second, digest, "--dry-run", "--json").json
    assert not library_path.exists()
    assert not list(library_path.parent.glob(f"{library_path.name}*"))
    wet = run("import", digest, second, digest, "--json").json
    assert dry["summary"] == wet["summary"] == {"entries": 13, "new": 5, "same": 8, "ask": 0, "unreadable": 0}

    def verdicts(report: dict[str, list[dict[str, list[dict[str, object]]]]]) -> list[object]:
        return [entry["verdict"] for file in report["files"] for entry in file["entries"]]

    assert verdicts(dry) == verdicts(wet)
    assert [entry["paper"] for file in dry["files"] for entry in file["entries"]] == [None] * 13
    assert [entry["paper"] for entry in wet["files"][1]["entries"]] == [3, 4, 3]
    match = dry["files"][1]["entries"][1]["match"]
    assert (match["paper"], match["file"], match["line"]) == (None, str(digest), 23)
    assert wet["files"][1]["entries"][1]["match"] == {**match, "paper": 4}
    assert dry["files"][2]["entries"][0]["match"]["file"] == str(digest)


def test_sightings_are_counted_and_named(run: Run, digest: Path, tmp_path: Path) -> None:
    second = tmp_path / "second.txt"
    second.write_bytes(page([PAPERS[2]], "Mar 19"))
    run("import", digest, second)
    (paper,) = run("list", "title:clouds", "--json").json
    assert (paper["seen"], paper["digests"]) == (2, ["second.txt", "page.txt"])
    assert [one["line"] for one in run("show", paper["id"], "--json").json["sightings"]] == [11, 19]


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"", "empty"), (b" \n\n", "empty"), (bytes(range(256)) * 50, "binary")],
    ids=["empty", "blank", "binary"],
)
def test_a_file_that_can_not_be_read_is_one_error_and_stops_no_other(
    run: Run, digest: Path, tmp_path: Path, content: bytes, code: str
) -> None:
    bad = tmp_path / "bad.txt"
    bad.write_bytes(content)
    said = run("import", bad, digest, "--json")
    assert said.code == 1
    first, second = said.json["files"]
    assert (first["format"], first["entries"], [one["code"] for one in first["diagnostics"]]) == (None, [], [code])
    assert len(second["entries"]) == 5
    assert said.json["summary"]["unreadable"] == 1
    assert len(run("list", "--json").json) == 5


def test_a_missing_file_and_a_folder_are_said_plainly(run: Run, tmp_path: Path) -> None:
    said = run("import", tmp_path / "no.txt", "--json")
    assert said.code == 1
    assert said.json["files"][0]["diagnostics"][0]["message"] == "There is no such file; check the path."
    said = run("import", tmp_path)
    assert said.code == 1
    assert "This is a folder" in said.err


def test_wrong_usage_is_exit_2(run: Run, digest: Path) -> None:
    assert run("import").code == 2
    assert run("import", digest, "--captured", "yesterday").code == 2
    assert run("import", digest, "--frobnicate").code == 2


def test_the_five_real_digests(run: Run, real_digests: Path) -> None:
    files = sorted(real_digests.glob("*.txt"))
    dry = run("import", *files, "--dry-run", "--json").json
    said = run("import", *files, "--json")
    assert said.code == 0
    assert [len(file["entries"]) for file in said.json["files"]] == [88, 67, 68, 248, 64]
    assert said.json["summary"] == dry["summary"] == {"entries": 535, "new": 512, "same": 23, "ask": 0, "unreadable": 0}
    papers = run("list", "--json").json
    assert len(papers) == 512
    assert sum(paper["seen"] for paper in papers) == 535
    again = run("import", *files, "--json").json
    assert again["summary"] == {"entries": 535, "new": 0, "same": 535, "ask": 0, "unreadable": 0}
    assert run("list", "--json").json == papers
    assert run("undo").code == 0
    assert run("list", "--json").json == []
    assert run("import", *files, "--json").json["summary"] == said.json["summary"]
    assert run("doctor").code == 0


def test_the_window_is_not_needed(digest: Path, library_path: Path) -> None:
    """The command line works where Qt can't be loaded."""
    script = (
        "import sys; sys.modules['PySide6'] = None; import runpy;"
        f"sys.argv = ['readinglist', '--library', {str(library_path)!r}, 'import', {str(digest)!r}, '--json'];"
        "runpy.run_module('readinglist', run_name='__main__')"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, env={**os.environ, "LC_ALL": "C"}
    )
    assert json.loads(done.stdout)["summary"]["new"] == 5
    assert done.stderr == ""
