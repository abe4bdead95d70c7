"""CultureModel runs the same weeks as the simulation without agents, and is a Mesa model in good standing."""

import copy
import gc
import pickle
import subprocess
import sys
import weakref
from functools import partial
from pathlib import Path
from typing import Any

import mesa
import numpy as np
import pytest

from sim.agents import Collaborator, Improver, ModelError
from sim.errors import ConfigError, NetworkError, ScenarioError
from sim.measures import MEASURES
from sim.model import CultureModel
from sim.network.build import build
from sim.scenario import Scenario
from sim.simulation import Simulation, simulate
from sim.world import World

SCENARIO = Scenario(
    network={"size": 60},
    programme={"volume": 0.5, "start": 2, "cohorts": 4, "every": 4},
    staffing={"turnover": 0.5},
    rules={"new_tie": 0.05},
    weeks=60,
    seed=11,
)
TWO = SCENARIO.changed(organisations=[{"name": "damp", "seasoning": 0}, {"name": "seasoned"}])


def _columns(world: World, weeks: int) -> dict[str, np.ndarray]:
    """Every column of people, dyads, units, organisations and record; of dyads and weeks those in use."""
    count = int(world.dyads.used[0])
    dyads = {f"dyads.{name}": getattr(world.dyads, name)[:count] for name in ("ends", "arcs", "following")}
    record = {f"record.{name}": column[:weeks] for name, column in world.record._asdict().items()}
    whole = {name: getattr(world, name) for name in ("units", "organisations", "context", "places")}
    kept = {"head": world.dyads.head, "incident": world.dyads.incident, "tally": world.notes.tally}
    people = {f"people.{name}": column for name, column in world.people._asdict().items()}
    return dyads | record | people | whole | kept


def _same(one: CultureModel | Simulation, other: CultureModel | Simulation) -> bool:
    assert one.week == other.week
    ours, theirs = (_columns(run.world, run.week) for run in (one, other))
    return all(np.array_equal(ours[name], theirs[name], equal_nan=ours[name].dtype.kind == "f") for name in ours)


@pytest.mark.parametrize("scenario", [SCENARIO, TWO])
def test_the_model_is_the_simulation(scenario: Scenario) -> None:
    model, plain = CultureModel(scenario, keep_units=True, keep_states=True), Simulation(scenario)
    kept = simulate(scenario, keep_units=True, keep_states=True)
    plain.advance(scenario.weeks)
    for _ in range(scenario.weeks):
        model.step()
    results = model.results()
    assert results.weeks == kept.weeks == 60
    for ours, theirs in zip(results.record, kept.record, strict=True):
        assert len(ours) == 60
        assert np.array_equal(ours, theirs)
    assert results.outcomes() == kept.outcomes()
    bare = CultureModel(scenario)
    bare.run_for(60)
    assert _same(bare, plain)
    for number in range(len(scenario.trusts)):
        assert bare.ties(number).same_as(plain.ties(number))


def test_interleaved_models_do_not_touch_each_other() -> None:
    other = SCENARIO.changed(seasoning=0, seed=12)
    alone = [CultureModel(scenario) for scenario in (SCENARIO, other)]
    for model in alone:
        model.run_for(40)
    together = [CultureModel(scenario) for scenario in (SCENARIO, other)]
    for _ in range(40):
        for model in together:
            model.step()
    assert not _same(*together)
    for one, two in zip(alone, together, strict=True):
        assert _same(one, two)
        assert one.agents.get(["unique_id", "row"]) == two.agents.get(["unique_id", "row"])


def test_an_integer_rng_replaces_the_seed() -> None:
    seeded, given = CultureModel(SCENARIO, rng=5), CultureModel(SCENARIO.changed(seed=5))
    assert seeded.scenario == given.scenario
    for model in (seeded, given):
        model.run_for(10)
    assert _same(seeded, given)
    assert seeded.random.random() == given.random.random()
    assert seeded.rng.random() == given.rng.random()
    usual = CultureModel(SCENARIO)
    usual.run_for(10)
    assert usual.scenario is SCENARIO
    assert not _same(usual, seeded)


def test_a_seed_may_be_numpys_or_nothing() -> None:
    assert CultureModel(SCENARIO, rng=np.int64(5)).scenario.seed == 5
    assert CultureModel(SCENARIO, rng=0).scenario.seed == 0
    assert CultureModel().scenario == Scenario()


@pytest.mark.parametrize("rng", [-1, 2.5, "x", np.random.default_rng(1)])
def test_other_seeds_are_refused(rng: object) -> None:
    with pytest.raises(ScenarioError, match="seed"):
        CultureModel(SCENARIO, rng=rng)


def test_what_cannot_be_built_says_so_before_mesa_starts() -> None:
    with pytest.raises(NetworkError):
        CultureModel(Scenario(network={"kind": "survey", "path": "nowhere.csv"}))


