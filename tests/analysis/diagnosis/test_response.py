"""Who answered, and whether names look capped."""

import numpy as np
import pytest

from analysis.diagnosis.response import Response, response
from sim.errors import ConfigError
from sim.network.reading import Survey
from sim.network.reading.survey import Form


def who(
    names: list[int], responded: list[bool] | None = None, cap: int | None = None, form: Form = "roster"
) -> Response:
    """`names`: how many each person names."""
    count = len(names)
    arcs = [(i, (i + step) % count) for i, many in enumerate(names) for step in range(1, many + 1)]
    said = Survey.of(
        [f"P{i:02}" for i in range(count)],
        [i for i, _ in arcs],
        [j for _, j in arcs],
        {},
        responded=responded,
        form=form,
    )
    return response(said, said.responded, np.bincount(said.namer, minlength=count), cap)


def test_a_roster_says_who_answered() -> None:
    found = who([2, 0, 1, 0], [True, True, True, False])
    assert (found.says, found.count, found.listed, found.rate) == (True, 3, 4, 0.75)
    assert found.silent.tolist() == [False, False, False, True]


def test_an_edge_list_does_not_and_then_all_count_as_asked() -> None:
    found = who([2, 0, 1, 0], form="edges")
    assert (found.says, found.count, found.answered.all()) == (False, 2, True)
    assert found.silent.tolist() == [False, True, False, True]


@pytest.mark.parametrize(
    ("names", "cap"),
    [
        ([5] * 8 + [3, 4, 2, 0], 5),
        ([5, 5, 4, 4, 4, 3, 3, 2, 2, 1, 1, 1], None),
        ([11] * 12, None),
        ([1] * 12, None),
        ([3] * 9, None),
    ],
    ids=["many at five", "five by chance", "too many to be a cap", "one is no cap", "too few people"],
)
def test_a_cap_is_seen_where_many_name_just_the_most(names: list[int], cap: int | None) -> None:
    assert who(names).cap == cap


def test_what_the_user_says_of_a_cap_holds() -> None:
    found = who([5] * 8 + [3, 4, 2, 0], cap=6)
    assert (found.cap, found.asked, found.at_cap) == (6, True, 0.0)
    assert who([5] * 12, cap=0).cap is None
    with pytest.raises(ConfigError, match="someone names 5"):
        who([5] * 12, cap=4)


def test_a_survey_nobody_answered_is_refused() -> None:
    with pytest.raises(ConfigError, match="nobody is said to have answered"):
        who([1, 1], [False, False])
