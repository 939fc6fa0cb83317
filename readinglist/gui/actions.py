"""Registry and keymap made into actions of the window, its menus among them."""

from __future__ import annotations

import inspect
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence

from readinglist.commands.keymap import GLOBAL
from readinglist.core.changes import Changes
from readinglist.core.errors import ReadingListError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

    from readinglist.commands.registry import Command
    from readinglist.gui.bus import Bus
    from readinglist.gui.tasks import Tasks
    from readinglist.workspace import Workspace

LIST = "list"

#: After these the next paper is looked at: the user is done with this one.
VERDICTS = frozenset({"paper.queue", "paper.read", "paper.dismiss"})

#: What stands in which menu; "-" is a line. The names of commands come from the registry.
MENUS: Mapping[str, Sequence[str]] = {
    "&File": ("digest.import",),
    "&Edit": ("history.undo", "history.redo"),
    "&Paper": ("paper.queue", "paper.read", "paper.dismiss", "paper.inbox", "-", "paper.toggle_star", "paper.rate"),
}
RATING_NAMES = ("No rating", "1", "2", "3", "4", "5")


class Papers(Protocol):
    """Where the papers are that a command is for."""

    def selected(self) -> list[int]:
        """Their ids."""

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
        """Whether nothing more has to be asked: such a command can be bound to a key as it is."""
        given = {**self.arguments, "ids": ()} if self.of_papers else self.arguments
        try:
            inspect.signature(self.command.run).bind(None, **given)
        except TypeError:
            return False
        return self.command.writes or self.command.id.startswith("history.")


class Actions(QObject):
    """Every command that the window can run, by its key and from its menu.

    `asking` has the commands that need an answer first, with what asks for it. Keys of the context "list" work while
    `lists` or something in it has the focus, global ones everywhere in the window.
    """

    def __init__(
        self, workspace: Workspace, tasks: Tasks, bus: Bus, papers: Papers, asking: Mapping[str, Callable[[], None]],
        *, window: QWidget, lists: QWidget,
    ) -> None:  # fmt: skip
        super().__init__(window)
        self._registry, self._keymap = workspace.registry, workspace.keymap
        self._tasks, self._bus, self._papers, self._asking = tasks, bus, papers, asking
        self._homes = {GLOBAL: window, LIST: lists}
        self._found: dict[tuple[str, str, str], QAction] = {}
        for one in self._keymap.bindings:
            call = Call(self._registry[one.command], one.arguments)
            if one.context in self._homes and (one.command in asking or call.complete):
                action = self._make(call, one.context)
                action.setShortcuts([*action.shortcuts(), QKeySequence(one.keys)])

    def action(self, command: str, **arguments: object) -> QAction:
        """The action of a command that works in most places; made without a key where it has none."""
        for context in (GLOBAL, LIST):
            if found := self._found.get(_name(command, arguments, context)):
                return found
        return self._make(Call(self._registry[command], arguments), GLOBAL)

    def key_of(self, command: str) -> str:
        """The key to be shown for a command, where papers are listed; empty where it has none."""
        return next(iter(self._keymap.keys_of(command, LIST)), "")

    def fill(self, bar: QMenuBar) -> dict[str, QMenu]:
        """Put the menus into the menu bar; returns them by name."""
        return {name: self._menu(bar, name, commands) for name, commands in MENUS.items()}

    def enable(self, *, papers: bool, undo: bool, redo: bool) -> None:
        """Say what there is to be done."""
        for (command, _, _), action in self._found.items():
            wanted = {"history.undo": undo, "history.redo": redo}
            action.setEnabled(wanted.get(command, papers if command.startswith("paper.") else True))

    def _menu(self, bar: QMenuBar, name: str, commands: Sequence[str]) -> QMenu:
        menu = bar.addMenu(name)
        for command in commands:
            if command == "-":
                menu.addSeparator()
            elif command == "paper.rate":
                rate = menu.addMenu(self._registry[command].title)
                for rating, rating_name in enumerate(RATING_NAMES):
                    action = self.action(command, rating=rating)
                    action.setText(rating_name)
                    rate.addAction(action)
            else:
                menu.addAction(self.action(command))
        return menu

    def _make(self, call: Call, context: str) -> QAction:
        name = _name(call.command.id, call.arguments, context)
        if name not in self._found:
            action = QAction(call.command.title, self)
            action.setStatusTip(call.command.help)
            action.setAutoRepeat(False)  # a key that is held down too long must not judge the next papers
            in_window, in_lists = Qt.ShortcutContext.WindowShortcut, Qt.ShortcutContext.WidgetWithChildrenShortcut
            action.setShortcutContext(in_window if context == GLOBAL else in_lists)
            action.triggered.connect(partial(self._run, call))
            self._homes[context].addAction(action)
            self._found[name] = action
        return self._found[name]

    def _run(self, call: Call, _checked: bool = False) -> None:
        command, arguments = call.command, dict(call.arguments)
        if command.id in self._asking:
            self._asking[command.id]()
            return
        if call.of_papers:
            try:
                arguments["ids"] = self._papers.selected()
            except ReadingListError as error:
                self._tasks.failed.emit(error)
                return
            if not arguments["ids"]:
                return
        self._tasks.write(lambda library: command.run(library, **arguments), self._tell)
        if command.id in VERDICTS:
            self._papers.move_on()

    def _tell(self, changes: object) -> None:
        if isinstance(changes, Changes) and changes:
            self._bus.changed.emit(changes)


def _name(command: str, arguments: Mapping[str, object], context: str) -> tuple[str, str, str]:
    return command, repr(sorted(arguments.items())), context
