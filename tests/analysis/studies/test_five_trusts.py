"""Five trusts: what was put in, what the forum's arms change, and words both ways."""

import numpy as np
import pytest

from analysis.intervals import Interval
from analysis.studies import five_trusts as study
from experiments.compose import compose
from sim.scenario import SEASONING
from sim.schedule import COLUMN, schedule
from tests.analysis.studies.conftest import TINY, Ran
from tests.analysis.studies.synthetic import DOWN, NEITHER, UP, all_as, put

REAL = ("barking", "leeds", "shrewsbury", "surrey", "coventry")


def test_what_was_put_in_is_what_the_talk_says() -> None:
    scenario = compose(["experiment=five_trusts"]).scenario
    trusts = scenario.trusts
    assert len(trusts) == 5
    assert not [name for name in REAL if name in " ".join(trust.name for trust in trusts).lower()]
    for lever in SEASONING:
        assert len({trust.antecedent(lever) for trust in trusts}) == 5, f"{lever}: each its own"
    done = [trust.workshops.rate * (trust.workshops.end - trust.workshops.start) for trust in trusts]
    assert sum(done) == pytest.approx(113, abs=0.5)
    assert len({(trust.workshops, trust.programme, trust.support) for trust in trusts}) == 1, "one programme"
    pressed = [trust.name for trust in trusts if any(change.lever == "targets.pressure" for change in trust.changes)]
    assert len(pressed) == 2


def test_the_new_chief_executive_mends_what_special_measures_spread() -> None:
    scenario = compose(["experiment=five_trusts"]).scenario
    context = schedule(scenario, [40] * 5).context
    at = [trust.name for trust in scenario.trusts].index("spaces to talk")
    fear = context[:, at, COLUMN["leadership.fear"]]
    assert fear[155] > fear[149]
    assert fear[230] < fear[155]
    assert context[300, at, COLUMN["targets.pressure"]] == 0


def test_arms_differ_in_the_forum_only() -> None:
    none, forum, home = (arm.scenario for arm in study.arms(TINY))
    assert none.forum.every == 0
    assert forum.forum == home.forum
    assert forum.forum.every > 0
    assert none.trusts == forum.trusts
    for plain, taught in zip(forum.trusts, home.trusts, strict=True):
        learnt = taught.changes[: len(taught.changes) - len(plain.changes)]
        assert taught.changes[len(learnt) :] == plain.changes, "own changes come after what is learnt"
        assert learnt
        assert {change.lever for change in learnt} <= set(study.TAKEN_HOME)
        for change in learnt:
            best = (min if change.lever == "leadership.fear" else max)(
                trust.antecedent(change.lever) for trust in forum.trusts
            )
            assert change.to == pytest.approx((plain.antecedent(change.lever) + best) / 2)


def test_gains_at_the_workshop_are_alike(ran: Ran) -> None:
    runs, tables = ran("five_trusts")
    for name in study.names(runs):
        assert 0.5 < tables["trusts"]["lead time saved at a workshop", name].found.value < 0.7
        assert 0.15 < tables["trusts"]["defects after a workshop", name].found.value < 0.28
    for arm in study.ARMS:
        done = sum(runs[arm][f"{name}: workshops"] for name in study.names(runs))
        assert (done > 60).all()
        assert (done < 170).all()
    same = [runs[arm]["fear: workshops"].tolist() for arm in study.ARMS]
    assert same[0] == same[1] == same[2], "the forum changes no workshop"


def test_the_widest_gap_is_taken_run_by_run(ran: Ran) -> None:
    runs, tables = ran("five_trusts")
    values = np.stack([runs["forum"][f"{name}: practising"] for name in study.names(runs)])
    wanted = (values.max(axis=0) - values.min(axis=0)).mean()
    assert np.isclose(tables["gaps"]["final practising", "forum"].found.value, wanted)


def test_words_say_what_the_forum_moves(ran: Ran) -> None:
    _, tables = ran("five_trusts")
    flat = all_as(tables, NEITHER)
    given = {
        ("forum", "final practising", "fear"): UP,
        ("forum", "final practising", "all three"): DOWN,
        ("home", "final practising", "clear values"): UP,
        ("trusts", "gains held two years after", "led together"): Interval(0.7, 0.6, 0.8),
        ("gaps", "gains held two years after", "no forum"): Interval(0.5, 0.4, 0.6),
        ("trusts", "burning", "all three"): Interval(0.9, 0.8, 1.0),
    }
    text = " ".join(study.words(put(flat, given))).replace("\N{NO-BREAK SPACE}", " ")
    assert "The forum alone raises final practising at fear by +30 points" in text
    assert "lowers final practising at all three by −30 points" in text
    assert "does not clearly move it at clear values, led together and spaces to talk" in text
    assert "leadership and values, it raises final practising at clear values" in text
    assert (
        "70 % (95 % interval 60 % to 80 %, n = 2) of what was won was held where it was held best (led together)"
        in text
    )
    assert "The gains held lie further apart than the gains won" in text
    assert "all three: burning in 90 %" in text
    assert "The forum alone does not clearly move final practising at any of the five." in " ".join(study.words(flat))
    assert "do not clearly lie further apart" in " ".join(study.words(flat))
    assert "None of the five is a real trust" in text
