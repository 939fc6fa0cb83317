"""`purge`, `doctor --report`, `doctor --compact`: what keeps a library private, sound and small."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from click.testing import CliRunner

from readinglist.cli.app import root
from tests.cli.conftest import Run
from tests.digests import PAPERS


@pytest.fixture
def filled(run: Run, digest: Path) -> Run:
    assert run("import", digest).code == 0
    return run


def test_purge_deletes_for_good_and_says_so(filled: Run) -> None:
    filled("note", 2, "--text", "Cork works.")
    done = filled("purge", 2, "--yes")
    assert (done.code, done.out) == (0, "1 paper deleted for good.\n")
    assert PAPERS[1][0] in done.err
    assert [paper["id"] for paper in filled("list", "--json").json] == [1, 3, 4, 5]
    assert filled("show", 2).code == 1
    assert filled("undo").code == 0, "what is undone is the import"
    assert filled("list", "--json").json == []


def test_purge_as_scripts_read_it(filled: Run) -> None:
    assert filled("purge", 2, 3, 2, "--yes", "--json").json == {"purged": [2, 3]}


def test_purge_asks_first_and_no_is_the_default(filled: Run, library_path: Path) -> None:
    said = CliRunner().invoke(root, ["--library", str(library_path), "purge", "2"], input="\n", standalone_mode=False)
    assert "Delete 1 paper for good? [y/N]" in said.output
    assert "Nothing was changed." in said.output
    assert len(filled("list", "--json").json) == 5


def test_purge_of_what_is_not_there_changes_nothing(filled: Run) -> None:
    refused = filled("purge", 2, 99, "--yes")
    assert refused.code == 1
    assert "no paper 99" in refused.err.lower()
    assert len(filled("list", "--json").json) == 5


def test_a_report_is_printed_that_can_be_passed_on(filled: Run, library_path: Path) -> None:
    report = filled("doctor", "--report")
    assert report.code == 0
    assert "Problems: 0\n" in report.out
    assert "step 1: 5 papers came, 0 changed, 0 went" in report.out
    for secret in (str(library_path.parent), PAPERS[0][0], os.environ["HOME"]):
        assert secret not in report.out


def test_doctor_makes_the_log_small_when_asked(filled: Run) -> None:
    for text in ("Cork", "Cork works", "Cork works."):
        filled("note", 1, "--text", text)
    assert filled("doctor", "--compact").out.endswith("Sound.\n")


def test_an_import_that_was_cut_off_is_said_by_whatever_runs_next(
    filled: Run, digest: Path, tmp_path: Path, library_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.store.test_chunks import _import_and_die

    monkeypatch.setattr("readinglist.commands.imports.PIECE", 1)
    _import_and_die(library_path, 2)
    said = filled("list", "--json")
    assert "“Import another.txt” was cut off; what had come of it was taken out again." in said.err
    assert len(said.json) == 5
    assert filled("list").err == ""
