"""The options that say in which order papers come, for verbs that list or write them."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import click

from readinglist.core.order import SEEDS, Order, Sorting
from readinglist.store.search import has_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from readinglist.core.query import Query

Function = TypeVar("Function", bound="Callable[..., object]")


def sort_options(function: Function) -> Function:
    """Let a verb take --sort, as `sort`, and --seed, as `seed`."""
    orders = click.Choice([order.value for order in Order])
    seeds = click.IntRange(0, SEEDS - 1)
    function = click.option("--seed", type=seeds, help="With --sort random: a number that always gives one order.")(
        function
    )
    return click.option("--sort", type=orders, help="The order; else newest, and the queue's for is:queued.")(function)


def sorting(query: Query, sort: str | None, seed: int | None) -> Sorting | None:
    """The order that was asked for; None for the usual one of a list."""
    if seed is not None and sort != Order.RANDOM:
        raise click.UsageError("--seed is for --sort random.")
    if sort == Order.BEST and not has_words(query):
        raise click.UsageError("--sort best wants words to look for, for example: readinglist list --sort best sieves")
    if sort is None:
        return None
    return Sorting.anew(Order(sort)) if seed is None else Sorting(Order(sort), seed)
