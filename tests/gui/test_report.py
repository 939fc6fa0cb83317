"""The report of an unexpected error: all that helps to mend it, and nothing that is the user's."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from readinglist.commands.problem_report import of_error
from readinglist.core.errors import ReadingListError
from readinglist.core.text import normalised
from readinglist.gui.report import Reports, facts

FACTS = {"Reading List": "9.9", "Python": "3.99"}


def report(fails: Callable[[], object]) -> str:
    """The report of what a call throws."""
    try:
        fails()
    except Exception as error:  # noqa: BLE001  whatever is thrown is reported
        return of_error(error, error.__traceback__, facts=FACTS)
    raise AssertionError("nothing was thrown")


def test_it_says_versions_the_place_and_what_happened() -> None:
    def look() -> object:
        return None.missing  # type: ignore[attr-defined]

    said = report(look)
    assert said.startswith("Reading List: 9.9\nPython: 3.99\n\n")
    assert "test_report.py, line " in said
    assert "return None.missing" in said
    assert said.endswith("AttributeError: 'NoneType' object has no attribute 'missing'\n")


def test_paths_begin_at_the_program(own_folders: Path) -> None:
    said = report(lambda: normalised(None))  # type: ignore[arg-type]
    assert "  readinglist/core/text.py, line " in said
    assert str(Path.home()) not in said
    assert str(Path(__file__).parent) not in said


@pytest.mark.parametrize(
    "message",
    [
        "'A Secret Title'",
        "no paper is called 'A Secret Title'",
        "can't read “A Secret Title” here, don't ask",
        'bad: "it\'s A Secret Title"',
        "first line\nA Secret Title",
        "x" * 400 + " A Secret Title",
    ],
)
def test_what_the_library_holds_is_not_in_it(message: str) -> None:
    def fail() -> None:
        raise ValueError(message)

    said = report(fail)
    assert "Secret" not in said
    assert "ValueError: " in said


def test_the_users_home_is_not_in_a_message_either() -> None:
    def fail() -> None:
        raise OSError(f"no room in {Path.home() / 'papers'}")

    assert "no room in …" in report(fail)


def test_what_an_error_came_from_stands_before_it() -> None:
    def fail() -> None:
        try:
            FACTS["a tag"]
        except KeyError as error:
            raise ReadingListError("It failed.") from error

    said = report(fail)
    assert said.index("KeyError: '…'") < said.index("readinglist.core.errors.ReadingListError: It failed.")


def test_an_error_that_came_from_itself_and_one_without_words_are_reported() -> None:
    class SilentError(Exception):
        def __str__(self) -> str:
            raise RuntimeError

    def fail() -> None:
        error = SilentError()
        error.__cause__ = error
        raise error

    assert "SilentError: (it can't be said)" in report(fail)


def test_of_an_endless_recursion_both_ends_are_shown() -> None:
    def down() -> None:
        down()

    said = report(down)
    assert len(said.splitlines()) < 100
    assert " more\n" in said
    assert "RecursionError: " in said


def test_without_a_traceback_there_is_a_report_all_the_same() -> None:
    assert of_error(ValueError("odd"), None, facts=FACTS).endswith("\n\nValueError: odd\n")


def test_a_loop_of_errors_is_reported_once_for_each_place() -> None:
    reports = Reports()

    def take(fails: Callable[[], object]) -> str | None:
        try:
            fails()
        except ArithmeticError as error:
            return reports.take(type(error), error, error.__traceback__)
        raise AssertionError("nothing was thrown")

    def one() -> float:
        return 1 / 0

    def another() -> float:
        return 1 % 0

    taken = [take(fails) for fails in (one, one, another, one, another)]
    assert [text is not None for text in taken] == [True, False, True, False, False]


def test_the_facts_are_those_of_this_machine_without_its_name(app: object) -> None:
    said = facts()
    assert list(said) == ["Reading List", "Python", "SQLite", "System", "Qt"]
    assert said["Python"] == ".".join(map(str, sys.version_info[:3]))
    assert "offscreen" in said["Qt"]
    assert "journal" in said["SQLite"]
