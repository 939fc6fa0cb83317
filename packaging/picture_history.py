"""The views of the history: its page, what can't be undone, and what an undone import leaves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from picture_scene import Scene, main, wait_for, wait_for_searches

from readinglist.commands import digests, reading, searches
from readinglist.core.query_parser import parse

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from readinglist.store.library import Library


def history(scene: Scene) -> None:
    """Every step, the newest first; one of them is undone."""
    _look_back(scene)
    scene.parts.history_page.table.step(2)
    wait_for_searches(scene)


def history_refused(scene: Scene) -> None:
    """A step that something later rests on."""
    _look_back(scene)
    page = scene.parts.history_page
    for _ in page.model.rows:
        wait_for_searches(scene)
        if "can't be" in page.bar.text:
            return
        page.table.step(1)


def history_found(scene: Scene) -> None:
    """Steps with some words."""
    _look_back(scene)
    page = scene.parts.history_page
    page.filter.setFocus()
    page.filter.set_text("note")
    page.typed.emit("note")
    wait_for_searches(scene)


def history_nothing(scene: Scene) -> None:
    """No step has the words."""
    _look_back(scene)
    page = scene.parts.history_page
    page.filter.setFocus()
    page.filter.set_text("zzz")
    page.typed.emit("zzz")
    wait_for_searches(scene)


def keys_history(scene: Scene) -> None:
    """The keys of the history."""
    _look_back(scene)
    scene.window.sheets.keys()


def undone_import(scene: Scene) -> None:
    """What an import leaves that the user worked on."""
    main(scene)
    newest = scene.parts.library.digests()[-1].digest.id
    scene.parts.tasks.write(lambda library: digests.undo_import(library, digest=newest), scene.parts.undone.tell)
    wait_for(lambda: scene.parts.tasks.writes == 0)


def _look_back(scene: Scene) -> None:
    main(scene)

    def write(library: Library) -> None:
        queued = library.found(parse("is:queued"))
        reading.mark_read(library, ids=queued[:2])
        searches.save(library, name="Sequence models", query="attention")
        reading.star(library, ids=[1])
        library.undo()

    scene.parts.tasks.write(write)
    wait_for(lambda: scene.parts.tasks.writes == 0)
    scene.window.pages.show_history()
    wait_for(lambda: scene.parts.history_page.current is not None)
    wait_for_searches(scene)


HISTORY: Mapping[str, Callable[[Scene], None]] = {
    "history": history, "history-refused": history_refused, "history-found": history_found,
    "history-nothing": history_nothing, "keys-history": keys_history, "undone-import": undone_import,
}  # fmt: skip
