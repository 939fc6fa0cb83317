"""Every view of the window, brought about as a user does; the pictures show them, and the tests look at the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from picture_history import HISTORY
from picture_later import LATER
from picture_queue import QUEUE
from picture_repeats import REPEATS
from picture_scene import Scene, button, main, select_next, settle, wait_for, wait_for_searches
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPlainTextEdit, QWidget

from readinglist.core.errors import LibraryError
from readinglist.core.pace import Outlook
from readinglist.gui.app import open_window
from readinglist.gui.context_menus import show_paper_menu
from readinglist.gui.import_words import importing_now
from readinglist.gui.models.sidebar import ENTRY
from readinglist.gui.places import STATES
from readinglist.gui.widgets.bubble import Bubble

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from picture_library import Shelf
    from PySide6.QtCore import QSize

    from readinglist.gui.parts import Parts
    from readinglist.gui.theme import Theme

WITHOUT_PAPERS = ("first", "import", "import-writing")
FORMULAS = """Get trending papers in your email inbox!

Sorting Wet Pebbles in mathcal{O}(n^2) Turns of One Sieve

Pebbles are sorted by size with n times d sieves, which takes a summer. We show that one sieve is enough when it is \
shaken at two speeds: the loss sigma_{max}^2 falls below epsilon^{-1} after O(1/epsilon^4) turns, for wet pebbles \
x_1, x_2 in mathbb R^N with varepsilon-small edges. Here W^top is the weight of what stays behind, and ``fine'' sieves \
are those with lambda=0.1. The model, Phi 3, sorts 16times as many as a person, and 97\\% of them as a person would.

SP^2OT: Pebbles That Stay

Some pebbles pass no sieve. We follow k_{ast} of them for a month and bound their number by min_{x} |Ax - b|_2, where \
A is measured at ebb. Alpha, a friend of ours, found three times as many.
"""
KEPT_IN_STEP = ("copy",)  # their library lies in a folder that another program keeps


def open_scene(shelf: Shelf, view: str, theme: Theme, size: QSize) -> Scene:
    """Open a window of a size over its own copy of the library and bring a view about in it."""
    workspace = shelf.workspace(empty=view in WITHOUT_PAPERS)
    if view in KEPT_IN_STEP:
        (workspace.settings.library.parent / ".stfolder").mkdir()
    scene = Scene(open_window(workspace, theme), shelf.digests)
    try:
        scene.window.resize(size)
        scene.window.show()
        scene.window.activateWindow()
        wait_for(scene.window.isActiveWindow)
        scene.window.begin()
        VIEWS[view](scene)
        wait_for(lambda: scene.parts.tasks.writes == 0)
        scene.parts.side_lists.count()
        wait_for(lambda: _counted(scene.parts))
        settle()
    except BaseException:
        scene.close()
        raise
    return scene


def compact(scene: Scene) -> None:
    """The list set closer."""
    scene.parts.actions.action("view.compact").trigger()
    main(scene)


def larger_text(scene: Scene) -> None:
    """Papers read two steps larger."""
    main(scene)
    for _ in range(2):
        scene.parts.actions.action("view.larger").trigger()


def scrolled(scene: Scene) -> None:
    """The end of a paper's page, which has the focus."""
    main(scene)
    settle()
    scene.parts.paper.focus_page()
    while scene.parts.paper.scroll_page():
        settle()


def preview(scene: Scene) -> None:
    """The note as it reads."""
    main(scene)
    button(scene, "Preview").click()


def search(scene: Scene) -> None:
    """A search that found something, with its words marked."""
    _type_search(scene, "attention transformer")
    wait_for(lambda: scene.parts.navigator.place.kind == "search" and not scene.parts.navigator.searching)
    scene.parts.table.setFocus()


def wrong_search(scene: Scene) -> None:
    """A search that can't be understood."""
    _type_search(scene, "attention is:qeued")


def half_search(scene: Scene) -> None:
    """A search that is only half written."""
    _type_search(scene, "attention (is:queued OR")
    wait_for(lambda: any(one.isVisible() for one in scene.window.findChildren(Bubble)))


def fields(scene: Scene) -> None:
    """What can be asked for, in a search that is begun."""
    _type_keys(scene, "attention ")
    QTest.keyClick(scene.parts.list.search.field, Qt.Key.Key_Space, Qt.KeyboardModifier.ControlModifier)
    wait_for(lambda: scene.parts.list.search.choices is not None)


