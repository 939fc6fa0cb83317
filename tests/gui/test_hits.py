"""The palette has the best hits first, and says each of them in words."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt

from readinglist.gui.letters import abbreviates, begins, fold, holds
from readinglist.gui.models.hits import HIT, TYPED, Hit, HitModel, rank


def hit(title: str, *, context: str = "", keys: str = "", enabled: bool = True) -> Hit:
    return Hit("command", title, context, "queue", keys, title, enabled)


titles = st.lists(st.text(alphabet="ab cé", max_size=8), max_size=12)
texts = st.text(alphabet="ab cE", max_size=5)


def ranked(text: str, *names: str) -> list[str]:
    return [one.title for one in rank(text, [hit(name) for name in names], 100)]


def test_without_a_text_all_hits_are_shown_in_their_order() -> None:
    assert ranked(" ", "Star", "Queue", "Tag") == ["Star", "Queue", "Tag"]


def test_only_hits_with_all_words_of_the_text_are_shown() -> None:
    assert ranked("queue top", "Go to the queue", "Move to the top of the queue") == ["Move to the top of the queue"]


def test_a_word_that_begins_so_comes_before_one_that_holds_it_and_the_start_of_the_title_before_both() -> None:
    names = ("Sequential training", "Go to the queue", "Queue the paper")
    assert ranked("que", *names) == ["Queue the paper", "Go to the queue", "Sequential training"]


def test_initials_find_a_command_after_what_has_the_letters() -> None:
    assert ranked("gtq", "Go to the queue", "Sort") == ["Go to the queue"]
    assert ranked("ma", "Move all", "Mark as read", "Format") == ["Mark as read", "Format", "Move all"]


@settings(max_examples=150)
@given(texts, titles, st.integers(0, 12))
def test_a_shorter_list_is_the_start_of_the_longer_one(text: str, names: list[str], limit: int) -> None:
    hits = [hit(name) for name in names]
    assert rank(text, hits, limit) == rank(text, hits, len(hits))[:limit]


@settings(max_examples=150)
@given(texts, titles)
def test_every_title_with_the_words_is_found_and_no_other(text: str, names: list[str]) -> None:
    found = ranked(text, *names)
    expected = [name for name in names if not fold(text) or holds(text, name) or abbreviates(text, name)]
    assert sorted(found) == sorted(expected)
    if fold(text):
        first = fold(text).split()[0]
        worth = [(not holds(text, name), not begins(text, name), not fold(name).startswith(first)) for name in found]
        assert [one[:2] for one in worth] == sorted(one[:2] for one in worth)
        assert [one for one in worth if not one[0]] == sorted(one for one in worth if not one[0])


def test_hits_are_said_in_words() -> None:
    model = HitModel()
    model.show([("Commands", [hit("Queue", context="Paper", keys="G, Q"), hit("Tag", enabled=False)])], "q")
    said = [model.data(model.index(row, 0), Qt.ItemDataRole.AccessibleTextRole) for row in range(model.rowCount())]
    assert said == ["Commands", "Queue, Paper, g q", "Tag, not now"]


def test_heads_and_what_can_not_be_done_now_can_not_be_chosen() -> None:
    model = HitModel()
    model.show([("Commands", [hit("Queue"), hit("Tag", enabled=False)]), ("Papers", [])], "q")
    enabled = [bool(model.flags(model.index(row, 0)) & Qt.ItemFlag.ItemIsEnabled) for row in range(model.rowCount())]
    assert enabled == [False, True, False]
    assert model.hits == 2
    assert model.data(model.index(0, 0), HIT) is None
    assert model.data(model.index(1, 0), TYPED) == "q"
