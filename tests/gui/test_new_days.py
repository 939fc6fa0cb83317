"""Papers come back while the window is open: at a start, at midnight, and when a computer wakes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from readinglist.commands import reading
from readinglist.core.reading import Status
from readinglist.gui.main_window import MainWindow
from readinglist.gui.new_days import milliseconds_to
from readinglist.gui.places import STATES
from readinglist.gui.words import today
from readinglist.store.library import Library
from tests.gui.hands import Fill, OpenWindow, done
from tests.zones import in_zone

Calendar = Callable[[int], None]


@pytest.fixture
def calendar(monkeypatch: pytest.MonkeyPatch) -> Calendar:
    """Turn the window's calendar to so many days from now."""
    now = today()

    def turn(days: int) -> None:
        monkeypatch.setattr("readinglist.gui.words.today", lambda: now + timedelta(days))

    return turn


@pytest.fixture
def put_off(fill: Fill, library_path: Path) -> list[int]:
    """Four papers, of which the first is put off until tomorrow and the two after it until the day after."""
    papers = fill(4)
    with Library.open(library_path) as library:
        reading.put_off(library, ids=papers[:1], until=today() + timedelta(1))
        reading.put_off(library, ids=papers[1:3], until=today() + timedelta(2))
    return papers


def wake(app: QApplication) -> None:
    """The window comes to the front again."""
    app.applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)


def counted(main: MainWindow) -> tuple[int, int]:
    totals = main.parts.library.totals()
    return totals["inbox"], totals["later"]


def test_at_a_start_papers_are_back_and_that_is_said(
    put_off: list[int], open_the_window: OpenWindow, calendar: Calendar, qtbot: QtBot
) -> None:
    calendar(1)
    main = open_the_window()
    done(qtbot, main)
    assert counted(main) == (2, 2)
    assert main.parts.toast.text == "1 paper is back from later"
    assert main.parts.library.record(put_off[0]).reading.status is Status.INBOX


@pytest.mark.usefixtures("put_off")
def test_where_none_is_due_nothing_is_said(open_the_window: OpenWindow, qtbot: QtBot) -> None:
    main = open_the_window()
    done(qtbot, main)
    assert counted(main) == (1, 3)
    assert not main.parts.toast.isVisible()


def test_when_a_computer_wakes_on_another_day_papers_are_back_in_the_list_that_is_open(
    put_off: list[int], open_the_window: OpenWindow, calendar: Calendar, app: QApplication, qtbot: QtBot
) -> None:
    main = open_the_window()
    main.pages.go(STATES["inbox"])
    assert main.parts.model.rowCount() == 1
    calendar(5)
    wake(app)
    done(qtbot, main)
    qtbot.waitUntil(lambda: main.parts.model.rowCount() == len(put_off))
    assert main.parts.toast.text == "3 papers are back from later"


@pytest.mark.usefixtures("put_off")
def test_on_the_same_day_waking_writes_nothing(open_the_window: OpenWindow, app: QApplication, qtbot: QtBot) -> None:
    main = open_the_window()
    done(qtbot, main)
    wake(app)
    assert main.parts.tasks.writes == 0


@pytest.mark.usefixtures("put_off")
def test_a_window_that_is_closed_looks_no_more(
    open_the_window: OpenWindow, calendar: Calendar, app: QApplication, library_path: Path
) -> None:
    main = open_the_window()
    main.close()
    calendar(5)
    wake(app)
    with Library.open(library_path, write=False) as library:
        assert library.totals()["later"] == 3


@pytest.mark.parametrize(
    ("zone", "day"),
    [("Europe/Berlin", date(2025, 3, 30)), ("Africa/Cairo", date(2025, 4, 24)), ("UTC", date(2025, 12, 31))],
)
def test_the_next_midnight_is_waited_for_also_where_clocks_are_moved(
    zone: str, day: date, monkeypatch: pytest.MonkeyPatch
) -> None:
    with in_zone(zone):
        noon = datetime.combine(day, time(12)).timestamp()
        monkeypatch.setattr("time.time", lambda: noon)
        rings = noon + milliseconds_to(day + timedelta(1)) / 1_000
        assert datetime.fromtimestamp(rings, UTC).astimezone().date() == day + timedelta(1)
        assert datetime.fromtimestamp(rings - 2, UTC).astimezone().date() == day
        assert milliseconds_to(day) > 0
