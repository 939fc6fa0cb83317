"""Exports: what is written, citation keys that stay, and files that are replaced whole."""

from __future__ import annotations

import io
import os
import stat
import threading
from pathlib import Path

import pytest
from bibtexparser.entrypoint import parse_string as read_by_bibtexparser
from pybtex.database import parse_string

from readinglist.commands.details import edit_details
from readinglist.commands.exports import copy_bibtex, copy_citation, copy_link, export, preview, text_of
from readinglist.commands.queue import queue
from readinglist.commands.reading import star
from readinglist.core.errors import NotFoundError, OutputError
from readinglist.core.query import Query
from readinglist.core.query_parser import parse
from readinglist.formats.exports import EXPORTERS
from readinglist.store.library import Library
from tests.digests import PAPERS, bring_in, page
from tests.state import state_of


@pytest.fixture
def five(library: Library) -> Library:
    bring_in(library, page(PAPERS))
    return library


def bibtex(library: Library, query: str = "") -> str:
    out = io.StringIO()
    export(library, form="bibtex", to=out, query=parse(query))
    return out.getvalue()


def keys(text: str) -> list[str]:
    return list(parse_string(text, "bibtex").entries)


def test_the_queue_leaves_in_its_order(five: Library) -> None:
    queue(five, ids=[4, 2])
    assert keys(bibtex(five, "is:queued")) == ["old_bridges_hum", "quiet_kettles_boiling"]


def test_a_citation_key_never_changes_once_given(five: Library, library_path: Path) -> None:
    given = keys(bibtex(five, "title:bridges"))
    again = ("Why Old Bridges Hum", "Quite another paper. " + " ".join(PAPERS[1][1].split()[::-1]))
    bring_in(five, page([again], "Mar 19"))
    star(five, ids=[4])
    five.undo()
    five.close()
    with Library.open(library_path) as later:
        found = keys(bibtex(later))
        assert given == ["old_bridges_hum"]
        assert len(found) == len(set(found)) == 6
        assert later.record(4).citekey == given[0]
        assert later.record(6).citekey not in given


def test_giving_a_key_is_no_step_that_undo_takes_back(five: Library) -> None:
    steps = five.history(10)
    bibtex(five)
    assert five.history(10) == steps


def test_ids_leave_in_the_order_they_were_named(five: Library) -> None:
    out = io.StringIO()
    assert export(five, form="bibtex", to=out, ids=[5, 1]) == 2
    assert keys(out.getvalue()) == ["reading_tree_rings", "sorting_pebbles_weight"]


def test_a_paper_that_is_named_twice_leaves_once(five: Library) -> None:
    assert text_of(five, form="bibtex", ids=[5, 1, 5]) == text_of(five, form="bibtex", ids=[5, 1])
    assert preview(five, form="bibtex", ids=[5, 5, 5, 1]) == preview(five, form="bibtex", ids=[5, 1])
    with five.transaction("Merge 2 papers"):
        five._connection.execute("UPDATE member SET cluster = 1 WHERE id = 2")
    assert keys(text_of(five, form="bibtex", ids=[2, 1, 3])) == ["sorting_pebbles_weight", "census_clouds_above"]


def test_a_file_is_replaced_whole_or_not_at_all(five: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from readinglist.formats.exports import markdown

    target = tmp_path / "papers.md"
    export(five, form="markdown", to=target, query=Query())
    before = target.read_bytes()

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(markdown.MarkdownExporter, "write", fail)
    with pytest.raises(OutputError, match="No space left"):
        export(five, form="markdown", to=target, query=Query())
    assert target.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir() if path.suffix == ".part"] == []


def test_nothing_but_a_file_is_replaced(five: Library, tmp_path: Path) -> None:
    real, link = tmp_path / "real.bib", tmp_path / "link.bib"
    real.write_text("old")
    real.chmod(0o600)
    link.symlink_to(real)
    export(five, form="bibtex", to=link, query=Query())
    assert link.is_symlink()
    assert real.read_text("utf-8").count("@misc{") == 5
    assert stat.S_IMODE(real.stat().st_mode) == 0o600
    pipe, got = tmp_path / "pipe", []
    os.mkfifo(pipe)
    reader = threading.Thread(target=lambda: got.append(pipe.read_text("utf-8")))
    reader.start()
    export(five, form="bibtex", to=pipe, query=Query())
    reader.join()
    assert got == [real.read_text("utf-8")]
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_the_library_is_never_written_over(five: Library, library_path: Path) -> None:
    assert five.files is not None
    for target in (library_path, five.files / "digests" / "papers.bib"):
        with pytest.raises(OutputError, match="the library itself"):
            export(five, form="bibtex", to=target, query=Query())
    assert bibtex(five)


def test_a_paper_that_comes_in_again_after_an_undo_gets_its_key_back(five: Library) -> None:
    given = keys(bibtex(five))
    five.undo()
    bring_in(five, page(PAPERS))
    assert keys(bibtex(five)) == given


