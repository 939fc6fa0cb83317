"""One window a library: who has the lock keeps it until its process ends, and asking for it costs nobody anything."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

from readinglist.store.place import window_lock
from readinglist.store.place.files import companions

HOLD = """
import sys, time
from pathlib import Path
from readinglist.store.place import window_lock
lock = window_lock.take(Path(sys.argv[1]))
lock.write("I have it")
print("held" if lock else "refused", flush=True)
time.sleep(60)
"""
ROOT = Path(__file__).resolve().parents[2]


def test_the_lock_is_had_once_and_can_be_had_again(library_path: Path) -> None:
    assert not window_lock.is_held(library_path)  # asking makes no files
    assert not companions(library_path).exists()
    lock = window_lock.take(library_path)
    assert lock
    assert window_lock.is_held(library_path)
    assert window_lock.take(library_path) is None
    lock.release()
    lock.release()
    assert not window_lock.is_held(library_path)
    again = window_lock.take(library_path)
    assert again
    again.release()


def test_what_the_holder_says_is_read_by_others_and_known_to_its_successor(library_path: Path) -> None:
    lock = window_lock.take(library_path)
    assert lock
    lock.write("a longer sentence")
    lock.write("short")
    assert window_lock.said_by_holder(library_path) == "short"
    lock.release()
    after = window_lock.take(library_path)
    assert after
    assert after.before == "short"
    assert window_lock.said_by_holder(library_path) == ""
    after.release()


def test_a_window_that_is_killed_leaves_no_lock(library_path: Path) -> None:
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(library_path)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert holder.stdout
    assert holder.stdout.readline() == "held\n"
    assert window_lock.is_held(library_path)
    assert window_lock.take(library_path) is None
    assert window_lock.said_by_holder(library_path) == "I have it"
    holder.kill()
    holder.wait()
    holder.stdout.close()
    assert not window_lock.is_held(library_path)
    lock = window_lock.take(library_path)
    assert lock
    lock.release()


def test_those_who_ask_all_the_time_keep_nobody_from_taking_it(library_path: Path) -> None:
    lock = window_lock.take(library_path)
    assert lock
    lock.release()
    ended = threading.Event()

    def ask() -> None:
        while not ended.wait(0.001):
            window_lock.is_held(library_path)

    askers = [threading.Thread(target=ask) for _ in range(3)]
    for asker in askers:
        asker.start()
    try:
        for _ in range(100):
            lock = window_lock.take(library_path)
            assert lock
            lock.release()
    finally:
        ended.set()
        for asker in askers:
            asker.join()
