"""Moves papers in the queue, where its own list shows them in its order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from readinglist.core.errors import ReadingListError
from readinglist.core.order import Order
from readinglist.core.reading import Status
from readinglist.gui.actions import Call
from readinglist.gui.orders import command_of
from readinglist.gui.words import plain_keys

if TYPE_CHECKING:
    from readinglist.commands.registry import Registry
    from readinglist.gui.actions import Actions
    from readinglist.gui.models.paper_list import PaperListModel


class QueueOrder(QObject):
    """One write at a time: what a held key asks for meanwhile is one move as soon as that is shown."""

    def __init__(self, registry: Registry, actions: Actions, model: PaperListModel, parent: QObject) -> None:
        super().__init__(parent)
        self._registry, self._actions, self._model = registry, actions, model
        self._wanted = 0  # places down, or up where it is less than 0
        self._under_way = False

    def shift(self, by: int) -> None:
        """Move the selected papers down by so many places, or up where that is less than 0.

        Raises:
            ReadingListError: the list is not the queue in its own order.
        """
        self._check()
        self._wanted += by
        if not self._under_way:
            self._shift()

    def put(self, command: str) -> None:
        """Move the selected papers to an end of the queue.

        Raises:
            ReadingListError: the list is not the queue in its own order.
        """
        self._check()
        self._wanted = 0
        self._actions.write(Call(self._registry[command]))

    def drop(self, before: int | None) -> None:
        """Move the selected papers before another, or to the end."""
        self._actions.write(Call(self._registry["queue.move"], {"before": before}))

    def _shift(self) -> None:
        by, self._wanted = self._wanted, 0
        if not by:
            return
        self._under_way = True
        command = self._registry["paper.queue_up" if by < 0 else "paper.queue_down"]
        self._actions.write(Call(command, {"places": abs(by)}), then=self._go_on)

    def _go_on(self) -> None:
        self._under_way = False
        self._shift()

    def _check(self) -> None:
        if self._model.is_queue:
            return
        if self._model.query.state == Status.QUEUED:
            by = self._registry[command_of(Order.QUEUE)].title
            raise ReadingListError("The queue is not shown in your order.", f"Lists > Sort > {by} shows it so.")
        key = plain_keys(self._actions.key_of("go.queued"))
        way = f"{key} shows it." if key else f"Lists > {self._registry['go.queued'].title} shows it."
        raise ReadingListError("Papers are moved in the list of the queue.", way)
