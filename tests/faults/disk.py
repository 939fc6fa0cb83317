"""A disk as it may be found after a power cut: what was synced is there, of the rest any part.

Data: each sector of 512 bytes that was written since the file's last sync is there or not, whatever the others are;
where a file had grown, there may be zeros or old rubbish. Names: either those of a file system with a journal, where of
what was done to names since the last sync of anything a beginning is there, or, harsher, of one without, where each
name made, changed or removed since its folder's last sync is there or not by itself. A rename is whole or not at all.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from tests.faults.recording import END, Event

SECTOR = 512


@dataclass(eq=False)
class Node:
    """A file or folder: what of it is on the disk, and what was done since; names are those that a program sees."""

    names: dict[str, Node] | None = None
    size: int = 0
    kept: bytearray = field(default_factory=bytearray)
    since: list[tuple[int, bytes | None]] = field(default_factory=list)  # written there, or None: cut there


@dataclass(eq=False)
class Naming:
    """What one call did to names: each in its folder is a node now, or none; and whether that is on the disk."""

    names: list[tuple[Node, str, Node | None]]
    synced: bool = False


class Disk:
    """Everything that was done to the files of one folder, and what may be left of it."""

    def __init__(self, folder: Path) -> None:
        self._folder = str(folder)
        self._root = Node({})
        self._namings: list[Naming] = []
        self._committed = 0  # of these, with a journal

    def do(self, event: Event) -> None:
        """What a program did next."""
        if event.kind == "open":
            folder, name, node = self._look_up(event.path)
            if node is None:
                self._name((folder, name, Node()))
        elif event.kind == "folder":
            folder, name, _ = self._look_up(event.path)
            self._name((folder, name, Node({})))
        elif event.kind == "remove":
            folder, name, _ = self._look_up(event.path)
            self._name((folder, name, None))
        elif event.kind == "rename":
            folder, name, node = self._look_up(event.path)
            to, new, _ = self._look_up(event.data.decode())
            self._name((folder, name, None), (to, new, node))
        elif event.kind != "say":
            self._to_node(event, self._node(event.path))

    def after_cut(self, chance: Random) -> dict[str, bytes | None]:
        """What may be found if the power fails now, by the path below the folder; None is a folder."""
        names: dict[tuple[int, str], Node | None] = {}
        for naming in self._surviving(chance):
            names |= {(id(folder), name): node for folder, name, node in naming.names}
        found: dict[str, bytes | None] = {}
        self._collect(self._root, "", names, found, chance)
        return found

    def _to_node(self, event: Event, node: Node) -> None:
        if event.kind == "sync":
            self._committed = len(self._namings)
            for naming in self._namings:
                naming.synced |= any(folder is node for folder, *_ in naming.names)
            for at, data in node.since:
                _apply(node.kept, at, data)
            node.since.clear()
        elif event.kind == "cut":
            node.since.append((event.at, None))
            node.size = event.at
        else:
            at = node.size if event.at == END else event.at
            node.since.append((at, event.data))
            node.size = max(node.size, at + len(event.data))

    def _name(self, *names: tuple[Node, str, Node | None]) -> None:
        self._namings.append(Naming(list(names)))
        for folder, name, node in names:
            assert folder.names is not None
            if node is None:
                folder.names.pop(name, None)
            else:
                folder.names[name] = node

    def _look_up(self, path: str) -> tuple[Node, str, Node | None]:
        at = self._root
        *folders, name = path.removeprefix(self._folder).strip("/").split("/")
        for folder in folders:
            assert at.names is not None
            at = at.names[folder]
        assert at.names is not None
        return at, name, at.names.get(name)

    def _node(self, path: str) -> Node:
        if path == self._folder:
            return self._root
        node = self._look_up(path)[2]
        assert node is not None, path
        return node

    def _surviving(self, chance: Random) -> list[Naming]:
        if chance.random() < 0.5:  # with a journal
            return self._namings[: chance.randint(self._committed, len(self._namings))]
        likely = chance.choice((0, 0.5, 1))
        return [naming for naming in self._namings if naming.synced or chance.random() < likely]

    def _collect(
        self,
        folder: Node,
        at: str,
        names: dict[tuple[int, str], Node | None],
        found: dict[str, bytes | None],
        chance: Random,
    ) -> None:
        for (owner, name), node in names.items():
            if owner != id(folder) or node is None:
                continue
            path = f"{at}{name}"
            if node.names is None:
                found[path] = _content(node, chance)
            else:
                found[path] = None
                self._collect(node, f"{path}/", names, found, chance)


def _apply(content: bytearray, at: int, data: bytes | None) -> None:
    if data is None:
        del content[at:]
        content.extend(bytes(at - len(content)))
    else:
        content.extend(bytes(max(0, at - len(content))))
        content[at : at + len(data)] = data


def _content(node: Node, chance: Random) -> bytes:
    """A file of which everything since its last sync is there, or nothing, or any part."""
    content, likely = bytearray(node.kept), chance.choice((0, 0.1, 0.5, 0.9, 1))
    if node.since and chance.random() < 0.3 and len(content) < node.size:  # it has grown already, without its data
        grown = node.size - len(content)
        content += chance.randbytes(grown) if chance.random() < 0.5 else bytes(grown)
    torn = chance.random() < 0.5
    for at, data in node.since:
        if data is None or not torn:
            if chance.random() < likely:
                _apply(content, at, data)
            continue
        begin = 0
        while begin < len(data):
            end = min(len(data), begin + SECTOR - (at + begin) % SECTOR)
            if chance.random() < likely:
                _apply(content, at + begin, data[begin:end])
            begin = end
    return bytes(content)
