"""The theme in use: its colours, the scale of type, and lengths that follow the size of the system's font."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetricsF, QPalette

from readinglist.gui.colors import DARK, LIGHT, Tokens
from readinglist.gui.style_sheet import style_sheet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication

Size = Literal["tiny", "small", "base", "strong", "h3", "h2", "h1", "read"]
Family = Literal["ui", "serif", "mono"]
Appearance = Literal["system", "light", "dark"]

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
MONO = ("SF Mono", "Cascadia Mono", "JetBrains Mono", "Noto Sans Mono", "DejaVu Sans Mono", "Consolas", "Menlo")
READING_SIZES = (0.8, 0.9, 1.0, 1.1, 1.25, 1.4, 1.6, 1.8, 2.0)  # factors of the type that papers are read in
DESIGN_PIXELS = 13.333  # the height of the font that the design was drawn with: 10 pt at 96 dpi


class Theme(QObject):
    """Colours are asked for when something is painted, never kept; `changed` tells what keeps them all the same.

    Without tokens the theme follows the system between light and dark, at the start and while the program runs.
    `reading_changed` tells that papers are read in another size, `density_changed` that lists are set closer or wider,
    `formulas_changed` that formulas are shown readable, or again as they came.
    """

    changed = Signal()
    reading_changed = Signal()
    density_changed = Signal()
    formulas_changed = Signal()

    def __init__(self, app: QApplication, tokens: Tokens | None = None) -> None:
        super().__init__(app)
        self._app = app
        self._fonts: dict[tuple[Size, int, Family, bool, float], QFont] = {}
        self._families = {"serif": _installed(SERIF), "mono": _installed(MONO)}
        self._unit = _unit(app.font())
        self._reading = READING_SIZES.index(1.0)
        self._dresses = True
        self.compact = False
        self.formulas = True
        self.appearance: Appearance = "system" if tokens is None else "dark" if tokens is DARK else "light"
        self.tokens = tokens or _tokens_for(app.styleHints().colorScheme())
        self.show(self.tokens)
        app.styleHints().colorSchemeChanged.connect(self._follow)

    def show(self, tokens: Tokens) -> None:
        """Give the whole application these colours."""
        self.tokens = tokens
        self._app.setStyleSheet("")  # to replace a sheet takes Qt three times as long as to remove it and set another
        self._app.setPalette(_palette(tokens))
        if self._dresses:
            self._app.setStyleSheet(style_sheet(tokens, self.px))
        self.changed.emit()

    @contextmanager
    def dressing_last(self) -> Iterator[None]:
        """Whatever is built within gets its style sheet at the end.

        Qt would polish each widget anew whenever it finds a parent, which takes as long as all else.
        """
        self._dresses = False
        self._app.setStyleSheet("")
        try:
            yield
        finally:
            self._dresses = True
            self._app.setStyleSheet(style_sheet(self.tokens, self.px))

    def choose(self, appearance: Appearance) -> None:
        """Be light or dark, or follow the system."""
        self.appearance = appearance
        chosen = {"light": LIGHT, "dark": DARK}.get(appearance)
        self.show(chosen or _tokens_for(self._app.styleHints().colorScheme()))

    @property
    def reading_size(self) -> float:
        """How much larger than usual papers are read."""
        return READING_SIZES[self._reading]

    def set_reading_size(self, factor: float) -> None:
        """Read papers larger or smaller; the nearest of `READING_SIZES` is taken."""
        nearest = min(range(len(READING_SIZES)), key=lambda step: abs(READING_SIZES[step] - factor))
        if nearest != self._reading:
            self._reading = nearest
            self.reading_changed.emit()

    def step_reading_size(self, steps: int) -> None:
        """Read papers some steps larger, or smaller where it is negative."""
        step = min(max(self._reading + steps, 0), len(READING_SIZES) - 1)
        self.set_reading_size(READING_SIZES[step])

    def set_compact(self, *, compact: bool) -> None:
        """Set lists closer, or wider again."""
        if compact != self.compact:
            self.compact = compact
            self.density_changed.emit()

    def set_formulas(self, *, readable: bool) -> None:
        """Show the formulas of papers readable, or as they came."""
        if readable != self.formulas:
            self.formulas = readable
            self.formulas_changed.emit()

    def color(self, role: str) -> QColor:
        """The colour of a role, for example "text_3"."""
        return QColor(str(getattr(self.tokens, role)))

    def font(self, size: Size = "base", weight: int = 400, family: Family = "ui", *, tabular: bool = False) -> QFont:
        """A font of the scale; tabular for figures that stand below each other."""
        return self._font(size, weight, family, tabular, 1.0)

    def reading_font(self, size: Size = "read", weight: int = 400, family: Family = "serif") -> QFont:
        """A font that papers are read in, as large as the user wants it."""
        return self._font(size, weight, family, False, self.reading_size)

    def metrics(self, size: Size = "base", weight: int = 400, *, tabular: bool = False) -> QFontMetricsF:
        """What text in this font measures."""
        return QFontMetricsF(self.font(size, weight, tabular=tabular))

    def px(self, length: float) -> int:
        """A length of the design for the font in use: bars, buttons, columns, icons, breakpoints."""
        return round(length * self._unit)

    def _font(self, *key: *tuple[Size, int, Family, bool, float]) -> QFont:
        if key not in self._fonts:
            self._fonts[key] = self._make_font(*key)
        return self._fonts[key]

    def _make_font(self, size: Size, weight: int, family: Family, tabular: bool, factor: float) -> QFont:
        base = self._app.font()
        made = QFont(base)
        if family in self._families:
            made.setFamilies(self._families[family])
        if base.pointSizeF() > 0:
            made.setPointSizeF(base.pointSizeF() * SCALE[size] * factor)
        else:
            made.setPixelSize(round(base.pixelSize() * SCALE[size] * factor))
        made.setWeight(QFont.Weight(weight))
        if tabular:
            made.setFeature(QFont.Tag("tnum"), 1)
        return made

    def _follow(self, scheme: Qt.ColorScheme) -> None:
        if self.appearance == "system":
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
        role.ToolTipBase: tokens.toast,
        role.ToolTipText: tokens.on_toast,
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
