"""How much work a week does, counted and not timed: ties looked at, bytes held, functions compiled.

Seconds depend on the machine and on who else uses it; these numbers do not. Where one of them has to grow, grow it
here too, knowingly.
"""

import itertools
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from sim.ahead import FAR
from sim.bounds import UNSURE
from sim.layout import make_world
from sim.network.build import Population, build
from sim.rules import distrust_kept
from sim.scenario import Scenario
from sim.scenario.context import MOST_IN_A_SPACE
from sim.simulation import Simulation, simulate
from sim.steps import bonds, lively, measures, raising, talk
from sim.steps.ranges import share_of
from sim.week import run_weeks
from sim.world import ANSWERED, BLOCK, GO, RAISED, World
from tests.sim.entered import entered

LIT = Scenario(network={"kind": "distributed", "size": 2000}, seasoning=0.9, weeks=60, support={"end": 20}, seed=3)


# ---------------------------------------------------------------- ties


@pytest.fixture(scope="module")
def populations() -> list[Population]:
    """The people of `LIT`; when they are there, all of the week is compiled."""
    simulate(LIT.changed(weeks=2))
    return [build(trust, index, LIT.seed) for index, trust in enumerate(LIT.trusts)]


def world_with(populations: list[Population], share: float) -> World:
    """A world after two weeks, in which `share` of the staff practise, drawn at random, and prepare to talk."""
    run = Simulation(LIT, populations)
    run.advance(2)
    practising = run.world.people.practising
    practising[:] = np.random.default_rng(5).permutation(len(practising)) < share * len(practising)
    entered(talk.look_round)(run.world, 2, 0, 1)
    entered(talk.prepare)(run.world, 2, 0, 1)
    return run.world


class Counted:
    """Calls of a compiled function, and the sum of what one of its arguments was."""

    def __init__(self, function: Any, argument: int) -> None:
        self.function, self.argument, self.calls, self.total = function, argument, 0, 0

    def __call__(self, *given: Any) -> Any:
        self.calls += 1
        self.total += int(given[self.argument])
        return self.function(*given)


def counted(monkeypatch: pytest.MonkeyPatch, module: Any, **arguments: int) -> list[Counted]:
    """Stand-ins for functions of a module that count; only its uncompiled functions will call them."""
    found = [Counted(entered(getattr(module, name)), argument) for name, argument in arguments.items()]
    for name, each in zip(arguments, found, strict=True):
        monkeypatch.setattr(module, name, each)
    return found


def opened(monkeypatch: pytest.MonkeyPatch, module: Any, *names: str) -> None:
    """Let the uncompiled functions of a module call these, which only compiled code can call."""
    for name in names:
        monkeypatch.setattr(module, name, entered(getattr(module, name)))


