"""Who could talk with whom at the start: an archetype with its numbers, or a file of real ties."""

from math import isclose
from typing import Final, Literal, Self

from pydantic import model_validator

from sim.scenario.fields import Record, choice, part, quantity

PROFESSIONS: Final = ("doctor", "nurse", "allied health", "manager", "support")
SENIORITIES: Final = (1, 2, 3)


class Professions(Record):
    """Shares of the professions among staff; they add up to 1."""

    doctor: float = quantity(0.12, "share of doctors")
    nurse: float = quantity(0.34, "share of nurses and midwives")
    allied_health: float = quantity(0.18, "share of allied health professionals and scientists")
    manager: float = quantity(0.08, "share of managers")
    support: float = quantity(0.28, "share of support staff")

    @model_validator(mode="after")
    def _add_up(self) -> Self:
        return _shares_add_up(self)


class Seniority(Record):
    """Shares of the three grades among staff; they add up to 1."""

    junior: float = quantity(0.5, "share of grade 1")
    middle: float = quantity(0.35, "share of grade 2")
    senior: float = quantity(0.15, "share of grade 3")

    @model_validator(mode="after")
    def _add_up(self) -> Self:
        return _shares_add_up(self)


def _shares_add_up[R: Record](record: R) -> R:
    total = sum(record.model_dump().values())
    if not isclose(total, 1.0, abs_tol=1e-6):
        raise ValueError(f"the shares add up to {total:g}, not to 1")
    return record


class Items(Record):
    """The five survey items of an arc at the start (Likert 1..5 scaled to 0..1): means and common spread."""

    trust: float = quantity(0.6, "mean trust", source="[A] item [S]")
    awareness: float = quantity(0.5, "mean awareness of the other's expertise", source="[A] item [S]")
    comfort: float = quantity(0.7, "mean comfort in asking", source="[A] item [S]")
    influence: float = quantity(0.6, "mean influence ascribed", source="[A] item [S]")
    advice: float = quantity(0.7, "mean advice received", source="[A] item [S]")
    spread: float = quantity(0.25, "half-width of the even spread about the mean", high=0.5, source="[A]")


class Network(Record):
    """Staff and ties at the start."""

    kind: Literal["centralised", "decentralised", "distributed", "trust_a", "trust_d", "survey"] = choice(
        "distributed", "the archetype, or `survey` for ties read from a file", source="[S]"
    )
    size: int = quantity(300, "staff (not used with a file)", unit="people", low=4, high=10_000_000, sweep=(70, 7000))
    unit_size: int = quantity(12, "people in a unit", unit="people", low=2, high=100_000, sweep=(6, 30))
    dyads: float | None = quantity(
        None,
        "dyads per person (left out: the archetype's own, or the file's)",
        unit="dyads",
        low=0.1,
        high=100.0,
        sweep=(1, 10),
    )
    reciprocity: float | None = quantity(
        None, "share of arcs that are returned (left out: the archetype's own, or the file's)", source="[A] after [S]"
    )
    cross_unit: float | None = quantity(
        None, "share of dyads that cross units (left out: the archetype's own, or the file's)", source="[A]"
    )
    cross_profession: float = quantity(0.45, "share of dyads that cross professions", source="[A]")
    hubs: int = quantity(6, "hubs of the decentralised archetype", unit="people", low=2, high=10_000, sweep=(3, 30))
    rewiring: float = quantity(0.0, "share of dyads rewired at random, after the archetype is built", source="[A]")
    professions: Professions = part(Professions, "shares of the professions")
    seniority: Seniority = part(Seniority, "shares of the grades")
    items: Items = part(Items, "items of an arc at the start, and of arcs made later")
    seed: int | None = quantity(
        None, "seed of the ties (left out: the run's seed)", unit="", high=2**63 - 1, sweep=(0, 1)
    )
    path: str | None = choice(None, "file or folder of real ties (with kind=survey)", unit="path")
    people: str | None = choice(None, "file of who the staff are: name, unit, profession, seniority", unit="path")
    layer: str | None = choice(None, "layer of a file that holds several", unit="name")
    around: int | None = quantity(
        None,
        "size of the whole organisation, built around the people of a file (left out: only they)",
        unit="people",
        low=2,
        high=10_000_000,
        sweep=(300, 7000),
    )
    outside: float = quantity(
        0.1, "partners among those built around a file's people, as a share of a respondent's own", sweep=(0, 0.5)
    )
    imputation: int = quantity(
        0, "which of the imputations: each draws anew what a file does not say", unit="", high=1_000_000, sweep=(0, 19)
    )

    @model_validator(mode="after")
    def _survey_has_a_file(self) -> Self:
        if self.kind == "survey" and self.path is None:
            raise ValueError("kind=survey needs a path: network.path=FILE")
        if self.kind != "survey" and self.path is not None:
            raise ValueError(f"a path is read only with kind=survey, and kind is {self.kind}")
        if self.kind != "survey" and (self.around is not None or self.imputation):
            idle = "around" if self.around is not None else "imputation"
            raise ValueError(f"{idle} is about the people of a file: it goes with kind=survey, and kind is {self.kind}")
        return self

    @property
    def about(self) -> int:
        """How many staff there will be; of a file that nothing is built around, which must be read first, a guess."""
        return self.around or self.size
