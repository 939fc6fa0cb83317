"""Inputs that nobody would write: random bytes, damaged digests, and texts put together from what has hurt before."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

ROOT = Path(__file__).resolve().parents[2]

PIECES = (
    # of Markdown, HTML, TeX, TOML, YAML, JSON, the query language
    *("# ", "> ", "- ", "1. ", "*", "**", "_", "~~", "`", "```\n", "~~~\n", "---\n", "===\n", "    ", "\t", "|", "\\"),
    *("[", "]", "[[", "![", "](", "](https://example.org/a)", "](file:///etc/passwd)", "](javascript:a)", "[a]: b\n"),
    *("<", ">", "</", "<b>", '<img src="file:///a">', "<!--", "-->", "<![CDATA[", "<![", "<?xml", "&amp;", "&#0;"),
    *("&#xd800;", "&lt;", "&", "&NotEqualTilde;", "$", "$x^2$", "$_{", "^", "{", "}", "\\frac{", "\\'", "\\input{a}"),
    *('"', "'", '"""', "''", "=", "==", ": ", ":", "%", "@", "#tag", "!", "?", "...", ". ", "(", ")", "()", ", "),
    *('title:"', "note:", "tag:", "is:", "is:queued", "digest:", "-", "-tag:a", " NEAR(", " AND ", " OR ", " NOT "),
    *("(", ")", "-(", "OR", "a OR b", "has:arxiv", "seen:>", "rating:0", "year:..2020", "added:<7d"),
    *("read:2025-03", ".."),
    *("[list]\n", "q = ", '"paper.queue"', "a.b.c = 1\n", "[[a]]\n", "null", "true", "1e999", "-0", "0x", "[1,"),
    *('{"a":', "*"),
    # of addresses and names of files
    *("https://", "http://", "www.", "//host/share", "C:\\", "../", "/", "doi:10.1000/", "arxiv.org/abs/2403.01234"),
    *("CON", "NUL.txt", "a" * 300, ".", "..", "~", "-platform", "--library=a", "=cmd|' /C calc'!A0", "+1", "@SUM(1)"),
    # of digests
    *("Get trending papers in your email inbox!\n", "Subscribe", "new\n", "Mar 18\n", "Feb 30\n", "byAK\n", "models\n"),
    *("We sort pebbles by weight with two sieves. ", "Sorting Pebbles: A Study\n\n", "However, ", "Part II", "GPT-4 "),
    # of writing systems
    *("\u0301" * 40, "\u202e", "\u202c", "\u2066", "\u2069", "\u200b", "\u200d", "\ufeff", "\ufffe", "\U0010ffff"),
    *("😀", "👩\u200d👩\u200d👧", "🇦🇶", "字", "。", "שלום", "السلام", "ﷺ", "क्षि", "ཧཱུྃ", "ﬁ", "İ", "ß", "²", "Ⅷ"),
    *("٣", "\u00ad"),
    # of control
    *("\0", "\x01", "\x07", "\x1b[31m", "\x1b]0;a\x07", "\x7f", "\x85", "\x9b", "\r", "\n", "\r\n", "\n\n", "\v", "\f"),
    *("\u2028", "\u2029", "\ud800", "\udfff", "\udce9", "\ufdd0", "\ufffc", "\ufffd"),
)  # fmt: skip
MARKS = (
    b"",
    b"",
    b"",
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"\xfe\xff",
    b"%PDF-",
    b"PK\x03\x04",
    b"\x1f\x8b",
    b"{\\rtf",
    b"From a",
)
ENCODINGS = ("utf-8", "utf-8", "utf-8", "utf-16-le", "utf-16-be", "utf-16", "cp1252", "utf-7", "utf-32", "shift_jis")


class Inputs:
    """Draws inputs; most are short, some as long as anything that is read, a few longer."""

    def __init__(self, chance: Random) -> None:
        self._chance = chance
        self._samples = [path.read_bytes() for folder in _folders() for path in sorted(folder.glob("*.txt"))]

    def data(self) -> bytes:
        """The bytes of a file."""
        chance = self._chance
        kind = chance.random()
        if kind < 0.2:
            made = chance.randbytes(self._length())
        elif kind < 0.6:
            made = self._damaged(chance.choice(self._samples))
        else:
            made = self.text().encode(chance.choice(ENCODINGS), "replace")
        return chance.choice(MARKS) + made if chance.random() < 0.3 else made

    def text(self) -> str:
        """A text: pieces in any order, or one of them repeated, or letters from all of Unicode."""
        chance = self._chance
        kind, length = chance.random(), self._length()
        if kind < 0.5:
            return self._pieces(length)
        if kind < 0.7:
            piece = "".join(chance.choices(PIECES, k=chance.choice((1, 1, 2, 3))))
            return (
                chance.choice(("", "a "))
                + (piece * (length // len(piece) + 1))[:length]
                + chance.choice(("", "!", "a"))
            )
        if kind < 0.9:
            return "".join(
                chr(chance.choice((chance.randrange(0x110000), chance.randrange(0x250)))) for _ in range(length % 400)
            )
        sample = self._damaged(chance.choice(self._samples)).decode("utf-8", "replace")
        return sample[:length]

    def line(self) -> str:
        """A short text, as names are."""
        return self.text()[: self._chance.randrange(1, 200)]

    def texts_of_hypothesis(self, count: int, number: int, take: Callable[[str], object]) -> None:
        """Call with so many texts of hypothesis; `number` is where it begins."""

        @seed(number)
        @settings(
            max_examples=count, deadline=None, database=None, phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )  # fmt: skip
        @given(st.one_of(st.text(), st.lists(st.sampled_from(PIECES), max_size=40).map("".join)))
        def each(text: str) -> None:
            take(text)

        each()

    def _pieces(self, length: int) -> str:
        made: list[str] = []
        size = 0
        while size < length:
            made.append(self._chance.choice(PIECES))
            size += len(made[-1])
        return "".join(made)

    def _length(self) -> int:
        chance = self._chance
        kind = chance.random()
        if kind < 0.9:
            return chance.randrange(1, 400)
        return chance.randrange(400, 6_000) if kind < 0.99 else chance.randrange(6_000, 120_000)

    def _damaged(self, sample: bytes) -> bytes:
        """Some of a real page, with pieces lost, doubled, exchanged and put in."""
        chance = self._chance
        start = chance.randrange(len(sample))
        data = bytearray(sample[start : start + chance.choice((300, 2_000, 2_000, 8_000))])
        for _ in range(chance.randrange(8)):
            at, size = chance.randrange(len(data) + 1), chance.randrange(60)
            kind = chance.random()
            if kind < 0.3:
                data[at : at + size] = b""
            elif kind < 0.6:
                data[at:at] = chance.choice(PIECES).encode("utf-8", "surrogatepass") * chance.choice((1, 1, 9))
            elif kind < 0.8:
                data[at:at] = data[at : at + size]
            else:
                data[at : at + 1] = chance.randbytes(1)
        return bytes(data)


def _folders() -> list[Path]:
    real = Path(os.environ.get("READINGLIST_DIGESTS") or ROOT.parent / "shared" / "seeds")
    return [folder for folder in (ROOT / "seeds", real) if folder.is_dir()]
