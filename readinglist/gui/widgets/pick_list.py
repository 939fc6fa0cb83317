"""A list that is worked from a field: one types and chooses without leaving the field."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QListView

if TYPE_CHECKING:
    from PySide6.QtCore import QAbstractItemModel
    from PySide6.QtWidgets import QStyledItemDelegate

Index = QModelIndex | QPersistentModelIndex
PAUSE = 120  # milliseconds without another key, after which the row is announced
_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


class PickList(QListView):
    """Up, Down, PageUp and PageDown in the field move the selection over the rows that are enabled; Enter picks.

    The list never has the focus. So that a screen reader hears what is selected, it becomes the field's description
    and is announced. After the model was reset the first row is selected.
    """

    picked = Signal(int)  # the row

    def __init__(self, name: str, field: QLineEdit, model: QAbstractItemModel) -> None:
        super().__init__()
        self._field = field
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self._announce)
        self.setModel(model)
        self.setAccessibleName(name)
        self.setProperty("surface", "raised")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.clicked.connect(lambda index: self._pick(index.row()))
        model.modelReset.connect(self.begin)
        field.installEventFilter(self)

    def paint_rows_with(self, row: QStyledItemDelegate) -> None:
        """Have rows painted by this delegate."""
        self.setItemDelegate(row)

    @property
    def row(self) -> int:
        """Which row is selected; -1 for none."""
        return self.currentIndex().row()

    def select(self, row: int) -> None:
        """Select a row, and show it with the head above it."""
        model = self.model()
        if row > 0 and not self._enabled(row - 1):
            self.scrollTo(model.index(row - 1, 0))
        self.setCurrentIndex(model.index(row, 0))
        self.scrollTo(model.index(row, 0))

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Another row is selected."""
        super().currentChanged(current, previous)
        self.describe()

    def describe(self) -> None:
        """Say the row that is selected as it is now."""
        current = self.currentIndex()
        self.say(str(current.data(Qt.ItemDataRole.AccessibleTextRole)) if current.isValid() else "")

    def say(self, text: str) -> None:
        """Say what there is to be picked, to who hears it."""
        self._field.setAccessibleDescription(text)
        self._pause.start()

    def begin(self) -> None:
        """Other rows are shown: the first that is enabled is selected."""
        rows = range(self.model().rowCount())
        self.scrollToTop()
        first = next((row for row in rows if self._enabled(row)), -1)
        if first >= 0:
            self.select(first)
        else:
            self.say("")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys of the field that are meant for the list."""
        if watched is not self._field or not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        page = max(1, self.viewport().height() // max(1, self.sizeHintForRow(self.row)) - 1)
        steps: dict[int, int] = {
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_PageUp: -page,
            Qt.Key.Key_PageDown: page,
        }
        if event.modifiers() not in _PLAIN:
            return False
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self._pick(self.row)
            return True
        if event.key() in steps:
            self._step(steps[event.key()])
            return True
        return False

    def _step(self, by: int) -> None:
        rows = [row for row in range(self.model().rowCount()) if self._enabled(row)]
        if self.row in rows:
            self.select(rows[min(max(rows.index(self.row) + by, 0), len(rows) - 1)])

    def _pick(self, row: int) -> None:
        if row >= 0 and self._enabled(row):
            self.picked.emit(row)

    def _announce(self) -> None:
        text = self._field.accessibleDescription()
        if text and self._field.isVisible() and QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._field, text))

    def _enabled(self, row: int) -> bool:
        return bool(self.model().flags(self.model().index(row, 0)) & Qt.ItemFlag.ItemIsEnabled)
