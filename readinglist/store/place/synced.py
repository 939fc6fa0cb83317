"""Folders that another program keeps in step with other computers: a database there loses what is written.

Each program is known by what it leaves in the folder that it keeps, or by where that folder is mounted.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from fnmatch import fnmatchcase
from itertools import islice
from typing import TYPE_CHECKING, Final, Literal

from readinglist.store.mounts import mount_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

MOST = 20_000  # entries of a folder that are looked at


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that a program leaves at the top of a folder that it keeps; a name may hold * for anything."""

    name: str
    program: str
    kind: Literal["file", "folder", "either"] = "either"


#: Only what a program makes by itself, and nowhere else.
MARKS: Final = (
    Mark(".dropbox", "Dropbox", "file"),  # says which shared folder it is; the folder ~/.dropbox is its settings
    Mark(".dropbox.cache", "Dropbox", "folder"),  # where it stages files, in the root on all systems
    Mark(".stfolder", "Syncthing"),  # its marker: without it the folder is not kept; a file before 0.14.41
    Mark(".sync/ID", "Resilio Sync", "file"),  # the folder's identity; removed when it is kept no more
    Mark(".sync_*.db", "Nextcloud or ownCloud", "file"),  # the client's journal of this folder
    Mark("._sync_*.db", "Nextcloud or ownCloud", "file"),  # the same in older clients
    Mark(".nextcloudsync.log", "Nextcloud", "file"),  # what older clients did in this folder
    Mark(".owncloudsync.log", "ownCloud", "file"),  # likewise
    Mark(".849C9593-D756-4E56-8D6E-42412F2A707B", "OneDrive"),  # in the root of each of its libraries
    Mark(".tmp.driveupload", "Google Drive", "folder"),  # where it stages files of a mirrored folder
    Mark(".tmp.drivedownload", "Google Drive", "folder"),  # likewise
    Mark(".shortcut-targets-by-id", "Google Drive", "folder"),  # in the root of its drive
    Mark(".seafile-data", "Seafile", "folder"),  # beside the libraries that its client keeps
    Mark(".megaignore", "MEGA", "file"),  # made in the root of every sync that has none
)
#: Where a system keeps folders of others' clouds, below the home folder.
PLACES: Final[Mapping[str, str]] = {
    "Library/Mobile Documents": "iCloud Drive",  # macOS: each app's folder of iCloud
    "Library/CloudStorage": "a cloud's program",  # macOS: every provider since 12.3
}
#: What a cloud's drive calls itself in the table of mounts, at the beginning of its source or kind.
DRIVES: Final[Mapping[str, str]] = {
    "pCloud.fs": "pCloud",
    "google-drive-ocamlfuse": "Google Drive",
    "fuse.google-drive-ocamlfuse": "Google Drive",
    "fuse.rclone": "rclone",
    "fuse.onedriver": "OneDrive",
    "fuse.seadrive": "Seafile",
}


@dataclass(frozen=True, slots=True)
class Synced:
    """A folder that is kept in step, and by which program."""

    folder: Path
    program: str


def synced_by(folder: Path) -> Synced | None:
    """What keeps a folder, or one above it, in step with other computers; None where nothing is known to."""
    real = folder.resolve()
    for one in (real, *real.parents):
        if program := _marked(one) or _placed(one):
            return Synced(one, program)
    mount = mount_of(real)
    found = mount and next((DRIVES[name] for name in DRIVES if name in (mount.source, mount.kind)), None)
    return Synced(mount.point, found) if mount and found else None


def _marked(folder: Path) -> str | None:
    try:
        with os.scandir(folder) as entries:
            names = [entry.name for entry in islice(entries, MOST) if entry.name.startswith(".")]
    except OSError:  # it may be that only what is below can be read
        return None
    return next((mark.program for mark in MARKS for name in names if _is(mark, folder, name)), None)


def _is(mark: Mark, folder: Path, name: str) -> bool:
    first, _, inner = mark.name.partition("/")
    if not fnmatchcase(name, first):
        return False
    place = folder / name / inner if inner else folder / name
    return {"file": place.is_file, "folder": place.is_dir, "either": place.exists}[mark.kind]()


def _placed(folder: Path) -> str | None:
    here = folder.as_posix()
    return next((program for place, program in PLACES.items() if here.endswith(f"/{place}")), None)
