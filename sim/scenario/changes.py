"""Interventions and shocks as rows: which lever moves in which week, and where to."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final, Literal, Self, get_args

from pydantic import ValidationError, model_validator

from sim.errors import ScenarioError
from sim.scenario.context import Leadership, Support, TalkSpaces, Targets, Values
from sim.scenario.fields import Record, choice, parameters, quantity
from sim.scenario.mistakes import mistakes_in
from sim.scenario.programme import Staffing, Workshops

Lever = Literal[
    "seasoning",
    "values.clarity",
    "values.concision",
    "values.consistency",
    "leadership.clinical",
    "leadership.enablement",
    "leadership.fear",
    "talk.sessions",
    "talk.size",
    "talk.mix",
    "talk.time",
    "targets.pressure",
    "support.strength",
    "workshops.rate",
    "staffing.turnover",
    "staffing.improvers_leave",
]
LEVERS: Final[tuple[str, ...]] = get_args(Lever)
"""What a change can move; `seasoning` moves all seven antecedents along the axis."""

_GROUPS: Final[dict[str, type[Record]]] = {
    "values": Values,
    "leadership": Leadership,
    "talk": TalkSpaces,
    "targets": Targets,
    "support": Support,
    "workshops": Workshops,
    "staffing": Staffing,
}

RANGES: Final[Mapping[str, tuple[float, float]]] = MappingProxyType(
    {"seasoning": (0.0, 1.0)}
    | {
        f"{group}.{each.path}": (each.low, each.high)
        for group, kind in _GROUPS.items()
        for each in parameters(kind)
        if f"{group}.{each.path}" in LEVERS and each.low is not None and each.high is not None
    }
)
"""From where to where each lever goes."""


class Change(Record):
    """One row of the schedule: from `week` on (before `until`), `lever` becomes `to`, or is multiplied or raised.

    Rows are applied in order, each to what the rows before it left. With `over`, the change is reached in
    equal weekly steps from the week before; when `until` is reached the row no longer holds. A factor or a sum that
    leads beyond a lever's range leads to its end. Wrong names and values raise `ScenarioError`, all at once.
    """

    week: int = quantity(0, "first week of the change", unit="week", high=10_000)
    until: int | None = quantity(
        None, "week in which it no longer holds (left out: for good)", unit="week", high=10_000
    )
    lever: Lever = choice("seasoning", "what moves")
    to: float | None = quantity(None, "the new value", unit="of the lever", high=40.0)
    times: float | None = quantity(None, "factor on the value", unit="factor", high=100.0)
    by: float | None = quantity(None, "added to the value", unit="of the lever", low=-40.0, high=40.0)
    over: int = quantity(1, "weeks it takes to be complete", unit="weeks", low=1, high=1_000)
    note: str = choice("", "what it stands for, in words")

    def __init__(self, **given: Any) -> None:
        try:
            super().__init__(**given)
        except ValidationError as error:
            raise ScenarioError(mistakes_in(error, type(self), given)) from None

    # Made by hand, a change tells its mistakes as a scenario does. For a row of a scenario the mark keeps pydantic from
    # coming by here: the scenario tells all mistakes at once, with the number of the row.
    __init__.__pydantic_base_init__ = True  # type: ignore[attr-defined]  # pydantic's own, in no type

    @model_validator(mode="after")
    def _says_one_thing(self) -> Self:
        said = [name for name in ("to", "times", "by") if getattr(self, name) is not None]
        if len(said) != 1:
            raise ValueError(
                f"a change says exactly one of to, times, by; this one says {' and '.join(said) or 'none'}"
            )
        low, high = RANGES[self.lever]
        if self.to is not None and not low <= self.to <= high:
            raise ValueError(f"to ({self.to:g}) is out of range: {self.lever} goes from {low:g} to {high:g}")
        if self.until is not None and self.until <= self.week:
            raise ValueError(f"until ({self.until}) is not after week ({self.week})")
        return self
