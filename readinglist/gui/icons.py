"""The program's own icons: strokes of 1.5 on a grid of 16, round caps, painted as vectors in the colour asked for."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QRectF
from PySide6.QtSvg import QSvgRenderer

if TYPE_CHECKING:
    from PySide6.QtGui import QColor, QPainter

PATHS = {
    "dot": "M8 5.7a2.3 2.3 0 1 1 0 4.6 2.3 2.3 0 0 1 0-4.6",
    "queue": "M4.5 2.5h7v11L8 10.8l-3.5 2.7z",
    "read": "M2.8 8.6 6.3 12l6.9-7.6",
    "later": "M8 2.2a5.8 5.8 0 1 1 0 11.6A5.8 5.8 0 0 1 8 2.2M8 4.9V8l2.2 1.8",
    "dismiss": "M3.8 3.8l8.4 8.4M12.2 3.8l-8.4 8.4",
    "check": "M5 5.5h6M5 10.5h6M10.6 3 5.4 13",
    "star": "M8 2.2l1.75 3.7 4.05.5-3 2.8.8 4L8 11.2l-3.6 2 .8-4-3-2.8 4.05-.5z",
    "note": "M3 2.5h10v7.6L9.6 13.5H3zM9.4 13.3v-3.4h3.4M5.4 5.5h5.2M5.4 8h3",
    "import": "M8 2.2v7.6M4.9 6.9 8 10l3.1-3.1M2.5 11v2.5h11V11",
    "error": "M8 2.2a5.8 5.8 0 1 1 0 11.6A5.8 5.8 0 0 1 8 2.2M8 5v3.6M8 10.9h.01",
}
FILLED = {"star_on": "star", "queue_on": "queue", "dot": "dot"}


def draw(painter: QPainter, name: str, box: QRectF, color: QColor) -> None:
    """Paint an icon, sharp at every scale."""
    _renderer(name, color.name()).render(painter, box)


@lru_cache(maxsize=256)
def _renderer(name: str, color: str) -> QSvgRenderer:
    """A parsed icon: parsing is the slow part."""
    fill = color if name in FILLED else "none"
    document = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><path d="{PATHS[FILLED.get(name, name)]}"'
        f' fill="{fill}" stroke="{color}" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round"/></svg>'
    )
    return QSvgRenderer(QByteArray(document.encode()))
