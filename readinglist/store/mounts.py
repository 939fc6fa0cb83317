"""Which file system a folder lies on, as far as Linux tells; elsewhere nothing is known."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

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
    real, found, longest = str(path.resolve()), None, 0
    for fields in (line.split(" ") for line in lines):
        point = _plain(fields[1]) if len(fields) > 3 else ""
        if len(point) >= longest and _covers(point, real):  # what is mounted later at one place hides what was there
            found, longest = Mount(Path(point), _plain(fields[0]), fields[2]), len(point)
    return found


def _covers(point: str, path: str) -> bool:
    return point == path or (point.startswith("/") and path.startswith(f"{point.rstrip('/')}/"))


def _plain(text: str) -> str:
    """Spaces and the like stand in the table as their octal numbers."""
    if "\\" not in text:
        return text
    return re.sub(r"\\([0-7]{3})", lambda found: chr(int(found[1], 8)), text)
