"""Pattern 7: capacity: which structure mobilises knowledge.

People, the number of dyads (one a person) and reciprocity (.7, arc form) are the same in the three archetypes; the
share of dyads that cross units is each archetype's own, as it is part of its shape.
"""

from collections.abc import Sequence
from functools import partial
from itertools import pairwise
from math import nan
from typing import Final

from analysis.findings import Finding, difference, judged, mean
from analysis.intervals import Interval
from analysis.patterns.observe import window
from analysis.patterns.pattern import Pattern, Runs, Setting
from analysis.trend import jonckheere
from experiments.arms import Arm
from sim.outcome import WINDOW
from sim.scenario import Staffing

STRUCTURES: Final = ("centralised", "decentralised", "distributed")
MATCHED: Final = {"dyads": 1.0, "reciprocity": 0.7}
TURNOVERS: Final = {"turnover as usual": 1.0, "three times the turnover": 3.0}
USUAL, FASTER = TURNOVERS
END: Final = 416


def arms(setting: Setting) -> Sequence[Arm]:
    """Each structure at each turnover, seasoned, without talk spaces."""
    observe = partial(window, measures=("knowledge_mobilised",), first=END - WINDOW, last=END)
    return [
        setting.arm(
            _name(structure, turnover),
            observe,
            seasoning=1,
            network={"kind": structure, **MATCHED},
            talk={"sessions": 0},
            programme={"volume": 0.2},
            staffing={"turnover": times * Staffing().turnover},
            weeks=END,
        )
        for turnover, times in TURNOVERS.items()
        for structure in STRUCTURES
    ]


def judge(runs: Runs, setting: Setting) -> Sequence[Finding]:
    """The trend and the order of the means, judged at the usual turnover and reported at the faster one.

    The test takes the arms as independent; they share their luck, which the differences use.
    """
    return [finding for turnover in TURNOVERS for finding in _ordered(runs, turnover)]


def _ordered(runs: Runs, turnover: str) -> list[Finding]:
    """At one turnover: the trend, the step from each structure to the next, and the means."""
    judges = turnover == USUAL
    mobilised = {name: runs[_name(name, turnover)]["knowledge_mobilised_mean"] for name in STRUCTURES}
    level, count = 0.001, sum(map(len, mobilised.values()))
    p = Interval(jonckheere(list(mobilised.values())).p, nan, nan)
    below = (lambda found: found.value < level) if judges else None
    rises = (lambda found: found.value > 0) if judges else None
    trend = judged(
        f"{turnover}: rise over the three, Jonckheere–Terpstra", p, count, "p < .001" if judges else "", below, "p"
    )
    steps = [
        difference(
            f"{turnover}: knowledge mobilised, {other} less {one}{'' if judges else ' (below 0: a reversal)'}",
            mobilised[other],
            mobilised[one],
            "above 0" if judges else "",
            rises,
            "number",
        )
        for one, other in pairwise(STRUCTURES)
    ]
    return [trend, *steps, *(mean(f"{turnover}: knowledge mobilised, {name}", mobilised[name]) for name in STRUCTURES)]


def _name(structure: str, turnover: str) -> str:
    return f"{structure}, {turnover}"


PATTERN: Final = Pattern(
    number=7,
    mark="e",
    title="Capacity",
    criterion="Capacity: centralised < decentralised < distributed in knowledge mobilised, matched dyads and "
    "reciprocity, no talk spaces, seasoned (Jonckheere p < .001); at three times the turnover, any reversal reported.",
    rests_on="Emergent. Rests on two assumptions: time is short (load: a hub has B partners' worth of it), and heat "
    "from several sources within memory lights people, which clustered ties give and a star does not.",
    arms=arms,
    judge=judge,
)
