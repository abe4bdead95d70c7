"""The one door to Numba: `@compiled` turns a plain function into machine code, cached on disk.

Compiled functions release Python's lock, so that several threads can work on separate
ranges of rows (see `sim.week`). Type checkers see the plain function.
"""

from collections.abc import Callable
from typing import Any, cast

import numba


def compiled[F: Callable[..., Any]](function: F) -> F:
    """Compile `function` with Numba, strictly (no Python objects), cached beside its source."""
    return cast(F, numba.njit(cache=True, nogil=True, error_model="numpy")(function))
