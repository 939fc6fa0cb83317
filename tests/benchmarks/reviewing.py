"""The chapter of the walk in which possible repeats are reviewed, a pair at a time, and papers merged by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from readinglist.store.questions import Found

if TYPE_CHECKING:
    from readinglist.store.library import Library
    from tests.benchmarks.hands import Hands, Steps

REASON = "Same title; the abstracts share 30% of their phrases."
EVERY = {"merge a pair": "M", "call a pair different": "D", "put a pair off": "Space"}


def reviewing(hands: Hands) -> Steps:
    """Questions about neighbours in the inbox, answered one after the other and taken back."""
    parts, texts = hands.parts, hands.parts.pair_page.texts
    hands.press("G, I")
    yield from hands.settle()
    rows = [row.id for number in range(8 * hands.times) if (row := parts.model.row(number))]
    pairs = list(zip(rows[::2], rows[1::2], strict=False))
    hands.doing("questions come in")
    parts.tasks.write(lambda library: _ask(library, pairs), parts.bus.changed.emit)
    yield from hands.settle()
    hands.doing("open the review")
    hands.press("G, C")
    yield from hands.settle()
    for action, keys in EVERY.items():
        for _ in range(hands.times):
            hands.doing(action)
            hands.press(keys, texts)
            yield from hands.settle()
    for _ in range(hands.times):
        hands.doing("undo in the review")
        hands.press("Z", texts)
        yield from hands.settle()
    hands.doing("leave the review")
    hands.press("Esc", texts)
    yield from hands.settle()
    yield from merging(hands)


def merging(hands: Hands) -> Steps:
    """Two papers of the list merged by hand, and taken apart again."""
    for _ in range(max(1, hands.times // 4)):
        hands.press("J")
        hands.key(Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
        yield from hands.settle()
        hands.doing("see what a merge would unite")
        hands.press("M")
        yield from hands.settle()
        hands.doing("merge two papers")
        hands.key(Qt.Key.Key_Return)
        yield from hands.settle()
        hands.doing("take a merge apart")
        hands.parts.actions.action("paper.split").trigger()
        yield from hands.settle()


def _ask(library: Library, pairs: list[tuple[int, int]]) -> object:
    with library.transaction("Find repeats") as tx:
        tx.ask(Found(one, other, 0.6, REASON, alike=False) for one, other in pairs)
    return tx.changes
