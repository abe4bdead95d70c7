"""The binary form: what goes in comes out, and a run is a function of what was asked."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.page.ask import Ask, read_ask
from app.page.limits import PageError
from app.page.pile import PRESETS, Pile
from app.page.run import record, streamed
from app.page.stream import DIFFERENCES, PLAIN, Recording, decode, encode
from sim.simulation import simulate


@given(
    weeks=st.integers(1, 9),
    people=st.integers(1, 13),
    how=st.sampled_from([PLAIN, DIFFERENCES]),
    seed=st.integers(0, 99),
)
@settings(max_examples=60, deadline=None)
def test_bytes_hold_the_run(weeks: int, people: int, how: int, seed: int) -> None:
    luck = np.random.default_rng(seed)
    states = luck.integers(0, 16, (weeks, people), dtype=np.uint8)
    series = {name: luck.random(weeks).astype(np.float32) for name in ("practising", "größe")}
    series["größe"][0] = np.nan
    back = decode(b"".join(encode(Recording({"seed": seed}, states, series), how)))
    assert back.header["seed"] == seed
    assert np.array_equal(back.states, states)
    for name, values in series.items():
        assert np.array_equal(back.series[name], values, equal_nan=True)


def test_the_stream_is_the_simulation() -> None:
    scenario = PRESETS[1].pile.scenario(5)
    results = simulate(scenario, keep_states=True)
    back = decode(
        streamed({"scenario": scenario.model_dump(mode="json", exclude_unset=True), "seed": 5, "every": True})
    )
    assert np.array_equal(back.states, results.record.states)
    assert np.array_equal(back.series["practising"], results.series("practising")[:, 0].astype(np.float32))
    assert back.header["outcome"]["outcome"] == results.outcomes()[0].outcome
    flags = (back.states & 1).mean(axis=1)
    assert np.allclose(flags, back.series["practising"], atol=1e-6)


@pytest.mark.parametrize(("support", "weeks"), [({"start": 30, "end": 50}, [30, 50]), ({"strength": 0}, None)])
def test_the_header_says_when_it_was_coached(support: dict[str, float], weeks: list[int] | None) -> None:
    asked = {"scenario": {"network": {"size": 40}, "weeks": 60, "support": support}}
    assert decode(streamed(asked)).header["coached"] == weeks


def test_the_same_question_has_the_same_answer() -> None:
    asked = {"pile": {"values": 0.6, "leaders": 0.6, "talk": 0.6, "wood": 0.3}, "seed": 11}
    assert streamed(asked) == streamed(asked)
    assert streamed(asked) != streamed({**asked, "seed": 12})


@pytest.mark.parametrize("name", ["values", "leaders", "talk", "wood"])
def test_a_slider_moved_on_the_way_leaves_the_past(name: str) -> None:
    pile = Pile(0.5, 0.5, 0.5, 0.3)
    asked = {"pile": {"values": 0.5, "leaders": 0.5, "talk": 0.5, "wood": 0.3}, "seed": 2}
    before = record(Ask(pile.scenario(2)))
    after = record(read_ask({**asked, "changes": [{"week": 60, "name": name, "to": 0.8}]}))
    assert np.array_equal(before.states[:60], after.states[:60])
    assert not np.array_equal(before.states[60:], after.states[60:])


def test_wood_thrown_on_is_trained() -> None:
    asked = {"pile": {"wood": 0.1}, "seed": 2, "changes": [{"week": 100, "name": "wood", "to": 0.5}]}
    places = record(read_ask(asked)).series["places_filled"]
    assert places[99] == 14
    assert places[150] == 70


def test_wood_taken_off_stays_where_it_lies() -> None:
    asked = {"pile": {"wood": 0.4}, "seed": 2, "changes": [{"week": 20, "name": "wood", "to": 0.0}]}
    places = record(read_ask(asked)).series["places_filled"]
    assert places[-1] == places[19] == 28


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"pile": {"wod": 1}}, "wod"),
        ({"pile": {"wood": 3}}, "wood: a number from 0 to 0.8"),
        ({"pile": {"wood": True}}, "wood"),
        ({"pile": {"ties": "ring"}}, "ties: allowed"),
        ({"pile": {}, "seed": 1.5}, "whole number"),
        ({"pile": {}, "changes": [{"week": 4, "name": "rain", "to": 1}]}, "no slider"),
        ({"scenario": {"network": {"kind": "survey", "path": "/etc/passwd"}}}, "not read here"),
        ({"scenario": {"network": {"size": 2001}}}, "2,001 people"),
        ({"scenario": {"weeks": 5000}}, "5,000 weeks"),
        ({"scenario": {"weeks": "x"}}, "weeks"),
        ({"scenario": {"organisations": [{}, {"name": "b"}]}}, "one at a time"),
        ({"scenario": {"seasonin": 1}}, "did you mean seasoning"),
    ],
)
def test_what_cannot_be_run_is_told(asked: dict[str, object], words: str) -> None:
    from sim.errors import FirewoodError

    with pytest.raises(FirewoodError, match=words):
        read_ask(asked)


@pytest.mark.parametrize("data", [b"", b"FWRN", b"x" * 40, b"FWRN\x02\0\0\0\0\0\0\0"])
def test_bytes_that_are_no_run_are_told(data: bytes) -> None:
    with pytest.raises(PageError, match="run"):
        decode(data)
