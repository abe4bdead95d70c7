"""Marks of many rows, a bit each, 64 in a word: where the lowest one stands.

Numba cannot ask a processor for it in one instruction; ours is LLVM's.
"""

from typing import Any, Final

import numpy as np
from numba.core import cgutils, types
from numba.extending import intrinsic, overload

WORD: Final = 64
"""Bits in a word."""

ONE: Final = np.uint64(1)
"""The lowest bit."""

_llvm: Any = cgutils
_ir: Any = _llvm.ir


def lowest(word: np.uint64) -> int:
    """The place of the lowest bit that is set, 0 to 63; some bit must be."""
    bits = int(word)
    return (bits & -bits).bit_length() - 1


@intrinsic
def _trailing(typing: Any, word: Any) -> Any:
    """The instruction of the processor, which counts the zeros below."""

    def code(context: Any, builder: Any, signature: Any, given: Any) -> Any:
        return builder.cttz(given[0], _ir.IntType(1)(1))

    return types.int64(types.uint64), code


_instruct: Any = _trailing


@overload(lowest)
def _compiled(word: Any) -> Any:
    def counted(word: Any) -> Any:
        return _instruct(word)

    return counted
