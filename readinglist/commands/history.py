"""Taking steps back, and doing them again."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from readinglist.commands.registry import command, papers
from readinglist.core.sentences import titles

if TYPE_CHECKING:
    from readinglist.core.changes import Changes
    from readinglist.store.library import Library


@command("history.undo", title="Undo", help="Take back the last step, also one of an earlier day.", writes=False)
def undo(library: Library) -> Changes:
    """Take back the newest step that stands."""
    return library.undo()


@command(
    "history.undo_step",
    title="Undo this step",
    help="Take back one step of the history, as long as nothing later rests on it.",
    writes=False,
)
def undo_step(library: Library, *, step: int) -> Changes:
    """Take back one step that stands, also when others followed it.

    Raises:
        UndoRefusedError: it does not stand, or a later step changed what it changed.
        NotFoundError: there is no such step.
    """
    return library.undo(step)


@command("history.redo", title="Redo", help="Do again what was undone last.", writes=False)
def redo(library: Library) -> Changes:
    """Do again what was undone last."""
    return library.redo()


@command(
    "history.redo_step",
    title="Do this step again",
    help="Do one undone step of the history again, as long as nothing is in its way.",
    writes=False,
)
def redo_step(library: Library, *, step: int) -> Changes:
    """Do one undone step again, also when others followed.

    Raises:
        UndoRefusedError: it stands, or another step is in the way.
        NotFoundError: there is no such step.
    """
    return library.redo(step)


def said_of_kept(library: Library, changes: Changes, most: int = 3) -> str:
    """What an undo left in the library, because the user worked on it; empty where that is nothing.

    "2 papers that you worked on stay: “Kettles” and “Clouds”."
    """
    if not changes.kept:
        return ""
    count = len(changes.kept)
    shown = [row.title for row in library.rows(list(islice(changes.kept, most)))]
    stay = "stays" if count == 1 else "stay"
    return f"{papers(count)} that you worked on {stay}: {titles(shown, count, most)}."
