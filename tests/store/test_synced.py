"""A library in a folder that a program keeps in step with other computers is known by what that program leaves."""

from __future__ import annotations

from pathlib import Path

import pytest

from readinglist.store import mounts
from readinglist.store.mounts import mount_of
from readinglist.store.place import synced
from readinglist.store.place.synced import synced_by


def make(folder: Path, name: str) -> None:
    """A file, or a folder where the name ends so."""
    place = folder / name
    place.parent.mkdir(parents=True, exist_ok=True)
    if name.endswith("/"):
        place.mkdir()
    else:
        place.touch()


@pytest.mark.parametrize(
    ("left", "program"),
    [
        (".dropbox", "Dropbox"),
        (".dropbox.cache/", "Dropbox"),
        (".stfolder/", "Syncthing"),
        (".stfolder", "Syncthing"),
        (".sync/ID", "Resilio Sync"),
        (".sync_0123456789ab.db", "Nextcloud or ownCloud"),
        ("._sync_0123456789ab.db", "Nextcloud or ownCloud"),
        (".nextcloudsync.log", "Nextcloud"),
        (".owncloudsync.log", "ownCloud"),
        (".849C9593-D756-4E56-8D6E-42412F2A707B", "OneDrive"),
        (".tmp.driveupload/", "Google Drive"),
        (".tmp.drivedownload/", "Google Drive"),
        (".shortcut-targets-by-id/", "Google Drive"),
        (".seafile-data/", "Seafile"),
        (".megaignore", "MEGA"),
    ],
)
@pytest.mark.parametrize("below", [".", "papers/of mine"])
def test_a_folder_is_known_by_what_its_program_leaves_in_it_or_above(
    left: str, program: str, below: str, tmp_path: Path
) -> None:
    root = tmp_path / "kept"
    folder = root / below
    folder.mkdir(parents=True)
    assert synced_by(folder) is None
    make(root, left)
    found = synced_by(folder)
    assert found
    assert (found.folder, found.program) == (root, program)
    assert synced_by(tmp_path) is None  # what stands beside it is not kept


@pytest.mark.parametrize(
    "left", [".dropbox/", ".sync/", ".sync/log", ".megaignore/", "dropbox", ".stignore", ".synced.db"]
)
def test_settings_of_such_programs_in_a_home_folder_make_it_no_folder_of_theirs(left: str, tmp_path: Path) -> None:
    make(tmp_path, left)
    assert synced_by(tmp_path) is None


@pytest.mark.parametrize(
    ("place", "program"),
    [("Library/Mobile Documents/com~apple", "iCloud Drive"), ("Library/CloudStorage/Box", "a cloud's program")],
)
def test_the_folders_that_a_mac_keeps_in_a_cloud_are_known_by_their_place(
    place: str, program: str, tmp_path: Path
) -> None:
    folder = tmp_path / place
    folder.mkdir(parents=True)
    found = synced_by(folder)
    assert found
    assert found.program == program


@pytest.mark.parametrize("way", ["link", "through"])
def test_a_link_into_such_a_folder_leads_to_the_same_answer(way: str, tmp_path: Path) -> None:
    (tmp_path / "kept" / "deep").mkdir(parents=True)
    make(tmp_path / "kept", ".stfolder/")
    link = tmp_path / "link"
    link.symlink_to(tmp_path / "kept" / ("deep" if way == "link" else ""))
    assert synced_by(link if way == "link" else link / "deep")


def test_the_drive_of_a_cloud_is_known_by_the_table_of_mounts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table = tmp_path / "mounts"
    monkeypatch.setattr(mounts, "TABLE", table)
    drive = tmp_path / "my drive"
    (drive / "papers").mkdir(parents=True)
    named = str(drive).replace(" ", "\\040")
    table.write_text(f"/dev/sda1 / ext4 rw 0 0\npCloud.fs {named} fuse rw 0 0\n")
    found = synced_by(drive / "papers")
    assert found
    assert (found.folder, found.program) == (drive, "pCloud")
    assert synced_by(tmp_path) is None
    table.write_text(f"/dev/sda1 / ext4 rw 0 0\nhome: {named} fuse.rclone rw 0 0\n")
    assert synced_by(drive) == synced.Synced(drive, "rclone")


def test_the_mount_that_was_made_last_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table = tmp_path / "mounts"
    monkeypatch.setattr(mounts, "TABLE", table)
    table.write_text(f"/dev/sda1 / ext4 rw 0 0\n/dev/sdb1 {tmp_path} ext4 rw 0 0\nhost:/x {tmp_path} nfs4 rw 0 0\n")
    mount = mount_of(tmp_path / "library.db")
    assert mount
    assert (mount.kind, mount.is_network) == ("nfs4", True)
    assert mount_of(Path("/etc")) == mounts.Mount(Path("/"), "/dev/sda1", "ext4")
    table.write_text("a line that is none\n")
    assert mount_of(tmp_path) is None
