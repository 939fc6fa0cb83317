"""The list of papers: whole, a page at a time, however long it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from readinglist.commands import queue, reading
from readinglist.core.changes import Changes
from readinglist.core.paper import DigestReport
from readinglist.core.query import Query
from readinglist.core.query_parser import parse
from readinglist.core.reading import Status
from readinglist.gui.bus import ELSEWHERE
from readinglist.gui.models.paper_list import KEPT_PAGES, PAGE, ROW, PaperListModel, said
from readinglist.store.library import Library
from readinglist.store.lists import Page
from readinglist.store.transaction import NewDigest
from tests.gui.hands import Fill


@pytest.fixture
def papers(fill: Fill) -> list[int]:
    """A thousand papers."""
    return fill(1000)


@pytest.fixture
def writer(papers: list[int], library_path: Path) -> Iterator[Library]:
    """Who writes beside the list."""
    with Library.open(library_path) as library:
        yield library


@pytest.fixture
def model(app: QApplication, papers: list[int], read: Library) -> PaperListModel:
    """The list of all papers, watched for every rule that Qt has for models."""
    made = PaperListModel(read)
    tester = QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Warning)
    tester.setParent(made)
    return made


def ids_of(model: PaperListModel) -> list[int]:
    rows = [model.row(number) for number in range(model.rowCount())]
    return [row.id for row in rows if row]


def test_a_list_over_several_pages_shows_every_paper_once_in_the_librarys_order(
    model: PaperListModel, read: Library
) -> None:
    assert ids_of(model) == [row.id for row in read.iterate(Query())]
    assert model.rowCount() == 1000


def test_a_jump_to_the_end_reads_one_page_and_shows_the_last_papers(
    model: PaperListModel, read: Library, papers: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    pages: list[Page] = []
    one_page = read.page

    def counted(query: Query, **more: Any) -> Page:
        pages.append(one_page(query, **more))
        return pages[-1]

    monkeypatch.setattr(read, "page", counted)
    last = model.row(999)
    assert last
    assert last.id == papers[-1]
    assert len(pages) == 1


@pytest.mark.parametrize("query", ["is:inbox", "pebbles", "is:queued"])
def test_many_papers_are_selected_without_reading_their_rows_also_where_some_have_left(
    query: str, model: PaperListModel, read: Library, writer: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    queue.queue(writer, ids=read.found(Query())[100:600])
    shown = list(read.found(parse(query)))
    model.open(parse(query), read.found(parse(query)) if query == "pebbles" else None)
    model.row(150)  # its page is held, the others are not
    model.refresh(reading.dismiss(writer, ids=shown[130:140]))
    pages: list[Page] = []
    one_page = read.page

    def counted(query: Query, **more: Any) -> Page:
        pages.append(one_page(query, **more))
        return pages[-1]

    monkeypatch.setattr(read, "page", counted)
    selection = model.selection([(3, len(shown) - 5)])
    assert len(selection) == len(shown) - 7
    assert len(pages) <= 2
    assert list(writer.selected(selection)) == shown[3:-4]
    assert list(writer.selected(model.selection([(300, 300), (130, 131)]))) == [*shown[130:132], shown[300]]


def test_walking_a_long_list_holds_a_few_pages_only(fill: Fill, app: QApplication, read: Library) -> None:
    fill(PAGE * (KEPT_PAGES + 4))
    model = PaperListModel(read)
    assert len(ids_of(model)) == PAGE * (KEPT_PAGES + 4)
    assert len(model._pages) == KEPT_PAGES


def test_rows_that_are_not_there_are_none(model: PaperListModel) -> None:
    assert model.row(-1) is None
    assert model.row(1000) is None
    assert model.data(model.index(1000, 0), ROW) is None


def test_a_verdict_repaints_its_row_and_no_other_and_leaves_it_in_its_place(
    model: PaperListModel, writer: Library, papers: list[int], qtbot: QtBot
) -> None:
    ids_of(model)
    changes = reading.dismiss(writer, ids=papers[3:5])
    told: list[tuple[int, int]] = []
    model.dataChanged.connect(lambda first, last, _roles: told.append((first.row(), last.row())))
    with qtbot.assertNotEmitted(model.modelReset):
        model.refresh(changes)
    assert told == [(3, 4)]
    row = model.row(3)
    assert row
    assert (row.id, row.reading.status) == (papers[3], Status.DISMISSED)


def test_a_verdict_on_a_page_that_was_never_read_is_there_when_it_is_shown(
    model: PaperListModel, writer: Library, papers: list[int]
) -> None:
    model.refresh(reading.dismiss(writer, ids=[papers[700]]))
    row = model.row(700)
    assert row
    assert row.reading.status is Status.DISMISSED


def test_a_verdict_on_more_than_a_page_opens_the_list_again(
    model: PaperListModel, writer: Library, papers: list[int], qtbot: QtBot
) -> None:
    model.open(parse("is:inbox"))
    ids_of(model)
    with qtbot.waitSignal(model.modelReset):
        model.refresh(reading.dismiss(writer, ids=papers[: PAGE + 1]))
    assert ids_of(model) == papers[PAGE + 1 :]


def test_a_row_that_left_outlives_a_walk_through_the_whole_list_and_is_gone_when_that_is_opened_again(
    fill: Fill, app: QApplication, read: Library, library_path: Path
) -> None:
    papers = fill(PAGE * (KEPT_PAGES + 4))
    model = PaperListModel(read)
    model.open(parse("is:inbox"))
    first = model.row(0)
    assert first
    with Library.open(library_path) as writer:
        model.refresh(reading.dismiss(writer, ids=[first.id]))
    assert model.papers == len(papers) - 1
    assert ids_of(model) == papers  # over more pages than are kept
    model.open(parse("is:inbox"))
    assert ids_of(model) == papers[1:]


def test_a_paper_that_left_the_queue_and_is_queued_again_stands_at_its_end(
    model: PaperListModel, writer: Library, papers: list[int]
) -> None:
    queue.queue(writer, ids=papers[:4])
    model.open(parse("is:queued"))
    ids_of(model)
    model.refresh(reading.mark_read(writer, ids=papers[:1]))
    assert ids_of(model) == papers[:4]
    model.refresh(queue.queue(writer, ids=papers[:1]))
    assert ids_of(model) == [*papers[1:4], papers[0]]


def test_a_paper_of_the_queue_that_was_not_looked_at_moves_those_that_are(
    model: PaperListModel, papers: list[int], writer: Library
) -> None:
    queue.queue(writer, ids=papers)
    model.open(parse("is:queued"))
    assert model.row(0)
    model.refresh(queue.queue_top(writer, ids=papers[-1:]))
    assert [row.id for number in range(3) if (row := model.row(number))] == [papers[-1], *papers[:2]]


def test_a_star_on_papers_outside_of_the_queue_makes_its_list_no_other(
    model: PaperListModel, papers: list[int], writer: Library, qtbot: QtBot
) -> None:
    queue.queue(writer, ids=papers[:4])
    model.open(parse("is:queued"))
    with qtbot.assertNotEmitted(model.modelReset):
        model.refresh(reading.star(writer, ids=papers[500:550]))


def test_taking_a_verdict_back_leaves_the_row_in_its_place_in_the_queue(
    model: PaperListModel, writer: Library, papers: list[int], qtbot: QtBot
) -> None:
    queue.queue(writer, ids=papers[:4])
    model.open(parse("is:queued"))
    ids_of(model)
    with qtbot.assertNotEmitted(model.modelReset):
        model.refresh(reading.mark_read(writer, ids=papers[1:2]))
        assert model.papers == 3
        model.refresh(writer.undo())
    assert ids_of(model) == papers[:4]
    assert model.papers == 4


def test_what_a_search_found_stays_and_is_looked_for_again_only_when_papers_come_or_go(
    model: PaperListModel, writer: Library, fill: Fill, later_day: date, qtbot: QtBot
) -> None:
    query = parse("is:inbox pebbles")
    model.open(query, writer.found(query))
    papers = ids_of(model)
    with qtbot.assertNotEmitted(model.outdated), qtbot.assertNotEmitted(model.modelReset):
        model.refresh(reading.dismiss(writer, ids=papers[:2]))
    assert ids_of(model) == papers
    row = model.row(1)
    assert row
    assert row.reading.status is Status.DISMISSED
    fill(1, later_day)
    with qtbot.waitSignal(model.outdated), qtbot.assertNotEmitted(model.modelReset):
        model.refresh(ELSEWHERE)
    assert ids_of(model) == papers  # what is shown stays until the search has ended


def test_papers_that_come_make_the_list_anew_with_the_newest_on_top(
    model: PaperListModel, fill: Fill, later_day: date, qtbot: QtBot
) -> None:
    ids_of(model)
    new = fill(3, later_day)
    with qtbot.waitSignal(model.modelReset):
        model.refresh(ELSEWHERE)
    assert model.rowCount() == 1003
    assert ids_of(model)[:4] == [*new, 1]


def test_a_paper_that_is_seen_again_moves_up_though_none_came(
    model: PaperListModel, writer: Library, papers: list[int], later_day: date
) -> None:
    ids_of(model)
    entry = replace(writer.entries_of_digest(1)[500][0], day=later_day)
    with writer.transaction("Import a digest") as tx:
        report = DigestReport(0, 1, 0)
        digest = tx.add_digest(NewDigest("another", "again.txt", "text", later_day, later_day, 1, report))
        tx.add_sightings(digest, later_day, [(papers[500], entry)])
    assert not tx.changes.added
    model.refresh(tx.changes)
    row = model.row(0)
    assert row
    assert (row.id, row.seen) == (papers[500], 2)


def test_a_list_that_has_become_shorter_shows_nothing_twice_before_the_news_is_in(
    model: PaperListModel, writer: Library
) -> None:
    writer.undo()
    assert model.row(999) is None
    model.refresh(Changes("gone", 1, removed=ELSEWHERE.added))
    assert model.rowCount() == 0


def test_the_place_of_a_paper_is_found_in_any_list(model: PaperListModel, writer: Library, papers: list[int]) -> None:
    reading.dismiss(writer, ids=[papers[10], papers[20]])
    assert model.number_of(papers[20]) == 20
    assert model.number_of(4711) is None
    assert writer.position(parse("is:dismissed"), papers[20]) == 1
    assert writer.position(parse("is:dismissed"), papers[0]) is None


def test_a_row_is_said_in_words_as_well(writer: Library, papers: list[int]) -> None:
    reading.star(writer, ids=papers[:1])
    reading.rate(writer, ids=papers[:1], rating=4)
    (row,) = writer.rows(papers[:1])
    assert said(row) == f"{row.title}, In the inbox, starred, rated 4 of 5"
