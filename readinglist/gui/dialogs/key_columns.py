"""Keys and what they do, in groups that stand in columns of about the same height."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations_with_replacement, pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from readinglist.gui.letters import begins, fold, holds
from readinglist.gui.widgets.blocks import label
from readinglist.gui.widgets.key_set import KeySet, room_for
from readinglist.gui.words import plain_keys

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from readinglist.gui.theme import Theme

CAPS, NARROW = 84, 700  # the room for keys; a width with less than this has two columns instead of three
BESIDE, BELOW = 24, 18  # between groups


@dataclass(frozen=True, slots=True)
class KeyRow:
    """What keys do, each of them alone; keys are in Qt's notation."""

    keys: tuple[str, ...]
    does: str


@dataclass(frozen=True, slots=True)
class KeyGroup:
    """Keys that belong together."""

    name: str
    rows: tuple[KeyRow, ...]


class KeyColumns(QWidget):
    """Groups keep their order, down a column and then to the next; those without a row that fits are hidden."""

    def __init__(self, theme: Theme, groups: Sequence[KeyGroup]) -> None:
        super().__init__()
        self._theme = theme
        keys = [one.keys for group in groups for one in group.rows]
        caps = max((room_for(theme, one) for one in keys), default=0)
        self._groups = [_Group(theme, group, max(theme.px(CAPS), caps)) for group in groups]
        for group in self._groups:
            group.setParent(self)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_fitting(self, text: str) -> bool:
        """Leave only the rows that fit the text; returns whether there are any."""
        for group in self._groups:
            group.show_fitting(text)
        self.updateGeometry()
        self._lay_out(self.width(), move=True)
        return any(not group.isHidden() for group in self._groups)

    def hasHeightForWidth(self) -> bool:
        """What keys do takes more lines where there is less room."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of the highest column."""
        return self._lay_out(width, move=False)

    def sizeHint(self) -> QSize:
        """As wide as columns should be."""
        return QSize(self._theme.px(NARROW), self.heightForWidth(self._theme.px(NARROW)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the groups out anew."""
        super().resizeEvent(event)
        self._lay_out(self.width(), move=True)

    def _lay_out(self, width: int, *, move: bool) -> int:
        columns = 2 if width < self._theme.px(NARROW) else 3
        beside, below = self._theme.px(BESIDE), self._theme.px(BELOW)
        wide = (width - beside * (columns - 1)) // columns
        shown = [group for group in self._groups if not group.isHidden()]
        heights = [group.heightForWidth(wide) for group in shown]
        lowest = 0
        for column, (begin, end) in enumerate(pairwise(shares([high + below for high in heights], columns))):
            top = 0
            for group, high in zip(shown[begin:end], heights[begin:end], strict=True):
                if move:
                    group.setGeometry(column * (wide + beside), top, wide, high)
                top += high + below
            lowest = max(lowest, top - below)
        return lowest


class _Group(QWidget):
    """A head, and rows of keys beside what they do."""

    def __init__(self, theme: Theme, group: KeyGroup, caps: int) -> None:
        super().__init__()
        self._group = group
        self._rows: list[tuple[KeyRow, tuple[QWidget, QWidget]]] = []
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.px(8))
        grid.setVerticalSpacing(theme.px(7))
        grid.setColumnMinimumWidth(0, caps)
        grid.setColumnStretch(1, 1)
        grid.addWidget(label(theme, group.name, weight=700), 0, 0, 1, 2)
        for number, one in enumerate(group.rows, 1):
            keys, does = KeySet(theme, one.keys, caps), label(theme, one.does, tone="2", wrap=True)
            does.setMinimumHeight(keys.sizeHint().height())
            grid.addWidget(keys, number, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
            grid.addWidget(does, number, 1)
            self._rows.append((one, (keys, does)))
        grid.setRowStretch(len(group.rows) + 1, 1)

    def show_fitting(self, text: str) -> None:
        """Show the rows that fit, and itself if there are any."""
        some = False
        for one, widgets in self._rows:
            shown = fits(one, self._group.name, text)
            some = some or shown
            for widget in widgets:
                widget.setVisible(shown)
        self.setVisible(some)


def fits(row: KeyRow, group: str, text: str) -> bool:
    """Whether the text is one of the keys or begins one ("g" and "g i", "ctrl"), or says what they do or their group.

    One or two letters have to begin a word, else nearly every row would have them.
    """
    typed = fold(text.replace("+", " ")) or fold(text)
    keys = [fold(plain_keys(key).replace("+", " ")) or key for key in row.keys]
    if any(f"{key} ".startswith(typed if len(typed) > 1 else f"{typed} ") for key in keys):
        return True
    said = f"{row.does} {group}"
    return all(begins(word, said) or (len(word) > 2 and holds(word, said)) for word in typed.split())


def shares(heights: Sequence[int], columns: int) -> tuple[int, ...]:
    """Where columns begin and end, so that they are as even as can be; of equal ways the one that fills the first."""
    edges = range(len(heights) + 1)
    ways = ((0, *cuts, len(heights)) for cuts in combinations_with_replacement(edges, columns - 1))
    return min(ways, key=lambda way: (_unevenness(way, heights), [-edge for edge in way]))


def _unevenness(way: Sequence[int], heights: Sequence[int]) -> int:
    return sum(sum(heights[begin:end]) ** 2 for begin, end in pairwise(way))
