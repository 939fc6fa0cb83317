"""Repeats that the user decides about: merged, called different, taken apart, looked for again."""

from __future__ import annotations

import pytest

from readinglist.commands import digests, duplicates, notes, reading
from readinglist.commands.import_plan import plan
from readinglist.commands.imports import apply
from readinglist.core.errors import NotFoundError, ReadingListError
from readinglist.core.query import Query
from readinglist.core.reading import Status
from readinglist.store.library import Library
from readinglist.store.questions import Found
from tests.digests import PAPERS, bring_in, page, source

TITLE, TEXT = PAPERS[0]
PART_2 = (f"{TITLE}: Part 2", TEXT)
REVISED = (TITLE, TEXT.replace("wet beaches", "dry beaches"))


def pairs(library: Library) -> set[frozenset[int]]:
    """The papers that are asked about."""
    return {frozenset((one.a, one.b)) for one in duplicates.every_question(library)}


def papers(library: Library) -> list[int]:
    return sorted(row.id for row in library.iterate(Query()))


@pytest.fixture
def doubtful(library: Library) -> Library:
    """Papers 1 and 2 may be one."""
    bring_in(library, page([PAPERS[0]], "Mar 11"))
    bring_in(library, page([PART_2, PAPERS[1]], "Mar 12"))
    assert pairs(library) == {frozenset((1, 2))}
    return library


def test_a_question_names_both_papers_with_a_reason_and_is_counted_once(doubtful: Library) -> None:
    (question,) = doubtful.questions()
    assert (question.a, question.b, question.alike) == (2, 1, False)
    assert "Part 2" in question.reason
    assert 0 < question.score <= 1
    assert (doubtful.totals()["questions"], doubtful.totals()["check"]) == (1, 2)


def test_a_merge_answers_the_question_and_undo_asks_it_again(doubtful: Library) -> None:
    duplicates.merge(doubtful, ids=[1, 2])
    assert (papers(doubtful), pairs(doubtful), doubtful.totals()["questions"]) == ([1, 3], set(), 0)
    doubtful.undo()
    assert (papers(doubtful), pairs(doubtful)) == ([1, 2, 3], {frozenset((1, 2))})


def test_different_is_remembered_when_the_digest_comes_in_again(doubtful: Library) -> None:
    duplicates.separate(doubtful, ids=[1, 2])
    assert pairs(doubtful) == set()
    digests.undo_import(doubtful, digest=2)
    assert papers(doubtful) == [1]
    again = bring_in(doubtful, page([PART_2, PAPERS[1]], "Mar 13")).plan
    assert (again.count("new"), again.count("ask")) == (2, 0)
    assert pairs(doubtful) == set()


def test_different_is_remembered_when_both_digests_come_in_again(doubtful: Library) -> None:
    duplicates.separate(doubtful, ids=[1, 2])
    for digest in (1, 2):
        digests.undo_import(doubtful, digest=digest)
    assert papers(doubtful) == []
    again = bring_in(doubtful, page([PAPERS[0]], "Mar 11"), page([PART_2, PAPERS[1]], "Mar 12")).plan
    assert (again.count("new"), again.count("ask")) == (3, 0)
    assert not duplicates.find_again(doubtful)
    (first,), (second,) = (
        [row.id for row in doubtful.rows(range(99)) if row.title == title] for title in (TITLE, PART_2[0])
    )
    assert doubtful.held_apart([first]) == {(first, 2), (first, second)}


def test_different_holds_for_what_is_merged_with_either_later(doubtful: Library) -> None:
    bring_in(doubtful, page([(f"{TITLE}: Part 3", TEXT)], "Mar 13"))
    duplicates.ask(doubtful, [Found(4, one, 0.9, "They sound alike.", alike=False) for one in (1, 2)])
    assert pairs(doubtful) == {frozenset((1, 2)), frozenset((1, 4)), frozenset((2, 4))}
    duplicates.separate(doubtful, ids=[1, 2])
    duplicates.merge(doubtful, ids=[2, 4])
    assert pairs(doubtful) == set(), "what is merged with 2 is another paper than 1, too"
    assert doubtful.held_apart([1]) == {(1, 2)}
    seen = bring_in(doubtful, page([REVISED], "Mar 14")).plan
    assert [entry.verdict for entry in seen.files[0].entries] == ["same"]
    assert doubtful.rows([1])[0].seen == 2


