"""Pattern 5: the same intervention, different outcomes.

A panel is one run of five organisations with 20 % trained in each. Panel p has seed p, and its antecedents from
NumPy's default_rng([p]): u ~ U(0, 1) for each organisation, then each of the seven antecedents at
clip(u + N(0, .15), 0, 1) of its own way from damp to seasoned. In the other arm all five have the panel's mean of
each antecedent. People are the same in both arms, so both share their luck.
"""

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from analysis.findings import Finding, bootstrapped, share
from analysis.patterns.observe import by_organisation
from analysis.patterns.pattern import Pattern, Runs, Setting
from experiments.arms import Arm
from sim.scenario import SEASONING

TRUSTS: Final = 5
SPREAD: Final = 0.15
"""Standard deviation of an antecedent about its organisation's u."""
PER_SEED: Final = 2
"""Panels for each seed of the setting: 200 for 100 seeds."""
OWN, ALIKE = "own antecedents", "the panel's mean"

Levels = NDArray[np.float64]


def arms(setting: Setting) -> Sequence[Arm]:
    """Two arms a panel, of one run each."""
    found = []
    for panel in panels(setting):
        own = levels(panel)
        for context, rows in ((OWN, own), (ALIKE, np.broadcast_to(own.mean(axis=0), own.shape))):
            scenario = setting.scenario(organisations=[_organisation(number, row) for number, row in enumerate(rows)])
            found.append(Arm(_name(panel, context), scenario, (panel,), by_organisation))
    return found


def panels(setting: Setting) -> list[int]:
    """The numbers of the panels, which are their seeds."""
    return [PER_SEED * seed + number for seed in setting.seeds for number in range(PER_SEED)]


def levels(panel: int) -> Levels:
    """Shape (organisations, antecedents): where each antecedent lies between damp, 0, and seasoned, 1."""
    random = np.random.default_rng([panel])
    seasoning = random.random(TRUSTS)
    return np.clip(seasoning[:, None] + random.normal(0.0, SPREAD, (TRUSTS, len(SEASONING))), 0.0, 1.0)


def judge(runs: Runs, setting: Setting) -> Sequence[Finding]:
    """Panels that hold both endings; and the variance of final practising within panels, as the mean over panels."""
    numbers = panels(setting)
    own, alike = (_within(runs, numbers, context) for context in (OWN, ALIKE))
    burning, out = (_seen(runs, numbers, OWN, ending) > 0 for ending in ("burning", "out"))
    most, least = 0.80, 0.60
    count = len(numbers)
    return [
        share(
            "panels that hold both burning and out",
            burning.any(axis=1) & out.any(axis=1),
            "at least 60 %",
            lambda found: found.value >= least,
        ),
        bootstrapped(
            "fall of the variance of final practising within panels, all five given the panel's mean",
            lambda rows: _fall(own[rows], alike[rows]),
            count,
            "at least 80 %",
            lambda found: found.value >= most,
            "share",
        ),
        bootstrapped("organisations burning", lambda rows: float(burning[rows].mean()), count, unit="share"),
        bootstrapped("organisations out", lambda rows: float(out[rows].mean()), count, unit="share"),
        bootstrapped(
            "standard deviation of final practising within panels", lambda rows: float(np.sqrt(own[rows].mean())), count
        ),
    ]


def _organisation(number: int, row: Levels) -> dict[str, object]:
    """One organisation of a panel, with its antecedents."""
    given: dict[str, object] = {"name": f"trust {number + 1}"}
    for (lever, (damp, seasoned)), level in zip(SEASONING.items(), row.tolist(), strict=True):
        group, name = lever.split(".")
        part = given.setdefault(group, {})
        assert isinstance(part, dict)
        part[name] = damp + level * (seasoned - damp)
    return given


def _name(panel: int, context: str) -> str:
    return f"panel {panel}, {context}"


def _seen(runs: Runs, numbers: Sequence[int], context: str, what: str) -> Levels:
    """Shape (panels, organisations): one number of each organisation."""
    return np.array(
        [[runs[_name(panel, context)][f"{what}_{trust}"][0] for trust in range(TRUSTS)] for panel in numbers]
    )


def _within(runs: Runs, numbers: Sequence[int], context: str) -> Levels:
    """Shape (panels,): the variance of final practising among the organisations of each panel."""
    variance: Levels = _seen(runs, numbers, context, "practising").var(axis=1, ddof=1)
    return variance


def _fall(own: Levels, alike: Levels) -> float:
    """By which share the mean variance is less; NaN where there was none."""
    before = float(own.mean())
    return 1.0 - float(alike.mean()) / before if before > 0 else float("nan")


PATTERN: Final = Pattern(
    number=5,
    mark="e",
    title="Same intervention, different outcomes",
    criterion="Same intervention, different outcomes: 200 panels of five trusts, u ~ U(0, 1) each, every antecedent at "
    "clip(u + N(0, .15)): at least 60 % of panels hold both burning and out; all five given the panel's mean: variance "
    "of final practising within panels falls by at least 80 %.",
    rests_on="Emergent, but not far from the input: that antecedents decide follows from patterns 1 to 3, and u is "
    "drawn over the whole axis. What is open is how much luck and the mix of antecedents leave to differ.",
    arms=arms,
    judge=judge,
)