def test_populations_width_and_threads_reach_the_simulation() -> None:
    people = [build(SCENARIO, 0, 99)]
    model, plain = CultureModel(SCENARIO, populations=people, threads=2), Simulation(SCENARIO, people)
    model.run_for(5)
    plain.advance(5)
    assert model.populations[0] is people[0]
    assert _same(model, plain)
    assert model.world.people.heat.dtype == np.float32
    assert CultureModel(SCENARIO, width=np.float64).world.people.heat.dtype == np.float64


@pytest.mark.parametrize(
    ("given", "options", "said"),
    [
        ({"weeks": 3}, {}, r"not a dict; .*Scenario\(\*\*mapping\)"),
        (SCENARIO, {"width": np.int32}, "int32: columns are float32 or float64"),
        (SCENARIO, {"width": "float16"}, "float16"),
        (SCENARIO, {"threads": 0}, "threads=0: 1 or more"),
    ],
)
@pytest.mark.parametrize("run", [simulate, Simulation, partial(CultureModel, rng=3)])
def test_what_would_end_in_an_error_of_another_library_is_refused(
    run: Any, given: object, options: dict[str, Any], said: str
) -> None:
    with pytest.raises(ConfigError, match=said):
        run(given, **options)


def test_a_model_and_its_results_show_themselves_in_a_line() -> None:
    model = CultureModel(TWO)
    model.step()
    assert repr(model) == "<CultureModel of damp, seasoned: 120 staff, 1 of 60 weeks, seed 11>"
    assert repr(model.results()) == "<Results of damp, seasoned: 1 week, seed 11>"


def test_mesas_clock_counts_weeks() -> None:
    model = CultureModel(SCENARIO)
    assert (model.time, model.week) == (0, 0)
    model.step()
    assert (model.time, model.week) == (1, 1)
    model.run_for(4)
    assert (model.time, model.week) == (5, 5)
    model.run_until(8)
    assert (model.time, model.week) == (8, 8)


def test_run_model_ends_with_the_scenario_and_steps_go_on() -> None:
    model, plain = CultureModel(SCENARIO), Simulation(SCENARIO)
    model.run_model()
    assert model.week == SCENARIO.weeks
    assert not model.running
    model.step()
    plain.advance(SCENARIO.weeks + 1)
    assert _same(model, plain)


def test_events_of_the_user_happen_between_weeks() -> None:
    model = CultureModel(SCENARIO)
    told: list[int] = []

    def note() -> None:
        told.append(model.week)

    model.schedule_event(note, at=3)
    model.run_for(6)
    assert told == [3]


def test_the_scenario_is_the_models_and_stays() -> None:
    model = CultureModel(SCENARIO)
    assert model.scenario is SCENARIO
    assert next(iter(model.agents)).scenario is SCENARIO
    with pytest.raises(ModelError, match="another model"):
        model.scenario = Scenario()
    assert model.scenario is SCENARIO


def test_agent_sets_answer_questions() -> None:
    model = CultureModel(SCENARIO)
    model.run_for(30)
    people = model.world.people
    assert len(model.agents_by_type[Improver]) == people.trained.sum() > 0
    practising = model.agents.select(lambda agent: agent.practising)
    assert len(practising) == people.practising.sum() > 0
    assert model.agents.agg("knowledge", np.mean) == pytest.approx(people.knowledge.mean(), rel=1e-6)
    assert sorted(model.agents.get("row")) == list(range(60))
    units = model.agents.groupby("unit")
    assert sum(units.count().values()) == 60
    assert units.agg("practising", sum)["unit 1"] == people.practising[people.unit == 0].sum()
    shuffled = model.agents.shuffle()
    assert shuffled.get("unique_id") != model.agents.get("unique_id")
    assert sorted(shuffled.get("unique_id")) == sorted(model.agents.get("unique_id"))
    by_heat = model.agents.sort("heat", ascending=True).get("heat")
    assert by_heat == sorted(by_heat)


def test_agent_sets_act() -> None:
    model = CultureModel(SCENARIO)
    model.agents.set("alignment", 1)
    assert np.all(model.world.people.alignment == 1)
    model.agents_by_type[Collaborator].select(at_most=10).do("train")
    assert len(model.agents_by_type[Improver]) == 10
    model.agents_by_type[Collaborator].shuffle_do("train")
    assert len(model.agents_by_type[Improver]) == 60
    assert len(model.agents_by_type[Collaborator]) == 0


