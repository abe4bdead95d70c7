"""Anchovies: what is removed when, and words both ways."""

import numpy as np

from analysis.intervals import Interval
from analysis.studies import sustainability as study
from tests.analysis.studies.conftest import TINY, Ran
from tests.analysis.studies.synthetic import DOWN, NEITHER, UP, all_as, put


def test_each_arm_removes_what_it_says_and_nothing_else() -> None:
    arms = {arm.name: arm.scenario for arm in study.arms(TINY)}
    for context in study.CONTEXTS:
        for name, taken in study.TAKEN.items():
            scenario = arms[f"{context}: {name}"]
            levers = {(change.lever, change.to) for change in scenario.changes}
            assert (scenario.programme.end == study.REMOVED) == ("training" in taken)
            assert (("staffing.improvers_leave", 1) in levers) == ("improvers" in taken)
            assert (("talk.sessions", 0) in levers) == bool({"talk", "talk spaces"} & set(taken))
            assert (("talk.time", 0) in levers) == ("talk" in taken)
            assert all(change.week == study.REMOVED for change in scenario.changes)
            assert scenario.support.end < study.REMOVED


def test_until_the_removal_all_arms_are_one(ran: Ran) -> None:
    runs, tables = ran("sustainability")
    for context in study.CONTEXTS:
        before = [runs[f"{context}: {name}"][f"practising, week {study.REMOVED}"].tolist() for name in study.TAKEN]
        assert all(each == before[0] for each in before)
        assert (runs[f"{context}: {study.NOTHING}"]["improvers"] > 0).all()
    assert tables["seasoned"]["less nothing, a quarter after", "improvers"].found.value < 0, "they were practising"


def test_steps_add_up_to_all_removed(ran: Ran) -> None:
    runs, tables = ran("sustainability")
    key = f"practising, week {study.WEEKS}"
    for context in study.CONTEXTS:
        added = sum(tables["steps"][row, context].found.value for row in tables["steps"].rows)
        gone = runs[f"{context}: {study.STEPS[-1]}"][key] - runs[f"{context}: {study.NOTHING}"][key]
        assert np.isclose(added, gone.mean())


def test_words_say_what_could_be_pulled_out(ran: Ran) -> None:
    _, tables = ran("sustainability")
    flat = all_as(tables, NEITHER)
    last, first = "less nothing, five years after", "less nothing, a quarter after"
    given = {
        ("seasoned", last, "talk"): DOWN,
        ("seasoned", last, "training"): UP,
        ("seasoned", first, "improvers"): DOWN,
        ("seasoned", "burning at the end", "training and improvers"): Interval(0.9, 0.8, 0.95),
        ("seasoned", "burning at the end", "training, improvers and talk"): Interval(0.1, 0.05, 0.2),
        ("just above the edge", "burning at the end", "training and improvers"): Interval(0.5, 0.4, 0.6),
    }
    near, seasoned = (text.replace("\N{NO-BREAK SPACE}", " ") for text in study.words(put(flat, given)))
    assert "practising is lower without talk, −30 points" in seasoned
    assert "practising is higher without training, +30 points" in seasoned
    assert "practising is not clearly moved without improvers, 0 points" in seasoned
    assert "30 % of staff stop practising within a quarter, and five years later that loss is no longer" in seasoned
    assert "Without training and improvers the fire burns on in 90 %" in seasoned
    assert "the rest carry it" in seasoned
    assert "it goes with them" in seasoned
    assert "luck decides" in near
    made_good = {("seasoned", first, "improvers"): DOWN, ("seasoned", last, "improvers"): Interval(-0.1, -0.15, -0.05)}
    assert "five years later 10 % are still missing" in study.words(put(flat, made_good))[1].replace("\xa0", " ")
    lost = {("seasoned", first, "improvers"): DOWN, ("seasoned", last, "improvers"): DOWN}
    assert "five years have not made it good" in study.words(put(flat, lost))[1]


def test_the_legends_stand_off_the_panels(ran: Ran) -> None:
    runs, _ = ran("sustainability")
    figure = study.figure(runs, TINY)
    figure.draw_without_rendering()
    legends = [legend.get_window_extent() for axes in figure.axes if (legend := axes.get_legend())]
    titles = [axes.get_title(loc="left") for axes in figure.axes if axes.get_legend()]
    assert titles == ["just above the edge: one at a time", "just above the edge: one after the other"]
    for axes in figure.axes:
        assert not any(legend.overlaps(axes.get_window_extent()) for legend in legends)
