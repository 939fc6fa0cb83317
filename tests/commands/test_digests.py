"""Taking an import back from its digest, whatever was done since."""

from __future__ import annotations

import pytest

from readinglist.commands import digests, notes, queue
from readinglist.core.errors import NotFoundError
from readinglist.core.query import Query
from readinglist.store.library import Library
from tests.digests import PAPERS, bring_in, page
from tests.state import recomputed, state_of


def test_an_import_is_taken_back_although_other_steps_followed(library: Library) -> None:
    bring_in(library, page(PAPERS[:2], "Mar 11"))
    bring_in(library, page(PAPERS[1:4], "Mar 12"), page(PAPERS[4:], "Mar 13"))
    queue.queue(library, ids=[1])
    notes.write_note(library, paper=3, text="Keep me.")
    chosen = library.digest_named("page-2.txt").id
    undone = digests.undo_import(library, digest=chosen)
    assert undone.label == "Import 2 digests"
    assert list(undone.removed) == [4, 5]
    assert {row.id for row in library.iterate(Query())} == {1, 2, 3}
    assert [one.papers for one in library.digests()] == [2]
    assert {name: state_of(library)[name] for name in recomputed(library)} == recomputed(library)
    with pytest.raises(NotFoundError, match="There is no digest"):
        digests.undo_import(library, digest=chosen)
    library.redo()
    assert [one.papers for one in library.digests()] == [1, 3, 2]
