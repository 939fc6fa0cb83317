"""A folder and a server that notice every access: what is shown must touch neither."""

from __future__ import annotations

import ctypes
import os
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.request import urlopen

_OPENED_OR_READ = 0x20 | 0x1  # IN_OPEN, IN_ACCESS of inotify
#: The smallest picture in the format that every Qt can read.
PICTURE = b"P6 1 1 255\n\x00\x00\x00"


class Folder:
    """A folder with a picture; `touched` says whether anything in it was opened or read since it was asked last."""

    def __init__(self, path: Path) -> None:
        path.mkdir()
        self.picture = path / "picture.ppm"
        self.picture.write_bytes(PICTURE)
        (path / "style.css").write_text("p { color: red }")
        libc = ctypes.CDLL(None, use_errno=True)
        self._watch: int = libc.inotify_init1(os.O_NONBLOCK)
        assert libc.inotify_add_watch(self._watch, os.fsencode(path), _OPENED_OR_READ) >= 0

    @property
    def touched(self) -> bool:
        """Forgets what it knew."""
        try:
            return bool(os.read(self._watch, 1 << 16))
        except BlockingIOError:
            return False

    def close(self) -> None:
        """Watch no more."""
        os.close(self._watch)


class Server:
    """A server of this machine; `asked` has every path that anybody wanted."""

    def __init__(self) -> None:
        asked: list[str] = []

        class Noting(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                asked.append(self.path)
                self.send_response(200)
                self.end_headers()
                self.wfile.write(PICTURE)

            def log_message(self, *_words: object) -> None:
                """Nothing on stderr."""

        self.asked = asked
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Noting)
        self.place = f"127.0.0.1:{self._server.server_port}"
        self._thread = Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Serve no more."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


@contextmanager
def watched(path: Path) -> Iterator[tuple[Folder, Server]]:
    """Both, each tried once: what notices nothing would prove nothing."""
    folder, server = Folder(path), Server()
    try:
        folder.picture.read_bytes()
        assert folder.touched
        with urlopen(f"http://{server.place}/try") as answer:
            answer.read()
        assert server.asked == ["/try"]
        server.asked.clear()
        yield folder, server
    finally:
        server.close()
        folder.close()
