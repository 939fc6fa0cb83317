"""With the keyboard alone: Tab comes to every control of every view, and each key does what its table says there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QAccessible, QImage, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QApplication, QWidget

from readinglist import resources
from readinglist.commands.keymap import GLOBAL, HISTORY, IMPORT, LIST, PAIR, read_keymap
from readinglist.commands.registry import make_registry
from readinglist.gui import palette_hits
from readinglist.gui.menus import in_menus
from readinglist.gui.models.hits import rank
from readinglist.gui.theme import Theme
from readinglist.gui.views.note_preview import NotePreview
from tests.gui.looks import called, settle
from tests.gui.scenes import SMALL, VIEWS, WIDE, Scene, shown

MOST = 200  # Tabs, after which somebody goes in circles
NO_ROLES = (QAccessible.Role.NoRole, QAccessible.Role.Client, QAccessible.Role.Window)
#: Views in which Tab goes about: not while a menu is open, or rows are dragged.
WITH_TAB = tuple(view for view in VIEWS if view not in ("menu", "orders", "queue-drag"))
BINDINGS = read_keymap(resources.text("keymap.toml"), "", make_registry()).bindings

#: In which views the keys of a context work, and what has the focus there.
PLACES = [
    *[(LIST, view) for view in ("main", "compact", "scrolled", "preview", "search", "digest", "notice", "toast")],
    *[(IMPORT, view) for view in ("import", "import-problems")],
    *[(PAIR, view) for view in ("pair", "pair-end")],
    *[(HISTORY, view) for view in ("history", "history-refused")],
    *[
        (GLOBAL, view)
        for view in (
            "main",
            "scrolled",
            "empty-list",
            "first",
            "import",
            "import-problems",
            "search",
            "pair",
            "history",
        )
    ],
]


@pytest.fixture(params=[WIDE, SMALL], ids=["1280x800", "900x600"])
def size(request: pytest.FixtureRequest) -> QSize:
    """How large the window is."""
    assert isinstance(request.param, QSize)
    return request.param


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None, "nothing has the focus"
    return widget


def stops(part: QWidget) -> set[QWidget]:
    """What Tab is to come to: whatever can be used now; of buttons of which one is down, that one."""
    return {
        widget
        for widget in part.findChildren(QWidget)
        if widget.isVisible()
        and widget.isEnabled()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not widget.focusProxy()
        and not up(widget)
    }


def up(widget: QWidget) -> bool:
    """Whether it is a button of several of which another one is down: arrow keys go there."""
    group = widget.group() if isinstance(widget, QAbstractButton) else None
    return bool(group and group.exclusive() and group.checkedButton() is not widget)


def walk(key: Qt.Key) -> Iterator[QWidget]:
    """Press a key again and again, until the focus is where it began."""
    first = focused()
    for _ in range(MOST):
        yield focused()
        QTest.keyClick(focused(), key)
        if focused() is first:
            return
    raise AssertionError(f"the focus never comes back to {said(first)}")


def said(widget: QWidget) -> str:
    return f"{type(widget).__name__} “{called(widget)}”"


def picture(widget: QWidget, part: QWidget) -> QImage:
    return part.grab(QRect(widget.mapTo(part, QPoint(0, 0)), widget.size())).toImage()


def told(widgets: set[QWidget]) -> list[str]:
    return sorted(map(said, widgets))


def field_of(scene: Scene) -> QWidget:
    """Where the focus has to stay: the sheet that is open, else the window."""
    return scene.window.sheets.current or scene.window


@pytest.mark.parametrize("view", WITH_TAB)
def test_tab_comes_to_everything_and_back(view: str, size: QSize, shelf: Any, theme: Theme) -> None:
    with shown(shelf, view, theme, size) as scene:
        if scene.parts.list.search.choices:  # in which Tab takes one
            QTest.keyClick(focused(), Qt.Key.Key_Escape)
        part = field_of(scene)
        there = list(walk(Qt.Key.Key_Tab))
        assert told(stops(part) - set(there)) == []
        assert [said(one) for one in there if not part.isAncestorOf(one)] == []
        back = list(walk(Qt.Key.Key_Backtab))
        assert [said(one) for one in back] == [said(one) for one in (there[0], *reversed(there[1:]))]


@pytest.mark.parametrize("view", WITH_TAB)
def test_what_tab_comes_to_says_what_it_is_and_is_seen(view: str, shelf: Any, theme: Theme) -> None:
    with shown(shelf, view, theme, SMALL):
        for widget in walk(Qt.Key.Key_Tab):
            settle()
            assert called(widget), repr(widget)
            role = QAccessible.queryAccessibleInterface(widget).role()
            assert role not in NO_ROLES or isinstance(widget, QAbstractScrollArea), said(widget)
            seen = widget.visibleRegion().boundingRect()
            assert seen.height() >= min(widget.height(), 20), f"{said(widget)} is scrolled away"
            assert isinstance(widget, QAbstractScrollArea) or seen.width() == widget.width(), f"{said(widget)} is cut"


@pytest.mark.parametrize("view", [view for view in WITH_TAB if not view.startswith("palette")])
def test_the_focus_is_seen_wherever_it_is(view: str, shelf: Any, theme: Theme, no_blinking: None) -> None:
    with shown(shelf, view, theme) as scene:
        part = field_of(scene)
        before: tuple[QWidget, QPoint, QImage] | None = None
        for widget in walk(Qt.Key.Key_Tab):
            settle()
            if before and before[0] is not widget and before[1] == before[0].mapTo(part, QPoint(0, 0)):
                assert picture(before[0], part) != before[2], f"{said(before[0])} shows no focus"
            before = widget, widget.mapTo(part, QPoint(0, 0)), picture(widget, part)


def test_esc_leaves_the_note_that_is_typed_or_read_and_the_search(shelf: Any, theme: Theme) -> None:
    with shown(shelf, "preview", theme) as scene:
        for begin in (
            lambda: next(one for one in walk(Qt.Key.Key_Tab) if isinstance(one, NotePreview)),
            scene.parts.paper.focus_note,
            scene.parts.list.search.setFocus,
        ):
            begin()
            assert not scene.parts.table.hasFocus()
            QTest.keyClick(focused(), Qt.Key.Key_Escape)
            assert scene.parts.table.hasFocus()


@pytest.mark.parametrize("view", [view for view in VIEWS if view.startswith(("palette", "keys", "tags", "details"))])
def test_esc_closes_a_sheet_and_the_focus_is_where_it_was(view: str, shelf: Any, theme: Theme) -> None:
    with shown(shelf, view, theme) as scene:
        QTest.keyClick(focused(), Qt.Key.Key_Escape)
        assert scene.window.sheets.current is None
        homes = {
            "keys-import": scene.parts.import_page, "keys-pair": scene.parts.pair_page,
            "keys-history": scene.parts.history_page,
        }  # fmt: skip
        home = homes.get(view, scene.parts.table)
        assert focused() is home or home.isAncestorOf(focused())


@pytest.mark.parametrize(("context", "view"), PLACES)
def test_each_key_does_its_command_once_in_the_views_of_its_context(
    context: str, view: str, shelf: Any, theme: Theme, monkeypatch: pytest.MonkeyPatch
) -> None:
    with shown(shelf, view, theme) as scene:
        actions = scene.parts.actions
        actions.enable(papers=True, undo=True, redo=True, search=True, orders=())
        calls: list[str] = []
        monkeypatch.setattr(actions, "run", lambda call: calls.append(call.command.id))
        wrong = []
        for binding in BINDINGS:
            if binding.context == context:
                calls.clear()
                QTest.keySequence(focused(), QKeySequence(binding.keys))
                if calls != [binding.command]:
                    wrong.append(f"{binding.keys} calls {calls}, not {binding.command}")
        assert wrong == []


def test_each_command_of_a_menu_is_found_by_its_name_in_the_palette(shelf: Any, theme: Theme) -> None:
    with shown(shelf, "palette-empty", theme) as scene:
        registry = scene.parts.workspace.registry
        hits = palette_hits.commands(registry, scene.parts.actions)
        names = {name for _, names in in_menus() for name in names} - {"window.palette"}
        assert len(names) > 30
        for command in map(registry.__getitem__, sorted(names)):
            found = [hit.title for hit in rank(command.title, hits, 10)]
            assert any(title.startswith(command.title) for title in found), command.title
            action = scene.parts.actions.action(command.id) if command.id != "paper.rate" else None
            assert action is None or any(hit.value is action for hit in hits)
