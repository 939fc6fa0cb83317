"""The README says what the program does: its tables are those of the registry, the keymap and the verbs."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path

import click
import pytest

from readinglist import resources
from readinglist.cli import VERBS
from readinglist.cli.app import root
from readinglist.commands.keymap import read_keymap
from readinglist.commands.registry import make_registry
from readinglist.core.query import NUMBER_FIELDS, PARTS, STATES, Field, Term
from readinglist.core.query_guide import FIELDS, GUIDE, NUMBER_WORDS, PART_WORDS, STATE_WORDS
from readinglist.core.query_parser import parse
from readinglist.gui.menus import KEY_GROUPS
from readinglist.gui.words import plain_keys

HELP = resources.path("help/help.md")
README = Path(__file__).resolve().parents[2] / "README.md"


def keys_table() -> str:
    """Every bound command with its keys, in the order of the keymap."""
    registry = make_registry()
    keymap = read_keymap(resources.text("keymap.toml"), "", registry)
    keys: dict[str, dict[str, None]] = {}
    for binding in keymap.bindings:
        keys.setdefault(binding.command, {})[plain_keys(binding.keys)] = None
    rows = [f"| {' '.join(f'`{key}`' for key in shown)} | {registry[name].help} |" for name, shown in keys.items()]
    return "\n".join(["| key | does |", "|---|---|", *rows])


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


def keys_list() -> str:
    """The keys by the headings of the keys overlay, for a page without tables."""
    registry = make_registry()
    keymap = read_keymap(resources.text("keymap.toml"), "", registry)
    lines = []
    for heading, commands in KEY_GROUPS.items():
        lines += [f"### {heading}", ""]
        for name in commands:
            shown = dict.fromkeys(plain_keys(one.keys) for one in keymap.bindings if one.command == name)
            lines.append(f"- {' '.join(f'`{key}`' for key in shown)} {registry[name].title.rstrip('…')}")
        lines.append("")
    return "\n".join(lines).strip()


def query_table() -> str:
    """Ways to write a query, with what they find."""
    rows = [f"| {' '.join(f'`{way}`' for way in ways)} | {meaning} |" for ways, meaning in GUIDE.items()]
    return "\n".join(["| write | finds |", "|---|---|", *rows])


def query_list() -> str:
    """The same for a page without tables."""
    return "\n".join(f"- {' '.join(f'`{way}`' for way in ways)} {meaning}" for ways, meaning in GUIDE.items())


@pytest.mark.parametrize("ways", GUIDE)
def test_what_is_said_of_queries_can_be_written_so(ways: tuple[str, ...]) -> None:
    for way in ways:
        assert parse(way).tree is not None


def test_all_of_the_query_language_is_said() -> None:
    conditions = [condition for ways in GUIDE for way in ways for condition in parse(way).conditions]
    assert {condition.field for condition in conditions} == {*Field}
    named = {(one.field, one.value) for one in conditions if isinstance(one, Term)}
    assert named >= {(Field.IS, state) for state in STATES} | {(Field.HAS, part) for part in PARTS}
    assert {*FIELDS} == {field for field in Field if field}
    assert ({*STATE_WORDS}, {*PART_WORDS}, {*NUMBER_WORDS}) == ({*STATES}, {*PARTS}, {*NUMBER_FIELDS})


@pytest.mark.parametrize(
    ("path", "name", "table"),
    [
        (README, "keys", keys_table),
        (README, "verbs", verbs_table),
        (README, "query", query_table),
        (HELP, "keys", keys_list),
        (HELP, "query", query_list),
    ],
    ids=["the README's keys", "the README's verbs", "the README's queries", "the help's keys", "the help's queries"],
)
def test_the_tables_of_readme_and_help_are_those_of_the_program(
    path: Path, name: str, table: Callable[[], str]
) -> None:
    """READINGLIST_WRITE_README=1 writes them anew."""
    text = path.read_text("utf-8")
    block = re.compile(rf"(<!-- {name} -->\n).*?(<!-- /{name} -->)", re.DOTALL)
    assert block.search(text), f"{path.name} has lost its table of {name}"
    wanted = block.sub(lambda found: f"{found[1]}{table()}\n{found[2]}", text)
    if os.environ.get("READINGLIST_WRITE_README"):
        path.write_text(wanted, "utf-8")
    assert wanted == text or os.environ.get("READINGLIST_WRITE_README"), f"{path.name}'s table of {name} is old"


def test_the_two_commands_stand_at_the_top() -> None:
    top = README.read_text("utf-8").splitlines()[:20]
    assert "    python3 packaging/dev.py run seeds/*.txt" in top
    assert "    python3 packaging/dev.py test" in top
