"""Where things lie on this machine; the only user of platformdirs."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

APP = "readinglist"


@dataclass(frozen=True, slots=True)
class Settings:
    """Where things lie: `library` is the database file, `config` the folder of the user's own files.

    A library that is named by a link is the file that the link leads to: it has one folder of companions, one lock.

    `state` is the folder of what the program remembers about itself, as the size of its window; it may be lost.
    """

    library: Path
    config: Path
    state: Path


def load(library: str | None = None) -> Settings:
    """The settings; a library that is named goes before READINGLIST_LIBRARY, that before the platform's data folder."""
    import platformdirs  # not at start: `--version` needs none

    named = library or os.environ.get("READINGLIST_LIBRARY")
    if named:
        place = Path(os.path.expanduser(named))  # noqa: PTH111  Path.expanduser() fails where there is no such user
    else:
        place = platformdirs.user_data_path(APP, appauthor=False) / "library.db"
    own, state = platformdirs.user_config_path(APP, appauthor=False), platformdirs.user_state_path(APP, appauthor=False)
    return Settings(Path(os.path.realpath(place)), own, state)
