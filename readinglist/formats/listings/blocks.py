"""Titles and abstracts of a listing told apart: every block gets the part it plays, by the cheapest reading of all.

Nothing in a listing marks a title. Pairing blocks blindly (first a title, then an abstract, …) shifts everything after
the first missing abstract. So each block is weighed for every part it could play (`weights`: width, stops,
words of sentences, links, capitals), each step from one block to the next is weighed too, and the sequence of parts
with the lowest sum wins (Viterbi's algorithm). A block is what `wraps` made of the lines: a paragraph where
blank lines part the blocks, else a single line. The parts:

    TITLE  TITLE_MORE   a title, its further lines where it was wrapped
    TEXT                an abstract, or its first line
    PARAGRAPH           a further paragraph of an abstract, or its first line
    TEXT_MORE           the further lines of a paragraph

The rules of the steps:

- A title is followed by its abstract, an abstract by the next title: free.
- A title after a title: the first one has no abstract. That costs 2, less than taking an ordinary title for an
  abstract; but a short sentence with a full stop is cheaper as an abstract, unless it has a title's capitals, begins
  with a name and a colon, or holds no word that makes a sentence.
- A further paragraph costs 2 (3 where every line was filled), and half of what it weighs as an abstract: paragraphs
  may be short.
- An abstract without a title, at the start or after a day line, costs 4: it is left out later, with an error.
- A line goes on in the next one only where nothing stands between them. That is free where the line is full (the next
  word would not have fitted), but 1.2 after the end of a sentence; where the line is not full it costs 1 to 4, and 8
  or 9 where one of the two is far too long to have been wrapped, or nothing is wrapped in the file.
- Where every line was filled (`Wraps.greedy`) and no blank lines part the blocks, a line that is not full ends its
  block for certain. Of the full ones about one in ten does: a title after one costs 3, an abstract 1.6, a further
  paragraph 6. That a text goes on costs 2.5 after the end of a sentence (4 after a link), 2 to 3.2 before a capital
  within one.
- A new title or abstract directly after a full line costs 0.5 or 1, and more where the text flows on in lower case.

Blocks are decided as soon as all readings agree on them, so that a file of any length is read in bounded memory.
"""

from __future__ import annotations

import re
from enum import IntEnum
from math import inf
from typing import TYPE_CHECKING, NamedTuple

from readinglist.formats.listings.weights import Weights, ends_in_link, weigh
from readinglist.formats.listings.wraps import WIDEST_WRAP, Block, Wraps, continues, ends_in_hyphen, wrapped_batches

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from readinglist.formats.listings.lines import ListingLine


class Part(IntEnum):
    """The part that a line or block plays in its entry."""

    TITLE = 0
    TITLE_MORE = 1
    TEXT = 2
    PARAGRAPH = 3
    TEXT_MORE = 4


_TEXTS = (Part.TEXT, Part.PARAGRAPH, Part.TEXT_MORE)

_NO_ABSTRACT = 2.0
_NO_TITLE = 4.0
_CUT_WITHOUT_TITLE = 12.0
_CUT_PARAGRAPH = 8.0
_DAY_WITHIN_ENTRY = 4.0
_LATER_TITLE_LINE = 0.8
_NO_WRAP = 8.0
_PLAIN_START = re.compile(r"[A-Z][a-z]* [a-z]")

_MOST_UNDECIDED = 4096
_WIDEST_UNDECIDED = 4_000_000


class _Step(NamedTuple):
    """What the ways from one block to the next cost, beside what the blocks themselves weigh."""

    join_title: float
    join_text: float
    title_after_title: float
    title_after_text: float
    text_after_title: float
    paragraph: float


class _Costs(NamedTuple):
    """The cheapest reading so far for each part that the last block could play."""

    title: float
    title_more: float
    text: float
    paragraph: float
    text_more: float


class _Origins(NamedTuple):
    """For each part of a block: the part of the block before in its cheapest reading."""

    title: Part
    title_more: Part
    text: Part
    paragraph: Part
    text_more: Part