def test_only_the_users_own_merge_unites_papers_held_different(doubtful: Library) -> None:
    duplicates.separate(doubtful, ids=[1, 2])
    duplicates.merge(doubtful, ids=[1, 2])
    assert papers(doubtful) == [1, 3]
    assert doubtful.held_apart([1]) == set()
    doubtful.undo()
    assert doubtful.held_apart([1]) == {(1, 2)}


def test_several_papers_are_merged_in_one_step_and_come_apart_in_one(library: Library) -> None:
    bring_in(library, page(PAPERS))
    duplicates.merge(library, ids=[4, 2, 5])
    assert papers(library) == [1, 2, 3]
    merge = library.record(5).merge
    assert merge
    assert merge.papers == (2, 4, 5)
    duplicates.split(library, paper=4)
    assert papers(library) == [1, 2, 3, 4, 5]
    assert library.record(2).merge is None


def test_merges_come_apart_newest_first_months_later_and_after_edits(library: Library) -> None:
    bring_in(library, page(PAPERS))
    duplicates.merge(library, ids=[1, 2])
    notes.write_note(library, paper=2, text="On two.")
    duplicates.merge(library, ids=[1, 3])
    notes.write_note(library, paper=3, text="On three.")
    reading.star(library, ids=[1])
    duplicates.split(library, paper=1)
    assert papers(library) == [1, 3, 4, 5]
    assert (library.record(1).note, library.record(3).note) == ("On two.", "On three.")
    duplicates.split(library, paper=1)
    assert [library.record(paper).note for paper in (1, 2, 3)] == ["", "On two.", "On three."]
    assert [row.reading.starred for row in library.rows([1, 2, 3])] == [True] * 3
    with pytest.raises(ReadingListError, match=r"was not merged .* `readinglist show 1` lists them"):
        duplicates.split(library, paper=1)


def test_what_came_apart_is_not_asked_about_again(doubtful: Library) -> None:
    duplicates.merge(doubtful, ids=[1, 2])
    duplicates.split(doubtful, paper=1)
    assert pairs(doubtful) == set()
    assert doubtful.held_apart([1]) == {(1, 2)}


class TestASightingTakenOut:
    @pytest.fixture
    def seen(self, library: Library) -> Library:
        """Paper 1 was seen in two digests, in a revised form the second time."""
        bring_in(library, page([PAPERS[0]], "Mar 11"))
        bring_in(library, page([REVISED, PAPERS[1]], "Mar 12"))
        reading.dismiss(library, ids=[1])
        notes.write_note(library, paper=1, text="Old beaches.")
        return library

    def test_becomes_a_paper_of_its_own_and_leaves_what_was_written(self, seen: Library) -> None:
        newest, oldest = seen.record(1).sightings
        changes = duplicates.split(seen, paper=1, sighting=newest.id)
        (new,) = changes.added
        assert seen.record(new).paper.abstract == REVISED[1]
        assert (seen.rows([new])[0].reading.status, seen.record(new).note) == (Status.INBOX, "")
        assert (seen.rows([1])[0].reading.status, seen.record(1).note) == (Status.DISMISSED, "Old beaches.")
        assert [one.id for one in seen.record(1).sightings] == [oldest.id]

    @pytest.mark.parametrize("which", [0, 1])
    def test_is_found_by_its_own_text_from_then_on(self, seen: Library, which: int) -> None:
        taken = seen.record(1).sightings[which]
        (new,) = duplicates.split(seen, paper=1, sighting=taken.id).added
        plan = bring_in(seen, page([REVISED, PAPERS[0]], "Mar 13")).plan
        found = [entry.match.target for entry in plan.files[0].entries if entry.match]
        assert found == ([new, 1] if which == 0 else [1, new])

    def test_comes_back_with_undo(self, seen: Library) -> None:
        before = seen.record(1)
        duplicates.split(seen, paper=1, sighting=before.sightings[1].id)
        seen.undo()
        assert seen.record(1) == before
        assert bring_in(seen, page([REVISED, PAPERS[0]], "Mar 13")).plan.count("same") == 2

    def test_of_a_merged_paper_takes_its_member_along(self, seen: Library) -> None:
        notes.write_note(seen, paper=2, text="Kettles.")
        duplicates.merge(seen, ids=[1, 2])
        (kettles,) = (one for one in seen.record(1).sightings if one.title == PAPERS[1][0])
        duplicates.split(seen, paper=1, sighting=kettles.id)
        assert papers(seen) == [1, 2]
        assert (seen.record(1).note, seen.record(2).note) == ("Old beaches.", "Kettles.")

    def test_is_not_the_only_one(self, seen: Library) -> None:
        (only,) = seen.record(2).sightings
        with pytest.raises(ReadingListError, match="seen only once"):
            duplicates.split(seen, paper=2, sighting=only.id)
        with pytest.raises(NotFoundError, match="no sighting 99"):
            duplicates.split(seen, paper=1, sighting=99)


