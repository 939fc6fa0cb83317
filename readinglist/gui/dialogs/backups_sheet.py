"""The backups of the library, what putting it back to one would change, and how to do so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from readinglist.gui import words
from readinglist.gui.dialogs.backup_row import BackupRow
from readinglist.gui.models.backups import BACKUP, BackupModel, when
from readinglist.gui.widgets.blocks import button, column, label, on_surface, row, rule, section
from readinglist.gui.widgets.cap_button import CapButton
from readinglist.gui.widgets.key_caps import KeyCaps
from readinglist.gui.widgets.page_area import PageArea
from readinglist.gui.widgets.sheet import Sheet
from readinglist.store.copies.backups import MOST_BYTES
from readinglist.store.copies.manifest import Backup

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent

    from readinglist.gui.theme import Theme
    from readinglist.store.copies.backup_preview import Preview

NONE = "There are no backups yet. “Back up now” makes one."
SURE = "The window closes for a moment and opens with what the library was then. What is there now is kept as a backup."
LIST_WIDTH = 340


class BackupsSheet(Sheet):
    """`looked_at` tells the backup whose preview is wanted, `wanted` the one that the library is to be put back to.

    `asked` wants a backup made now, `outdated` the list again. Before `wanted` the sheet has asked once.
    """

    outdated = Signal()
    looked_at = Signal(object)
    wanted = Signal(object)
    asked = Signal()

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(theme, window, "Backups", width=820, height=560, top=64)
        self._theme = theme
        self._model = BackupModel()
        self.list = BackupList(theme, self._model)
        self._none = label(theme, "", tone="3", wrap=True)
        self._changes = column(gap=4, margins=(20, 16, 20, 16))
        inner = on_surface(QWidget(), "raised")
        inner.setLayout(self._changes)
        self._page = PageArea(theme, inner, "What would change")
        self._page.setProperty("surface", "raised")
        self._size = label(theme, "", "small", "3", wrap=True)
        self._now = button(theme, "Back up now")
        self._restore = CapButton(theme, "Put back…", "Return", primary=True)
        self._back = button(theme, "Cancel")
        self._lay_out()
        self.list.current_changed.connect(self._look)
        self.list.entered_row.connect(self._restore.click)
        self._restore.clicked.connect(self._go_on)
        self._back.clicked.connect(self._ask_no_more)
        self._now.clicked.connect(self.asked)
        self._sure, self._said = False, ""
        self._none.setText("Looking for backups…")
        self.list.hide()
        self._look()

    def start(self) -> None:
        """Show it, with the focus in the list."""
        self.open(self.list)

    @property
    def backup(self) -> Backup | None:
        """The backup that is selected."""
        found = self.list.currentIndex().data(BACKUP)
        return found if isinstance(found, Backup) else None

    def look_again(self, _made: object) -> None:
        """A backup was made."""
        self.outdated.emit()

    def show_backups(self, backups: Sequence[Backup], size: int) -> None:
        """Show which there are and what they take together; what was selected stays so, else the newest is."""
        before = self.backup
        self._ask_no_more()
        self._model.show(backups)
        self._none.setText("" if backups else NONE)
        self._none.setVisible(not backups)
        self.list.setVisible(bool(backups))
        self._size.setText(
            f"{words.counted(len(backups), 'backup takes', 'backups take')} {_megabytes(size)} MB"
            f" of at most {_megabytes(MOST_BYTES)} MB; then the oldest go."
        )
        if backups:
            place = next((at for at, one in enumerate(backups) if before and one.number == before.number), 0)
            self.list.setCurrentIndex(self._model.index(place))
        else:
            self._look()

    def show_preview(self, preview: Preview) -> None:
        """Show what would change, unless another backup is looked at by now."""
        if self.backup != preview.backup:
            return
        self._fill(f"Back to {_in_sentence(preview.backup)}")
        for change in preview.changes:
            self._changes.addSpacing(10)
            self._changes.addWidget(label(self._theme, change.said, weight=600, wrap=True))
            for title in change.examples:
                self._changes.addWidget(label(self._theme, title[:200], "small", "2", wrap=True))
            if change.count > len(change.examples) > 0:
                more = f"and {change.count - len(change.examples):,} more"
                self._changes.addWidget(label(self._theme, more, "small", "3"))
        if not preview.changes:
            self._say("Nothing would change: the library is what it was then.")
        self._changes.addStretch(1)
        self._restore.setEnabled(bool(preview.changes))
        self._restore.setToolTip("" if preview.changes else "The library is what it was then.")

    def show_error(self, why: str) -> None:
        """Say why nothing can be said or done."""
        self._fill("What would change")
        self._changes.addSpacing(10)
        self._changes.addWidget(label(self._theme, why, "small", "error", wrap=True))
        self._changes.addStretch(1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes one step back."""
        if event.key() == Qt.Key.Key_Escape and self._sure:
            self._ask_no_more()
            event.accept()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        theme = self._theme
        self.list.setFixedWidth(theme.px(LIST_WIDTH))
        self._none.setFixedWidth(theme.px(LIST_WIDTH) - 40)
        head = row(label(theme, "Backups", "h3", weight=700), None, KeyCaps(theme, "Esc"), margins=(20, 13, 20, 11))
        left = column(self.list, margins=(0, 7, 0, 7))
        left.addLayout(column(self._none, None, margins=(20, 9, 20, 0)))
        body = row(gap=0)
        body.addLayout(left)
        body.addWidget(rule(upright=True))
        body.addWidget(self._page, 1)
        foot = row(margins=(20, 13, 17, 14))
        foot.addWidget(self._size, 1)
        for one in (self._now, self._back, self._restore):
            foot.addWidget(one, 0, Qt.AlignmentFlag.AlignVCenter)
        card = column(head, rule())
        card.addLayout(body, 1)
        card.addWidget(rule())
        card.addLayout(foot)
        card.setContentsMargins(1, 1, 1, 1)
        self.card.setLayout(card)

    def _look(self) -> None:
        self._ask_no_more()
        backup = self.backup
        self._restore.setEnabled(False)
        self._fill(f"Back to {_in_sentence(backup)}" if backup else "")
        if backup:
            self._changes.addSpacing(10)
            self._say("Comparing…")
            self._changes.addStretch(1)
            self.looked_at.emit(backup)

    def _go_on(self) -> None:
        backup = self.backup
        if not backup or not self._restore.isEnabled():
            return
        if self._sure:
            self.wanted.emit(backup)
            return
        self._sure = True
        self._said = self._size.text()
        self._size.setText(SURE)
        self._restore.say(f"Put back to {_in_sentence(backup)}")
        self._now.hide()
        self._back.show()
        self._restore.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask_no_more(self) -> None:
        if self._sure:
            self._size.setText(self._said)
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        self._sure = False
        self._restore.say("Put back…")
        self._back.hide()
        self._now.show()

    def _fill(self, head: str) -> None:
        while item := self._changes.takeAt(0):
            if old := item.widget():
                old.hide()
                old.deleteLater()
        self._changes.addWidget(section(self._theme, head))

    def _say(self, text: str) -> None:
        self._changes.addWidget(label(self._theme, text, tone="2", wrap=True))