@pytest.mark.parametrize("share", [0.0, 0.001, 0.02, 0.1, 0.5])
def test_talk_weighs_the_dyads_in_which_someone_practises_and_no_others(
    populations: list[Population], monkeypatch: pytest.MonkeyPatch, share: float
) -> None:
    world = world_with(populations, share)
    used = int(world.dyads.used[0])
    lively = int(candidates(world, slice(used)).sum())
    sought, raised = counted(monkeypatch, talk, _could_talk=4, raised=3)
    opened(monkeypatch, talk, "lit_of", "bring", "lay_out", "answer", "bind")
    talk.speak.py_func(world, 2, 0, 1)  # type: ignore[attr-defined]
    blocks = -(-used // BLOCK) if share else 0
    assert [each.calls for each in (sought, raised)] == [blocks] * 2
    assert raised.total == lively < used
    assert world.notes.event_count.sum() <= lively


@pytest.mark.parametrize(("share", "many"), [(0.001, False), (0.02, False), (0.1, True)])
def test_where_few_practise_only_their_own_ties_are_looked_at(
    populations: list[Population], monkeypatch: pytest.MonkeyPatch, share: float, many: bool
) -> None:
    world = world_with(populations, share)
    asked, searched = counted(monkeypatch, talk, the_lively=4, the_marked=4)
    opened(monkeypatch, talk, "few", "most")
    found, lit = np.empty(BLOCK, dtype=np.uint32), int(world.people.practising.sum())
    assert marks(world).sum() == (0 if many else candidates(world, slice(int(world.dyads.used[0]))).sum())
    count = talk._could_talk.py_func(world, found, 0, BLOCK, lit)  # type: ignore[attr-defined]
    assert [asked.calls, searched.calls] == [int(many), int(not many)]
    assert found[:count].tolist() == np.flatnonzero(candidates(world, slice(BLOCK))).tolist()
    assert not marks(world)[:BLOCK].any(), "a mark would be found again next week"


def test_where_most_practise_no_tie_is_sorted_out_and_talk_is_the_same(populations: list[Population]) -> None:
    """Nobody raises anything in the few dyads in which nobody practises."""
    world = world_with(populations, 0.7)
    found, lit = np.empty(BLOCK + FAR, dtype=np.uint32), int(world.people.practising.sum())
    assert entered(talk._could_talk)(world, found, 0, BLOCK, lit) == BLOCK
    assert np.array_equal(found[:BLOCK], np.arange(BLOCK))
    lively = np.flatnonzero(candidates(world, slice(BLOCK))).astype(np.uint32)
    assert 0.8 < len(lively) / BLOCK < 0.95
    told = []
    for asked in (np.arange(BLOCK, dtype=np.uint32), lively):
        found[: len(asked)], codes = asked, np.zeros(BLOCK, dtype=np.uint8)
        found[len(asked) : len(asked) + FAR] = 0
        count = entered(raising.raised)(world, found, codes, len(asked), 2, 0)
        told.append([found[:count].tolist(), codes[:count].tolist()])
    assert told[0] == told[1] != [[], []]


def test_ties_made_on_the_way_are_marked_too(populations: list[Population]) -> None:
    run = Simulation(LIT.changed(rules={"new_tie": 0.1}, talk={"sessions": 0.9}), populations)
    run.advance(8)
    world, before = run.world, len(populations[0].ties.first)
    used = int(world.dyads.used[0])
    world.people.practising[:] = np.arange(2000) % 50 == 0
    entered(talk.look_round)(world, 8, 0, 1)
    entered(talk.prepare)(world, 8, 0, 1)
    lit = candidates(world, slice(used))
    assert lit[before:].sum() > 10
    assert np.array_equal(marks(world)[:used], lit)


def test_a_thread_without_ties_of_its_own_marks_none_of_the_others(
    populations: list[Population], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It would write their marks anew, as they were, and undo what the others mark meanwhile."""
    world, parts = world_with(populations, 0.02), 5
    shares = [share_of(int(world.dyads.used[0]), BLOCK, part, parts) for part in range(parts)]
    marked: list[tuple[int, int]] = []
    monkeypatch.setattr(lively, "_mark", lambda dyads, notes, rows, low, high: marked.append((low, high)))
    for part in range(parts):
        lively.mark.py_func(world.dyads, world.notes, part, parts)  # type: ignore[attr-defined]
    assert set(marked) == {(low, high) for low, high in shares if low < high} != set(shares)


def marks(world: World) -> np.ndarray[Any, np.dtype[np.bool_]]:
    """Which dyads are marked, a bit each from the lowest on."""
    places = np.arange(64, dtype=np.uint64)
    return (world.notes.marked[:, None] >> places & np.uint64(1)).ravel() != 0


def candidates(world: World, dyads: slice) -> np.ndarray[Any, np.dtype[np.bool_]]:
    """In which of some dyads someone practises."""
    found: np.ndarray[Any, np.dtype[np.bool_]] = (world.people.practising[world.dyads.ends[dyads]] != 0).any(axis=1)
    return found


def test_only_talk_is_noted_and_only_arcs_of_who_talked_are_changed(
    populations: list[Population], monkeypatch: pytest.MonkeyPatch
) -> None:
    world = world_with(populations, 0.1)
    opened(monkeypatch, talk, "lit_of", "_could_talk", "raised", "lay_out", "answer", "bring")
    bound: list[int] = []
    (changed,) = counted(monkeypatch, bonds, _change=2)
    opened(monkeypatch, bonds, "_kept", "organisation_of")

    def bind(world: World, talked: Any, codes: Any, part: int) -> None:
        bound.extend(talked.tolist())
        bonds.bind.py_func(world, talked, codes, part)  # type: ignore[attr-defined]

    monkeypatch.setattr(talk, "bind", bind)
    talk.speak.py_func(world, 2, 0, 1)  # type: ignore[attr-defined]
    notes = world.notes
    blocks = notes.event_count
    codes = np.concatenate([notes.event_code[b * BLOCK : b * BLOCK + count] for b, count in enumerate(blocks)])
    assert np.all(codes & (RAISED | RAISED << 2)), "an event without talk"
    said = int((codes & RAISED).sum() + (codes >> 2 & RAISED).sum())
    answered = int((codes & ANSWERED).sum() + (codes >> 2 & ANSWERED).sum()) // ANSWERED
    assert notes.talked[0, 0, [measures.REFLECTIVE, measures.TELLING]].tolist() == [answered, said - answered]
    talked = [notes.event_dyad[b * BLOCK : b * BLOCK + count] for b, count in enumerate(blocks)]
    assert bound == np.concatenate(talked).tolist()
    assert changed.calls == 2 * len(codes) > 0


def test_what_many_answers_leave_of_distrust_is_what_few_would() -> None:
    """As worked out beforehand, and beyond what is."""
    world = make_world(LIT, [build(trust, index, LIT.seed) for index, trust in enumerate(LIT.trusts)])
    gain, kept = LIT.rules.trust_gain, world.notes.kept
    assert 2 < len(kept) < 20
    found = [entered(bonds._kept)(kept, answered, gain) for answered in range(20)]
    assert found == [distrust_kept(gain, answered) for answered in range(20)]


@pytest.mark.parametrize("sides", [(True, True), (True, False), (False, True)])
def test_what_cannot_be_foreseen_is_decided_alike(
    populations: list[Population], monkeypatch: pytest.MonkeyPatch, sides: tuple[bool, bool]
) -> None:
    """The exponential, which one draw in some hundred needs, decides all of them, or those of one side."""
    world = world_with(populations, 0.1)
    used = int(world.dyads.used[0])

    def raised(go: Any) -> list[list[int]]:
        found, codes = np.arange(used + FAR, dtype=np.uint32) % used, np.zeros(used, dtype=np.uint8)
        count = go(world, found, codes, used, 2, 0)
        return [found[:count].tolist(), codes[:count].tolist()]

    usual, foresee = raised(entered(raising.raised)), entered(raising._foresee)
    opened(monkeypatch, raising, "_fetch", "_rates", "_keep", "organisation_of")
    turn = itertools.cycle(sides)

    def unsure(drawn: Any, rate: Any, share: float, said: Any) -> None:
        foresee(drawn, rate, share, said)
        said[:] = UNSURE if next(turn) else said

    monkeypatch.setattr(raising, "_foresee", unsure)
    assert used > 2 * GO, "one go and no more"
    assert raised(raising.raised.py_func) == usual  # type: ignore[attr-defined]
    assert {1, 4} <= set(usual[1]) <= {1, 4, 5}


def test_trust_is_summed_over_all_ties_once_a_call_and_not_each_week(
    populations: list[Population], monkeypatch: pytest.MonkeyPatch
) -> None:
    world = world_with(populations, 0.1)
    before = world.notes.trust.copy()
    calls: list[World] = []
    monkeypatch.setattr(measures, "sum_trust", calls.append)
    run_weeks(world, np.tile(world.context, (5, 1, 1)), np.zeros((5, 1), dtype=np.int64), first=2)
    assert len(calls) == 1
    assert not np.array_equal(before, world.notes.trust), "nothing was summed on the way"


# ---------------------------------------------------------------- bytes

BYTES_A_DYAD = 98 + 1 / 8
"""Two people and two arcs, the lists of who has which dyad, and room for what a week notes of it; a bit to mark it."""

BYTES_A_PERSON = 52 + 2 * 16 + 17
"""Columns, what they bring to talk and what it brings them, where their dyads stand, who leaves, a mark."""

BYTES_A_UNIT = 48 + 4 * (2 + MOST_IN_A_SPACE) + 13
"""A record, who is at its talk space, how many of them practise, what the best knows, whether a pair attracts."""

REST = 126_000
"""Blocks, organisations' records, constants, what each of up to 64 threads notes for itself, one thread's desk."""


def arrays(world: Any) -> Iterator[np.ndarray[Any, Any]]:
    """All arrays of a world but the record of its weeks."""
    for name, value in zip(getattr(world, "_fields", ()), world, strict=True):
        if isinstance(value, np.ndarray):
            yield value
        elif isinstance(value, tuple) and name != "record":
            yield from arrays(value)


def test_a_tie_and_a_person_take_no_more_bytes_than_they_did(populations: list[Population]) -> None:
    world = make_world(LIT, populations)
    people, dyads, units = len(world.people.heat), len(world.dyads.ends), len(world.units)
    assert dyads > 3 * people > 9 * units, "which array goes with what is told by its length"
    by = {"dyad": 0, "person": 0, "unit": 0, "rest": 0}
    for array in arrays(world):
        if len(array) >= dyads or array is world.notes.marked:
            by["dyad"] += array.nbytes
        elif len(array) >= people:
            by["person"] += array.nbytes
        elif len(array) >= units:
            by["unit"] += array.nbytes
        else:
            by["rest"] += array.nbytes
    assert by["dyad"] <= BYTES_A_DYAD * (dyads + 64)
    assert by["person"] <= BYTES_A_PERSON * (people + 1)
    assert by["unit"] <= BYTES_A_UNIT * units
    assert by["rest"] <= REST


def test_a_world_grows_by_as_many_bytes_as_its_people_and_ties() -> None:
    """Whatever the arrays are called: twice the people take the bytes of so many more people and dyads."""
    plans = [LIT.changed(network={"size": people}) for people in (2000, 4000)]
    small, large = (make_world(plan, [build(plan.trusts[0], 0, 1)]) for plan in plans)
    more = sum(array.nbytes for array in arrays(large)) - sum(array.nbytes for array in arrays(small))
    people = len(large.people.heat) - len(small.people.heat)
    dyads = len(large.dyads.ends) - len(small.dyads.ends)
    units = len(large.units) - len(small.units)
    assert more <= 1.02 * (BYTES_A_DYAD * dyads + BYTES_A_PERSON * people + BYTES_A_UNIT * units) + REST


# ---------------------------------------------------------------- compilations


def dispatchers() -> dict[str, Any]:
    """Every compiled function of the model, by name."""
    return {
        f"{module.__name__}.{value.__name__}": value
        for module in [module for name, module in sys.modules.items() if name.split(".")[0] == "sim"]
        for value in vars(module).values()
        if hasattr(value, "nopython_signatures") and value.__module__ == module.__name__
    }


def compiled() -> dict[str, int]:
    """How many machine codes each function has in this process."""
    return {name: len(each.nopython_signatures) for name, each in dispatchers().items()}


SECOND = Scenario(
    organisations=[{"name": "one", "network": {"kind": "trust_d"}}, {"name": "two", "programme": {"choose": "hubs"}}],
    forum={"every": 4},
    rules={"answer_unnamed": 0.2},
    talk={"sessions": 0.3},
    weeks=30,
    seed=9,
)
"""Unlike the first in everything that a scenario can say, and in what it keeps."""


def test_a_second_scenario_compiles_nothing() -> None:
    simulate(LIT.changed(weeks=2))
    before = compiled()
    simulate(SECOND, keep_units=True, keep_states=True)
    assert compiled() == before
    assert len(before) > 50
    assert before["sim.week.weeks"] <= 2, "more than one a width"


def test_another_process_finds_all_of_it_compiled() -> None:
    simulate(LIT.changed(weeks=2))
    code = (
        "from tests.sim.test_work import LIT, dispatchers\n"
        "from sim.simulation import simulate\n"
        "simulate(LIT.changed(weeks=2))\n"
        "print({name: sum(each.stats.cache_misses.values()) for name, each in dispatchers().items()"
        " if each.stats.cache_misses})\n"
        "print(sum(dispatchers()['sim.week.weeks'].stats.cache_hits.values()))\n"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.splitlines() == ["{}", "1"]
