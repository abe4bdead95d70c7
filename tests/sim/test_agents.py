"""Agents are views: they read and write their own model's columns, and follow the people in the rows."""

from collections import Counter

import numpy as np
import pytest

from sim.agents import GONE, Collaborator, Improver, ModelError, Person
from sim.model import CultureModel
from sim.scenario import PROFESSIONS, Scenario
from sim.simulation import Simulation

SCENARIO = Scenario(
    network={"size": 60},
    programme={"volume": 0.5, "start": 2, "cohorts": 4, "every": 4},
    staffing={"turnover": 0.5, "committed": 0.05},
    weeks=40,
    seed=11,
)
UNTRAINED = SCENARIO.changed(programme={"volume": 0})


@pytest.fixture
def model() -> CultureModel:
    made = CultureModel(SCENARIO)
    made.run_for(20)
    return made


def _in_step(model: CultureModel) -> None:
    """Each row has one agent, of the right type, registered once; nothing else is registered."""
    people = model.world.people
    assert sorted(agent.row for agent in model.agents) == list(range(len(people.trained)))
    for row, trained in enumerate(people.trained):
        agent = model.person(row)
        assert type(agent) is (Improver if trained else Collaborator)
        assert agent in model.agents
        assert agent in model.agents_by_type[type(agent)]
    assert len(model.agents) == sum(len(agents) for agents in model.agents_by_type.values())
    ids = model.agents.get("unique_id")
    assert len(set(ids)) == len(ids)


def test_agents_follow_the_columns_week_by_week() -> None:
    model = CultureModel(SCENARIO)
    _in_step(model)
    seen: Counter[str] = Counter()
    for _ in range(SCENARIO.weeks):
        before = [model.person(row) for row in range(60)]
        generation = model.world.people.generation.copy()
        was, ids = [type(agent) for agent in before], [agent.unique_id for agent in before]
        model.step()
        _in_step(model)
        for row in range(60):
            now = model.person(row)
            if model.world.people.generation[row] != generation[row]:
                seen["joined"] += 1
                assert now is not before[row]
                assert now.unique_id > max(ids)
                assert type(now) is Collaborator
                assert before[row].row == GONE
                assert before[row] not in model.agents
            else:
                assert now is before[row]
                assert now.unique_id == ids[row]
                seen["trained"] += type(now) is not was[row]
    assert seen["trained"] >= 20
    assert seen["joined"] == model.results().series("joiners").sum() >= 10


@pytest.mark.parametrize("name", ["practising", "knowledge", "heat", "resentment", "alignment", "trained", "partners"])
def test_attributes_read_the_columns(model: CultureModel, name: str) -> None:
    column = getattr(model.world.people, name)
    assert [getattr(model.person(row), name) for row in range(60)] == column.tolist()
    assert len(set(column.tolist())) > 1


def test_attributes_in_words(model: CultureModel) -> None:
    staff = model.populations[0].staff
    for row in range(60):
        agent = model.person(row)
        assert agent.organisation == "trust"
        assert agent.unit == staff.unit_name(int(staff.unit[row]))
        assert agent.profession == PROFESSIONS[staff.profession[row]]
        assert agent.seniority == staff.seniority[row]
        assert agent.committed == bool(model.world.people.committed[row])
        generation = model.world.people.generation[row]
        assert agent.name == f"person {row + 1}" + (f", joiner {generation}" if generation else "")
        assert (
            repr(agent) == f"<{type(agent).__name__} {agent.unique_id}: {agent.name}, {agent.profession}, {agent.unit}>"
        )


def test_words_count_within_the_second_organisation() -> None:
    model = CultureModel(Scenario(organisations=[{"name": "A"}, {"name": "B"}], network={"size": 30}, weeks=2))
    assert Counter(model.agents.get("organisation")) == {"A": 30, "B": 30}
    assert model.person(30).name == "person 1"
    assert model.person(30).unit == "unit 1"
    assert {agent.organisation for agent in model.person(30).named()} == {"B"}


@pytest.mark.parametrize(
    ("name", "value"),
    [("practising", True), ("knowledge", 0.75), ("heat", 12.5), ("resentment", 1), ("alignment", np.float32(0.25))],
)
def test_setting_writes_the_column_of_this_model_only(model: CultureModel, name: str, value: float) -> None:
    other = CultureModel(SCENARIO)
    other.run_for(20)
    agent = model.person(7)
    setattr(agent, name, value)
    assert getattr(agent, name) == value
    changed = np.flatnonzero(getattr(model.world.people, name) != getattr(other.world.people, name))
    assert getattr(model.world.people, name)[7] == value
    assert set(changed.tolist()) <= {7}
    model.step()
    other.step()
    _in_step(model)


@pytest.mark.parametrize(
    ("name", "value", "allowed"),
    [
        ("practising", 0.5, "0 or 1"),
        ("knowledge", 1.01, "0 to 1"),
        ("knowledge", float("nan"), "0 to 1"),
        ("resentment", "much", "0 to 1"),
        ("alignment", -0.1, "0 to 1"),
        ("heat", -1, "0 or more"),
        ("heat", float("inf"), "0 or more"),
    ],
)
def test_values_out_of_range_are_refused(model: CultureModel, name: str, value: object, allowed: str) -> None:
    before = [column.copy() for column in model.world.people]
    with pytest.raises(ModelError, match=rf"{name} of person 3.* {value!r} .*allowed is .*{allowed}"):
        setattr(model.person(2), name, value)
    assert all(map(np.array_equal, before, model.world.people))


@pytest.mark.parametrize("name", ["trained", "seniority", "partners", "committed"])
def test_what_is_not_to_be_set_is_refused(model: CultureModel, name: str) -> None:
    with pytest.raises(ModelError, match=f"{name} .* not to be set"):
        setattr(model.person(2), name, 1)


