"""What is fuzzed without a window: each target takes one input and checks what must hold whatever it is."""

from __future__ import annotations

import io
import json
import os
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from readinglist import resources, settings
from readinglist.commands import notes, searches, tags
from readinglist.commands.import_plan import plan, revise
from readinglist.commands.imports import apply
from readinglist.commands.keymap import read_keymap
from readinglist.commands.registry import make_registry
from readinglist.commands.sources import digest_name
from readinglist.commands.tags import tag_name
from readinglist.core.citekey import base_key
from readinglist.core.details import FIELDS, read_details
from readinglist.core.differences import differences
from readinglist.core.errors import QueryError, ReadingListError
from readinglist.core.fingerprint import fingerprint
from readinglist.core.found import spans
from readinglist.core.links import links, links_of, lookups, outside_address
from readinglist.core.match_keys import keys
from readinglist.core.matching import compare
from readinglist.core.paper import LONGEST_TITLE, Identifiers, Paper
from readinglist.core.query import Not, Query
from readinglist.core.query_parser import parse
from readinglist.core.reading import Note, ReadingState, Record
from readinglist.formats.digests import Context, read_digest
from readinglist.formats.exports import EXPORTERS
from readinglist.formats.listings.entries import ABSTRACT_CHARACTERS
from readinglist.formats.markdown_html import to_html
from readinglist.formats.plain_text import CONTROLS
from readinglist.gui import window_state
from tests.digests import source
from tests.formats.test_markdown_html import Reader
from tests.queries import printed

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from random import Random

    from readinglist.store.library import Library
    from tests.faults.fuzz_inputs import Inputs

CAPTURED = date(2025, 3, 20)
NOW = datetime(2025, 3, 20, tzinfo=UTC)
MOST_STORED = 400  # papers of the library that inputs are brought into
JOINED = 16  # a wrapped text is a little longer than its bound by the spaces that join its lines


@dataclass(frozen=True, slots=True)
class Target:
    """`share` is its part of all inputs; `take` gets one that `draw` made, and raises where something does not hold."""

    name: str
    share: float
    draw: Callable[[], bytes | str]
    take: Callable[..., object]


def targets(inputs: Inputs, chance: Random, library: Library, folder: Path) -> list[Target]:
    """All that need no window; `library` is an empty one, `folder` for files."""
    stored = Stored(library, chance)
    return [
        Target("importers", 0.22, inputs.data, imported),
        Target("importers into a library", 0.015, inputs.data, stored.bring_in),
        Target("query parser", 0.17, inputs.text, parsed),
        Target("search", 0.04, inputs.text, stored.search),
        Target("renderer", 0.13, inputs.text, rendered),
        Target("exporters", 0.12, inputs.text, exported),
        Target("names of files and tags", 0.09, inputs.line, named),
        Target("names in a library", 0.01, inputs.line, stored.name),
        Target("matching", 0.05, inputs.text, matched),
        Target("details and links", 0.07, inputs.text, detailed),
        Target("keymap.toml", 0.03, inputs.text, Keymap(chance).read),
        Target("window.json", 0.03, inputs.data, Remembered(folder, chance).load),
        Target("settings", 0.01, inputs.line, placed),
    ]


def imported(data: bytes, form: str | None = None) -> None:
    """A file is read, by who knows it and by an importer that is told to."""
    for given in (form, "huggingface"):
        found = read_digest(io.BytesIO(data), "page.txt", Context(CAPTURED), form=given)
        for entry in found.entries:
            assert 0 < len(entry.title) <= LONGEST_TITLE
            assert len(entry.abstract) <= ABSTRACT_CHARACTERS + ABSTRACT_CHARACTERS // JOINED
            assert not CONTROLS.search(entry.title + entry.abstract)
            assert "\n" not in entry.title
            entry.title.encode()
            entry.abstract.encode()
        for remark in found.diagnostics:
            assert "\n" not in remark.message
            assert len(remark.text) <= ABSTRACT_CHARACTERS


def parsed(text: str) -> None:
    """A query is read, and says the same when it is written again; what it finds in a text is marked."""
    today = date(2025, 3, 20)
    try:
        query = parse(text, today)
    except QueryError as error:
        query = Query()
        position = error.position
    else:
        position = max((one.position for one in query.conditions), default=0)
    assert 0 <= position <= len(text)
    assert parse(printed(query.tree), today) == query
    at = 0
    for start, end in spans(text, query):
        assert at <= start < end <= len(text)
        at = end


def rendered(text: str) -> None:
    """A note becomes a page of the tags that are allowed."""
    assert not CONTROLS.search("".join(Reader(to_html(text)).text))


def exported(text: str) -> None:
    """A paper whose every part is the input is written in every format."""
    record = _record(text)
    for exporter in EXPORTERS:
        out = io.StringIO()
        exporter.write([record, record], out)
        written = out.getvalue()
        written.encode()
        assert "\0" not in written
        if exporter.name != "markdown":  # which has the notes as they were written
            assert not CONTROLS.search(written)
        if exporter.name in ("citation", "link"):
            assert written.count("\n") == 2


def named(text: str) -> None:
    """A digest and a tag are called by it, or it is refused."""
    name = digest_name(text)
    assert name == name.strip()
    assert name
    assert not {"\n", "\t", '"', "\0"} & {*name}
    name.encode()
    with suppress(ReadingListError):
        tag = tag_name(text)
        assert tag.split() == [tag]


