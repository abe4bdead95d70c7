"""A way from Python into functions that only compiled code calls (`sim.compiled.inner`)."""

from collections.abc import Callable
from functools import cache
from typing import Any

import numba

from sim.pinned import pinned
from sim.world import World


@cache
def entered(function: Callable[..., Any]) -> Callable[..., Any]:
    """A compiled function that hands over what it is given; it is compiled for each test process anew."""

    def call(*given: Any) -> Any:
        return function(*given)

    handed: Any = numba.njit(nogil=True, error_model="numpy")(call)
    return lambda *given: handed(*(pinned(each) if isinstance(each, World) else each for each in given))
