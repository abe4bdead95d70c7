"""What a null model can hear of a scenario, and what in it is beyond its words.

A null model knows one organisation of N staff, who was trained and when, weeks of coaching, target pressure, turnover,
and the context as a single number. It has no ties, units, professions, knowledge, trust or resentment.
"""

from collections.abc import Mapping, Sequence
from fnmatch import fnmatch
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.errors import FirewoodError
from sim.rules import leave_chance
from sim.scenario import SEASONING, Organisation, Scenario
from sim.schedule import COLUMN, schedule

Column = NDArray[np.float64]

TALK: Final = "talk.sessions"
TIME: Final = "talk.time"

HEARD: Final = (
    "name",
    "network.size",
    "seasoning",
    "values.*",
    "leadership.*",
    TALK,
    TIME,
    "targets.pressure",
    "support.*",
    "programme.volume",
    "programme.start",
    "programme.cohorts",
    "programme.every",
    "programme.end",
    "programme.effect",
    "staffing.turnover",
    "staffing.committed",
    "staffing.improvers_leave",
)
"""Fields of an organisation that a null model has a place for."""

PASSED_OVER: Final = ("workshops.*",)
"""Fields it has no place for and that no pattern about practising compares: arms may differ in them unheard."""


class CannotSayError(FirewoodError):
    """A question about something of which a null model has no state."""


class Inputs(NamedTuple):
    """What is heard of a scenario.

    Attributes:
        receptive: shape (weeks, O), the context as one number from 0, damp, to 1, seasoned.
        coaching, pressure: shape (weeks, O), from 0 to 1.
        leave, improvers_leave: shape (weeks, O), chance a week of leaving; of improvers, besides.
        places: shape (weeks, O), training places offered.
        staff, committed: shape (O,), people; those who practise for good.
        effect: shape (O,), chance that training starts practice.
    """

    receptive: Column
    coaching: Column
    pressure: Column
    leave: Column
    improvers_leave: Column
    places: NDArray[np.int64]
    staff: NDArray[np.int64]
    committed: NDArray[np.int64]
    effect: Column


def heard(scenario: Scenario, talk_weight: float) -> Inputs:
    """What a null model hears.

    Args:
        scenario: of one or more organisations.
        talk_weight: how much talk (its spaces, times the time for it) counts in the one number for the context; the
            other six antecedents share the rest equally.

    Raises:
        CannotSayError: ties read from a file.
    """
    trusts = scenario.trusts
    if any(trust.network.kind == "survey" for trust in trusts):
        raise CannotSayError("ties read from a file")
    staff = np.array([trust.network.size for trust in trusts])
    context, places = schedule(scenario, staff.tolist())
    along = {lever: np.clip(_along(context[..., COLUMN[lever]], lever), 0.0, 1.0) for lever in SEASONING}
    rest = np.mean([place for lever, place in along.items() if lever != TALK], axis=0)
    turnover = context[..., COLUMN["staffing.turnover"]]
    extra = COLUMN.get("staffing.improvers_leave")
    return Inputs(
        receptive=talk_weight * along[TALK] * context[..., COLUMN[TIME]] + (1.0 - talk_weight) * rest,
        coaching=context[..., COLUMN["support.coaching"]],
        pressure=context[..., COLUMN["targets.pressure"]],
        leave=np.vectorize(leave_chance, otypes=[float])(turnover),
        improvers_leave=np.zeros_like(turnover) if extra is None else context[..., extra],
        places=places,
        staff=staff,
        committed=np.array([int(np.floor(trust.staffing.committed * trust.network.size + 0.5)) for trust in trusts]),
        effect=np.array([trust.programme.effect for trust in trusts]),
    )


def beyond_words(scenarios: Sequence[Scenario]) -> tuple[str, ...]:
    """The fields in which organisations of these scenarios differ and that no null model has a place for."""
    said = [{**_unheard(trust), **_of_all(scenario)} for scenario in scenarios for trust in scenario.trusts]
    names = sorted({name for one in said for name in one})
    return tuple(name for name in names if any(one.get(name) != said[0].get(name) for one in said))


def _along(values: Column, lever: str) -> Column:
    damp, seasoned = SEASONING[lever]
    along: Column = (values - damp) / (seasoned - damp)
    return along


def _unheard(trust: Organisation) -> Mapping[str, Any]:
    """All that is said of an organisation and not heard, by dotted name."""
    fields = {name: value for name, value in _flat("", trust).items() if not _fits(name)}
    rows = tuple(change.model_dump_json(exclude={"note"}) for change in trust.changes if not _fits(change.lever))
    return {**fields, "changes": rows}


def _of_all(scenario: Scenario) -> Mapping[str, Any]:
    """What a scenario says beside its organisations, but for its length, seed and costs."""
    apart = {*Organisation.model_fields, "organisations", "weeks", "seed", "costs"}
    found: dict[str, Any] = {}
    for name in set(Scenario.model_fields) - apart:
        found.update(_flat(f"{name}.", getattr(scenario, name)))
    return found


def _fits(name: str) -> bool:
    return any(fnmatch(name, pattern) for pattern in (*HEARD, *PASSED_OVER))


def _flat(prefix: str, record: Any) -> dict[str, Any]:
    """The fields of an organisation (or of a group) by dotted name; `changes` are left to the caller."""
    found: dict[str, Any] = {}
    for name in Organisation.model_fields if isinstance(record, Organisation) else type(record).model_fields:
        value = getattr(record, name)
        if hasattr(type(value), "model_fields"):
            found.update(_flat(f"{prefix}{name}.", value))
        elif name != "changes":
            found[prefix + name] = value
    return found