def label_lines(lines: Iterable[ListingLine]) -> Iterator[tuple[ListingLine, Part]]:
    """Every line with its part, in order, a bounded number of lines behind the input."""
    wraps = Wraps()
    reading = _Reading()
    for blocks in wrapped_batches(lines, wraps):
        for block in blocks:
            reading.add(block, wraps)
        for block, part in reading.decided():
            yield from _lines_of(block, part)
    for block, part in reading.finish():
        yield from _lines_of(block, part)


def _lines_of(block: Block, part: Part) -> Iterator[tuple[ListingLine, Part]]:
    more = Part.TITLE_MORE if part in (Part.TITLE, Part.TITLE_MORE) else Part.TEXT_MORE
    for place, line in enumerate(block.lines):
        yield line, more if place else part


class _Reading:
    """The cheapest readings of the lines seen, and the way back through them."""

    def __init__(self) -> None:
        self._blocks: list[Block] = []
        self._origins: list[_Origins] = []
        self._costs: _Costs | None = None
        self._last: Block | None = None
        self._last_weights = Weights(0, 0, 0, 0, 0, 0, 0)

    def add(self, block: Block, wraps: Wraps) -> None:
        """Weigh one more block."""
        first = block.lines[0]
        weights = weigh(block.text, block.width, cut=first.cut, doubtful=first.doubtful)
        if self._costs is None or self._last is None:
            orphan = (_CUT_WITHOUT_TITLE if first.cut else _NO_TITLE) + weights.text_start
            self._costs = _Costs(weights.title_start, inf, orphan, inf, inf)
            self._origins.append(_Origins(*[Part.TITLE] * 5))
        else:
            step = _step(
                self._last, block, wraps, ended=self._last_weights.text_end == 0, wrapped_title=weights.wrapped_title
            )
            self._advance(self._costs, weights, step)
        self._blocks.append(block)
        self._last, self._last_weights = block, weights

    def _advance(self, costs: _Costs, weights: Weights, step: _Step) -> None:
        title, title_from, text, text_from = self._ended(costs)
        after_title = title + _NO_ABSTRACT + step.title_after_title
        after_text = text + step.title_after_text
        first, later = costs.title, costs.title_more + _LATER_TITLE_LINE
        more = min(costs.text, costs.paragraph, costs.text_more)
        self._origins.append(
            _Origins(
                title_from if after_title < after_text else text_from,
                Part.TITLE if first <= later else Part.TITLE_MORE,
                title_from,
                text_from,
                _TEXTS[costs[2:].index(more)],
            )
        )
        self._costs = _Costs(
            weights.title_start + min(after_title, after_text),
            weights.title_more + step.join_title + min(first, later),
            weights.text_start + step.text_after_title + title,
            weights.text_start + step.paragraph + text,
            weights.text_more + step.join_text + more,
        )

    def _ended(self, costs: _Costs) -> tuple[float, Part, float, Part]:
        """The cheapest reading in which the last line ends a title, and in which it ends a paragraph."""
        weights = self._last_weights
        title, title_from = costs.title, Part.TITLE
        if costs.title_more < title:
            title, title_from = costs.title_more, Part.TITLE_MORE
        text, text_from = costs.text + weights.text_whole, Part.TEXT
        if (paragraph := costs.paragraph + weights.text_whole / 2) < text:
            text, text_from = paragraph, Part.PARAGRAPH
        if (more := costs.text_more + weights.text_end) < text:
            text, text_from = more, Part.TEXT_MORE
        return title + weights.title_end, title_from, text, text_from

    def decided(self) -> Iterator[tuple[Block, Part]]:
        """The lines whose part no later line can change; the oldest of too many are decided as things stand."""
        if self._costs is None:
            return
        if len(self._blocks) > _MOST_UNDECIDED or sum(block.width for block in self._blocks) > _WIDEST_UNDECIDED:
            self._settle(self._costs)
        parts = {part for part in Part if self._costs[part] < inf}
        place = len(self._blocks) - 1
        while place >= 0 and len(parts) > 1:
            parts = {self._origins[place][part] for part in parts}
            place -= 1
        yield from self._emit(place, parts.pop())

    def finish(self) -> Iterator[tuple[Block, Part]]:
        """All lines that are left, by the cheapest reading to the end."""
        if self._costs is not None and self._blocks:
            yield from self._emit(len(self._blocks) - 1, self._cheapest_end(self._costs))

    def _settle(self, costs: _Costs) -> None:
        """Forget all readings but the cheapest."""
        kept = self._cheapest_end(costs)
        self._costs = _Costs(*[costs[part] if part is kept else inf for part in Part])

    def _cheapest_end(self, costs: _Costs) -> Part:
        title, title_from, text, text_from = self._ended(costs)
        return title_from if title + _NO_ABSTRACT < text else text_from

    def _emit(self, place: int, part: Part) -> Iterator[tuple[Block, Part]]:
        """Let go of the lines up to a place, whose part is known, by the way back from there."""
        found: list[Part] = []
        for origin in reversed(self._origins[: place + 1]):
            found.append(part)
            part = origin[part]
        blocks = self._blocks[: place + 1]
        del self._blocks[: place + 1]
        del self._origins[: place + 1]
        yield from zip(blocks, reversed(found), strict=True)


