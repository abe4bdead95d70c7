"""Step 2: which cohort is due, and who is chosen for it (ODD 7.2)."""

from collections.abc import Callable
from math import floor
from typing import Final

from tests.reference import luck
from tests.reference.organisation import Organisation
from tests.reference.people import Person

type Order = Callable[[Organisation, list[Person]], list[Person]]


def train_cohort(organisation: Organisation, week: int) -> None:
    """Train the cohort due this week, if any; untrained staff fill its places in the programme's order."""
    places = places_due(organisation, week)
    organisation.places_offered += places
    if not places:
        return
    untrained = [person for person in organisation.people if not person.trained]
    chosen = ORDERS[organisation.plan.programme.choose](organisation, untrained)[:places]
    organisation.places_filled += len(chosen)
    for person in chosen:
        person.train()


def places_due(organisation: Organisation, week: int) -> int:
    """How many places this week's cohort has; 0 when none is due."""
    programme = organisation.plan.programme
    cohort, between = divmod(week - programme.start, programme.every)
    cut = programme.end is not None and week >= programme.end
    if between or not 0 <= cohort < programme.cohorts or cut:
        return 0
    places = floor(programme.volume * len(organisation.people) + 0.5)
    return (cohort + 1) * places // programme.cohorts - cohort * places // programme.cohorts


def at_random(organisation: Organisation, untrained: list[Person]) -> list[Person]:
    """Lowest draws first."""
    return sorted(untrained, key=lambda person: (person.luck("train.choose"), person.row))


def hubs(organisation: Organisation, untrained: list[Person]) -> list[Person]:
    """Most partners first."""
    return sorted(at_random(organisation, untrained), key=lambda person: -len(person.dyads))


def teams(organisation: Organisation, untrained: list[Person]) -> list[Person]:
    """Whole units, one after another; their draws are those of week 0, so that a unit begun is finished first."""
    start = luck.base(organisation.model.seed_of_luck, "train.choose", 0)
    draws = [luck.draw(start, unit.identity) for unit in organisation.units]
    return sorted(
        at_random(organisation, untrained), key=lambda person: (draws[person.unit.number], person.unit.number)
    )


def cross_profession(organisation: Organisation, untrained: list[Person]) -> list[Person]:
    """Equal shares of the professions, as long as there are people."""
    return one_of_each(at_random(organisation, untrained))


def one_of_each(people: list[Person]) -> list[Person]:
    """The first of every profession, then the second of every profession, …; otherwise in the order given."""
    before: dict[int, int] = {}
    rank: dict[Person, int] = {}
    for person in people:
        rank[person] = before.get(person.profession, 0)
        before[person.profession] = rank[person] + 1
    return sorted(people, key=rank.__getitem__)


def volunteers(organisation: Organisation, untrained: list[Person]) -> list[Person]:
    """The most aligned first, then who is most aware of others."""

    def awareness(person: Person) -> float:
        return sum(arc.awareness for arc in person.arcs.values()) / len(person.arcs) if person.arcs else 0.0

    return sorted(at_random(organisation, untrained), key=lambda person: (-person.alignment, -awareness(person)))


def listed(organisation: Organisation, untrained: list[Person]) -> list[Person]:
    """Those named, in order, who still hold their row and are not yet trained."""
    names = dict.fromkeys(organisation.plan.programme.people)
    named = [organisation.people[organisation.rows[name]] for name in names if name in organisation.rows]
    return [person for person in named if not person.trained and person.generation == 0]


ORDERS: Final[dict[str, Order]] = {
    "random": at_random,
    "hubs": hubs,
    "teams": teams,
    "cross_profession": cross_profession,
    "volunteers": volunteers,
    "list": listed,
}
