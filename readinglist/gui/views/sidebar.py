"""The sidebar: the way to every list, and to importing; a rail of icons where the window is narrow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QListView, QSizePolicy, QSplitter, QWidget

from readinglist.gui.models.sidebar import SidebarModel
from readinglist.gui.views.sidebar_row import SidebarRow
from readinglist.gui.widgets.blocks import column, on_surface, row
from readinglist.gui.widgets.key_button import Face, KeyButton

if TYPE_CHECKING:
    from readinglist.gui.places import Place
    from readinglist.gui.theme import Theme

WIDTH, WIDEST, RAIL = 212, 360, 52
_STAND = QItemSelectionModel.SelectionFlag.NoUpdate
_RETURN = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Sidebar(QWidget):
    """Import on top, the lists below; what they are is in `model`.

    `chosen` tells the place that the user goes to, at once with the arrow keys; Return tells `entered` besides: the
    user wants into the list. `more_asked` tells which lists are not all shown ("digest", "tag", "" for the rail's own
    entry), `menu_asked` the place whose menu is wanted and where on the screen.
    """

    chosen = Signal(object)
    entered = Signal()
    more_asked = Signal(str)
    menu_asked = Signal(object, QPoint)

    def __init__(self, theme: Theme, import_key: str) -> None:
        super().__init__()
        on_surface(self, "chrome")
        self._theme = theme
        self._place: Place | None = None
        self._scrolled = 0
        self._wide = theme.px(WIDTH)
        self.model = SidebarModel(self)
        self.import_button = KeyButton(theme, Face.plain("Import", "import"), import_key)
        self.import_button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.lists = _Lists(theme, self.model)
        self._rows = SidebarRow(theme, self.lists)
        self.lists.setItemDelegate(self._rows)
        top = QWidget()
        top.setFixedHeight(theme.px(48))
        top.setLayout(row(self.import_button, margins=(theme.px(9), 0, theme.px(9), 0)))
        self.setLayout(column(top, self.lists))
        self._connect()
        self._take_form(on=False)

    def select(self, place: Place | None) -> None:
        """Mark where the window is, without telling; None and what is not listed leave nothing marked."""
        if place != self._place:
            self._place = place
            self._mark()

    def set_rail(self, on: bool) -> None:
        """Be a rail of icons, or the whole sidebar, as wide as it was before."""
        if on != self.model.rail:
            if on:
                self._wide = self.width()
            self._take_form(on)
            self._take_room(self._theme.px(RAIL) if on else self._wide)

    def _take_form(self, on: bool) -> None:
        px = self._theme.px
        self._rows.rail = on
        self.import_button.set_form("icon" if on else "full")
        bar = Qt.ScrollBarPolicy
        self.lists.setVerticalScrollBarPolicy(bar.ScrollBarAlwaysOff if on else bar.ScrollBarAsNeeded)
        self.setMinimumWidth(px(RAIL) if on else px(WIDTH))
        self.setMaximumWidth(px(RAIL) if on else px(WIDEST))
        self.model.set_rail(on)

    def _take_room(self, width: int) -> None:
        """A splitter heeds how wide its parts may be only while its handle is moved."""
        splitter = self.parentWidget()
        if isinstance(splitter, QSplitter) and splitter.count() > 1:
            sizes, place = splitter.sizes(), splitter.indexOf(self)
            neighbour = place + 1 if place + 1 < len(sizes) else place - 1
            sizes[neighbour] += sizes[place] - width
            sizes[place] = width
            splitter.setSizes(sizes)

    def _connect(self) -> None:
        self.model.modelAboutToBeReset.connect(self._remember)
        self.model.modelReset.connect(self._return)
        self.lists.selectionModel().selectionChanged.connect(self._tell)
        self.lists.clicked.connect(self._ask_for_more)
        self.lists.returned.connect(self._enter)
        self.lists.left.connect(self._mark)
        self.lists.menu_asked.connect(self._ask_for_menu)
        self._theme.changed.connect(self.lists.viewport().update)

    def _mark(self) -> None:
        number = self.model.row_of(self._place) if self._place else None
        if number is None:
            self.lists.clearSelection()
            self.lists.setCurrentIndex(QModelIndex())
        else:
            self.lists.setCurrentIndex(self.model.index(number))

    def _tell(self) -> None:
        """Told is only what differs from where the window is; so marking tells nothing."""
        entry = next((self.model.entry(index) for index in self.lists.selectedIndexes()), None)
        if entry and entry.place and not (self._place and entry.is_at(self._place)):
            self._place = entry.place
            self.chosen.emit(entry.place)

    def _enter(self) -> None:
        index = self.lists.currentIndex()
        entry = self.model.entry(index)
        if entry and entry.place:
            self.lists.setCurrentIndex(index)  # the focus can be on an entry that was not chosen yet
            self.entered.emit()
        else:
            self._ask_for_more(index)

    def _ask_for_more(self, index: QModelIndex) -> None:
        entry = self.model.entry(index)
        if entry and entry.more is not None:
            self._mark()
            self.more_asked.emit(entry.more)

    def _ask_for_menu(self, index: QModelIndex, where: QPoint) -> None:
        entry = self.model.entry(index)
        if entry and entry.place:
            self.menu_asked.emit(entry.place, where)

    def _remember(self) -> None:
        self._scrolled = self.lists.verticalScrollBar().value()

    def _return(self) -> None:
        self.lists.doItemsLayout()
        self._mark()
        self.lists.verticalScrollBar().setValue(self._scrolled)


class _Lists(QListView):
    """One of the lines is the place; only the left button and the keys go to another."""

    returned = Signal()
    left = Signal()
    menu_asked = Signal(QModelIndex, QPoint)

    def __init__(self, theme: Theme, model: SidebarModel) -> None:
        super().__init__()
        self.setModel(model)
        self.setProperty("surface", "chrome")
        self.setAccessibleName("Lists")
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setMinimumHeight(theme.px(80))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _RETURN:
            self.returned.emit()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Letters are keys of commands."""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:  # the menu of a list can be had without going there
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() == Qt.MouseButton.NoButton:  # or every list that the mouse is dragged over would be opened
            super().mouseMoveEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        where = event.pos()
        if event.reason() != QContextMenuEvent.Reason.Mouse:
            where = self.visualRect(self.currentIndex()).center()
        self.menu_asked.emit(self.indexAt(where), self.viewport().mapToGlobal(where))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid():  # nothing is marked: begin at the top, and go nowhere yet
            self.selectionModel().setCurrentIndex(self.model().index(0, 0), _STAND)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()
