"""The sidebar: lists with their counts, gone to by mouse and by key."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QSplitter, QWidget
from pytestqt.qtbot import QtBot

from readinglist.core.paper import Digest, DigestCount
from readinglist.core.query import SavedSearch
from readinglist.core.reading import TagCount
from readinglist.gui.models.sidebar import SidebarModel
from readinglist.gui.places import STATES, Place, search_for
from readinglist.gui.theme import Theme
from readinglist.gui.views.sidebar import Sidebar
from readinglist.gui.words import today
from tests.gui.shown import shown

TOTALS = {"inbox": 471, "queued": 38, "dismissed": 1602, "check": 2, "questions": 1}
SAVED = [SavedSearch(4, "u", "Experts, queued", "is:queued expert")]
NOON = datetime(2025, 3, 18, 12, tzinfo=UTC)


def digest(number: int, day: date | None, name: str, papers: int = 64) -> DigestCount:
    return DigestCount(Digest(number, f"u{number}", name, "text", day, date(2025, 3, 18), NOON), papers)


THIS_YEAR = today().year
DIGESTS = [digest(1, date(THIS_YEAR, 3, 18), "trending.txt"), digest(2, None, "A rainy day.txt", 7)]
TAGS = [TagCount("moe", 23), TagCount("routing", 9)]


@pytest.fixture
def sidebar(theme: Theme, qtbot: QtBot) -> Iterator[Sidebar]:
    made = Sidebar(theme, "Ctrl+O")
    made.model.show(TOTALS, SAVED, DIGESTS, TAGS)
    with shown(qtbot, made, theme.px(212), 700):
        yield made


@pytest.fixture
def gone_to(sidebar: Sidebar) -> list[Place]:
    places: list[Place] = []
    sidebar.chosen.connect(places.append)
    return places


def names(model: SidebarModel) -> list[str]:
    return [str(model.index(row).data()) for row in range(model.rowCount())]


def said(model: SidebarModel) -> list[str]:
    return [str(model.index(row).data(Qt.ItemDataRole.AccessibleTextRole)) for row in range(model.rowCount())]


def marked(sidebar: Sidebar) -> list[str]:
    return [str(index.data()) for index in sidebar.lists.selectedIndexes()]


def press(sidebar: Sidebar, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(sidebar.lists, key)


def click(sidebar: Sidebar, name: str, button: Qt.MouseButton = Qt.MouseButton.LeftButton) -> None:
    where = sidebar.lists.visualRect(sidebar.model.index(names(sidebar.model).index(name))).center()
    QTest.mouseClick(sidebar.lists.viewport(), button, Qt.KeyboardModifier.NoModifier, where)


def test_it_lists_the_states_then_searches_digests_and_tags_each_with_its_count(sidebar: Sidebar) -> None:
    assert said(sidebar.model) == [
        "Inbox, 471 papers", "Queue, 38 papers", "Later, no papers", "Read, no papers", "Dismissed, 1,602 papers",
        "To check, 1 question", "Starred, no papers",
        "Saved searches", "Experts, queued",
        "Digests", "18 March, 64 papers", "A rainy day.txt, 7 papers",
        "Tags", "moe, 23 papers", "routing, 9 papers",
    ]  # fmt: skip


def test_a_head_without_entries_is_not_there(sidebar: Sidebar) -> None:
    sidebar.model.show({}, [], [], TAGS)
    assert names(sidebar.model)[7:] == ["Tags", "moe", "routing"]


def test_lists_that_are_cut_say_so_and_lead_to_all(sidebar: Sidebar, qtbot: QtBot) -> None:
    sidebar.model.show({}, [], DIGESTS, TAGS, more_digests=118, more_tags=1)
    assert [name for name in names(sidebar.model) if name.endswith("…")] == ["All digests…", "All tags…"]
    with qtbot.waitSignal(sidebar.more_asked) as asked:
        click(sidebar, "All digests…")
    assert asked.args == ["digest"]


def test_digests_of_one_day_are_told_apart_by_their_files(sidebar: Sidebar) -> None:
    day = date(THIS_YEAR, 3, 14)
    sidebar.model.show({}, [], [digest(1, day, "morning.txt"), digest(2, day, "evening.txt")], [])
    assert names(sidebar.model)[8:] == ["14 March, morning.txt", "14 March, evening.txt"]


def test_the_tool_tip_of_a_digest_is_its_file(sidebar: Sidebar) -> None:
    index = sidebar.model.index(names(sidebar.model).index("18 March"))
    assert index.data(Qt.ItemDataRole.ToolTipRole) == "trending.txt"


def test_a_saved_search_has_a_count_once_it_is_counted_and_as_long_as_it_asks_the_same(sidebar: Sidebar) -> None:
    sidebar.model.set_saved_count(4, 11)
    assert "Experts, queued, 11 papers" in said(sidebar.model)
    sidebar.model.show(TOTALS, SAVED, DIGESTS, TAGS)
    assert "Experts, queued, 11 papers" in said(sidebar.model)
    sidebar.model.show(TOTALS, [SavedSearch(4, "u", "Experts, queued", "is:queued pebble")], DIGESTS, TAGS)
    assert "Experts, queued" in said(sidebar.model)


def test_a_click_goes_to_a_list(sidebar: Sidebar, gone_to: list[Place]) -> None:
    click(sidebar, "Queue")
    click(sidebar, "18 March")
    click(sidebar, "moe")
    click(sidebar, "Experts, queued")
    assert gone_to == [
        STATES["queued"],
        Place("digest", "1", "18 March", "trending.txt"),
        Place("tag", "moe", "moe", "moe"),
        Place("saved", "4", "Experts, queued", "is:queued expert"),
    ]


def test_a_click_on_where_one_is_goes_nowhere(sidebar: Sidebar, gone_to: list[Place]) -> None:
    click(sidebar, "Queue")
    click(sidebar, "Queue")
    assert len(gone_to) == 1


def test_arrow_keys_go_at_once_and_over_the_heads(sidebar: Sidebar, gone_to: list[Place]) -> None:
    sidebar.select(STATES["check"])
    press(sidebar, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up)
    assert [place.name for place in gone_to] == ["Starred", "Experts, queued", "18 March", "Experts, queued"]


def test_home_and_end_go_to_the_first_and_the_last_list(sidebar: Sidebar, gone_to: list[Place]) -> None:
    sidebar.select(STATES["check"])
    press(sidebar, Qt.Key.Key_End, Qt.Key.Key_Home)
    assert [place.name for place in gone_to] == ["routing", "Inbox"]


def test_return_goes_on_into_the_list(sidebar: Sidebar, qtbot: QtBot) -> None:
    sidebar.select(STATES["check"])
    with qtbot.waitSignal(sidebar.entered):
        press(sidebar, Qt.Key.Key_Return)


def test_coming_from_a_search_the_focus_alone_goes_nowhere_and_return_does(
    sidebar: Sidebar, gone_to: list[Place]
) -> None:
    sidebar.import_button.setFocus()
    sidebar.select(search_for("pebbles"))
    QTest.keyClick(sidebar.import_button, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is sidebar.lists
    assert gone_to == []
    assert marked(sidebar) == []
    press(sidebar, Qt.Key.Key_Return)
    assert gone_to == [STATES["inbox"]]


def test_marking_where_the_window_is_tells_nothing(sidebar: Sidebar, gone_to: list[Place]) -> None:
    sidebar.select(STATES["read"])
    assert marked(sidebar) == ["Read"]
    sidebar.select(search_for("pebbles"))
    assert marked(sidebar) == []
    sidebar.select(None)
    assert gone_to == []


def test_new_counts_leave_the_mark_and_the_scroll_where_they_are(sidebar: Sidebar, gone_to: list[Place]) -> None:
    sidebar.resize(sidebar.width(), 300)
    sidebar.select(STATES["queued"])
    sidebar.lists.verticalScrollBar().setValue(60)
    resets: list[bool] = []
    sidebar.model.modelReset.connect(lambda: resets.append(True))
    changed: list[int] = []
    sidebar.model.dataChanged.connect(lambda first, _last: changed.append(first.row()))
    sidebar.model.show(TOTALS | {"inbox": 470, "queued": 39}, SAVED, DIGESTS, TAGS)
    assert (resets, changed) == ([], [0, 1])
    assert (marked(sidebar), sidebar.lists.verticalScrollBar().value(), gone_to) == (["Queue"], 60, [])


def test_a_list_that_comes_leaves_the_mark_and_the_scroll_where_they_are(
    sidebar: Sidebar, gone_to: list[Place]
) -> None:
    sidebar.resize(sidebar.width(), 300)
    sidebar.select(Place("tag", "moe", "moe", "moe"))
    sidebar.lists.verticalScrollBar().setValue(60)
    sidebar.model.show(TOTALS, SAVED, DIGESTS, [TagCount("attention", 2), *TAGS])
    assert (marked(sidebar), sidebar.lists.verticalScrollBar().value(), gone_to) == (["moe"], 60, [])


def test_a_click_on_a_head_or_beside_the_lists_changes_nothing(sidebar: Sidebar, gone_to: list[Place]) -> None:
    sidebar.select(STATES["read"])
    click(sidebar, "Digests")
    beside = QPoint(20, sidebar.lists.viewport().height() - 5)
    QTest.mouseClick(sidebar.lists.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, beside)
    assert (marked(sidebar), gone_to) == (["Read"], [])


def test_the_way_to_all_digests_is_taken_with_return_and_never_by_passing(
    sidebar: Sidebar, gone_to: list[Place], qtbot: QtBot
) -> None:
    sidebar.model.show({}, [], DIGESTS, [], more_digests=3)
    sidebar.select(Place("digest", "2", "A rainy day.txt", "A rainy day.txt"))
    with qtbot.assertNotEmitted(sidebar.more_asked):
        press(sidebar, Qt.Key.Key_Down)
    assert marked(sidebar) == ["All digests…"]
    with qtbot.waitSignal(sidebar.more_asked):
        press(sidebar, Qt.Key.Key_Return)
    assert (marked(sidebar), gone_to) == (["A rainy day.txt"], [])


def test_letters_stay_keys_of_commands(sidebar: Sidebar, gone_to: list[Place]) -> None:
    sidebar.select(STATES["inbox"])
    QTest.keyClicks(sidebar.lists, "rd")
    assert (marked(sidebar), gone_to) == (["Inbox"], [])


def test_the_menu_of_a_list_is_asked_for_without_going_there(
    sidebar: Sidebar, gone_to: list[Place], qtbot: QtBot
) -> None:
    sidebar.select(STATES["inbox"])
    click(sidebar, "18 March", Qt.MouseButton.RightButton)
    where = sidebar.lists.visualRect(sidebar.model.index(names(sidebar.model).index("18 March"))).center()
    with qtbot.waitSignal(sidebar.menu_asked) as asked:
        event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, where, sidebar.lists.viewport().mapToGlobal(where))
        QApplication.sendEvent(sidebar.lists.viewport(), event)
    assert asked.args[0] == Place("digest", "1", "18 March", "trending.txt")
    assert (marked(sidebar), gone_to) == (["Inbox"], [])


def test_the_menu_key_asks_for_the_menu_of_where_one_is(sidebar: Sidebar, qtbot: QtBot) -> None:
    sidebar.select(STATES["queued"])
    with qtbot.waitSignal(sidebar.menu_asked) as asked:
        event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(0, 0), QPoint(0, 0))
        QApplication.sendEvent(sidebar.lists, event)
    place, where = asked.args
    assert place == STATES["queued"]
    assert sidebar.lists.visualRect(sidebar.lists.currentIndex()).contains(sidebar.lists.mapFromGlobal(where))


def test_as_a_rail_it_has_icons_for_the_states_and_one_for_all_others(sidebar: Sidebar, theme: Theme) -> None:
    sidebar.select(STATES["read"])
    sidebar.set_rail(True)
    assert sidebar.minimumWidth() == sidebar.maximumWidth() == theme.px(52)
    assert names(sidebar.model) == [*(place.name for place in STATES.values()), "Saved searches, digests and tags"]
    assert sidebar.model.index(0).data(Qt.ItemDataRole.ToolTipRole) == "Inbox, 471 papers"
    assert marked(sidebar) == ["Read"]
    sidebar.set_rail(False)
    assert (sidebar.minimumWidth(), sidebar.maximumWidth()) == (theme.px(212), theme.px(360))
    assert names(sidebar.model)[-1] == "routing"
    assert marked(sidebar) == ["Read"]


def test_the_rail_marks_its_last_entry_where_the_list_has_no_icon(sidebar: Sidebar, qtbot: QtBot) -> None:
    sidebar.set_rail(True)
    sidebar.select(Place("tag", "moe", "moe", "moe"))
    assert marked(sidebar) == ["Saved searches, digests and tags"]
    with qtbot.waitSignal(sidebar.more_asked) as asked:
        press(sidebar, Qt.Key.Key_Return)
    assert asked.args == [""]


def test_in_a_splitter_a_rail_takes_no_more_room_than_it_needs_and_gets_its_own_back(
    theme: Theme, qtbot: QtBot
) -> None:
    sidebar, splitter = Sidebar(theme, ""), QSplitter()
    splitter.addWidget(sidebar)
    splitter.addWidget(QWidget())
    splitter.setStretchFactor(1, 1)
    with shown(qtbot, splitter, 1200, 500):
        splitter.setSizes([theme.px(250), 1200 - theme.px(250)])
        sidebar.set_rail(True)
        splitter.resize(900, 500)
        assert splitter.sizes()[0] == theme.px(52)
        sidebar.set_rail(False)
        splitter.resize(1200, 500)
        assert splitter.sizes()[0] == theme.px(250)


def test_importing_is_a_button_with_its_key(sidebar: Sidebar, qtbot: QtBot) -> None:
    assert (sidebar.import_button.accessibleName(), sidebar.import_button.toolTip()) == ("Import", "Import (Ctrl+O)")
    assert sidebar.lists.accessibleName() == "Lists"
    for rail in (False, True):
        sidebar.set_rail(rail)
        QApplication.processEvents()
        assert sidebar.import_button.width() >= sidebar.import_button.sizeHint().width()
    with qtbot.waitSignal(sidebar.import_button.clicked):
        QTest.keyClick(sidebar.import_button, Qt.Key.Key_Space)
