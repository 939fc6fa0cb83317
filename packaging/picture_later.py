"""The views of putting papers off: the days to choose from, and what is put off."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from picture_scene import Scene, main, select_next, wait_for

from readinglist.core.selection import Selection
from readinglist.gui import words
from readinglist.gui.actions import Call
from readinglist.gui.places import STATES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


def later(scene: Scene) -> None:
    """The days to which two papers can be put off."""
    main(scene)
    select_next(scene, 1)
    scene.window.sheets.later()


def put_off(scene: Scene) -> None:
    """What is put off, soonest back first."""
    parts, today = scene.parts, words.today()
    for days, number in ((9, 20), (2, 21), (5, 22)):
        paper = parts.model.row(number)
        if paper:
            call = Call(parts.workspace.registry["paper.later"], {"until": today + timedelta(days)})
            parts.actions.run(call, Selection.of([paper.id]))
    wait_for(lambda: parts.tasks.writes == 0)
    scene.window.pages.go(STATES["later"])
    parts.table.setFocus()


LATER: Mapping[str, Callable[[Scene], None]] = {"later": later, "put-off": put_off}
