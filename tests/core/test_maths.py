"""Formulas that lost their dollars and backslashes are shown as one would write them."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readinglist.core.formulas import readable
from readinglist.core.links import address_spans
from readinglist.core.readable import Readable
from readinglist.formats.digests import Context, read_digest

SEEDS = Path(os.environ.get("READINGLIST_DIGESTS") or Path(__file__).parents[3] / "shared" / "seeds")


def written(shown: Readable) -> str:
    """What is shown, with ⌈raised⌉ and ⌊lowered⌋ parts."""
    raised, lowered = dict(shown.level_spans(1)), dict(shown.level_spans(-1))
    text, parts, at = shown.text, [], 0
    while at < len(text):
        if end := raised.get(at) or lowered.get(at):
            brackets = "⌈⌉" if at in raised else "⌊⌋"
            parts.append(f"{brackets[0]}{text[at:end]}{brackets[1]}")
            at = end
        else:
            parts.append(text[at])
            at += 1
    return "".join(parts).replace("⌉⌈", "").replace("⌋⌊", "")


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        # above and below the line
        ("we bound nu^2.", "we bound ν⌈2⌉."),
        ("O(1/epsilon^4) steps", "O(1/ε⌈4⌉) steps"),
        ("a D^{-1} of n^{1+o(1)}", "a D⌈-1⌉ of n⌈1+o(1)⌉"),
        ("states z_i and z_{i-1}", "states z⌊i⌋ and z⌊i-1⌋"),
        ("sigma_{1:T}^2+Sigma_{max}^2", "σ⌊1:T⌋⌈2⌉+Σ⌊max⌋⌈2⌉"),
        ("W_V, ell_2 and l_1-norms, ell_infty", "W⌊V⌋, ℓ⌊2⌋ and l⌊1⌋-norms, ℓ⌊∞⌋"),
        ("V^topsoftmax(Kq) and U_p V^top_p", "V⌈⊤⌉softmax(Kq) and U⌊p⌋ V⌈⊤⌉⌊p⌋"),
        ("S^{2}FT, SP^2OT, 10^6 and e^x", "S⌈2⌉FT, SP⌈2⌉OT, 10⌈6⌉ and e⌈x⌉"),
        ("R^{n_1 times n_2}", "R⌈n₁ × n₂⌉"),
        ("C_{Phicirc Psi} > C_Psi", "C⌊Φ∘ Ψ⌋ > C⌊Ψ⌋"),
        ("M^* and W^star and k_{ast}", "M⌈*⌉ and W⌈⋆⌉ and k⌊∗⌋"),
        # fonts, hats, roots, fractions
        ("mathcal{O}(varepsilon^{-2.5})", "𝒪(ε⌈-2.5⌉)"),
        ("mathcal O(K) in mathbb R^N", "𝒪(K) in ℝ⌈N⌉"),
        ("O(mathsf{Var^star", "O(Var⌈⋆⌉"),
        ("{bf 1}_n and {it most} of it", "1⌊n⌋ and most of it"),
        ("widetilde Theta(d), widetildeTheta(d), widehat{x}", "Θ̃(d), Θ̃(d), x̂"),
        ("o(sqrt[3]{log n}), sqrt{n}, sqrt T", "o(∛(log n)), √n, √T"),
        (r"\frac{a+b}{c} and frac{1}{n}", "(a+b)/c and 1/n"),
        ("1/text{depth}", "1/depth"),
        # words that are signs between two of a formula only
        ("three n times d matrices", "three n × d matrices"),
        ("T times J neurons, 16times fewer, 9.1times", "T × J neurons, 16× fewer, 9.1×"),
        ("1% sim 2%, 100M sim 1B, m gg n", "1% ∼ 2%, 100M ∼ 1B, m ≫ n"),
        ("g circ p where p : R^d rightarrow R", "g ∘ p where p : R⌈d⌉ → R"),
        ("pre-trainingrightarrowfine-tuning", "pre-training→fine-tuning"),
        ("at geq 50%, D{to}infty", "at ≥ 50%, D{to}∞"),
        ("lambda=0.1", "λ=0.1"),
        # what is left of TeX
        ("``direct'' talk", "“direct” talk"),
        (r"na\"ive, Schr\"odinger, \L ojasiewicz, Amp\`ere", "naïve, Schrödinger, Łojasiewicz, Ampère"),
        (r"7\% of \(\Delta W\), R\&D", "7% of Δ W, R&D"),
        (r"\textbf{Bold} and {\em leaning} and \emph{so}", "Bold and leaning and so"),
        (r"\textcolor[rgb]{1, 0, 0}{Code is at http://example.org/a_b}", "Code is at http://example.org/a_b"),
        ("$x^2$ and $n$ for $5 or $7", "x⌈2⌉ and n for $5 or $7"),
    ],
)
def test_a_formula_is_shown_as_it_is_written(stored: str, shown: str) -> None:
    assert written(readable(stored)) == shown


@pytest.mark.parametrize(
    "text",
    [
        "Phi 3 and Phi-3, top-k and top k, up to 12 in 7 of 9",
        "1.12 times memory, 300 times more, three times a day",
        "the gamma or beta distribution, delta tuning, mu-Transfer, alpha B A / r",
        "https://example.org/x_1/alpha=3?beta_2 and arxiv.org/abs/2403.01234",
        "tree_influence, UCF_CC_50, file_name.py, in_x, __init__",
        "a triangle, a rectangle, some simulation, partial sums, the int type",
        "prices of $5 and $7, 3 pm, A/B tests",
        "'quoted' and \"quoted\"",
    ],
)
def test_what_is_no_formula_stays_as_it_is(text: str) -> None:
    assert written(readable(text)) == text


PARTS = (
    *("x", "alpha", "^", "_", "{", "}", "\\", "$", " ", "times", "2", "mathcal", "sqrt", "``", "''", "frac", "top"),
    *("https://example.org/a_1", "bf ", "(", ")", "é", "widetilde", '\\"o', "[3]", "rightarrow", "\n"),
)


@given(
    st.lists(
        st.sampled_from(PARTS),
        max_size=30,
    ).map("".join)
    | st.text(max_size=40)
)
def test_every_part_of_any_text_is_accounted_for(text: str) -> None:
    shown = readable(text)
    at = 0
    for piece in shown.pieces:
        assert piece.start == at
        assert piece.end >= piece.start
        at = piece.end
    assert at == len(text)
    for start, end in address_spans(text):
        assert text[start:end] in shown.text
    for start, end in shown.level_spans(1) + shown.level_spans(-1):
        assert 0 <= start < end <= len(shown.text)


@given(st.data())
def test_a_mark_in_the_stored_text_is_found_in_the_shown_one_and_back(data: st.DataObject) -> None:
    text = "The loss nu^2 of mathcal{O}(1/epsilon^4) and the n times d words after it"
    shown = readable(text)
    word = data.draw(st.sampled_from(["loss", "words", "after", "and", "of"]))
    start = text.index(word)
    ((begin, end),) = shown.shown([(start, start + len(word))])
    assert shown.text[begin:end] == word
    assert shown.stored((begin, end)) == (start, start + len(word))


@pytest.mark.parametrize(
    ("stored", "shown"),
    [("SP^2OT and S^{2}FT", "SP²OT and S²FT"), ("x_i of nu^{ab}", "xᵢ of ν^ab"), ("Phi 3", "Phi 3"), ("", "")],
)
def test_a_row_of_a_list_shows_formulas_in_one_line(stored: str, shown: str) -> None:
    assert readable(stored).line == shown


def test_formulas_can_be_left_as_they_came() -> None:
    assert readable("SP^2OT", formulas=False).text == "SP^2OT"


def test_marks_on_a_formula_mark_all_of_a_sign() -> None:
    shown = readable("so nu^2 is")
    assert [shown.text[start:end] for start, end in shown.shown([(3, 5)])] == ["ν"]
    assert [shown.text[start:end] for start, end in shown.shown([(3, 7)])] == ["ν2"]
    assert shown.stored((3, 4)) == (3, 5)
    assert shown.shown([]) == []


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the real digests are not here")
def test_the_real_digests_have_no_command_left_that_is_one_for_certain() -> None:
    texts = 0
    for path in sorted(SEEDS.glob("*.txt")):
        with path.open("rb") as stream:
            entries = read_digest(stream, path.name, Context(date(2025, 3, 18))).entries
        for entry in entries:
            for text in (entry.title, entry.abstract):
                shown = readable(text)
                texts += shown.text != text
                for command in ("mathcal", "mathsf", "varepsilon", "rightarrow", "infty", "^{", "_{", "``", "\\%"):
                    assert command not in shown.text, (command, shown.text)
                for start, end in address_spans(text):
                    assert text[start:end] in shown.text
    assert texts > 50
