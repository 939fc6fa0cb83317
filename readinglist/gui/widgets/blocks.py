"""What views are built from: labels, hairlines, surfaces, buttons, rows and columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

if TYPE_CHECKING:
    from readinglist.gui.theme import Family, Size, Theme

Tone = Literal["", "2", "3", "error", "check"]
Surface = Literal["chrome", "canvas", "raised", "error", "warning"]
Kind = Literal["", "primary", "quiet", "link"]
Item = QWidget | QLayout | int | None  # an int is a gap, None takes what room is left
Margins = tuple[int, int, int, int]


def label(
    theme: Theme, text: str = "", size: Size = "base", tone: Tone = "", *,
    weight: int = 400, family: Family = "ui", wrap: bool = False,
) -> QLabel:  # fmt: skip
    """A label of plain text."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setFont(theme.font(size, weight, family))
    if tone:
        made.setProperty("tone", tone)
    if wrap:  # with the usual policy a wrapped label would claim the width of one line
        made.setWordWrap(True)
        made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    return made


def button(theme: Theme, text: str, kind: Kind = "", *, size: Size = "base") -> QPushButton:
    """A push button; a view has at most one that is primary."""
    made = QPushButton(text)
    made.setFont(theme.font(size, 600 if kind == "primary" else 500))
    made.setAutoDefault(True)  # Enter presses it, as Space does
    if kind:
        made.setProperty("kind", kind)
    return made


def section(theme: Theme, text: str) -> QLabel:
    """A small heading inside a page or a pane."""
    return label(theme, text, "small", "3", weight=600)


def rule(*, upright: bool = False) -> QFrame:
    """A hairline, lying or upright."""
    made = QFrame()
    made.setProperty("rule", "upright" if upright else "true")
    return made


def on_surface(widget: QWidget, name: Surface) -> QWidget:
    """Give a plain widget the colour of a surface."""
    widget.setProperty("surface", name)
    widget.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    return widget


def row(*items: Item, gap: int = 8, margins: Margins = (0, 0, 0, 0)) -> QHBoxLayout:
    """Items beside each other."""
    layout = QHBoxLayout()
    _fill(layout, items, gap, margins)
    return layout


def column(*items: Item, gap: int = 0, margins: Margins = (0, 0, 0, 0)) -> QVBoxLayout:
    """Items below each other."""
    layout = QVBoxLayout()
    _fill(layout, items, gap, margins)
    return layout


def _fill(layout: QBoxLayout, items: tuple[Item, ...], gap: int, margins: Margins) -> None:
    layout.setSpacing(gap)
    layout.setContentsMargins(*margins)
    for item in items:
        if item is None:
            layout.addStretch(1)
        elif isinstance(item, int):
            layout.addSpacing(item)
        elif isinstance(item, QLayout):
            layout.addLayout(item)
        else:
            layout.addWidget(item)