def test_a_person_who_left_says_so_and_is_not_their_joiner() -> None:
    model = CultureModel(SCENARIO)
    people = [model.person(row) for row in range(60)]
    model.run_for(30)
    gone = next(agent for agent in people if agent.row == GONE)
    assert "has left" in repr(gone)
    for read in ("knowledge", "name", "unit"):
        with pytest.raises(ModelError, match="has left"):
            getattr(gone, read)
    with pytest.raises(ModelError, match="has left"):
        gone.knowledge = 0.5
    with pytest.raises(ModelError, match="has left"):
        gone.named()
    before = people[0].model.world.people.trained.copy()
    with pytest.raises(ModelError, match="has left"):
        Collaborator.train(gone)
    assert np.array_equal(people[0].model.world.people.trained, before), "somebody else was trained"
    with pytest.raises(ModelError, match="has left"):
        model.person(0).tie_to(gone)


def test_nobody_is_removed_by_hand(model: CultureModel) -> None:
    with pytest.raises(ModelError, match="turnover"):
        model.person(0).remove()
    _in_step(model)


def test_nobody_is_made_by_hand_and_nobody_changes_rows(model: CultureModel) -> None:
    for make in (lambda: Collaborator(model, 3), lambda: Collaborator.create_agents(model, 2, row=3)):
        with pytest.raises(ModelError, match="not made by hand"):
            make()
    with pytest.raises(AttributeError):
        model.agents.set("row", 1)
    model.run_for(10)
    assert len(model.agents) == len(model.world.people.identity)


def test_who_is_taken_out_of_an_agent_set_by_hand_does_not_end_the_run() -> None:
    model, plain = CultureModel(SCENARIO), CultureModel(SCENARIO)
    for person in list(model.agents)[::2]:
        model.agents.remove(person)
    for each in (model, plain):
        each.run_for(20)
    assert model.results().weekly().equals(plain.results().weekly())


def test_partners_are_those_of_the_ties_now() -> None:
    model = CultureModel(SCENARIO.changed(rules={"new_tie": 0.2}))
    model.run_for(20)
    assert model.results().series("arcs_gained").sum() > 0
    arcs = model.ties().to_arcs()
    for row in range(60):
        agent = model.person(row)
        assert agent.named().get("row") == arcs["target"][arcs["source"] == row].tolist()
        assert agent.named_by().get("row") == np.sort(arcs["source"][arcs["target"] == row]).tolist()
        assert agent.partners == len({*agent.named(), *agent.named_by()})
    for k in range(len(arcs["source"])):
        tie = model.person(int(arcs["source"][k])).tie_to(model.person(int(arcs["target"][k])))
        assert tie == {name: arcs[name][k] for name in ("trust", "awareness", "comfort", "influence", "advice")}


def test_there_is_no_tie_where_nobody_is_named(model: CultureModel) -> None:
    for agent in (model.person(0), model.person(59)):
        named = {other.row for other in agent.named()}
        strangers = [other for other in model.agents if other.row not in named]
        assert strangers
        assert all(agent.tie_to(other) is None for other in strangers)
    with pytest.raises(ModelError, match="two models"):
        model.person(0).tie_to(CultureModel(SCENARIO).person(1))


def test_training_by_hand_is_training_by_list() -> None:
    names = tuple(f"person {row + 1}" for row in range(3, 60, 4))
    programme = {"choose": "list", "people": names, "volume": len(names) / 60, "cohorts": 1, "start": 6}
    listed = Simulation(UNTRAINED.changed(programme=programme))
    listed.advance(30)
    by_hand = CultureModel(UNTRAINED)
    by_hand.run_for(6)
    by_hand.agents.select(lambda agent: agent.name in names).do("train")
    _in_step(by_hand)
    assert len(by_hand.agents_by_type[Improver]) == sum(agent.name in names for agent in by_hand.agents) >= 10
    by_hand.run_for(24)
    assert all(map(np.array_equal, by_hand.world.people, listed.world.people))
    assert by_hand.ties().same_as(listed.ties())


def test_training_touches_only_its_own_people(model: CultureModel) -> None:
    agent = next(iter(model.agents_by_type[Collaborator]))
    mine, partners = agent.unique_id, {*agent.named(), *agent.named_by()}
    before = model.world.people.trained_partners.copy()
    agent.train()
    assert isinstance(agent, Improver)
    assert agent.trained
    assert agent.unique_id == mine
    assert agent.knowledge >= np.float32(SCENARIO.programme.knowledge)
    told = np.flatnonzero(model.world.people.trained_partners - before).tolist()
    assert told == sorted(partner.row for partner in partners)


def test_an_improver_is_not_trained_again(model: CultureModel) -> None:
    assert not hasattr(next(iter(model.agents_by_type[Improver])), "train")


def test_nothing_of_the_state_stands_on_agents_or_classes() -> None:
    kinds = (Person, Improver, Collaborator)
    before = [dict(vars(kind)) for kind in kinds]
    models = [CultureModel(SCENARIO), CultureModel(UNTRAINED)]
    for model in models:
        model.run_for(10)
        assert all(
            set(vars(agent)) <= {"model", "unique_id", "pos", "current_action", "_row"} for agent in model.agents
        )
    assert [dict(vars(kind)) for kind in kinds] == before


def test_a_number_too_large_for_its_column_is_refused(model: CultureModel) -> None:
    """Heat has no upper end, but a column of single precision has."""
    person = model.person(0)
    with pytest.raises(ModelError, match="out of range"):
        person.heat = 1e39
    person.heat = 1e30
    assert np.isfinite(person.heat)
