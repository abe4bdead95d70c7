"""Compares fires that differ in one thing only, and says what that thing did.

An arm is a fire with what it was made of: its ties and its context. Two arms with the same ties tell what the
context does, two in the same context what the ties do; they share their luck, run by run, so differences
are taken in pairs.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.facts import Facts
from analysis.intervals import Interval, middle, paired_difference
from analysis.words import percent, points
from sim.outcome import BURNING, OUT


@dataclass(frozen=True, eq=False)
class Arm:
    """One fire and what it was made of, in words.

    Attributes:
        ties: whose ties, such as "Trust A".
        context: such as "damp".
        facts: of its runs.
    """

    ties: str
    context: str
    facts: Facts


@dataclass(frozen=True, eq=False)
class Contrast:
    """Two arms that differ in one thing.

    Attributes:
        differs: "context" or "ties".
        one, other: the arms, in the order given.
        effect: final practising of `one` less that of `other`.
    """

    differs: str
    one: Arm
    other: Arm
    effect: Interval

    @property
    def names(self) -> tuple[str, str]:
        """What tells the two apart."""
        return (self.one.context, self.other.context) if self.differs == "context" else (self.one.ties, self.other.ties)

    @property
    def held(self) -> str:
        """What both share."""
        return f"{self.one.ties}'s ties" if self.differs == "context" else f"the {self.one.context} context"


def contrasts(arms: Sequence[Arm]) -> list[Contrast]:
    """Each pair of arms that differ in the context only, then each that differ in the ties only."""
    pairs = [(one, other) for at, one in enumerate(arms) for other in arms[at + 1 :]]
    by_context = [_contrast("context", *pair) for pair in pairs if pair[0].ties == pair[1].ties]
    by_ties = [_contrast("ties", *pair) for pair in pairs if pair[0].context == pair[1].context]
    return by_context + by_ties


def told(contrast: Contrast) -> str:
    """What a contrast shows, in a few sentences. All figures are medians of the runs but the last."""
    one, other = contrast.names
    asked = f"{_capital(contrast.held)}, {one} or {other}:"
    ties = [*_returned(contrast), _ignited(contrast), _remade(contrast.one), _remade(contrast.other)]
    return " ".join(
        filter(None, [asked, _talk(contrast), *(ties if contrast.differs == "ties" else ()), _end(contrast)])
    )


def divide(arms: Sequence[Arm]) -> str:
    """What sets the fires that burn on apart from those that go out, where talk does; else an empty text."""
    burning, out = ([arm.facts for arm in arms if arm.facts.usual == outcome] for outcome in (BURNING, OUT))
    if not burning or not out:
        return ""
    joined, shut = ([_median(facts.in_talk) for facts in side] for side in (burning, out))
    left, alone = ([_median(facts.mean("ostracised")) for facts in side] for side in (burning, out))
    if not (min(joined) > max(shut) and max(left) < min(alone)):
        return ""
    return (
        f"Where the fire burns on, {_span(joined)} of untrained staff were in talk of improvement in a week "
        f"and {_span(left)} of improvers were left unanswered. Where it goes out, "
        f"{_span(shut)} were, and {_span(alone)} of improvers were left unanswered: what they know stayed with them "
        f"(n = {len(arms[0].facts)} runs each)."
    )


def decides(every: Sequence[Contrast]) -> str:
    """What made the difference: the context, the ties or both. Empty when only one of them was varied.

    That one of them decides is said only where fires end differently, and where each change of it moves them surely and
    by more than twice as much as any change of the other.
    """
    context = [contrast for contrast in every if contrast.differs == "context"]
    ties = [contrast for contrast in every if contrast.differs == "ties"]
    if not context or not ties:
        return ""
    moved = (
        f"Changing only the context moves final practising by {_sizes(context)} points, changing only the ties by "
        f"{_sizes(ties)}."
    )
    endings = {arm.facts.usual for contrast in every for arm in (contrast.one, contrast.other)}
    if len(endings) == 1:
        return f"{moved} The usual end is the same with each of them: {endings.pop()}."
    if _outweighs(context, ties):
        return f"{moved} So here the context decides whether a fire lasts{_sooner(ties)}."
    if _outweighs(ties, context):
        return f"{moved} So here the ties decide whether a fire lasts."
    return f"{moved} So here neither decides alone."


def _outweighs(ones: Sequence[Contrast], others: Sequence[Contrast]) -> bool:
    """Whether each of some contrasts is clear of 0, and larger than twice the largest of the others."""
    sure = all(contrast.effect.low > 0 or contrast.effect.high < 0 for contrast in ones)
    return sure and min(map(_size, ones)) > 2 * max(map(_size, others))


def _contrast(differs: str, one: Arm, other: Arm) -> Contrast:
    return Contrast(differs, one, other, paired_difference(one.facts.final, other.facts.final))


def _returned(contrast: Contrast) -> list[str]:
    """The ties at the start."""
    start, others = contrast.one.facts.fire.start, contrast.other.facts.fire.start
    return [
        f"At the start {_pair(start['reciprocity_arcs'], others['reciprocity_arcs'])} of arcs were returned, and "
        f"{_pair(start['outside'], others['outside'])} of staff stood outside the largest component."
    ]


def _talk(contrast: Contrast) -> str:
    facts, others = contrast.one.facts, contrast.other.facts
    alone = _pair(facts.mean("ostracised"), others.mean("ostracised"))
    locked = _pair(facts.mean("locked_in"), others.mean("locked_in"))
    return (
        f"{_pair(facts.answered, others.answered)} of talk about improvement was answered; {alone} of improvers were "
        f"left unanswered for 13 weeks, and {locked} of what they know stayed locked in."
    )


def _end(contrast: Contrast) -> str:
    one, other = contrast.names
    return f"Final practising, {one} less {other}: {points(contrast.effect, len(contrast.one.facts))}."


def _ignited(contrast: Contrast) -> str:
    """How soon each burned, where all runs of both did."""
    weeks = [arm.facts.ignition for arm in (contrast.one, contrast.other)]
    if any(np.isnan(column).any() for column in weeks):
        return ""
    one, other = contrast.names
    return f"{one} burned from week {_median(weeks[0]):.0f}, {other} from week {_median(weeks[1]):.0f}."


def _remade(arm: Arm) -> str:
    """Whether the run changed how many arcs are returned, by a tenth of all or more."""
    before, after = (_median(ends["reciprocity_arcs"]) for ends in (arm.facts.fire.start, arm.facts.fire.end))
    if np.isnan(after - before) or abs(after - before) < 0.1:
        return ""
    how = "Talk made ties" if after > before else "Silence wore ties down"
    return f"{how}: at the start {percent(before)} of {arm.ties}'s arcs were returned, at the end {percent(after)}."


def _sooner(ties: Sequence[Contrast]) -> str:
    """Whether ties told how soon a fire caught."""
    weeks = [[contrast.one.facts.ignition, contrast.other.facts.ignition] for contrast in ties]
    lit = [pair for pair in weeks if not any(np.isnan(column).any() for column in pair)]
    if any(abs(_median(one) - _median(other)) >= 4 for one, other in lit):
        return "; the ties tell how soon it catches and how high it burns"
    return ""


def _pair(one: NDArray[np.float64], other: NDArray[np.float64]) -> str:
    return f"{percent(_median(one))} against {percent(_median(other))}"


def _median(values: NDArray[np.float64]) -> float:
    return middle(values).value


def _size(contrast: Contrast) -> float:
    return abs(contrast.effect.value)


def _sizes(every: Sequence[Contrast]) -> str:
    found = sorted({round(100 * _size(contrast)) for contrast in every})
    return f"{found[0]}" if len(found) == 1 else f"{found[0]} to {found[-1]}"


def _span(values: Sequence[float]) -> str:
    low, high = percent(min(values)), percent(max(values))
    return high if low == high else f"{low[:-2]} to {high}"


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
