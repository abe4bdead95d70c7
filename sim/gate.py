"""A gate at which threads wait for each other between the passes of a week, without leaving compiled code.

Whoever arrives counts up one number, and goes on when all have. Numba has neither the counting that several threads
can do at once nor a way to let others have the processor; ours are LLVM's and the operating system's.
"""

import sys
from typing import Any, Final

import numpy as np
from numba.core import cgutils, types
from numba.extending import intrinsic, overload
from numpy.typing import NDArray

PATIENT: Final = 1000
"""How often the number is looked at before the processor is offered to others, each time again."""

FOR_GOOD: Final = -(2**62)
"""The number of a gate that is open for good: below 0, however many go through."""

GIVE_WAY: Final = "SwitchToThread" if sys.platform == "win32" else "sched_yield"
"""What the operating system calls it."""

_llvm: Any = cgutils
_ir: Any = _llvm.ir


def new_gate() -> NDArray[np.int64]:
    """A gate through which nobody has gone."""
    return np.zeros(1, dtype=np.int64)


def wait(gate: NDArray[np.int64], parts: int) -> None:
    """Wait until all `parts` threads have come here as often as this one; what each did before is seen by all after.

    In plain Python there is one thread, which has nobody to wait for.

    Raises:
        RuntimeError: several threads in plain Python.
    """
    if parts > 1:
        raise RuntimeError("threads wait for each other in compiled code only")


def open_for_good(gate: NDArray[np.int64]) -> None:
    """Let everyone through from now on: one of them has failed and will not come."""
    gate[0] = FOR_GOOD


@intrinsic
def _count(typing: Any, gate: Any) -> Any:
    """Add 1, and tell what there was before."""

    def code(context: Any, builder: Any, signature: Any, given: Any) -> Any:
        number = context.make_array(signature.args[0])(context, builder, given[0]).data
        return builder.atomic_rmw("add", number, _ir.IntType(64)(1), "seq_cst")

    return types.int64(gate), code


@intrinsic
def _look(typing: Any, gate: Any) -> Any:
    """The number as it is now."""

    def code(context: Any, builder: Any, signature: Any, given: Any) -> Any:
        number = context.make_array(signature.args[0])(context, builder, given[0]).data
        return builder.load_atomic(number, "seq_cst", 8)

    return types.int64(gate), code


@intrinsic
def _give_way(typing: Any) -> Any:
    """Let another thread have the processor."""

    def code(context: Any, builder: Any, signature: Any, given: Any) -> Any:
        kind = _ir.FunctionType(_ir.IntType(32), [])
        builder.call(_llvm.get_or_insert_function(builder.module, kind, GIVE_WAY), [])
        return context.get_dummy_value()

    return types.none(), code


_counted: Any = _count
_looked: Any = _look
_gave_way: Any = _give_way


@overload(wait)
def _compiled(gate: Any, parts: Any) -> Any:
    def through(gate: Any, parts: Any) -> None:
        if parts == 1:
            return
        full = (_counted(gate) // parts + 1) * parts
        tries = 0
        while 0 <= _looked(gate) < full:
            tries += 1
            if tries % PATIENT == 0:
                _gave_way()

    return through
