"""Marks of a bit: where the lowest of a word stands, in compiled code and in plain Python."""

import numpy as np
import pytest

from sim.bits import WORD, lowest
from tests.sim.entered import entered


@pytest.mark.parametrize("place", [0, 1, 31, 32, 62, 63])
@pytest.mark.parametrize("above", [0, 2**64 - 1])
def test_the_lowest_of_a_word(place: int, above: int) -> None:
    word = np.uint64((1 << place) | (above << (place + 1)) % 2**WORD)
    assert lowest(word) == entered(lowest)(word) == place
