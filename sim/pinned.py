"""A world where compiled code finds it: one address, in place of six hundred numbers handed on by every call.

What its arrays are (where they lie, how long they are) took two fifths of all compiling while each function had it as
arguments. A pinned world is read as the world itself is, `world.dyads.ends`; each named tuple in it can be handed on.
How wide rows are, where that is the same in all worlds, is a number in the code and not looked up.
"""

from collections.abc import Mapping
from hashlib import sha256
from operator import attrgetter
from threading import Lock
from typing import Any, Final

import numba
import numpy as np
from numba.core import cgutils, types
from numba.core.datamodel import models
from numba.core.imputils import lower_getattr_generic
from numba.core.typing.templates import AttributeTemplate, infer_getattr
from numba.extending import NativeValue, intrinsic, register_model, unbox
from numba.np import numpy_support
from numpy.typing import NDArray

from sim.compiled import compile_for, compiled
from sim.world import Desks, World

ROOM: Final = 2**14
"""Bytes for what a world's arrays are; compiling says so if it is too little."""

MEMINFO, PARENT, SHAPE, STRIDES = 0, 1, 5, 6
"""Where Numba keeps who an array belongs to, how long its sides are, and how far apart in memory its rows."""

WIDE: Final = (
    "context",
    *(f"dyads.{name}" for name in ("ends", "arcs", "following")),
    *(f"notes.{name}" for name in ("opened", "gained", "tally", "blocks", "alike", "cells")),
    *(f"desks.{name}" for name in Desks._fields),
)
"""Arrays with rows that are as wide in every world, however many people, ties and organisations there are."""

_WIDE: Final = attrgetter(*WIDE)
_llvm: Any = cgutils
_ir: Any = _llvm.ir
_Type: Any = types.Type
_Template: Any = AttributeTemplate
_Model: Any = models.PrimitiveModel
_Native: Any = NativeValue
_dtype: Any = numpy_support.as_dtype
_typeof: Any = numba.typeof
_unbox: Any = unbox
_lower: Any = lower_getattr_generic
_config: Any = numba.config


def pinned(world: World) -> Any:
    """A world as the passes of a week take it: what stands in its arrays may change, the arrays may not.

    In plain Python it is the world.
    """
    return world if _config.DISABLE_JIT else _Pinned(world)


class PinnedType(_Type):  # type: ignore[misc]  # Numba has no types
    """The type of a pinned world, or of a named tuple in one.

    Args:
        of: what it is unpinned.
        rows: how wide the rows of its arrays are, by name, where that is the same in all worlds.
    """

    def __init__(self, of: Any, rows: Mapping[str, Any]) -> None:
        self.of, self.rows = of, rows
        super().__init__(name=f"Pinned_{sha256(str((of, rows)).encode()).hexdigest()[:16]}")


class _Pinned:
    """A world, and the memory at whose address compiled code finds it."""

    def __init__(self, world: World) -> None:
        self._world, self._memory = world, np.empty(ROOM, dtype=np.uint8)
        self._numba_type_ = _type_of(world, self._memory)
        self.address = self._memory.ctypes.data
        try:
            _put(world, self._memory)
        except TypeError as error:
            raise TypeError("the arrays of a world are to be such as `make_world` makes") from error


_ONCE: Final = Lock()
_TYPES: Final[dict[Any, PinnedType]] = {}
"""By all in which worlds differ: the width of the floating columns, and that of rows."""


def _type_of(world: World, memory: NDArray[np.uint8]) -> PinnedType:
    """The type, which takes Numba far longer to tell than a small organisation's week takes."""
    alike = world.people.heat.dtype, tuple(array.shape[1:] for array in _WIDE(world))
    put: Any = _put
    with _ONCE:
        if alike not in _TYPES:
            put.disable_compile(False)
            compile_for(put, world, memory)
            put.disable_compile()  # so that arrays of another kind are refused
            rows: dict[str, Any] = {}
            for path, widths in zip(WIDE, alike[1], strict=True):
                part, _, name = path.rpartition(".")
                (rows.setdefault(part, {}) if part else rows)[name] = widths
            _TYPES[alike] = PinnedType(_typeof(world), rows)
        return _TYPES[alike]


