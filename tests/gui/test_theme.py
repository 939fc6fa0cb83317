"""The theme: legible in light and dark, and the system's choice is followed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication

from readinglist.gui.colors import DARK, LIGHT, SHAPES_ON, TEXT_ON, Tokens, contrast, tag_color
from readinglist.gui.theme import Theme


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("table", "least"), [(TEXT_ON, 4.5), (SHAPES_ON, 3.0)], ids=["text", "shapes"])
def test_whatever_is_painted_stands_out_from_every_ground_it_is_painted_on(
    tokens: Tokens, table: dict[str, tuple[str, ...]], least: float
) -> None:
    faint = {
        (front, ground): ratio
        for front, grounds in table.items()
        for ground in grounds
        if (ratio := contrast(getattr(tokens, front), getattr(tokens, ground))) < least
    }
    assert faint == {}


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_the_dot_of_any_tag_is_seen_on_every_row(tokens: Tokens) -> None:
    grounds = [getattr(tokens, ground) for ground in ("canvas", "hover", "selected", "selected_off", "chrome")]
    worst = min(contrast(tag_color(f"tag-{number}", tokens), ground) for number in range(400) for ground in grounds)
    assert worst >= 3


def test_the_window_follows_the_system_between_light_and_dark(app: QApplication) -> None:
    theme = Theme(app)
    changes: list[str] = []
    theme.changed.connect(lambda: changes.append(theme.tokens.name))
    said_by_the_system = app.styleHints().colorSchemeChanged  # the platform of the tests has no scheme of its own
    said_by_the_system.emit(Qt.ColorScheme.Dark)
    assert app.palette().color(QPalette.ColorRole.Base).name() == DARK.canvas.lower()
    said_by_the_system.emit(Qt.ColorScheme.Light)
    assert app.palette().color(QPalette.ColorRole.Base).name() == LIGHT.canvas.lower()
    assert changes == ["dark", "light"]
    theme.deleteLater()


def test_lengths_and_type_follow_the_size_of_the_systems_font(app: QApplication) -> None:
    before = app.font()
    larger = app.font()
    larger.setPointSizeF(20)
    try:
        app.setFont(larger)
        theme = Theme(app, LIGHT)
        assert theme.px(30) == pytest.approx(60, abs=1)
        assert theme.font("h1").pointSizeF() == pytest.approx(35)
    finally:
        app.setFont(before)


def test_what_is_built_is_dressed_at_the_end_also_where_building_fails(app: QApplication) -> None:
    theme = Theme(app, LIGHT)
    dressed = app.styleSheet()
    seen: list[str] = []

    def build() -> None:
        with theme.dressing_last():
            seen.append(app.styleSheet())
            raise LookupError

    with pytest.raises(LookupError):
        build()
    assert seen == [""]
    assert app.styleSheet() == dressed


def test_colours_that_are_chosen_while_a_window_is_built_are_those_it_is_dressed_in(app: QApplication) -> None:
    theme = Theme(app, LIGHT)
    theme.show(DARK)
    dark = app.styleSheet()
    theme.show(LIGHT)
    with theme.dressing_last():
        theme.show(DARK)
    assert app.styleSheet() == dark
    theme.show(LIGHT)