class BackupList(QListView):
    """Arrow keys move; Return is told by `entered_row`, another row by `current_changed`."""

    current_changed = Signal()
    entered_row = Signal()

    def __init__(self, theme: Theme, model: BackupModel) -> None:
        super().__init__()
        self.setModel(model)
        self.setAccessibleName("Backups")
        self.setProperty("surface", "raised")
        self.setItemDelegate(BackupRow(theme, self))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)

    def currentChanged(
        self, current: QModelIndex | QPersistentModelIndex, previous: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Another row is selected."""
        super().currentChanged(current, previous)
        if current.isValid():
            self.current_changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """J and k move as well, as in every list; Esc is the sheet's."""
        moves = {Qt.Key.Key_J: 1, Qt.Key.Key_K: -1}
        if event.key() in moves:
            row_ = self.currentIndex().row() + moves[Qt.Key(event.key())]
            if 0 <= row_ < self.model().rowCount():
                self.setCurrentIndex(self.model().index(row_, 0))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered_row.emit()
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)


def _in_sentence(backup: Backup) -> str:
    text = when(backup)
    return text[0].lower() + text[1:]


def _megabytes(size: int) -> str:
    return f"{max(size, 100_000) / 1e6:,.1f}" if 0 < size < 1e8 else f"{size / 1e6:,.0f}"