def matched(text: str) -> None:
    """A paper is compared with itself and with another."""
    title, rest = text[:LONGEST_TITLE], text[:ABSTRACT_CHARACTERS]
    one, other = fingerprint(title, rest), fingerprint(f"{title[::-1]} 2", rest[1:])
    assert keys(one) == keys(fingerprint(title, rest))
    verdict = compare(one, other)
    assert compare(other, one).outcome == verdict.outcome
    assert "\n" not in verdict.reason or "\n" in title
    differences(rest[:4_000], rest[1:4_000])


def detailed(text: str) -> None:
    """A detail is taken or refused; every link leads to the web."""
    for field in FIELDS:
        with suppress(ReadingListError):
            read_details({field: text})
    paper = _record(text).paper
    for url in (*links(text), *(link.url for link in (*links_of(paper), *lookups(text)))):
        assert outside_address(url) == url, url
    outside_address(text)


def placed(text: str) -> None:
    """A library is named by it, as far as a system can hand such a name over."""
    try:
        os.fsencode(text)
    except UnicodeEncodeError:
        return
    if "\0" not in text:
        assert settings.load(text).library.is_absolute()


class Stored:
    """A library that takes in what comes, and is emptied when it grows."""

    def __init__(self, library: Library, chance: Random) -> None:
        self._library, self._chance, self._digests = library, chance, 0

    def bring_in(self, data: bytes) -> None:
        """An import, whatever it is, its papers read again, and mostly its undo."""
        self._digests += 1
        made = plan(self._library, [source(data, f"page-{self._digests}.txt")])
        if not made.files[0].parsed.readable and not made.files[0].known:
            made = revise(self._library, made, 0, form="huggingface")
        if not any(file.fresh for file in made.files):
            return
        done = apply(self._library, made)
        for paper in list(done.papers.values())[:20]:
            record = self._library.record(paper)
            if any(sign.isalnum() for sign in record.paper.title):
                assert self._library.found(parse(f'title:"{_searched(record.paper.title)}"'))
        if self._chance.random() < 0.7 or self._library.count(Query()) > MOST_STORED:
            self._library.undo()

    def search(self, text: str) -> None:
        """A search by what was typed."""
        with suppress(ReadingListError):
            query = parse(text)
            found = self._library.found(query)
            assert len(found) == self._library.count(query)
            others = self._library.count(Query(Not(query.tree))) if query.tree else 0
            assert len(found) + others == self._library.count(Query())
            self._library.page(query, limit=5)

    def name(self, text: str) -> None:
        """A digest, a tag, a search and a note with it."""
        rows = self._library.page(Query(), limit=1).rows
        with suppress(ReadingListError):
            searches.save(self._library, name=text, query=text)
        for row in rows:
            with suppress(ReadingListError):
                tags.tag(self._library, ids=[row.id], add=[text])
                assert self._library.found(parse(f'tag:"{tag_name(text)}"'))
            notes.write_note(self._library, paper=row.id, text=text)
            kept = self._library.record(row.id).note
            assert kept == notes.as_kept(text)


class Keymap:
    """The user's own table of keys."""

    def __init__(self, chance: Random) -> None:
        self._registry, self._chance = make_registry(), chance
        self._shipped = resources.text("keymap.toml")

    def read(self, text: str) -> None:
        """Read it, or say what is wrong with it."""
        at = self._chance.randrange(len(self._shipped))
        for own in (
            text,
            self._shipped[:at] + text[:200] + self._shipped[at:],
            f"[list]\n{text}",
            f'[list]\n"{text}"="',
        ):
            with suppress(ReadingListError):
                read_keymap(self._shipped, own, self._registry)


class Remembered:
    """How the window was left."""

    def __init__(self, folder: Path, chance: Random) -> None:
        self._folder, self._chance = folder, chance

    def load(self, data: bytes) -> None:
        """Load it: as it is, and as a value of each kind that is expected."""
        text = data.decode("utf-8", "replace")
        names = list(window_state.WindowState.__dataclass_fields__)
        value = self._chance.choice(
            (text, [text], len(text) ** 9, -1.5, None, {text: text}, True, [1], float(len(text)))
        )
        for written in (data, json.dumps({self._chance.choice(names): value}).encode()):
            (self._folder / window_state.FILE).write_bytes(written)
            window_state.load(self._folder)


def _record(text: str) -> Record:
    title = text[:LONGEST_TITLE]
    paper = Paper(1, "uid", title, text[:ABSTRACT_CHARACTERS], (title[:80], title[:40][::-1]), 2024)
    if len(text) % 3 == 0:
        paper = replace(paper, identifiers=Identifiers("2403.01234", f"10.1000/{title[:40]}"))
    note = Note("uid", 1, text, NOW)
    return Record(paper, ReadingState(), (title[:20],), (note,), (), NOW, base_key(paper) or "key")


def _searched(title: str) -> str:
    return title.replace(chr(34), " ")


def folder_for(path: Path) -> Path:
    """A folder with nothing in it, which is home and everything else to what runs here."""
    for name in ("DATA", "CONFIG", "CACHE", "STATE"):
        os.environ[f"XDG_{name}_HOME"] = str(path / name.lower())
    path.mkdir(exist_ok=True)
    return path