def completion(scene: Scene) -> None:
    """The tags that a search can be for, one of them chosen."""
    _type_keys(scene, "attention ")
    scene.parts.list.search.set_text("attention tag")  # as if it was pasted: no result on the way
    _type_keys(scene, ":", anew=False)
    wait_for(lambda: scene.parts.list.search.choices is not None)
    for _ in range(2):
        QTest.keyClick(scene.parts.list.search.field, Qt.Key.Key_Down)


def digest(scene: Scene) -> None:
    """The papers of a digest, and what its import brought."""
    newest = next(iter(scene.parts.library.digests(1)), None)
    if newest:
        scene.window.pages.go_to_digest(newest.digest.id)


def empty_list(scene: Scene) -> None:
    """A list without papers, reached in the sidebar."""
    scene.parts.sidebar.lists.setFocus()
    scene.window.pages.follow(STATES["later"])


def first(scene: Scene) -> None:
    """No papers yet."""
    wait_for(scene.parts.first_run.isVisible)


def import_(scene: Scene) -> None:
    """An import of several files, one of which can't be read; the others repeat some papers."""
    _offer(scene, *scene.digests.samples, scene.digests.missing)


def import_problems(scene: Scene) -> None:
    """An import in which something is wrong with most places."""
    _offer(scene, scene.digests.problems)


def import_writing(scene: Scene) -> None:
    """An import of a million papers that is being written."""
    _offer(scene, *scene.digests.samples)
    words = importing_now(412_300, 1_000_000, Outlook(2_140, 275))
    scene.parts.import_page.show_importing(words)
    scene.parts.status.show_task(words, "import")


def formulas(scene: Scene) -> None:
    """A paper whose formulas lost their dollars on the way, found by a word of it."""
    imports, page = scene.parts.imports, scene.parts.import_page
    imports.paste(FORMULAS)
    wait_for(lambda: "2 new papers" in page.sentence)
    page.accept()
    wait_for(lambda: not imports.open)
    _type_search(scene, "pebbles")
    wait_for_searches(scene)


def palette(scene: Scene) -> None:
    """The command palette, with something typed in it."""
    main(scene)
    scene.window.sheets.palette()
    _type_in_sheet(scene, "que")
    wait_for_searches(scene)


def palette_empty(scene: Scene) -> None:
    """The command palette as it opens."""
    main(scene)
    scene.window.sheets.palette()


def palette_nothing(scene: Scene) -> None:
    """The command palette where nothing fits."""
    main(scene)
    scene.window.sheets.palette()
    _type_in_sheet(scene, "zzz")


def keys(scene: Scene) -> None:
    """The keys of the list."""
    main(scene)
    scene.window.sheets.keys()


def keys_import(scene: Scene) -> None:
    """The keys of the preview of an import."""
    import_problems(scene)
    scene.window.sheets.keys()


def purge(scene: Scene) -> None:
    """Two papers that are to be deleted for good."""
    main(scene)
    select_next(scene, 1)
    scene.window.sheets.purge()


def report(scene: Scene) -> None:
    """What can be passed on when something went wrong."""
    main(scene)
    scene.window.sheets.report()
    wait_for(button(scene, "Copy").isEnabled)


def help_(scene: Scene) -> None:
    """How the program is used."""
    main(scene)
    scene.window.sheets.help()


def tags(scene: Scene) -> None:
    """The tags of two papers."""
    main(scene)
    select_next(scene, 1)
    scene.window.sheets.tags()


def details(scene: Scene) -> None:
    """The details of a paper."""
    main(scene)
    scene.window.sheets.details()


def save_search(scene: Scene) -> None:
    """A name is asked for."""
    search(scene)
    scene.window.sheets.save_search()


def export(scene: Scene) -> None:
    """An export as BibTeX."""
    main(scene)
    scene.window.sheets.export()
    forms = next(one for one in scene.sheet.findChildren(QComboBox) if one.accessibleName() == "Format")
    forms.setCurrentIndex(next(at for at in range(forms.count()) if forms.itemText(at).startswith("BibTeX")))
    text = next(one for one in scene.sheet.findChildren(QPlainTextEdit))
    wait_for(lambda: "@" in text.toPlainText())


def backups(scene: Scene) -> None:
    """The backups, and what putting the library back to an older one would change."""
    main(scene)
    _back_up(scene)
    for command in ("paper.read", "paper.toggle_star", "paper.queue", "paper.dismiss"):
        scene.parts.actions.action(command).trigger()
        wait_for(lambda: scene.parts.tasks.writes == 0)
    _back_up(scene)
    scene.window.sheets.backups()
    sheet = scene.sheet
    wait_for(lambda: _says(sheet, "Nothing would change"))
    key(scene, Qt.Key.Key_Down)
    wait_for(lambda: _says(sheet, "verdict"))


