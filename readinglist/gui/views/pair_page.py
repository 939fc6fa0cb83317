"""A page for possible repeats: a pair at a time, why it is asked about, what a merge would keep, and the verdicts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from readinglist.gui.places import CHECK
from readinglist.gui.views.empty_line import EmptyLine
from readinglist.gui.views.pair_bar import PairBar
from readinglist.gui.views.pair_legend import PairLegend
from readinglist.gui.views.pair_texts import PairTexts
from readinglist.gui.widgets.blocks import button, column, label, on_surface, row, rule
from readinglist.gui.widgets.glyph import Glyph
from readinglist.gui.widgets.key_caps import KeyCaps
from readinglist.gui.widgets.progress_line import ProgressLine

if TYPE_CHECKING:
    from collections.abc import Mapping

    from readinglist.gui.pairs import Pair
    from readinglist.gui.theme import Theme

KEPT = "Both texts stay, and a merge can be taken apart later."


class PairPage(QWidget):
    """A page of the window. `keys` are those of the page by their commands, empty where one has none.

    `merged`, `separated` and `passed_over` tell the verdict on the pair that is shown, `alike_asked` that all that are
    surely alike are to be merged, `left` and `undo_asked` what they say.
    """

    merged = Signal()
    separated = Signal()
    passed_over = Signal()
    undo_asked = Signal()
    alike_asked = Signal()
    left = Signal()

    def __init__(self, theme: Theme, keys: Mapping[str, str]) -> None:
        super().__init__()
        on_surface(self, "canvas")
        self.setAccessibleName("Possible repeats")
        self._theme, self._keys = theme, keys
        self._place = label(theme, "", "base", "2", weight=600)
        self._place.setFont(theme.font("base", 600, tabular=True))
        self._alike = button(theme, "", "quiet")
        self._leave = button(theme, "Leave", "quiet")
        self._line = ProgressLine(theme)
        self._why = label(theme, "", tone="2", wrap=True)
        self._kept = label(theme, "", tone="3", wrap=True)
        self.texts = PairTexts(theme)
        self._nothing = on_surface(QWidget(), "canvas")  # has the focus until a pair is there
        self._nothing.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._nothing.setAccessibleName("Possible repeats")
        self._end = EmptyLine(theme)
        self._bar = PairBar(theme, keys)
        self._body = QStackedWidget()
        self._lay_out()
        self._connect()
        self.show_place(0, 0, 0)
        self.clear()

    def clear(self) -> None:
        """Show no pair: one is on the way."""
        self._body.setCurrentIndex(0)
        self._bar.let(judge=False)

    def show_pair(self, pair: Pair) -> None:
        """Show two papers; those that stand there already keep their place."""
        self._why.setText(f"{pair.question.reason.rstrip('.')}. Score {pair.question.score:.2f} of 1.")
        self._kept.setText(f"Merged: {_within(pair.union.sentence)} {KEPT}")
        self.texts.show_pair(pair)
        self._turn_to(1)

    def show_end(self, waiting: int) -> None:
        """Every question was answered, or put off; `waiting` of them are still open."""
        if waiting:
            key = self._keys.get("pair.pass_over", "")
            are = "question is" if waiting == 1 else "questions are"
            self._end.say(f"That was all. {waiting:,} {are} left.", key, "shows what you put off." if key else "")
        else:
            self._end.show_place(CHECK, self._keys.get("go.inbox", ""))
        self._turn_to(2)

    def show_place(self, number: int, whole: int, alike: int | None) -> None:
        """Say how far the review is, and how many pairs are surely alike; None: nobody has counted all."""
        self._place.setText(f"{number:,} of {whole:,}" if whole else "")
        self._line.show_share(number, whole)
        count = "" if alike is None else f" {alike:,}"
        self._alike.setText(f"Merge all{count} that are alike" if alike != 1 else "Merge the one that is alike")
        self._alike.setVisible(alike != 0)

    def let_undo(self, *, undo: bool) -> None:
        """Say whether there is a step to be taken back."""
        self._bar.let_undo(undo=undo)

    def take_focus(self) -> None:
        """Give the keys to the texts, or to what stands in their place."""
        (self._nothing, self.texts, self._end)[self._body.currentIndex()].setFocus(Qt.FocusReason.OtherFocusReason)

    def _turn_to(self, page: int) -> None:
        """The focus stays in the page, whatever of it is shown."""
        had_focus = any(one.hasFocus() for one in (self._nothing, self.texts, self._end))
        self._body.setCurrentIndex(page)
        self._bar.let(judge=page == 1)
        if had_focus:
            self.take_focus()

    def _lay_out(self) -> None:
        theme = self._theme
        head = QWidget()
        head.setFixedHeight(theme.px(48))
        leave = self._keys.get("pair.leave", "")
        caps = [KeyCaps(theme, leave)] if leave else []
        name = label(theme, "Possible repeat", weight=700)
        head.setLayout(row(name, self._place, None, self._alike, 8, self._leave, *caps, margins=(24, 0, 24, 0)))
        why = row(gap=8, margins=(24, 11, 24, 11))
        why.addWidget(Glyph(theme, "check", "check"), 0, Qt.AlignmentFlag.AlignTop)
        why.addWidget(self._why, 1)
        why.addSpacing(16)
        why.addWidget(PairLegend(theme), 0, Qt.AlignmentFlag.AlignTop)
        pair = QWidget()
        inner = column(why, rule())
        inner.addWidget(self.texts, 1)
        inner.addWidget(rule())
        inner.addLayout(row(self._kept, margins=(24, 8, 24, 8)))
        pair.setLayout(inner)
        for page in (self._nothing, pair, self._end):
            self._body.addWidget(page)
        layout = column(head, self._line)
        layout.addWidget(self._body, 1)
        layout.addWidget(rule())
        layout.addWidget(self._bar)
        self.setLayout(layout)

    def _connect(self) -> None:
        self._alike.clicked.connect(self.alike_asked)
        self._leave.clicked.connect(self.left)
        self._bar.merged.connect(self.merged)
        self._bar.separated.connect(self.separated)
        self._bar.passed_over.connect(self.passed_over)
        self._bar.undo_asked.connect(self.undo_asked)


def _within(sentence: str) -> str:
    """A sentence that goes on another's."""
    return f"{sentence[:1].lower()}{sentence[1:]}"
