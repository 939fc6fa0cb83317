"""The theme in use: its colours, the scale of type, and lengths that follow the size of the system's font."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetricsF, QPalette

from readinglist.gui.colors import DARK, LIGHT, Tokens
from readinglist.gui.style_sheet import style_sheet

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

Size = Literal["tiny", "small", "base", "strong", "h3", "h2", "h1", "read"]
Family = Literal["ui", "serif"]

#: Sizes of type as factors of the system's font.
SCALE: dict[Size, float] = {
    "tiny": 0.85,
    "small": 0.92,
    "base": 1.0,
    "strong": 1.08,
    "h3": 1.15,
    "h2": 1.4,
    "h1": 1.75,
    "read": 1.25,
}
SERIF = ("Charter", "Iowan Old Style", "Source Serif 4", "Noto Serif", "Cambria", "Georgia", "DejaVu Serif")
DESIGN_PIXELS = 13.333  # the height of the font that the design was drawn with: 10 pt at 96 dpi


class Theme(QObject):
    """Colours are asked for when something is painted, never kept; `changed` tells what keeps them all the same.

    Without tokens the theme follows the system between light and dark, at the start and while the program runs.
    """

    changed = Signal()

    def __init__(self, app: QApplication, tokens: Tokens | None = None) -> None:
        super().__init__(app)
        self._app = app
        self._fonts: dict[tuple[Size, int, Family, bool], QFont] = {}
        self._serif = _installed(SERIF)
        self._unit = _unit(app.font())
        self.tokens = tokens or _tokens_for(app.styleHints().colorScheme())
        self.show(self.tokens)
        if tokens is None:
            app.styleHints().colorSchemeChanged.connect(self._follow)

    def show(self, tokens: Tokens) -> None:
        """Give the whole application these colours."""
        self.tokens = tokens
        self._app.setPalette(_palette(tokens))
        self._app.setStyleSheet(style_sheet(tokens, self.px))
        self.changed.emit()

    def color(self, role: str) -> QColor:
        """The colour of a role, for example "text_3"."""
        return QColor(str(getattr(self.tokens, role)))

    def font(self, size: Size = "base", weight: int = 400, family: Family = "ui", *, tabular: bool = False) -> QFont:
        """A font of the scale; tabular for figures that stand below each other."""
        key = (size, weight, family, tabular)
        if key not in self._fonts:
            self._fonts[key] = self._make_font(*key)
        return self._fonts[key]

    def metrics(self, size: Size = "base", weight: int = 400, *, tabular: bool = False) -> QFontMetricsF:
        """What text in this font measures."""
        return QFontMetricsF(self.font(size, weight, tabular=tabular))

    def px(self, length: float) -> int:
        """A length of the design for the font in use: bars, buttons, columns, icons, breakpoints."""
        return round(length * self._unit)

    def _make_font(self, size: Size, weight: int, family: Family, tabular: bool) -> QFont:
        base = self._app.font()
        made = QFont(base)
        if family == "serif":
            made.setFamilies(self._serif)
        if base.pointSizeF() > 0:
            made.setPointSizeF(base.pointSizeF() * SCALE[size])
        else:
            made.setPixelSize(round(base.pixelSize() * SCALE[size]))
        made.setWeight(QFont.Weight(weight))
        if tabular:
            made.setFeature(QFont.Tag("tnum"), 1)
        return made

    def _follow(self, scheme: Qt.ColorScheme) -> None:
        self.show(_tokens_for(scheme))


def _tokens_for(scheme: Qt.ColorScheme) -> Tokens:
    return DARK if scheme is Qt.ColorScheme.Dark else LIGHT


def line_height(font: QFont, percent: int) -> float:
    """A line height in percent of the font's size, as Qt wants it: in percent of the font's own spacing."""
    metrics = QFontMetricsF(font)
    size = font.pointSizeF() * metrics.fontDpi() / 72 if font.pointSizeF() > 0 else font.pixelSize()
    return percent * size / metrics.lineSpacing()


def measure(font: QFont, characters: int) -> int:
    """Pixels of a line of so many characters of English."""
    sample = "the quick training of sparse experts is measured on several language tasks with care"
    return int(QFontMetricsF(font).horizontalAdvance(sample) / len(sample) * characters)


def elided(metrics: QFontMetricsF, text: str, width: float) -> str:
    """A text cut at its right, without the space that Qt leaves before the …."""
    return metrics.elidedText(text, Qt.TextElideMode.ElideRight, width).replace(" …", "…")


def _installed(names: tuple[str, ...]) -> list[str]:
    """The families that this machine has, in order; never empty."""
    known = set(QFontDatabase.families())
    return [name for name in names if name in known] or [names[-1]]


def _unit(font: QFont) -> float:
    """How much larger than the design's font the system's is."""
    metrics = QFontMetricsF(font)
    size = font.pointSizeF() * metrics.fontDpi() / 72 if font.pointSizeF() > 0 else font.pixelSize()
    return max(0.8, size / DESIGN_PIXELS)


def _palette(tokens: Tokens) -> QPalette:
    """The palette for Fusion; disabled text is set as well, or it would be grey on grey."""
    role = QPalette.ColorRole
    colors = {
        role.Window: tokens.chrome,
        role.WindowText: tokens.text,
        role.Base: tokens.canvas,
        role.AlternateBase: tokens.hover,
        role.Text: tokens.text,
        role.Button: tokens.raised,
        role.ButtonText: tokens.text,
        role.BrightText: tokens.error,
        role.ToolTipBase: tokens.tip,
        role.ToolTipText: tokens.on_tip,
        role.PlaceholderText: tokens.text_3,
        role.Highlight: tokens.accent,
        role.HighlightedText: tokens.on_accent,
        role.Link: tokens.accent,
        role.LinkVisited: tokens.check,
        role.Accent: tokens.accent,
        role.Light: tokens.raised,
        role.Midlight: tokens.hover,
        role.Mid: tokens.line,
        role.Dark: tokens.border,
        role.Shadow: tokens.line,
    }
    palette = QPalette()
    for which, value in colors.items():
        palette.setColor(which, QColor(value))
    for which in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, QColor(tokens.text_3))
    return palette