def backups_sure(scene: Scene) -> None:
    """The same, asked whether the library is to be put back."""
    backups(scene)
    key(scene, Qt.Key.Key_Return)


def notice(scene: Scene) -> None:
    """Something went wrong."""
    main(scene)
    scene.parts.notice.show_error(
        LibraryError(
            "The library could not be written: the disk is full.", "Make room and try again. Nothing was lost."
        )
    )


def unsaved(scene: Scene) -> None:
    """A note that found no room on the disk."""
    main(scene)
    scene.parts.paper.focus_note()
    scene.parts.paper.note.set_state("failed")
    scene.parts.notes.refused.emit(
        LibraryError(
            "The library could not be written: the disk is full.", "Make room and try again. Nothing was lost."
        )
    )


def copy(scene: Scene) -> None:
    """A copy of a library that may not be written where it lies."""
    main(scene)


def toast(scene: Scene) -> None:
    """Something was done to several papers."""
    select_next(scene, 2)
    scene.parts.actions.action("paper.queue").trigger()
    wait_for(scene.parts.toast.isVisible)


def menu(scene: Scene) -> None:
    """The menu of a paper."""
    main(scene)
    scene.parts.table.choose(0)
    settle()
    table = scene.parts.table
    show_paper_menu(scene.parts, table.viewport().mapToGlobal(table.visualRect(table.currentIndex()).center()))
    wait_for(lambda: scene.menu is not None)


def orders(scene: Scene) -> None:
    """The orders that a search can be shown in."""
    search(scene)
    button(scene, "Newest first").click()
    wait_for(lambda: scene.menu is not None)


VIEWS: Mapping[str, Callable[[Scene], None]] = {
    "main": main, "compact": compact, "larger-text": larger_text, "scrolled": scrolled, "preview": preview,
    "search": search, "wrong-search": wrong_search, "half-search": half_search, "fields": fields,
    "completion": completion, "digest": digest, "empty-list": empty_list, "first": first, "import": import_,
    "import-problems": import_problems, "import-writing": import_writing, "formulas": formulas, "palette": palette,
    "palette-empty": palette_empty,
    "palette-nothing": palette_nothing, "keys": keys, "keys-import": keys_import, "help": help_, "tags": tags,
    "details": details, "save-search": save_search, "export": export, "notice": notice, "copy": copy,
    "unsaved": unsaved, "toast": toast, "menu": menu, "report": report, "purge": purge, "backups": backups,
    "backups-sure": backups_sure, "orders": orders, **QUEUE, **REPEATS, **HISTORY, **LATER,
}  # fmt: skip


def key(scene: Scene, which: Qt.Key) -> None:
    """Press a key where the focus of the sheet is."""
    QTest.keyClick(scene.sheet.focusWidget(), which)


def _back_up(scene: Scene) -> None:
    """A backup on the moment that the pictures show."""
    done: list[object] = []
    scene.parts.backups.make(done.append)
    wait_for(lambda: bool(done))


def _says(sheet: QWidget, text: str) -> bool:
    return any(text in one.text() for one in sheet.findChildren(QLabel) if one.isVisible())


def _type_search(scene: Scene, text: str) -> None:
    scene.parts.list.search.setFocus()
    scene.parts.list.search.set_text(text)
    scene.parts.list.search.typed.emit(text)


def _type_keys(scene: Scene, text: str, *, anew: bool = True) -> None:
    if anew:
        scene.parts.list.search.setFocus()
    QTest.keyClicks(scene.parts.list.search.field, text)
    wait_for_searches(scene)


def _type_in_sheet(scene: Scene, text: str) -> None:
    field = next(one for one in scene.sheet.findChildren(QLineEdit) if one.hasFocus())
    field.setText(text)


def _offer(scene: Scene, *paths: Path) -> None:
    scene.parts.imports.offer([str(path) for path in paths])
    wait_for(lambda: "Nothing is written yet." in scene.parts.import_page.detail)


def _counted(parts: Parts) -> bool:
    """Whether saved searches have been counted, where they are seen."""
    model = parts.sidebar.model
    entries = (model.index(number).data(ENTRY) for number in range(model.rowCount()))
    return all(entry.papers is not None for entry in entries if entry.place)
