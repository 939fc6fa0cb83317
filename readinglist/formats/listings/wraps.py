"""Wrapped lines of a listing: how wide its full lines are, and blocks made of lines that belong together for certain.

The width of a full line is learned from lines that end within a sentence. Where blank lines part the blocks, a full
line and the one after it are one block; elsewhere a full line may as well be a title that happens to be that long, and
`listings.blocks` weighs what is likelier.
"""

from __future__ import annotations

import re
from collections import deque
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import TYPE_CHECKING, NamedTuple

from readinglist.formats.listings.weights import columns, ends_sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from readinglist.formats.listings.lines import ListingLine

WIDEST_WRAP = 130
"""Lines that are wider were not wrapped."""

_NARROWEST_WRAP = 34
_BATCH_LINES = 256
_BATCH_CHARACTERS = 1_000_000
_WEIGHED_CHARACTERS = 4_000
_ENOUGH_LINES = 12

_BROKEN_WORD = re.compile(r"[^\w\s]*\w+[^\W\d_]-(?=\w+[^\W\d_])")


@dataclass(slots=True)
class Block:
    """Lines that belong together; `text` is what is weighed of them, `width` its columns."""

    lines: list[ListingLine]
    text: str
    width: int

    def join(self, other: Block) -> None:
        """Take in the lines of the block that follows."""
        self.lines += other.lines
        self.width += other.width + 1
        if len(self.text) < _WEIGHED_CHARACTERS:
            self.text = f"{self.text} {other.text}"
        else:
            self.text = self.text[:_WEIGHED_CHARACTERS] + other.text


class _Flow(NamedTuple):
    """The end of a line within a sentence: how wide the line is, what comes after, and whether a word was broken."""

    width: int
    after: str
    hyphen: bool


class Wraps:
    """What is known of a file's line ends after the lines seen so far.

    `full` is the width of a full line, None where nothing is wrapped; `greedy` says that every line was filled before
    the next one began, so that a line that is not full ends its block for certain; `hyphens`, that words were broken
    after hyphens; `spaced`, that blank lines part the blocks, `paired`, that a block may hold a title and its abstract.
    """

    def __init__(self) -> None:
        self.full: int | None = None
        self.greedy = False
        self.hyphens = False
        self.spaced = False
        self.paired = False
        self._flowing: deque[_Flow] = deque(maxlen=256)
        self._gaps: deque[bool] = deque(maxlen=512)
        self._hard: deque[bool] = deque(maxlen=512)

    def learn(self, blocks: list[Block]) -> None:
        """Take in some lines, each still a block of its own."""
        pairs = list(pairwise(blocks))
        for block, after in pairs:
            if not after.lines[0].gap and _may_be_wrapped(block, after) and flows(block.text, after.text):
                self._flowing.append(_Flow(block.width, after.text[:WIDEST_WRAP], ends_in_hyphen(block)))
        if len(self._flowing) >= 2:
            self._learn_width()
        for block, after in pairs:
            gap = after.lines[0].gap
            self._gaps.append(gap)
            self._hard.append(not gap and not self.is_full(block, after))
        gaps, hard = sum(self._gaps), sum(self._hard)
        self.spaced = gaps * 40 > len(self._gaps) and gaps * 3 > hard
        self.paired = hard * 4 > gaps

    def _learn_width(self) -> None:
        flowing = self._flowing
        self.full = sorted(flow.width for flow in flowing)[-1 - len(flowing) // 64]
        self.hyphens = sum(flow.hyphen for flow in flowing) * 50 > len(flowing)
        filled = sum(flow.hyphen or self._had_no_room(flow.width, flow.after) for flow in flowing)
        self.greedy = len(flowing) >= _ENOUGH_LINES and filled * 50 >= len(flowing) * 49

    def is_full(self, block: Block, after: Block) -> bool:
        """Whether a line had no room for the first word of the line after it."""
        return self._had_no_room(block.width, after.text[:WIDEST_WRAP])

    def _had_no_room(self, width: int, after: str) -> bool:
        if self.full is None or width > self.full + 12:
            return False
        word = after.split(" ", 1)[0]
        if self.hyphens and (broken := _BROKEN_WORD.match(word)):
            word = broken[0]
        wide = columns(word)
        return width + (2 if wide > 1.5 * len(word) else wide + 1) > self.full

    def one_block(self, block: Block, after: Block) -> bool:
        """Whether two lines belong together for certain."""
        first, last = after.lines[0], block.lines[-1]
        if not self.spaced or self.paired or first.gap or first.new_day or last.cut:
            return False
        return self.is_full(_line(last), after) or continues(_line(last), after)


def wrapped_batches(lines: Iterable[ListingLine], wraps: Wraps) -> Iterator[list[Block]]:
    """The lines in batches of bounded size, made into blocks; what is learned from a batch holds for it already."""
    rest = iter(lines)
    held: Block | None = None
    while single := _batch(rest):
        wraps.learn(single)
        blocks: list[Block] = []
        for block in single:
            if held is None:
                held = block
            elif len(held.lines) < _BATCH_LINES and wraps.one_block(held, block):
                held.join(block)
            else:
                blocks.append(held)
                held = block
        yield blocks
    if held is not None:
        yield [held]


def continues(block: Block, after: Block) -> bool:
    """Whether two lines may have been wrapped and the text goes on, in lower case or after a hyphen."""
    if ends_in_hyphen(block):
        return max(block.width, after.width) <= WIDEST_WRAP
    return after.text[0].islower() and _may_be_wrapped(block, after) and flows(block.text, after.text)


def ends_in_hyphen(block: Block) -> bool:
    """Whether a line ends within a word."""
    return block.text.endswith(("-", "\u00ad")) and block.text[-2:-1].isalpha()


def flows(text: str, after: str) -> bool:
    """Whether a sentence may go on from one line to the next: no stop before, and no capital or digit after."""
    return not (after[0].isupper() or after[0].isdecimal()) and after[0].isalpha() and not ends_sentence(text)


def _may_be_wrapped(block: Block, after: Block) -> bool:
    return _NARROWEST_WRAP <= block.width <= WIDEST_WRAP and after.width <= WIDEST_WRAP


def _line(line: ListingLine) -> Block:
    return Block([line], line.text, columns(line.text))


def _batch(lines: Iterator[ListingLine]) -> list[Block]:
    batch: list[Block] = []
    characters = 0
    for line in islice(lines, _BATCH_LINES):
        batch.append(_line(line))
        characters += len(line.text)
        if characters > _BATCH_CHARACTERS:
            break
    return batch
