"""Brings the window back as it was left: its size, its parts, the list, the paper, the place in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from PySide6.QtCore import QByteArray, Qt

from readinglist.core.errors import QueryError
from readinglist.gui import window_state
from readinglist.gui.places import CHECK, EVERYTHING, STATES, Place, as_it_is
from readinglist.gui.places import Kind as PlaceKind
from readinglist.gui.theme import Appearance
from readinglist.gui.window_state import WindowState
from readinglist.store.orders import is_paged

if TYPE_CHECKING:
    from PySide6.QtWidgets import QSplitter

    from readinglist.gui.pages import Pages
    from readinglist.gui.parts import Parts
    from readinglist.gui.room import Room
    from readinglist.store.library import Library


class WindowMemory:
    """What is kept is about one library; with another the window begins in the inbox."""

    def __init__(self, parts: Parts, pages: Pages, room: Room) -> None:
        self._parts, self._pages, self._room = parts, pages, room
        self._folder = parts.workspace.settings.state
        self._library = str(parts.workspace.settings.library)

    def restore(self) -> None:
        """Before the window is shown: be as it was."""
        parts, kept = self._parts, window_state.load(self._folder)
        theme = parts.theme
        theme.set_compact(compact=kept.compact)
        theme.set_reading_size(kept.reading_size)
        theme.set_formulas(readable=kept.formulas)
        if kept.appearance in get_args(Appearance) and kept.appearance != "system" and theme.appearance == "system":
            theme.choose(kept.appearance)  # type: ignore[arg-type]  # it is one of them
        if kept.geometry:
            parts.window.restoreGeometry(_state(kept.geometry))
            self._room.fit()  # before the parts get the sizes that they had in a window of this size
        for splitter, state in zip(self._splitters(), (kept.sidebar, kept.body, kept.note), strict=True):
            if state:
                splitter.restoreState(_state(state))
                splitter.setHandleWidth(1)
                splitter.setChildrenCollapsible(False)
        parts.actions.tick(f"view.{theme.appearance}", "view.compact" if theme.compact else "view.comfortable",
                           "view.formulas_readable" if theme.formulas else "view.formulas_as_they_came")  # fmt: skip
        self._go(kept)

    def _go(self, kept: WindowState) -> None:
        parts, pages = self._parts, self._pages
        orders = parts.navigator.orders
        orders.restore(kept.orders)
        place = kept_place(kept.place, parts.library) if kept.library == self._library else None
        at_once = place is not None and is_paged(place.query, orders.of(place))
        if place == CHECK or not at_once:
            pages.go(STATES["inbox"])  # something to look at, until the searching thread has the other
        if place is None:
            return

        def scroll() -> None:
            if parts.navigator.place == place and parts.table.current == kept.paper:
                parts.paper.scroll_place = kept.page

        if at_once:
            pages.go(place, paper=kept.paper, top=kept.top)
            scroll()
        else:
            parts.navigator.moved.connect(scroll, Qt.ConnectionType.SingleShotConnection)
            pages.go(place, paper=kept.paper, top=kept.top)

    def keep(self) -> None:
        """When the window closes."""
        parts, theme = self._parts, self._parts.theme
        place = CHECK if self._pages.reviewing else parts.navigator.place
        sidebar, body, note = (_text(splitter.saveState()) for splitter in self._splitters())
        window_state.keep(
            self._folder,
            WindowState(
                _text(parts.window.saveGeometry()), sidebar, body, note, theme.appearance, theme.reading_size,
                theme.compact, theme.formulas, self._library, [place.kind, place.key, place.name, place.text],
                parts.table.current or 0, parts.table.top, parts.paper.scroll_place, parts.navigator.orders.kept(),
            ),
        )  # fmt: skip

    def _splitters(self) -> tuple[QSplitter, QSplitter, QSplitter]:
        return self._parts.sides, self._parts.body, self._parts.paper.splitter


def kept_place(parts: list[str], library: Library) -> Place | None:
    """The place that was kept, as it is now; None where it is gone, or nothing that can be gone to."""
    if len(parts) != 4 or parts[0] not in get_args(PlaceKind):
        return None
    kind, key, name, text = parts
    if kind == "state":
        return STATES.get(key)
    if kind == "all":
        return EVERYTHING
    place = as_it_is(Place(kind, key, name, text), library)  # type: ignore[arg-type]  # it is one of them
    return place if place and _can_be_read(place) and (kind != "tag" or library.count(place.query)) else None


def _can_be_read(place: Place) -> bool:
    try:
        return place.query.tree is not None
    except QueryError:
        return False


def _text(state: QByteArray) -> str:
    return bytes(state.toBase64().data()).decode()


def _state(text: str) -> QByteArray:
    return QByteArray.fromBase64(text.encode())
