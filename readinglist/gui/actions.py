"""Registry and keymap made into actions of the window, its menus among them."""

from __future__ import annotations

import inspect
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeySequence

from readinglist.commands.keymap import CONTEXTS, GLOBAL, LIST
from readinglist.core.errors import LibraryError, ReadingListError
from readinglist.core.selection import Selection
from readinglist.core.sentences import quoted
from readinglist.gui.menus import LINE, MENUS, ONE_OF, ORDERS, RATING_NAMES

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

    from readinglist.commands.registry import Command
    from readinglist.gui.tasks import Tasks
    from readinglist.store.library import Library
    from readinglist.workspace import Workspace

#: After these the next paper is looked at: the user is done with this one.
VERDICTS = frozenset({"paper.queue", "paper.read", "paper.dismiss", "paper.later"})


#: These go on as long as their key is held down.
HELD = frozenset({
    "list.next", "list.previous", "step.next", "step.previous", "view.larger", "view.smaller", "paper.queue_up",
    "paper.queue_down",
})  # fmt: skip


class Papers(Protocol):
    """Where the papers are that a command is for."""

    def selection(self) -> Selection:
        """Which they are."""

    def move_on(self) -> None:
        """Look at the paper after them."""


@dataclass(frozen=True)
class Call:
    """A command with the arguments that its key gives."""

    command: Command
    arguments: Mapping[str, Any] = field(default_factory=dict)

    @property
    def of_papers(self) -> bool:
        """Whether it wants the papers that are selected."""
        return "ids" in inspect.signature(self.command.run).parameters

    @property
    def complete(self) -> bool:
        """Whether nothing more has to be asked for it to be done."""
        given = {**self.arguments, "ids": ()} if self.of_papers else self.arguments
        try:
            inspect.signature(self.command.run).bind(None, **given)
        except TypeError:
            return False
        return True