@intrinsic
def _store(typing: Any, world: Any, memory: Any) -> Any:
    """Write down what a world's arrays are."""

    def code(context: Any, builder: Any, signature: Any, given: Any) -> Any:
        kind = context.get_value_type(signature.args[0])
        if context.get_abi_sizeof(kind) > ROOM:
            raise TypeError("sim.pinned.ROOM is too little for a world")
        place = context.make_array(signature.args[1])(context, builder, given[1]).data
        builder.store(given[0], builder.bitcast(place, kind.as_pointer()), align=1)
        return context.get_dummy_value()

    return types.none(world, memory), code


_stored: Any = _store


@compiled
def _put(world: World, memory: NDArray[np.uint8]) -> None:
    """Write down what a world's arrays are."""
    _stored(world, memory)


@register_model(PinnedType)
class _Address(_Model):  # type: ignore[misc]  # Numba has no types
    """In compiled code it is an address."""

    def __init__(self, manager: Any, kind: Any) -> None:
        super().__init__(manager, kind, _ir.IntType(8).as_pointer())


@_unbox(PinnedType)  # type: ignore[untyped-decorator]  # Numba has no types
def _from_python(kind: Any, value: Any, given: Any) -> Any:
    """Taken from `_Pinned.address`."""
    number = given.pyapi.object_getattr_string(value, "address")
    address = given.pyapi.long_as_ulonglong(number)
    given.pyapi.decref(number)
    return _Native(given.builder.inttoptr(address, _ir.IntType(8).as_pointer()))


@infer_getattr
class _Fields(_Template):  # type: ignore[misc]  # Numba has no types
    """The fields of a pinned named tuple: named tuples are pinned with it, the rest is as it is."""

    key = PinnedType

    def generic_resolve(self, kind: Any, name: str) -> Any:
        if name not in kind.of.fields:
            return None
        index = kind.of.fields.index(name)
        found = kind.of.types[index]
        return PinnedType(found, kind.rows.get(name, {})) if isinstance(found, types.NamedTuple) else found


@_lower(PinnedType)  # type: ignore[untyped-decorator]  # Numba has no types
def _read(context: Any, builder: Any, kind: Any, address: Any, name: str) -> Any:
    """Read a field; of a named tuple only its address is told."""
    index = kind.of.fields.index(name)
    begin = builder.bitcast(address, context.get_value_type(kind.of).as_pointer())
    place = _part(builder, begin, index)
    if isinstance(kind.of.types[index], types.NamedTuple):
        return builder.bitcast(place, _ir.IntType(8).as_pointer())
    value, array = _whole(builder, place), kind.of.types[index]
    if not isinstance(array, types.Array):
        return value
    for owner in (MEMINFO, PARENT):  # nobody counts who refers to an array: it outlives the call
        value = builder.insert_value(value, _llvm.get_null_value(place.type.pointee.elements[owner]), owner)
    if name in kind.rows or array.ndim == 1:
        row = np.empty((1, *kind.rows.get(name, ())), dtype=_dtype(array.dtype))
        for side, apart in enumerate(row.strides):
            value = builder.insert_value(value, _ir.IntType(64)(apart), (STRIDES, side))
            if side > 0:
                value = builder.insert_value(value, _ir.IntType(64)(row.shape[side]), (SHAPE, side))
    return value


def _part(builder: Any, place: Any, index: int) -> Any:
    """Where a part of something lies."""
    word = _ir.IntType(32)
    return builder.gep(place, [word(0), word(index)], inbounds=True)


def _whole(builder: Any, place: Any) -> Any:
    """Read something number by number; LLVM is told that it never changes, so need not be read again."""
    kind = place.type.pointee
    if isinstance(kind, _ir.Aggregate):
        value = _ir.Constant(kind, _ir.Undefined)
        for index in range(len(kind)):
            value = builder.insert_value(value, _whole(builder, _part(builder, place, index)), index)
        return value
    number = builder.load(place, align=1)
    number.set_metadata("invariant.load", builder.module.add_metadata([]))
    return number
