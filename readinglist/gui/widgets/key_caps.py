"""Keys, shown as caps where they work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from readinglist.gui.words import plain_keys

if TYPE_CHECKING:
    from readinglist.gui.theme import Theme

SIGNS = {"Return": "↵", "Enter": "↵", "Up": "↑", "Down": "↓", "Left": "←", "Right": "→"}
GAP = 3


def caps_of(keys: str) -> list[str]:
    """The caps of keys in Qt's notation: "Ctrl+O" is two, "G, I" a sequence of two; a bare letter is small."""
    caps: list[str] = []
    for stroke in keys.split(", "):
        parts = [part or "+" for part in stroke.removesuffix("+").split("+")] if stroke != "+" else ["+"]
        if len(parts) == 1 and len(parts[0]) == 1:
            parts = [parts[0].lower()]
        caps += [SIGNS.get(part, part) for part in parts]
    return caps


def caps_width(theme: Theme, caps: list[str]) -> float:
    """The width of caps in a row."""
    return sum(_width(theme, cap) for cap in caps) + GAP * max(len(caps) - 1, 0)


def paint_caps(
    painter: QPainter, theme: Theme, caps: list[str], left: float, middle: float,
    *, ground: str = "sunken", ink: str = "text_2",
) -> None:  # fmt: skip
    """Paint caps in a row; each is at least as wide as high."""
    height = theme.metrics("tiny", 600).height() + 4
    for cap in caps:
        box = QRectF(left, middle - height / 2, _width(theme, cap), height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color(ground))
        painter.drawRoundedRect(box, 4, 4)
        painter.setPen(theme.color(ink))
        painter.setFont(theme.font("tiny", 600))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, cap)
        left = box.right() + GAP


class KeyCaps(QWidget):
    """The keys of a command beside the words that say what it does."""

    def __init__(self, theme: Theme, keys: str) -> None:
        super().__init__()
        self._theme = theme
        self._caps = caps_of(keys)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(plain_keys(keys))

    def sizeHint(self) -> QSize:
        """As large as its caps."""
        height = self._theme.metrics("tiny", 600).height() + 6
        return QSize(int(caps_width(self._theme, self._caps)) + 2, int(height))

    def minimumSizeHint(self) -> QSize:
        """The same: a cap is never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the caps."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_caps(painter, self._theme, self._caps, 1, self.height() / 2)


def _width(theme: Theme, cap: str) -> float:
    metrics = theme.metrics("tiny", 600)
    return max(metrics.horizontalAdvance(cap) + 10, metrics.height() + 4)
