"""Steps 4 and 5: talk spaces and workshops, where several people talk at once (ODD 7.4 and 7.5)."""

from itertools import combinations, count
from math import floor

from tests.reference import luck
from tests.reference.organisation import Organisation, Unit
from tests.reference.people import Person, clipped
from tests.reference.training import one_of_each


def reflect_together(group: list[Person], heat: float) -> None:
    """Collective reflective talk: each warms by the others who practise, and learns from the best."""
    rules = group[0].model.rules
    practising = sum(person.practising for person in group)
    best = max(person.knowledge for person in group)
    for person in group:
        person.exposure += heat * (practising - person.practising) / (len(group) - 1)
        person.learn(rules.reflective_transfer, best)
        person.reflect()


def hold_session(unit: Unit) -> None:
    """Hold the unit's talk space, if it is held this week."""
    organisation, model = unit.organisation, unit.organisation.model
    context = organisation.context
    if not unit.roster or not model.luck("session.held", unit.identity) < context.sessions * context.enablement:
        return
    present = own_people(unit)
    present += guests(unit)
    organisation.counts["sessions"] += 1
    organisation.counts["attendances"] += len(present)
    talking = [person for person in present if is_open(person, unit)]
    if len(talking) >= 2:
        reflect_together(talking, model.rules.session_heat)
        for one, other in combinations(talking, 2):
            meet(one, other)


def seats(unit: Unit) -> int:
    """How many of those who come are of the unit's own."""
    context = unit.organisation.context
    return floor(context.size * (1 - context.mix) + 0.5)


def own_people(unit: Unit) -> list[Person]:
    """Who comes of the unit's roster."""

    def order(person: Person) -> tuple[float, int]:
        key = luck.pair(unit.identity, person.identity)
        return person.model.luck("session.pick", key), person.row

    return sorted(unit.roster, key=order)[: seats(unit)]


def guests(unit: Unit) -> list[Person]:
    """Who comes from other units."""
    organisation = unit.organisation
    everyone = organisation.people
    wanted = min(organisation.context.size - seats(unit), len(everyone) - len(unit.roster))
    found: list[Person] = []
    for attempt in count():
        if len(found) >= wanted:
            break
        key = luck.numbered(unit.identity, attempt)
        guest = everyone[organisation.model.pick_row("session.guest", key, len(everyone))]
        if guest.unit is not unit and guest not in found:
            found.append(guest)
    return found


def is_open(person: Person, unit: Unit) -> bool:
    """Whether someone who came talks openly."""
    key = luck.pair(unit.identity, person.identity)
    return person.model.luck("session.open", key) < person.candour * unit.organisation.context.safety


def meet(one: Person, other: Person) -> None:
    """What an open pair's talk does to their arcs: each counts an answered talk, missing ones may be gained."""
    dyad = one.dyads.get(other)
    if dyad is not None:
        dyad.answered += len(dyad.arcs)
        dyad.talked = True
    organisation, rules = one.organisation, one.model.rules
    ways = ((one, other), (other, one))
    missing = [way for way in ways if way[1] not in way[0].arcs and way not in organisation.gained]
    low, high = sorted((one, other), key=lambda person: person.row)
    key = luck.pair(low.identity, high.identity)
    if not missing or not one.model.luck("session.tie", key) < rules.new_tie:
        return
    if dyad is None:
        if max(one.new_partners, other.new_partners) >= rules.new_partners:
            return
        one.new_partners += 1
        other.new_partners += 1
    organisation.gained.update(dict.fromkeys(missing))
    organisation.counts["arcs_gained"] += len(missing)


def hold_workshop(organisation: Organisation) -> None:
    """Hold the organisation's workshop, if it is held this week and an improver can lead it."""
    model, rules = organisation.model, organisation.model.rules
    improvers = [person for person in organisation.people if person.trained]
    if not improvers or not model.luck("workshop.held", organisation.identity) < organisation.context.workshops:
        return
    unit = min(
        (unit for unit in organisation.units if unit.roster),
        key=lambda unit: (model.luck("workshop.unit", unit.identity), unit.number),
    )
    team = workshop_team(unit, improvers)
    organisation.counts["workshops"] += 1
    organisation.counts["workshop_places"] += len(team)
    if len(team) >= 2:
        reflect_together(team, rules.workshop_heat)
    improve(unit)


def workshop_team(unit: Unit, improvers: list[Person]) -> list[Person]:
    """An improver who leads, of the unit where it has one, and a cross-profession team of its roster."""

    def order(person: Person) -> tuple[float, int]:
        key = luck.pair(unit.identity, person.identity)
        return person.model.luck("workshop.team", key), person.row

    own = [person for person in improvers if person.unit is unit]
    leader = min(own or improvers, key=order)
    others = sorted((person for person in unit.roster if person is not leader), key=order)
    return [leader, *one_of_each(others)[: unit.organisation.plan.workshops.team - 1]]


def improve(unit: Unit) -> None:
    """Draw the workshop's gains; the unit keeps the larger of what it has and what it drew."""
    workshops, model = unit.organisation.plan.workshops, unit.organisation.model

    def drawn(mean: float, number: int) -> float:
        even = model.luck("workshop.gain", luck.numbered(unit.identity, number))
        return clipped(mean + workshops.spread * (2 * even - 1))

    unit.gain_lead = max(unit.gain_lead, drawn(workshops.lead_time, 0))
    unit.gain_defects = max(unit.gain_defects, drawn(workshops.defects, 1))
    unit.gain_won = unit.gain_lead
    unit.just_improved = True
    unit.workshops += 1
