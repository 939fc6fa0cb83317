"""The program's own icons: strokes of 1.5 on a grid of 16, round caps, painted as vectors in the colour asked for."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QRectF
from PySide6.QtSvg import QSvgRenderer

if TYPE_CHECKING:
    from PySide6.QtGui import QColor, QPainter

PATHS = {
    "inbox": "M2 9.5 3.9 3.5h8.2L14 9.5v3H2zM2 9.5h3.4l1 1.6h3.2l1-1.6H14",
    "queue": "M4.5 2.5h7v11L8 10.8l-3.5 2.7z",
    "read": "M2.8 8.6 6.3 12l6.9-7.6",
    "later": "M8 2.2a5.8 5.8 0 1 1 0 11.6A5.8 5.8 0 0 1 8 2.2M8 4.9V8l2.2 1.8",
    "dismiss": "M3.8 3.8l8.4 8.4M12.2 3.8l-8.4 8.4",
    "check": "M5 5.5h6M5 10.5h6M10.6 3 5.4 13",
    "merge": "M3 2.5c0 4 5 3.6 5 7.5v3.5M13 2.5c0 4-5 3.6-5 7.5M5.7 11.3 8 13.6l2.3-2.3",
    "different": "M5.5 3h-3v10h3M10.5 3h3v10h-3M6.8 8h2.4",
    "star": "M8 2.2l1.75 3.7 4.05.5-3 2.8.8 4L8 11.2l-3.6 2 .8-4-3-2.8 4.05-.5z",
    "tag": "M2.5 2.8h5.2l6 6-4.9 4.9-6.3-6.2zM5.3 5.6h.01",
    "note": "M3 2.5h10v7.6L9.6 13.5H3zM9.4 13.3v-3.4h3.4M5.4 5.5h5.2M5.4 8h3",
    "edit": "M10.7 2.9l2.4 2.4-7.6 7.6-3 .6.6-3zM9 4.6 11.4 7",
    "search": "M7 2.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9M10.3 10.3l3.4 3.4",
    "digest": "M3.5 2.5h9v11h-9zM5.8 5.5h4.4M5.8 8h4.4M5.8 10.5h2.6",
    "saved": "M2.5 4h11M4.5 8h7M6.5 12h3",
    "import": "M8 2.2v7.6M4.9 6.9 8 10l3.1-3.1M2.5 11v2.5h11V11",
    "export": "M8 10V2.4M4.9 5.3 8 2.2l3.1 3.1M2.5 11v2.5h11V11",
    "link": (
        "M6.7 9.3l2.6-2.6M7.2 4.6l1.3-1.3a2.9 2.9 0 0 1 4.2 4.2l-1.3 1.3"
        "M8.8 11.4l-1.3 1.3a2.9 2.9 0 0 1-4.2-4.2l1.3-1.3"
    ),
    "open": "M6.5 3.5h-4v10h10v-4M9.5 2.5h4v4M13.2 2.8 7.5 8.5",
    "undo": "M5.6 3 2.6 6l3 3M2.8 6h6.4a4 4 0 1 1 0 8H6.5",
    "redo": "M10.4 3l3 3-3 3M13.2 6H6.8a4 4 0 1 0 0 8h2.7",
    "settings": "M2.5 4.5h5.2M11.3 4.5h2.2M2.5 11.5h2.2M8.3 11.5h5.2M9.5 2.7v3.6M6.5 9.7v3.6",
    "keys": "M2 4.5h12v7H2zM4.5 7h.01M7 7h.01M9.2 7h.01M11.5 7h.01M5.2 9.3h5.6",
    "warning": "M8 2.5 14.2 13.2H1.8zM8 6.3v3.2M8 11.4h.01",
    "error": "M8 2.2a5.8 5.8 0 1 1 0 11.6A5.8 5.8 0 0 1 8 2.2M8 5v3.6M8 10.9h.01",
    "more": "M3.5 8h.01M8 8h.01M12.5 8h.01",
    "chevron": "M4.5 6.2 8 9.7l3.5-3.5",
    "dot": "M8 5.7a2.3 2.3 0 1 1 0 4.6 2.3 2.3 0 0 1 0-4.6",
    "copy": "M5.5 5.5h8v8h-8zM3.5 10.5h-1v-8h8v1",
    "plus": "M8 3.2v9.6M3.2 8h9.6",
    "sort": "M4.5 3v10M2.3 10.7 4.5 13l2.2-2.3M9 4h5M9 8h3.7M9 12h2.2",
    "file": "M4 2.2h5.2L12.5 5.5v8.3H4zM9 2.4v3.3h3.3",
}
FILLED = {"star_on": "star", "queue_on": "queue", "dot": "dot"}


def draw(painter: QPainter, name: str, box: QRectF, color: QColor) -> None:
    """Paint an icon, sharp at every scale."""
    _renderer(name, color.name()).render(painter, box)


@lru_cache(maxsize=256)
def _renderer(name: str, color: str) -> QSvgRenderer:
    """A parsed icon: parsing is the slow part."""
    fill = color if name in FILLED else "none"
    width = 2 if name == "more" else 1.5
    document = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><path d="{PATHS[FILLED.get(name, name)]}"'
        f' fill="{fill}" stroke="{color}" stroke-width="{width}" stroke-linecap="round" stroke-linejoin="round"/></svg>'
    )
    return QSvgRenderer(QByteArray(document.encode()))
