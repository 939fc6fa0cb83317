"""What an import would bring: the verdicts as a strip, and one file with its entries."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from readinglist.gui.import_words import NONE_OF, VERDICTS, about_file, why_not_read, wrong_day
from readinglist.gui.models.import_entries import FILTERS, EntriesModel
from readinglist.gui.views.entries_table import EntriesTable
from readinglist.gui.views.import_file import ImportFile
from readinglist.gui.views.verdict_strip import VerdictStrip
from readinglist.gui.widgets.blocks import column, label, row, rule
from readinglist.gui.widgets.elided import Elided
from readinglist.gui.widgets.glyph import Glyph
from readinglist.gui.widgets.segmented import Segmented
from readinglist.gui.words import today

if TYPE_CHECKING:
    from readinglist.commands.import_plan import ImportPlan
    from readinglist.gui.models.import_entries import Preview
    from readinglist.gui.theme import Theme

TABLE, REASON, NONE = range(3)


class ImportPreview(QWidget):
    """`form_chosen` and `day_chosen` tell what the user wants for the file that is shown, whose place is `number`."""

    form_chosen = Signal(str)
    day_chosen = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.number = 0
        self._about = ""
        self._theme = theme
        self._strip = VerdictStrip(theme)
        self._file = ImportFile(theme)
        self._filter = Segmented(theme, "Entries shown", ["All", *VERDICTS.values()])
        self._words = Elided(theme, role="text_2")
        self._wrong = Elided(theme, role="error")
        self._model = EntriesModel(self)
        self._table = EntriesTable(theme, self._model)
        self._reason = label(theme, "", "strong", "2", wrap=True)
        self._reason.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._below = QStackedWidget()
        self._below.addWidget(self._table)
        self._below.addWidget(self._reason_page(theme))
        self._none = label(theme, "", "h3", "2", family="serif")
        self._none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._below.addWidget(self._none)
        self._connect()
        top = column(self._strip, 12, self._file, 10, self._filter_row(), margins=(24, 0, 24, 12))
        layout = column(top, rule())
        layout.addWidget(self._below, 1)
        self.setLayout(layout)

    def show_file(self, preview: Preview, number: int) -> None:
        """Show a file of a plan; the same file of a newer plan keeps its place in the table."""
        file = preview.plan.files[number]
        same = bool(self._model.counts[0]) and number == self.number
        self.number, self._about = number, about_file(file, today())
        self._strip.show_counts(_counts(preview.plan))
        self._file.setEnabled(True)
        self._file.show_file(file, preview.formats)
        (self._table.renew if same else self._table.show_file)(preview, number)
        self._filter.set_counts(self._model.counts)
        self._reason.setText(why_not_read(file))
        self._filter.setVisible(file.parsed.readable)
        if not self._model.rowCount():
            self._show_all()
        self._show_below()
        self.say("")

    def leave_file(self) -> None:
        """Take what was typed before another file is shown; what is no day is forgotten."""
        if not self._file.commit():
            self.take_back()

    def take_back(self) -> None:
        """Forget what was typed."""
        self._file.take_back()

    def lead_on_to(self, widget: QWidget) -> None:
        """Have Tab go on to a widget from the last that stands here."""
        self.setTabOrder(self._table, widget)

    def hold(self) -> None:
        """Nothing can be changed any more, until the next plan is shown."""
        if self._file.isAncestorOf(QApplication.focusWidget() or self):
            self.take_focus()
        self._file.setEnabled(False)

    def commit(self) -> bool:
        """Take a day that is being typed; False where it is none, which is said."""
        return self._file.commit()

    def say(self, words: str) -> None:
        """Say what is being done; with nothing, what there is to be said of the file."""
        self._words.set_text(words or self._about)

    def take_focus(self) -> bool:
        """Give the keys to the entries, if there are any."""
        if self._below.currentIndex() == TABLE and self._model.rowCount():
            self._table.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        return False

    def _connect(self) -> None:
        self._file.form_chosen.connect(self.form_chosen)
        self._file.day_chosen.connect(self.day_chosen)
        self._file.day_wrong.connect(self._show_wrong)
        self._filter.chosen.connect(self._narrow)

    def _narrow(self, number: int) -> None:
        self._table.narrow(FILTERS[number])
        self._show_below()

    def _show_all(self) -> None:
        self._filter.choose(0)
        self._table.narrow(FILTERS[0])

    def _show_below(self) -> None:
        """The entries, or why there are none."""
        self._none.setText(NONE_OF[FILTERS[self._filter.current]])
        self._below.setCurrentIndex(REASON if self._reason.text() else TABLE if self._model.rowCount() else NONE)

    def _filter_row(self) -> QWidget:
        self._wrong.hide()
        box = QWidget()
        box.setLayout(row(self._filter, self._words, self._wrong, None, gap=16))
        box.setFixedHeight(self._theme.px(30))
        return box

    def _reason_page(self, theme: Theme) -> QWidget:
        page = QWidget()
        box = row(gap=10, margins=(24, 20, 24, 20))
        box.addWidget(Glyph(theme, "warning", "error"), 0, Qt.AlignmentFlag.AlignTop)
        box.addWidget(self._reason, 1, Qt.AlignmentFlag.AlignTop)
        page.setLayout(box)
        return page

    def _show_wrong(self, text: str) -> None:
        self._wrong.set_text(wrong_day(text.strip()) if text else "")
        self._wrong.setVisible(bool(text))
        self._words.setVisible(not text)


def _counts(plan: ImportPlan) -> Counter[str]:
    """How many entries of all files have which verdict; what could not be read among them."""
    found = Counter(planned.verdict for file in plan.files for planned in file.entries)
    counts: Counter[str] = Counter(found)
    counts["unread"] = sum(one.severity == "error" for file in plan.files for one in file.parsed.diagnostics)
    return counts
