"""A scenario whose step is half a week: the same world in smaller steps, as far as the equations allow.

The model knows steps only. `half_weeks` doubles every number of weeks and halves what happens in each:

- chances and shares a step that compound (lapsing, learning by doing, forgetting, alignment, regress of gains,
  turnover a year of 52 steps, improvers leaving): p → 1 − √(1 − p), so that two steps make one p;
- talk on an arc, which is at most once a week: a step holds half of a week's chance (`rules.talk_share`);
- the rate inside 1 − exp(−rate …) of taking up practice, chances of events (talk spaces, workshops), resentment's rise
  and fall: halved;
- heat: memory T is doubled, so an event of the same heat w leaves about half as much, w·(1 − e^(−1/2T)). A week's talk
  then holds half the heat of before, and the threshold θ is halved with it; so is coaching, which comes every step;
- what an event does (trust and awareness won, knowledge passed, heat of a talk space) stays;
- relief r, for the week in which one is heard, falls in one half of it: (r' + 1) / 2 = r, so r' = 2r − 1 (who is heard
  in both halves is relieved more than in a week);
- new partners are counted over 52 steps, now half a year: halved, and rounded up.

What cannot be made equal: an arc can raise improvement and a unit hold a talk space in both steps of a week, though no
more often on average; awareness is won once in a step with talk; "heard this week" becomes heard in this
half of it, so resentment can rise in one half and fall in the other; one that takes up
practice can tell of it half a week sooner; lapsing and regress, where part of them is held back by talk or practice,
compound only nearly; an improver counts as ostracised after 13 steps; luck is drawn anew, so that runs are not paired
with those in whole weeks.
"""

from collections.abc import Callable, Mapping
from math import ceil, sqrt
from typing import Any, Final

from sim.errors import ScenarioError
from sim.scenario import SEASONING, Organisation, Scenario

Turn = Callable[[float], float]


def _twice(value: float) -> float:
    return 2 * value


def _half(value: float) -> float:
    return value / 2


def _each_half(value: float) -> float:
    """The share that, twice in a row, makes `value`."""
    return 1.0 - sqrt(1.0 - value)


TURNS: Final[Mapping[str, Turn]] = {
    "weeks": _twice,
    "support.start": _twice,
    "support.end": _twice,
    "programme.start": _twice,
    "programme.every": _twice,
    "programme.end": _twice,
    "workshops.start": _twice,
    "workshops.end": _twice,
    "workshops.rate": _half,
    "talk.sessions": _half,
    "forum.start": _twice,
    "forum.end": _twice,
    "forum.every": _twice,
    "staffing.turnover": _each_half,
    "staffing.improvers_leave": _each_half,
    "rules.talk_share": _half,
    "rules.coaching_heat": _half,
    "rules.memory": _twice,
    "rules.threshold": _half,
    "rules.take_up": _half,
    "rules.lapse": _each_half,
    "rules.doing": _each_half,
    "rules.forgetting": _each_half,
    "rules.new_partners": lambda value: ceil(value / 2),
    "rules.resentment_rise": _half,
    "rules.resentment_fall": _half,
    "rules.relief": lambda value: 2 * value - 1,
    "rules.alignment_rate": _each_half,
    "rules.gain_regress": _each_half,
}
"""What becomes of a field; one that is not here, or is left out, stays as it is."""


def half_weeks(scenario: Scenario) -> Scenario:
    """The scenario in steps of half a week.

    Raises:
        ScenarioError: a change multiplies what does not halve (`seasoning`, or a share that compounds) by `times`, or
            adds to such a share; or a number of weeks, or relief, becomes larger than the schema allows.
    """
    given = scenario.model_dump()
    if scenario.organisations:
        given["organisations"] = [_turned(trust) for trust in scenario.organisations]
    return Scenario(**(given | _turned(scenario)))


def _turned(trust: Organisation) -> dict[str, Any]:
    """All that an organisation, or a scenario, says, but for its own organisations; antecedents told."""
    given = trust.model_dump(exclude={"organisations", "changes"})
    given["talk"]["sessions"] = trust.antecedent("talk.sessions")
    for path, turn in TURNS.items():
        *groups, name = path.split(".")
        record = given
        for group in groups:
            record = record.get(group, {})
        if record.get(name) is not None:
            record[name] = turn(record[name])
    given["changes"] = [row for change in trust.changes for row in _rows(change.model_dump())]
    return given


def _rows(change: dict[str, Any]) -> list[dict[str, Any]]:
    """The rows that do in half weeks what one row does; `seasoning` moves sessions too, so it is told row by row."""
    row = {**change, "week": 2 * change["week"], "over": 2 * change["over"]}
    row["until"] = None if change["until"] is None else 2 * change["until"]
    if change["lever"] != "seasoning":
        return [_valued(row)]
    if change["times"] is not None:
        raise ScenarioError(["changes: seasoning cannot be multiplied in half weeks; say what it becomes, with `to`"])
    levers = []
    for lever, (damp, seasoned) in SEASONING.items():
        span = seasoned - damp
        said = {"to": damp + change["to"] * span} if change["to"] is not None else {"by": change["by"] * span}
        levers.append(_valued({**row, "lever": lever, "to": None, "by": None, **said}))
    return levers


def _valued(row: dict[str, Any]) -> dict[str, Any]:
    """A row whose value is turned as its lever is."""
    turn = TURNS.get(row["lever"])
    if turn is None or (row["times"] is not None and turn is _half):
        return row
    if row["to"] is None and turn is not _half:
        raise ScenarioError([f"changes: {row['lever']} can only be set in half weeks; say what it becomes, with `to`"])
    name = "to" if row["to"] is not None else "by"
    return {**row, name: turn(row[name])}
