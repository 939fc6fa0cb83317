"""What an import leaves in the library, and what undoing one does to papers that were worked on since."""

from __future__ import annotations

import gzip
import os
import threading
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from readinglist.commands import import_plan, imports, notes, queue, sources, tags
from readinglist.core.errors import LibraryError
from readinglist.core.query import Query
from readinglist.core.query_parser import parse
from readinglist.core.reading import Status
from readinglist.store.library import Library
from tests.digests import PAPERS, bring_in, page, source
from tests.state import recomputed, state_of

LONGER = (PAPERS[0][0], f"{PAPERS[0][1]} A third sieve is of no use.")


def titles(library: Library, query: str = "") -> list[str]:
    return [row.title for row in library.iterate(parse(query))]


def test_an_import_is_one_step_whatever_it_holds(library: Library) -> None:
    done = bring_in(library, page(PAPERS[:3], "Mar 18"), page(PAPERS[2:], "Mar 19"))
    assert [step.label for step in library.history(10)] == ["Import 2 digests"]
    assert (len(done.changes.added), len(done.changes.updated), len(done.changes.removed)) == (5, 0, 0)
    logged = library._connection.execute("SELECT count(*) FROM log_change").fetchone()[0]
    assert logged == 2, "one field a digest"


def test_the_bytes_of_a_digest_are_kept_under_their_hash(library: Library) -> None:
    data = page(PAPERS)
    bring_in(library, data)
    assert library.files is not None
    (kept,) = (library.files / "digests").iterdir()
    assert kept.name == f"{sha256(data).hexdigest()}.gz"
    assert gzip.decompress(kept.read_bytes()) == data


def test_every_sighting_keeps_the_text_as_it_stood(library: Library) -> None:
    shouted = (PAPERS[0][0].upper(), PAPERS[0][1])
    bring_in(library, page([PAPERS[0]], "Mar 11"), page([shouted], "Mar 12"), page([PAPERS[0]], "Mar 13"))
    (row,) = library.iterate(Query())
    record = library.record(row.id)
    assert [one.title for one in record.sightings] == [PAPERS[0][0], PAPERS[0][0].upper(), PAPERS[0][0]]
    assert [one.day for one in record.sightings] == [date(2025, 3, day) for day in (13, 12, 11)]
    assert row.seen == 3
    wordings = library._connection.execute("SELECT count(*) FROM wording").fetchone()[0]
    assert wordings == 2, "a text that is seen again word for word is stored once"


def test_the_longest_abstract_is_shown_then_the_newest(library: Library) -> None:
    bring_in(library, page([PAPERS[0]], "Mar 11"), page([LONGER], "Mar 12"), page([PAPERS[0]], "Mar 13"))
    (row,) = library.iterate(Query())
    assert library.record(row.id).paper.abstract == LONGER[1]
    assert titles(library, "third sieve") == [PAPERS[0][0]]


def test_of_equally_long_abstracts_the_newest_is_shown(library: Library) -> None:
    shouted = (PAPERS[0][0].upper(), PAPERS[0][1])
    bring_in(library, page([PAPERS[0]], "Mar 12"), page([shouted], "Mar 11"))
    assert titles(library) == [PAPERS[0][0]]
    bring_in(library, page([shouted], "Mar 13"))
    assert titles(library) == [PAPERS[0][0].upper()]


def test_a_row_says_what_there_is_to_see(library: Library) -> None:
    bring_in(library, page(PAPERS[:2], "Mar 12"))
    notes.write_note(library, paper=1, text="Sand.")
    first, second = library.rows([1, 2])
    assert (first.noted, second.noted) == (True, False)
    assert first.opening == PAPERS[0][1][:240]


def test_newest_first_is_by_day_then_by_place_in_the_digest(library: Library) -> None:
    bring_in(library, page(PAPERS[:2], "Mar 11"), page(PAPERS[2:4], "Mar 13"), page(PAPERS[4:], "Mar 12"))
    assert [title.split()[0] for title in titles(library)] == ["A", "Why", "Reading", "Sorting", "Quiet"]
    bring_in(library, page([PAPERS[1]], "Mar 14"))
    assert [title.split()[0] for title in titles(library)] == ["Quiet", "A", "Why", "Reading", "Sorting"]


def test_a_digest_without_a_day_counts_as_of_its_capture(library: Library) -> None:
    glued = "Get trending papers in your email inbox!\nSubscribe" + "\n".join(f"{a}\n{b}" for a, b in PAPERS)
    bring_in(library, glued.encode(), captured=date(2024, 7, 1))
    assert {row.day for row in library.iterate(Query())} == {date(2024, 7, 1)}


def test_digests_of_one_file_name_get_names_of_their_own(library: Library) -> None:
    for day in ("Mar 11", "Mar 12", "Mar 13"):
        bring_in(library, page(PAPERS[:1], day))
    assert library.digest_names([1]) == {1: ["page-1.txt (3)", "page-1.txt (2)", "page-1.txt"]}
    assert titles(library, "digest:2025-03-12") == titles(library, 'digest:"page-1.txt (3)"') == [PAPERS[0][0]]
    assert titles(library, "digest:2025-03-14") == []


