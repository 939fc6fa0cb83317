"""Build the program that runs without Python: python packaging/build.py writes build/dist/reading-list.

What goes into it is said in `reading-list.spec`. A build runs on systems like the one that made it: the same kind, and
on Linux with a C library that is not older.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DIST, WORK = ROOT / "build" / "dist", ROOT / "build" / "work"
PROGRAM = DIST / "reading-list" / ("reading-list.exe" if os.name == "nt" else "reading-list")


def main() -> int:
    """Build, and say where the program is and what it takes on disk."""
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR"]
    command += ["--distpath", str(DIST), "--workpath", str(WORK), str(ROOT / "packaging" / "reading-list.spec")]
    status = subprocess.call(command, cwd=ROOT)
    if status == 0:
        print(f"{PROGRAM}: {size(PROGRAM.parent) / 1e6:.0f} MB with all that lies beside it")
    return status


def size(folder: Path) -> int:
    """The bytes of every file in a folder; a link counts nothing."""
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file() and not file.is_symlink())


if __name__ == "__main__":
    sys.exit(main())
