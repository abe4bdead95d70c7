"""The grid: all combinations of some axes."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Codes = NDArray[np.int32]


def grid(lengths: Sequence[int]) -> list[Codes]:
    """All combinations, the first axis changing slowest.

    Args:
        lengths: how many values each axis has, all above 0.

    Returns:
        One array an axis, shape (product of the lengths,): which of its values each point has.

    Example:
        >>> [codes.tolist() for codes in grid([2, 3])]
        [[0, 0, 0, 1, 1, 1], [0, 1, 2, 0, 1, 2]]
    """
    total = int(np.prod(lengths, dtype=np.int64))
    columns, block = [], total
    for length in lengths:
        block //= length
        columns.append(np.tile(np.repeat(np.arange(length, dtype=np.int32), block), total // (block * length)))
    return columns
