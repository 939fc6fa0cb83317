"""The ground of a row in a list on a card."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter
    from PySide6.QtWidgets import QListView

    from readinglist.gui.theme import Theme

INSET = 8  # from the list's edges


def paint_ground(
    painter: QPainter, theme: Theme, view: QListView, box: QRectF, *, selected: bool, hovered: bool, focus: bool = True
) -> None:
    """The ground of a row in a list on a card: round, within its edges; selected it has a bar at its left as well.

    `focus` is false where the list takes the focus itself and has not got it.
    """
    if not selected and not hovered:
        return
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color(("selected" if focus else "selected_off") if selected else "hover"))
    right = min(box.right(), view.width() - INSET)  # a scroll bar leaves less; what stands in the row does not move
    painter.drawRoundedRect(QRectF(box.left() + INSET, box.top(), right - INSET, box.height()), 6, 6)
    if selected:
        high = theme.px(18)
        painter.setBrush(theme.color("accent" if focus else "border"))
        painter.drawRoundedRect(QRectF(box.left() + INSET, box.center().y() - high / 2, 3, high), 1.5, 1.5)
