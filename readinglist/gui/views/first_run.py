"""What an empty library shows: what to do, in three lines with their keys, and digests to try it with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QWidget

from readinglist.gui.widgets.app_icon import AppIcon
from readinglist.gui.widgets.blocks import button, column, label, on_surface, row
from readinglist.gui.widgets.glyph import Glyph
from readinglist.gui.widgets.key_caps import KeyCaps
from readinglist.gui.words import counted, paper_count

if TYPE_CHECKING:
    from readinglist.gui.theme import Theme

LEAD = "A digest is a page or mail with many papers. Reading List shows you what is in it before anything is kept."
ICON, LEAD_WIDTH, KEYS_WIDTH = 56, 460, 72


class FirstRun(QScrollArea):
    """Three ways to bring a digest in; the whole window takes files that are dropped, the dashed edge only says so.

    Keys are in Qt's notation, "" where a command has none. `samples` is the number of digests to try the program with,
    `papers` what they hold; without samples nothing is said of them.
    """

    open_asked = Signal()
    samples_asked = Signal()

    def __init__(
        self, theme: Theme, *, import_key: str, paste_key: str, keys_key: str, palette_key: str, samples: int,
        papers: int = 0,
    ) -> None:  # fmt: skip
        super().__init__()
        self._theme = theme
        self._open = button(theme, "Open digests…", "primary")
        self._open.clicked.connect(self.open_asked)
        self._place = DropPlace(theme)
        lines = column(
            self._way(import_key, "digest", "Open digests you saved as text, HTML or mail"),
            self._way(paste_key, "copy", "Paste a digest page you copied"),
            self._way("", "import", "Or drop files anywhere on this window"),
            gap=12,
        )
        lead = label(theme, LEAD, "strong", "2", wrap=True)
        lead.setFixedWidth(theme.px(LEAD_WIDTH))
        title = label(theme, "Bring in your first digest", "h1", weight=600, family="serif")
        self._place.setLayout(
            column(
                row(AppIcon(theme.px(ICON)), None), 14, title, 6, lead, 22, lines, 26, *self._start(samples, papers),
                margins=(48, 40, 48, 36),
            )
        )  # fmt: skip
        hints = row(
            None, *self._hint(keys_key, "shows the keys of any view"), 12,
            *self._hint(palette_key, "finds every command"), None, gap=6,
        )  # fmt: skip
        page = QWidget()
        on_surface(page, "canvas")
        middle = row(None, self._place, None, gap=0)
        page.setLayout(column(None, middle, None, 8, hints, margins=(24, 8, 24, 20)))
        self.setWidget(page)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName("Bring in your first digest")

    def take_focus(self) -> None:
        """To what is done first."""
        self._open.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_dragging(self, dragging: bool) -> None:
        """Show that what is held over the window may be dropped."""
        self._place.set_lit(on=dragging)

    def _start(self, samples: int, papers: int) -> list[QWidget | QHBoxLayout | int]:
        """The buttons, and what the samples are."""
        if not samples:
            return [row(self._open, None)]
        words = f"Try the {counted(samples, 'sample digest', 'sample digests')}"
        trial = button(self._theme, words)
        trial.clicked.connect(self.samples_asked)
        hold = f"hold {paper_count(papers)} and " if papers else ""
        what = label(self._theme, f"The samples {hold}can be removed in one step.", "small", "3")
        return [row(self._open, trial, None, gap=8), 6, what]

    def _way(self, key: str, icon: str, words: str) -> QHBoxLayout:
        """One line: its key, or a sign where it has none, and what it does."""
        holder = QWidget()
        holder.setMinimumWidth(self._theme.px(KEYS_WIDTH))
        sign = KeyCaps(self._theme, key) if key else Glyph(self._theme, icon, "text_2")
        holder.setLayout(row(sign, None, gap=0))
        return row(holder, label(self._theme, words, "strong"), None, gap=12)

    def _hint(self, key: str, words: str) -> list[QWidget]:
        if not key:
            return []
        return [KeyCaps(self._theme, key), label(self._theme, words, "small", "3")]


class DropPlace(QWidget):
    """A dashed edge around the page, accented while files are held over the window."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme, self._lit = theme, False

    def set_lit(self, *, on: bool) -> None:
        """Accent the edge, or not."""
        self._lit = on
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the edge."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        role, wide, ground = ("accent", 2, "accent_soft") if self._lit else ("border", 1, "canvas")
        painter.setPen(QPen(self._theme.color(role), wide, Qt.PenStyle.DashLine))
        painter.setBrush(self._theme.color(ground))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 12, 12)
