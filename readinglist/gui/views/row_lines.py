"""The lines of text in a row of the list: where the title is cut, and where in it words are that a search found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from PySide6.QtGui import QTextLayout, QTextOption

from readinglist.core.formulas import readable
from readinglist.core.found import spans
from readinglist.core.query import Field, Query
from readinglist.gui.theme import elided
from readinglist.gui.utf16 import signs, units

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import QFont, QTextLine

    from readinglist.core.reading import Row
    from readinglist.gui.theme import Theme

LONGEST_TITLE = 400  # characters; two lines hold far fewer
KEPT = 2000

Span = tuple[int, int]
_Key = tuple[str, str, int, bool]


@dataclass(frozen=True, slots=True)
class Line:
    """What is painted in one line; `marks` are left edge and width of what was found, in pixels."""

    text: str
    marks: tuple[tuple[float, float], ...] = ()
    is_opening: bool = False


class RowLines:
    """Cuts titles to two lines, or to one where lists are set close; kept, because laying text out is the slow part.

    A title that needs one line of two leaves the second to the start of the abstract.
    """

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._query = Query()
        self._kept: dict[_Key, list[Line]] = {}
        theme.density_changed.connect(self._kept.clear)
        theme.formulas_changed.connect(self._kept.clear)

    def set_query(self, query: Query) -> None:
        """Mark the words that this found."""
        if query != self._query:
            self._query = query
            self._kept.clear()

    def of(self, row: Row, width: int) -> list[Line]:
        """The lines of a paper where there is so much room."""
        key = (row.title, row.opening, width, row.reading.status.settled)
        if key not in self._kept:
            if len(self._kept) >= KEPT:
                self._kept.clear()
            self._kept[key] = self._cut(*key)
        return self._kept[key]

    def _cut(self, title: str, opening: str, width: int, settled: bool) -> list[Line]:
        title = readable(title[:LONGEST_TITLE], formulas=self._theme.formulas).line
        metrics = self._theme.metrics("base", 600)  # a verdict makes letters lighter, and must not move them
        weight = self._theme.font("base", 500 if settled else 600)
        found = self._found(title, Field.TEXT, Field.TITLE)
        if self._theme.compact:
            return [_line(title, elided(metrics, title, width), found, weight)]
        end = self._first_line(title, width)
        rest = title[end:].strip()
        first = _line(title, title[:end].strip(), found, weight)
        if rest:
            begin = title.index(rest, end)
            moved = [(start - begin, stop - begin) for start, stop in found]
            return [first, _line(rest, elided(metrics, rest, width), moved, weight)]
        return [first, *self._opening_line(opening, width)]

    def _opening_line(self, opening: str, width: int) -> list[Line]:
        text = readable(" ".join(opening.split()), formulas=self._theme.formulas).line
        shown = elided(self._theme.metrics("small"), text, width)
        line = _line(text, shown, self._found(text, Field.TEXT), self._theme.font("small"))
        return [Line(line.text, line.marks, is_opening=True)] if text else []

    def _first_line(self, title: str, width: int) -> int:
        """How many characters of a title its first line takes."""
        layout = QTextLayout(title, self._theme.font("base", 600))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        line = layout.createLine()
        line.setLineWidth(width)
        end = line.textLength()
        layout.endLayout()
        return signs(title, end)

    def _found(self, text: str, *fields: Field) -> tuple[Span, ...]:
        if not any(term.field in fields for term in self._query.sought):
            return ()
        return spans(text, self._query, fields)


def _line(text: str, shown: str, found: Iterable[Span], font: QFont) -> Line:
    """A line that shows the beginning of a text, with marks as far as it is shown."""
    seen = next((at for at, pair in enumerate(zip(text, shown, strict=False)) if pair[0] != pair[1]), len(shown))
    spans = [(max(start, 0), min(stop, seen)) for start, stop in found if start < seen and stop > 0]
    return Line(shown, tuple(_measured(shown, spans, font)) if spans else ())


def _measured(text: str, spans: list[Span], font: QFont) -> Iterable[tuple[float, float]]:
    layout = QTextLayout(text, font)
    layout.beginLayout()
    line = layout.createLine()
    layout.endLayout()
    for span in spans:
        left, right = sorted(_edge(line, units(text, place)) for place in span)
        yield left, right - left


def _edge(line: QTextLine, place: int) -> float:
    x, _place = cast("tuple[float, int]", line.cursorToX(place))
    return x
