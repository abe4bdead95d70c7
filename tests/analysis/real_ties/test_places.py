"""Which place is told from a cohort drawn at random: the best and the worst are picked from several."""

from typing import Any, cast

import numpy as np

from analysis.findings import difference, share
from analysis.intervals import paired_difference
from analysis.real_ties.places import RANDOM, Place, Places

N = 60
NOISE = np.random.default_rng(3).normal(0.0, 0.1, N)


def places(**less: float) -> Places:
    """Places whose runs lie so much above a random cohort's, give or take the same noise."""
    made = []
    for name, shift in less.items():
        beyond = shift + NOISE - NOISE.mean()
        found = None if name == RANDOM else difference("", beyond, np.zeros(N))
        among = None if name == RANDOM else paired_difference(beyond, np.zeros(N), among=len(less) - 1)
        made.append(Place(name, 0.5 + shift, share("", np.ones(N)), found, among))
    made.sort(key=lambda place: -place.practising)
    return Places("a trust", 40, 4, 0.8, cast(Any, None), tuple(made), (), N)


def test_what_one_comparison_would_tell_is_not_enough_of_many() -> None:
    """Of ten places one lies above random by luck in four of ten studies, and the best is the one that is told."""
    few, many = places(hubs=0.027, random=0.0), places(hubs=0.027, random=0.0, **{f"unit {k}": 0.0 for k in range(9)})
    beyond = next(place.beyond for place in many.places if place.name == "hubs")
    assert beyond is not None
    assert beyond.found.low > 0
    assert few.said.endswith("hubs 3 points more than random (+0 to +5), as one of 1 compared.")
    assert many.said.endswith("Neither is told from a cohort drawn at random, as one of 10 compared.")


def test_what_is_clear_is_told_of_many_too() -> None:
    found = places(hubs=0.1, random=0.0, **{f"unit {k}": -0.01 * k for k in range(9)})
    assert "hubs 10 points more than random" in found.said
    assert "unit 8 8 points less than random" in found.said
