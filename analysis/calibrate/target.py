"""How far rules are from the calibrated patterns (those marked **c**: 1, 2, 3 and 8), and from nothing else.

The distance is the sum, over their criteria, of how far the share of runs falls short of what is wanted; where a
share falls short, how far mean practising is from one half is added, so that a search sees its way. It is 0 where
every criterion holds for the seeds that are run. A candidate is run in stages, the telling ones first, and given up
once it is too far.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Final, NamedTuple

import numpy as np

from analysis.calibrate.free import Values, rules_of
from analysis.patterns import p02_outlives_support, p08_talk_keeps_alive
from analysis.patterns.observe import ending
from analysis.patterns.pattern import Setting
from experiments.arms import Arm, Observed, run_arms
from sim.outcome import BURNS_ABOVE
from sim.scenario import Rules

SEEDS: Final = range(1000, 1008)
"""Seeds of a candidate's arms: others than those of the acceptance table."""

EDGE: Final = (0.4, 0.7)
"""Where pattern 3 wants half of the runs to burn."""


@dataclass(frozen=True)
class Target:
    """The calibrated patterns as a distance.

    Attributes:
        others: the values of the rules that are not free.
        seeds: of each arm.
        threads: to run with; left out, one a core.
        margin: how many standard errors inside its criterion a share must lie, and hundredths the edge.
    """

    others: Rules
    seeds: Sequence[int] = SEEDS
    threads: int | None = None
    margin: float = 0.0

    def __call__(self, values: Values, most: float) -> tuple[float, dict[str, float]]:
        """The distance of some free values, and what was seen; given up, with what it has, once beyond `most`."""
        setting = Setting(rules=rules_of(values, self.others), seeds=self.seeds)
        total = 0.0
        seen: dict[str, float] = {}
        for stage in (self._ends, self._fuel, self._talk):
            more, found = stage(setting, seen)
            total += more
            seen.update(found)
            if total > most:
                break
        return total, seen

    def _ends(self, setting: Setting, seen: Mapping[str, float]) -> tuple[float, dict[str, float]]:
        """Patterns 1 and 2: damp wood never burns, seasoned wood always does, and for twenty years."""
        arms = [
            *p02_outlives_support.arms(setting),
            *(_burning(setting, f"damp {volume}", seasoning=0, volume=volume) for volume in (0.05, 0.2, 0.8, 1.6)),
        ]
        runs = self._run(arms)
        lasting = runs.pop(p02_outlives_support.NAME)
        distance = sum(_above(_Shares.at_the_end(run), self._inside(0.01, -1)) for run in runs.values())
        distance += max(0.0, 0.97 - _mean(lasting["burning_then"])) + max(0.0, 0.9 - _mean(lasting["burning"]))
        distance += max(0.0, BURNS_ABOVE - _mean(lasting["practising_then"]))
        distance += max(0.0, -0.0002 - _mean(lasting["slope"])) * 520
        return distance, {"seasoned": _mean(lasting["practising_then"])}

    def _fuel(self, setting: Setting, seen: Mapping[str, float]) -> tuple[float, dict[str, float]]:
        """Pattern 3: where the edge lies, and what wood does just above it."""
        edge = self._edge(setting)
        above = min(1.0, edge + 0.1)
        arms = [_burning(setting, str(volume), seasoning=above, volume=volume) for volume in (0.02, 0.2, 0.8, 1.6)]
        runs = self._run(arms)
        little, some, more, much = (_Shares.at_the_end(run) for run in runs.values())
        room = 0.01 * self.margin
        distance = 2.0 * max(0.0, EDGE[0] + room - edge, edge - EDGE[1] + room)
        distance += _above(little, self._inside(0.25, -1)) + _below(some, self._inside(0.9, 1))
        distance += sum(_below(shares, some.burning - 0.05) for shares in (more, much))
        return distance, {"edge": edge, "little": little.practising}

    def _talk(self, setting: Setting, seen: Mapping[str, float]) -> tuple[float, dict[str, float]]:
        """Pattern 8: a fire goes out without talk, and not without training."""
        names = (p08_talk_keeps_alive.NOTHING, p08_talk_keeps_alive.TALK, p08_talk_keeps_alive.TRAINING)
        runs = self._run([arm for arm in p08_talk_keeps_alive.arms(setting) if arm.name in names])
        nothing, talk, training = (_Shares.of_mean(runs[name]["practising_mean"]) for name in names)
        distance = _above(talk, nothing.burning - 0.8) + _below(training, nothing.burning - 0.1) + _below(nothing, 0.9)
        return distance, {name: _mean(runs[name]["practising_mean"]) for name in names}

    def _inside(self, criterion: float, way: int) -> float:
        """A criterion for a share, moved inward by the margin; where that leaves nothing, the strictest there is."""
        error = sqrt(criterion * (1.0 - criterion) / len(self.seeds))
        return min(1.0, max(0.0, criterion + way * self.margin * error))

    def _edge(self, setting: Setting) -> float:
        """The seasoning at which half of the runs burn, by halving; to about .01."""
        low, high = 0.2, 1.0
        for _ in range(6):
            here = (low + high) / 2
            run = self._run([_burning(setting, "here", seasoning=here, volume=0.2)])["here"]
            low, high = (low, here) if _mean(run["burning"]) >= 0.5 else (here, high)
        return (low + high) / 2

    def _run(self, arms: Sequence[Arm]) -> dict[str, Observed]:
        return run_arms(arms, threads=self.threads)


class _Shares(NamedTuple):
    """The share of an arm's runs that burn, and their mean practising."""

    burning: float
    practising: float

    @classmethod
    def at_the_end(cls, run: Observed) -> "_Shares":
        return cls(_mean(run["burning"]), _mean(run["practising"]))

    @classmethod
    def of_mean(cls, practising: Values) -> "_Shares":
        return cls(float(np.mean(practising > BURNS_ABOVE)), _mean(practising))


def _burning(setting: Setting, name: str, *, seasoning: float, volume: float) -> Arm:
    return setting.arm(name, ending, seasoning=seasoning, programme={"volume": volume})


def _mean(values: Values) -> float:
    return float(np.mean(values))


def _above(shares: _Shares, most: float) -> float:
    """How far the share burning exceeds `most`; then also how far practising exceeds one half."""
    excess = max(0.0, shares.burning - most)
    return excess + (max(0.0, shares.practising - BURNS_ABOVE) if excess else 0.0)


def _below(shares: _Shares, least: float) -> float:
    """How far the share burning falls short of `least`; then also how far practising does of one half."""
    lack = max(0.0, least - shares.burning)
    return lack + (max(0.0, BURNS_ABOVE - shares.practising) if lack else 0.0)
