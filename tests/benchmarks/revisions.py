"""How an abstract changes between a preprint and its article, between two sites, or where it is cut."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from tests.benchmarks.originals import sentences

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

_SYNONYMS: Final = """
    propose/present show/demonstrate shows/demonstrates achieve/reach achieves/reaches novel/new method/approach
    methods/approaches significantly/markedly problem/task demonstrate/show study/examine results/findings using/with
    improve/raise improves/raises performance/accuracy present/introduce existing/earlier however/yet while/whereas
    many/numerous large/big first/initially also/moreover framework/scheme effectively/well analysis/examination
    provide/give provides/gives develop/build extensive/thorough outperforms/beats important/central address/tackle
    recent/late introduce/propose often/frequently different/various training/learning work/paper paper/work
    requires/needs require/need across/over help/assist
"""
_OTHER_WORDS: Final = dict(pair.split("/") for pair in _SYNONYMS.split())
_FIGURE = re.compile(r"\d+(?:\.\d+)?(?=[%x×]?[.,;)]?$)")
_FILLERS: Final = ("also", "in practice", "often", "moreover", "here", "in particular", "notably")


def revised(abstract: str, chance: Random, others: Sequence[str], strength: float) -> str:
    """Words replaced, added, left out, figures changed, sentences dropped and added: 0.5 is light, 2 is heavy.

    From 2 on, two sentences of five are replaced by ones of other papers.
    """
    kept = sentences(abstract)
    changed = [
        _edited(sentence, chance, strength) for sentence in kept if len(kept) <= 3 or chance.random() > 0.12 * strength
    ]
    foreign = _foreign(chance, others)
    if strength >= 2:
        changed = [chance.choice(foreign) if chance.random() < 0.4 else sentence for sentence in changed]
    for _ in range(chance.randint(0, 1) if strength < 1.5 else 2):
        changed.insert(chance.randint(0, len(changed)), chance.choice(foreign))
    return " ".join(changed)


def cut_short(abstract: str, chance: Random) -> str:
    """A beginning, a fifth to two thirds of it, with an ellipsis or without."""
    beginning = abstract[: round(len(abstract) * chance.uniform(0.2, 0.67))]
    return beginning.rsplit(" ", 1)[0] + chance.choice(("...", "…", " …", ""))


def sister(abstract: str, chance: Random, others: Sequence[str]) -> str:
    """The abstract of another paper of the same group: it opens, and may close, with the same sentences."""
    ours = sentences(abstract)
    theirs = _foreign(chance, others)
    size = min(len(abstract), sum(map(len, theirs)))
    shared: list[str] = []
    for sentence in (*ours[:2], *(ours[-1:] if len(ours) > 4 and chance.random() < 0.4 else ())):
        if sum(map(len, shared)) + len(sentence) <= 0.3 * size:
            shared.append(sentence)
    return " ".join((*shared, *theirs))


def swapped(text: str, word: str, instead: str) -> str:
    """The text with another word in every place of one, in small letters or not."""
    return re.sub(rf"(?<!\w){re.escape(word)}(?=s?\b)", instead.replace("\\", "\\\\"), text, flags=re.IGNORECASE)


def _foreign(chance: Random, others: Sequence[str]) -> list[str]:
    return sentences(chance.choice(others))


def _edited(sentence: str, chance: Random, strength: float) -> str:
    words = []
    for word in sentence.split(" "):
        dice = chance.random()
        if word in _OTHER_WORDS and dice < 0.5 * strength:
            words.append(_OTHER_WORDS[word])
        elif _FIGURE.search(word) and dice < 0.5:
            words.append(_FIGURE.sub(lambda found: str(round(float(found[0]) * 1.3 + 1, 1)), word))
        elif dice < 0.02 * strength:
            words += [word, chance.choice(_FILLERS)]
        elif dice > 0.03 * strength:
            words.append(word)
    return " ".join(words)
