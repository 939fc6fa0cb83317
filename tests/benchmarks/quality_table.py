"""What was counted of the quality of matching, as lines to print."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.benchmarks.quality import EASIER, HARDEST
from tests.benchmarks.repeats import TO_BE_ASKED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from tests.benchmarks.originals import Text
    from tests.benchmarks.quality import Quality, Tally


def lines(found: Quality, peers: Sequence[str]) -> Iterator[str]:
    """All tables: repeats, impostors, and the sums that count."""
    yield ""
    yield from _repeats(found, peers)
    yield ""
    yield from _impostors(found, peers)
    yield ""
    yield from _sums(found)
    yield ""
    yield from _judges(found, peers)


def examples(found: Quality, several: int) -> Iterator[str]:
    """Some of the texts that were merged wrongly, then some that were missed."""
    for heading, cases in (("Merged wrongly", found.merged), ("Not recognised", found.missed)):
        for name, paper, text in cases[:several]:
            yield f"\n{heading}: {name}\n   {_shown(paper)}\n   {_shown(text)}"


def _shown(text: Text) -> str:
    return f"{text.title}  |  {text.abstract[:90]}"


def _repeats(found: Quality, peers: Sequence[str]) -> Iterator[str]:
    yield f"{'Repeats (* to be asked)':<34}{'texts':>8}{'silently':>10}{'or asked':>10}{'wrong':>7}" + _heads(peers)
    for name, tally in found.repeats.items():
        star = "*" if name in TO_BE_ASKED else " "
        known = f"{_share(tally.same, tally)}{_share(tally.same + tally.asked, tally)}{tally.wrong:>7}"
        yield f"{star}{name:<33}{tally.texts:>8,}{known}" + _said(tally, peers)


def _impostors(found: Quality, peers: Sequence[str]) -> Iterator[str]:
    yield f"{'Impostors: kind, abstract':<34}{'texts':>8}{'merged':>10}{'asked':>10}{'':>7}" + _heads(peers)
    for (kind, witness), tally in sorted(found.impostors.items()):
        merged = tally.same + tally.wrong
        yield (
            f" {f'{kind}, {witness}':<33}{tally.texts:>8,}{merged:>10}{_share(tally.asked, tally)}{'':>7}"
            + _said(tally, peers)
        )


def _sums(found: Quality) -> Iterator[str]:
    wrong = sum(tally.wrong for tally in found.repeats.values())
    yield f"Repeats recognised silently, without those to be asked: {found.recall(asked=False):.4f}"
    yield f"Repeats recognised silently or asked, all classes:      {found.recall(asked=True):.4f}"
    yield f"Repeats merged with another paper:                      {wrong}"
    for name in (EASIER, HARDEST):
        group = found.groups[name]
        yield f"Merged silently of {name}: {group.same} of {group.texts:,} ({_part(group.same, group.texts):.3%})"
    new = found.new
    share = _part(new.asked, new.texts)
    yield f"Really new papers asked: {new.asked} of {new.texts:,} ({share:.2%}), merged: {new.wrong}"


def _judges(found: Quality, peers: Sequence[str]) -> Iterator[str]:
    """Precision and recall of all judges on the same pairs; the classes to be asked count for nobody."""
    good = [tally for name, tally in found.repeats.items() if name not in TO_BE_ASKED]
    bad = list(found.impostors.values())
    yield f"{'Judge, on pairs':<34}{'precision':>10}{'recall':>8}{'F1':>8}{'wrong merges':>14}"
    merged = {name: (_count(name, good), _count(name, bad)) for name in peers}
    wrong = sum(tally.same + tally.wrong for tally in bad)
    scores = {"Reading List, silently": (sum(tally.same for tally in good), wrong)} | merged
    texts = sum(tally.texts for tally in good)
    for name, (right, wrong) in scores.items():
        precision, recall = _part(right, right + wrong), _part(right, texts)
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        yield f" {name:<33}{precision:>10.4f}{recall:>8.4f}{f1:>8.4f}{wrong:>14,}"


def _count(peer: str, tallies: Iterable[Tally]) -> int:
    return sum(tally.peers[peer] for tally in tallies)


def _heads(peers: Sequence[str]) -> str:
    return "".join(f"{peer:>16}" for peer in peers)


def _said(tally: Tally, peers: Sequence[str]) -> str:
    return "".join(f"{_part(tally.peers[peer], tally.texts):>16.4f}" for peer in peers)


def _share(some: int, tally: Tally) -> str:
    return f"{_part(some, tally.texts):>10.4f}"


def _part(some: int, all_: int) -> float:
    return some / max(1, all_)
