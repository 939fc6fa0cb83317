"""How a user opens the menu of something, and chooses from it, in the tests."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QMenu

RIGHT = Qt.MouseButton.RightButton


def the_menu() -> QMenu:
    """The menu that is open."""
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def by_mouse(view: QAbstractItemView, row: int) -> QMenu:
    """The menu of a row, by the right button; the press comes to the row before the menu does."""
    where = view.visualRect(view.model().index(row, 0)).center()
    QTest.mouseClick(view.viewport(), RIGHT, Qt.KeyboardModifier.NoModifier, where)
    return _asked(view, QContextMenuEvent.Reason.Mouse, where)


def by_key(view: QAbstractItemView) -> QMenu:
    """The menu of where one is, by the key for menus."""
    assert view.hasFocus()
    return _asked(view, QContextMenuEvent.Reason.Keyboard, QPoint(0, 0))


def _asked(view: QAbstractItemView, reason: QContextMenuEvent.Reason, where: QPoint) -> QMenu:
    to = view.viewport() if reason is QContextMenuEvent.Reason.Mouse else view
    QApplication.sendEvent(to, QContextMenuEvent(reason, where, to.mapToGlobal(where)))
    return the_menu()


def item(menu: QMenu, name: str) -> QAction:
    """The item of a name."""
    return next(action for action in menu.actions() if action.text() == name)


def choose(menu: QMenu, name: str) -> None:
    """Go to an item of a menu, and press Return."""
    menu.setActiveAction(item(menu, name))
    leave(menu, Qt.Key.Key_Return)


def leave(menu: QMenu, key: Qt.Key = Qt.Key.Key_Escape) -> None:
    """Press a key that ends the menu; where menus are windows of their own, its window has the keys again."""
    window = menu.parentWidget()
    assert window
    QTest.keyClick(menu, key)
    assert not menu.isVisible()
    window.activateWindow()
    QApplication.processEvents()


def names(menu: QMenu) -> list[str]:
    """What stands in a menu."""
    return [action.text() for action in menu.actions() if not action.isSeparator()]
