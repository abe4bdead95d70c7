"""One organisation: its people, units and arcs, and what it has counted this week."""

from collections import Counter
from math import floor
from typing import TYPE_CHECKING

import sim.scenario as schema
from sim.network.ties import Ties
from sim.staff import Staff
from tests.reference import luck
from tests.reference.context import Context, context
from tests.reference.people import Person, clipped
from tests.reference.ties import Arc, tie

if TYPE_CHECKING:
    from tests.reference.model import ReferenceModel


class Unit:
    """A ward or team: its roster, and its gains in lead time and in defects."""

    def __init__(self, organisation: "Organisation", number: int) -> None:
        self.organisation = organisation
        self.number = number
        self.identity = luck.unit(organisation.index, number)
        self.roster: list[Person] = []
        self.gain_lead = self.gain_defects = self.gain_won = 0.0
        self.workshops = 0
        self.just_improved = False

    def regress(self, rate: float, crew: float) -> None:
        """Lose gains where few practise, from the week after they were won (ODD 7.12)."""
        if self.just_improved:
            self.just_improved = False
            return
        practising = sum(person.practising for person in self.roster) / len(self.roster) if self.roster else 0.0
        kept = 1 - rate * (1 - practising) ** crew
        self.gain_lead *= kept
        self.gain_defects *= kept


class Organisation:
    """One of the scenario's trusts, alive.

    Attributes:
        plan: what the scenario says of it.
        arcs: all arcs, the oldest first.
        gained: arcs gained in this week's talk spaces, which become ties in step 9; in order, none twice.
        counts: what happened this week, by the names of the measures.
    """

    def __init__(
        self, model: "ReferenceModel", index: int, plan: schema.Organisation, staff: Staff, ties: Ties
    ) -> None:
        self.model = model
        self.index = index
        self.plan = plan
        self.identity = luck.organisation(index)
        self.context: Context = context(plan, 0, model.rules.pressure_silence)
        self.units = [Unit(self, number) for number in range(staff.units)]
        self.people: list[Person] = []
        self.rows: dict[str, int] = {staff.name(row): row for row in range(len(staff))}
        self.arcs: list[Arc] = []
        self.gained: dict[tuple[Person, Person], None] = {}
        self.places_offered = self.places_filled = 0
        self.counts: Counter[str] = Counter()
        self._settle_in(staff)
        self._tie(ties)
        self._commit()

    def _settle_in(self, staff: Staff) -> None:
        columns = (staff.unit.tolist(), staff.profession.tolist(), staff.seniority.tolist())
        for row, (number, profession, seniority) in enumerate(zip(*columns, strict=True)):
            person = Person(self.model, self, self.units[number], row, profession, seniority)
            self.people.append(person)
            self.units[number].roster.append(person)

    def _tie(self, ties: Ties) -> None:
        columns = {name: column.tolist() for name, column in ties.to_arcs().items()}
        for values in zip(*columns.values(), strict=True):
            arc = dict(zip(columns, values, strict=True))
            source, target = self.people[arc.pop("source")], self.people[arc.pop("target")]
            self.add(Arc(source, target, **arc))

    def _commit(self) -> None:
        number = floor(self.plan.staffing.committed * len(self.people) + 0.5)
        for person in sorted(self.people, key=lambda person: (person.luck("start.committed"), person.row))[:number]:
            person.commit()

    def add(self, arc: Arc) -> None:
        """Let an arc exist from now on."""
        tie(arc)
        self.arcs.append(arc)

    def item(self, name: str, source: Person, target: Person) -> float:
        """An arc's item, drawn as at the start, in this week (ODD 7.15)."""
        items = self.plan.network.items
        even = self.model.luck(f"item.{name}", luck.pair(source.identity, target.identity))
        return clipped(getattr(items, name) + items.spread * (2 * even - 1))

    def new_arc(self, source: Person, target: Person) -> Arc:
        """An arc just gained, not yet among the ties."""
        arc = Arc(source, target, trust=0.0, awareness=0.0, comfort=0.0, influence=0.0, advice=0.0)
        self.renew(arc)
        return arc

    def renew(self, arc: Arc) -> None:
        """Make an arc one between people who have just met (ODD 7.9 and 7.13)."""
        arc.trust, arc.awareness = self.model.rules.trust_new, 0.0
        arc.comfort = self.item("comfort", arc.source, arc.target)
        arc.influence = self.item("influence", arc.source, arc.target)
        arc.advice = self.item("advice", arc.source, arc.target)

    def begin_week(self, week: int) -> None:
        """Step 1: this week's context, and nothing counted yet (ODD 7.1)."""
        self.context = context(self.plan, week, self.model.rules.pressure_silence)
        self.counts.clear()
        self.gained.clear()
        if week % 52 == 0:
            for person in self.people:
                person.new_partners = 0

    def let_arcs_begin(self) -> None:
        """Let the arcs gained in talk spaces become ties (ODD 7.9)."""
        for source, target in self.gained:
            self.add(self.new_arc(source, target))

    def turn_over(self) -> None:
        """Let people leave, all at once, and joiners take their rows (ODD 7.13)."""
        leavers = [person for person in self.people if person.leaves()]
        for person in leavers:
            person.become(person.generation + 1)
            person.begin_week()
        joined = dict.fromkeys(leavers)
        for arc in self.arcs:
            if arc.source in joined or arc.target in joined:
                self.renew(arc)
        self.counts["joiners"] = len(leavers)
