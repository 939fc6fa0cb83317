"""A plan that a person changes before it is carried out: another format, another day, another look at the library."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path

import pytest

from readinglist.commands.import_plan import Far, ImportPlan, plan, plan_again, revise
from readinglist.commands.imports import apply
from readinglist.commands.sources import Source, pasted, source_of
from readinglist.core.errors import NotFoundError
from readinglist.store.library import Library
from tests.digests import CAPTURED, HEADER, PAPERS, bring_in, page, source

GIVEN = date(2024, 12, 24)
UNKNOWN = "\n\n".join(f"{title}\n{text}" for title, text in PAPERS[:1]).encode() + b"\n{}\n" * 3


def digest_of(sections: list[tuple[str, list[tuple[str, str]]]]) -> bytes:
    """A page of several days; an empty one stands above the first day."""
    blocks = [
        f"\n{day}\n" * bool(day) + "".join(f"\n{title}\n\n{text}\n" for title, text in some) for day, some in sections
    ]
    return (HEADER + "".join(blocks)).encode()


def days(made: ImportPlan, number: int = 0) -> list[date | None]:
    """The day of each entry of a file."""
    return [entry.entry.day for entry in made.files[number].entries]


def test_a_day_that_is_given_is_that_of_the_digest_and_of_its_first_day(library: Library) -> None:
    data = digest_of([("", [PAPERS[0]]), ("Mar 18", [PAPERS[1]]), ("Mar 17", [PAPERS[2]]), ("Mar 18", [PAPERS[3]])])
    made = plan(library, [source(data, "page.txt")])
    assert days(made) == [None, date(2025, 3, 18), date(2025, 3, 17), date(2025, 3, 18)]
    revised = revise(library, made, 0, day=GIVEN)
    assert days(revised) == [GIVEN, GIVEN, date(2025, 3, 17), GIVEN]
    assert (revised.files[0].parsed.day, revised.files[0].day) == (GIVEN, GIVEN)
    done = apply(library, revised)
    sightings = [library.record(paper).sightings[0] for paper in sorted(done.papers.values())]
    assert [seen.day for seen in sightings] == [GIVEN, GIVEN, date(2025, 3, 17), GIVEN]
    assert {seen.digest.day for seen in sightings} == {GIVEN}


def test_a_day_can_be_given_again_and_to_a_file_without_one(library: Library) -> None:
    data = digest_of([("Mar 18", [PAPERS[0]]), ("Mar 17", [PAPERS[1]])])
    made = revise(library, plan(library, [source(data, "page.txt")]), 0, day=date(2025, 3, 17))
    assert days(made) == [date(2025, 3, 17)] * 2
    assert days(revise(library, made, 0, day=GIVEN)) == [GIVEN, date(2025, 3, 17)]
    without = plan(library, [source(digest_of([("", [PAPERS[0]])]), "page.txt")])
    assert days(revise(library, without, 0, day=GIVEN)) == [GIVEN]


def test_what_was_said_about_a_file_survives_what_happens_to_the_library(library: Library) -> None:
    made = plan(library, [source(page(PAPERS[:2]), "page.txt")])
    made = revise(library, made, 0, form="huggingface", day=GIVEN)
    bring_in(library, page(PAPERS[3:]))
    again = plan_again(library, made)
    assert (again.files[0].form, again.files[0].day, days(again)) == ("huggingface", GIVEN, [GIVEN] * 2)
    assert again.state != made.state
    bring_in(library, page(PAPERS[:2]))
    here = plan_again(library, again)
    assert here.files[0].known
    library.undo()
    assert days(plan_again(library, here)) == [GIVEN] * 2
    papers = apply(library, made).papers
    assert {library.record(paper).sightings[0].day for paper in papers.values()} == {GIVEN}


def test_a_file_that_nobody_knows_can_be_read_as_one_that_somebody_does(library: Library) -> None:
    made = plan(library, [source(page(PAPERS[3:]), "page.txt"), source(UNKNOWN, "notes.json")])
    assert [file.fresh for file in made.files] == [True, False]
    revised = revise(library, made, 1, form="huggingface")
    assert [file.fresh for file in revised.files] == [True, True]
    assert revised.files[1].parsed.format == "huggingface"
    assert PAPERS[0][0] in [entry.entry.title for entry in revised.files[1].entries]
    later = revise(library, revised, 1, day=GIVEN)
    assert (later.files[1].form, set(days(later, 1))) == ("huggingface", {GIVEN})
    assert days(later, 0) == [date(2025, 3, 18)] * 2
    with pytest.raises(NotFoundError, match="no digest format"):
        revise(library, made, 1, form="papyrus")


def test_a_file_without_text_stays_unread_whatever_is_said(library: Library) -> None:
    made = plan(library, [source(b"", "empty.txt")])
    revised = revise(library, made, 0, form="huggingface", day=GIVEN)
    assert [one.code for one in revised.files[0].parsed.diagnostics] == ["empty"]
    assert not revised.files[0].fresh


def test_all_files_are_planned_anew(library: Library) -> None:
    first, second = source(b"{}\n" + page(PAPERS[:1]), "first.json"), source(page(PAPERS[:2]), "second.txt")
    made = plan(library, [replace(first, open=lambda: BytesIO(UNKNOWN)), second])
    assert [made.count(verdict) for verdict in ("new", "same")] == [2, 0]
    bring_in(library, page(PAPERS[1:2], "Mar 17"))
    revised = revise(library, made, 0, form="huggingface")
    assert [entry.verdict for entry in revised.files[1].entries] == ["same", "same"]
    assert revised.state == library.matching_state()


def test_a_file_that_stands_twice_is_revised_in_both_places(library: Library) -> None:
    made = plan(library, [source(page(), "one.txt"), source(page(), "two.txt")])
    revised = revise(library, made, 1, day=GIVEN)
    assert days(revised, 0) == days(revised, 1) == [GIVEN] * 5
    assert {library.record(paper).sightings[0].day for paper in apply(library, revised).papers.values()} == {GIVEN}


def test_what_is_here_already_is_not_revised(library: Library) -> None:
    bring_in(library, page())
    made = plan(library, [source(page(), "page.txt")])
    with pytest.raises(ValueError, match="already"):
        revise(library, made, 0, day=GIVEN)


def test_a_file_that_is_gone_is_an_error_in_the_new_plan(library: Library, tmp_path: Path) -> None:
    file = tmp_path / "page.txt"
    file.write_bytes(page())
    made = plan(library, [source_of(str(file))])
    file.unlink()
    revised = revise(library, made, 0, day=GIVEN)
    assert [one.code for one in revised.files[0].parsed.diagnostics] == ["unreadable"]


class LeftError(Exception):
    """The user has had enough."""


def test_a_long_plan_is_told_of_all_the_time_and_can_be_left_at_any_moment(library: Library) -> None:
    text = page([(f"The Many Things That Are Number {n}", "We count.") for n in range(1_100)])
    files = [source(page(), "short.txt"), source(text, "long.txt")]
    told: list[Far] = []
    made = plan(library, files, told.append)
    assert told[0] == Far("reading", 0, 2, "short.txt")
    assert told.count(Far("reading", 1, 2, "long.txt")) == 1 + 2
    assert told[-4:] == [
        Far("reading", 2, 2),
        *(Far("comparing", done, 1_100 + len(PAPERS)) for done in (0, 500, 1_000)),
    ]
    again: list[Far] = []
    revise(library, made, 1, day=GIVEN, progress=again.append)
    assert again[0] == Far("reading", 1, 2, "long.txt")
    for moment in range(len(told)):
        left = iter(range(moment))

        def leave(*_: object, left: Iterator[int] = left) -> None:
            if next(left, None) is None:
                raise LeftError

        with pytest.raises(LeftError):
            plan(library, files, leave)
    assert plan(library, files) == made


NOW = datetime(2026, 11, 21, 3, 25, tzinfo=UTC)


def test_a_pasted_page_is_a_file_of_that_minute(library: Library) -> None:
    copied = pasted(page().decode(), NOW)
    assert (copied.name, copied.path, copied.captured) == ("Pasted 2026-11-21 03.25.txt",) * 2 + (date(2026, 11, 21),)
    made = plan(library, [copied])
    assert made.count("new") == 5
    assert days(made) == [date(2026, 3, 18)] * 5
    assert apply(library, made).changes.label == "Import Pasted 2026-11-21 03.25.txt"
    assert plan(library, [source(page(), "saved.txt", CAPTURED)]).files[0].known


@pytest.mark.parametrize("text", ["", " \r\n\t\u2028"])
def test_an_empty_clipboard_says_that_it_is_empty(library: Library, text: str) -> None:
    (file,) = plan(library, [pasted(text, NOW)]).files
    assert [one.code for one in file.parsed.diagnostics] == ["empty"]


def test_halves_of_characters_are_replaced() -> None:
    copied: Source = pasted("half \ud83d of it", NOW)
    with copied.open() as stream:
        assert stream.read() == b"half ? of it"
