"""Labels become groups; what cannot be one is refused."""

import numpy as np
import pytest

from sim.errors import NetworkError
from sim.network.structure.labels import groups


def test_groups_follow_the_order_of_labels_and_keep_the_unknown_apart() -> None:
    assert groups([7, -3, 2, 7, -1], 5).tolist() == [1, -1, 0, 1, -1]
    assert groups(np.array([4, 4], dtype=np.int8), 2).tolist() == [0, 0]


@pytest.mark.parametrize(
    ("label", "message"),
    [([0, 1], "one for each of 3 people"), ([0.0, 1.0, 2.0], "whole numbers"), (["a", "b", "c"], "whole numbers")],
)
def test_mistakes_are_named(label: list[object], message: str) -> None:
    with pytest.raises(NetworkError, match=message):
        groups(label, 3)
