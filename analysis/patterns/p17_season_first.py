"""Pattern 17: season first, then train; or train first, then season.

The blocks and weeks are those of configs/experiment/season_first.yaml: 104 weeks of cultural work from damp, training,
workshops, 260 weeks of coaching; all ends at week 364, and weeks 442–468 are compared. Where the cultural work leads to
is varied about the edge. Cultural work that lasts stays for good; that which is withdrawn ends with everything else, at
week 364, and the context is damp again from then on. (Season first has then been seasoned for five years, train first
only while the work was done: that is what the order means when the culture is not kept.)

Unit costs are assumptions and change nothing in a run. Places, coaching and cultural work are the same blocks in both
orders; days can differ in people at talk spaces, in places that found no one, in workshops that had no improver to lead
them, and in how long culture stood: `sim.costs` prices culture as a state, on average over the run.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from analysis.findings import Finding, difference, mean
from analysis.patterns.observe import ending
from analysis.patterns.pattern import Pattern, Runs, Setting
from experiments.arms import Arm
from sim.costs import staff_days
from sim.simulation import Simulation

WORK, COACHING, END, WEEKS = 104, 260, 364, 468
"""Weeks of cultural work and of coaching, the week in which all has ended, and the length of the run."""
ABOUT: Final = (-0.05, 0.0, 0.05, 0.1, 0.2)
"""Where the cultural work leads to, beside the edge; .1 is just above it."""
ITEMISED: Final = 0.1
"""Where staff days are told lever by lever; elsewhere in all."""
SEASON, TRAIN = "season first", "train first"
LASTS, WITHDRAWN = "lasting", "withdrawn"
COSTS: Final = {"training": 10.0, "session": 0.125, "workshop": 5.0, "coaching": 5.0, "seasoning": 2.0}
"""Staff days [A]: a place of two weeks, an hour at a talk space, a workshop of five days, one coach all week, and two
days a person for culture moved from damp to seasoned."""


def ending_and_days(run: Simulation) -> Mapping[str, float]:
    """`ending`, and the staff days of each lever and in all: `days_training`, …, `days_total`."""
    days = staff_days(run.results()).iloc[0].drop("organisation")
    return {**ending(run), **{f"days_{name}": float(value) for name, value in days.items()}}


def arms(setting: Setting) -> Sequence[Arm]:
    """Both orders, with cultural work that lasts or is withdrawn, leading to places about the edge."""
    return [
        setting.arm(_name(order, kept, beside), ending_and_days, **blocks(order, kept, setting.beside(beside)))
        for beside in ABOUT
        for kept in (LASTS, WITHDRAWN)
        for order in (SEASON, TRAIN)
    ]


def blocks(order: str, kept: str, seasoning: float) -> dict[str, Any]:
    """What a scenario changes to do the blocks in one order."""
    work, help_from = (0, WORK) if order == SEASON else (COACHING, 0)
    change: dict[str, Any] = {
        "week": work,
        "lever": "seasoning",
        "to": seasoning,
        "over": WORK,
        "note": "cultural work",
    }
    given = {"start": help_from, "end": help_from + COACHING}
    return {
        "weeks": WEEKS,
        "seasoning": 0,
        "changes": [change if kept == LASTS else change | {"until": END}],
        "programme": {"start": help_from},
        "support": given,
        "workshops": given,
        "costs": COSTS,
    }


def judge(runs: Runs, setting: Setting) -> Sequence[Finding]:
    """Season first less train first in final practising, in pairs of luck, and in staff days; nothing is judged."""
    found = []
    for kept in (LASTS, WITHDRAWN):
        for beside in ABOUT:
            season, train = (runs[_name(order, kept, beside)] for order in (SEASON, TRAIN))
            where = f"{kept}, to {setting.beside(beside):.3f}"
            what = f"{where}: final practising, {SEASON} less {TRAIN}"
            found.append(difference(what, season["practising"], train["practising"]))
            for order, seen in ((SEASON, season), (TRAIN, train)):
                found.append(mean(f"{where}: practising, {order}", seen["practising"], unit="share"))
            for name in ("total", *(COSTS if beside == ITEMISED else ())):
                day = f"days_{name}"
                what = f"{where}: staff days, {name}, {SEASON} less {TRAIN}"
                found.append(difference(what, season[day], train[day], unit="number"))
                found.append(mean(f"{where}: staff days, {name}, {TRAIN}", train[day]))
    return found


def _name(order: str, kept: str, beside: float) -> str:
    return f"{order}, {kept}, edge {beside:+g}"


PATTERN: Final = Pattern(
    number=17,
    mark="e",
    title="Season first",
    criterion="Season first: same blocks in both arms (104 weeks of cultural work, training, 260 weeks of coaching), "
    "only the order differs, same end; reported for cultural work that lasts and that is withdrawn; with unit costs.",
    rests_on="Emergent; no direction is asked. Who is trained in damp wood lapses, forgets and leaves before it is "
    "seasoned, and is resented meanwhile (all assumed); coaching carries them over part of it. Unit costs are assumed.",
    arms=arms,
    judge=judge,
)
