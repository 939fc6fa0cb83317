"""Which file system a folder lies on, as far as Linux tells; elsewhere nothing is known."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

TABLE = Path("/proc/self/mounts")
#: File systems whose files lie on another computer: proc(5) names them in the third field.
_NETWORK: Final = frozenset(
    {
        "nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "ceph", "glusterfs", "lustre", "ncpfs", "9p", "davfs",
        "fuse.sshfs", "fuse.glusterfs", "fuse.gvfsd-fuse",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mount:
    """A mounted file system: where it is seen, what it is made of, and its kind, as "nfs4"."""

    point: Path
    source: str
    kind: str

    @property
    def is_network(self) -> bool:
        """Whether its files lie on another computer."""
        return self.kind in _NETWORK


def mount_of(path: Path) -> Mount | None:
    """The mount that a path lies on; None where that is not known."""
    try:
        lines = TABLE.read_text("utf-8", "replace").splitlines()
    except OSError:
        return None
    real = path.resolve()
    over = [mount for mount in _mounts(lines) if mount.point == real or mount.point in real.parents]
    return max(over, key=lambda mount: len(mount.point.parts), default=None)  # the last of two at one place counts


def _mounts(lines: Iterable[str]) -> list[Mount]:
    """The newest first: what is mounted later hides what is below it."""
    fields = [line.split(" ") for line in lines]
    made = [Mount(Path(_plain(field[1])), _plain(field[0]), field[2]) for field in fields if len(field) > 3]
    return made[::-1]


def _plain(text: str) -> str:
    """Spaces and the like stand in the table as their octal numbers."""
    return re.sub(r"\\([0-7]{3})", lambda found: chr(int(found[1], 8)), text)
