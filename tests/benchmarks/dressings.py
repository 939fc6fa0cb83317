"""How one title is typed, set and saved otherwise: the same words in another dress, or with a slip of the hand."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

_SPELLINGS: Final = (
    ("ization", "isation"), ("izing", "ising"), ("ized", "ised"), ("ize ", "ise "), ("yzing", "ysing"),
    ("ehavior", "ehaviour"), ("odeling", "odelling"), ("olor", "olour"), ("eighbor", "eighbour"),
    ("abeled", "abelled"), ("enter", "entre"), ("abor", "abour"), ("Networks", "Network"), ("Models", "Model"),
    ("Agents", "Agent"), ("Images", "Image"), ("Methods", "Method"),
)  # fmt: skip
_PREFIXED = re.compile(
    r"\b(multi|pre|non|self|semi|meta|sub|co|inter|re|un|auto|hyper|cross)(?=[a-z]{4,})", re.IGNORECASE
)
_TEX_LETTERS: Final = {
    "é": "\\'e", "è": "\\`e", "ö": '\\"{o}', "ü": '\\"u', "ø": "{\\o}", "ç": "\\c{c}", "α": "$\\alpha$",
    "β": "$\\beta$", "γ": "$\\gamma$", "λ": "$\\lambda$", "μ": "$\\mu$", "σ": "$\\sigma$", "ε": "$\\varepsilon$",
}  # fmt: skip
_GREEK: Final = {"alpha": "α", "beta": "β", "gamma": "γ", "lambda": "λ", "mu": "μ", "sigma": "σ", "epsilon": "ε"}
_MISSED_KEYS: Final = "aeinorstlucdm"


def capitals(title: str, chance: Random) -> str:
    """All capitals, none, one a word, or one at the beginning."""
    forms: tuple[Callable[[str], str], ...] = (str.upper, str.lower, str.title, str.capitalize)
    return chance.choice(forms)(title)


def punctuation(title: str, chance: Random) -> str:
    """Another sign at the colon, no signs, a full stop, quotes, or spaces where none belong."""
    forms: tuple[Callable[[str], str], ...] = (
        lambda text: text.replace(": ", chance.choice((" - ", " – ", " — ", ". ", " | "))),
        lambda text: re.sub(r"[,:;?!.](?= |$)", "", text),
        lambda text: f"{text}.",
        lambda text: chance.choice(("“{}”", '"{}"', "[{}]")).format(text),
        lambda text: text.replace(": ", " : ").replace(",", " ,"),
    )
    return chance.choice(forms)(title)


def typesetting(text: str, chance: Random) -> str:
    """Other signs for the same letters: TeX, entities, ligatures, decomposed accents, dashes, odd spaces."""
    text = text.replace("-", chance.choice("‐‑–−-")).replace("'", chance.choice("’'ʼ")).replace("&", "&amp;")
    if chance.random() < 0.5:
        text = "".join(_TEX_LETTERS.get(letter, letter) for letter in text)
    else:
        text = re.sub(r"\$\\(?:var)?(\w+)\$", lambda found: _GREEK.get(found[1], found[0]), text)
    if chance.random() < 0.5:
        text = text.replace("fi", "ﬁ").replace("fl", "ﬂ")
    if chance.random() < 0.3:
        text = unicodedata.normalize("NFD", text)
    if chance.random() < 0.3:
        text = text.replace(" ", chance.choice("\u00a0\u2009\u202f"), 2)
    if chance.random() < 0.3:
        words = text.split(" ")
        at = chance.randrange(len(words))
        words[at] = chance.choice(("\\emph{{{}}}", "\\textbf{{{}}}", "<i>{}</i>", "{{{}}}")).format(words[at])
        text = " ".join(words)
    return text


def hyphens(title: str, chance: Random) -> str:
    """A hyphen that becomes a space or nothing; where there is none, one behind a beginning such as multi."""
    if "-" in title:
        return title.replace("-", chance.choice((" ", "")), chance.randint(1, 2))
    return _PREFIXED.sub(lambda found: f"{found[1]}-", title, count=1)


def spelling(title: str, chance: Random) -> str:
    """British for American, singular for plural, "&" for "and", an article less."""
    found = [(ours, theirs) for ours, theirs in _SPELLINGS if ours in title]
    if found:
        return title.replace(*chance.choice(found))
    if " and " in title:
        return title.replace(" and ", " & ")
    return title.replace(" the ", " ", 1).replace(" a ", " ", 1)


def slip(text: str, chance: Random) -> str:
    """A letter too few, too many, another one, or two that changed places, in a word of five or more."""
    found = list(re.finditer("[A-Za-z]{5,}", text))
    if not found:
        return text
    word = chance.choice(found)
    at = chance.randrange(word.start() + 1, word.end() - 1)
    before, letter, after = text[:at], text[at], text[at + 1 :]
    other = chance.choice(_MISSED_KEYS)
    forms = (before + after, f"{before}{other}{letter}{after}", before + other + after, before + after[0] + letter
             + after[1:])  # fmt: skip
    return chance.choice(forms)


def dressed(title: str, chance: Random) -> str:
    """Two or three of these at once, without a slip."""
    for change in chance.sample((capitals, punctuation, typesetting, spelling, hyphens), chance.randint(2, 3)):
        title = change(title, chance)
    return title
