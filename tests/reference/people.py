"""Staff as Mesa agents: what one person knows, feels and does in a week."""

from math import exp
from typing import TYPE_CHECKING

import mesa

from tests.reference import luck
from tests.reference.ties import Arc, Dyad

if TYPE_CHECKING:
    from tests.reference.model import ReferenceModel
    from tests.reference.organisation import Organisation, Unit

LEAST_HEAT = 1e-6
"""Heat below this is none."""


def clipped(value: float) -> float:
    """The nearest number in [0, 1]."""
    return min(max(value, 0.0), 1.0)


class Person(mesa.Agent["ReferenceModel"]):  # type: ignore[misc, unused-ignore]
    """The holder of a row. A leaver hands the row and its arcs over to a joiner, who is another identity.

    Attributes:
        arcs: to whom this person's arcs lead, whom they name.
        dyads: all partners, whoever names whom.
        exposure, gains, best, reflective, talked: what steps 3 to 5 accumulate in a week.
        practised: practising at the snapshot.
    """

    model: "ReferenceModel"

    def __init__(
        self,
        model: "ReferenceModel",
        organisation: "Organisation",
        unit: "Unit",
        row: int,
        profession: int,
        seniority: int,
    ) -> None:
        super().__init__(model)
        self.organisation = organisation
        self.unit = unit
        self.row = row
        self.profession = profession
        self.seniority = seniority
        self.arcs: dict[Person, Arc] = {}
        self.dyads: dict[Person, Dyad] = {}
        self.committed = False
        self.become(0)
        self.begin_week()

    def become(self, generation: int) -> None:
        """Be the row's `generation`-th holder, new to the place."""
        self.generation = generation
        self.identity = luck.person(self.organisation.index, generation, self.row)
        self.trained = self.practising = False
        self.knowledge = self.heat = self.resentment = 0.0
        self.quiet_weeks = self.new_partners = 0
        staffing = self.organisation.plan.staffing
        mean, stream = staffing.alignment_start, "start.alignment"
        if generation:
            mean, stream = staffing.alignment_join, "join"
        self.alignment = clipped(mean + staffing.alignment_spread * (2 * self.luck(stream) - 1))

    def luck(self, stream: str) -> float:
        """This week's draw that only this person decides by."""
        return self.model.luck(stream, self.identity)

    def begin_week(self) -> None:
        """Take the snapshot, with nothing accumulated yet."""
        self.practised = self.practising
        self.exposure = self.gains = self.best = 0.0
        self.reflective = self.talked = False

    # what others see

    @property
    def load(self) -> float:
        """The share of their partners a person has time for."""
        return min(1.0, self.model.rules.capacity * self.organisation.context.enablement / len(self.dyads))

    @property
    def candour(self) -> float:
        """Alignment, less what resentment keeps back: a · (1 − ξ_a · z)."""
        return self.alignment * (1 - self.model.rules.resentment_answer * self.resentment)

    def train(self) -> None:
        """Fill a training place (ODD 7.2)."""
        programme = self.organisation.plan.programme
        self.trained = True
        self.knowledge = max(self.knowledge, programme.knowledge)
        self.practising = self.practising or self.luck("train.effect") < programme.effect
        self.quiet_weeks = 0

    def commit(self) -> None:
        """Practise for good, knowing everything (ODD 7.15)."""
        self.committed = self.practising = True
        self.knowledge = 1.0

    # what talk does, accumulated

    def reflect(self) -> None:
        """Have reflective talk this week."""
        self.reflective = self.talked = True

    def learn(self, share: float, better: float) -> None:
        """Close a share of the gap to someone who knows better."""
        if better > self.knowledge:
            self.gains += share * (better - self.knowledge)
            self.best = max(self.best, better)

    # the later steps of the week

    def warm(self) -> None:
        """Heat (ODD 7.6)."""
        rules = self.model.rules
        if self.trained:
            self.exposure += rules.coaching_heat * self.organisation.context.coaching
        kept = exp(-1 / rules.memory)
        self.heat = self.heat * kept + self.exposure * (1 - kept)
        if self.heat < LEAST_HEAT:
            self.heat = 0.0

    def practise(self) -> None:
        """Take practice up, or let it lapse (ODD 7.7)."""
        rules = self.model.rules
        damp = rules.threshold * (1 + rules.dampness * (1 - self.alignment))
        damp *= 1 + rules.resentment_threshold * self.resentment
        heated = self.heat**rules.steepness
        lit = heated / (heated + damp**rules.steepness) if self.heat > 0 else 0.0
        if not self.practised:
            self.practising = self.luck("practice.up") < 1 - exp(-rules.take_up * self.knowledge * lit)
        elif not self.committed:
            self.practising = not self.luck("practice.lapse") < rules.lapse * (1 - rules.protection * lit)

    def know(self) -> None:
        """Knowledge (ODD 7.8)."""
        rules = self.model.rules
        if self.gains > 0:
            self.knowledge = min(self.knowledge + self.gains, self.best)
        if self.practised:
            self.knowledge += rules.doing * (1 - self.knowledge)
        else:
            self.knowledge *= 1 - rules.forgetting

    def count_quiet_weeks(self) -> None:
        """Weeks since an improver's last reflective talk (ODD 7.9)."""
        self.quiet_weeks = self.quiet_weeks + 1 if self.trained and not self.reflective else 0

    def resent(self) -> None:
        """Resentment (ODD 7.10)."""
        rules = self.model.rules
        rise = 0.0
        if not self.trained and not self.reflective and self.dyads:
            improvers = sum(partner.trained for partner in self.dyads) / len(self.dyads)
            rise = rules.resentment_rise * improvers * (1 - self.resentment)
        fall = rules.resentment_fall * self.resentment * (rules.relief if self.reflective else 1.0)
        self.resentment = clipped(self.resentment + rise - fall)

    def align(self) -> None:
        """Alignment (ODD 7.11)."""
        self.alignment += self.model.rules.alignment_rate * (self.organisation.context.signal - self.alignment)

    def leaves(self) -> bool:
        """Whether this person leaves this week (ODD 7.13)."""
        context = self.organisation.context
        stay = (1 - context.turnover) ** (1 / 52)
        if self.trained:
            stay *= 1 - context.improvers_leave
        return not self.committed and self.luck("leave") < 1 - stay
