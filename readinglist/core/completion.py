"""What can be put where one types in a query: names of fields, and what may stand behind one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from readinglist.core.query import DAY_FIELDS, NUMBER_FIELDS, Field
from readinglist.core.query_guide import DAY_WORDS, FIELDS, NUMBER_WORDS, PART_WORDS, STATE_WORDS
from readinglist.core.reading import tag_key

if TYPE_CHECKING:
    from datetime import date

MOST: Final = 40
"""Choices that are offered; whoever looks for one of more types another letter."""

FEWEST_LETTERS: Final = 2
"""Letters of a word before the field that it begins is offered."""

NAMED: Final = (Field.TAG, Field.DIGEST)
"""Fields whose values are names of the library."""

_WORD = re.compile(r'-?(?:(?P<field>[A-Za-z]+):)?(?P<value>"?[^"]*)', re.DOTALL)
_ENDS_WITH = re.compile(r'[^\s()"]*\Z')
_GOES_ON = re.compile(r'[^\s()"]')
_PLAIN = re.compile(r'[^\s()"]+')


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that can be put there, and what it means; `ends` says that nothing more belongs to it."""

    text: str
    meaning: str
    ends: bool = True


Names = Mapping[Field, Iterable[Choice]]
"""The tags and digests of the library, under their fields, those first that are likeliest wanted."""


@dataclass(frozen=True, slots=True)
class Completion:
    """The characters from `start` to before `end` can give way to one of the choices, of which there are some."""

    start: int
    end: int
    choices: tuple[Choice, ...]

    def taken(self, text: str, choice: Choice) -> tuple[str, int]:
        """The text with a choice in it, and where the cursor stands then: behind a space where it ends a term."""
        before, after = text[: self.start] + choice.text, text[self.end :]
        if choice.ends and not after.startswith((" ", ")")):
            before += " "
        elif choice.ends and after.startswith(" "):
            before, after = f"{before} ", after[1:]
        return before + after, len(before)


@dataclass(frozen=True, slots=True)
class _Word:
    """What stands before the cursor and is being written: maybe a field, and the beginning of a value."""

    field: str | None
    value: str
    start: int
    end: int


def complete(text: str, cursor: int, names: Names, today: date, *, asked: bool = False) -> Completion | None:
    """What can be put at the cursor; None where nothing would help.

    `asked`: the user wants to know what there is, so a single letter, or none, is enough for fields.
    """
    word = _word(text, cursor)
    if word is None:
        return None
    if word.field is None:
        choices = _fields(word.value) if asked or len(word.value) >= FEWEST_LETTERS else ()
    elif word.field in {*Field}:
        choices = _values(Field(word.field), word.value, names, today)
    else:
        choices = ()
    return Completion(word.start, word.end, choices) if choices else None


def wants_names(text: str, cursor: int) -> bool:
    """Whether a tag or a digest is being named at the cursor."""
    word = _word(text, cursor)
    return word is not None and word.field in NAMED


def _word(text: str, cursor: int) -> _Word | None:
    """The word or the open phrase that ends at the cursor; None in the midst of one."""
    before, after = text[:cursor], text[cursor:]
    in_quotes = before.count('"') % 2 == 1
    if _GOES_ON.match(after):
        return None
    until = before.rindex('"') if in_quotes else len(before)
    start = until - len(_ENDS_WITH.findall(before[:until])[0])
    found = _WORD.fullmatch(before, start)
    if not found:
        return None
    field = found["field"].casefold() if found["field"] else None
    end = cursor + (in_quotes and after.startswith('"'))
    return _Word(field, found["value"], found.start("value"), end)


def _fields(word: str) -> tuple[Choice, ...]:
    fitting = [field for field in FIELDS if field.startswith(word.casefold())]
    return tuple(Choice(f"{field}:", FIELDS[field], ends=False) for field in fitting)


def _values(field: Field, value: str, names: Names, today: date) -> tuple[Choice, ...]:
    """Those that begin with what is typed; of names after them those that hold it. None where it is the only one."""
    typed = tag_key(value.removeprefix('"'))
    known = list(names.get(field, ()) if field in NAMED else _forms(field, today))
    found = [one for one in known if tag_key(one.text).startswith(typed)]
    if field in NAMED:
        found += [one for one in known if typed in tag_key(one.text) and one not in found]
    if [tag_key(one.text) for one in found] == [typed]:
        return ()
    return tuple(Choice(_written(field, one.text), one.meaning) for one in found[:MOST])


def _forms(field: Field, today: date) -> Iterable[Choice]:
    known: Mapping[str, str] = {Field.IS: STATE_WORDS, Field.HAS: PART_WORDS}.get(field, {})
    if field in NUMBER_FIELDS:
        known = NUMBER_WORDS[field]
    if field in DAY_FIELDS:
        known = DAY_WORDS
    return (Choice(form.format(month=f"{today:%Y-%m}", year=f"{today:%Y}"), meaning) for form, meaning in known.items())


def _written(field: Field, name: str) -> str:
    """A name as it stands in a query: in quotes it is the name of one digest, and holds spaces."""
    return f'"{name}"' if field is Field.DIGEST or not _PLAIN.fullmatch(name) else name
