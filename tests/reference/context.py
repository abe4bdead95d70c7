"""The context of one organisation in one week, from its plan and its changes (ODD 7.1)."""

from dataclasses import dataclass
from math import floor, sqrt
from typing import Final

from sim.scenario import SEASONING, Change, Organisation

RANGES: Final = {"talk.size": (2.0, 40.0), "staffing.turnover": (0.0, 0.95)}
"""Ranges of the levers that are not shares; all others lie in [0, 1]."""

OTHER_LEVERS: Final = (
    "talk.size",
    "talk.mix",
    "targets.pressure",
    "support.strength",
    "workshops.rate",
    "staffing.turnover",
    "staffing.improvers_leave",
)


@dataclass(frozen=True, slots=True)
class Context:
    """What one week is like in one organisation.

    Attributes:
        safety: S, how safely people of different professions talk.
        signal: v*, the values' signal.
        silence: 1 − χ · pressure, the factor by which pressure closes answers.
        enablement, sessions, size, mix, pressure, coaching, workshops, turnover, improvers_leave: as in ODD 7.1.
    """

    safety: float
    signal: float
    silence: float
    enablement: float
    sessions: float
    size: int
    mix: float
    pressure: float
    coaching: float
    workshops: float
    turnover: float
    improvers_leave: float


def context(plan: Organisation, week: int, pressure_silence: float) -> Context:
    """The context of `plan` in `week`; `pressure_silence` is χ."""
    lever = levers(plan, week)
    silence = 1 - pressure_silence * lever["targets.pressure"]
    clinical, enablement = lever["leadership.clinical"], lever["leadership.enablement"]
    coached = plan.support.start <= week < plan.support.end
    improving = plan.workshops.start <= week < plan.workshops.end
    return Context(
        safety=(1 - lever["leadership.fear"]) * sqrt(clinical * enablement) * silence,
        signal=lever["values.clarity"] * lever["values.concision"] * lever["values.consistency"],
        silence=silence,
        enablement=enablement,
        sessions=lever["talk.sessions"],
        size=int(lever["talk.size"]),
        mix=lever["talk.mix"],
        pressure=lever["targets.pressure"],
        coaching=lever["support.strength"] if coached else 0.0,
        workshops=lever["workshops.rate"] if improving else 0.0,
        turnover=lever["staffing.turnover"],
        improvers_leave=lever["staffing.improvers_leave"],
    )


def levers(plan: Organisation, week: int) -> dict[str, float]:
    """Every lever in `week`: the values at the start, then each change that holds, in order."""
    value = {lever: plan.antecedent(lever) for lever in SEASONING}
    for lever in OTHER_LEVERS:
        group, name = lever.split(".")
        value[lever] = float(getattr(getattr(plan, group), name))
    for change in plan.changes:
        if change.week <= week and (change.until is None or week < change.until):
            apply(change, week, value)
    return value


def apply(change: Change, week: int, value: dict[str, float]) -> None:
    """Move the levers that one change moves, as far as it has come by `week`."""
    share = min(1.0, (week - change.week + 1) / change.over)
    moved = SEASONING if change.lever == "seasoning" else (change.lever,)
    for lever in moved:
        before = value[lever]
        value[lever] = allowed(lever, before + share * (target(change, lever, before) - before))


def target(change: Change, lever: str, before: float) -> float:
    """Where a change leads a lever that stood at `before`; `seasoning` counts along the axis from damp."""
    damp, step = 0.0, 1.0
    if change.lever == "seasoning":
        damp, step = SEASONING[lever][0], SEASONING[lever][1] - SEASONING[lever][0]
    if change.to is not None:
        return damp + change.to * step
    if change.times is not None:
        return damp + change.times * (before - damp)
    assert change.by is not None
    return before + change.by * step


def allowed(lever: str, value: float) -> float:
    """The nearest value that the schema allows; sizes are whole, halves rounded up."""
    low, high = RANGES.get(lever, (0.0, 1.0))
    value = min(max(value, low), high)
    return float(floor(value + 0.5)) if lever == "talk.size" else value
