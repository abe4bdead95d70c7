"""What if?: two plans in one organisation, as scenarios that share their luck."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, Final

from app.page.limits import MAX_FUTURES, PageError, check_people_weeks, group, number, whole
from app.page.pile import SEASONS, TIES, along
from app.page.survey import read_ties
from sim.network.build import Population, build
from sim.network.reading import Survey, population
from sim.scenario import Change, Network, Scenario, UnitCosts
from sim.scenario.programme import NAMELESS

AFTER: Final = 104
"""Weeks that are simulated after support has ended in both plans: two years."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is done in the organisation.

    Attributes:
        values, leaders, talk: where work on culture leads, 0 (damp) to 1 (seasoned).
        over: weeks that this takes from week 0 on; 0 for at once.
        pressure: how hard targets are pressed.
        wood: training places, as a share of staff.
        choose: who is trained.
        start: week of the first cohort, and of coaching and workshops.
        coaching: weeks of external support from then on.
    """

    values: float = 0.5
    leaders: float = 0.5
    talk: float = 0.5
    over: int = 52
    pressure: float = 0.0
    wood: float = 0.2
    choose: str = "random"
    start: int = 0
    coaching: int = 208

    @classmethod
    def read(cls, given: Any, name: str) -> "Plan":
        """A plan as a browser describes it.

        Raises:
            PageError: a name or a value that cannot be.
        """
        levers = tuple(each.name for each in fields(cls))
        known = group(given, name, levers)
        missing = [each for each in levers if each not in known]
        if missing:
            raise PageError(f"{name}: nothing is said of {', '.join(missing)}")
        shares = {
            each: number(known[each], each, 0.0, 1.0) for each in ("values", "leaders", "talk", "pressure", "wood")
        }
        weeks = {each: whole(known[each], each, 0, most) for each, most in WEEKS.items()}
        if known["choose"] not in NAMELESS:
            raise PageError(f"choose: allowed are {', '.join(NAMELESS)}, not {str(known['choose'])[:40]!r}")
        read: dict[str, Any] = {"choose": known["choose"], **shares, **weeks}
        return cls(**read)


WEEKS: Final[Mapping[str, int]] = {"over": 156, "start": 208, "coaching": 364}
"""The most weeks of each of these."""


@dataclass(frozen=True, eq=False)
class Place:
    """Where the plans are tried.

    Attributes:
        ties: the archetype, or "survey".
        size: people.
        today: how seasoned the organisation is now.
        survey: the uploaded ties, where there are any.
        costs: of one unit of each lever.
        futures: runs of each plan.
        seed: of the first.
    """

    ties: str
    size: int
    today: float
    survey: Survey | None
    costs: UnitCosts
    futures: int
    seed: int

    def population(self, network: Network, seed: int) -> Population:
        """Staff and ties of one future; what a survey does not say is drawn anew in each."""
        if self.survey is None:
            return build(Scenario(network=network), 0, seed)
        return Population(*population(self.survey, network, 0, seed))


@dataclass(frozen=True, eq=False)
class Asked:
    """A comparison that was asked for."""

    place: Place
    plans: Mapping[str, Plan]
    weeks: int

    def scenario(self, plan: Plan, seed: int) -> Scenario:
        """A plan in its place, over the weeks of the comparison."""
        place = self.place
        network: dict[str, Any] = {"kind": place.ties}
        network |= {"size": place.size} if place.survey is None else {"path": "(uploaded)"}
        changes = [
            Change(week=0, lever=lever, to=along(lever, getattr(plan, name)), over=max(1, plan.over))
            for name, levers in SEASONS.items()
            for lever in levers
        ]
        when = {"start": plan.start, "end": plan.start + plan.coaching}
        return Scenario(
            network=network,
            seasoning=place.today,
            targets={"pressure": plan.pressure},
            programme={"volume": plan.wood, "choose": plan.choose, "start": plan.start},
            support=dict(when),
            workshops=dict(when),
            changes=changes,
            costs=place.costs,
            weeks=self.weeks,
            seed=seed,
        )


def read_asked(given: Mapping[str, Any]) -> Asked:
    """A comparison as a browser asks for it.

    Raises:
        FirewoodError: what cannot be; too large.
    """
    known = group(dict(given), "comparison", ("place", "a", "b", "futures", "seed"))
    raw = group(known.get("place", {}), "place", ("ties", "size", "today", "survey", "costs"))
    ties = raw.get("ties", "distributed")
    if ties not in (*TIES, "survey"):
        raise PageError(f"ties: allowed are {', '.join((*TIES, 'survey'))}, not {str(ties)[:40]!r}")
    survey = read_ties(raw.get("survey")) if ties == "survey" else None
    size = whole(raw.get("size", 150), "size", 40, 2_000) if survey is None else len(survey.names)
    costs = group(raw.get("costs", {}), "costs", tuple(UnitCosts.model_fields))
    plans = {name: Plan.read(known.get(name, {}), f"plan {name.upper()}") for name in ("a", "b")}
    place = Place(
        ties=ties,
        size=size,
        today=number(raw.get("today", 0.3), "today", 0.0, 1.0),
        survey=survey,
        costs=UnitCosts(**{name: number(value, name, 0.0, 1e4) for name, value in costs.items() if value is not None}),
        futures=whole(known.get("futures", 20), "futures", 5, MAX_FUTURES),
        seed=whole(known.get("seed", 0), "seed", 0, 2**53 - 1 - MAX_FUTURES),
    )
    weeks = max(plan.start + plan.coaching for plan in plans.values()) + AFTER
    check_people_weeks(place.size, weeks, place.futures)
    return Asked(place, plans, weeks)
