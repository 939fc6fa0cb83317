"""Puts settings, registry, keymap and library together, for the window and the command line alike."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from readinglist import resources, settings
from readinglist.commands.registry import Registry, make_registry
from readinglist.store.library import Library, stands

if TYPE_CHECKING:
    from readinglist.commands.keymap import Keymap

LINES = 100  # of each log, in a report


@dataclass(frozen=True)
class Workspace:
    """What a window or a command line needs to work; made once a process."""

    settings: settings.Settings

    @classmethod
    def of(cls, library: str | None = None) -> Workspace:
        """The workspace around a library that is named, or the user's own."""
        return cls(settings.load(library))

    @cached_property
    def registry(self) -> Registry:
        """Every command."""
        return make_registry()

    @cached_property
    def keymap(self) -> Keymap:
        """Every key, the user's own laid over the shipped ones."""
        from readinglist.commands.keymap import read_keymap

        own = self.settings.config / "keymap.toml"
        return read_keymap(
            resources.text("keymap.toml"), own.read_text("utf-8", "replace") if own.is_file() else "", self.registry
        )

    def start_log(self, name: str) -> None:
        """Keep a log of what this process does."""
        from readinglist import log

        log.start(self.settings.state, name)

    def log_lines(self) -> list[str]:
        """The end of what was logged, for a report."""
        from readinglist import log

        return log.end(self.settings.state, LINES)

    @property
    def has_library(self) -> bool:
        """Whether the library is there yet."""
        return stands(self.settings.library)

    def open_library(self, *, write: bool = True, make: bool = True) -> Library:
        """The library over a connection of its own; one a thread. One that is not there is made only where `make`."""
        return Library.open(self.settings.library, write=write, make=make)