def test_a_key_made_from_the_users_title_comes_back_with_that_title(library: Library) -> None:
    shouted = (PAPERS[0][0].upper(), PAPERS[0][1])
    bring_in(library, page(PAPERS[:1]))
    edit_details(library, paper=1, title="Fine Title Here")
    given = keys(text_of(library, form="bibtex", ids=[1]))
    for _ in range(2):
        library.undo()
    for again in (PAPERS[0], shouted):
        done = bring_in(library, page([again], "Mar 1"))
        (paper,) = done.changes.added
        edit_details(library, paper=paper, title="Fine Title Here")
        assert keys(text_of(library, form="bibtex", ids=[paper])) == given == ["fine_title_here"]
        for _ in range(2):
            library.undo()
    bring_in(library, page([("Fine Titles", "Quite another paper. " + " ".join(PAPERS[1][1].split()[::-1]))]))
    (paper,) = [row.id for row in library.iterate(Query())]
    edit_details(library, paper=paper, title="The Fine Title Here")
    assert keys(text_of(library, form="bibtex", ids=[paper])) == ["fine_title_here_a"]


def test_exports_at_once_give_every_paper_one_key(five: Library, library_path: Path) -> None:
    texts: list[str] = []

    def work() -> None:
        with Library.open(library_path) as own:
            texts.append(bibtex(own))

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(texts) == 3
    assert len(set(texts)) == 1


def test_an_unknown_format_says_what_there_is(five: Library) -> None:
    with pytest.raises(NotFoundError, match=r"bibtex.*markdown|markdown.*bibtex"):
        export(five, form="papyrus", to=io.StringIO(), query=Query())


def test_what_is_copied_is_what_is_exported(five: Library) -> None:
    assert copy_bibtex(five, ids=[5, 4]) == text_of(five, form="bibtex", ids=[5, 4])
    assert keys(copy_bibtex(five, ids=[5, 4])) == ["reading_tree_rings", "old_bridges_hum"]
    assert copy_citation(five, ids=[4, 5]) == "Why Old Bridges Hum.\nReading Tree Rings with a Pocket Lens."
    assert copy_link(five, ids=[4]) == "Why Old Bridges Hum"
    with pytest.raises(NotFoundError, match="no paper 99"):
        copy_link(five, ids=[99])


def test_a_key_is_given_only_where_it_is_shown(five: Library) -> None:
    copy_citation(five, ids=[4])
    copy_link(five, ids=[4])
    assert five.record(4).citekey is None
    copy_bibtex(five, ids=[4])
    assert five.record(4).citekey == "old_bridges_hum"


@pytest.mark.parametrize("form", [one.name for one in EXPORTERS])
def test_a_preview_is_the_start_of_the_export_and_writes_nothing(five: Library, form: str) -> None:
    twin = ("Why Old Bridges Hum", "Quite another paper. " + " ".join(PAPERS[1][1].split()[::-1]))
    bring_in(five, page([twin], "Mar 19"))
    text_of(five, form="bibtex", ids=[3])
    before = state_of(five)
    for chosen in ([6, 4, 3, 1], [4, 6], [3], []):
        shown = preview(five, form=form, ids=chosen)
        assert shown == preview(five, form=form, ids=iter(chosen), limit=3)
        assert state_of(five) == before
        with Library.open(None) as empty:
            assert (shown == preview(empty, form=form)) == (not chosen)
    first = preview(five, form=form, query=parse("bridges"), limit=1)
    assert state_of(five) == before
    whole = io.StringIO()
    export(five, form=form, to=whole, query=parse("bridges"))
    assert whole.getvalue().startswith(first)
    shown = preview(five, form=form, ids=[6, 4, 3])
    assert shown == text_of(five, form=form, ids=[6, 4, 3])


def test_two_papers_of_a_preview_never_show_one_key(five: Library) -> None:
    twin = ("Why Old Bridges Hum", "Quite another paper. " + " ".join(PAPERS[1][1].split()[::-1]))
    bring_in(five, page([twin], "Mar 19"))
    assert keys(preview(five, form="bibtex", ids=[6, 4])) == ["old_bridges_hum", "old_bridges_hum_a"]
    assert (five.record(6).citekey, five.record(4).citekey) == (None, None)
    copy_bibtex(five, ids=[4])
    assert keys(preview(five, form="bibtex", ids=[6, 4])) == ["old_bridges_hum_a", "old_bridges_hum"]


def test_all_real_papers_are_read_back_by_other_programs(library: Library, real_digests: Path) -> None:
    bring_in(library, *(path.read_bytes() for path in sorted(real_digests.glob("*.txt"))))
    text = bibtex(library)
    parsed = read_by_bibtexparser(text)
    assert parsed.failed_blocks == []
    assert len(parsed.entries) == len(parse_string(text, "bibtex").entries) == 512
