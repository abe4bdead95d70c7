"""How often a person is talked with in a week, of whom, and what comes of it, when all mix well."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from analysis.theory.context import Context
from analysis.theory.heat import SHARES
from analysis.theory.mixed import Eagerness
from sim.compiled import compiled
from sim.rules import answer_chance, chance, motive, raise_rate, urge
from sim.scenario import Rules

Column = NDArray[np.float64]


class Raising(NamedTuple):
    """Chances that improvement is raised on an arc this week, by professions, and the answers' context."""

    same: float
    cross: float
    share_same: float

    @property
    def mean(self) -> float:
        """The chance on an arc of any kind."""
        return self.share_same * self.same + (1.0 - self.share_same) * self.cross

    def answered(self, trust: float, openness: float, context: Context, rules: Rules) -> float:
        """The chance that it is raised and answered by someone of that trust and openness."""
        silence, pressure = rules.pressure_silence, context.pressure
        same = self.same * answer_chance(trust, openness, 1.0, silence, pressure)
        cross = self.cross * answer_chance(trust, openness, context.safety, silence, pressure)
        return self.share_same * same + (1.0 - self.share_same) * cross


class Arc(NamedTuple):
    """Raising on the arcs of a kind."""

    telling: Raising
    """By someone who practises."""
    asking: Raising
    """By someone who does not, of someone who does."""


def on_arcs(eager: Eagerness, trust: float, awareness: float, context: Context, rules: Rules) -> Arc:
    """Raising on arcs of a kind with that mean trust and awareness."""

    def raising(moved: float) -> Raising:
        same = _mean_raise(eager.same, trust, context.time, 1.0, moved, rules.talk_share)
        cross = _mean_raise(eager.cross, trust, context.time, context.safety, moved, rules.talk_share)
        return Raising(same, cross, eager.share_same)

    return Arc(raising(1.0), raising(motive(0.0, rules.asking, awareness, 1.0)))


@compiled
def _mean_raise(eager: Column, trust: float, time: float, safety: float, moved: float, share: float) -> float:
    total = 0.0
    for each in eager:
        total += chance(raise_rate(urge(1.0, time, each, 1.0, trust), safety, 1.0, 1.0, moved), share)
    return total / max(1, len(eager))


def practising_among(others: int, joining: float, practising: float) -> Column:
    """How large a share practises among those with whom a person reflects in a session.

    Args:
        others: people who came beside the person.
        joining: chance that each of them is open.
        practising: chance that one who is open practises.

    Returns:
        Shape (SHARES + 1,): the chance of each share 0, 1/SHARES, …; the rest is the chance that nobody is open.
        Shares in between are parted between their neighbours, which keeps the mean.
    """
    return _practising_among(others, joining, practising, SHARES)


def practising_in_team(others: int, practising: float, leading: float) -> Column:
    """How large a share practises among the others of a workshop, as above; one of them, an improver, leads it.

    Args:
        others: people who came beside the person, the leader among them.
        practising: chance that another practises.
        leading: chance that the leader practises.
    """
    return _practising_in_team(others, practising, leading, SHARES)


@compiled
def _practising_in_team(others: int, practising: float, leading: float, steps: int) -> Column:
    found = np.zeros(steps + 1)
    chances = _binomial(others - 1, practising)
    for j in range(others):
        for led in range(2):
            place = (j + led) * steps / others
            low = min(steps - 1, int(place))
            chance = chances[j] * (leading if led else 1.0 - leading)
            found[low] += chance * (1.0 - place + low)
            found[low + 1] += chance * (place - low)
    return found


@compiled
def _practising_among(others: int, joining: float, practising: float, steps: int) -> Column:
    found = np.zeros(steps + 1)
    open_ = _binomial(others, joining)
    for k in range(1, others + 1):
        chances = _binomial(k, practising)
        for j in range(k + 1):
            place = j * steps / k
            low = min(steps - 1, int(place))
            found[low] += open_[k] * chances[j] * (1.0 - place + low)
            found[low + 1] += open_[k] * chances[j] * (place - low)
    return found


@compiled
def _binomial(count: int, chance: float) -> Column:
    """Shape (count + 1,): the chances of 0, 1, …, `count` of `count`."""
    chances = np.zeros(count + 1)
    chances[0] = 1.0
    for k in range(count):
        for j in range(k + 1, 0, -1):
            chances[j] = chances[j] * (1.0 - chance) + chances[j - 1] * chance
        chances[0] *= 1.0 - chance
    return chances
