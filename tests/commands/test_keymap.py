"""Keys: one table, checked before anything is bound."""

from __future__ import annotations

import pytest

from readinglist import resources
from readinglist.commands.keymap import Binding, read_keymap
from readinglist.commands.registry import make_registry
from readinglist.core.errors import KeymapError

REGISTRY = make_registry()
SHIPPED = resources.text("keymap.toml")


def test_the_shipped_keys_are_those_of_the_manual() -> None:
    keymap = read_keymap(SHIPPED, "", REGISTRY)
    assert Binding("list", "Q", "paper.queue") in keymap.bindings
    assert Binding("list", "5", "paper.rate", {"rating": 5}) in keymap.bindings
    assert keymap.keys_of("history.undo", "list") == ["Z", "Ctrl+Z"]
    assert keymap.keys_of("paper.rate", "list") == ["0", "1", "2", "3", "4", "5"]


def test_every_context_and_command_of_the_table_exists() -> None:
    assert {one.context for one in read_keymap(SHIPPED, "", REGISTRY).bindings} == {
        "global",
        "list",
        "import",
        "pair",
        "history",
    }


def test_the_users_own_keys_lie_over_the_shipped_ones() -> None:
    keymap = read_keymap(SHIPPED, '[list]\nq = ""\n"ctrl+j" = "paper.queue"\nX = "paper.read"\ne = ""', REGISTRY)
    assert keymap.keys_of("paper.queue", "list") == ["Ctrl+J"]
    assert keymap.keys_of("paper.read", "list") == ["X"]
    assert keymap.keys_of("paper.dismiss", "list") == []


@pytest.mark.parametrize(
    ("own", "says"),
    [
        ('[list]\n"Ctrl+Z" = "paper.queue"', "Ctrl\\+Z calls paper.queue, and Ctrl\\+Z in \\[global\\]"),
        ('[list]\n"q q" = "paper.read"', "Q, Q calls paper.read, and Q in"),
        ('[list]\ny = "paper.frob"', "“paper.frob”, which is no command"),
        ('[list]\n"Hyper+y" = "paper.read"', "is no key"),
        ('[list]\n"" = "paper.read"', "empty key"),
        ("[list\n", "can't be read"),
        ('y = "paper.read"', "outside of a context"),
        ("a = " + "[" * 9_000, "brackets in brackets"),
        ("[list]\ny = " + "9" * 9_000, "can't be read: Exceeds the limit"),
        ("#" * 1_000_000, "more than 20,000 characters"),
        ("[list]\ny = [1]", "calls “\\[1\\]”, which is no command"),
        ("[list]\ny = 1979-05-27T07:32:00Z", "which is no command"),
    ],
)
def test_a_table_that_contradicts_itself_is_said_not_guessed(own: str, says: str) -> None:
    with pytest.raises(KeymapError, match=says):
        read_keymap(SHIPPED, own, REGISTRY)


def test_keys_are_written_in_one_way() -> None:
    table = '[list]\n"shift+ctrl+a" = "paper.read"\n"g i" = "paper.inbox"\n"Ctrl++" = "paper.star"\nF2 = "paper.unstar"'
    keys = [one.keys for one in read_keymap(table, "", REGISTRY).bindings]
    assert keys == ["Ctrl+Shift+A", "G, I", "Ctrl++", "F2"]
