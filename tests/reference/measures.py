"""Step 14: the weekly measures of one organisation (ODD 7.14)."""

from collections.abc import Iterable
from math import nan
from typing import Final

from tests.reference.organisation import Organisation
from tests.reference.people import Person, clipped

OSTRACISED: Final = 13
"""Weeks without reflective talk after which an improver counts as ostracised."""

COUNTED: Final = (
    "reflective_talk",
    "telling",
    "sessions",
    "attendances",
    "workshops",
    "workshop_places",
    "joiners",
    "arcs_gained",
)


def mean(values: Iterable[float]) -> float:
    """The mean; NaN of nothing."""
    numbers = list(values)
    return ratio(sum(numbers), len(numbers))


def ratio(part: float, whole: float) -> float:
    """Part by whole; NaN where the whole is 0."""
    return part / whole if whole else nan


def measures(organisation: Organisation) -> dict[str, float]:
    """All measures of this week by name; NaN where one is not defined."""
    counts = organisation.counts
    return {
        **of_people(organisation),
        **of_units(organisation),
        **{name: float(counts[name]) for name in COUNTED},
        "talk_reciprocity": ratio(counts["reflective_talk"], counts["reflective_talk"] + counts["telling"]),
        "trust": mean(arc.trust for arc in organisation.arcs),
        "arcs": float(len(organisation.arcs)),
        "places_offered": float(organisation.places_offered),
        "places_filled": float(organisation.places_filled),
    }


def of_people(organisation: Organisation) -> dict[str, float]:
    """Practice, knowledge, talk and mood."""
    people = organisation.people
    improvers = [person for person in people if person.trained]
    collaborators = [person for person in people if not person.trained]
    practising = mean(person.practising for person in people)
    gamed = organisation.model.rules.gaming * organisation.context.pressure
    return {
        "practising": practising,
        "practising_reported": practising + gamed * (1 - practising),
        "practising_others": mean(person.practising for person in people if not person.committed),
        "trained": len(improvers) / len(people),
        "knowledge": mean(person.knowledge for person in people),
        **locked_in(improvers, collaborators),
        "in_talk": mean(person.talked for person in collaborators),
        "ostracised": mean(person.quiet_weeks >= OSTRACISED for person in improvers),
        "resentment": mean(person.resentment for person in collaborators),
        "alignment": mean(person.alignment for person in people),
    }


def locked_in(improvers: list[Person], collaborators: list[Person]) -> dict[str, float]:
    """What improvers know, what collaborators know, and the share that has not reached them."""
    known = mean(person.knowledge for person in improvers)
    mobilised = mean(person.knowledge for person in collaborators)
    locked = 1 - ratio(mobilised, known)
    return {
        "knowledge_improvers": known,
        "knowledge_mobilised": mobilised,
        "locked_in": locked if locked != locked else clipped(locked),
    }


def of_units(organisation: Organisation) -> dict[str, float]:
    """Lead time, defects, and what is left of the gains."""
    workshops, units = organisation.plan.workshops, organisation.units
    staffed = [unit for unit in units if unit.roster]
    return {
        "lead_time": mean(workshops.baseline_hours * (1 - unit.gain_lead) for unit in staffed),
        "defects": mean(workshops.baseline_defects * (1 - unit.gain_defects) for unit in staffed),
        "gains_held": ratio(sum(unit.gain_lead for unit in units), sum(unit.gain_won for unit in units)),
        "hours_saved": sum(workshops.baseline_hours * unit.gain_lead for unit in units),
    }
