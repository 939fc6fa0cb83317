"""The menus of a paper, of the order of its list and of an entry of the sidebar, made from the menu bar's commands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu

from readinglist.commands import digests, searches
from readinglist.gui.menus import PAPER_MENU
from readinglist.gui.orders import command_of, possible
from readinglist.gui.words import done

if TYPE_CHECKING:
    from collections.abc import Callable

    from readinglist.core.changes import Changes
    from readinglist.gui.pages import Pages
    from readinglist.gui.parts import Parts
    from readinglist.gui.places import Place
    from readinglist.gui.sheets import Sheets
    from readinglist.store.library import Library


def show_paper_menu(parts: Parts, where: QPoint) -> None:
    """What can be done with the papers that are selected; `where` is on the screen."""
    menu = QMenu(parts.window)
    menu.setFont(parts.theme.font())
    parts.actions.fill_menu(menu, PAPER_MENU)
    _show(menu, where)


def show_order_menu(parts: Parts, where: QPoint) -> None:
    """The orders that the list can be shown in; the menu ends at `where` on the screen, as the list does."""
    menu = QMenu(parts.window)
    menu.setFont(parts.theme.font())
    parts.actions.fill_menu(menu, [command_of(order) for order in possible(parts.navigator.place)])
    _show(menu, where - QPoint(menu.sizeHint().width(), 0))


def show_place_menu(parts: Parts, pages: Pages, sheets: Sheets, place: Place, where: QPoint) -> None:
    """What can be done with a list: a saved search is renamed or removed, an import taken back."""
    menu = QMenu(parts.window)
    menu.setFont(parts.theme.font())
    menu.addAction("Open").triggered.connect(lambda: pages.go(place))
    if place.kind == "saved":
        search = int(place.key)
        menu.addAction("Rename…").triggered.connect(lambda: sheets.rename_search(place))
        remove = menu.addAction("Remove")
        remove.triggered.connect(lambda: write(parts, lambda library: searches.remove(library, search=search)))
    if place.kind == "digest":
        undo = menu.addAction("Undo this import")
        undo.triggered.connect(lambda: undo_import(parts, int(place.key)))
    _show(menu, where)


def undo_import(parts: Parts, digest: int) -> None:
    """Take the import of a digest back; what would undo that is the key that does things again."""

    def tell(changes: Changes) -> None:
        if changes:
            parts.bus.changed.emit(changes)
            parts.undone.tell(changes)

    parts.tasks.write(lambda library: digests.undo_import(library, digest=digest), tell)


def write(parts: Parts, call: Callable[[Library], Changes], *, nothing: str = "") -> None:
    """Write something that has no action of its own; its label says what was done, `nothing` that nothing was."""

    def tell(changes: Changes) -> None:
        if changes:
            parts.bus.changed.emit(changes)
            parts.toast.say(done(changes.label), undoable=True)
        elif nothing:
            parts.toast.say(nothing)

    parts.tasks.write(call, tell)


def _show(menu: QMenu, where: QPoint) -> None:
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(where)
