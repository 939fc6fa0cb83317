"""The sheet where a paper is given authors, a year, identifiers, a link or another title."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QWidget

from readinglist.core.details import read_details
from readinglist.gui.dialogs.detail_field import DetailField
from readinglist.gui.widgets.blocks import button, column, label, on_surface, row, rule
from readinglist.gui.widgets.key_caps import KeyCaps
from readinglist.gui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QMouseEvent

    from readinglist.core.details import DetailField as Name
    from readinglist.core.reading import Record
    from readinglist.gui.theme import Theme

WIDTH = 560
KEPT = "What you enter here is kept: imports never overwrite it."


class DetailsSheet(Sheet):
    """`saved` brings what changed, field by field; an empty text takes the user's own away.

    Whoever writes it closes the sheet when it is written, or says with `show_error` why it is not.
    """

    saved = Signal(object)  # dict[DetailField, str]

    def __init__(self, theme: Theme, window: QWidget, record: Record) -> None:
        super().__init__(theme, window, "Edit details", width=WIDTH)
        self.paper = record.paper.id
        self._fields = _fields(theme, record)
        self._values = {field.field: field.text for field in self._fields.values()}
        self._said = label(theme, KEPT, "small", "3", wrap=True)
        self._save_button = button(theme, "Save details", "primary")
        self._save_button.clicked.connect(self.save)
        self._form = _Form(self._make_form())
        cancel = button(theme, "Cancel")
        cancel.clicked.connect(self.close_sheet)
        head = row(label(theme, "Edit details", "h3", weight=700), None, KeyCaps(theme, "Esc"), margins=(24, 0, 20, 0))
        head.addStrut(theme.px(44))
        foot = row(gap=8, margins=(24, 12, 20, 12))
        foot.addWidget(self._said, 1)
        foot.addWidget(cancel)
        foot.addWidget(self._save_button)
        self.card.setLayout(column(head, rule(), self._form, rule(), foot, margins=(1, 1, 1, 1)))
        for field in self._fields.values():
            field.changed.connect(self._allow)
            field.order_focus()
        self._first = self._fields["title" if record.paper.authors else "authors"]

    def start(self) -> None:
        """Open, where most papers want something."""
        self.open(self._first.edit)

    @property
    def changes(self) -> dict[Name, str]:
        """What is to be written as it was typed."""
        return {name: new for name, field in self._fields.items() if (new := field.new) is not None}

    def save(self) -> None:
        """Tell what changed, unless something is wrong with it; where nothing changed there is nothing to wait for."""
        wrong = [field for field in self._fields.values() if not field.check()]
        if wrong:
            self._go_to(wrong[0])
            return
        changed = self.changes
        read = read_details(changed)
        told = {name: text for name, text in changed.items() if _shown(read[name]) != self._values[name] or not text}
        if not told:
            self.close_sheet()
            return
        self._save_button.setEnabled(False)
        self.saved.emit(told)

    def show_error(self, field: str, sentence: str) -> None:
        """Say why it was not written, under a field, or in the foot where it is none's."""
        self._save_button.setEnabled(True)
        found = next((one for one in self._fields.values() if one.field == field), None)
        if found:
            found.set_wrong(sentence)
            self._go_to(found)
        else:
            self._say(sentence, "error")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter saves."""
        entered = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if entered and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if self._save_button.isEnabled():
                self.save()
            event.accept()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click beside the card closes, unless something was typed that it would lose."""
        if not self.changes:
            super().mousePressEvent(event)

    def _go_to(self, field: DetailField) -> None:
        field.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self._form.ensureWidgetVisible(field, 0, 0)

    def _allow(self) -> None:
        self._save_button.setEnabled(True)
        self._say(KEPT, "3")

    def _say(self, text: str, tone: str) -> None:
        self._said.setText(text)
        self._said.setProperty("tone", tone)
        self._said.style().unpolish(self._said)
        self._said.style().polish(self._said)

    def _make_form(self) -> QWidget:
        form = on_surface(QWidget(), "raised")
        fields = self._fields
        numbers, places = _beside(fields["year"], fields["arxiv"]), _beside(fields["doi"], fields["link"])
        form.setLayout(column(fields["title"], fields["authors"], numbers, places, gap=4, margins=(24, 12, 24, 14)))
        return form


class _Form(QScrollArea):
    """As high as the fields; where the window is too low for them they scroll."""

    def __init__(self, form: QWidget) -> None:
        super().__init__()
        self._form = form
        self.setProperty("surface", "raised")
        self.setWidget(form)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Details")

    def sizeHint(self) -> QSize:
        """All of the fields."""
        return self._form.sizeHint()


def _fields(theme: Theme, record: Record) -> dict[Name, DetailField]:
    paper, own = record.paper, record.own
    arxiv, doi = paper.identifiers.arxiv or "", paper.identifiers.doi or ""
    year = "" if paper.year is None else str(paper.year)
    authors = "\n".join(paper.authors)
    return {
        "title": DetailField(theme, "title", "Title", paper.title, own="title" in own, lines=2),
        "authors": DetailField(
            theme, "authors", "Authors", authors, own="authors" in own, hint="One a line", lines=4
        ),
        "year": DetailField(theme, "year", "Year", year, own="year" in own, hint="2024", room=2),
        "arxiv": DetailField(theme, "arxiv", "arXiv id", arxiv, own="arxiv" in own, hint="2403.01234", room=2),
        "doi": DetailField(theme, "doi", "DOI", doi, own="doi" in own, hint="10.1000/182", room=2),
        "link": DetailField(theme, "link", "Link", paper.link or "", own="link" in own, hint="https://", room=2),
    }  # fmt: skip


def _beside(*fields: DetailField) -> QHBoxLayout:
    made = row(gap=16)
    for field in fields:
        made.addWidget(field, 1, Qt.AlignmentFlag.AlignTop)
    return made


def _shown(value: object) -> str:
    return "" if value is None else str(value)
