"""What a form shows: response, caps, and measures by hand."""

import numpy as np
import pytest

from analysis.diagnosis.measured import arc_form, measured, partners
from analysis.diagnosis.seen import Seen, through_form
from sim.network.structure import Arcs, mean_degree, reciprocity_arcs

NOBODY = np.full(4, -1, dtype=np.int64)


def full(arcs: Arcs) -> Seen:
    return Seen(arcs, np.ones(arcs.people, dtype=np.bool_))


def ring(people: int, step: int = 3) -> Arcs:
    rows = np.repeat(np.arange(people), step)
    return Arcs(rows, (rows + np.tile(np.arange(1, step + 1), people)) % people, people)


@pytest.mark.parametrize("rate", [0.1, 0.42, 1.0])
def test_so_many_answer_and_the_silent_name_nobody(rate: float) -> None:
    seen = through_form(ring(50), rate, None, np.random.default_rng(1))
    assert seen.respondents == round(50 * rate)
    assert len(seen.arcs) == 3 * seen.respondents
    assert seen.answered[seen.arcs.source].all()


def test_a_cap_keeps_so_many_names_of_each_and_not_always_the_first() -> None:
    kept = [through_form(ring(50, 6), 1.0, 2, np.random.default_rng(turn)).arcs for turn in range(20)]
    assert all((np.bincount(arcs.source) == 2).all() for arcs in kept)
    steps = np.concatenate([(arcs.target - arcs.source) % 50 for arcs in kept])
    assert np.bincount(steps)[1:].min() > 250


def test_who_is_left_out_takes_their_arcs_along_and_stays_named() -> None:
    seen = full(Arcs([0, 1, 1, 2], [1, 0, 2, 3], 4)).without(np.array([1]))
    assert list(zip(seen.arcs.source.tolist(), seen.arcs.target.tolist(), strict=True)) == [(0, 1), (2, 3)]
    assert list(zip(seen.among.source.tolist(), seen.among.target.tolist(), strict=True)) == [(2, 3)]


def test_measured_by_hand() -> None:
    """0 ⇄ 1 → 2, and 3 silent, named by 2. Units 0, 0, 1, none."""
    seen = Seen(Arcs([0, 1, 1, 2], [1, 0, 2, 3], 4), np.array([True, True, True, False]))
    found = measured(seen, np.array([0, 0, 1, -1]), NOBODY)
    assert found.names == pytest.approx(4 / 3)
    assert found.returned == (0.5, 2)
    assert found.messengers == (0.0, 1)
    assert found.across_units == (pytest.approx(1 / 3), 2)
    assert np.isnan(found.across_professions.share)


def test_partners_are_the_mean_degree_when_all_answered() -> None:
    arcs = Arcs([0, 1, 1, 2, 3], [1, 0, 2, 3, 0], 5)
    found = measured(full(arcs), np.full(5, -1), np.full(5, -1))
    assert arc_form(found.returned.share) == pytest.approx(reciprocity_arcs(arcs))
    assert partners(found.names, arc_form(found.returned.share)) == pytest.approx(mean_degree(arcs))
