"""What the system must have for Qt: found out by loading Qt, installed with apt where that is allowed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

APT_LISTS = Path("/var/lib/apt/lists")
CERTIFICATES = Path("/etc/ssl/certs/ca-certificates.crt")
END_OF_CERTIFICATE = b"-----END CERTIFICATE-----"

# Debian's and Ubuntu's names, by Qt platform; "new|old" where a release renamed a package.
QT_PACKAGES = {
    "offscreen": [
        "libegl1",
        "libgl1",
        "libglib2.0-0t64|libglib2.0-0",
        "libxkbcommon0",
        "libfontconfig1",
        "libdbus-1-3",
    ],
    "xcb": ["libxcb-cursor0", "libxkbcommon-x11-0", "libxcb-icccm4", "libxcb-keysyms1", "libxcb-shape0"],
    "wayland": ["libwayland-client0", "libwayland-cursor0", "libwayland-egl1"],
}
FONT_PACKAGES = ["fonts-inter", "fonts-noto-core"]

# Loads what the program loads and the plug-ins of the platforms named, then prints how many fonts there are.
# A plug-in is loaded by hand: that names the missing library, where starting Qt with it would only abort.
QT_PROBE = """\
import ctypes, os, sys
from PySide6 import QtCore, QtGui, QtSvg, QtWidgets
plugins = QtCore.QLibraryInfo.path(QtCore.QLibraryInfo.LibraryPath.PluginsPath)
for platform in sys.argv[1:]:
    ctypes.CDLL(os.path.join(plugins, "platforms", f"libq{platform}.so"))
application = QtWidgets.QApplication(["probe"])
print(len(QtGui.QFontDatabase.families()))
"""


class SetUpError(Exception):
    """What stands in the way, and what to do about it."""


def say(line: str) -> None:
    """Print a step or a message: to stderr, so that stdout is the program's own."""
    print(line, file=sys.stderr, flush=True)


def qt_platforms(system: str, environment: Mapping[str, str]) -> list[str]:
    """Which of Qt's platforms a window needs here; those of macOS and Windows need nothing of the system."""
    if system in {"darwin", "win32"}:
        return []
    asked = {"xcb": "DISPLAY", "wayland": "WAYLAND_DISPLAY"}
    return [platform for platform, variable in asked.items() if environment.get(variable)]


def has_display(system: str, environment: Mapping[str, str]) -> bool:
    """Whether a window can be shown here."""
    return system in {"darwin", "win32"} or bool(qt_platforms(system, environment))


def qt_packages(platforms: Sequence[str]) -> list[str]:
    """The packages that Qt needs for these platforms, and for drawing without any."""
    return [name for platform in ("offscreen", *platforms) for name in QT_PACKAGES[platform]]


def find_qt_libraries(python: Path, platforms: Sequence[str]) -> None:
    """Load Qt with this Python, and get what the system lacks for it; or say what to do.

    Raises:
        SetUpError: something is missing that can't be installed from here.
    """
    say("Loading Qt")
    failure, fonts = probe_qt(python, platforms)
    if failure and on_debian():
        say(f"Qt misses a library of the system: {failure}")
        install_system_packages(qt_packages(platforms))
        failure, fonts = probe_qt(python, platforms)
    if failure:
        raise SetUpError(f"Qt can't be loaded: {failure}\nInstall what holds this on your system, then try again.")
    if fonts == 0 and on_debian() and is_root():
        install_system_packages(FONT_PACKAGES)
    elif fonts == 0:
        say("No font was found, so text will show as boxes: install one, for example Inter or Noto Sans.")


def probe_qt(python: Path, platforms: Sequence[str]) -> tuple[str, int]:
    """Load Qt in a process of its own: why that failed ("" if it did not), and how many fonts Qt has."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    command = [str(python), "-c", QT_PROBE, *platforms]
    answer = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    if answer.returncode == 0:
        return "", int(answer.stdout.split()[-1])
    said = answer.stderr.strip().splitlines()
    return said[-1] if said else f"it ended with code {answer.returncode}", 0


def install_system_packages(names: Sequence[str]) -> None:
    """Install packages of Debian or Ubuntu (the system must be one) as root; else say how to do it.

    Raises:
        SetUpError: with the command to run, or with what apt said.
    """
    if is_root() and not any(APT_LISTS.glob("*_Packages*")):
        apt("update")
    chosen = choose(names, apt_knows)
    if not is_root():
        raise SetUpError("Run this, then try again:\n    sudo apt-get install -y " + " ".join(chosen))
    say("Installing with apt: " + " ".join(chosen))
    install = ["install", "-y", "--no-install-recommends", *chosen]
    with certificates_kept(CERTIFICATES):
        if apt(*install):
            apt("update")  # the lists may be older than the mirror
            said = apt(*install)
            if said:
                raise SetUpError(f"{said}\napt could not install them.")


@contextmanager
def certificates_kept(bundle: Path) -> Iterator[None]:
    """Put back the certificates that somebody had added to the system's bundle by hand.

    Debian's venv package brings ca-certificates, which writes the bundle anew: behind a company's proxy pip would then
    no longer reach anything.
    """
    before = certificates_in(bundle)
    try:
        yield
    finally:
        lost = [one for one in before if one not in certificates_in(bundle)]
        if lost:
            say(f"Keeping {len(lost)} certificates that stood in {bundle}")
            with bundle.open("ab") as out:
                out.writelines(b"\n" + one + b"\n" for one in lost)


def certificates_in(bundle: Path) -> list[bytes]:
    """The certificates of a bundle, each as it stands; none where there is no such file."""
    if not bundle.is_file():
        return []
    pieces = bundle.read_bytes().split(END_OF_CERTIFICATE)[:-1]
    return [piece[piece.rfind(b"-----BEGIN") :] + END_OF_CERTIFICATE for piece in pieces]


def on_debian() -> bool:
    """Whether this is Debian, Ubuntu or a relative of theirs."""
    return Path("/etc/debian_version").exists() and shutil.which("apt-get") is not None


def is_root() -> bool:
    """Whether system packages may be installed without asking."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def apt(*arguments: str) -> str:
    """Run apt-get without questions; "" where it went well, else what it said."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    command = ["apt-get", "-qq", "-o", "DPkg::Lock::Timeout=120", *arguments]  # a new machine updates itself
    answer = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    return "" if answer.returncode == 0 else answer.stderr.strip() or f"apt-get ended with {answer.returncode}"


def apt_knows(name: str) -> bool:
    """Whether apt has a package of this name."""
    return subprocess.run(["apt-cache", "show", name], capture_output=True, check=False).returncode == 0


def choose(names: Sequence[str], known: Callable[[str], bool]) -> list[str]:
    """The first known of each "new|old" name; else the old one, to which new releases still answer."""
    chosen = []
    for name in names:
        candidates = name.split("|")
        chosen.append(next((candidate for candidate in candidates if known(candidate)), candidates[-1]))
    return chosen
