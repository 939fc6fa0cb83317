"""Every text that a widget paints, where and in which colour, and the ground that it stands on in the picture."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize
from PySide6.QtGui import (
    QColor,
    QImage,
    QPaintDevice,
    QPaintEngine,
    QPaintEngineState,
    QRegion,
    QTextItem,
    QTransform,
)
from PySide6.QtWidgets import QAbstractScrollArea, QLineEdit, QWidget

from readinglist.gui.colors import contrast
from readinglist.gui.widgets.bubble import Bubble
from readinglist.gui.widgets.toast import Toast
from tests.gui.hands import name_of

LEAST = 4.5  # the contrast that text needs after WCAG 2.2
AROUND = 3  # pixels at each side of a text that show its ground
_METRIC = QPaintDevice.PaintDeviceMetric


@dataclass(frozen=True)
class Text:
    """A piece of a line as it was painted, in coordinates of its widget."""

    words: str
    left: float
    baseline: float
    width: float
    ascent: float
    descent: float
    color: QColor

    @property
    def box(self) -> QRectF:
        """The room of its line."""
        return QRectF(self.left, self.baseline - self.ascent, self.width, self.ascent + self.descent)

    @property
    def core(self) -> QRectF:
        """Where small letters stand: lines may be set closer than their boxes are high."""
        return QRectF(self.left + 1, self.baseline - self.ascent / 2, self.width - 2, self.ascent / 2)


class _Engine(QPaintEngine):
    """Paints nothing, and writes down what text it was to paint."""

    def __init__(self) -> None:
        super().__init__(QPaintEngine.PaintEngineFeature.AllFeatures)
        self.texts: list[Text] = []
        self._color, self._opacity, self._place = QColor(), 1.0, QTransform()

    def begin(self, pdev: QPaintDevice) -> bool:
        del pdev
        return True

    def end(self) -> bool:
        return True

    def type(self) -> QPaintEngine.Type:
        return QPaintEngine.Type.User

    def updateState(self, state: QPaintEngineState) -> None:
        dirty = state.state()
        if dirty & QPaintEngine.DirtyFlag.DirtyPen:
            self._color = QColor(state.pen().color())
        if dirty & QPaintEngine.DirtyFlag.DirtyOpacity:
            self._opacity = state.opacity()
        if dirty & QPaintEngine.DirtyFlag.DirtyTransform:
            self._place = QTransform(state.transform())

    def drawTextItem(self, p: QPointF | object, textItem: QTextItem) -> None:  # noqa: N803  Qt's name
        if isinstance(p, QPointF) and textItem.text().strip():
            at, color = self._place.map(p), QColor(self._color)
            color.setAlphaF(color.alphaF() * self._opacity)
            self.texts.append(
                Text(
                    textItem.text(), at.x(), at.y(), textItem.width(), textItem.ascent(), textItem.descent(), color
                )
            )  # fmt: skip

    def drawPixmap(self, *_what: object) -> None: ...

    def drawImage(self, *_what: object) -> None: ...

    def drawTiledPixmap(self, *_what: object) -> None: ...

    def drawPath(self, *_what: object) -> None: ...

    def drawPolygon(self, *_what: object) -> None: ...

    def drawRects(self, *_what: object) -> None: ...

    def drawLines(self, *_what: object) -> None: ...

    def drawPoints(self, *_what: object) -> None: ...

    def drawEllipse(self, *_what: object) -> None: ...


class _Paper(QPaintDevice):
    """What the engine paints on: as large as the widget, with the resolution of a usual screen."""

    def __init__(self, size: QSize) -> None:
        super().__init__()
        self.engine = _Engine()
        self._facts = {
            _METRIC.PdmWidth: size.width(), _METRIC.PdmHeight: size.height(), _METRIC.PdmWidthMM: 300,
            _METRIC.PdmHeightMM: 200, _METRIC.PdmNumColors: 2**31 - 1, _METRIC.PdmDepth: 32,
            _METRIC.PdmDevicePixelRatio: 1, _METRIC.PdmDevicePixelRatioScaled: 0x10000,
        }  # fmt: skip

    def paintEngine(self) -> QPaintEngine:
        return self.engine

    def metric(self, metric: QPaintDevice.PaintDeviceMetric) -> int:
        return self._facts.get(metric, 96)  # what is not among them is a resolution in dots per inch


def texts_of(widget: QWidget) -> list[Text]:
    """What text the widget itself paints, its children not."""
    paper = _Paper(widget.size())
    widget.render(paper, QPoint(), QRegion(), QWidget.RenderFlag(0))
    return paper.engine.texts


def faint(part: QWidget) -> list[str]:
    """Which texts that are seen have too little contrast to the ground they stand on in the picture."""
    picture = part.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    scale = picture.devicePixelRatio()
    found = []
    for widget, text, box in _seen(part):
        corner = widget.mapTo(part, QPoint(0, 0))
        around = box.adjusted(-AROUND, 0, AROUND, 0)  # the box of a bold “j” is more ink than ground
        place = around.translated(corner).intersected(part.rect())
        if place.width() < 2 or place.height() < 2:
            continue
        area = QRect((place.topLeft().toPointF() * scale).toPoint(), place.size() * scale)
        ground = _most_common(picture.copy(area))
        ink = _over(text.color, ground)
        value = contrast(ink.name(), ground.name())
        if value < LEAST:
            found.append(f"“{text.words}” of {_called(widget)}: {ink.name()} on {ground.name()} is {value:.1f}")
    return found


def cut_off(part: QWidget) -> list[str]:
    """Which texts reach beyond the widget that paints them; what can be scrolled may do so up and down."""
    found = []
    for widget in _looked_at(part):
        if isinstance(widget, QLineEdit):
            continue  # a line goes along with what is typed
        room = QRectF(widget.rect()).adjusted(-1, -1, 1, 1)
        if _scrolls(widget):
            room.adjust(0, -100_000, 0, 100_000)
        found += [
            f"“{text.words}” of {_called(widget)}: {text.box} of {room}"
            for text in texts_of(widget)
            if not room.contains(text.box.adjusted(0, text.descent, 0, -text.descent))
        ]
    return found


def overlapping(part: QWidget) -> list[str]:
    """Which texts of a widget are painted over each other."""
    found = []
    for widget in _looked_at(part):
        texts = texts_of(widget)
        found += [
            f"“{one.words}” and “{other.words}” of {_called(widget)}"
            for place, one in enumerate(texts)
            for other in texts[:place]
            if one.core.intersects(other.core)
        ]
    return found


def _seen(part: QWidget) -> Iterator[tuple[QWidget, Text, QRect]]:
    """Each text with the part of its box that is seen; what lies below a toast or bubble is not."""
    above = [one for one in part.findChildren(QWidget) if isinstance(one, Toast | Bubble) and one.isVisible()]
    for widget in _looked_at(part):
        others = [one for one in above if one is not widget and not one.isAncestorOf(widget)]
        covered = [QRect(widget.mapFromGlobal(one.mapToGlobal(QPoint(0, 0))), one.size()) for one in others]
        region = widget.visibleRegion()
        for text in texts_of(widget):
            box = text.box.toRect()
            seen = region.intersected(box).boundingRect()
            if seen.height() > box.height() // 2 and not any(one.intersects(box) for one in covered):
                yield widget, text, seen


def _looked_at(part: QWidget) -> list[QWidget]:
    return [one for one in (part, *part.findChildren(QWidget)) if one.isVisible() and not one.visibleRegion().isEmpty()]


def _scrolls(widget: QWidget) -> bool:
    """Whether it is what moves in a scroll area: its viewport, which paints rows, or a text that is set by lines."""
    around = widget.parentWidget()
    return isinstance(around, QAbstractScrollArea) and around.viewport() is widget


def _most_common(picture: QImage) -> QColor:
    """The ground: text never covers half of the room of its line."""
    pixels = memoryview(picture.constBits()).cast("I")
    return QColor(Counter(pixels).most_common(1)[0][0])


def _over(ink: QColor, ground: QColor) -> QColor:
    """What is seen of a colour that lets the ground through."""
    share = ink.alphaF()
    return QColor.fromRgbF(
        ink.redF() * share + ground.redF() * (1 - share),
        ink.greenF() * share + ground.greenF() * (1 - share),
        ink.blueF() * share + ground.blueF() * (1 - share),
    )


def _called(widget: QWidget) -> str:
    around = widget.parentWidget()
    return f"{type(widget).__name__} “{name_of(widget) or (name_of(around) if around else '')}”"
