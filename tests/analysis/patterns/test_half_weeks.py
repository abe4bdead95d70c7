"""The same world in half-week steps: every field seen to, two steps make one, and runs come out alike."""

from collections.abc import Callable
from math import exp

import numpy as np
import pytest

from analysis.patterns.by_week import by_week
from analysis.patterns.half_weeks import TURNS, half_weeks
from analysis.patterns.observe import ending
from sim import rules
from sim.errors import ScenarioError
from sim.measures import Results
from sim.scenario import Rules, Scenario, parameters
from sim.schedule import COLUMN, schedule
from sim.simulation import Simulation

STAYS = {
    "": "name network seasoning values leadership targets changes organisations costs seed",
    "talk": "size mix time",
    "support": "strength",
    "programme": "volume cohorts choose people knowledge effect",
    "workshops": "team lead_time defects spread baseline_hours baseline_defects",
    "staffing": "alignment_start alignment_join alignment_spread committed",
    "forum": "leaders",
    "rules": "talk_rate asking capacity pressure_silence resentment_answer answer_unnamed session_heat workshop_heat "
    "told_weight influence_unnamed dampness resentment_threshold steepness protection reflective_transfer "
    "told_transfer trust_gain trust_loss trust_floor awareness_gain new_tie trust_new crew gaming",
}
"""What does not change when steps become shorter."""


def stays(path: str) -> bool:
    group, _, name = path.rpartition(".")
    return path.split(".")[0] in STAYS[""].split() or name in STAYS.get(group, "").split()


def test_every_field_is_turned_or_said_to_stay() -> None:
    paths = [parameter.path for parameter in parameters(Scenario)]
    assert [path for path in paths if (path in TURNS) == stays(path)] == []


def test_weeks_are_twice_as_many() -> None:
    said = Scenario(
        weeks=100, programme={"start": 3, "end": 40}, support={"end": 50}, workshops={"start": 5, "end": 60}
    )
    halved = half_weeks(said)
    assert halved.weeks == 200
    assert (halved.programme.start, halved.programme.end, halved.programme.every) == (6, 80, 26)
    assert (halved.support.start, halved.support.end) == (0, 100)
    assert (halved.workshops.start, halved.workshops.end, halved.workshops.rate) == (10, 120, 0.06)
    one, other = (schedule(each, [300]) for each in (said, halved))
    assert one.places.sum() == other.places.sum()
    assert half_weeks(Scenario()).programme.end is None


def test_two_steps_make_one() -> None:
    own, half = Rules(), half_weeks(Scenario()).rules

    def twice(step: Callable[[float, float], float], start: float, rate: float) -> float:
        return float(step(step(start, rate), rate))

    assert twice(rules.forgotten, 0.7, half.forgetting) == pytest.approx(rules.forgotten(0.7, own.forgetting))
    assert twice(rules.practised, 0.7, half.doing) == pytest.approx(rules.practised(0.7, own.doing))
    aligned = rules.alignment_after(rules.alignment_after(0.5, half.alignment_rate, 0.9), half.alignment_rate, 0.9)
    assert aligned == pytest.approx(rules.alignment_after(0.5, own.alignment_rate, 0.9))
    kept = rules.gain_kept(half.gain_regress, 1.0, 0.0) ** 2
    assert kept == pytest.approx(rules.gain_kept(own.gain_regress, 1.0, 0.0))
    stay = 1 - rules.lapse_chance(half.lapse, half.protection, 0.0)
    assert stay**2 == pytest.approx(1 - rules.lapse_chance(own.lapse, own.protection, 0.0))
    wait = 1 - rules.chance(rules.take_up_rate(half.take_up, 0.8, 0.6), 1.0)
    assert wait**2 == pytest.approx(1 - rules.chance(rules.take_up_rate(own.take_up, 0.8, 0.6), 1.0))
    leave = rules.leave_chance(half_weeks(Scenario()).staffing.turnover)
    assert (1 - leave) ** 2 == pytest.approx(1 - rules.leave_chance(Scenario().staffing.turnover))
    eager = rules.raise_rate(half.talk_rate, 0.5, 1.0, 1.0, 1.0)
    assert 2 * rules.chance(eager, half.talk_share) == pytest.approx(rules.chance(eager, own.talk_share))


def test_who_is_heard_in_one_half_is_relieved_as_in_a_week() -> None:
    own, half = Rules(), half_weeks(Scenario()).rules

    def after(resentment: float, heard: bool, rules_: Rules) -> float:
        told = rules_.resentment_rise, rules_.resentment_fall, rules_.relief
        return float(rules.resentment_after(resentment, False, heard, 0.0, *told))

    assert after(after(0.01, True, half), False, half) == pytest.approx(after(0.01, True, own), rel=2e-3)
    assert after(after(0.01, False, half), False, half) == pytest.approx(after(0.01, False, own), rel=2e-3)


