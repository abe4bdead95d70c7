"""Puts a larger design and its description in place of a sweep's own together, though a kill may come between.

Two files cannot be replaced in one step. So the description comes first, with what it was before and the stamp of the
design it belongs to; then the design, which bears the stamp; then the description alone. Whoever reads takes the one
that belongs to the design which is there; whoever changes the sweep next finishes, or takes back, what was begun.
"""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex
from typing import TYPE_CHECKING, Any, Final

from experiments.store import files
from experiments.store.files import DESIGN, SWEEP
from experiments.store.table import read_stamp, stamped, write_table

if TYPE_CHECKING:
    import pyarrow as pa

_GROWING: Final = "growing"
"""What `sweep.json` holds beside the description of a design that is perhaps not there yet."""

_NEXT: Final = ".next-"
"""How files begin that are to take the place of others when the design is there."""


def grow(folder: Path, table: "pa.Table", said: Mapping[str, Any], beside: Mapping[str, bytes]) -> None:
    """Put a design and its description in place; the caller has the sweep in hand (`changing`).

    Args:
        folder: of the sweep.
        table: the design.
        said: what `sweep.json` is to say.
        beside: other files that describe the design, by name.

    Raises:
        OutputError: it cannot be written; the sweep then is what it was.
    """
    for name, content in beside.items():
        files.replace_bytes(folder / f"{_NEXT}{name}", content)
    stamp = token_hex(8)
    files.replace_json(folder / SWEEP, {**said, _GROWING: {"stamp": stamp, "before": _read(folder)}})
    write_table(folder / DESIGN, stamped(table, stamp))
    _settle(folder)


def belonging(folder: Path, said: Mapping[str, Any]) -> dict[str, Any]:
    """Of what `sweep.json` says, that which belongs to the design that is there.

    Raises:
        ConfigError: the design cannot be read.
    """
    if _GROWING not in said:
        return dict(said)
    if _is_there(folder, said):
        return {name: value for name, value in said.items() if name != _GROWING}
    before: dict[str, Any] = said[_GROWING]["before"]
    return before


@contextmanager
def changing(folder: Path) -> Iterator[None]:
    """Have a sweep in hand, to change it; what a kill left half done is settled first.

    Raises:
        OutputError: it cannot be written.
    """
    with files.locked(folder):
        _settle(folder)
        yield


def _settle(folder: Path) -> None:
    """Finish what was begun where the design is there; else take it back."""
    said = _read(folder)
    forward = _is_there(folder, said)
    for path in sorted(folder.glob(f"{_NEXT}*")):
        with files.storing(path):
            path.replace(folder / path.name.removeprefix(_NEXT)) if forward else path.unlink()
    if _GROWING in said:
        files.replace_json(folder / SWEEP, belonging(folder, said))


def _is_there(folder: Path, said: Mapping[str, Any]) -> bool:
    """Whether the design is there that a description waits for."""
    return _GROWING in said and read_stamp(folder / DESIGN) == said[_GROWING]["stamp"]


def _read(folder: Path) -> dict[str, Any]:
    """What `sweep.json` says as it stands; nothing where it cannot be read, which is told when it is wanted."""
    try:
        found = json.loads((folder / SWEEP).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
