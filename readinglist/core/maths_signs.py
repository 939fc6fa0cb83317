"""Commands of TeX and the signs they stand for; which of them are words of English as well."""

from __future__ import annotations

from typing import Final


def _table(pairs: str) -> dict[str, str]:
    """Commands and signs, written as `alpha:α beta:β`."""
    return dict(pair.split(":", 1) for pair in pairs.split(" "))


GREEK: Final = _table(
    "alpha:α beta:β gamma:γ delta:δ epsilon:ε zeta:ζ eta:η theta:θ iota:ι kappa:κ mu:μ nu:ν xi:ξ pi:π rho:ρ "
    "sigma:σ tau:τ upsilon:υ phi:φ chi:χ psi:ψ omega:ω Gamma:Γ Delta:Δ Theta:Θ Lambda:Λ Xi:Ξ Pi:Π Sigma:Σ "
    "Upsilon:Υ Phi:Φ Psi:Ψ Omega:Ω ell:ℓ partial:∂ lambda:λ"
)
"""Read as a sign only beside something that makes it maths: they are names and words, too."""

CLEAR: Final = _table(
    "varepsilon:ε vartheta:ϑ varphi:φ varrho:ϱ varsigma:ς infty:∞ nabla:∇ emptyset:∅ rightarrow:→ leftarrow:← "
    "leftrightarrow:↔ Rightarrow:⇒ Leftarrow:⇐ mapsto:↦ uparrow:↑ downarrow:↓ langle:⟨ rangle:⟩ lfloor:⌊ rfloor:⌋ "
    "lceil:⌈ rceil:⌉ leq:≤ geq:≥ neq:≠ lesssim:≲ gtrsim:≳ propto:∝ otimes:⊗ oplus:⊕ odot:⊙ cdot:· cdots:⋯ ldots:… "
    "subseteq:⊆ supseteq:⊇ setminus:∖ forall:∀ notin:∉ triangleq:≜"
)
"""No words of anything else."""

INFIX: Final = _table(
    "times:× sim:∼ pm:± mp:∓ gg:≫ ll:≪ circ:∘ approx:≈ equiv:≡ le:≤ ge:≥ ne:≠ cup:∪ cap:∩ subset:⊂ mid:∣ div:÷ "
    "ast:∗ star:⋆ simeq:≃"
)
"""Read as a sign between two things that are each a letter, a number or a formula."""

_OTHERS: Final = _table(
    "in:∈ to:→ top:⊤ perp:⊥ prime:′ dagger:† sum:∑ prod:∏ int:∫ exists:∃ land:∧ lor:∨ wedge:∧ vee:∨ dots:… "
    "bullet:• parallel:∥ hbar:ℏ aleph:ℵ"
) | dict.fromkeys(("quad", "qquad"), " ")

COMMANDS: Final = GREEK | CLEAR | INFIX | _OTHERS
"""All of them, as they are read behind a backslash or within a formula."""

LETTERS: Final = _table("ss:ß o:ø O:Ø l:ł L:Ł ae:æ AE:Æ oe:œ OE:Œ aa:å AA:Å i:ı S:§ dag:†")
"""Behind a backslash only; a space after them is theirs."""

SCRIPTS: Final = (*sorted(GREEK | CLEAR | INFIX, key=len, reverse=True), "dagger", "prime", "perp", "top")
"""What a script may begin with, the longest first: in `V^topsoftmax` a word follows the sign."""

_CODES: Final = _table(
    "\":0308 ':0301 `:0300 ^:0302 ~:0303 =:0304 .:0307 c:0327 v:030c u:0306 H:030b k:0328 r:030a widetilde:0303 "
    "tilde:0303 widehat:0302 hat:0302 overline:0304 bar:0304 vec:20d7 dot:0307 ddot:0308"
)
_MARKS: Final = {name: chr(int(code, 16)) for name, code in _CODES.items()}

ACCENTS: Final = {name: mark for name, mark in _MARKS.items() if len(name) == 1}
"""Of letters in names: `\\"o`."""

HATS: Final = {name: mark for name, mark in _MARKS.items() if len(name) > 1}
"""Set over a letter of a formula."""

CLEAR_HATS: Final = ("widetilde", "widehat", "overline")

_CAPITALS, _SMALL = "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz"


def _alphabet(first_capital: int, first_small: int | None, others: dict[str, str]) -> dict[str, str]:
    """A row of Unicode's letters for formulas; some stood elsewhere before there were rows."""
    made = {letter: chr(first_capital + at) for at, letter in enumerate(_CAPITALS)}
    if first_small is not None:
        made |= {letter: chr(first_small + at) for at, letter in enumerate(_SMALL)}
    return made | others


_DOUBLE = _alphabet(0x1D538, None, {"C": "ℂ", "H": "ℍ", "N": "ℕ", "P": "ℙ", "Q": "ℚ", "R": "ℝ", "Z": "ℤ"} | {"1": "𝟙"})
_SCRIPT = _alphabet(0x1D49C, None, {"B": "ℬ", "E": "ℰ", "F": "ℱ", "H": "ℋ", "I": "ℐ", "L": "ℒ", "M": "ℳ", "R": "ℛ"})
_BLACK = _alphabet(0x1D504, 0x1D51E, {"C": "ℭ", "H": "ℌ", "I": "ℑ", "R": "ℜ", "Z": "ℨ"})
_PLAIN: dict[str, str] = {}

FONTS: Final = {
    "mathbb": _DOUBLE, "mathcal": _SCRIPT, "mathscr": _SCRIPT, "mathfrak": _BLACK,
    **dict.fromkeys(
        ("mathsf", "mathbf", "mathrm", "mathit", "mathtt", "boldsymbol", "operatorname", "bm", "text", "textbf",
         "textit", "textrm", "textsf", "texttt", "textsc", "emph", "underline", "ensuremath", "mbox"),
        _PLAIN,
    ),
}  # fmt: skip
"""What a font makes of a letter; a letter that it leaves out stays."""

OLD_FONTS: Final = ("bf", "em", "it", "rm", "sf", "tt", "sc", "cal")
"""As in `{bf 1}`."""

FUNCTIONS: Final = frozenset(
    {"log", "min", "max", "arg", "argmin", "argmax", "softmax", "exp", "sup", "inf", "lim", "tr"}
)
"""Words that a subscript may hang on."""
