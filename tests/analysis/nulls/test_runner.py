"""A null model in the model's place: what it hears, what it answers, what it cannot say."""

from functools import partial
from typing import Any

import numpy as np
import pytest

from analysis.nulls.bass import Bass
from analysis.nulls.course import course
from analysis.nulls.inputs import CannotSayError, beyond_words, heard
from analysis.nulls.people import move
from analysis.nulls.runner import run_arms_with
from analysis.patterns.observe import by_organisation, ending, lasting, surveyed, window
from analysis.patterns.pattern import Setting
from experiments.arms import Arm
from sim.costs import staff_days
from sim.scenario import Scenario
from sim.simulation import Simulation

NULL = Bass(1e-4, 0.01, 0.01, 0.2, 0.05, 0.3)
SETTING = Setting(seeds=range(4), people=60)


def days(run: Simulation) -> dict[str, float]:
    """What each lever cost."""
    return dict(staff_days(run.results()).iloc[0].drop("organisation"))


def groups(run: Simulation) -> dict[str, float]:
    """Something of people by profession."""
    return {"rows": len(run.results().groups())}


def test_a_run_does_not_depend_on_who_is_run_beside_it() -> None:
    one, other = SETTING.arm("one", ending, seasoning=0.7), SETTING.arm("other", ending, seasoning=0.2)
    both = run_arms_with(NULL, [one, other])
    alone = run_arms_with(NULL, [Arm("one", one.scenario, (2,), ending)])
    assert alone["one"]["practising"][0] == both["one"]["practising"][2]
    assert list(both) == ["one", "other"]
    assert both["one"].arm is one
    assert len(set(both["one"]["practising"])) == 4


def test_arms_share_their_luck() -> None:
    """Two arms that differ in nothing the null model notices until week 50 are the same until then."""
    change = {"week": 50, "lever": "seasoning", "to": 0}
    scenarios = [Scenario(seasoning=0.7, weeks=100), Scenario(seasoning=0.7, weeks=100, changes=[change])]
    one, other = (course(NULL, heard(each, 0.3), [(5, 0)]).practising[:, 0] for each in scenarios)
    assert (one[:50] == other[:50]).all()
    assert (one[50:] != other[50:]).any()


def test_organisations_of_one_run_have_their_own_luck() -> None:
    rows = [{"name": name, "seasoning": 0.7} for name in "ab"]
    seen = run_arms_with(NULL, [SETTING.arm("two", by_organisation, organisations=rows)])["two"]
    assert (seen["practising_0"] != seen["practising_1"]).any()


def test_the_context_is_one_number() -> None:
    assert heard(Scenario(seasoning=0.4), 0.7).receptive == pytest.approx(0.4)
    cut = Scenario(seasoning=1, changes=[{"week": 10, "lever": "talk.sessions", "to": 0.05}])
    receptive = heard(cut, 0.7).receptive[:, 0]
    assert receptive[9] == pytest.approx(1)
    assert receptive[10] == pytest.approx(0.3)
    beyond = Scenario(seasoning=1, talk={"sessions": 1.0})
    assert heard(beyond, 0.7).receptive.max() == pytest.approx(1)


def test_training_fills_places_and_starts_practice() -> None:
    given: dict[str, Any] = {"support": {"strength": 0}, "staffing": {"turnover": 0}, "weeks": 60}
    scenario = Scenario(network={"size": 500}, programme={"volume": 0.4, "effect": 0.7}, **given)
    still = Bass(0, 0, 0, 0, 0, 0.5)
    found = course(still, heard(scenario, 0.5), [(0, 0), (1, 0)][:1])
    assert found.offered[[0, 12, 13, 59], 0].tolist() == [50, 50, 100, 200]
    assert (found.filled == found.offered).all()
    assert found.trained[-1, 0] == 0.4
    assert found.practising[-1, 0] == pytest.approx(0.4 * 0.7, abs=0.06)
    much = course(still, heard(scenario.changed(programme={"volume": 1.6, "effect": 0.7}), 0.5), [(0, 0)])
    assert much.trained[-1, 0] == 1
    assert much.filled[-1, 0] == 500


def test_turnover_and_the_committed() -> None:
    given = {"turnover": 0.3, "committed": 0.2}
    scenario = Scenario(network={"size": 5_000}, programme={"volume": 0.5, "effect": 1}, staffing=given, weeks=156)
    found = course(Bass(0, 0, 0, 0, 0, 0.5), heard(scenario, 0.5), [(0, 0)])
    assert found.others[-1, 0] == pytest.approx((found.practising[-1, 0] - 0.2) / 0.8)
    late = found.others[104:, 0]  # nobody is trained or takes up any more: three in ten leave in a year
    assert late[-1] / late[0] == pytest.approx(0.7 ** (51 / 52), abs=0.03)
    assert found.practising[-1, 0] > 0.2


