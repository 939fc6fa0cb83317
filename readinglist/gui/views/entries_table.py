"""The table of an import's entries: rows of one height, whatever their number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QAbstractItemView, QHeaderView

from readinglist.gui.models.import_entries import HEADS, KNOWN, LINE, TITLE, VERDICT
from readinglist.gui.views.entry_row import EntryCell
from readinglist.gui.widgets.row_table import RowTable

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from readinglist.gui.models.import_entries import EntriesModel, Preview
    from readinglist.gui.theme import Theme

WIDTHS = {VERDICT: 140, LINE: 64, KNOWN: 290}
KNOWN_SHARE = 0.42  # of what titles and knowledge have together, where the window is small


class EntriesTable(RowTable):
    """Shows an `EntriesModel`."""

    def __init__(self, theme: Theme, model: EntriesModel) -> None:
        super().__init__()
        self._theme, self._entries = theme, model
        self.setAccessibleName("Entries")
        self.setItemDelegate(EntryCell(theme, self))
        self._lay_out_rows(theme)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setModel(model)
        theme.changed.connect(self.viewport().update)

    def show_file(self, preview: Preview, number: int) -> None:
        """Show a file from its first entry on."""
        self._entries.show(preview, number)
        self._begin()

    def renew(self, preview: Preview, number: int) -> None:
        """Show the same file of a newer plan, with the same row chosen at the same height."""
        row, top = self.currentIndex().row(), self.verticalScrollBar().value()
        self._entries.show(preview, number)
        if 0 <= row < self._entries.rowCount():
            self.setCurrentIndex(self._entries.index(row, VERDICT))
            self.verticalScrollBar().setValue(top)
        else:
            self._begin()

    def narrow(self, which: str) -> None:
        """Show the entries of one verdict, from the first one on."""
        self._entries.narrow(which)
        self._begin()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The title takes what the others leave; where no scroll bar is needed, its room goes to the last column."""
        super().resizeEvent(event)
        widths = {column: self._theme.px(width) for column, width in WIDTHS.items()}
        both = widths[VERDICT] + widths[LINE]
        room = self.width() - self.verticalScrollBar().sizeHint().width() - both
        widths[TITLE] = room - min(widths[KNOWN], int(room * KNOWN_SHARE))
        widths[KNOWN] = self.viewport().width() - both - widths[TITLE]
        for column in range(len(HEADS)):
            self.horizontalHeader().resizeSection(column, widths[column])

    def _lay_out_rows(self, theme: Theme) -> None:
        heads = self.horizontalHeader()
        self.verticalHeader().setDefaultSectionSize(theme.px(34))
        heads.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        heads.setMinimumSectionSize(1)
        heads.setFixedHeight(theme.px(28))
        heads.setFont(theme.font("small", 600))
        heads.setHighlightSections(False)
        heads.setSectionsClickable(False)

    def _begin(self) -> None:
        self.scrollToTop()
        if self._entries.rowCount():
            self.setCurrentIndex(self._entries.index(0, VERDICT))
