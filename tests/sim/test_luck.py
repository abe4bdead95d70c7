"""Luck: the table of streams, even draws, keys that do not collide."""

import numpy as np
import pytest

from sim import luck
from sim.compiled import compiled
from tests.reference import luck as reference


@compiled
def drawn(seed: int, stream: int, week: int, count: int) -> np.ndarray:  # type: ignore[type-arg]
    start = luck.base(seed, stream, week)
    values = np.empty(count)
    for row in range(count):
        values[row] = luck.draw(start, luck.person_identity(0, 0, row))
    return values


@compiled
def identities(count: int) -> np.ndarray:  # type: ignore[type-arg]
    found = np.empty((4, count), np.uint64)
    for k in range(count):
        found[0, k] = luck.person_identity(0, 0, k)
        found[1, k] = luck.person_identity(1, 0, k)
        found[2, k] = luck.person_identity(0, 1, k)
        found[3, k] = luck.unit_identity(0, k)
    return found


def test_streams_are_numbered_without_gap_and_named_once() -> None:
    assert [stream.number for stream in luck.STREAMS] == list(range(1, len(luck.STREAMS) + 1))
    assert len(luck.NUMBERS) == len(luck.STREAMS)


def test_the_hash_is_splitmix64() -> None:
    """The published outputs of SplitMix64 for seed 1234567 (Vigna's splitmix64.c)."""
    state, outputs = 1234567, []
    for _ in range(3):
        state = (state + 0x9E3779B97F4A7C15) % 2**64
        outputs.append(int(luck.mix(np.uint64(state))))
    assert outputs == [6457827717110365317, 3203168211198807973, 9817491932198370423]


def test_draws_are_even_and_streams_and_weeks_independent() -> None:
    count = 100_000
    one, week, stream, seed = (drawn(*which, count) for which in ((7, 3, 10), (7, 3, 11), (7, 4, 10), (8, 3, 10)))
    assert one.min() >= 0
    assert one.max() < 1
    observed = np.histogram(one, bins=64, range=(0, 1))[0]
    chi_square = float(((observed - count / 64) ** 2 / (count / 64)).sum())
    assert 30 < chi_square < 110  # 63 degrees of freedom: far beyond .001 on either side
    for other in (week, stream, seed):
        assert abs(np.corrcoef(one, other)[0, 1]) < 0.015


def test_identities_never_meet() -> None:
    found = identities(20_000)
    assert len(np.unique(found)) == found.size


@pytest.mark.parametrize("rows", [1, 2, 12, 300, 100_000])
def test_two_picks_at_once_are_those_of_each_key(rows: int) -> None:
    start = np.uint64(luck.base(1, luck.SESSION_GUEST, 0))
    unit = np.uint64(luck.unit_identity(0, 0))
    keys = [np.uint64(luck.numbered(unit, k)) for k in range(300)]
    one_by_one = [reference.pick_row(int(start), int(key), rows) for key in keys]
    pairs = [luck.pick_two(start, keys[k], keys[-k - 1], rows) for k in range(300)]
    assert pairs == [(one_by_one[k], one_by_one[-k - 1]) for k in range(300)]


def test_picks_are_even() -> None:
    start, unit = luck.base(1, luck.SESSION_GUEST, 0), luck.unit_identity(0, 0)
    picks = [luck.pick_row(start, luck.numbered(unit, k), 12) for k in range(12_000)]
    counts = np.bincount(picks, minlength=12)
    assert counts.sum() == 12_000
    assert counts.min() > 850
    assert counts.max() < 1150
