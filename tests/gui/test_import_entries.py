"""The entries of an import: in the order of the file, with what is known of them."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt

from readinglist.commands import notes, queue
from readinglist.commands.import_plan import plan
from readinglist.core.query import Query
from readinglist.gui.import_words import standing
from readinglist.gui.imports import preview_of
from readinglist.gui.models.import_entries import FILTERS, EntriesModel, Preview
from readinglist.store.library import Library
from tests.digests import PAPERS, bring_in, page, source

ORPHAN = (
    b"and so the second half of the text is all that was copied, which happens when somebody starts to select too late."
    b" We still read the rest, and we say what was left out, so that nothing is lost without a word.\n\n"
)
CHANGED = ("Sorting Pebbles by Weight with Two Spoons", PAPERS[0][1])


def preview(library: Library, *pages: bytes) -> Preview:
    sources = [source(data, f"page-{number}.txt") for number, data in enumerate(pages, 1)]
    return preview_of(library, plan(library, sources))


def model(library: Library, *pages: bytes, number: int = 0) -> EntriesModel:
    made = EntriesModel()
    made.show(preview(library, *pages), number)
    return made


def rows(entries: EntriesModel) -> list[tuple[str, str]]:
    return [(entries.entry(row).verdict, entries.entry(row).text) for row in range(entries.rowCount())]


def test_new_and_known_entries_stand_in_the_order_of_the_file(library: Library) -> None:
    bring_in(library, page(PAPERS[1:2]))
    assert rows(model(library, page(PAPERS[:3]))) == [
        ("new", PAPERS[0][0]),
        ("same", PAPERS[1][0]),
        ("new", PAPERS[2][0]),
    ]


def test_what_could_not_be_read_stands_raw_in_its_place(library: Library) -> None:
    entries = model(library, ORPHAN + page(PAPERS[:1]))
    first = entries.entry(0)
    assert (first.verdict, first.line, first.known) == ("unread", 1, "An abstract without a title.")
    assert first.text == ORPHAN.decode().strip()
    assert entries.entry(1).verdict == "new"
    assert entries.entry(1).line > first.line


def test_of_a_known_paper_it_is_said_where_it_stands(library: Library) -> None:
    bring_in(library, page(PAPERS[:1]))
    (row,) = library.page(Query()).rows
    queue.queue(library, ids=[row.id])
    notes.write_note(library, paper=row.id, text="Read it.")
    known = model(library, page(PAPERS[:2], "Mar 19")).entry(0)
    assert known.known == "Queued, last seen 18 Mar 2025, with a note."
    assert known.more == "Title and abstract are the same, word for word."


def test_a_paper_of_this_year_that_was_seen_often_has_no_year(library: Library) -> None:
    bring_in(library, page(PAPERS[:1]), page(PAPERS[:1], "Mar 19"))
    (row,) = library.page(Query()).rows
    assert standing(row, date(2025, 4, 1)) == "In the inbox, seen 2×, last 19 Mar."


def test_a_paper_that_is_to_be_checked_says_why_and_which_one_it_may_be(library: Library) -> None:
    bring_in(library, page(PAPERS[:1]))
    asked = model(library, page([CHANGED])).entry(0)
    assert asked.verdict == "ask"
    assert asked.known == "Titles that differ in a word or two."
    assert f"Perhaps “{PAPERS[0][0]}”. In the inbox" in asked.more


def test_a_paper_that_stands_twice_in_the_import_says_where(library: Library) -> None:
    twice = model(library, page([*PAPERS[:1], *PAPERS[:1]]))
    assert twice.entry(1).known == f"Also stands here, line {twice.entry(0).line}."
    other = model(library, page(PAPERS[:1]), page(PAPERS[:2], "Mar 19"), number=1)
    assert other.entry(0).known == f"Also stands in page-1.txt, line {twice.entry(0).line}."


def test_a_missing_abstract_is_said_beside_the_title(library: Library) -> None:
    lonely = page([*PAPERS[:2], ("A Title That No Abstract Follows", ""), PAPERS[2]])
    entries = model(library, lonely)
    entry = entries.entry(2)
    assert (entry.verdict, entry.known) == ("new", "Comes in without an abstract.")
    assert entry.more == "No abstract follows this title; the paper comes in without one."


@pytest.mark.parametrize("which", FILTERS)
def test_a_filter_shows_as_many_as_its_count_says(library: Library, which: str) -> None:
    bring_in(library, page(PAPERS[:2]))
    entries = model(library, ORPHAN + page([CHANGED, *PAPERS[1:]], "Mar 19"))
    assert entries.counts == [6, 3, 1, 1, 1]
    entries.narrow(which)
    assert entries.rowCount() == entries.counts[FILTERS.index(which)]
    assert all(which in (verdict, "all") for verdict, _ in rows(entries))


def test_a_screen_reader_hears_the_whole_row_in_its_first_cell(library: Library) -> None:
    entries = model(library, page(PAPERS[:1]))
    heard = entries.data(entries.index(0, 0), Qt.ItemDataRole.AccessibleTextRole)
    assert heard == f"New, line {entries.entry(0).line}, {PAPERS[0][0]}"


def test_what_a_file_says_is_never_taken_for_markup(library: Library) -> None:
    entries = model(library, page([("Bold <b>Claims</b> & Others in Large Gardens", PAPERS[0][1])]))
    tip = entries.data(entries.index(0, 2), Qt.ItemDataRole.ToolTipRole)
    assert isinstance(tip, str)
    assert "Bold &lt;b&gt;Claims&lt;/b&gt; &amp; Others" in tip
