"""Queries on the command line: one language for lists, exports and saved searches, and where it goes wrong."""

from __future__ import annotations

import sys
from pathlib import Path

import click
import pytest

from readinglist.cli.app import main, root
from readinglist.cli.session import pointed_at
from readinglist.core.query import PARTS, STATES, Field
from readinglist.core.query_values import DAY_FORMS, NUMBER_FORMS
from tests.cli.conftest import Run


@pytest.fixture
def five(run: Run, digest: Path) -> Run:
    """`run` over a library of five papers, one of which is read and rated, one of which has authors."""
    run("import", digest)
    run("read", "2")
    run("rate", "2", "4")
    run("edit", "4", "--authors", "Ada Example", "--year", "2024")
    return run


@pytest.mark.parametrize(
    ("query", "papers"),
    [
        (["pebbles", "OR", "kettles"], {1, 2}),
        (["(pebbles OR kettles)", "-is:read"], {1}),
        (["-(pebbles OR kettles)"], {3, 4, 5}),
        (["read:today", "rating:>=4"], {2}),
        (["author:ada", "OR", "has:rating"], {2, 4}),
        (["added:<2d", "-seen:>1", "year:2020..2024"], {4}),
        (["added:>30d"], set()),
    ],
)
def test_lists_and_exports_take_the_same_queries(five: Run, query: list[str], papers: set[int], tmp_path: Path) -> None:
    assert {paper["id"] for paper in five("list", *query, "--json").json} == papers
    said = five("export", "link", *query, "--to", tmp_path / "out.txt", "--json")
    assert said.json["papers"] == len(papers)


def test_a_saved_search_is_counted_by_the_same_language(five: Run) -> None:
    five("searches", "--save", "New", "added:today (pebbles OR kettles)")
    assert [one["papers"] for one in five("searches", "--json").json] == [2]


def test_what_can_not_be_read_is_one_line_that_names_the_character(five: Run) -> None:
    said = five("list", "pebbles", "(is:read")
    assert said.code == 2
    assert said.err == (
        "readinglist: A parenthesis is opened and not closed. (Character 9 of the query.) Write (like this).\n"
    )


@pytest.mark.parametrize(
    "arguments",
    [["list", "moe", "is:qeued"], ["export", "bibtex", "moe", "is:qeued"], ["searches", "--save", "A", "moe is:qeued"]],
)
def test_a_terminal_shows_the_place(
    five: Run, library_path: Path, capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch, arguments: list[str],
) -> None:  # fmt: skip
    capfd.readouterr()
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    assert main(["--library", str(library_path), *arguments]) == 2
    shown, caret, error = capfd.readouterr().err.splitlines()
    assert shown[caret.index("^") :] == "qeued"
    assert error.startswith("readinglist: There is no state “qeued”.")


@pytest.mark.parametrize(
    ("text", "position", "shown", "caret"),
    [
        ("a b", 2, "  a b", "    ^"),
        ("", 0, "  ", "  ^"),
        ("石 b", 2, "  石 b", "     ^"),
        ("e\u0301 b", 3, "  e\u0301 b", "    ^"),
        ("a\x1b[31m\nb", 7, "  a [31m b", "         ^"),
        ("x" * 100 + "(", 100, "  " + "x" * 36 + "(", "  " + " " * 36 + "^"),
    ],
)
def test_the_caret_stands_below_the_character(text: str, position: int, shown: str, caret: str) -> None:
    assert pointed_at(text, position) == f"{shown}\n{caret}"


def test_the_help_of_list_names_all_of_the_language() -> None:
    command = root.get_command(click.Context(root), "list")
    assert command is not None
    said = command.help or ""
    assert all(f"{field}:" in said for field in Field if field)
    assert all(word in said for word in (*STATES, *PARTS, NUMBER_FORMS, DAY_FORMS))
