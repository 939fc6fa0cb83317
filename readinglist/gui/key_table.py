"""The keys of what is looked at, below their headings, from registry and keymap."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readinglist.commands.keymap import GLOBAL
from readinglist.gui.dialogs.key_columns import KeyGroup, KeyRow
from readinglist.gui.menus import KEY_GROUPS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from readinglist.commands.keymap import Keymap
    from readinglist.commands.registry import Registry


def groups_of(registry: Registry, keymap: Keymap, context: str) -> list[KeyGroup]:
    """Every command that has a key in a context, or everywhere."""
    groups = [
        KeyGroup(name, tuple(_rows(registry, keymap, context, commands))) for name, commands in KEY_GROUPS.items()
    ]
    return [group for group in groups if group.rows]


def _rows(registry: Registry, keymap: Keymap, context: str, commands: Sequence[str]) -> Iterator[KeyRow]:
    for command in commands:
        keys = [one.keys for one in keymap.bindings if one.command == command and one.context in (context, GLOBAL)]
        if keys:
            own = [one.keys for one in keymap.bindings if one.command == command and one.context == context]
            yield KeyRow(tuple(own or keys), registry[command].title)
