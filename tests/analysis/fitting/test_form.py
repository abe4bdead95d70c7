"""The form of a survey: simulated staff fill it in too, so who filled it in lies near, and others far."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from analysis.fitting import form
from analysis.fitting.asked import AbcOptions, ask_fit
from analysis.fitting.generations import Batches, folder_of
from analysis.fitting.reading import read_target
from analysis.fitting.smc import Values
from experiments.engines import engine_of
from experiments.sweeps import using
from sim.errors import FirewoodError
from sim.network.held import hold
from sim.network.holding import Holding
from sim.network.reading import write_recall, write_roster
from sim.scenario import Scenario
from sim.snapshot import snapshots

WORLD = ("network=trust_a", "network.size=150", "weeks=4", "engine.processes=1")
OWN = 5
"""The seed of the organisation whose staff filled the survey in; its reciprocity is Trust A's, .7."""
OTHERS = (11, 12, 13)


def filled_in(folder: Path, holding: Holding) -> Path:
    """The survey that Trust A's staff answer after four weeks."""
    scenario = Scenario(network={"kind": "trust_a", "size": 150}, weeks=4, seed=OWN)
    (state,) = snapshots(scenario, [4])
    path = folder / "staff.csv"
    write = write_recall if holding.form == "recall" else write_roster
    write(hold(state, holding, OWN).survey, path)
    return path


def distances(target: Path, reciprocity: float, seeds: Sequence[int], *more: str) -> Values:
    """How far organisations with a reciprocity are from a survey, one a seed."""
    asked = ask_fit(
        AbcOptions, [f"target={target}", "free=network.reciprocity:0..1", f"outputs={target.parent}", *WORLD, *more]
    )
    with using(engine_of(asked.engine)) as engine:
        batches = Batches(asked, folder_of(asked, "abc"), engine)
        return batches.of_values("g00-b00", np.full((len(seeds), 1), reciprocity), list(seeds))[:, 0]


@pytest.mark.parametrize("cap", [None, 5])
def test_who_filled_it_in_is_near_and_another_far(tmp_path: Path, cap: int | None) -> None:
    """Blind to the cap, the first two distances are 14 and more, like any that the cap left near none."""
    target = filled_in(tmp_path, Holding(cap=cap))
    assert distances(target, 0.7, [OWN])[0] < 0.5
    assert distances(target, 0.7, OTHERS).max() < 3
    assert distances(target, 0.2, OTHERS).min() > 6


def test_of_free_recall_too(tmp_path: Path) -> None:
    """With room for five names each way, 60 % answering: partners told hang on how many answer."""
    target = filled_in(tmp_path, Holding(form="recall", response=0.6))
    assert distances(target, 0.7, [OWN, *OTHERS]).max() < 2
    assert distances(target, 0.2, OTHERS).min() > 4


def test_what_was_told_is_kept_and_no_run_made_a_third_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = filled_in(tmp_path, Holding(cap=5))
    once = distances(target, 0.7, OTHERS)
    monkeypatch.setattr(form, "told", None)
    np.testing.assert_array_equal(distances(target, 0.7, OTHERS), once)


def test_a_run_that_fails_is_infinitely_far(tmp_path: Path) -> None:
    """Trust D's core does not hang together with so few ties."""
    target = filled_in(tmp_path, Holding(cap=5))
    near, failed = (
        distances(target, 0.7, OTHERS),
        distances(target, 0.7, OTHERS, "network=trust_d", "network.dyads=0.2"),
    )
    assert np.isfinite(near).all()
    assert np.isinf(failed).all()


def test_the_cap_that_shows_is_said_and_can_be_denied(tmp_path: Path) -> None:
    path = str(filled_in(tmp_path, Holding(cap=5)))
    seen, denied = read_target(path), read_target(path, cap=0)
    assert seen.form == Holding(cap=5)
    assert seen.measure == ("told_partners", "told_returned", "told_messengers")
    assert seen.notes[0].startswith("names are capped at 5 (")
    assert denied.form is None
    assert denied.measure == ("end_mean_degree", "end_reciprocity_arcs", "end_messenger_share")
    assert seen.value.tolist() == denied.value.tolist()
    assert seen.digest != denied.digest
    assert read_target(path, cap=7).form == Holding(cap=7)
    assert "names are capped at 7, so" in read_target(path, cap=7).notes[0]


def test_room_of_free_recall_is_assumed_or_said(tmp_path: Path) -> None:
    path = str(filled_in(tmp_path, Holding(form="recall", response=0.6)))
    assumed = read_target(path)
    assert assumed.form is not None
    assert (assumed.form.form, assumed.form.cap) == ("recall", 5)
    assert assumed.form.response == pytest.approx(0.6, abs=0.1)
    assert "say cap=N where there was room for more or fewer" in assumed.notes[0]
    said = read_target(path, cap=8)
    assert said.form == assumed.form.model_copy(update={"cap": 8})
    assert read_target(path, cap=0).form is None


def test_mistakes_are_told(tmp_path: Path) -> None:
    with pytest.raises(FirewoodError, match=r"cap=4: someone in .* gives 5 names; the limit cannot be lower"):
        read_target(str(filled_in(tmp_path, Holding(cap=5))), cap=4)
    weeks = tmp_path / "weeks.csv"
    weeks.write_text("week,practising,practising_sd\n3,0.1,0.1\n")
    with pytest.raises(FirewoodError, match=r"cap=5: .* is no survey"):
        read_target(str(weeks), cap=5)
