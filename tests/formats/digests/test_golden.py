"""Golden pairs: a file beside what must be read from it, malformed files among them.

After a change that is meant: `READINGLIST_WRITE_GOLDEN=1 pytest tests/formats/digests/test_golden.py`, then read the
difference line by line.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from readinglist.formats.digests import ParsedDigest

_FOLDER = Path(__file__).parent / "golden"
_INPUTS = sorted(
    path.name for path in _FOLDER.iterdir() if not path.name.endswith((".expected.json", ".gitattributes"))
)


def _as_json(parsed: ParsedDigest) -> dict[str, object]:
    return {
        "format": parsed.format,
        "day": parsed.day.isoformat() if parsed.day else None,
        "entries": [
            {
                "line": entry.line,
                "day": entry.day.isoformat() if entry.day else None,
                "title": entry.title,
                "abstract": entry.abstract,
            }
            for entry in parsed.entries
        ],
        "diagnostics": [
            {
                "severity": note.severity,
                "line": note.line,
                "code": note.code,
                "message": note.message,
                "text": note.text,
            }
            for note in parsed.diagnostics
        ],
    }


@pytest.mark.parametrize("name", _INPUTS)
def test_a_golden_file_is_read_as_written_down(name: str, golden: Path, read: Callable[..., ParsedDigest]) -> None:
    found = _as_json(read((golden / name).read_bytes(), name))
    expected = golden / f"{name}.expected.json"
    if os.environ.get("READINGLIST_WRITE_GOLDEN"):
        expected.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    assert found == json.loads(expected.read_text(encoding="utf-8"))


def test_every_expectation_has_its_file(golden: Path) -> None:
    expected = {path.name.removesuffix(".expected.json") for path in golden.glob("*.expected.json")}
    assert expected == set(_INPUTS)
    assert len(expected) >= 15
