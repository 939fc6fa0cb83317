"""The README says what the program does: its tables are those of the registry, the keymap and the verbs."""

from __future__ import annotations

import os
import re
from pathlib import Path

import click

from readinglist import resources
from readinglist.cli import VERBS
from readinglist.cli.app import root
from readinglist.commands.keymap import read_keymap
from readinglist.commands.registry import make_registry

README = Path(__file__).resolve().parents[2] / "README.md"


def keys_table() -> str:
    """Every bound command with its keys, in the order of the keymap."""
    registry = make_registry()
    keymap = read_keymap(resources.text("keymap.toml"), "", registry)
    keys: dict[str, list[str]] = {}
    for binding in keymap.bindings:
        keys.setdefault(binding.command, []).append(_shown(binding.keys))
    rows = [f"| {' '.join(f'`{key}`' for key in shown)} | {registry[name].help} |" for name, shown in keys.items()]
    return "\n".join(["| key | does |", "|---|---|", *rows])


def _shown(keys: str) -> str:
    """A key as it is pressed: a bare letter in lower case."""
    return keys.lower() if len(keys) == 1 else keys


def verbs_table() -> str:
    """Every verb with what it does and its example."""
    rows = []
    for name in VERBS:
        command = root.get_command(click.Context(root), name)
        assert command is not None
        example = re.search(r"Example: (.+)", command.help or "")
        assert example
        rows.append(f"| `{name}` | {command.short_help} | `{example[1]}` |")
    return "\n".join(["| verb | does | example |", "|---|---|---|", *rows])


def test_the_tables_of_the_readme_are_those_of_the_program() -> None:
    """READINGLIST_WRITE_README=1 writes them anew."""
    text = README.read_text("utf-8")
    for name, table in (("keys", keys_table()), ("verbs", verbs_table())):
        block = re.compile(rf"(<!-- {name} -->\n).*?(\n<!-- /{name} -->)", re.DOTALL)
        assert block.search(text), f"the README has lost its table of {name}"
        before, after = block.split(text)[:2], block.split(text)[2:]
        wanted = table.join(["".join(before), "".join(after)])
        if os.environ.get("READINGLIST_WRITE_README"):
            README.write_text(wanted, "utf-8")
        assert wanted == text or os.environ.get("READINGLIST_WRITE_README"), f"the README's table of {name} is old"
        text = wanted


def test_the_two_commands_stand_at_the_top() -> None:
    top = README.read_text("utf-8").splitlines()[:20]
    assert "    python3 packaging/dev.py run seeds/*.txt" in top
    assert "    python3 packaging/dev.py test" in top
