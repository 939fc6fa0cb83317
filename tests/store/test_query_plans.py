"""No step and no page of a list reads a table that grows with the library: its statements are followed into SQLite."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import partial

import pytest

from readinglist.commands import details, duplicates, notes, queue, reading, searches, tags
from readinglist.core.order import NEWEST, OLDEST, Order, Sorting
from readinglist.core.query_parser import parse
from readinglist.core.selection import Selection, Shown, Span
from readinglist.store.library import Library
from readinglist.store.questions import Found
from tests.digests import PAPERS, bring_in, page

#: What grows with the library; other tables hold a step, a digest's row or a tag's name.
GROWING = {"wording", "member", "sighting", "reading", "note", "tagging", "question", "citekey", "cluster", "match_key"}
GROWING |= {"detail", "cluster_tag", "log_group", "log_change", "apart", "united", "open_question"}

#: Statements that read a table from its end, or all of a tag, and stop at the first row.
ENDS_AT_ONCE = re.compile(r"max\(id\)|ORDER BY id DESC LIMIT 1$|^INSERT INTO tag ")

#: Once an import: what the user called different, which nobody does a million times.
DECIDED = re.compile(r"SELECT DISTINCT a FROM apart")

#: What finds everything of a popular tag or a big digest: a step about a few papers needs it only for what it changed.
OF_TOO_MANY = re.compile(r"INDEX (?:tagging_standing|idx_sighting_(?:digest|day)|idx_question_digest)|\(tag=\?\)$")
OF_CHANGED = re.compile(r"FROM log_change \w+ (?:CROSS )?JOIN|FROM log_change l WHERE")


@pytest.fixture
def filled(library: Library) -> Library:
    bring_in(library, page(PAPERS))
    notes.write_note(library, paper=1, text="sand")
    tags.tag(library, ids=[1, 2], add=["seaside"])
    return library


def scans_of(library: Library, do: object) -> set[str]:
    """Every growing table that is read from end to end while `do` runs, with the statement that does it."""
    found = set()
    for statement, step in steps_of(library, do):
        scanned = re.match(r"(?:SCAN|SEARCH) (\w+)(?!.* USING)|SCAN (\w+)", step)
        table = _table(scanned[1] or scanned[2], statement) if scanned else ""
        if table in GROWING and not ENDS_AT_ONCE.search(statement) and not DECIDED.search(statement):
            found.add(f"{step} in {statement}")
    return found


def crowds_of(library: Library, do: object) -> set[str]:
    """Every statement that reads all of a tag or a digest, or a table from end to end, while `do` runs."""
    found = {
        f"{step} in {statement}"
        for statement, step in steps_of(library, do)
        if OF_TOO_MANY.search(step) and not ENDS_AT_ONCE.search(statement) and not OF_CHANGED.search(statement)
    }
    return found | scans_of(library, do)


def steps_of(library: Library, do: object) -> list[tuple[str, str]]:
    """Each statement that runs while `do` does, with every step that SQLite takes for it."""
    statements: set[str] = set()
    library._connection.set_trace_callback(statements.add)
    assert callable(do)
    do()
    library._connection.set_trace_callback(None)
    assert statements
    return [
        (statement, step)
        for statement in statements
        if re.match(r"\s*(SELECT|INSERT|UPDATE|DELETE)", statement)
        for *_, step in library._connection.execute(f"EXPLAIN QUERY PLAN {statement}")
    ]


def _table(alias: str, statement: str) -> str:
    named = re.search(rf"\b(\w+) (?:AS )?{alias}\b", statement)
    return named[1] if named and named[1] in GROWING else alias


def test_a_verdict_reads_only_what_it_touches(filled: Library) -> None:
    assert crowds_of(filled, lambda: queue.queue(filled, ids=[1, 2])) == set()


def test_a_move_in_the_queue_reads_only_what_it_touches(filled: Library) -> None:
    queue.queue(filled, ids=[1, 2, 3, 4, 5])
    for move in (queue.queue_up, queue.queue_down, queue.queue_top, queue.queue_end):
        assert crowds_of(filled, partial(move, filled, ids=[2, 3])) == set()
    assert crowds_of(filled, lambda: queue.move(filled, ids=[2], before=4)) == set()


def test_a_note_reads_only_what_it_touches(filled: Library) -> None:
    assert crowds_of(filled, lambda: notes.write_note(filled, paper=1, text="dune")) == set()


def test_tagging_a_paper_leaves_the_other_papers_of_the_tag_alone(filled: Library) -> None:
    assert crowds_of(filled, lambda: tags.tag(filled, ids=[3], add=["a", "seaside"])) == set()
    assert crowds_of(filled, lambda: tags.tag(filled, ids=[3], add=["b"], remove=["seaside"])) == set()
    assert crowds_of(filled, filled.undo) == set()


def test_details_read_only_what_they_touch(filled: Library) -> None:
    assert crowds_of(filled, lambda: details.edit_details(filled, paper=1, title="Dunes", arxiv="2403.01234")) == set()
    assert crowds_of(filled, lambda: filled.record(1)) == set()
    assert crowds_of(filled, filled.undo) == set()


def test_typing_on_reads_only_what_it_touches(filled: Library) -> None:
    group = notes.write_note(filled, paper=1, text="du").group
    assert crowds_of(filled, lambda: notes.write_note(filled, paper=1, text="dune", base="du", joins=group)) == set()
    assert crowds_of(filled, lambda: notes.write_note(filled, paper=1, text="sand", base="dune", joins=group)) == set()


def test_undo_and_redo_read_only_what_they_touch(filled: Library) -> None:
    queue.queue(filled, ids=[1, 2])
    assert crowds_of(filled, filled.undo) == set()
    assert crowds_of(filled, filled.redo) == set()


def test_turning_one_old_step_and_asking_whether_that_can_be_reads_only_what_it_touched(filled: Library) -> None:
    queue.queue(filled, ids=[1, 2])
    step = filled.history(1)[0].id
    tags.tag(filled, ids=[1], add=["sand"])
    searches.save(filled, name="Sand", query="sand")
    assert scans_of(filled, lambda: filled.verdict(step)) == set()
    assert crowds_of(filled, lambda: (filled.undo(step), filled.redo(step))) == set()
    queue.queue(filled, ids=[3])
    duplicates.merge(filled, ids=[3, 4])
    duplicates.merge(filled, ids=[1, 3])
    for other in filled.history(10):
        assert scans_of(filled, partial(filled.verdict, other.id)) == set()


def test_a_page_of_the_history_reads_no_more_than_it_shows(filled: Library) -> None:
    queue.queue(filled, ids=[1, 2])
    newest = filled.history(1)[0].id
    assert scans_of(filled, lambda: filled.history(2)) == set()
    assert scans_of(filled, lambda: filled.history(2, before=newest)) == set()
    assert "USE TEMP B-TREE" not in _plan(filled, lambda: filled.history(2, before=newest))
    assert scans_of(filled, lambda: filled.about([newest, newest - 1])) == set()
    assert scans_of(filled, lambda: filled.found(parse(f"step:{newest}"))) == set()


def test_an_import_reads_only_what_it_meets(filled: Library) -> None:
    again = page([PAPERS[1], ("Ladders and Their Shadows", "A ladder casts a shadow. " * 8)], "Mar 19")
    assert scans_of(filled, lambda: bring_in(filled, again)) == set()
    assert scans_of(filled, filled.undo) == set()


def test_merging_and_taking_apart_read_only_what_they_touch(filled: Library) -> None:
    assert crowds_of(filled, lambda: duplicates.merge(filled, ids=[1, 2, 3])) == set()
    assert crowds_of(filled, lambda: filled.record(2)) == set()
    sighting = filled.record(1).sightings[0].id
    for taken in (sighting, None):
        assert (
            crowds_of(filled, lambda taken=taken: (duplicates.split(filled, paper=1, sighting=taken), filled.undo()))
            == set()
        )


def test_questions_read_only_what_they_are_about(filled: Library) -> None:
    found = [Found(1, 2, 0.9, "They sound alike.", alike=True)]
    assert crowds_of(filled, lambda: duplicates.ask(filled, found)) == set()
    assert scans_of(filled, lambda: filled.questions(after=0, limit=2)) == set()
    assert crowds_of(filled, lambda: duplicates.separate(filled, ids=[1, 2])) == set()
    assert scans_of(filled, lambda: filled.match_index().kept_apart([1, 2, 3])) == set()


def test_the_lists_of_the_sidebar_read_no_papers(filled: Library) -> None:
    digest = filled.digests()[0].digest
    assert scans_of(filled, lambda: (filled.totals(), filled.tags(), filled.tags(5))) == set()
    assert scans_of(filled, lambda: (filled.digests(5), filled.digest_record(digest.id))) == set()
    assert scans_of(filled, lambda: filled.digest_named(digest.name)) == set()
    assert scans_of(filled, lambda: searches.save(filled, name="Sand", query="sand")) == set()
    newest = _plan(filled, lambda: filled.digests(5))
    assert "USING INDEX digest_newest" in newest
    assert "USE TEMP B-TREE" not in newest


@pytest.mark.parametrize("query", ["sand", "tag:seaside", 'digest:"page-1.txt"', 'digest:"2025-03-18"', "digest:page"])
def test_a_list_that_words_a_tag_or_a_digest_decide_reads_what_it_finds(filled: Library, query: str) -> None:
    assert scans_of(filled, lambda: filled.found(parse(query))) == set()
    assert "idx_cluster_rank" not in _plan(filled, lambda: filled.found(parse(query)))


@pytest.mark.parametrize(
    ("query", "asked"),
    [
        ("sand dune title:sea", 1),
        ("sand OR dune OR note:sea", 1),
        ("sand (dune OR author:sea) -tide -title:ebb", 1),
        ("sand OR (dune -tide)", 1),
        ("sand (dune OR sea) is:read -tide tag:x", 1),
        ("is:read OR sand OR dune", 1),
        ("-sand -dune", 2),
        ("is:read OR sand OR -dune", 2),
    ],
)
def test_what_the_index_decides_is_asked_of_it_as_one(filled: Library, query: str, asked: int) -> None:
    statements: list[str] = []
    filled._connection.set_trace_callback(statements.append)
    filled.found(parse(query))
    filled._connection.set_trace_callback(None)
    (select,) = (one for one in statements if one.startswith("SELECT c.id FROM cluster"))
    assert select.count(" MATCH ") == asked


@pytest.mark.parametrize("sorting", [None, NEWEST, OLDEST])
@pytest.mark.parametrize("query", ["", "is:inbox", "is:queued", "is:later", "is:starred", "is:check"])
def test_a_page_of_a_paged_order_reads_no_more_than_the_page(
    query: str, sorting: Sorting | None, filled: Library
) -> None:
    asked = parse(query)
    first = filled.page(asked, sorting=sorting, limit=2)
    assert scans_of(filled, lambda: (filled.page(asked, sorting=sorting, limit=2), filled.count(asked))) == set()
    plan = _plan(filled, partial(filled.page, asked, sorting=sorting, after=first.end, limit=2))
    assert "USE TEMP B-TREE" not in plan, plan
    assert "USING" in plan


@pytest.mark.parametrize(("order", "index"), [(Order.TITLE, "cluster_title"), (Order.SEEN, "cluster_seen")])
@pytest.mark.parametrize("query", ["", "is:inbox", "is:dismissed"])
def test_a_long_list_by_title_or_most_seen_is_read_from_its_index_alone(
    query: str, order: Order, index: str, filled: Library
) -> None:
    plan = _plan(filled, lambda: filled.found(parse(query), sorting=Sorting(order)))
    assert plan == f"SCAN c USING COVERING INDEX {index}"


def test_the_first_papers_of_a_search_are_read_without_looking_at_the_others(filled: Library) -> None:
    for query in ("the", "the is:inbox", "the seen:>1 -tag:x"):
        assert scans_of(filled, lambda query=query: filled.last_added(parse(query), 2)) == set()


def _plan(library: Library, do: Callable[[], object]) -> str:
    """How SQLite goes about the one ordered statement that runs while `do` does."""
    statements: list[str] = []
    library._connection.set_trace_callback(statements.append)
    do()
    library._connection.set_trace_callback(None)
    (select,) = (one for one in statements if "ORDER BY" in one and not one.startswith("--"))  # "--": the index's own
    return "\n".join(step for *_, step in library._connection.execute(f"EXPLAIN QUERY PLAN {select}"))


def test_papers_that_come_back_are_found_without_looking_at_the_others(filled: Library) -> None:
    reading.put_off(filled, ids=[1, 2], until=date(2999, 3, 24))
    assert crowds_of(filled, lambda: filled.new_day(date(2999, 3, 24))) == set()
    assert filled.totals()["later"] == 0


def test_a_backup_reads_only_what_changed_and_counts_the_notes(filled: Library) -> None:
    filled.back_up("start")
    queue.queue(filled, ids=[1, 2])
    notes.write_note(filled, paper=2, text="dune")
    scanned = scans_of(filled, lambda: filled.back_up("meanwhile"))
    assert {one for one in scanned if "count(*) FROM note" not in one} == set()


def test_what_is_selected_is_found_by_what_happened_since(filled: Library) -> None:
    for query in ("", "is:inbox"):
        shown = Shown(parse(query), NEWEST, filled.moment())
        queue.queue(filled, ids=[2])
        selection = Selection((Span(1, 4),), 4, shown)
        assert scans_of(filled, lambda selection=selection: filled.selected(selection)) == set()
        filled.undo()
    assert scans_of(filled, lambda: (filled.all_starred([1, 2]), filled.tags_of([1, 2]))) == set()
