"""Which text between two dollars is a formula.

Titles come from strangers and are typeset by the user: only a known, harmless part of TeX passes, and
what does not is shown as it was typed, dollars included.
"""

from __future__ import annotations

import re

LONGEST = 200
DEEPEST = 5

SYMBOLS = (
    "alpha|beta|gamma|delta|epsilon|varepsilon|zeta|eta|theta|vartheta|iota|kappa|lambda|mu|nu|xi|pi|rho|"
    "sigma|tau|upsilon|phi|varphi|chi|psi|omega|Gamma|Delta|Theta|Lambda|Xi|Pi|Sigma|Upsilon|Phi|Psi|Omega|"
    "approx|arg|ast|bullet|cap|cdot|cdots|circ|cos|cup|dagger|det|dim|ell|emptyset|equiv|exists|exp|forall|"
    "ge|geq|gg|in|inf|infty|int|land|langle|ldots|le|leftarrow|leq|lim|ll|ln|log|lor|max|mid|min|mp|nabla|ne|"
    "neq|notin|odot|oplus|otimes|parallel|partial|perp|pm|Pr|prime|prod|propto|quad|rangle|rightarrow|"
    "setminus|sim|simeq|sin|star|subset|subseteq|sum|sup|supset|tan|times|to|top|vee|wedge"
)
ACCENTS = "bar|dot|hat|mathbb|mathbf|mathcal|mathfrak|mathit|mathrm|mathsf|overline|sqrt|tilde|vec"

# A group in braces is looked at from the inside out; \x01 stands for one that has been found good.
_GROUP = re.compile(r"\{([^{}]*)\}")
_SYMBOL = rf"\\(?:{SYMBOLS})(?![A-Za-z])"
_ATOM = "|".join(
    [
        _SYMBOL,
        rf"\\(?:{ACCENTS})(?:\x01|\ [A-Za-z]|[0-9])",
        r"\\frac\x01\x01",
        r"\\[,;:!|]",
        r"[A-Za-z0-9+\-*/=<>()\[\].,:;!?|\x01]",
    ]
)
_ARGUMENT = rf"(?:[A-Za-z0-9*+\-\x01]|{_SYMBOL})"
_SCRIPTS = rf"(?:_{_ARGUMENT}(?:\^{_ARGUMENT})?|\^{_ARGUMENT}(?:_{_ARGUMENT})?)"
_FLAT = re.compile(rf"{_SCRIPTS}?(?:\ |(?:{_ATOM}){_SCRIPTS}?)*")

_COMMAND = re.compile(r"\\[A-Za-z]+")
_PROSE = re.compile("[A-Za-z]{3}")
_TEX = re.compile(r"\\[A-Za-z]|[\^_=]")


def is_maths(content: str, *, before: str, after: str) -> bool:
    """Whether `content`, between two dollars, is a formula; `before` and `after` are the characters around.

    The prices in "$5 and $7" are none, nor is anything that holds a word.
    """
    if not content or len(content) > LONGEST or content != content.strip() or before == "\\":
        return False
    # Without a sign of TeX in it, it has to look like one letter or number standing alone.
    if not _TEX.search(content) and (" " in content or before.isalnum() or after.isalnum()):
        return False
    return _compiles(content)


def _compiles(content: str) -> bool:
    for _ in range(DEEPEST):
        groups = _GROUP.findall(content)
        if not all(_FLAT.fullmatch(group) for group in groups):
            return False
        if not groups:
            return bool(_FLAT.fullmatch(content)) and not _PROSE.search(_COMMAND.sub(" ", content))
        content = _GROUP.sub("\x01", content)
    return False
