"""Pattern 14: made to pass, made to fail."""

from collections.abc import Callable

import numpy as np
import pytest

from analysis.findings import Finding
from analysis.patterns.p14_mixing import PATTERN
from tests.analysis.patterns.synthetic import jitter, judged, run_tiny, verdicts


def found_of(course: Callable[[float], float]) -> list[Finding]:
    """What is found when final practising follows a course over mix."""
    return judged(PATTERN, lambda arm: {"practising": jitter(arm, course(arm.scenario.talk.mix))})


def test_a_hill_passes_and_its_top_is_found() -> None:
    found = found_of(lambda mix: 0.8 - 1.5 * (mix - 0.4) ** 2)
    assert verdicts(found) == [True, True, True]
    assert found[0].found.value == pytest.approx(0.4)
    assert found[1].found.value == pytest.approx(1.5 * 0.4**2)
    assert found[2].found.value == pytest.approx(1.5 * 0.6**2)


def test_a_low_hill_has_a_top_that_is_not_high_enough() -> None:
    assert verdicts(found_of(lambda mix: 0.8 - 0.2 * (mix - 0.4) ** 2)) == [True, False, False]


@pytest.mark.parametrize(("course", "best"), [(lambda mix: mix, 1), (lambda mix: -mix, 0)])
def test_a_slope_has_its_best_at_an_end(course: Callable[[float], float], best: float) -> None:
    found = found_of(course)
    assert found[0].found.value == best
    assert not found[0].holds
    assert sorted(verdicts(found[1:])) == [False, True]


def test_a_valley_fails() -> None:
    found = found_of(lambda mix: (mix - 0.5) ** 2)
    assert found[0].found.value in (0, 1)
    assert found[0].holds is False
    assert False in verdicts(found[1:])


def test_it_runs() -> None:
    assert all(np.isfinite(finding.found).all() for finding in run_tiny(PATTERN))
