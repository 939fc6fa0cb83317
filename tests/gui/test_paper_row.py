"""The text of a row: where titles are cut, and which words of them are marked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QListView
from pytestqt.qtbot import QtBot

from readinglist.core.query_parser import parse
from readinglist.core.reading import ReadingState, Row, Status
from readinglist.gui.models.paper_list import ROW
from readinglist.gui.theme import Theme
from readinglist.gui.utf16 import signs, units
from readinglist.gui.views.paper_row import PaperRow
from readinglist.gui.views.row_lines import Line, RowLines

LONG = "Learning k-Level Structured Sparse Neural Networks Using Group Envelope Regularization and a Good Deal More"


def paper(title: str, opening: str = "", status: Status = Status.INBOX) -> Row:
    return Row(1, "u", title, opening, ReadingState(status), date(2025, 3, 18), 1, (), noted=False, to_check=False)


@pytest.fixture
def lines(theme: Theme) -> Iterator[RowLines]:
    yield RowLines(theme)
    theme.set_compact(compact=False)


def texts(found: list[Line]) -> list[str]:
    return [line.text for line in found]


def marked(theme: Theme, line: Line) -> list[str]:
    """The words under the marks, by where the marks are."""
    metrics = theme.metrics("small") if line.is_opening else theme.metrics("base", 600)
    at = [metrics.horizontalAdvance(line.text[:place]) for place in range(len(line.text) + 1)]

    def nearest(x: float) -> int:
        return min(range(len(at)), key=lambda place: abs(at[place] - x))

    return [line.text[nearest(left) : nearest(left + wide)] for left, wide in line.marks]


def test_a_long_title_has_two_lines_the_second_cut(lines: RowLines, theme: Theme) -> None:
    first, second = texts(lines.of(paper(LONG), theme.px(340)))
    assert LONG.startswith(first)
    assert second.endswith("…")
    assert LONG[len(first) :].strip().startswith(second[:-1])


def test_a_short_title_leaves_its_second_line_to_the_abstract(lines: RowLines, theme: Theme) -> None:
    found = lines.of(paper("Pebbles", "What was\n  done."), theme.px(340))
    assert texts(found) == ["Pebbles", "What was done."]
    assert [line.is_opening for line in found] == [False, True]
    assert texts(lines.of(paper("Pebbles"), theme.px(340))) == ["Pebbles"]


def test_set_close_a_title_has_one_line_and_the_row_is_lower(lines: RowLines, theme: Theme) -> None:
    view = QListView()
    row = PaperRow(theme, view)
    wide = row.height
    lines.of(paper(LONG, "What was done."), theme.px(340))
    theme.set_compact(compact=True)
    (only,) = texts(lines.of(paper(LONG, "What was done."), theme.px(340)))
    assert only.endswith("…")
    assert row.height < wide


def test_words_that_a_search_found_are_marked_in_both_lines(lines: RowLines, theme: Theme) -> None:
    lines.set_query(parse("learn title:group -sparse regular"))
    first, second = lines.of(paper(LONG), theme.px(400))
    assert marked(theme, first) + marked(theme, second) == ["Learning", "Group", "Regularization"]


def test_words_are_marked_in_the_abstracts_start_but_not_those_asked_of_the_title(
    lines: RowLines, theme: Theme
) -> None:
    lines.set_query(parse("title:stone pebble"))
    _title, opening = lines.of(paper("Pebbles", "Stones and pebbles."), theme.px(340))
    assert marked(theme, opening) == ["pebbles"]


def test_what_the_cut_takes_away_is_not_marked(lines: RowLines, theme: Theme) -> None:
    lines.set_query(parse("deal"))
    assert [line.marks for line in lines.of(paper(LONG), theme.px(340))] == [(), ()]


def test_signs_that_qt_counts_twice_move_no_mark(lines: RowLines, theme: Theme) -> None:
    lines.set_query(parse("graphs"))
    (line,) = lines.of(paper("😀 𝒪(n) Attention for Graphs"), theme.px(900))
    assert marked(theme, line) == ["Graphs"]


def test_another_search_marks_other_words(lines: RowLines, theme: Theme) -> None:
    lines.set_query(parse("pebbles"))
    lines.of(paper("Pebbles and Stones"), theme.px(340))
    lines.set_query(parse("stones"))
    (line,) = lines.of(paper("Pebbles and Stones"), theme.px(340))
    assert marked(theme, line) == ["Stones"]
    lines.set_query(parse("is:queued"))
    (line,) = lines.of(paper("Pebbles and Stones"), theme.px(340))
    assert line.marks == ()


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(title=st.text(max_size=60).map(str.strip).filter(bool), width=st.integers(30, 500))
def test_whatever_a_title_is_made_of_it_is_cut_and_marked(title: str, width: int, theme: Theme) -> None:
    lines = RowLines(theme)
    lines.set_query(parse("a e"))
    found = lines.of(paper(title), width)
    assert 1 <= len(found) <= 2
    assert title.startswith(found[0].text.rstrip("…"))
    assert all(wide >= 0 for line in found for _left, wide in line.marks)


@given(st.text(alphabet=st.sampled_from("ab😀𝒪é"), max_size=12), st.integers(0, 12))
def test_places_are_the_same_counted_either_way(text: str, place: int) -> None:
    assert units(text, len(text)) == len(text.encode("utf-16-le")) // 2
    assert signs(text, units(text, place)) == min(place, len(text))


class _One(QAbstractListModel):
    def __init__(self, row: Row) -> None:
        super().__init__()
        self._row = row

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else 1

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        return self._row if index.isValid() and role == ROW else None


def drawn(theme: Theme, qtbot: QtBot, row: Row, query: str) -> QImage:
    view = QListView()
    qtbot.addWidget(view)
    delegate, model = PaperRow(theme, view), _One(row)
    delegate.set_query(parse(query))
    view.setItemDelegate(delegate)
    view.setModel(model)
    view.resize(400, 90)
    view.show()
    QApplication.processEvents()
    return view.grab().toImage()


def test_marks_are_seen(theme: Theme, qtbot: QtBot) -> None:
    def grounds(query: str) -> int:
        picture = drawn(theme, qtbot, paper("Pebbles and Stones"), query)
        colours = [picture.pixelColor(x, y).name() for x in range(picture.width()) for y in range(40)]
        return colours.count(theme.color("found").name())

    assert grounds("tag:pebbles") == 0
    assert grounds("pebbles") > 100
