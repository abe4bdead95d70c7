"""One organisation and its context, and the scenario that holds one or many of them."""

from collections.abc import Mapping
from typing import Any, Final

from pydantic import ValidationError, field_validator, model_validator

from sim.errors import ScenarioError
from sim.scenario.changes import Change
from sim.scenario.constants import Rules
from sim.scenario.context import SEASONING, Leadership, Support, TalkSpaces, Targets, Values
from sim.scenario.fields import Record, choice, part, quantity
from sim.scenario.forum import Forum
from sim.scenario.mistakes import mistakes_in
from sim.scenario.network import Network
from sim.scenario.programme import Programme, Staffing, UnitCosts, Workshops

MOST: Final = 2**16
"""Organisations that identities are there for (`sim.luck`)."""


class Organisation(Record):
    """One trust: its ties, its context and what is done in it."""

    name: str = choice("trust", "what the organisation is called", unit="name")
    network: Network = part(Network, "staff and ties at the start")
    seasoning: float = quantity(
        1.0, "the axis from 0, damp, to 1, seasoned; holds for each antecedent not given itself", source="[A] after [S]"
    )
    values: Values = part(Values, "shared values")
    leadership: Leadership = part(Leadership, "distributed clinical leadership")
    talk: TalkSpaces = part(TalkSpaces, "formal spaces for informal talk")
    targets: Targets = part(Targets, "performance targets")
    support: Support = part(Support, "external coaching")
    programme: Programme = part(Programme, "training")
    workshops: Workshops = part(Workshops, "improvement workshops")
    staffing: Staffing = part(Staffing, "turnover and alignment")
    changes: tuple[Change, ...] = choice((), "interventions and shocks, in order", unit="rows")

    def antecedent(self, lever: str) -> float:
        """The antecedent `lever` ("values.clarity", …) at the start: as given, or by `seasoning`."""
        group, name = lever.split(".")
        given: float | None = getattr(getattr(self, group), name)
        damp, seasoned = SEASONING[lever]
        return damp + self.seasoning * (seasoned - damp) if given is None else given


class Scenario(Organisation):
    """All that one run depends on. Wrong names and values raise `ScenarioError`, all at once.

    What is said here of the organisation itself is what each of `organisations` starts from; left
    empty, the scenario is about that one organisation.

    Example:
        >>> Scenario(network={"kind": "trust_d"}, seasoning=0, seed=3).programme.volume
        0.2
    """

    organisations: tuple[Organisation, ...] = choice(
        (), "several organisations, each saying where it differs", unit="rows"
    )
    forum: Forum = part(Forum, "leaders of all organisations in talk with each other")
    rules: Rules = part(Rules, "constants of the equations")
    costs: UnitCosts = part(UnitCosts, "unit costs")
    weeks: int = quantity(416, "length of the run", unit="weeks", low=1, high=10_000, sweep=(104, 1040))
    seed: int = quantity(0, "seed of all luck", unit="", high=2**63 - 1, sweep=(0, 1))

    def __init__(self, **given: Any) -> None:
        try:
            super().__init__(**given)
        except ValidationError as error:
            raise ScenarioError(mistakes_in(error, type(self), given)) from None

    @model_validator(mode="before")
    @classmethod
    def _start_from_the_whole(cls, given: Any) -> Any:
        """Merge what the scenario says of its own organisation under each of `organisations`."""
        if not isinstance(given, Mapping) or not isinstance(given.get("organisations"), list | tuple):
            return given
        shared = {name: given[name] for name in Organisation.model_fields if name in given}
        rows = [merged(shared, row) if isinstance(row, Mapping) else row for row in given["organisations"]]
        return {**given, "organisations": rows}

    @field_validator("organisations")
    @classmethod
    def _names_differ(cls, organisations: tuple[Organisation, ...]) -> tuple[Organisation, ...]:
        if len(organisations) > MOST:
            raise ValueError(f"{len(organisations):,} organisations are too many; identities are there for {MOST:,}")
        names = [organisation.name for organisation in organisations]
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            raise ValueError(f"organisations need names that differ; {', '.join(twice)} stands more than once")
        return organisations

    @property
    def trusts(self) -> tuple[Organisation, ...]:
        """The organisations of the run: `organisations`, or else the scenario's own."""
        return self.organisations or (self,)

    def changed(self, **changes: Any) -> "Scenario":
        """This scenario with some fields changed; groups are merged, so `talk={"mix": 0}` keeps the rest.

        What is changed of the scenario's own organisation changes in all `organisations`, too.
        """
        given = self.model_dump(exclude_unset=True)
        shared = {name: value for name, value in changes.items() if name in Organisation.model_fields}
        if self.organisations:
            given["organisations"] = [merged(row, shared) for row in given["organisations"]]
        return Scenario(**merged(given, changes))


def merged(under: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    """Two nested mappings as one, `over` winning; groups are merged, everything else is replaced."""
    result: dict[str, Any] = {name: _plain(value) for name, value in under.items()}
    for name, value in over.items():
        below = result.get(name)
        above = _plain(value)
        result[name] = merged(below, above) if isinstance(below, Mapping) and isinstance(above, Mapping) else above
    return result


def _plain(value: Any) -> Any:
    return value.model_dump(exclude_unset=True) if isinstance(value, Record) else value
