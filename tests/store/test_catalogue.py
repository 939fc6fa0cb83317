"""The lists of the sidebar: tags and digests with counts that always hold, what stays with a digest, saved searches."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readinglist.commands import imports, notes, queue, searches, tags
from readinglist.commands.import_plan import ImportPlan, PlannedFile, plan
from readinglist.core.errors import NotFoundError, UndoRefusedError
from readinglist.core.paper import Diagnostic, DigestReport
from readinglist.core.query_parser import parse
from readinglist.core.reading import TagCount
from readinglist.formats.digests import ParsedDigest
from readinglist.store.library import Library
from tests.digests import PAPERS, bring_in, page, source
from tests.state import recomputed, state_of


def tag_counts(library: Library) -> dict[str, int]:
    return {tag.name: tag.papers for tag in library.tags()}


def digest_counts(library: Library) -> dict[str, int]:
    return {one.digest.name: one.papers for one in library.digests()}


def unite(library: Library, member: int, cluster: int) -> None:
    """Make a member part of another paper, as a merge will."""
    with library.transaction("Merge 2 papers"):
        library._connection.execute("UPDATE member SET cluster = ? WHERE id = ?", (cluster, member))


def test_tags_come_by_name_or_those_of_most_papers_first(library: Library) -> None:
    bring_in(library, page())
    tags.tag(library, ids=[1, 2, 3], add=["sand"])
    tags.tag(library, ids=[2, 4], add=["Above", "moe"])
    tags.tag(library, ids=[1], add=["gone"])
    tags.tag(library, ids=[1], remove=["gone"])
    assert library.tags() == [TagCount("Above", 2), TagCount("moe", 2), TagCount("sand", 3)]
    assert library.tags(2) == [TagCount("sand", 3), TagCount("Above", 2)]


def test_a_tag_counts_papers_not_members(library: Library) -> None:
    bring_in(library, page())
    tags.tag(library, ids=[1, 2, 3], add=["sand"])
    unite(library, 2, 1)
    assert tag_counts(library) == {"sand": 2}
    assert library.count(parse("tag:sand")) == 2
    library.undo()
    assert tag_counts(library) == {"sand": 3}


def test_counts_of_tags_are_no_states(library: Library) -> None:
    bring_in(library, page())
    states = set(library.totals())
    tags.tag(library, ids=[1], add=["sand"])
    assert set(library.totals()) == states


def test_digests_come_newest_day_first_and_the_later_import_first_within_a_day(library: Library) -> None:
    for number, (name, day) in enumerate((("a", "Mar 11"), ("b", "Mar 13"), ("c", "Mar 12"), ("d", "Mar 13"))):
        imports.apply(library, plan(library, [source(page(PAPERS[number:], day), name)]))
    assert [one.digest.name for one in library.digests()] == ["d", "b", "c", "a"]
    assert [one.digest.name for one in library.digests(2)] == ["d", "b"]


def test_a_digest_without_a_day_stands_where_it_was_captured(library: Library) -> None:
    glued = "Get trending papers in your email inbox!\nSubscribe" + "\n".join(f"{a}\n{b}" for a, b in PAPERS)
    imports.apply(library, plan(library, [source(page(PAPERS[:1], "Mar 11"), "older")]))
    imports.apply(library, plan(library, [source(glued.encode(), "between", date(2025, 3, 12))]))
    imports.apply(library, plan(library, [source(page(PAPERS[:1], "Mar 13"), "newer")]))
    assert [one.digest.name for one in library.digests()] == ["newer", "between", "older"]


def test_a_digest_counts_each_paper_once_and_goes_with_its_import(library: Library) -> None:
    bring_in(library, page([*PAPERS[:3], PAPERS[0]], "Mar 11"))
    bring_in(library, page(PAPERS[2:], "Mar 12"))
    assert list(digest_counts(library).values()) == [3, 3]
    queue.queue(library, ids=[1])
    assert list(digest_counts(library).values()) == [3, 3]
    unite(library, 2, 1)
    assert list(digest_counts(library).values()) == [3, 2]
    unite(library, 5, 1)
    assert list(digest_counts(library).values()) == [3, 2]
    library.undo()
    library.undo()
    library.undo()
    library.undo()
    assert list(digest_counts(library).values()) == [3]


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("import"), st.lists(st.sampled_from(PAPERS), min_size=1, max_size=4)),
        st.tuples(st.just("tag"), st.tuples(st.integers(1, 6), st.sampled_from(["a", "b"]), st.booleans())),
        st.tuples(st.just("unite"), st.tuples(st.integers(1, 6), st.integers(1, 6))),
        st.tuples(st.just("undo"), st.integers(0, 5)),
        st.tuples(st.just("redo"), st.none()),
    ),
    max_size=12,
)


@settings(max_examples=30)
@given(steps=STEPS)
def test_counts_hold_whatever_is_imported_tagged_merged_and_undone(steps: list[tuple[str, object]]) -> None:
    with Library.open(None) as library:
        bring_in(library, page())
        for number, (name, argument) in enumerate(steps):
            try:
                _do(library, name, argument, number)
            except (NotFoundError, UndoRefusedError):
                continue
        assert {name: state_of(library)[name] for name in recomputed(library)} == recomputed(library)


def _do(library: Library, name: str, argument: object, number: int) -> None:
    match name, argument:
        case "import", list(papers):
            bring_in(library, page(papers, f"Mar {number + 1}"))
        case "tag", (int(paper), str(tag), bool(add)):
            tags.tag(library, ids=[paper], add=[tag] * add, remove=[tag] * (not add))
        case "unite", (int(member), int(cluster)):
            if library.clusters_of([member]) and library.clusters_of([cluster]).get(cluster) == cluster:
                unite(library, member, cluster)
        case "undo", int(back):
            standing = [step.id for step in library.history(10) if step.standing]
            library.undo(standing[back] if back < len(standing) else None)
        case _:
            library.redo()


def planned_with(library: Library, diagnostics: tuple[Diagnostic, ...]) -> ImportPlan:
    """A plan of one file in which something was not understood."""
    made = plan(library, [source(page(PAPERS[:3]), "page.txt")])
    (file,) = made.files
    parsed = ParsedDigest(file.parsed.format, file.parsed.day, file.parsed.entries, diagnostics)
    return ImportPlan((PlannedFile(file.source, file.hash, parsed, file.entries),), made.state, made.clusters)


def test_what_an_import_found_stays_with_the_digest(library: Library) -> None:
    bring_in(library, page(PAPERS[2:4]))
    lost = Diagnostic("error", 7, "missing-title", "An abstract without a title.", "half \udcff of “a” line")
    kept = Diagnostic("warning", 9, "missing-abstract", "No abstract follows this title.")
    done = imports.apply(library, planned_with(library, (lost, kept)))
    record = library.digest_record(library.digest_named("page.txt").id)
    assert record.digest.name == "page.txt"
    assert record.papers == 3
    assert record.report == DigestReport(2, 1, 0, (lost,), 1)
    assert (record.step, record.step_digests) == (done.changes.group, 1)


def test_of_very_many_places_that_can_not_be_read_the_first_stay_and_all_are_counted(library: Library) -> None:
    lost = tuple(Diagnostic("error", line, "missing-title", "Without a title.") for line in range(1, 1001))
    imports.apply(library, planned_with(library, lost))
    report = library.digest_record(1).report
    assert report.unread == lost[: imports.UNREAD_KEPT]
    assert report.unread_count == 1000


def test_a_digest_knows_how_many_came_with_it_and_stand(library: Library) -> None:
    done = bring_in(library, page(PAPERS[:2], "Mar 11"), page(PAPERS[2:], "Mar 12"))
    first, second = (library.digest_record(one.digest.id) for one in library.digests())
    assert first.step == second.step == done.changes.group
    assert first.step_digests == second.step_digests == 2
    library.undo()
    with pytest.raises(NotFoundError, match="There is no digest 1"):
        library.digest_record(1)
    with pytest.raises(NotFoundError, match=r"no digest “page-1\.txt”"):
        library.digest_named("page-1.txt")
    library.redo()
    assert library.digest_record(first.digest.id) == first


def test_a_digest_of_nothing_has_a_report(library: Library) -> None:
    bring_in(library, page([]))
    assert library.digest_record(1).report == DigestReport(0, 0, 0)


def test_saved_searches_come_by_name_whatever_their_letter_case(library: Library) -> None:
    for name in ("moe", "Later", "ärger"):
        searches.save(library, name=name, query="is:inbox")
    assert [one.name for one in library.saved_searches()] == ["Later", "moe", "ärger"]
    assert library.saved_search("LATER").name == "Later"
    with pytest.raises(NotFoundError, match="no saved search “now”"):
        library.saved_search("now")


def test_a_note_that_outlives_its_import_has_no_digest(library: Library) -> None:
    bring_in(library, page())
    notes.write_note(library, paper=1, text="sand")
    tags.tag(library, ids=[1], add=["seaside"])
    step = library.digest_record(1).step
    library.undo(step)
    assert library.digests() == []
    assert tag_counts(library) == {"seaside": 1}


def test_counts_that_do_not_agree_with_the_tags_are_found(library: Library) -> None:
    bring_in(library, page())
    tags.tag(library, ids=[1], add=["seaside"])
    assert library.health().problems == ()
    library._connection.execute("UPDATE total SET papers = 7 WHERE name LIKE 'tag:%'")
    assert library.health().problems == ("the counts do not agree with the tags",)
