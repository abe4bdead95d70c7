"""Junk: whatever a request holds, it is answered, or refused in plain words; never with a fault of Firewood's own."""

import json
from contextlib import suppress
from typing import Any

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.page.ask import read_ask, read_json
from app.page.limits import PageError
from app.page.plans import read_asked
from sim.errors import FirewoodError

ADDRESSES = ("run", "verdict", "config", "compare", "drivers", "survey")
BODIES = (
    b"",
    b"null",
    b"\x00",
    b"[" * 200_000,
    b'{"a":' * 100_000,
    b'{"pile":{"\\ud800":1}}',
    b'{"pile":{"ties":"\\ud800"}}',
    b'{"pile":{"ties":"\xed\xa0\x80"}}',
    b'{"scenario":{"name":"\\ud800"}}',
    b'{"scenario":{"self":1}}',
    b'{"scenario":{"network":{"size":1e9}}}',
    b'{"scenario":{"network":{"kind":"survey"}}}',
    b'{"scenario":{"changes":[null]}}',
    b'{"scenario":{"weeks":1e999}}',
    b'{"seed":1e400}',
    b'{"seed":NaN}',
    b'{"seed":' + b"9" * 5_000 + b"}",
    b'{"a":{},"b":{}}',
    b'{"wood":[{"week":1e18,"volume":1}]}',
)

PLAN = {"values": 0.9, "leaders": 0.9, "talk": 0.9, "over": 0, "pressure": 0, "wood": 0.3, "choose": "random"}
PLAN |= {"start": 0, "coaching": 100}
RIGHT: tuple[dict[str, Any], ...] = (
    {"pile": {"values": 0.5, "wood": 0.2, "first": 0, "ties": "trust_a"}, "seed": 1, "every": True}
    | {"changes": [{"week": 5, "name": "talk", "to": 1}]},
    {"scenario": {"network": {"kind": "trust_d", "size": 90}, "weeks": 60, "seasoning": 0.4}, "seed": 2}
    | {"wood": [{"week": 9, "volume": 0.2}]},
    {"place": {"size": 60, "ties": "trust_d", "costs": {"training": 8}}, "a": PLAN, "b": PLAN, "futures": 5},
)
JUNK = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=4),
    st.lists(st.none() | st.integers(), max_size=3),
    st.dictionaries(st.text(max_size=4), st.integers(), max_size=2),
    st.sampled_from(["self", "trust_d", "/etc/passwd", 2**70, -1, 1e308]),
)


@pytest.mark.parametrize("body", BODIES, ids=lambda body: repr(body[:40]))
def test_junk_is_refused_in_words(page: str, body: bytes) -> None:
    for address in ADDRESSES:
        answer = httpx.post(f"{page}api/{address}", content=body, timeout=30)
        assert answer.status_code == 400, address
        assert "at fault" not in answer.json()["error"]


def places(given: Any, here: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Where something stands in a question."""
    inner = given.items() if isinstance(given, dict) else enumerate(given) if isinstance(given, list) else ()
    return [here] * bool(here) + [place for key, value in inner for place in places(value, (*here, key))]


@given(data=st.data(), right=st.sampled_from(RIGHT))
@settings(max_examples=400, deadline=None)
def test_a_question_with_junk_in_it_is_read_or_told(data: st.DataObject, right: dict[str, Any]) -> None:
    asked = json.loads(json.dumps(right))
    *way, last = data.draw(st.sampled_from(places(asked)))
    inner = asked
    for step in way:
        inner = inner[step]
    inner[last] = data.draw(JUNK)
    if isinstance(inner, dict) and data.draw(st.booleans()):
        inner[data.draw(st.sampled_from(["self", "", "path", "organisations", "changes"]))] = data.draw(JUNK)
    read = read_asked if "place" in right else read_ask
    with suppress(FirewoodError):
        read(read_json(json.dumps(asked).encode()))


@pytest.mark.parametrize("right", RIGHT, ids=["pile", "scenario", "plans"])
def test_the_questions_are_right_without_junk(right: dict[str, Any]) -> None:
    (read_asked if "place" in right else read_ask)(right)


def test_numbers_that_are_none_are_no_json() -> None:
    for body in (b'{"seed":NaN}', b'{"seed":-Infinity}', '{"seed":1}'.encode("utf-16")):
        with pytest.raises(PageError, match="not JSON"):
            read_json(body)
