"""The forum, where leaders of all organisations reflect together (ODD 7.4, its end)."""

from typing import TYPE_CHECKING

from tests.reference import luck
from tests.reference.organisation import Organisation
from tests.reference.people import Person
from tests.reference.spaces import reflect_together

if TYPE_CHECKING:
    from tests.reference.model import ReferenceModel


def hold_forum(model: "ReferenceModel") -> None:
    """Hold the forum, if it meets this week."""
    if len(model.organisations) < 2 or not meets(model):
        return
    seated = [person for organisation in model.organisations for person in leaders(organisation)]
    talking = [person for person in seated if speaks_up(person)]
    if len(talking) >= 2:
        reflect_together(talking, model.rules.session_heat)


def meets(model: "ReferenceModel") -> bool:
    """Whether it is a week of the forum."""
    forum = model.forum
    return forum.every > 0 and model.week in range(forum.start, forum.end, forum.every)


def leaders(organisation: Organisation) -> list[Person]:
    """Who sits in it: the most senior; which of them does not change from week to week."""
    start = luck.base(organisation.model.seed_of_luck, "forum.pick", 0)

    def order(person: Person) -> tuple[int, float, int]:
        return -person.seniority, luck.draw(start, person.identity), person.row

    return sorted(organisation.people, key=order)[: organisation.model.forum.leaders]


def speaks_up(person: Person) -> bool:
    """Whether a leader talks openly."""
    return person.luck("forum.open") < person.candour * person.organisation.context.safety