def test_undoing_an_import_takes_untouched_papers_and_keeps_what_was_worked_on(library: Library) -> None:
    bring_in(library, page(PAPERS[:4], "Mar 11"))
    before = library.to_undo()
    bring_in(library, page(PAPERS[3:], "Mar 12"))
    notes.write_note(library, paper=1, text="Keep me.")
    queue.queue(library, ids=[2])
    tags.tag(library, ids=[3], add=["seaside"])
    assert before is not None
    undone = library.undo(before.id)
    assert titles(library) == [PAPERS[3][0], PAPERS[4][0], PAPERS[0][0], PAPERS[1][0], PAPERS[2][0]]
    assert (list(undone.added), list(undone.updated), list(undone.removed)) == ([], [1, 2, 3, 4], [])
    assert [row.seen for row in library.rows([1, 2, 3, 4, 5])] == [0, 0, 0, 1, 1]
    assert library.record(1).note == "Keep me."
    assert {name: state_of(library)[name] for name in recomputed(library)} == recomputed(library)


def test_after_an_undo_the_same_bytes_import_afresh(library: Library) -> None:
    data = page(PAPERS)
    bring_in(library, data)
    library.undo()
    assert titles(library) == titles(library, "pebbles") == []
    done = bring_in(library, data)
    assert done.plan.count("new") == 5
    assert list(done.changes.added) == [6, 7, 8, 9, 10]
    assert titles(library, "pebbles") == [PAPERS[0][0]]


def test_the_page_saved_again_is_another_digest_of_known_papers(library: Library) -> None:
    bring_in(library, page(PAPERS))
    done = bring_in(library, page(PAPERS) + b"\n")
    assert done.plan.count("same") == 5
    assert [row.seen for row in library.iterate(Query())] == [2] * 5


def test_what_was_dismissed_stays_dismissed_when_it_is_seen_again(library: Library) -> None:
    bring_in(library, page(PAPERS[:1], "Mar 11"))
    with library.transaction("Dismiss") as tx:
        tx.set_status([1], Status.DISMISSED)
    bring_in(library, page(PAPERS[:1], "Mar 12"))
    assert titles(library, "is:inbox") == []
    (row,) = library.iterate(parse("is:dismissed"))
    assert row.seen == 2


def test_a_doubt_becomes_a_paper_and_a_question(library: Library) -> None:
    other = (PAPERS[0][0], "Another text altogether. " * 3 + " ".join(PAPERS[1][1].split()[::-1]))
    bring_in(library, page([PAPERS[0]], "Mar 11"))
    done = bring_in(library, page([other], "Mar 12"))
    assert done.plan.count("ask") == 1
    assert {row.id for row in library.iterate(parse("is:check"))} == {1, 2}
    assert library.totals()["check"] == 2
    library.undo()
    assert library.totals()["check"] == 0
    library.redo()
    assert library.totals()["check"] == 2


def test_a_plan_is_made_again_when_the_library_moved_meanwhile(library: Library, library_path: Path) -> None:
    files = [source(page(PAPERS[:2]), "late.txt")]
    plan = import_plan.plan(library, files)
    with Library.open(library_path) as other:
        bring_in(other, page(PAPERS))
    done = imports.apply(library, plan)
    assert (done.plan.count("new"), done.plan.count("same")) == (0, 2)
    assert len(titles(library)) == 5


def test_a_plan_that_is_made_again_keeps_the_bytes_that_were_read(library: Library, tmp_path: Path) -> None:
    bring_in(library, page(PAPERS))
    plan = import_plan.plan(library, [source(page(PAPERS), "page.txt")])
    assert plan.files[0].known
    library.undo()
    done = imports.apply(library, plan)
    assert len(done.changes.added) == 5
    assert [step.label for step in library.history(1)] == ["Import page.txt"]
    assert library.files is not None
    hashes = {hash_ for (hash_,) in library._connection.execute("SELECT hash FROM digest WHERE standing = 1")}
    assert {f"{hash_}.gz" for hash_ in hashes} == {path.name for path in (library.files / "digests").iterdir()}


def test_a_file_that_is_gone_when_it_is_written_is_said(library: Library, tmp_path: Path) -> None:
    file = tmp_path / "page.txt"
    file.write_bytes(page(PAPERS))
    plan = import_plan.plan(library, [sources.source_of(str(file))])
    file.unlink()
    with pytest.raises(LibraryError, match="can't be read any more"):
        imports.apply(library, plan)


def test_a_pipe_is_read_once_and_imported(library: Library, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.txt"
    os.mkfifo(pipe)
    writer = threading.Thread(target=lambda: pipe.write_bytes(page(PAPERS)))
    writer.start()
    done = imports.apply(library, import_plan.plan(library, [sources.source_of(str(pipe))]))
    writer.join()
    assert len(done.changes.added) == 5


def test_a_file_that_changes_while_it_is_imported_is_refused_whole(library: Library, tmp_path: Path) -> None:
    file = tmp_path / "page.txt"
    file.write_bytes(page(PAPERS))
    plan = import_plan.plan(library, [sources.source_of(str(file))])
    file.write_bytes(page(PAPERS[:2]))
    with pytest.raises(LibraryError, match="changed while"):
        imports.apply(library, plan)
    assert titles(library) == []
    assert library.files is not None
    assert list((library.files / "digests").iterdir()) == []


def test_a_digest_of_nothing_is_a_digest(library: Library) -> None:
    done = bring_in(library, page([]))
    assert done.plan.files[0].parsed.readable
    assert bring_in(library, page([])).plan.files[0].known is not None
    assert library.totals()["inbox"] == 0
