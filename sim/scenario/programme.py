"""What is done: who is trained and when, workshops, staffing, and what each lever costs."""

from typing import Final, Literal, Self, get_args

from pydantic import model_validator

from sim.scenario.fields import Record, Spell, choice, quantity

Policy = Literal["random", "hubs", "teams", "cross_profession", "volunteers", "list"]
"""How those who are trained are chosen."""

POLICIES: Final[tuple[Policy, ...]] = get_args(Policy)
"""All of them; compiled code knows each by its place here (`sim.steps.training`)."""

NAMELESS: Final = tuple(policy for policy in POLICIES if policy != "list")
"""Those that need nobody's name."""


class Programme(Spell):
    """The training programme (Lean for Leaders)."""

    volume: float = quantity(0.2, "training places, as a share of staff", high=10.0, sweep=(0, 1.6), source="[A]")
    start: int = quantity(0, "week of the first cohort", unit="week", high=10_000, sweep=(0, 104))
    cohorts: int = quantity(4, "cohorts the places are shared over", unit="cohorts", low=1, high=1_000, sweep=(1, 16))
    every: int = quantity(13, "weeks from one cohort to the next", unit="weeks", low=1, high=520, sweep=(4, 26))
    end: int | None = quantity(
        None, "week from which no cohort is due (left out: none is cut)", unit="week", high=10_000
    )
    choose: Policy = choice("random", "who is chosen among the untrained")
    people: tuple[str, ...] = choice((), "names, in order, for choose=list", unit="names")
    knowledge: float = quantity(0.8, "knowledge after training, k_train", source="[C]")
    effect: float = quantity(0.8, "chance that training starts practice, eff", source="[C]")

    @model_validator(mode="after")
    def _list_has_people(self) -> Self:
        if self.choose == "list" and not self.people:
            raise ValueError("choose=list needs people: programme.people=[name,…]")
        return self


class Workshops(Spell):
    """Rapid process improvement workshops (RPIW) on value streams."""

    rate: float = quantity(0.12, "workshops per organisation and week", unit="per week", source="[S] 113 in 5 trusts")
    start: int = quantity(0, "first week of workshops", unit="week", high=10_000, sweep=(0, 104))
    end: int = quantity(260, "week from which none is held", unit="week", high=10_000, sweep=(52, 416))
    team: int = quantity(8, "people in a workshop", unit="people", low=2, high=40, sweep=(4, 16), source="[A]")
    lead_time: float = quantity(0.62, "share by which lead time falls at a workshop", source="[S]")
    defects: float = quantity(0.6316, "share by which defects fall, 57 % to 21 %", source="[S]")
    spread: float = quantity(0.06, "half-width of the even spread of both", high=0.3, source="[A]")
    baseline_hours: float = quantity(
        43.1,
        "lead time of a pathway before any workshop",
        unit="hours",
        high=1e5,
        sweep=(10, 100),
        source="[S] 3,020 hours, 62 %, 113 workshops",
    )
    baseline_defects: float = quantity(0.57, "share of defects before any workshop", source="[S]")


class Staffing(Record):
    """Who comes and goes, and how they take to the values."""

    turnover: float = quantity(0.10, "share of staff who leave in a year", unit="per year", high=0.95, source="[L]")
    improvers_leave: float = quantity(
        0.0, "chance that an improver leaves this week, beside turnover", unit="per week", source="[A] what if"
    )
    alignment_start: float = quantity(0.5, "mean alignment with the shared values at the start")
    alignment_join: float = quantity(0.5, "mean alignment of joiners, v_join", source="[C]")
    alignment_spread: float = quantity(0.1, "half-width of the even spread of both", high=0.5)
    committed: float = quantity(0.0, "share of staff who practise for good from the start", source="[A] Centola 2018")


class UnitCosts(Record):
    """What each lever costs in staff days; what is left out is not costed."""

    training: float | None = quantity(None, "a training place", unit="staff days", high=1e4, sweep=(1, 20))
    session: float | None = quantity(None, "one person at one talk space", unit="staff days", high=10.0, sweep=(0, 1))
    workshop: float | None = quantity(None, "one person at one workshop", unit="staff days", high=100.0, sweep=(1, 10))
    coaching: float | None = quantity(None, "a week of full support", unit="staff days", high=1e4, sweep=(0, 50))
    seasoning: float | None = quantity(
        None, "cultural work: one person moved from damp to seasoned", unit="staff days", high=1e3, sweep=(0, 20)
    )
