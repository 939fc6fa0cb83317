"""Many things, some hundred at a time."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

BATCH = 500
Thing = TypeVar("Thing")


def batches(things: Iterable[Thing], size: int = BATCH) -> Iterator[list[Thing]]:
    """The things in their order, in lists of `size`; the last one may be shorter."""
    rest = iter(things)
    while batch := list(islice(rest, size)):
        yield batch
