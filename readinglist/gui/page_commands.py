"""How the commands of the pages beside list and paper are done; which page it is, is asked when a key is pressed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

if TYPE_CHECKING:
    from collections.abc import Callable

    from readinglist.gui.parts import Parts


def page_commands(parts: Parts) -> dict[str, Callable[[], object]]:
    """Command -> what a page does for it."""
    return {
        "pair.merge": lambda: parts.review.merge(),
        "pair.separate": lambda: parts.review.separate(),
        "pair.scroll_down": lambda: parts.pair_page.texts.scroll_lines(1),
        "pair.scroll_up": lambda: parts.pair_page.texts.scroll_lines(-1),
        "pair.leave": partial(_leave, parts, lambda: parts.review.leave()),
        "history.undo_step": lambda: parts.history.undo(),
        "history.redo_step": lambda: parts.history.redo(),
        "step.papers": lambda: parts.history.show_papers(),
        "step.next": lambda: parts.history_page.table.step(1),
        "step.previous": lambda: parts.history_page.table.step(-1),
        "step.find": lambda: parts.history_page.filter.setFocus(Qt.FocusReason.ShortcutFocusReason),
        "step.leave": partial(_leave, parts, lambda: parts.history.leave()),
        "import.next_file": lambda: parts.import_page.step_file(1),
        "import.previous_file": lambda: parts.import_page.step_file(-1),
        "import.accept": lambda: parts.import_page.accept(),
        "import.leave": lambda: parts.import_page.leave(),
    }


def _leave(parts: Parts, leave: Callable[[], object]) -> None:
    """Dismiss what stands below, else go back to the list."""
    if parts.notice.isVisible():
        parts.notice.dismiss()
    else:
        leave()
