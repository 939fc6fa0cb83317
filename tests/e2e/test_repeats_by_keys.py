"""Two digests that repeat each other in doubtful ways, reviewed by keys; what was said holds after a restart."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from readinglist.commands.duplicates import every_question
from readinglist.gui.main_window import MainWindow
from readinglist.gui.places import CHECK
from readinglist.store.library import Library
from tests.digests import PAPERS, page
from tests.e2e.starting import Use
from tests.gui.questions import titles

OTHER_ABSTRACT = (
    " This second account was written for another meeting and says it in other words, with other figures, from a"
    " winter when nobody was at the beach and every measurement had to be made again in a shed behind the station."
)


def retold() -> list[tuple[str, str]]:
    """Three of the papers under the same titles, with abstracts of which the first sentence alone is the same."""
    return [(title, abstract.partition(". ")[0] + "." + OTHER_ABSTRACT) for title, abstract in PAPERS[:3]]


def hit(*keys: str) -> None:
    for key in keys:
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keySequence(focused, QKeySequence(key))


def test_a_pair_is_merged_one_called_different_one_put_off_and_all_of_it_is_kept(
    use: Use, library_path: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    older, newer = tmp_path / "older.txt", tmp_path / "newer.txt"
    older.write_bytes(page(PAPERS, "Mar 18"))
    newer.write_bytes(page(retold(), "Mar 19"))
    first, second, third = ((title, title) for title, _ in PAPERS[:3])

    def shows(window: MainWindow, pair: tuple[str, str]) -> None:
        qtbot.waitUntil(lambda: titles(window) == pair and window.parts.tasks.writes == 0)

    def first_day(window: MainWindow) -> None:
        parts = window.parts
        qtbot.waitUntil(lambda: parts.import_page.sentence == "5 new papers in 2 files, 3 to check.")
        hit("Ctrl+Return")
        qtbot.waitUntil(lambda: parts.library.totals()["questions"] == 3 and parts.tasks.writes == 0)
        hit("g, c")
        shows(window, first)
        hit("m")
        shows(window, second)
        hit("d")
        shows(window, third)
        hit("Space")
        shows(window, ("", ""))
        hit("z")
        shows(window, second)
        hit("d")
        qtbot.waitUntil(lambda: parts.tasks.writes == 0 and parts.library.totals()["questions"] == 1)

    def next_day(window: MainWindow) -> None:
        assert window.pages.here == CHECK
        shows(window, third)
        hit("z")  # the verdict of the day before
        qtbot.waitUntil(lambda: window.parts.library.totals()["questions"] == 2)
        hit("Shift+Z")
        qtbot.waitUntil(lambda: window.parts.library.totals()["questions"] == 1)
        hit("Esc")
        assert window.parts.table.hasFocus()

    use(first_day, str(older), str(newer))
    with Library.open(library_path, write=False) as library:
        assert len(list(every_question(library))) == 1
        rows = library.rows(range(1, 20))
        seen = {title: sorted(row.seen for row in rows if row.title == title) for title, _ in PAPERS[:3]}
        assert list(seen.values()) == [[2], [1, 1], [1, 1]]
    use(next_day)
    again = tmp_path / "again.txt"
    again.write_bytes(page(retold(), "Mar 21"))

    def third_day(window: MainWindow) -> None:
        qtbot.waitUntil(lambda: "3 you already know" in window.parts.import_page.sentence)
        hit("Ctrl+Return")
        qtbot.waitUntil(lambda: window.parts.tasks.writes == 0 and window.parts.navigator.place.kind == "digest")
        assert window.parts.library.totals()["questions"] == 1  # what was called different is not asked again

    use(third_day, str(again))
