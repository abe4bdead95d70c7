"""The form of a survey, put to simulated staff as well, so that like is compared with like.

Who may give only so many names leaves arcs out. Capped at five, an organisation with 11.9 partners a person, of whose
arcs 68 % are returned, reads 8.0 and 40 %; what is left out cannot be worked out again. So simulated staff fill in
the same form when their run ends (`sim.network.held`: the strongest of their arcs [A]), and their answers are
measured as the survey is. In a roster these measures do not hang on how many answer, cap or not, so everyone does.
In free recall, where an arc can be told by either of its people, they do, so as large a share answers.

A sweep keeps no ties, so each run is made again: a run is a pure function of its scenario, seed included.
"""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Final

import numpy as np
from numpy.typing import NDArray

from analysis.diagnosis.beside import compared
from analysis.diagnosis.response import Response
from analysis.diagnosis.seen import Seen
from experiments.run import Surveys, populations, read_surveys
from experiments.store.folder import Sweep
from experiments.tasks import tasks
from experiments.variants import scenario_at
from sim.network.held import hold
from sim.network.holding import RECALLED, Holding
from sim.network.reading import Survey
from sim.network.structure import Arcs
from sim.scenario import Scenario
from sim.simulation import Simulation
from sim.snapshot import snapshot

TOLD: Final = "told_"
"""Stands before the name of a measure (of `analysis.diagnosis.beside.COMPARED`) that a form tells."""


def form_of(survey: Survey, who: Response, cap: int | None) -> Holding | None:
    """The form that simulated staff must fill in; None where the survey tells of all arcs.

    Args:
        survey: for its form.
        who: for the share who answered, and for the cap that shows or was said.
        cap: as said; 0: no limit; None: not said.
    """
    if survey.form == "recall":
        return None if cap == 0 else Holding(form="recall", response=who.rate, cap=cap or RECALLED)
    return None if who.cap is None else Holding(cap=who.cap)


def in_words(form: Holding, who: Response, *, said: bool) -> str:
    """What is made of a form, for the notes of a target; `said`, whether the user gave the cap."""
    done = "so simulated staff fill in the same form, each giving the strongest of their ties [A]"
    if form.form == "recall":
        other = "" if said else "; say cap=N where there was room for more or fewer (0: for all)"
        return f"free recall with room for {form.cap} names each way, {done}, and {who.rate:.0%} of them answer{other}"
    seen = "" if said else f" ({who.at_cap:.0%} of who names anyone fill every line; say cap=0 if there was no limit)"
    return f"names are capped at {form.cap}{seen}, {done}"


def told(sweep: Sweep, form: Holding, measures: Sequence[str], threads: int) -> NDArray[np.float64]:
    """What the form tells of each run of a sweep, of one organisation each, when it ends.

    Args:
        sweep: run to its end.
        form: how staff are asked.
        measures: P names, each with `TOLD` before it.
        threads: runs made at once.

    Returns:
        Shape (runs, P), in order of point and replicate; NaN for runs that failed and for what is not defined.
    """
    row = {key: number for number, key in enumerate(sweep.design["key"])}
    failed = set(sweep.failures["key"])
    runs = [(row[key], scenario) for key, scenario in _scenarios(sweep) if key not in failed]
    surveys = read_surveys([scenario for _, scenario in runs])
    found = np.full((len(row), len(measures)), np.nan)
    with ThreadPoolExecutor(threads) as pool:
        try:
            answers = pool.map(lambda run: _answers(run[1], form, surveys), runs)
            for (at, _), answer in zip(runs, answers, strict=True):
                found[at] = [answer[name.removeprefix(TOLD)] for name in measures]
        finally:
            pool.shutdown(cancel_futures=True)
    return found


def _scenarios(sweep: Sweep) -> Iterator[tuple[str, Scenario]]:
    """The key of each run and its scenario, seed included."""
    for task in tasks(sweep.path, sweep.committed, any_model=True):
        for point in task.points:
            scenario = scenario_at(task.worlds[point.variant], point.values)
            for key, seed in zip(point.keys, point.seeds, strict=True):
                yield key, scenario.model_copy(update={"seed": seed})


def _answers(scenario: Scenario, form: Holding, surveys: Surveys) -> dict[str, float]:
    """A run made again, its staff asked at its end: `analysis.diagnosis.beside.COMPARED` of what they answer."""
    run = Simulation(scenario, populations(scenario, surveys))
    run.advance(scenario.weeks)
    answers = hold(snapshot(run), form, scenario.seed).survey
    return compared(Seen(Arcs(answers.namer, answers.named, len(answers.names)), answers.responded))
