"""The export: which papers, in which format, where to; beside it the very text that will be written."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut, QTextOption
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from readinglist.gui.dialogs.bib_highlighter import BibHighlighter
from readinglist.gui.views.notice import Notice
from readinglist.gui.widgets.blocks import button, column, label, on_surface, row, rule, section
from readinglist.gui.widgets.cap_button import CapButton
from readinglist.gui.widgets.choice import Choice
from readinglist.gui.widgets.elided import Elided
from readinglist.gui.widgets.key_caps import KeyCaps
from readinglist.gui.widgets.sheet import Sheet
from readinglist.gui.words import day, paper_count, today

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QLayout

    from readinglist.core.errors import ReadingListError
    from readinglist.formats.exports import Exporter
    from readinglist.gui.theme import Theme

WIDTH, HEIGHT, LEFT = 900, 560, 290
SAVE_KEYS = ("Ctrl+Return", "Ctrl+Enter")


class ExportSheet(Sheet):
    """`choices` are names of sets of papers, each with what the signals call it; `form` is the format at first.

    `start` shows the sheet. `changed(choice, form)` asks for a preview, which `show_preview` answers; `place_asked`
    asks for a file, which `set_place` answers. The others tell what the user wants done; the sheet stays open until
    `close_sheet`, so that `show_error` can say in it why nothing was written.
    """

    changed = Signal(object, str)
    place_asked = Signal()
    save_asked = Signal(object, str, object)  # choice, format, path
    copy_asked = Signal(object, str)

    def __init__(
        self, theme: Theme, window: QWidget, choices: Sequence[tuple[str, object]], formats: Sequence[Exporter],
        *, form: str = "",
    ) -> None:  # fmt: skip
        super().__init__(theme, window, "Export", width=WIDTH, height=HEIGHT)
        self._choices, self._formats = tuple(choices), tuple(formats)
        self._place: Path | None = None
        self._count: int | None = None  # of the choice; None until the preview says
        self._which = Choice(theme, "Papers", [name for name, _ in choices])
        self._forms = Choice(theme, "Format", [one.title for one in formats])
        self._forms.setCurrentIndex(max(0, next((at for at, one in enumerate(formats) if one.name == form), 0)))
        self._suffix = self._exporter.suffix
        self._file, self._folder = Elided(theme), Elided(theme, "small", "text_3")
        self._fate = label(theme, "", "small", "3", wrap=True)
        self._choose = button(theme, "Choose…", "link", size="small")
        self._head = section(theme, "Preview")
        self._copy_shown = button(theme, "Copy", "quiet", size="small")
        self._text = self._preview(theme)
        self._bib = BibHighlighter(theme, self._text.document())
        self._notice = Notice(theme)
        self._said = Elided(theme, role="text_2")
        self._copy_all = button(theme, "Copy papers", "quiet")
        self._cancel = button(theme, "Cancel")
        self._save = CapButton(theme, "Save papers", SAVE_KEYS[0], primary=True)
        self._lay_out(theme)
        self._connect()
        self.set_place(None)

    def start(self) -> None:
        """Show the sheet and ask for the first preview."""
        self.open(self._which)
        self._ask()

    @property
    def choice(self) -> object:
        """What the signals call the papers that are chosen."""
        return self._choices[self._which.currentIndex()][1]

    @property
    def form(self) -> str:
        """The name of the format that is chosen."""
        return self._exporter.name

    @property
    def suffix(self) -> str:
        """The end of a file's name in this format, with its dot."""
        return self._exporter.suffix

    def show_preview(self, text: str, shown: int, of: int) -> None:
        """Show how the first papers will be written; `of` is the number of all."""
        self._count = of
        self._bib.set_on(on=self.suffix == ".bib")
        if text != self._text.toPlainText():
            self._text.setPlainText(text)
        self._head.setText(f"Preview, first {shown:,} of {of:,}" if shown < of else "Preview")
        self._copy_shown.setText(f"Copy these {shown:,}")
        self._copy_shown.setVisible(0 < shown < of)
        number = paper_count(of) if of else "papers"
        self._copy_all.setText(f"Copy {number}")
        self._save.say(f"Save {number}")
        self._enable()

    def set_place(self, path: Path | None) -> None:
        """Name the file, and say what becomes of it."""
        self._place = path
        self._file.set_text(path.name if path else "No file yet")
        self._folder.set_text(_short(path.parent) if path else "")
        self._fate.setText(_fate(path) if path else "")
        self._enable()

    def say(self, words: str) -> None:
        """Say that something is done, at the sheet's foot."""
        self._said.set_text(words)

    def show_error(self, error: ReadingListError) -> None:
        """Say why nothing was written; the sheet stays."""
        self._notice.show_error(error)

    def _enable(self) -> None:
        some = bool(self._count)
        self._copy_all.setEnabled(some)
        self._save.setEnabled(some and self._place is not None)
        self._save.say(self._save.text())
        if not self._save.isEnabled():
            self._save.setToolTip("Choose a file first" if some else "There are no papers to save")

    def _ask(self) -> None:
        self._count = None
        self._said.set_text("")
        self._enable()
        self.changed.emit(self.choice, self.form)

    def _take_form(self) -> None:
        """The file's name follows the format; a file of that name that is there already was not chosen."""
        before, self._suffix = self._suffix, self.suffix
        if self._place and self._place.suffix == before:
            renamed = self._place.with_suffix(self._suffix)
            self.set_place(renamed if _when(renamed) is None else None)
        self._ask()

    def _tell_save(self) -> None:
        if self._save.isEnabled() and self._place:
            self._notice.hide()
            self.save_asked.emit(self.choice, self.form, self._place)

    def _copy_preview(self) -> None:
        QGuiApplication.clipboard().setText(self._text.toPlainText())
        self.say("The preview is copied")

    @property
    def _exporter(self) -> Exporter:
        return self._formats[self._forms.currentIndex()]

    def _connect(self) -> None:
        self._which.currentIndexChanged.connect(self._ask)
        self._forms.currentIndexChanged.connect(self._take_form)
        self._choose.clicked.connect(self.place_asked)
        self._copy_shown.clicked.connect(self._copy_preview)
        self._copy_all.clicked.connect(lambda: self.copy_asked.emit(self.choice, self.form))
        self._cancel.clicked.connect(self.close_sheet)
        self._save.clicked.connect(self._tell_save)
        for keys in SAVE_KEYS:
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self._tell_save)

    def _preview(self, theme: Theme) -> QPlainTextEdit:
        made = QPlainTextEdit()
        made.setReadOnly(True)
        made.setTabChangesFocus(True)
        made.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        made.setFont(theme.font("small", family="mono"))
        made.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)  # an abstract is one line
        made.document().setDocumentMargin(0)
        made.setAccessibleName("Preview")
        made.setPlaceholderText("There are no papers in it.")
        return made

    def _lay_out(self, theme: Theme) -> None:
        left = QWidget()
        on_surface(left, "raised")
        left.setLayout(self._questions(theme))
        left.setFixedWidth(theme.px(LEFT))
        right = QWidget()
        on_surface(right, "canvas")
        top = QWidget()
        top.setFixedHeight(theme.px(48))
        top.setLayout(row(self._head, None, self._copy_shown, margins=(20, 0, 14, 0)))
        right.setLayout(column(top, row(20, self._text, 6), self._notice))
        head = row(label(theme, "Export", "h3", weight=700), None, KeyCaps(theme, "Esc"), margins=(24, 0, 20, 0))
        foot = row(self._said, None, self._copy_all, self._cancel, self._save, gap=8, margins=(24, 0, 20, 0))
        body = row(left, rule(upright=True), right, gap=0)
        body.setStretch(2, 1)
        self.card.setLayout(
            column(_bar(theme, head, 44), rule(), body, rule(), _bar(theme, foot, 56), margins=(1, 1, 1, 1))
        )

    def _questions(self, theme: Theme) -> QLayout:
        papers, form, to = section(theme, "Papers"), section(theme, "Format"), section(theme, "To")
        papers.setBuddy(self._which)
        form.setBuddy(self._forms)
        self._choose.setAccessibleName("Choose a file")
        return column(
            papers, 5, self._which, 18, form, 5, self._forms, 18, to,
            row(self._file, None, self._choose, gap=4), self._folder, 6, self._fate, None,
            margins=(24, 18, 24, 18),
        )  # fmt: skip


def _bar(theme: Theme, layout: QLayout, height: int) -> QWidget:
    made = QWidget()
    made.setFixedHeight(theme.px(height))
    made.setLayout(layout)
    return made


def _short(folder: Path) -> str:
    """A folder as a user names it."""
    home = Path.home()
    return f"~/{folder.relative_to(home)}".removesuffix("/.") if folder.is_relative_to(home) else str(folder)


def _when(path: Path) -> datetime | None:
    """When the file that is there was written last; None where there is none, or where nobody can say."""
    try:
        return datetime.fromtimestamp(path.stat().st_mtime, UTC).astimezone()
    except (OSError, ValueError):
        return None


def _fate(path: Path) -> str:
    """What becomes of a file."""
    written = _when(path)
    if written is None:
        return "A new file."
    return f"The file is there since {day(written.date(), today())} and is replaced as a whole."