def test_the_data_collector_collects() -> None:
    model = CultureModel(SCENARIO)
    collector = mesa.DataCollector(
        model_reporters={
            "practising": lambda m: m.measure("practising"),
            "improvers": lambda m: len(m.agents_by_type.get(Improver, ())),
            "told": [model.measure, ["telling"]],
            "week": "week",
        },
        agent_reporters={"practising": "practising", "knowledge": "knowledge", "name": "name"},
        agenttype_reporters={Improver: {"heat": "heat"}},
    )
    for _ in range(25):
        model.step()
        collector.collect(model)
    series, results = collector.get_model_vars_dataframe(), model.results()
    assert series["practising"].to_list() == results.series("practising")[:, 0].tolist()
    assert series["told"].to_list() == results.series("telling")[:, 0].tolist()
    assert series["week"].to_list() == list(range(1, 26))
    assert series["improvers"].iloc[-1] == model.world.people.trained.sum()
    people = collector.get_agent_vars_dataframe()
    assert len(people) == 25 * 60
    shares = people.groupby("Step")["practising"].mean()
    assert shares.to_list() == pytest.approx(series["practising"].to_list())
    assert len(people.index.unique("AgentID")) == 60 + results.series("joiners")[1:].sum()
    heat = collector.get_agenttype_vars_dataframe(Improver)
    assert heat.loc[25]["heat"].sum() == pytest.approx(
        model.world.people.heat[model.world.people.trained == 1].sum(), rel=1e-6
    )


def test_a_measure_is_that_of_the_latest_week() -> None:
    model = CultureModel(TWO)
    assert np.isnan(model.measure("practising"))
    model.run_for(30)
    for name in MEASURES:
        latest = model.results().series(name)[-1]
        for number, organisation in enumerate(("damp", "seasoned")):
            assert model.measure(name, number) == pytest.approx(latest[number], nan_ok=True)
            assert model.measure(name, organisation) == pytest.approx(latest[number], nan_ok=True)


@pytest.mark.parametrize(
    ("ask", "said"),
    [
        (lambda m: m.measure("practicing"), "did you mean practising"),
        (lambda m: m.measure("zzz"), "known: practising, "),
        (lambda m: m.measure("practising", "dump"), "did you mean damp"),
        (lambda m: m.measure("practising", 2), "0 to 1"),
        (lambda m: m.measure("practising", 0.0), "no organisation 0.0"),
        (lambda m: m.ties(-1), "there are damp, seasoned"),
        (lambda m: m.person(120), "0 to 119"),
        (lambda m: m.person(-1), "no row -1"),
    ],
)
def test_what_is_not_there_is_named(ask: object, said: str) -> None:
    model = CultureModel(TWO)
    with pytest.raises(ModelError, match=said):
        ask(model)  # type: ignore[operator]


@pytest.mark.parametrize("copied", [lambda m: pickle.loads(pickle.dumps(m)), copy.deepcopy])
def test_a_copy_made_mid_run_goes_on_alike_and_apart(copied: object) -> None:
    model, plain = CultureModel(TWO), Simulation(TWO)
    model.run_for(25)
    held = model.person(4)
    twin: CultureModel = copied(model)  # type: ignore[operator]
    assert _same(model, twin)
    assert twin.agents.get(["unique_id", "row"]) == model.agents.get(["unique_id", "row"])
    assert all(agent.model is twin for agent in twin.agents)
    assert twin.person(4) is not held
    before = held.knowledge
    twin.person(4).knowledge = 1
    assert held.knowledge == before != 1
    twin.person(4).knowledge = before
    twin.run_for(20)
    assert model.week == 25
    model.run_for(20)
    plain.advance(45)
    assert _same(model, plain)
    assert _same(twin, plain)
    assert twin.agents.get(["unique_id", "row"]) == model.agents.get(["unique_id", "row"])
    assert twin.random.random() == model.random.random()
    assert twin.time == 45


def test_a_saved_model_goes_on_in_another_process(tmp_path: Path) -> None:
    model, file = CultureModel(SCENARIO), tmp_path / "model.pickle"
    model.run_for(25)
    file.write_bytes(pickle.dumps(model))
    goes_on = "m = pickle.loads(p.read_bytes()); m.run_for(20); p.write_bytes(pickle.dumps(m))"
    code = f"import pathlib, pickle, sys; p = pathlib.Path(sys.argv[1]); {goes_on}"
    subprocess.run([sys.executable, "-W", "error", "-c", code, str(file)], check=True)
    model.run_for(20)
    assert _same(model, pickle.loads(file.read_bytes()))


def test_a_copy_needs_no_new_compiling() -> None:
    from sim.week import weeks

    model = CultureModel(SCENARIO)
    model.step()
    before = len(weeks.signatures)  # type: ignore[attr-defined]
    twin = pickle.loads(pickle.dumps(model))
    twin.step()
    assert len(weeks.signatures) == before  # type: ignore[attr-defined]


def test_a_model_let_go_is_freed() -> None:
    model = CultureModel(SCENARIO)
    model.run_for(10)
    agent = model.person(0)
    held = [weakref.ref(model), weakref.ref(agent), weakref.ref(model.world.people.heat)]
    del model, agent
    gc.collect()
    assert [ref() for ref in held] == [None] * 3
