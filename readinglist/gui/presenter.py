"""Shows what the library says now: the list, the paper that is looked at, the counts, what can be taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from readinglist.core.changes import Changes
from readinglist.core.errors import NotFoundError
from readinglist.gui import words
from readinglist.gui.orders import command_of, possible
from readinglist.gui.places import CHECK, STATES, as_it_is, digest_place
from readinglist.gui.widgets.toast import Way

if TYPE_CHECKING:
    from readinglist.commands.imports import Imported
    from readinglist.commands.registry import Command
    from readinglist.core.paper import DigestRecord
    from readinglist.core.reading import Record
    from readinglist.gui.pages import Pages
    from readinglist.gui.parts import Parts
    from readinglist.gui.places import Place


#: Where papers stand that can be moved no further.
_STAYS = {"paper.queue_up": "first", "paper.queue_top": "first", "paper.queue_down": "last", "paper.queue_end": "last"}


class Presenter(QObject):
    """Between the library that is read and the views; everything here is a few indexed reads.

    While a note is typed the list waits with papers that come and go: no other paper's note takes its place.
    """

    def __init__(self, parts: Parts, pages: Pages) -> None:
        super().__init__(parts.window)
        self._parts, self._pages, self._library = parts, pages, parts.library
        self._waiting: list[Changes] = []
        self._possible: tuple[object, ...] = ()  # what menus and keys were told last: it takes 0.7 ms
        pages.turned.connect(self.show_steps)
        parts.paper.note.rested.connect(self._catch_up)

    def refresh(self, changes: Changes) -> None:
        """Show what a step has changed."""
        parts = self._parts
        parts.toast.step_followed()
        parts.side_lists.refresh()
        if self._waiting or (parts.paper.note.is_written and (changes.added or changes.removed)):
            self._waiting.append(changes)
        else:
            self._refresh_list(changes)
        paper = parts.table.current
        if paper is not None and (paper in changes.updated or paper in changes.added):
            self.show_paper(paper)
        self.show_steps()

    def _refresh_list(self, changes: Changes) -> None:
        self._parts.model.refresh(changes)
        self._show_as_it_is(self._parts.navigator.place)
        self._pages.update()

    def _catch_up(self) -> None:
        """The note is left: show what came meanwhile."""
        waiting, self._waiting = self._waiting, []
        for changes in waiting:
            self._refresh_list(changes)

    def arrive(self, place: Place) -> None:
        """Show a list that was come to; in the paper other words may be found now."""
        self._show_as_it_is(place)
        self.show_paper(self._parts.table.current)

    def _show_as_it_is(self, place: Place) -> None:
        """A place may be gone, or have got another name or query."""
        now = as_it_is(place, self._library)
        if now and now.text == place.text:
            self._parts.navigator.place = now
            self.show_place(now)
        else:
            self._parts.navigator.open(now or STATES["inbox"])

    def show_place(self, place: Place) -> None:
        """Name the list, mark it in the sidebar, and say of a digest what its import brought."""
        parts = self._parts
        order = command_of(parts.navigator.orders.of(place).order)
        parts.list.show_place(place, parts.workspace.registry[order].title, parts.actions.key_of("go.inbox"))
        parts.actions.tick(order)
        parts.list.digest_bar.show_record(self._digest(place) if place.kind == "digest" else None)
        parts.table.painter_of_rows.set_query(place.query)
        parts.table.viewport().update()
        if here := self._pages.here:
            parts.sidebar.select(here)
        self.show_steps()

    def show_paper(self, paper: int | None) -> None:
        """Show a paper and its note."""
        parts, record = self._parts, self._record(paper)
        if record is None and self._waiting:
            return  # it is gone, but its note is being typed
        parts.notes.show_record(record)
        if record:
            parts.paper.show_record(record, parts.navigator.place.query)
        else:
            parts.paper.clear("Choose a paper." if parts.model.rowCount() else "")
        self.show_steps()

    def show_steps(self) -> None:
        """Undo can be pressed while a write is under way: it comes after it."""
        parts = self._parts
        step, again = self._library.to_undo(), self._library.to_redo()
        undo = bool(step or parts.tasks.writes)
        parts.status.show_undo(step.label if step and not self._pages.looking_back else None)  # there z is another
        if self._pages.reviewing:
            parts.pair_page.let_undo(undo=undo)
        papers, search = parts.table.current is not None, parts.navigator.place.kind == "search"
        orders = [command_of(order) for order in possible(parts.navigator.place)]
        now = (step, again, undo, papers, search, orders, self._pages.listing)
        if now == self._possible:
            return
        self._possible = now
        parts.actions.name_steps(step.label if step else "", again.label if again else "")
        parts.actions.enable(
            papers=papers and self._pages.listing,
            undo=undo,
            redo=bool(again),
            search=search,
            orders=orders if self._pages.listing else [],
        )

    def tell(self, command: Command, result: object, papers: int) -> None:
        """What came of a command: changes to be shown, or text for the clipboard; a sentence where it is not seen."""
        parts = self._parts
        if isinstance(result, Changes):
            if result:
                parts.bus.changed.emit(result)
                self._say(command, result, papers)
            else:
                self._say_nothing_moved(command, papers)
        elif isinstance(result, str):
            QGuiApplication.clipboard().setText(result)
            what = command.title.removeprefix("Copy ")
            parts.toast.say(f"{what[:1].upper()}{what[1:]} copied")

    def show_imported(self, imported: Imported) -> None:
        """Go to what came in, the digest, or the inbox where there were several; but call nobody away from a list."""
        from readinglist.gui import import_words

        hashes = {file.hash for file in imported.plan.files if file.parsed.readable}
        digests = [found for hash_ in hashes if (found := self._library.digest_with(hash_))]
        if self._pages.importing:
            self._pages.go(digest_place(digests[0], words.today()) if len(digests) == 1 else STATES["inbox"])
        self._parts.toast.say(import_words.report(imported), undoable=bool(imported.changes))

    def tell_turned(self, changes: Changes, undo: bool) -> None:
        """What came of turning one step of the history; the key that undoes would not take that back."""
        self._parts.bus.changed.emit(changes)
        if undo:
            self._parts.undone.tell(changes)
        else:
            self._parts.toast.say(f"Done again: {changes.label}")

    def show_asked(self, questions: int) -> None:
        """Say what a search for repeats brought, and how to get there."""
        parts, pages = self._parts, self._pages
        if not questions:
            parts.toast.say("Nothing more to check.")
        elif pages.reviewing:
            parts.toast.say(f"{words.counted(questions, 'question', 'questions')} more.")
        else:
            way = Way("Review", parts.actions.key_of("go.check"), lambda: pages.go(CHECK))
            parts.toast.say(f"{words.counted(questions, 'question', 'questions')} more.", way=way)

    def _say_nothing_moved(self, command: Command, papers: int) -> None:
        """What is moved in the queue is seen; that it can go no further is said."""
        if where := _STAYS.get(command.id):
            self._parts.toast.say(f"{'It is' if papers == 1 else 'They are'} {where} already")

    def _say(self, command: Command, changes: Changes, papers: int) -> None:
        toast = self._parts.toast
        if command.id == "history.undo":
            self._parts.undone.tell(changes)
        elif command.id == "history.redo":
            toast.say(f"Done again: {changes.label}", undoable=True)
        elif papers > 1 and command.id not in (*_STAYS, "queue.move"):
            toast.say(words.done(changes.label), undoable=True)

    def _record(self, paper: int | None) -> Record | None:
        try:
            return self._library.record(paper) if paper is not None else None
        except NotFoundError:
            return None  # it went a moment ago, and the news of it is under way

    def _digest(self, place: Place) -> DigestRecord | None:
        try:
            return self._library.digest_record(int(place.key))
        except NotFoundError:
            return None
