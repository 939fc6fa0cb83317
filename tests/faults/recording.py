"""What a program does to the disk, as the kernel was asked for it: recorded by strace, every file and folder alike."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

Kind = Literal["open", "cut", "write", "sync", "folder", "rename", "remove", "say"]

#: What may change a disk; a call of these that is not understood ends the recording.
CALLS = (
    "open,openat,openat2,creat,write,writev,pwrite64,pwritev,pwritev2,sendfile,copy_file_range,truncate,ftruncate,"
    "fallocate,fsync,fdatasync,sync,syncfs,sync_file_range,rename,renameat,renameat2,unlink,unlinkat,mkdir,mkdirat,"
    "rmdir,link,linkat,symlink,symlinkat,lseek,dup,dup2,dup3"
)
END = -1  # a write that goes where the file ends


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that was done to a path: bytes written at a place, a file cut there, renamed to `data`, and so on.

    "open" makes a file that is not there. "say" is what was written to standard output: what was acknowledged.
    """

    kind: Kind
    path: str
    at: int = 0
    data: bytes = b""


def can_record() -> bool:
    """Whether there is a strace that works."""
    tracer = shutil.which("strace") if sys.platform == "linux" else None
    return tracer is not None and subprocess.run([tracer, "-o", "/dev/null", "true"], check=False).returncode == 0


def record(command: Sequence[str], folder: Path, log: Path) -> list[Event]:
    """Run a command to its end; what it and its children did to the files in a folder, and what they said."""
    tracing = ["strace", "-f", "--seccomp-bpf", "-xx", "-y", "-s", "100000000", "-o", str(log), "-e", f"trace={CALLS}"]
    done = subprocess.run([*tracing, *command], capture_output=True, text=True, check=False)
    if done.returncode:
        raise AssertionError(f"{command} ended with {done.returncode}: {done.stderr[-2000:]}")
    with log.open(encoding="ascii") as lines:
        events = list(_Reader(str(folder)).events(lines))
    log.unlink()
    said = b"".join(event.data for event in events if event.kind == "say").decode()
    if sorted(said.splitlines()) != sorted(done.stdout.splitlines()):  # of two processes, in any order
        raise AssertionError("what was said was not recorded")
    return events


_CALL = re.compile(r"(\d+) +(\w+)\((.*)\) += (-?\d+)(?:<([^>]*)>)?")
_HALF = re.compile(r"(\d+) +(\w+\(.*) <unfinished \.\.\.>")
_OTHER_HALF = re.compile(r"(\d+) +<\.\.\. \w+ resumed>(.*)")
_HANDLE = re.compile(r"(\d+)<([^>]*)>")
_TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')


def _bytes(text: str) -> bytes:
    return bytes.fromhex(text.replace("\\x", ""))


@dataclass
class _Handle:
    path: str
    at: int


class _Reader:
    """Reads the lines of a trace; knows where each handle stands, since a plain write does not say."""

    def __init__(self, folder: str) -> None:
        self._folder = folder
        self._handles: dict[tuple[str, str], _Handle] = {}

    def events(self, lines: Iterator[str]) -> Iterator[Event]:
        halves: dict[str, str] = {}
        for line in lines:
            text = line.rstrip("\n")
            if half := _HALF.fullmatch(text):
                halves[half[1]] = half[2]
                continue
            if other := _OTHER_HALF.fullmatch(text):
                text = f"{other[1]} {halves.pop(other[1])}{other[2]}"
            found = _CALL.match(text)
            if found and int(found[4]) >= 0:
                yield from self._event(found[1], found[2], found[3], int(found[4]), found[5])

    def _event(self, process: str, call: str, arguments: str, result: int, opened: str | None) -> Iterator[Event]:
        handle = _HANDLE.match(arguments)
        path = _bytes(handle[2]).decode() if handle else ""
        texts = [_bytes(text) for text in _TEXT.findall(arguments)]
        names = [text.decode() for text in texts] if call.startswith(("re", "un", "mk", "rm")) else []
        if call == "write" and handle and handle[1] == "1":
            yield Event("say", "", data=texts[0])
        elif call.startswith("open"):
            yield from self._open(process, arguments, result, _bytes(opened or "").decode())
        elif path.endswith(" (deleted)"):
            return
        elif handle and self._is_here(path):
            at = int(arguments.rpartition(",")[2]) if call in ("pwrite64", "ftruncate") else 0
            data = texts[0][:result] if texts else b""
            yield from self._to_handle(
                call, self._handles.get((process, handle[1])), Event("sync", path, at, data), result
            )
        elif any(map(self._is_here, names)):
            yield self._to_name(call, names)

    def _is_here(self, path: str) -> bool:
        return path == self._folder or path.startswith(f"{self._folder}/")

    def _open(self, process: str, arguments: str, result: int, path: str) -> Iterator[Event]:
        if not self._is_here(path):
            return
        self._handles[process, str(result)] = _Handle(path, END if "O_APPEND" in arguments else 0)
        if "O_CREAT" in arguments:
            yield Event("open", path)
        if "O_TRUNC" in arguments:
            yield Event("cut", path, 0)

    @staticmethod
    def _to_handle(call: str, handle: _Handle | None, event: Event, result: int) -> Iterator[Event]:
        if call in ("fsync", "fdatasync"):
            yield event
        elif call == "pwrite64":
            yield replace(event, kind="write")
        elif call == "ftruncate":
            yield replace(event, kind="cut")
        elif handle and call == "write":
            yield replace(event, kind="write", at=handle.at)
            handle.at = END if handle.at == END else handle.at + result
        elif handle and call == "lseek":
            handle.at = END if handle.at == END else result
        else:
            raise AssertionError(f"{call} on {event.path} is not understood")

    @staticmethod
    def _to_name(call: str, names: list[str]) -> Event:
        if call == "rename":
            return Event("rename", names[0], data=names[1].encode())
        if call in ("unlink", "rmdir"):
            return Event("remove", names[0])
        if call == "mkdir":
            return Event("folder", names[0])
        raise AssertionError(f"{call} of {names} is not understood")