def test_only_improvers_leave_when_they_are_taken_out() -> None:
    lit, trained = np.ones((1, 10), dtype=bool), np.arange(10)[None] < 6
    trained = trained.copy()
    count = np.zeros((1, 2), dtype=np.int64)
    chances = np.array([[0.0], [0.0], [0.0], [1.0], [0.0]])
    draws = np.full((1, 2, 10), 0.5, dtype=np.float32)
    move(lit, trained, np.array([2]), chances, draws, np.array([0]), count)
    assert count.tolist() == [[6, 2]]  # two committed improvers stay, four leave, four collaborators stay
    assert trained[0].nonzero()[0].tolist() == [0, 1]


def test_reported_practice_is_measured_as_the_model_measures_it() -> None:
    observe = partial(window, measures=("practising", "practising_reported"), first=300, last=400)
    arm = SETTING.arm("pressed", observe, seasoning=0.6, targets={"pressure": 0.5})
    seen = run_arms_with(NULL, [arm])["pressed"]
    true, told = seen["practising_mean"], seen["practising_reported_mean"]
    gaming = SETTING.rules.gaming
    assert told == pytest.approx(true + gaming * 0.5 * (1 - true))


def test_what_a_lever_cost_is_told_as_far_as_it_is_known() -> None:
    costs = {"training": 10, "coaching": 5, "seasoning": 2, "session": 0.1}
    arm = SETTING.arm("costed", days, seasoning=0.5, programme={"volume": 0.2}, weeks=300, costs=costs)
    seen = run_arms_with(NULL, [arm])["costed"]
    assert (seen["training"] == 10 * 12).all()
    assert (seen["coaching"] == 5 * 260).all()
    assert seen["seasoning"] == pytest.approx(2 * 60 * 0.5)
    assert np.isnan(seen["session"]).all()


def test_a_look_at_an_earlier_week() -> None:
    observe = partial(lasting, then=416, sloped_from=520)
    long = run_arms_with(NULL, [SETTING.arm("long", observe, seasoning=0.7, weeks=600)])["long"]
    short = run_arms_with(NULL, [SETTING.arm("short", ending, seasoning=0.7)])["short"]
    assert (long["practising_then"] == short["practising"]).all()


@pytest.mark.parametrize(
    ("one", "other", "named"),
    [
        ({"network": {"kind": "trust_a"}}, {"network": {"kind": "trust_d"}}, "network.kind"),
        ({"talk": {"mix": 0}}, {"talk": {"mix": 1}}, "talk.mix"),
        ({}, {"programme": {"choose": "teams"}}, "programme.choose"),
        ({}, {"rules": {"told_weight": 1}}, "rules.told_weight"),
        ({}, {"changes": [{"week": 3, "lever": "talk.mix", "to": 1}]}, "changes"),
    ],
)
def test_arms_that_differ_in_what_it_has_no_place_for(one: Any, other: Any, named: str) -> None:
    arms = [Arm("one", Scenario(**one), (0,), ending), Arm("other", Scenario(**other), (0,), ending)]
    assert beyond_words([arm.scenario for arm in arms]) == (named,)
    with pytest.raises(CannotSayError, match=named):
        run_arms_with(NULL, arms)


def test_arms_that_differ_in_what_it_hears_or_passes_over() -> None:
    heard_of = Scenario(
        network={"size": 70},
        seasoning=0.2,
        leadership={"fear": 0.1},
        programme={"volume": 1},
        workshops={"rate": 0},
        changes=[{"week": 3, "lever": "talk.sessions", "to": 1}],
    )
    assert beyond_words([Scenario(), heard_of]) == ()
    both_alike = [Scenario(network={"kind": "trust_d"}, seasoning=seasoning) for seasoning in (0, 1)]
    assert beyond_words(both_alike) == ()


@pytest.mark.parametrize(
    "observe",
    [surveyed, groups, partial(window, measures=("knowledge_mobilised",), first=0, last=9), lambda run: run.world],
)
def test_observers_that_ask_for_more(observe: Any) -> None:
    with pytest.raises(CannotSayError):
        run_arms_with(NULL, [SETTING.arm("arm", observe, weeks=30)])


def test_ties_from_a_file() -> None:
    with pytest.raises(CannotSayError, match="file"):
        heard(Scenario(network={"kind": "survey", "path": "x.csv"}), 0.5)
