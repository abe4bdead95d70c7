"""The study of quality management: what differs between arms, and words both ways."""

import numpy as np

from analysis.intervals import Interval
from analysis.studies import quality_management as study
from sim.scenario import SEASONING
from tests.analysis.studies.conftest import TINY, Ran
from tests.analysis.studies.synthetic import DOWN, NEITHER, UP, all_as, put

FULL = Interval(0.97, 0.95, 0.99)


def test_arms_differ_in_improvement_and_in_control_only() -> None:
    arms = {arm.name: arm.scenario for arm in study.arms(TINY)}
    for context, at in zip(study.CONTEXTS, (TINY.edge, TINY.just_above), strict=True):
        neither, improvement, control, both = (arms[f"{context}: {name}"] for name in study.ARMS)
        assert {each.seasoning for each in (neither, improvement, control, both)} == {at}
        assert neither.workshops == control.workshops
        assert improvement.workshops == both.workshops
        assert (neither.workshops.rate, neither.programme.volume) == (0, study.FEW)
        assert both.workshops.rate > 0
        for lever in ("talk.sessions", "values.consistency"):
            assert neither.antecedent(lever) == improvement.antecedent(lever) == SEASONING[lever][0]
            assert control.antecedent(lever) == both.antecedent(lever) == SEASONING[lever][1]
        assert neither.antecedent("leadership.fear") == both.antecedent("leadership.fear")


def test_without_workshops_nothing_is_chosen_and_nothing_won(ran: Ran) -> None:
    runs, _ = ran("quality_management")
    seen = runs["above the edge: control only"]
    assert np.isnan(seen["planning, week 260"]).all()
    assert not seen["improvement, week 260"].any()
    assert not seen["all three, week 260"].any()
    assert (runs["above the edge: both"]["workshops, week 260"] > 0).all()


def test_the_sum_of_each_alone_is_taken_in_pairs(ran: Ran) -> None:
    runs, tables = ran("quality_management")
    value = {name: runs[f"at the edge: {name}"]["practising"] for name in study.ARMS}
    wanted = value["both"] - value["improvement only"] - value["control only"] + value["neither"]
    found = tables["effects, at the edge"]["final practising", "beyond the sum"]
    assert np.isclose(found.found.value, wanted.mean())


def test_words_say_whether_one_does_without_the_other(ran: Ran) -> None:
    _, tables = ran("quality_management")
    flat = all_as(tables, NEITHER)
    name = "effects, above the edge"
    given = {
        (name, "embedded", "improvement alone"): DOWN,
        (name, "embedded", "control alone"): UP,
        (name, "embedded", "beyond the sum"): UP,
    }
    edge, above = study.words(put(flat, given))
    assert "Improvement alone leaves less behind" in above
    assert "Control alone embeds practice" in above
    assert "embed more than the sum of each alone" in above
    assert "as aligned as elsewhere" in above
    near = put(flat, {(name, "embedded", "beyond the sum"): DOWN, ("above the edge", "embedded", "control only"): FULL})
    assert "embed less than the sum of each alone" in study.words(near)[1]
    assert "already comes near all there can be" in study.words(near)[1]
    assert "already comes near" not in above
    assert "Improvement alone leaves no clear trace" in edge
    assert "embed as much as the sum of each alone" in edge
