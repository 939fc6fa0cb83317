"""Taking steps back, and doing them again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readinglist.commands.registry import command

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
    """
    return library.undo(step)


@command("history.redo", title="Redo", help="Do again what was undone last.", writes=False)
def redo(library: Library) -> Changes:
    """Do again what was undone last."""
    return library.redo()
