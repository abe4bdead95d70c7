"""All that is worked out of one survey."""

from dataclasses import dataclass

import numpy as np

from analysis.diagnosis.beside import BUILDS, Beside, beside
from analysis.diagnosis.bias import Bias, bias
from analysis.diagnosis.coded import Coded, coded, spoken
from analysis.diagnosis.groups import Groups, groups
from analysis.diagnosis.jackknife import Intervals, intervals
from analysis.diagnosis.response import Response, response
from analysis.diagnosis.seen import Seen
from analysis.diagnosis.standing import Standing, standing
from sim.network.reading import Survey
from sim.network.reading.names import alike
from sim.network.structure import summary


@dataclass(frozen=True, eq=False)
class Diagnosis:
    """A survey diagnosed; people stand in the order of their codes, and names only where they were asked for.

    Attributes:
        source: what the survey is called.
        form: in which form it came.
        notes: what was repaired or assumed in reading.
        people: who they are.
        seen: arcs and who answered.
        who: response and cap.
        measured: estimates with intervals.
        as_read: `sim.network.structure.summary` of all arcs, nothing left out and nothing filled in.
        bias: what non-response does to reciprocity.
        beside: the archetypes.
        stands: people one by one.
        groups: units, professions, who is cut off.
        twice: names that may be of a person who is there under another, as they look alike.
        seed: of all luck.
    """

    source: str
    form: str
    notes: tuple[str, ...]
    people: Coded
    seen: Seen
    who: Response
    measured: Intervals
    as_read: dict[str, float]
    bias: Bias
    beside: Beside
    stands: Standing
    groups: Groups
    twice: int
    seed: int


def diagnose(
    survey: Survey, *, named: bool = False, cap: int | None = None, builds: int = BUILDS, seed: int = 0
) -> Diagnosis:
    """Diagnose a survey.

    Args:
        survey: as read.
        named: whether names may be shown.
        cap: the most names a person could give; 0 for no limit; None to look for one.
        builds: organisations of each archetype to compare with.
        seed: of groups left out, permutations, archetypes and simulated readings.

    Raises:
        ConfigError: a cap below what some people named; nobody answered.

    Example:
        >>> from sim.network.reading import Survey
        >>> said = Survey.from_columns({"respondent": ["Asha", "Ben", "Ben"], "target": ["Ben", "Asha", "Chris"]})
        >>> diagnose(said, builds=1).measured.alike["names"].value
        1.5
    """
    people = coded(survey, named=named)
    names = np.bincount(people.arcs.source, minlength=people.arcs.people)
    who = response(survey, people.responded, names, cap)
    seen = Seen(people.arcs, who.answered)
    stands = standing(seen, seed)
    return Diagnosis(
        source=survey.source,
        form=survey.form,
        notes=tuple(spoken(survey.repairs, survey, named=named)),
        people=people,
        seen=seen,
        who=who,
        measured=intervals(seen, people.unit, people.profession, says=who.says, seed=seed),
        as_read=summary(people.arcs, _known(people.unit), _known(people.profession), seed=seed),
        bias=bias(people.arcs, who, seed),
        beside=beside(people.arcs.people, len(people.units), who, builds=builds, seed=seed),
        stands=stands,
        groups=groups(people, seen, stands, seed),
        twice=len(survey.names) - len(alike(survey.names)),
        seed=seed,
    )


def _known(label: np.ndarray[tuple[int], np.dtype[np.int64]]) -> np.ndarray[tuple[int], np.dtype[np.int64]] | None:
    """Labels, where anyone has one."""
    return label if np.any(label >= 0) else None
