"""The one door to Numba: `@compiled` turns a plain function into machine code, cached on disk.

Beside it only `sim/ahead.py`, `sim/bits.py` and `sim/gate.py` know Numba, for instructions that it does not have, and
`sim/pinned.py`, for how a world is handed to compiled code.

Compiled functions release Python's lock, so that several threads can work on separate ranges of rows
(see `sim.week`). Type checkers see the plain function.

Numba's own cache looks only at the file a function stands in: a changed equation in `sim/rules.py` would
leave the loop in `sim/week.py`, compiled with the old one, in use. So the cache lies in a folder named for
a digest of the source of `sim/`; whatever changes in what is compiled, everything is compiled anew.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any, Final, cast

import numba
from numba.core import codegen

_HERE: Final = Path(__file__).parent
_config: Any = numba.config
_typeof: Any = numba.typeof
_njit: Any = numba.njit
_llvm: Any = codegen

_llvm.ll.set_option("", "-runtime-memory-check-threshold=64")
"""In place of 8: how many pairs of columns LLVM may ask, before a loop, whether they are apart in memory. It must, to
work several rows at once."""


_NEVER_COMPILED_IN: Final = (
    "__init__",
    "agents",
    "errors",
    "measures",
    "model",
    "outcome",
    "costs",
    "shares",
    "places",
    "simulation",
    "network/reading/",
)
"""Source of `sim/` of which nothing can end up in compiled code."""


def source_digest(but: tuple[str, ...] = ()) -> str:
    """A digest of the model's source, 16 hex digits; it names what a result was made with.

    Args:
        but: beginnings of paths within `sim/` that are left out.
    """
    digest = sha256()
    for path in sorted(_HERE.rglob("*.py")):
        name = path.relative_to(_HERE).as_posix()
        if not name.startswith(but):
            digest.update(name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


def cache_folder() -> Path:
    """Where compiled code is kept: beside the source, or in the user's cache where that cannot be written."""
    beside = _HERE / "__pycache__"
    chosen = os.environ.get("NUMBA_CACHE_DIR")
    if chosen:
        base = Path(chosen)
    elif os.access(beside if beside.exists() else _HERE, os.W_OK):
        base = beside
    else:
        base = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "firewood"
    return base / f"compiled-{_DIGEST}"


_DIGEST: Final = source_digest(but=_NEVER_COMPILED_IN)
_FOLDER: Final = str(cache_folder())


@contextmanager
def _cached_there() -> Iterator[None]:
    """Let functions decorated inside keep their compiled code in our folder."""
    before = _config.CACHE_DIR
    _config.CACHE_DIR = _FOLDER
    try:
        yield
    finally:
        _config.CACHE_DIR = before


_OPTIONS: Final[dict[str, Any]] = {"cache": True, "nogil": True, "error_model": "numpy", "no_cfunc_wrapper": True}


def _jit[F: Callable[..., Any]](function: F, *, entered: bool) -> F:
    """Compile `function` strictly (no Python objects), and without the entry for C, a fifth of all the compiling."""
    with _cached_there():
        return cast(F, _njit(**_OPTIONS, no_cpython_wrapper=not entered)(function))


def compiled[F: Callable[..., Any]](function: F) -> F:
    """Compile a function that Python calls, or that is part of an equation."""
    return _jit(function, entered=True)


def inner[F: Callable[..., Any]](function: F) -> F:
    """Compile what only compiled code calls.

    It has no entry for Python, a good part of the work. Called from Python all the same, it takes the interpreter down:
    `tests/test_house.py` sees to it that nobody does.
    """
    return _jit(function, entered=False)


def compile_for(function: Callable[..., Any], *given: Any) -> None:
    """Compile a function for values such as these, without calling it."""
    cast(Any, function).compile(tuple(_typeof(value) for value in given))