class Actions(QObject):
    """Every command that the window can run, by its key and from its menu.

    Keys of a context work while its home, a widget, or something in it has the focus, global ones everywhere. A page
    that is built later becomes a home when it is there.
    `begun` tells a command and for how many papers it is to be done, and `ended` that it is. `done` tells what came of
    it: the command, what it returned, and for how many papers; `written` for which. `refused` tells a call that the
    library could not take, its papers, and why.
    """

    begun = Signal(object, int)
    ended = Signal()
    done = Signal(object, object, int)
    written = Signal(object)
    refused = Signal(object, object, object)

    def __init__(self, workspace: Workspace, tasks: Tasks, papers: Papers, *, window: QWidget, body: QWidget) -> None:
        super().__init__(window)
        self._registry, self._keymap = workspace.registry, workspace.keymap
        self._tasks, self._papers = tasks, papers
        self._by_window: Mapping[str, Callable[[], object]] = {}
        self._homes = {GLOBAL: window, LIST: body}
        self._found: dict[tuple[str, str, str], QAction] = {}
        self._groups: list[QActionGroup] = []
        for one in self._keymap.bindings:
            action = self._make(Call(self._registry[one.command], one.arguments), one.context)
            action.setShortcuts([*action.shortcuts(), QKeySequence(one.keys)])

    def serve(self, by_window: Mapping[str, Callable[[], object]]) -> None:
        """Say how what only the window can do is done, and what asks for the answer that a command needs first."""
        self._by_window = by_window

    def work_in(self, context: str, home: QWidget) -> None:
        """Have the keys of a context work in its page, which is there from now on."""
        self._homes[context] = home
        home.addActions([action for (_, _, where), action in self._found.items() if where == context])

    def action(self, command: str, **arguments: object) -> QAction:
        """The action of a command that works in most places; made without a key where it has none."""
        for context in CONTEXTS:
            if found := self._found.get(_name(command, arguments, context)):
                return found
        return self._make(Call(self._registry[command], arguments), GLOBAL)

    def key_of(self, command: str, context: str = LIST) -> str:
        """The key to be shown for a command, where papers are listed; empty where it has none."""
        return next(iter(self._keymap.keys_of(command, context)), "")

    def fill(self, bar: QMenuBar) -> None:
        """Put the menus into the menu bar."""
        for name, items in MENUS.items():
            self.fill_menu(bar.addMenu(name), items)
        for names in ONE_OF:
            group = QActionGroup(self)
            for name in names:
                action = self.action(name)
                action.setCheckable(True)
                group.addAction(action)
            self._groups.append(group)

    def fill_menu(self, menu: QMenu, items: Sequence[str | tuple[str, ...]]) -> None:
        """Put commands into a menu, menus within it among them."""
        for item in items:
            if item == LINE:
                menu.addSeparator()
            elif isinstance(item, tuple):
                self.fill_menu(menu.addMenu(item[0]), item[1:])
            elif item == "paper.rate":
                self._fill_ratings(menu.addMenu(self._registry[item].title))
            else:
                menu.addAction(self.action(item))

    def enable(self, *, papers: bool, undo: bool, redo: bool, search: bool, orders: Collection[str]) -> None:
        """Say what there is to be done: papers selected, a step to take back or do again, a search to be saved.

        `orders` are the commands that sort the list as it can be sorted.
        """
        known = {"history.undo": undo, "history.redo": redo, "search.save": search, "papers.export": True}
        known |= {order: order in orders for order in ORDERS}
        for (command, _, _), action in self._found.items():
            of_papers = command.startswith(("paper.", "papers."))
            action.setEnabled(known.get(command, papers if of_papers else True))

    def name_steps(self, undo: str, redo: str) -> None:
        """Say in the menu which step each of them is about; empty where there is none."""
        for (command, _, _), action in self._found.items():
            if command in ("history.undo", "history.redo"):
                title, step = self._registry[command].title, undo if command == "history.undo" else redo
                action.setText(f"{title} {quoted(step, 40)}".replace("&", "&&") if step else title)

    def tick(self, *commands: str) -> None:
        """Say which of the commands that stand for a choice hold now."""
        for command in commands:
            self.action(command).setChecked(True)

    def _fill_ratings(self, menu: QMenu) -> None:
        for rating, name in enumerate(RATING_NAMES):
            action = self.action("paper.rate", rating=rating)
            action.setText(name)
            menu.addAction(action)

    def _make(self, call: Call, context: str) -> QAction:
        name = _name(call.command.id, call.arguments, context)
        if name not in self._found:
            action = QAction(call.command.title, self)
            action.setStatusTip(call.command.help)
            action.setAutoRepeat(call.command.id in HELD)  # a key held down too long must judge nothing
            in_window, in_home = Qt.ShortcutContext.WindowShortcut, Qt.ShortcutContext.WidgetWithChildrenShortcut
            action.setShortcutContext(in_window if context == GLOBAL else in_home)
            action.triggered.connect(lambda _checked=False: self.run(call))
            if context in self._homes:
                self._homes[context].addAction(action)
            self._found[name] = action
        return self._found[name]

    def run(self, call: Call, papers: Selection | None = None) -> None:
        """Do a command for the papers that are selected, or those that are named."""
        if call.command.id in self._by_window and not call.arguments and papers is None:
            self._do_in_window(call.command.id)
        else:
            self.write(call, papers)

    def write(self, call: Call, papers: Selection | None = None, then: Callable[[], object] = lambda: None) -> None:
        """Do a command on the writer's thread, where it is also looked up which papers are meant.

        `then` is called when it is done, or could not be.
        """
        command = call.command
        if not call.complete:
            more = f"“{command.title}” needs more than its key gives."
            self._tasks.failed.emit(ReadingListError(more, "Give it in your keymap.toml, or leave the key out."))
            then()
            return
        chosen = Selection()
        if call.of_papers:
            try:
                chosen = self._papers.selection() if papers is None else papers
            except ReadingListError as error:
                self._tasks.failed.emit(error)
                then()
                return
            if not chosen:
                then()
                return
        self.begun.emit(command, len(chosen))
        self._tasks.write(
            partial(_do, call, chosen), partial(self._tell, command, then), partial(self._fail, then),
            says=partial(self._say, call, chosen),
        )  # fmt: skip
        if command.id in VERDICTS and papers is None:
            self._papers.move_on()

    def _do_in_window(self, command: str) -> None:
        try:
            self._by_window[command]()
        except ReadingListError as error:
            self._tasks.failed.emit(error)
        if any(command in names for names in ONE_OF):
            self.tick(command)  # it can have come by a key of its own

    def _tell(self, command: Command, then: Callable[[], object], done: tuple[Sequence[int], object]) -> None:
        papers, result = done
        self.ended.emit()
        self.written.emit(papers)
        self.done.emit(command, result, len(papers))
        then()

    def _fail(self, then: Callable[[], object]) -> None:
        self.ended.emit()
        then()

    def _say(self, call: Call, papers: Selection, error: ReadingListError) -> None:
        """What was wrong with a call is for everybody; one that could not be written can be done again."""
        if isinstance(error, LibraryError):
            self.refused.emit(call, papers, error)
        else:
            self._tasks.failed.emit(error)


def _do(call: Call, papers: Selection, library: Library) -> tuple[Sequence[int], object]:
    """Do a command; returns for which papers, and what it returned."""
    if not call.of_papers:
        return (), call.command.run(library, **call.arguments)
    ids = library.selected(papers)
    return ids, call.command.run(library, **call.arguments, ids=ids)


def _name(command: str, arguments: Mapping[str, object], context: str) -> tuple[str, str, str]:
    return command, repr(sorted(arguments.items())), context
