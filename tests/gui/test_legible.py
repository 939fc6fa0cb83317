"""Nothing is cut, covered or too faint, and everything has a name, in every view at every size the window can have."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QMenu, QPushButton, QWidget

from readinglist.gui.colors import DARK, LIGHT
from readinglist.gui.main_window import MainWindow
from readinglist.gui.theme import Theme
from readinglist.gui.widgets.blocks import row
from tests.gui.looks import cut_short, nameless, settle
from tests.gui.painted import cut_off, faint, overlapping
from tests.gui.scenes import SMALL, VIEWS, WIDE, front, shown
from tests.gui.sheet_hands import at_size

SIZES = {"1280x800": WIDE, "900x600": SMALL}
#: Views that keep colours or fonts in what they show: marked words, rich text, another size of type.
KEPT = (
    "larger-text", "preview", "search", "wrong-search", "digest", "import-problems", "export", "notice", "keys",
    "pair", "pair-alike",
)  # fmt: skip

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # what the unseen platform says of menus


@pytest.fixture(params=[*SIZES.values()], ids=[*SIZES])
def size(request: pytest.FixtureRequest) -> QSize:
    """How large the window is."""
    assert isinstance(request.param, QSize)
    return request.param


class Watch(QObject):
    """Sees what is shown as a window of its own and is none."""

    def __init__(self) -> None:
        super().__init__()
        self.strays: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.strays += [] if isinstance(watched, MainWindow | QMenu) else [repr(watched)]
        return False


@pytest.fixture
def watch(app: QApplication) -> Iterator[Watch]:
    """Looks at everything that is shown."""
    made = Watch()
    app.installEventFilter(made)
    yield made
    app.removeEventFilter(made)


@pytest.mark.parametrize("view", VIEWS)
def test_everything_has_its_room_and_a_name_and_can_be_read_in_both_themes(
    view: str, size: QSize, shelf: Any, theme: Theme, watch: Watch
) -> None:
    with shown(shelf, view, theme, size) as scene:
        assert scene.window.size() == size
        assert watch.strays == []
        assert nameless(scene.window) == []
        looked_at = front(scene)
        assert cut_short(looked_at) == []
        assert cut_off(looked_at) == []
        assert overlapping(looked_at) == []
        assert faint(looked_at) == []
        theme.show(DARK)
        settle()
        assert faint(looked_at) == []
        assert cut_short(looked_at) == []
        theme.show(LIGHT)


@pytest.mark.parametrize("view", VIEWS)
def test_with_a_large_font_nothing_is_cut_either(view: str, shelf: Any, theme: Theme, app: QApplication) -> None:
    with at_size(app, theme, 14) as larger, shown(shelf, view, larger) as scene:
        looked_at = front(scene)
        assert cut_short(looked_at) == []
        assert cut_off(looked_at) == []
        assert overlapping(looked_at) == []


@pytest.mark.parametrize("view", KEPT)
def test_a_change_of_theme_leaves_nothing_of_the_one_before(
    view: str, shelf: Any, theme: Theme, app: QApplication, no_blinking: None
) -> None:
    with shown(shelf, view, theme) as scene:
        theme.show(DARK)
        settle()
        changed = scene.window.grab().toImage()
    with shown(shelf, view, Theme(app, DARK)) as scene:
        begun = scene.window.grab().toImage()
    theme.show(LIGHT)
    assert different(changed, begun) == QRect()


def test_faint_covered_and_cut_text_is_found_where_there_is_some(bare_window: QWidget, theme: Theme) -> None:
    bad = Bad(theme)
    fine = QLabel("fine")
    pale = QLabel("pale")
    pale.setStyleSheet("color: #999999")
    bare_window.setLayout(row(fine, pale, bad))
    settle()
    assert [one.partition("”")[0] for one in faint(bare_window)] == ["“pale", "“half seen"]
    assert len(overlapping(bare_window)) == 1
    assert [one.partition("”")[0] for one in cut_off(bare_window)] == ["“beyond the edge"]


def test_controls_without_room_are_found_where_there_are_some(bare_window: QWidget, theme: Theme) -> None:
    cramped, low, narrow = QPushButton("Import 55 papers"), QLineEdit("pebbles"), QComboBox()
    narrow.addItem("Trending papers, saved as text")
    outside = QLabel("outside", bare_window)
    for number, widget in enumerate((cramped, low, narrow)):
        widget.setParent(bare_window)
        widget.setAccessibleName(type(widget).__name__)
        widget.setGeometry(10, 100 * number, 30, 12)
        widget.show()
    outside.move(bare_window.width() - 10, 300)
    outside.show()
    settle()
    found = [one.partition(":")[0] for one in cut_short(bare_window)]
    assert sorted(found) == ["QLineEdit", "QPushButton", "Trending papers, saved as text", "outside"]


class Bad(QWidget):
    """Paints text as it should not be."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setFixedSize(400, 200)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setPen(QColor(self._theme.tokens.text))
        painter.drawText(QPoint(10, 40), "one upon")
        painter.drawText(QPoint(14, 42), "the other")
        painter.drawText(QRect(330, 100, 300, 30), Qt.AlignmentFlag.AlignVCenter, "beyond the edge")
        painter.setOpacity(0.4)
        painter.drawText(QPoint(10, 160), "half seen")


def different(one: QImage, other: QImage) -> QRect:
    """The part in which two pictures differ; empty where they are alike."""
    assert one.size() == other.size()
    places = [
        (x, y)
        for y in range(one.height())
        if one.constScanLine(y) != other.constScanLine(y)
        for x in _at(one, other, y)
    ]
    if not places:
        return QRect()
    left, right = min(x for x, _ in places), max(x for x, _ in places)
    return QRect(QPoint(left, places[0][1]), QPoint(right, places[-1][1]))


def _at(one: QImage, other: QImage, y: int) -> list[int]:
    return [x for x in range(one.width()) if one.pixel(x, y) != other.pixel(x, y)]
