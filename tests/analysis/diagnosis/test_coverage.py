"""How often the intervals hold what is true: archetypes of known truth, surveyed again and again.

`docs/diagnosis.md` has the full table; `coverage` made it (300 surveys a cell). The tests hold it to its promises.
"""

import numpy as np
import pytest

from analysis.diagnosis.beside import archetype
from analysis.diagnosis.jackknife import intervals
from analysis.diagnosis.measured import arc_form, measured, partners
from analysis.diagnosis.seen import Seen, through_form

MEASURES = ("partners", "names", "returned", "messengers", "closed", "ei_unit")


def truth(seen: Seen, unit: np.ndarray, none: np.ndarray) -> dict[str, float]:
    found = measured(seen, unit, none)
    returned = arc_form(found.returned.share)
    shares = {"messengers": found.messengers.share, "closed": found.closed.share}
    return {
        "names": found.names,
        "returned": returned,
        "partners": partners(found.names, returned),
        "ei_unit": 2 * found.across_units.share - 1,
    } | shares


def coverage(kind: str, people: int, rate: float, surveys: int) -> dict[str, tuple[float, float, float]]:
    """By measure: coverage for those listed, for staff like these, and the share of surveys without an interval."""
    unit, none = np.arange(people, dtype=np.int64) * 6 // people, np.full(people, -1, dtype=np.int64)
    held: dict[str, list[tuple[float, float, float]]] = {name: [] for name in MEASURES}
    for turn in range(surveys):
        arcs = archetype(kind, people, 6, turn)
        true = truth(Seen(arcs, np.ones(people, dtype=np.bool_)), unit, none)
        found = intervals(through_form(arcs, rate, None, np.random.default_rng([turn, 7])), unit, none)
        assert found.listed is not None
        for name, row in held.items():
            ends = found.listed[name], found.alike[name]
            if np.isnan(ends[0].low):
                row.append((np.nan, np.nan, 1.0))
            else:
                row.append((*(float(end.low - 1e-9 <= true[name] <= end.high + 1e-9) for end in ends), 0.0))
    return {name: tuple(np.nanmean(row, axis=0).tolist()) for name, row in held.items()}


@pytest.mark.parametrize("kind", ["trust_a", "trust_d", "distributed", "decentralised"])
@pytest.mark.parametrize("rate", [0.42, 0.7])
def test_where_no_single_hub_decides_they_hold_at_least_17_times_in_20(kind: str, rate: float) -> None:
    for name, (listed, alike, none) in coverage(kind, 70, rate, 60).items():
        assert listed >= 0.85, (name, listed)
        assert alike >= listed
        assert none <= 0.1, name


def test_where_one_hub_decides_they_do_not_hold_and_the_guide_says_so() -> None:
    """If the hub stays silent, nobody who answered can tell: the limit that docs/diagnosis.md states."""
    listed, alike, none = coverage("centralised", 70, 0.42, 60)["partners"]
    assert alike < 0.5
    assert none > 0.2
    assert listed <= alike
