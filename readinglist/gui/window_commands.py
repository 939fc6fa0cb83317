"""How the commands of the window are done, and what asks for the answers that other commands need first."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog

from readinglist.commands import duplicates
from readinglist.commands.registry import notes, papers
from readinglist.core.errors import ReadingListError
from readinglist.core.links import main_link, outside_address
from readinglist.core.order import Order
from readinglist.gui.context_menus import write
from readinglist.gui.orders import command_of
from readinglist.gui.page_commands import page_commands
from readinglist.gui.places import EVERYTHING, STATES
from readinglist.gui.views.paper_words import where_seen
from readinglist.gui.words import plain_keys, today

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from readinglist.gui.pages import Pages
    from readinglist.gui.parts import Parts
    from readinglist.gui.sheets import Sheets
    from readinglist.store.copies.manifest import Backup


def commands_of(parts: Parts, pages: Pages, sheets: Sheets) -> dict[str, Callable[[], object]]:
    """Command -> what the window does for it."""
    theme = parts.theme

    def leading(away: Callable[[], object]) -> Callable[[], object]:
        """What leads elsewhere leaves the sheet that is open."""

        def lead() -> None:
            sheets.clear()
            away()

        return lead

    return {
        "digest.import": leading(partial(ask_for_files, parts, pages)),
        "digest.paste": partial(paste, parts),
        "papers.export": sheets.export,
        "paper.queue_up": partial(parts.queue_order.shift, -1),
        "paper.queue_down": partial(parts.queue_order.shift, 1),
        "paper.queue_top": partial(parts.queue_order.put, "paper.queue_top"),
        "paper.queue_end": partial(parts.queue_order.put, "paper.queue_end"),
        "papers.merge": sheets.merge,
        "papers.purge": sheets.purge,
        "paper.split": partial(take_apart, parts),
        "repeats.find": parts.repeats.find,
        "repeats.merge_alike": partial(merge_alike, parts),
        **page_commands(parts),
        "pair.pass_over": partial(pass_over, parts),
        "paper.tag": sheets.tags,
        "paper.later": sheets.later,
        "paper.details": sheets.details,
        "paper.note": leading(parts.paper.focus_note),
        "note.save": parts.notes.flush,
        "paper.open": partial(open_paper, parts),
        "search.save": sheets.save_search,
        "list.next": partial(parts.table.step, 1),
        "list.previous": partial(parts.table.step, -1),
        **{command_of(order): partial(parts.navigator.sort, order) for order in Order},
        "list.read_on": partial(read_on, parts),
        "list.back": partial(back, parts),
        **{f"go.{key}": leading(partial(pages.go, place)) for key, place in STATES.items()},
        "go.history": leading(pages.show_history),
        "go.all": leading(partial(pages.go, EVERYTHING)),
        "find.papers": leading(partial(find, parts, pages)),
        "window.palette": sheets.palette,
        "window.keys": sheets.keys,
        "window.help": sheets.help,
        "window.report": sheets.report,
        "window.backups": sheets.backups,
        "backup.make": partial(back_up, parts),
        "window.quit": parts.window.close,
        "view.system": partial(theme.choose, "system"),
        "view.light": partial(theme.choose, "light"),
        "view.dark": partial(theme.choose, "dark"),
        "view.comfortable": partial(theme.set_compact, compact=False),
        "view.compact": partial(theme.set_compact, compact=True),
        "view.larger": partial(theme.step_reading_size, 1),
        "view.smaller": partial(theme.step_reading_size, -1),
        "view.usual_size": partial(theme.set_reading_size, 1.0),
        "view.formulas": partial(switch_formulas, parts),
        "view.formulas_readable": partial(theme.set_formulas, readable=True),
        "view.formulas_as_they_came": partial(theme.set_formulas, readable=False),
    }


def ask_for_files(parts: Parts, pages: Pages) -> None:
    """Choose files to be offered; where an import waits already, go back to it."""
    if parts.imports.open and not pages.importing:
        pages.show_import()
    elif not refused(parts):
        files, _ = QFileDialog.getOpenFileNames(parts.window, "Import digests")
        offer_files(parts, files)


def offer_files(parts: Parts, files: Iterable[str]) -> None:
    """Offer files for import, wherever they come from."""
    if not refused(parts):
        parts.imports.offer(list(files))


def refused(parts: Parts) -> bool:
    """Whether nothing can be brought in, because a copy is looked at; that is said."""
    hindrance = parts.workspace.hindrance
    if hindrance:
        parts.tasks.failed.emit(hindrance.refusal)
    return hindrance is not None


def paste(parts: Parts) -> None:
    """Offer what is on the clipboard."""
    mime: QMimeData | None = QApplication.clipboard().mimeData()  # Qt gives none where another program is asked in vain
    if not mime or not _offer(parts, mime):
        parts.tasks.failed.emit(
            ReadingListError("There is no text on the clipboard.", "Copy a page of papers first: Ctrl+A, Ctrl+C.")
        )


def drop(parts: Parts, mime: QMimeData) -> None:
    """Offer what was dropped."""
    if not _offer(parts, mime):
        parts.tasks.failed.emit(
            ReadingListError("There is no text in what was dropped.", "Drop files, or the text of a page of papers.")
        )


def _offer(parts: Parts, mime: QMimeData) -> bool:
    """Offer files, else text; False where there is neither."""
    files = [url.toLocalFile() for url in mime.urls() if url.isLocalFile()]
    text = mime.text()
    if files:
        offer_files(parts, files)
    elif text.strip() and not refused(parts):
        parts.imports.paste(text)
    return bool(files or text.strip())


def open_paper(parts: Parts) -> None:
    """Open the first link of the paper in the browser."""
    paper = parts.table.current
    if paper is None:
        return
    link = main_link(parts.library.record(paper).paper)
    if link:
        open_link(link)
    else:
        key = plain_keys(parts.actions.key_of("paper.details"))
        parts.toast.say(f"This paper has no link. {key} gives it one." if key else "This paper has no link.")


def take_apart(parts: Parts) -> None:
    """Take the newest merge of the paper apart, or say what can be taken apart instead."""
    paper = parts.table.current
    if paper is None:
        return
    record = parts.library.record(paper)
    if record.merge:
        write(parts, lambda library: duplicates.split(library, paper=paper))
    elif len(record.sightings) > 1:
        parts.toast.say(f"No merge made this paper; “{where_seen(record, today())}” shows what can be taken out.")
    else:
        parts.toast.say("No merge made this paper.")


def merge_alike(parts: Parts) -> None:
    """Merge what is surely alike, or say that there is nothing of the kind."""
    write(parts, duplicates.merge_alike, nothing="No question is about papers that are surely alike.")


def back_up(parts: Parts) -> None:
    """Make a backup, and say that it was made, or that nothing changed."""

    def tell(made: Backup | None) -> None:
        if made:
            parts.toast.say(f"Backup {made.number:,} made: {papers(made.papers)}, {notes(made.notes)}.")
        else:
            parts.toast.say("Nothing changed since the newest backup.")

    parts.backups.make(tell)


def pass_over(parts: Parts) -> None:
    """Ask about the next pair; a button that has the focus is pressed instead."""
    if not _press_focused():
        parts.review.pass_over()


def switch_formulas(parts: Parts) -> None:
    """From readable formulas to those that came, and back."""
    readable = not parts.theme.formulas
    parts.actions.action(f"view.formulas_{'readable' if readable else 'as_they_came'}").trigger()
    parts.toast.say("Formulas are shown readable" if readable else "Formulas are shown as they came")


def open_link(link: str) -> None:
    """Hand an address to the browser, or to the mail program; what is no such address is handed to nobody.

    Views show none that is another kind. It is asked once more here, because files and programs are opened in the
    same way.
    """
    if address := outside_address(link):
        QDesktopServices.openUrl(QUrl(address, QUrl.ParsingMode.StrictMode))


def find(parts: Parts, pages: Pages) -> None:
    """Let the user type what to look for."""
    pages.show_lists()
    if pages.listing:  # an empty library has nothing to be searched
        parts.list.search.setFocus(Qt.FocusReason.ShortcutFocusReason)


def read_on(parts: Parts) -> None:
    """Scroll the paper, then go to the next; a button that has the focus is pressed instead."""
    if not _press_focused() and not parts.paper.scroll_page():
        parts.table.step(1)


def _press_focused() -> bool:
    """Press the button that has the focus, if one has it."""
    focused = QApplication.focusWidget()
    if isinstance(focused, QAbstractButton):
        focused.click()
        return True
    return False


def back(parts: Parts) -> None:
    """From a notice to where one was; from elsewhere to the list; from a search to where it was begun."""
    focused = QApplication.focusWidget()
    if focused and parts.notice.isAncestorOf(focused):
        parts.notice.dismiss()
        focused = QApplication.focusWidget()
        if focused is None or not focused.isVisible():
            parts.list.take_focus()
    elif not parts.list.has_focus:
        parts.list.take_focus()
    elif parts.list.search.text:
        parts.list.search.set_text("")
        parts.navigator.search("")
    else:
        parts.notice.dismiss()
