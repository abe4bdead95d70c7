"""The search finds a known posterior, goes on where it was killed, and takes no other maker's distances."""

from pathlib import Path

import numpy as np
import pytest

from analysis.calibrate.monte import Generation, Search, search

LOW, HIGH = np.array([-4.0, -4.0]), np.array([4.0, 4.0])


def ring(value: np.ndarray, most: float) -> tuple[float, dict[str, float]]:
    """How far from the disc of radius 1 about (1, 0)."""
    return max(0.0, float(np.hypot(value[0] - 1.0, value[1])) - 1.0), {"first": float(value[0])}


def moments(found: Generation) -> np.ndarray:
    mean = found.weights @ found.values
    spread = np.sqrt(found.weights @ (found.values - mean) ** 2)
    return np.concatenate([mean, spread])


@pytest.mark.parametrize("start", [None, np.array([2.5, 1.0])], ids=["prior alone", "from a start"])
def test_finds_the_even_posterior_over_a_disc(start: np.ndarray | None) -> None:
    how = Search(LOW, HIGH, particles=400, seed=3, start=start)
    last = search(how, ring)[-1]
    assert last.tolerance == 0.0
    assert np.all(last.distances == 0.0)
    # a disc of radius 1 has standard deviation 1/2 along each axis
    assert moments(last) == pytest.approx([1.0, 0.0, 0.5, 0.5], abs=0.12)


def test_weights_matter() -> None:
    last = search(Search(LOW, HIGH, particles=400, seed=3, start=np.array([2.5, 1.0])), ring)[-1]
    assert last.weights.sum() == pytest.approx(1.0)
    assert last.weights.max() > 1.2 * last.weights.min()


class KilledError(Exception):
    pass


def test_goes_on_where_it_was_killed(tmp_path: Path) -> None:
    how, calls = Search(LOW, HIGH, particles=20, seed=1), 0

    def mortal(value: np.ndarray, most: float) -> tuple[float, dict[str, float]]:
        nonlocal calls
        calls += 1
        if calls == 33:
            raise KilledError
        return ring(value, most)

    keep = tmp_path / "kept.jsonl"
    with pytest.raises(KilledError):
        search(how, mortal, keep)
    with keep.open("ab") as file:
        file.write(b'{"generation": 1, "num')  # cut off in the middle of a line
    resumed = search(how, mortal, keep)
    whole = search(how, ring)
    assert calls - 1 == sum(found.tried for found in whole)
    assert len(resumed) == len(whole)
    for one, other in zip(resumed, whole, strict=True):
        assert np.array_equal(one.values, other.values)
        assert np.array_equal(one.weights, other.weights)


def test_what_another_maker_found_is_found_anew(tmp_path: Path) -> None:
    keep, calls = tmp_path / "kept.jsonl", []

    def counted(value: np.ndarray, most: float) -> tuple[float, dict[str, float]]:
        calls.append(1)
        return ring(value, most)

    for maker in ("one", "one", "other"):
        search(Search(LOW, HIGH, particles=10, seed=1, made_by=maker), counted, keep)
        calls.append(0)
    runs = "".join(map(str, calls)).split("0")[:-1]
    assert len(runs[0]) > 0
    assert len(runs[1]) == 0
    assert len(runs[2]) == len(runs[0])


def test_gives_up_after_the_most_generations() -> None:
    found = search(Search(LOW, HIGH, particles=8, most=3, seed=0), lambda value, most: (1.0 + ring(value, most)[0], {}))
    assert len(found) == 3
    assert found[-1].tolerance >= 1.0
