"""How each thing in a formula is read: a rule shows what begins at a place and returns where it ends, or 0."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from unicodedata import normalize

from readinglist.core.maths_scripts import script, script_of_script
from readinglist.core.maths_signs import (
    ACCENTS,
    CLEAR,
    CLEAR_HATS,
    COMMANDS,
    FONTS,
    FUNCTIONS,
    GREEK,
    HATS,
    INFIX,
    LETTERS,
    OLD_FONTS,
)

if TYPE_CHECKING:
    from readinglist.core.maths_reader import Place, Reader, Rule

_WORD: Final = re.compile(r"\\?([A-Za-z]+)")
_ACCENT: Final = re.compile(r"\\([\"'`^~=.]|[cvuHkr](?=[ {]))\s?(?:\{(\\?[A-Za-z])\}|(\\?[A-Za-z]))")
_LETTER: Final = re.compile(rf"\\({'|'.join(sorted(LETTERS, key=len, reverse=True))})(?![A-Za-z]) ?")
_OLD_FONT: Final = re.compile(rf"\{{\\?(?:{'|'.join(OLD_FONTS)})\b\s?([^{{}}]*)\}}")
_FRACTION: Final = re.compile(r"\\?[dt]?frac\{([^{}]{0,80})\}\{([^{}]{0,80})\}")
_ROOT: Final = re.compile(r"\\?sqrt(?: ([A-Za-z0-9])(?!\w)|(?:\[([0-9a-z])\])?\{)")
_COLOURED: Final = re.compile(r"\\(?:textcolor|color)(?:\[[^\]]{0,20}\])?\{[^{}]{0,40}\}\{([^{}]*)\}?")
_ESCAPED: Final = re.compile(r"\\(?:([%&_$#{}])|[()\[\],;!:]|\\ ?)")
_IN_DOLLARS: Final = re.compile(r"\$([^$\n]{1,200})\$(?!\d)")
_LOOKS_LIKE_MATHS: Final = re.compile(r"[\\^_{}=<>+]|[A-Za-z]\Z")
_FONT: Final = re.compile(rf"\\?({'|'.join(sorted(FONTS, key=len, reverse=True))})\{{")
_ONE_CAPITAL: Final = re.compile(r"\\?(mathcal|mathbb) ([A-Z])(?![A-Za-z])")
_IN_A_WORD: Final = re.compile("rightarrow|leftarrow|varepsilon|varphi")
_PROSE: Final = re.compile(r"\w{2}")
_NAMES: Final = rf"[A-Za-z]|{'|'.join(sorted(GREEK, key=len, reverse=True))}"
_HAT: Final = re.compile(
    rf"(?:\\({'|'.join(HATS)})|({'|'.join(CLEAR_HATS)}))(?:\{{\\?({_NAMES})\}}| ?\\?({_NAMES})(?![A-Za-z]))"
)
# What may stand left and right of an infix: one letter, a number, something closed or raised.
_LEFT: Final = re.compile(r"(?:(?<![A-Za-z])[A-Za-z]|\d[%KMBk]?|[)\]}|]|_\w|\^\w)\\?%? \Z")
_RIGHT: Final = re.compile(
    rf" (?:(?![aAI] )[A-Za-z](?![A-Za-z])|\d|[({{\\|]|(?:mathcal|mathbb|{'|'.join((*GREEK, *FUNCTIONS))})\b)"
)
_SHORT: Final = 3  # letters after which a font's argument is a word


def rules_for(sign: str) -> tuple[Rule, ...]:
    """The rules for what begins with a sign, in the order in which they are tried."""
    return _RULES.get(sign, _WORDS if sign.isalpha() else ())


def _accent(reader: Reader, place: Place) -> int:
    found = _ACCENT.match(reader.text, place.at, place.end)
    if not found:
        return 0
    letter = (found[2] or found[3]).lstrip("\\")
    return reader.put(normalize("NFC", letter + ACCENTS[found[1]]), place.at, found.end(), place.level)


def _letter(reader: Reader, place: Place) -> int:
    found = _LETTER.match(reader.text, place.at, place.end)
    return reader.put(LETTERS[found[1]], place.at, found.end(), place.level) if found else 0


def _escaped(reader: Reader, place: Place) -> int:
    found = _ESCAPED.match(reader.text, place.at, place.end)
    return reader.put(found[1] or "", place.at, found.end(), place.level) if found else 0


def _coloured(reader: Reader, place: Place) -> int:
    return _inner(reader, place, _COLOURED.match(reader.text, place.at, place.end), formula=False)


def _old_font(reader: Reader, place: Place) -> int:
    return _inner(reader, place, _OLD_FONT.match(reader.text, place.at, place.end), formula=True)


def _in_dollars(reader: Reader, place: Place) -> int:
    found = _IN_DOLLARS.match(reader.text, place.at, place.end)
    return _inner(reader, place, found, formula=True) if found and _LOOKS_LIKE_MATHS.search(found[1]) else 0


def _inner(reader: Reader, place: Place, found: re.Match[str] | None, *, formula: bool) -> int:
    """Read what a match has in its group, and show nothing of what stands around it."""
    if not found:
        return 0
    begin, close = found.span(1)
    reader.put("", found.start(), begin, place.level)
    reader.read(place._replace(at=begin, end=close, formula=formula))
    return reader.put("", close, found.end(), place.level)


def _fraction(reader: Reader, place: Place) -> int:
    found = _FRACTION.match(reader.text, place.at, place.end)
    if not found:
        return 0
    end = found.start()
    for group, sign in ((1, "/"), (2, "")):
        begin, close = found.span(group)
        brackets = ("", "") if re.fullmatch(r"\\?\w*", found[group]) else ("(", ")")
        reader.put(brackets[0], end, begin, place.level)
        reader.read(place._replace(at=begin, end=close, formula=True))
        end = reader.put(brackets[1] + sign, close, close + 1, place.level)
    return found.end()


def _root(reader: Reader, place: Place) -> int:
    found = _ROOT.match(reader.text, place.at, place.end)
    if not found:
        return 0
    if found[1]:
        return reader.put(f"√{found[1]}", place.at, found.end(), place.level)
    close = reader.closing(found.end() - 1, place.end)
    sign = {"3": "∛", "4": "∜"}.get(found[2] or "", f"{found[2] or ''}√")
    brackets = ("", "") if close - found.end() == 1 else ("(", ")")
    reader.put(sign + brackets[0], place.at, found.end(), place.level)
    reader.read(place._replace(at=found.end(), end=close, formula=True))
    return reader.put(brackets[1], close, min(close + 1, place.end), place.level)


def _font(reader: Reader, place: Place) -> int:
    if capital := _ONE_CAPITAL.match(reader.text, place.at, place.end):
        return reader.put(FONTS[capital[1]][capital[2]], place.at, capital.end(), place.level)
    found = _FONT.match(reader.text, place.at, place.end)
    if not found:
        return 0
    close = reader.closing(found.end() - 1, place.end)
    inside, letters = reader.text[found.end() : close], FONTS[found[1]]
    reader.put("", place.at, found.end(), place.level)
    if 0 < len(inside) < _SHORT and all(sign in letters for sign in inside):
        reader.put("".join(letters[sign] for sign in inside), found.end(), close, place.level)
    else:
        formula = found[1].startswith(("math", "bold")) and not _PROSE.fullmatch(inside)
        reader.read(place._replace(at=found.end(), end=close, formula=formula))
    return reader.put("", close, min(close + 1, place.end), place.level)


def _hat(reader: Reader, place: Place) -> int:
    """A letter with a sign over it: `widetilde{x}`, `widetilde Theta`, `widetildeTheta`."""
    found = _HAT.match(reader.text, place.at, place.end)
    if not found:
        return 0
    letter = found[3] or found[4]
    shown = normalize("NFC", GREEK.get(letter, letter) + HATS[found[1] or found[2]])
    return reader.put(shown, place.at, found.end(), place.level)


def _command(reader: Reader, place: Place) -> int:
    """A word that is a command, behind a backslash or where it can be nothing else."""
    found = _WORD.match(reader.text, place.at, place.end)
    if not found or found[1] not in COMMANDS:
        return 0
    sure = reader.text[place.at] == "\\" or place.formula or found[1] in CLEAR
    if not sure and not _is_sign(reader.text, place.at, found[1]):
        return 0
    return reader.put(COMMANDS[found[1]], place.at, found.end(), place.level)


def _is_sign(text: str, at: int, name: str) -> bool:
    """Whether a word that English has too stands where only a sign can stand."""
    after = at + len(name)
    before, follows = text[at - 1 : at] if at else "", text[after : after + 1]
    if name in GREEK:
        return (
            (follows != "" and follows in "^_={") or follows.isdecimal() or before.isdecimal() or before in ("=", "{")
        )
    if name == "times" and before.isdecimal():
        return True
    if name == "sim" and (before.isdecimal() or before == "%") and follows.isdecimal():
        return True
    return name in INFIX and bool(_LEFT.search(text[max(at - 8, 0) : at]) and _RIGHT.match(text, after))


def _word(reader: Reader, place: Place) -> int:
    """Any other word: as it stands, but for a command that is a part of it."""
    found = _WORD.match(reader.text, place.at, min(place.end, reader.next_address(place.at)))
    if not found:
        return 0
    if inner := _IN_A_WORD.search(found[1]):
        begin, middle = found.start(1) + inner.start(), found.start(1) + inner.end()
        if begin > place.at:
            reader.copy(place.at, begin, place.level)
        return reader.put(CLEAR[inner[0]], begin, middle, place.level)
    if place.formula and place.level and (tail := _known_tail(found[1])):
        middle = found.end() - len(tail)
        head = reader.text[place.at : middle]
        if head in COMMANDS:
            reader.put(COMMANDS[head], place.at, middle, place.level)
        else:
            reader.copy(place.at, middle, place.level)
        return reader.put(COMMANDS[tail], middle, found.end(), place.level)
    return reader.copy(place.at, found.end(), place.level)


def _known_tail(word: str) -> str:
    """The command that a run of letters ends with, as in `Phicirc`: only within a script."""
    known = (name for name in (*INFIX, *CLEAR, *GREEK) if len(name) >= _SHORT)
    return next((name for name in known if word.endswith(name) and word != name), "")


_WORDS: Final = (_fraction, _root, _font, _hat, _command, _word)
_RULES: Final[dict[str, tuple[Rule, ...]]] = {
    "\\": (_accent, _letter, _coloured, *_WORDS, _escaped),
    "^": (script, script_of_script),
    "_": (script, script_of_script),
    "{": (_old_font,),
    "$": (_in_dollars,),
}
