"""Plain text as LaTeX that compiles, and that a decoder turns back into the same text.

Written for the fields of BibTeX: a brace never stands there alone, not even behind a backslash, because
BibTeX counts braces without looking at backslashes.
"""

from __future__ import annotations

import re

from readinglist.formats.tex_maths import is_maths

_ESCAPES = {
    "\\": r"{\textbackslash}",
    "~": r"{\textasciitilde}",
    "^": r"{\textasciicircum}",
    "{": r"{\textbraceleft}",
    "}": r"{\textbraceright}",
    **{sign: f"\\{sign}" for sign in "#%&_$"},
}

# Pairs that TeX draws as one sign (-- is a dash, `` and '' are quotes, ?` is ¿) are kept apart by {}.
_PAIRS = "|".join([*(f"(?<={sign})(?={sign})" for sign in "-`',<>"), "(?<=[?!])(?=`)"])
_TO_ESCAPE = re.compile(rf"[{re.escape(''.join(_ESCAPES))}]|{_PAIRS}")

# Stands for one formula while words are looked at; `one_line` has left no such character in the text.
_FORMULA = "\x00"
_BEFORE_WORD = re.compile(r"[^\w\x00]*_*")
_AFTER_WORD = ".,:;!?\"'”’»"
_OPENERS = {")": "(", "]": "["}
_PART_ENDS = re.compile(r"[-‐‑–—/]")


def escape(text: str) -> str:
    """One line of plain text as LaTeX; every character is meant as itself, `$` too."""
    return _TO_ESCAPE.sub(lambda match: _ESCAPES.get(match.group(), "{}"), text)


def title(text: str) -> str:
    """One line of plain text as LaTeX for a title, which a style may set in lower case.

    A pair of `$` around what can only be a formula stays maths. Words with a capital after their first
    letter or with a digit, and formulas, are put in braces whole.
    """
    lifted, formulas = _lift_formulas(text)
    words = " ".join(_word(word) for word in lifted.split(" "))
    pieces = words.split(_FORMULA)
    return "".join(piece + formula for piece, formula in zip(pieces, [*formulas, ""], strict=True))


def _lift_formulas(text: str) -> tuple[str, list[str]]:
    """The text with a stand-in for each formula, and the formulas with their dollars."""
    first, *parts = text.split("$")
    kept, formulas = [first], []
    at = 0
    while at < len(parts):
        after = parts[at + 1] if at + 1 < len(parts) else None
        if after is not None and is_maths(parts[at], before=kept[-1][-1:], after=after[:1]):
            formulas.append(f"${parts[at]}$")
            kept += [_FORMULA, after]
            at += 2
        else:
            kept += ["$", parts[at]]
            at += 1
    return "".join(kept), formulas


def _word(word: str) -> str:
    start = _BEFORE_WORD.match(word)
    before = start.end() if start else 0
    end = len(word)
    while end > before and _is_around(word[before:end]):
        end -= 1
    core = word[before:end]
    # The braces open before a letter or a digit: behind "{\" BibTeX changes case all the same.
    shown = f"{{{escape(core)}}}" if _keeps_case(core) else escape(core)
    return escape(word[:before]) + shown + escape(word[end:])


def _is_around(rest: str) -> bool:
    """Whether the last sign is the sentence's, not the word's: a full stop, a bracket opened before the word."""
    last = rest[-1]
    return last in _AFTER_WORD or (last in _OPENERS and rest.count(_OPENERS[last]) < rest.count(last))


def _keeps_case(word: str) -> bool:
    if _FORMULA in word or any(sign.isdigit() for sign in word):
        return True
    parts = _PART_ENDS.split(word)
    if any(sign.isupper() for part in parts for sign in part[1:]):
        return True
    return len(parts) > 1 and any(len(part) == 1 and part.isupper() for part in parts)
