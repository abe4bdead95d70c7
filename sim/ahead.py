"""A word to the processor about what will be read soon, so that it is there by then.

People who talk are often far apart in memory, and a processor that waits for each of them in turn does little else.
Nothing is read or changed by this; in plain Python it does nothing at all.
"""

from typing import Any, Final

from numba.core import cgutils, types
from numba.extending import intrinsic, overload

FAR: Final = 12
"""How many rows ahead: as many as are worked while memory answers."""

NEAR: Final = 3000
"""So many people lie, with all their ties, in a core's own cache, about: of them it need not be told."""

READ, KEEP, DATA = 0, 3, 1
"""What llvm.prefetch is told: it will be read, keep it in all caches, it is no instruction."""

_llvm: Any = cgutils
_ir: Any = _llvm.ir


def ahead(rows: Any, row: int) -> None:
    """Tell that a row of an array will soon be read."""


@intrinsic
def _prefetch(typing: Any, rows: Any, row: Any) -> Any:
    """The instruction of the processor."""

    def code(context: Any, builder: Any, signature: Any, given: Any) -> Any:
        array = context.make_array(signature.args[0])(context, builder, given[0])
        step = _llvm.unpack_tuple(builder, array.strides, signature.args[0].ndim)[0]
        begin = builder.bitcast(array.data, _ir.IntType(8).as_pointer())
        place = builder.gep(begin, [builder.mul(given[1], step)])
        word = _ir.IntType(32)
        kind = _ir.FunctionType(_ir.VoidType(), [place.type, word, word, word])
        hint = _llvm.get_or_insert_function(builder.module, kind, "llvm.prefetch.p0i8")
        builder.call(hint, [place, word(READ), word(KEEP), word(DATA)])
        return context.get_dummy_value()

    return types.none(rows, types.intp), code


_instruct: Any = _prefetch


@overload(ahead)  # not inline="always": Numba 0.68 then mixes up variables of the caller
def _compiled(rows: Any, row: Any) -> Any:
    def told(rows: Any, row: Any) -> None:
        _instruct(rows, row)

    return told
