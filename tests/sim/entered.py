"""A way from Python into functions that only compiled code calls (`sim.compiled.inner`)."""

from collections.abc import Callable
from functools import cache
from typing import Any, cast

import numba


@cache
def entered(function: Callable[..., Any]) -> Callable[..., Any]:
    """A compiled function that hands over what it is given; it is compiled for each test process anew."""

    def call(*given: Any) -> Any:
        return function(*given)

    return cast(Callable[..., Any], numba.njit(nogil=True, error_model="numpy")(call))