def _step(last: Block, block: Block, wraps: Wraps, *, ended: bool, wrapped_title: float) -> _Step:
    """The costs of the ways between two blocks; `ended`: the first one ends as a sentence does."""
    first = block.lines[0]
    if first.gap or first.new_day or first.cut:
        cut = _CUT_PARAGRAPH if first.cut else 0.0
        day = _DAY_WITHIN_ENTRY if first.new_day else 0.0
        return _Step(inf, inf, 0.0, 0.0, day, 2.0 + cut + day)
    flowing = continues(last, block)
    if wraps.greedy and not wraps.spaced:
        return _greedy_step(last, block, wraps, ended=ended, wrapped_title=wrapped_title)
    if wraps.is_full(last, block) or (flowing and ends_in_hyphen(last)):
        apart = 2.0 * (wraps.spaced and not wraps.paired) + 1.0 * flowing
        return _Step(1.5 * ended, 1.2 * ended, apart + 0.5, apart + 1.0, apart + 0.5, 4.0)
    join_title = (1.2 if wraps.spaced and not wraps.paired else 2.5) + 1.5 * ended
    join_title -= 1.0 * (flowing and wraps.full is not None)
    return _Step(join_title, _hard_join(last, block, wraps, flowing=flowing), 0.0, 0.0, 0.0, 2.0)


def _greedy_step(last: Block, block: Block, wraps: Wraps, *, ended: bool, wrapped_title: float) -> _Step:
    """The costs where every line was filled: a line that is not full ends its block, one in ten full ones does."""
    if ends_in_hyphen(last):
        return _Step(0.0, 0.0, 6.0, 6.0, 6.0, 8.0)
    if not wraps.is_full(last, block):
        return _Step(_NO_WRAP, _NO_WRAP, 0.0, 0.0, 0.0, 3.0)
    lower = block.text[0].islower()
    join_text = 2.5 + 1.5 * ends_in_link(last.text) if ended else _capital_within_sentence(block.text)
    apart = 3.0 + lower + wrapped_title
    return _Step(3.5 * ended + wrapped_title, join_text, apart, apart, 1.6 + 2.0 * lower, 6.0)


def _capital_within_sentence(text: str) -> float:
    """What it costs that a sentence goes on in a line that begins so: a name may stand there, a plain word hardly."""
    if not text[0].isupper():
        return 0.0
    return 3.2 if _PLAIN_START.match(text) else 2.0


def _hard_join(last: Block, block: Block, wraps: Wraps, *, flowing: bool) -> float:
    """What it costs that a text goes on after a line that is not full."""
    if last.width > WIDEST_WRAP or block.width > WIDEST_WRAP:
        return 8.0
    whole_blocks = wraps.spaced and not wraps.paired
    if flowing:
        return 0.3 if whole_blocks else 1.0
    if wraps.full is None:
        return 9.0
    return 1.0 if whole_blocks else 4.0
