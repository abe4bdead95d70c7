"""The model once more, as plain Mesa: one object a person and an arc, written from `docs/odd.md` alone.

It shares with `sim` only the schema and the data at the start (staff and ties). Being slow and
plain it serves as oracle, which the compiled week must agree with draw by draw, and as the
baseline of speed.
"""

from collections.abc import Sequence
from typing import Any

import mesa

from sim.network.ties import ITEMS, Ties
from sim.scenario import Scenario
from sim.staff import Staff
from tests.reference import luck
from tests.reference.forum import hold_forum
from tests.reference.measures import measures
from tests.reference.organisation import Organisation
from tests.reference.spaces import hold_session, hold_workshop
from tests.reference.talk import talk_on
from tests.reference.training import train_cohort


class ReferenceModel(mesa.Model):  # type: ignore[misc, unused-ignore]
    """Organisations of people who talk, week by week.

    Args:
        scenario: the whole run.
        populations: staff and ties at the start, one pair for each of `scenario.trusts`, in that order.

    Attributes:
        weekly: one entry a week: each measure with one number an organisation, NaN where undefined.
    """

    def __init__(self, scenario: Scenario, populations: Sequence[tuple[Staff, Ties]]) -> None:
        super().__init__(rng=scenario.seed)
        self.steps: int
        self.rules = scenario.rules
        self.forum = scenario.forum
        self.seed_of_luck = scenario.seed
        self.organisations: list[Organisation] = []
        for index, (plan, (staff, ties)) in enumerate(zip(scenario.trusts, populations, strict=True)):
            self.organisations.append(Organisation(self, index, plan, staff, ties))
        self.weekly: list[dict[str, list[float]]] = []

    @property
    def week(self) -> int:
        """The week under way, or the last one done; 0 before the first."""
        return max(self.steps - 1, 0)

    def luck(self, stream: str, key: int) -> float:
        """This week's draw of a stream for a key, in [0, 1)."""
        return luck.draw(luck.base(self.seed_of_luck, stream, self.week), key)

    def pick_row(self, stream: str, key: int, rows: int) -> int:
        """This week's pick of a stream for a key, in 0..rows-1."""
        return luck.pick_row(luck.base(self.seed_of_luck, stream, self.week), key, rows)

    def step(self) -> None:
        """One week: the fourteen steps of ODD 3, in order."""
        self.set_context()
        self.train()
        self.take_snapshot()
        self.talk_in_pairs()
        self.hold_talk_spaces()
        self.hold_workshops()
        self.update_heat()
        self.update_practice()
        self.update_knowledge()
        self.update_ties()
        self.update_resentment()
        self.update_alignment()
        self.regress_gains()
        self.turn_over()
        self.measure()

    def set_context(self) -> None:
        """Step 1."""
        for organisation in self.organisations:
            organisation.begin_week(self.week)

    def train(self) -> None:
        """Step 2."""
        for organisation in self.organisations:
            train_cohort(organisation, self.week)

    def take_snapshot(self) -> None:
        """What steps 3 to 5 read does not change until step 6; only who practised is kept aside."""
        self.agents.do("begin_week")
        for organisation in self.organisations:
            for arc in organisation.arcs:
                arc.dyad.begin_week()

    def talk_in_pairs(self) -> None:
        """Step 3."""
        for organisation in self.organisations:
            for arc in organisation.arcs:
                talk_on(arc, self)

    def hold_talk_spaces(self) -> None:
        """Step 4."""
        for organisation in self.organisations:
            for unit in organisation.units:
                hold_session(unit)
        hold_forum(self)

    def hold_workshops(self) -> None:
        """Step 5."""
        for organisation in self.organisations:
            hold_workshop(organisation)

    def update_heat(self) -> None:
        """Step 6."""
        self.agents.do("warm")

    def update_practice(self) -> None:
        """Step 7."""
        self.agents.do("practise")

    def update_knowledge(self) -> None:
        """Step 8."""
        self.agents.do("know")

    def update_ties(self) -> None:
        """Step 9."""
        for organisation in self.organisations:
            for dyad in dict.fromkeys(arc.dyad for arc in organisation.arcs):
                dyad.settle(self.rules)
            organisation.let_arcs_begin()
        self.agents.do("count_quiet_weeks")

    def update_resentment(self) -> None:
        """Step 10."""
        self.agents.do("resent")

    def update_alignment(self) -> None:
        """Step 11."""
        self.agents.do("align")

    def regress_gains(self) -> None:
        """Step 12."""
        for organisation in self.organisations:
            for unit in organisation.units:
                unit.regress(self.rules.gain_regress, self.rules.crew)

    def turn_over(self) -> None:
        """Step 13."""
        for organisation in self.organisations:
            organisation.turn_over()

    def measure(self) -> None:
        """Step 14."""
        rows = [measures(organisation) for organisation in self.organisations]
        self.weekly.append({name: [row[name] for row in rows] for name in rows[0]})

    def people(self) -> list[dict[str, Any]]:
        """Each person's state, organisation after organisation, row by row."""
        names = ("trained", "practising", "knowledge", "heat", "resentment", "alignment", "generation")
        return [
            {"organisation": person.organisation.index}
            | {name: getattr(person, name) for name in (*names, "quiet_weeks", "new_partners", "warmed")}
            for organisation in self.organisations
            for person in organisation.people
        ]

    def arcs(self) -> dict[tuple[int, int], dict[str, float]]:
        """The five items of each arc, by the global rows of its source and target."""
        first_row, found = 0, {}
        for organisation in self.organisations:
            for arc in organisation.arcs:
                ends = (first_row + arc.source.row, first_row + arc.target.row)
                found[ends] = {name: getattr(arc, name) for name in ITEMS}
            first_row += len(organisation.people)
        return found

    def units(self) -> list[dict[str, Any]]:
        """Each unit's people added up, its gains and its workshops, organisation after organisation."""
        sums = ("trained", "practising", "knowledge", "resentment", "alignment")
        return [
            {"organisation": organisation.index, "unit": unit.number, "people": len(unit.roster)}
            | {name: sum(getattr(person, name) for person in unit.roster) for name in sums}
            | {"in_talk": sum(person.talked for person in unit.roster)}
            | {name: getattr(unit, name) for name in ("gain_lead", "gain_defects", "gain_won", "workshops")}
            for organisation in self.organisations
            for unit in organisation.units
        ]
