"""What stands above the papers of a digest: when and from where it came, what it brought, and the way back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from readinglist.gui import words
from readinglist.gui.views.unread_places import UnreadPlaces
from readinglist.gui.widgets.blocks import button, column, label, on_surface, rule
from readinglist.gui.widgets.chip import Flow
from readinglist.gui.widgets.elided import Elided
from readinglist.gui.widgets.tips import plain_tip

if TYPE_CHECKING:
    from readinglist.core.paper import DigestRecord, DigestReport
    from readinglist.gui.theme import Theme


class DigestBar(QWidget):
    """Hidden where there is no digest. `undo_asked` tells the id of the digest whose import is to be taken back."""

    undo_asked = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        on_surface(self, "canvas")
        self._record: DigestRecord | None = None
        self._came = Elided(theme, "small", "text_2")
        self._found = label(theme, "", "small", "2", wrap=True)
        self.undo_button = button(theme, "Undo this import")
        self.undo_button.clicked.connect(self._ask)
        self.unread_button = button(theme, "Show them", "quiet")
        self.unread_button.setCheckable(True)
        self.unread_button.toggled.connect(self._show_unread)
        self._unread = UnreadPlaces(theme)
        buttons = Flow(gap=4)  # below each other where there is no room beside
        buttons.addWidget(self.undo_button)
        buttons.addWidget(self.unread_button)
        said = column(self._came, self._found, 6, buttons, margins=(16, 8, 12, 10))
        self.setLayout(column(said, self._unread, rule()))
        self.hide()

    def show_record(self, record: DigestRecord | None) -> None:
        """Say it of a digest, or go."""
        before, self._record = self._record, record
        self.setVisible(record is not None)
        if record is None:
            return
        digest, report = record.digest, record.report
        day = words.day(digest.imported.astimezone().date(), words.today())
        self._came.set_text(f"Imported on {day} from {words.short_name(digest.name)}")
        self._came.setToolTip(plain_tip(digest.name))
        self._found.setText(found(report))
        many = record.step_digests > 1
        self.undo_button.setText(f"Undo import of {record.step_digests:,} digests" if many else "Undo this import")
        self._unread.show_places(report)
        self.unread_button.setVisible(bool(report.unread))
        if before is None or before.digest.id != digest.id or not report.unread:
            self.unread_button.setChecked(False)
        self._name_unread_button()

    def _show_unread(self, shown: bool) -> None:
        self._unread.setVisible(shown)
        self._name_unread_button()

    def _name_unread_button(self) -> None:
        """It is as wide as the longer of its words, so that it stays where it is pressed."""
        it = "it" if self._record and self._record.report.unread_count == 1 else "them"
        wide = 0
        for word in (f"Show {it}", f"Hide {it}"):
            self.unread_button.setText(word)
            wide = max(wide, self.unread_button.sizeHint().width())
        self.unread_button.setMinimumWidth(wide)
        self.unread_button.setText(f"{'Hide' if self.unread_button.isChecked() else 'Show'} {it}")
        self.unread_button.setAccessibleDescription("The places of the file that were not read")

    def _ask(self) -> None:
        if self._record:
            self.undo_asked.emit(self._record.digest.id)


def found(report: DigestReport) -> str:
    """What an import brought: "53 new, 7 known, 2 to check. 3 places were not read."."""
    numbers = ((report.new, "new"), (report.same, "known"), (report.ask, "to check"))
    parts = [f"{number:,} {word}" for number, word in numbers if number]
    said = f"{', '.join(parts) or 'No papers'}."
    if report.unread_count:
        verb = "was" if report.unread_count == 1 else "were"
        said += f" {words.counted(report.unread_count, 'place', 'places')} {verb} not read."
    return said
