"""Puts settings, registry, keymap and library together, for the window and the command line alike."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from readinglist import resources, settings
from readinglist.commands.registry import Registry, make_registry
from readinglist.store.library import Library, stands
from readinglist.store.mounts import mount_of
from readinglist.store.place.writable import copy_to_look_at, far_away, hindrance

if TYPE_CHECKING:
    from pathlib import Path

    from readinglist.commands.keymap import Keymap
    from readinglist.store.place.writable import Hindrance

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
        """The library over a connection of its own; one a thread. One that is not there is made only where `make`.

        Where something is in the way of writing it, it is a copy that is looked at, the same for the whole process.

        Raises:
            LibraryError: it can't be opened, or is to be written where it may not be.
        """
        if self.hindrance is None:
            return Library.open(self.settings.library, write=write, make=make)
        if write:
            self.check_writable()
        library = Library.open(self._copy, write=False)
        library.refusal = self.hindrance.refusal
        return library

    @cached_property
    def hindrance(self) -> Hindrance | None:
        """Why the library may not be written where it lies; None where it may be."""
        return hindrance(self.settings.library)

    def check_writable(self) -> None:
        """Refuse what would write where the library lies.

        Raises:
            LibraryError: it may not be written there.
        """
        if self.hindrance:
            raise self.hindrance.refusal

    @property
    def warning(self) -> Hindrance | None:
        """What a user should know about where the library lies, though it can be written there."""
        mount = mount_of(self.settings.library)
        return far_away(mount.point) if mount and mount.is_network and not self.hindrance else None

    @cached_property
    def _copy(self) -> Path:
        """The copy that is looked at; a library that is not there yet has none."""
        return copy_to_look_at(self.settings.library) if self.has_library else self.settings.library
