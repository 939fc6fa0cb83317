"""keymap.toml and the user's own: which keys call which command, checked before anything is bound."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from inspect import signature
from typing import TYPE_CHECKING, Any

from readinglist.core.errors import KeymapError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from readinglist.commands.registry import Registry

GLOBAL = "global"
LIST = "list"
IMPORT = "import"
PAIR = "pair"
HISTORY = "history"
CONTEXTS = (GLOBAL, LIST, IMPORT, PAIR, HISTORY)
LONGEST = 20_000
"""Characters of a keymap: ten times the shipped one, which has every command."""

MODIFIERS = ("Ctrl", "Alt", "Shift", "Meta")


@dataclass(frozen=True, slots=True)
class Binding:
    """In a context, a key sequence in Qt's portable notation calls a command with arguments."""

    context: str
    keys: str
    command: str
    arguments: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Keymap:
    """All bindings; what is global works in every context."""

    bindings: tuple[Binding, ...]

    def keys_of(self, command: str, context: str | None = None) -> list[str]:
        """The keys that call a command, those of the context first."""
        found = [one for one in self.bindings if one.command == command and one.context in (context, GLOBAL)]
        return [one.keys for one in sorted(found, key=lambda one: one.context == GLOBAL)]


def read_keymap(shipped: str, own: str, registry: Registry) -> Keymap:
    """The shipped table with the user's own laid over it; an empty command takes a key away.

    Raises:
        KeymapError: no TOML, a command that does not exist, or two keys that collide in one context.
    """
    table = _parse(shipped, "keymap.toml")
    for context, keys in _parse(own, "your keymap.toml").items():
        merged = table.setdefault(context, {})
        taken = {_normal(key, context) for key in keys}
        table[context] = {key: value for key, value in merged.items() if _normal(key, context) not in taken} | keys
    bindings = tuple(
        _binding(context, key, value, registry)
        for context, keys in table.items()
        for key, value in keys.items()
        if value
    )
    _check(bindings)
    return Keymap(bindings)


def _parse(text: str, name: str) -> dict[str, dict[str, Any]]:
    if len(text) > LONGEST:
        raise KeymapError(f"{name} has more than {LONGEST:,} characters.", "Leave only keys in it, or remove the file.")
    try:
        table = tomllib.loads(text)
    except ValueError as error:  # no TOML, or a number of thousands of digits
        raise KeymapError(f"{name} can't be read: {error}.", "Mend that line, or remove the file.") from error
    except RecursionError:
        raise KeymapError(f"{name} has brackets in brackets without end.", "Mend it, or remove the file.") from None
    if not all(isinstance(keys, dict) for keys in table.values()):
        raise KeymapError(f"{name} has a key outside of a context.", "Write it below [list] or [global].")
    return table


def _binding(context: str, key: str, value: object, registry: Registry) -> Binding:
    arguments = dict(value) if isinstance(value, dict) else {"command": value}
    command = str(arguments.pop("command", ""))
    if context not in CONTEXTS:
        raise KeymapError(f"There is no context [{context}].", f"Contexts are {', '.join(CONTEXTS)}.")
    if command not in registry:
        raise KeymapError(f"The key {key} in [{context}] calls “{command}”, which is no command.", "Mend its name.")
    unknown = set(arguments) - set(signature(registry[command].run).parameters)
    if unknown:
        raise KeymapError(f"The key {key} in [{context}] gives {command} “{min(unknown)}”.", "It knows no such thing.")
    return Binding(context, _normal(key, context), command, arguments)


def _normal(key: str, context: str) -> str:
    """One spelling for a key sequence: "g i" -> "G, I", "ctrl+shift+z" -> "Ctrl+Shift+Z"."""
    strokes = []
    for stroke in key.split():
        *modifiers, last = stroke.removesuffix("++").split("+") if stroke.endswith("++") else stroke.split("+")
        if stroke.endswith("++"):
            modifiers, last = [*modifiers, last], "+"
        known = {one.capitalize() for one in modifiers}
        if not last or not known <= set(MODIFIERS):
            raise KeymapError(f"“{key}” in [{context}] is no key.", "Write keys as q, Shift+Z or Ctrl+K.")
        strokes.append("+".join([*(one for one in MODIFIERS if one in known), last if len(last) > 1 else last.upper()]))
    if not strokes:
        raise KeymapError(f"There is an empty key in [{context}].", "Remove it.")
    return ", ".join(strokes)


def _check(bindings: tuple[Binding, ...]) -> None:
    """Two keys collide when one context could mean either, or when one is the beginning of the other."""
    for place, one in enumerate(bindings):
        for other in bindings[:place]:
            meet = one.context == other.context or GLOBAL in (one.context, other.context)
            if meet and f"{one.keys}, ".startswith(f"{other.keys}, ") | f"{other.keys}, ".startswith(f"{one.keys}, "):
                raise KeymapError(
                    f"In [{one.context}] the key {one.keys} calls {one.command}, and {other.keys} in [{other.context}]"
                    f" calls {other.command}.",
                    "Change one of them.",
                )
