"""What makes a run the same run: its scenario in full, with its seed, the model's source, and its replicate.

A scenario is taken apart into lines `path=value`, defaults and all; each line is hashed (SHA-256, its first 64
bits), and the key of a scenario is the sum of these over all lines and one of the model's digest. A sum does not
ask in which order parameters were said, and of points that differ in few lines only those need hashing anew, so
that a million points get their keys in seconds. Files of ties enter by what is in them, not by where they lie.
"""

import json
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

from sim.errors import NetworkError
from sim.scenario import Scenario

if TYPE_CHECKING:
    from hashlib import _Hash as Hash

Hashes = NDArray[np.uint64]

_MASK: Final = (1 << 64) - 1
FILES: Final = ("network.path", "network.people")
"""Parameters that name files of ties, by the end of their path."""


def leaves(scenario: Scenario) -> dict[str, Any]:
    """All parameters of a scenario by path: groups and organisations taken apart, lists of values whole."""
    return dict(_flat("", scenario.model_dump(mode="json")))


def scenario_hash(scenario: Scenario, model: str) -> int:
    """The key of a scenario under a model: a number of 64 bits.

    Args:
        scenario: with the seed of its first replicate.
        model: the digest of the model's source.
    """
    return total(leaves(scenario), model)


def total(parameters: Mapping[str, Any], model: str) -> int:
    """The sum over all lines."""
    return sum((line_hash(path, value) for path, value in parameters.items()), _line(f"model={model}")) & _MASK


def line_hash(path: str, value: Any) -> int:
    """The hash of one parameter with its value."""
    if value is not None and path.endswith(FILES):
        return _line(f"{path}={contents(str(value))}")
    return _line(f"{path}={canonical(value)}")


def line_hashes(path: str, values: Sequence[Any] | NDArray[np.float64]) -> Hashes:
    """The hash of one parameter with each of some values, shape (n,)."""
    if all(type(value) is float and math.isfinite(value) for value in values):
        begun = sha256(f"{path}=".encode())
        return np.frombuffer(b"".join(_ended(begun, value) for value in values), dtype="<u8").astype(np.uint64)
    return np.fromiter((line_hash(path, value) for value in values), dtype=np.uint64, count=len(values))


def canonical(value: Any) -> str:
    """One text for a value, however it was written: 1 and 1.0 are one number."""
    match value:
        case bool() | None | str():
            return json.dumps(value, ensure_ascii=False)
        case float() | int():
            plain = float(value)
            return repr(plain) if math.isfinite(plain) and plain == value else repr(value)
        case np.generic():
            return canonical(value.item())
        case Mapping():
            return "{" + ",".join(f"{json.dumps(k)}:{canonical(value[k])}" for k in sorted(value)) + "}"
        case _:
            return "[" + ",".join(canonical(each) for each in value) + "]"


def files_of(scenarios: Iterable[Scenario]) -> dict[str, str]:
    """The files of ties that scenarios read, by path, each with a digest of what is in it; "" for one that is gone."""
    named = {
        str(value)
        for scenario in scenarios
        for path, value in leaves(scenario).items()
        if value is not None and path.endswith(FILES)
    }
    return {path: _now(path) for path in sorted(named)}


def _now(path: str) -> str:
    try:
        return contents(path)
    except NetworkError:
        return ""


def contents(path: str) -> str:
    """A digest of a file, or of all files in a folder; 16 hex digits.

    Raises:
        NetworkError: it cannot be read.
    """
    place = Path(path)
    try:
        files = [file for file in sorted(place.rglob("*")) if file.is_file()] if place.is_dir() else [place]
        return _digest(place, tuple((file, file.stat().st_mtime_ns, file.stat().st_size) for file in files))
    except OSError as error:
        raise NetworkError(f"{path}: it cannot be read ({(error.strerror or str(error)).lower()})") from None


@lru_cache(maxsize=256)
def _digest(place: Path, files: tuple[tuple[Path, int, int], ...]) -> str:
    """A file that has not changed since is not read again."""
    digest = sha256()
    for file, _, _ in files:
        digest.update(file.relative_to(place).as_posix().encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


def names(hashes: Hashes, replicates: NDArray[np.int32]) -> list[str]:
    """Run keys as the tables have them: 16 hex digits, a hyphen, the replicate."""
    return [
        f"{number:016x}-{replicate}" for number, replicate in zip(hashes.tolist(), replicates.tolist(), strict=True)
    ]


def _flat(prefix: str, value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, Mapping):
        for name, inner in value.items():
            yield from _flat(f"{prefix}.{name}" if prefix else str(name), inner)
    elif isinstance(value, list) and prefix == "organisations" and value:
        for number, inner in enumerate(value):
            yield from _flat(f"{prefix}.{number}", inner)
    else:
        yield prefix, value


def _ended(begun: "Hash", value: float) -> bytes:
    """The first bytes of a line's hash whose path is hashed already: what `_line` gives, for many numbers."""
    digest = begun.copy()
    digest.update(repr(value).encode())
    return digest.digest()[:8]


def _line(text: str) -> int:
    return int.from_bytes(sha256(text.encode()).digest()[:8], "little")
