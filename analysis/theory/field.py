"""The mean field of an organisation: where its fire can come to rest, its critical mass and its dampness κ/κc."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, NamedTuple

import numpy as np

from analysis.theory.context import plan, trained_share
from analysis.theory.ground import Ground, ground
from analysis.theory.mixed import WellMixed, well_mixed
from analysis.theory.settle import Settled, settle
from analysis.theory.week import State
from sim.network.build import Population, build
from sim.scenario import Scenario

SHARES: Final = (np.linspace(0.995**0.5, 0.002**0.5, 49) ** 2).tolist()
"""Shares practising (of those not committed) at which the fire is looked at, closest where few practise."""

HALVINGS: Final = 30


class FixedPoint(NamedTuple):
    """A share practising at which the fire comes to rest."""

    level: float
    stable: bool
    state: State | None
    """What goes with it; None of "out"."""


@dataclass(frozen=True)
class MeanField:
    """The mean field of one organisation in one week's context, everything settled.

    Attributes:
        organisation: its name.
        trained: share of staff trained, held.
        points: where the fire comes to rest, from the lowest share practising to the highest; "out" is 0.
        dampness: κ/κc: one over the largest factor on losing practice (lapsing, or leaving while practising)
            at which some share practising keeps itself alight. 1 at the fold; above it only "out" is left.
    """

    organisation: str
    trained: float
    points: tuple[FixedPoint, ...]
    dampness: float

    @property
    def burning_level(self) -> float | None:
        """The highest share practising that stays; None where there is only "out"."""
        stays = [point.level for point in self.points if point.stable and point.state is not None]
        return stays[-1] if stays else None

    @property
    def critical_mass(self) -> float | None:
        """The share practising above which the fire grows to its burning level; None where none divides them."""
        divides = [point.level for point in self.points if not point.stable and point.state is not None]
        return divides[-1] if divides else None


def mean_field(
    scenario: Scenario,
    organisation: int = 0,
    *,
    week: int | None = None,
    trained: float | None = None,
    population: Population | None = None,
) -> MeanField:
    """The mean field of an organisation.

    Args:
        scenario: any.
        organisation: which of its organisations.
        week: whose context holds; the last when left out, after support and all changes.
        trained: share of staff who are improvers; when left out, as many as the programme has trained by then
            and have not left.
        population: staff and ties; built from the scenario when left out.

    Raises:
        NetworkError: ties that cannot be built or read.
    """
    mixed = mixed_of(scenario, organisation, population)
    here, improvers = ground_of(scenario, organisation, mixed, week)
    share = improvers if trained is None else trained
    looked = _look(here, share)
    name = scenario.trusts[organisation].name
    return MeanField(name, share, _points(here, share, looked), 1.0 / _most_bearable(here, share, looked))


def dampness_of(scenario: Scenario, organisation: int, mixed: WellMixed, week: int | None = None) -> float:
    """Only κ/κc, for a population that is well mixed already."""
    here, trained = ground_of(scenario, organisation, mixed, week)
    return 1.0 / _most_bearable(here, trained, _look(here, trained, SHARES[::3]))


def edge(
    scenario: Scenario, organisation: int = 0, *, week: int | None = None, population: Population | None = None
) -> float | None:
    """The seasoning at which κ/κc is 1: below it the organisation's fire can only go out.

    Antecedents that the organisation gives itself stay as given.

    Args:
        scenario, organisation, week, population: as for `mean_field`.

    Returns:
        To within .001; None where κ/κc does not cross 1 between seasoning 0 and 1.
    """
    mixed = mixed_of(scenario, organisation, population)
    return crossing(lambda seasoning: dampness_of(scenario.changed(seasoning=seasoning), organisation, mixed, week) < 1)


def crossing(alight: Callable[[float], bool], tolerance: float = 1e-3) -> float | None:
    """The seasoning from which on `alight` holds, by halving; None where it does not begin between 0 and 1."""
    if alight(0.0) or not alight(1.0):
        return None
    low, high = 0.0, 1.0
    while high - low > tolerance:
        middle = (low + high) / 2.0
        low, high = (low, middle) if alight(middle) else (middle, high)
    return (low + high) / 2.0


def mixed_of(scenario: Scenario, organisation: int, population: Population | None = None) -> WellMixed:
    """The population of an organisation, well mixed."""
    return well_mixed(population or build(scenario.trusts[organisation], organisation, scenario.seed))


def ground_of(scenario: Scenario, organisation: int, mixed: WellMixed, week: int | None = None) -> tuple[Ground, float]:
    """What an organisation's week rests on, and the share of staff trained by then."""
    weeks = plan(scenario, organisation, mixed.people)
    at = scenario.weeks - 1 if week is None else week
    trained = min(trained_share(weeks, at), 1.0 - scenario.trusts[organisation].staffing.committed)
    return ground(scenario.rules, scenario.trusts[organisation], mixed, weeks.contexts[at]), trained


class _Looked(NamedTuple):
    share: float
    settled: Settled


def _look(here: Ground, trained: float, others: list[float] = SHARES) -> list[_Looked]:
    """Everything settled at many shares practising, from the lowest; each begins from the one above it."""
    committed = here.staffing.committed
    found: list[_Looked] = []
    for other in others:
        share = committed + (1.0 - committed) * other
        near = found[-1].settled if found else None
        found.append(_Looked(share, _settled(here, share, trained, near)))
    return found[::-1]


def _settled(here: Ground, share: float, trained: float, near: Settled | None) -> Settled:
    return settle(here, share, trained, *(near or ()))


def _points(here: Ground, trained: float, looked: list[_Looked]) -> tuple[FixedPoint, ...]:
    """Where the share practising stays: where what it could bear crosses 1."""
    dies = looked[0].settled.bearable < 1.0
    points = [FixedPoint(0.0, dies, None)] if _can_be_out(here, trained) else []
    for below, above in pairwise(looked):
        grows, grew = below.settled.bearable > 1.0, above.settled.bearable > 1.0
        if grows != grew:
            found = _cross(here, trained, below, above)
            points.append(FixedPoint(found.share, grows, found.settled.state))
    return tuple(points)


def _can_be_out(here: Ground, trained: float) -> bool:
    return here.staffing.committed == 0.0 and (trained == 0.0 or here.context.coaching == 0.0)


def _cross(here: Ground, trained: float, below: _Looked, above: _Looked) -> _Looked:
    grows = below.settled.bearable > 1.0
    for _ in range(HALVINGS):
        share = (below.share + above.share) / 2.0
        middle = _Looked(share, _settled(here, share, trained, below.settled))
        below, above = (middle, above) if (middle.settled.bearable > 1.0) == grows else (below, middle)
        if above.share - below.share < 1e-6:
            break
    return below


def _most_bearable(here: Ground, trained: float, looked: list[_Looked]) -> float:
    """The largest loss that any share could bear, by thirds about the best that was looked at."""
    best = max(range(len(looked)), key=lambda k: looked[k].settled.bearable)
    low, high = looked[max(0, best - 1)].share, looked[min(len(looked) - 1, best + 1)].share
    near, most = looked[best].settled, looked[best].settled.bearable
    while high - low > 2e-3:
        left, right = low + (high - low) / 3.0, high - (high - low) / 3.0
        one, other = (_settled(here, share, trained, near) for share in (left, right))
        low, high = (left, high) if one.bearable < other.bearable else (low, right)
        most = max(most, one.bearable, other.bearable)
    return most
