"""The archetypes beside a survey: same size, same form, told apart as they should be."""

import numpy as np
import pytest

from analysis.diagnosis.beside import ARCHETYPES, COMPARED, archetype, beside, nearer
from analysis.diagnosis.response import Response
from analysis.intervals import Interval


def who(people: int, answered: int, cap: int | None = None, says: bool = True) -> Response:
    silent = np.arange(people) >= answered
    return Response(
        people, says, ~silent if says else np.ones(people, dtype=np.bool_), silent, cap, cap is not None, 0.0
    )


def test_as_many_people_as_asked_for() -> None:
    assert {archetype(kind, 33, 4, 0).people for kind in ARCHETYPES} == {33}


def test_trust_a_and_trust_d_are_told_apart() -> None:
    found = beside(70, 6, who(70, 70), builds=20).values
    a, d = found["trust_a"], found["trust_d"]
    for measure in ("partners", "returned"):
        assert a[measure].low > d[measure].high
    for measure in ("messengers", "outside"):
        assert a[measure].high < d[measure].low
    assert 0.25 < d["outside"].value < 0.40


def test_the_form_of_the_survey_is_the_form_of_the_archetypes() -> None:
    full, capped = (beside(70, 6, who(70, 70, cap), builds=10).values["trust_a"] for cap in (None, 5))
    assert capped["returned"].high < full["returned"].low
    assert capped["partners"].high < full["partners"].low
    few = beside(70, 6, who(70, 30), builds=10)
    assert few.rate == pytest.approx(30 / 70)
    assert few.values["trust_a"]["returned"].value == pytest.approx(full["returned"].value, abs=0.05)
    assert few.values["trust_d"]["outside"].value > 0.5


def test_a_form_that_does_not_say_who_answered_leaves_nobody_out() -> None:
    assert beside(40, 0, who(40, 20, says=False), builds=1).rate == 1.0


def test_the_seed_decides_and_nothing_else() -> None:
    one, other = (beside(40, 0, who(40, 20), builds=3, seed=5) for _ in range(2))
    assert one == other
    assert one != beside(40, 0, who(40, 20), builds=3, seed=6)


@pytest.mark.parametrize("people", [2, 3])
def test_too_few_people_are_said_not_to_be_compared(people: int) -> None:
    found = beside(people, 0, who(people, people))
    assert (found.values, "four people" in found.why_not) == ({}, True)


@pytest.mark.parametrize("people", [4, 5, 7, 11])
def test_very_small_organisations_are_compared(people: int) -> None:
    assert set(beside(people, 1, who(people, people), builds=2).values["trust_d"]) == set(COMPARED)


A, D = Interval(0.7, 0.65, 0.75), Interval(0.2, 0.1, 0.3)


@pytest.mark.parametrize(
    ("low", "high", "word"),
    [
        (0.70, 0.80, "Trust A"),
        (0.20, 0.40, "Trust D"),
        (0.20, 0.70, "both"),
        (0.40, 0.50, "between"),
        (0.80, 0.90, "beyond"),
        (0.00, 0.05, "beyond"),
        (np.nan, np.nan, "not known"),
    ],
)
def test_likeness(low: float, high: float, word: str) -> None:
    assert nearer(Interval((low + high) / 2, low, high), A, D) == word
