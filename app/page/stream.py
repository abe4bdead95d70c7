"""A whole run as bytes, for the page: versioned, compact, read by `static/decode.js`.

    4 bytes   "FWRN"
    uint16    version (1)
    uint16    how states are written: 0 as they are, 1 each week as the difference (xor) from the week before
    uint32    length of the header
    header    JSON in UTF-8, filled with spaces to a multiple of 4
    states    one byte a person, week after week (`sim.steps.measures`: 1 practising, 2 trained, 4 resentful, 8 warmed),
              filled with zeros to a multiple of 4
    series    float32, each series of the header in turn, one number a week; NaN where it is not defined

All numbers are little-endian. Differences compress better, and are used in the handout.
"""

import json
import struct
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from app.page.limits import PageError

MAGIC: Final = b"FWRN"
VERSION: Final = 1
PLAIN, DIFFERENCES = 0, 1

_HEAD: Final = struct.Struct("<4sHHI")


@dataclass(frozen=True, eq=False)
class Recording:
    """A run as the page plays it.

    Attributes:
        header: what the run is; `weeks`, `people` and `series` (names, in order) are always there.
        states: shape (weeks, people).
        series: by name, shape (weeks,).
    """

    header: Mapping[str, Any]
    states: NDArray[np.uint8]
    series: Mapping[str, NDArray[np.float32]]


def encode(recording: Recording, how: int = PLAIN) -> Iterator[bytes]:
    """The run in pieces: the head with the header, the states, then each series."""
    weeks, people = recording.states.shape
    names = list(recording.series)
    header = {**recording.header, "weeks": weeks, "people": people, "series": names}
    text = json.dumps(header, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode()
    text += b" " * (-len(text) % 4)
    yield _HEAD.pack(MAGIC, VERSION, how, len(text)) + text
    states = recording.states if how == PLAIN else _differences(recording.states)
    flat = states.tobytes()
    yield flat + b"\0" * (-len(flat) % 4)
    for name in names:
        yield recording.series[name].astype("<f4").tobytes()


def decode(data: bytes) -> Recording:
    """The run that bytes hold.

    Raises:
        PageError: bytes that are no run, or of another version.
    """
    if len(data) < _HEAD.size:
        raise PageError("these bytes are no run: they are too few")
    magic, version, how, length = _HEAD.unpack_from(data)
    if magic != MAGIC:
        raise PageError("these bytes are no run of Firewood")
    if version != VERSION:
        raise PageError(f"this run is of version {version}; version {VERSION} is read here")
    header = json.loads(data[_HEAD.size : _HEAD.size + length])
    weeks, people, names = int(header["weeks"]), int(header["people"]), _names(header["series"])
    at = _HEAD.size + length
    end = at + weeks * people
    after = end + (-(weeks * people) % 4)
    if len(data) != after + 4 * weeks * len(names):
        raise PageError("these bytes are no whole run: their length is wrong")
    states = np.frombuffer(data[at:end], dtype=np.uint8).reshape(weeks, people)
    if how == DIFFERENCES:
        states = np.bitwise_xor.accumulate(states, axis=0)
    series = np.frombuffer(data[after:], dtype="<f4").reshape(len(names), weeks)
    return Recording(header, states, dict(zip(names, series, strict=True)))


def _differences(states: NDArray[np.uint8]) -> NDArray[np.uint8]:
    before = np.vstack([np.zeros_like(states[:1]), states[:-1]])
    return states ^ before


def _names(given: Sequence[Any]) -> list[str]:
    return [str(name) for name in given]