def test_a_plan_is_made_again_when_the_user_takes_back_that_papers_are_different(doubtful: Library) -> None:
    step = duplicates.separate(doubtful, ids=[1, 2]).group
    digests.undo_import(doubtful, digest=2)
    planned = plan(doubtful, [source(page([PART_2], "Mar 13"), "page.txt")])
    assert planned.count("new") == 1
    doubtful.undo(step)
    assert apply(doubtful, planned).plan.count("ask") == 1


def test_one_paper_alone_is_neither_merged_nor_called_different(library: Library) -> None:
    bring_in(library, page(PAPERS))
    for command in (duplicates.merge, duplicates.separate):
        with pytest.raises(ReadingListError, match="Name two papers"):
            command(library, ids=[1, 1])
        with pytest.raises(ReadingListError, match="Name 100 at most"):
            command(library, ids=range(1, 1002))
    duplicates.merge(library, ids=[1, 2])
    with pytest.raises(ReadingListError, match="are one paper, 1"):
        duplicates.separate(library, ids=[1, 2])
    assert not duplicates.merge(library, ids=[1, 2])


class TestMergingAllThatAreAlike:
    def ask(self, library: Library, *found: tuple[int, int, bool]) -> None:
        duplicates.ask(library, [Found(a, b, 0.9, "They sound alike.", alike) for a, b, alike in found])

    def test_is_one_step_and_leaves_doubt_to_the_user(self, library: Library) -> None:
        bring_in(library, page(PAPERS))
        self.ask(library, (1, 2, True), (2, 3, True), (4, 5, False))
        steps = len(library.history(100))
        duplicates.merge_alike(library)
        assert papers(library) == [1, 4, 5]
        assert len(library.history(100)) == steps + 1
        assert pairs(library) == {frozenset((4, 5))}
        duplicates.split(library, paper=1)
        assert papers(library) == [1, 2, 3, 4, 5]

    def test_never_unites_what_was_called_different(self, library: Library) -> None:
        bring_in(library, page(PAPERS))
        duplicates.separate(library, ids=[1, 3])
        self.ask(library, (1, 2, True), (2, 3, True))
        duplicates.merge_alike(library)
        assert papers(library) == [1, 3, 4, 5]
        assert library.held_apart([1]) == {(1, 3)}


def test_looking_again_asks_about_papers_that_got_one_identifier(library: Library) -> None:
    from readinglist.commands import details

    bring_in(library, page(PAPERS))
    assert not duplicates.find_again(library)
    for paper in (2, 4):
        details.edit_details(library, paper=paper, arxiv="2403.01234")
    duplicates.find_again(library)
    (question,) = library.questions()
    assert ({question.a, question.b}, question.alike) == ({2, 4}, True)
    assert "arXiv:2403.01234" in question.reason
    assert not duplicates.find_again(library), "what is asked already is not asked again"
    duplicates.separate(library, ids=[2, 4])
    assert not duplicates.find_again(library), "nor what the user called different"


def test_what_was_dismissed_stays_dismissed_when_it_is_seen_again(library: Library) -> None:
    bring_in(library, page(PAPERS[:2], "Mar 11"))
    reading.dismiss(library, ids=[1])
    bring_in(library, page([REVISED], "Mar 12"))
    bring_in(library, page([(TITLE.upper(), TEXT)], "Mar 13"))
    (row,) = library.rows([1])
    assert (row.reading.status, row.seen, str(row.day)) == (Status.DISMISSED, 3, "2025-03-13")
    assert library.totals()["inbox"] == 1