def test_as_much_talk_a_week_lights_as_far_and_is_forgotten_as_fast() -> None:
    own, half = Rules(), half_weeks(Scenario()).rules

    def settled(heat_a_step: float, memory: float, threshold: float) -> float:
        heat = 0.0
        for _ in range(2000):
            heat = rules.heat_after(heat, heat_a_step, exp(-1 / memory))
        return float(rules.lit(heat, rules.threshold(threshold, own.dampness, 0.7, 0.7, 0.1), own.steepness))

    exposure = 0.4
    assert settled(exposure / 2, half.memory, half.threshold) == pytest.approx(
        settled(exposure, own.memory, own.threshold)
    )
    coached = settled(half.coaching_heat, half.memory, half.threshold)
    assert coached == pytest.approx(settled(own.coaching_heat, own.memory, own.threshold))
    assert exp(-1 / half.memory) ** 2 == pytest.approx(exp(-1 / own.memory))


def test_changes_come_to_the_same_context_at_the_end_of_each_week() -> None:
    said = Scenario(
        weeks=60,
        seasoning=0.2,
        changes=[
            {"week": 4, "until": 30, "lever": "seasoning", "to": 0.7, "over": 10},
            {"week": 12, "lever": "talk.sessions", "times": 0.5},
            {"week": 20, "lever": "staffing.turnover", "to": 0.3},
            {"week": 25, "lever": "workshops.rate", "by": 0.1},
            {"week": 40, "lever": "seasoning", "by": 0.1},
            {"week": 50, "lever": "leadership.fear", "to": 0.1, "over": 5},
        ],
    )
    weekly = schedule(said, [300]).context[:, 0]
    halved = schedule(half_weeks(said), [300]).context[1::2, 0]
    for lever, column in COLUMN.items():
        wanted = weekly[:, column]
        if lever in ("talk.sessions", "workshops.rate", "workshops.due"):
            wanted = wanted / 2
        if lever == "staffing.turnover":
            wanted = 1 - np.sqrt(1 - wanted)
        np.testing.assert_allclose(halved[:, column], wanted, err_msg=lever)


@pytest.mark.parametrize(
    "change", [{"lever": "seasoning", "times": 0.5}, {"lever": "staffing.turnover", "by": 0.1}], ids=["times", "by"]
)
def test_a_change_that_cannot_be_halved_is_refused(change: dict[str, object]) -> None:
    with pytest.raises(ScenarioError, match=str(change["lever"])):
        half_weeks(Scenario(changes=[{"week": 1, **change}]))


def test_each_organisation_is_turned_once() -> None:
    rows = ({"name": "one", "support": {"end": 20}}, {"name": "other", "talk": {"sessions": 0.4}})
    halved = half_weeks(Scenario(weeks=30, organisations=rows))
    one, other = halved.organisations
    assert (halved.weeks, one.support.end, other.support.end) == (60, 40, 520)
    assert (one.talk.sessions, other.talk.sessions) == (pytest.approx(0.15), 0.2)


class Seen:
    """Keeps the results that an observer is shown."""

    results: Results

    def observe(self, run: Simulation) -> dict[str, float]:
        self.results = run.results()
        return {"weeks": run.week, "planned": run.scenario.weeks}


def test_by_the_week_every_second_step_is_shown_and_counts_are_added_up() -> None:
    run = Simulation(half_weeks(Scenario(network={"size": 40}, weeks=60)), keep_units=True, keep_states=True)
    run.advance(120)
    seen = Seen()
    assert by_week(run, observe=seen.observe) == {"weeks": 60, "planned": 60}
    steps, weeks = run.results(), seen.results
    np.testing.assert_array_equal(weeks.series("practising"), steps.series("practising")[1::2])
    for name in ("reflective_talk", "sessions", "joiners"):
        np.testing.assert_array_equal(weeks.series(name), steps.series(name)[0::2] + steps.series(name)[1::2])
    np.testing.assert_array_equal(weeks.series("places_filled"), steps.series("places_filled")[1::2])
    assert weeks.record.units.shape[0] == weeks.record.states.shape[0] == len(weeks.context) == 60
    assert run.results().series("reflective_talk").sum() == weeks.series("reflective_talk").sum()


def test_fires_end_alike_in_weeks_and_half_weeks() -> None:
    """Not equal, but near: what cannot be made equal is small beside what decides."""
    for seasoning, burning in ((0.0, 0.0), (1.0, 1.0)):
        scenario = Scenario(network={"size": 300}, seasoning=seasoning, weeks=340, support={"end": 260}, seed=5)
        ends = []
        for each in (scenario, half_weeks(scenario)):
            run = Simulation(each)
            run.advance(each.weeks)
            ends.append(ending(run) if each is scenario else by_week(run, observe=ending))
        assert [end["burning"] for end in ends] == [burning, burning]
        assert ends[0]["practising"] == pytest.approx(ends[1]["practising"], abs=0.05)
