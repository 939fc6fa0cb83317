"""Every colour of the window in both themes, and the arithmetic that keeps them legible."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from zlib import crc32

from PySide6.QtGui import QColor


@dataclass(frozen=True, slots=True)
class Tokens:
    """The colours of one theme; names say the job, never the hue."""

    name: str
    chrome: str  # bars and feet
    canvas: str  # list and reading surface
    raised: str  # what can be pressed
    sunken: str  # key caps; what is being pressed
    hover: str  # under the pointer
    selected: str  # selected row while its list has the focus
    selected_off: str  # selected row while something else has the focus
    line: str  # hairlines between surfaces
    border: str  # the edge of what can be pressed
    text: str
    text_2: str  # second line, labels
    text_3: str  # meta, hints
    accent: str  # the one accent: selection mark, primary button, focus
    accent_hover: str
    accent_soft: str
    on_accent: str
    queue: str
    read: str
    later: str
    dismiss: str
    check: str
    error: str
    ribbon: str  # the star: the amber of the icon
    queue_soft: str
    read_soft: str
    later_soft: str
    dismiss_soft: str
    check_soft: str
    error_soft: str
    found: str  # under the words that a search found
    only_left: str  # under the words that only one of two texts has
    only_right: str
    toast: str  # tool tips, and what says for a moment that something is done
    on_toast: str
    toast_key: str
    scroll: str  # the handle of a scroll bar at rest
    scrim: str  # over the window while a sheet is open; with its opacity in front


LIGHT = Tokens(
    name="light",
    chrome="#F3F1EC",
    canvas="#FDFCFA",
    raised="#FFFFFF",
    sunken="#EAE6DE",
    hover="#F1EEE8",
    selected="#DEE7F7",
    selected_off="#E9E6DF",
    line="#E2DED5",
    border="#8C867A",
    text="#1F1D1A",
    text_2="#4E4A43",
    text_3="#645F56",
    accent="#2A4FA0",
    accent_hover="#203F85",
    accent_soft="#E6EDF9",
    on_accent="#FFFFFF",
    queue="#2A4FA0",
    read="#276238",
    later="#7E5200",
    dismiss="#5F5A52",
    check="#73389A",
    error="#A1261F",
    ribbon="#B26A00",
    queue_soft="#E6EDF9",
    read_soft="#E2F0E3",
    later_soft="#FBEFD3",
    dismiss_soft="#ECE9E2",
    check_soft="#F2E8F8",
    error_soft="#FBE7E4",
    found="#FBE7A0",
    only_left="#FBE7A0",
    only_right="#CFE1FB",
    toast="#2A2824",
    on_toast="#F6F3EC",
    toast_key="#46433C",
    scroll="#C6BFB2",
    scrim="#59201C14",
)

DARK = Tokens(
    name="dark",
    chrome="#171614",
    canvas="#1E1D1A",
    raised="#282623",
    sunken="#35322D",
    hover="#262421",
    selected="#29385A",
    selected_off="#302E29",
    line="#34312C",
    border="#7C766A",
    text="#ECE9E2",
    text_2="#C3BEB3",
    text_3="#ADA79B",
    accent="#93B3F3",
    accent_hover="#AEC6F7",
    accent_soft="#232E47",
    on_accent="#12203D",
    queue="#93B3F3",
    read="#8CC99A",
    later="#E3B25A",
    dismiss="#B0AA9E",
    check="#CFA2EA",
    error="#F29A90",
    ribbon="#EDB04A",
    queue_soft="#232E47",
    read_soft="#20352A",
    later_soft="#3A2F1A",
    dismiss_soft="#302E29",
    check_soft="#35283F",
    error_soft="#3B221E",
    found="#574713",
    only_left="#574713",
    only_right="#263F66",
    toast="#EFECE5",
    on_toast="#23211D",
    toast_key="#D5D0C5",
    scroll="#4D4942",
    scrim="#8C000000",
)

_ROWS = ("canvas", "hover", "selected", "selected_off")

#: Which text stands on which grounds; a test asks 4.5:1 of each in both themes.
TEXT_ON: dict[str, tuple[str, ...]] = {
    "text": (
        *_ROWS,
        "chrome",
        "raised",
        "sunken",
        "found",
        "only_left",
        "only_right",
        "error_soft",
        "later_soft",
        "check_soft",
    ),
    "text_2": (*_ROWS, "chrome", "raised", "sunken", "found", "error_soft", "later_soft", "check_soft"),
    "text_3": (*_ROWS, "chrome", "raised"),
    "accent": (*_ROWS, "chrome", "raised", "sunken", "accent_soft"),
    "on_accent": ("accent", "accent_hover"),
    "on_toast": ("toast", "toast_key"),
    "queue": (*_ROWS, "chrome", "raised", "queue_soft"),
    "read": (*_ROWS, "chrome", "raised", "read_soft"),
    "later": (*_ROWS, "chrome", "raised", "later_soft"),
    "dismiss": (*_ROWS, "chrome", "raised", "dismiss_soft"),
    "check": (*_ROWS, "chrome", "raised", "check_soft"),
    "error": (*_ROWS, "chrome", "raised", "error_soft"),
}

#: Shapes that carry a meaning; a test asks 3:1.
SHAPES_ON: dict[str, tuple[str, ...]] = {
    "border": ("chrome", "canvas", "raised"),
    "accent": (*_ROWS, "chrome", "raised"),
    "ribbon": (*_ROWS, "chrome"),
}


def contrast(one: str, other: str) -> float:
    """The contrast of two opaque colours after WCAG 2.2, from 1 to 21."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def tag_color(name: str, tokens: Tokens) -> str:
    """The dot of a tag: a hue that its name decides, as light as is still seen on every ground of a row."""
    return _dot(crc32(name.encode("utf-8", "replace")) % 360, tokens)


@lru_cache(maxsize=1024)
def _dot(hue: int, tokens: Tokens) -> str:
    saturation, light, step = (0.52, 0.6, 0.01) if tokens.name == "dark" else (0.62, 0.42, -0.01)
    while True:
        value = QColor.fromHslF(hue / 360, saturation, light).name()
        if all(contrast(value, getattr(tokens, ground)) >= 3.1 for ground in (*_ROWS, "chrome")):
            return value
        light += step


def _luminance(value: str) -> float:
    color = QColor(value)
    red, green, blue = map(_linear, (color.redF(), color.greenF(), color.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return float(part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4)
