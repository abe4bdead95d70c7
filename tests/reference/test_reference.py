"""The oracle itself, checked on worlds small enough to work out by hand."""

from math import exp, isnan

import pytest

from sim.scenario import Scenario
from tests.reference import luck
from tests.reference.model import ReferenceModel
from tests.reference.worlds import after, crowd, population, this_week


def one_committed(model: ReferenceModel) -> tuple[int, int]:
    """The rows of the committed one and of the other, of two."""
    knowing = [row for row, person in enumerate(model.organisations[0].people) if person.committed]
    assert len(knowing) == 1
    return knowing[0], 1 - knowing[0]


def test_reflective_talk_of_two_worked_by_hand() -> None:
    """Both arcs of the dyad are raised and answered; the one who does not practise warms and learns twice."""
    people = population([0, 0], [(0, 1), (1, 0)], influence=[0.6, 0.3], awareness=0.9)
    model = after(1, people, staffing={"committed": 0.5})
    rows = one_committed(model)
    teacher, learner = (model.people()[row] for row in rows)
    influence = 0.6 if rows[1] == 0 else 0.3  # the learner's arc to the teacher
    knowledge = 2 * 0.18 * influence * 1 * (1 - 0.003)
    assert learner["heat"] == pytest.approx(2 * influence * (1 - exp(-1 / 4)))
    assert learner["knowledge"] == pytest.approx(knowledge)
    assert not learner["practising"]  # it took up with the knowledge of the snapshot, none
    assert (teacher["heat"], teacher["knowledge"], teacher["practising"]) == (0, 1, True)
    assert model.arcs()[0, 1]["awareness"] == pytest.approx(0.9 + 0.05 * 0.1)
    assert model.arcs()[0, 1]["trust"] == 1
    assert this_week(model, "reflective_talk", "telling", "talk_reciprocity", "in_talk") == [2, 0, 1, 1]
    assert this_week(model, "practising", "practising_others", "knowledge") == pytest.approx(
        [0.5, 0, (1 + knowledge) / 2]
    )


def test_practice_taken_up_in_the_second_week_worked_by_hand() -> None:
    people = population([0, 0], [(0, 1), (1, 0)], influence=0.6)
    rules = {"take_up": 20, "doing": 0.1}
    model = after(2, people, staffing={"committed": 0.5}, rules=rules)
    _, learner = one_committed(model)
    kept = exp(-1 / 4)
    heat = 1.2 * (1 - kept) * (1 + kept)
    first = 0.216 * 0.997
    second = min(1, first + 2 * 0.108 * (1 - first)) * 0.997
    person = model.people()[learner]
    assert person["heat"] == pytest.approx(heat)
    assert person["knowledge"] == pytest.approx(second)  # who takes up this week still forgets
    lit = heat**2.5 / (heat**2.5 + 0.19**2.5)
    chance = 1 - exp(-20 * first * lit)
    drawn = luck.draw(luck.base(0, "practice.up", 1), luck.person(0, 0, learner))
    assert chance == pytest.approx(0.9799, abs=1e-4)
    assert person["practising"] == (drawn < chance)


def test_telling_along_a_one_way_arc_worked_by_hand() -> None:
    """Only the trained one names the other: told, not answered; the hearer resents it."""
    given = {
        "programme": {"volume": 0.5, "cohorts": 1, "choose": "list", "people": ["person 1"], "effect": 1},
        "rules": {"doing": 0, "lapse": 0},
    }
    model = after(13, population([0, 0], [(0, 1)], influence=0.6), **given)
    told = after(1, population([0, 0], [(0, 1)], influence=0.6), **given)
    teller, hearer = told.people()
    assert hearer["heat"] == pytest.approx(0.15 * 0.5 * (1 - exp(-1 / 4)))
    assert hearer["knowledge"] == pytest.approx(0.011 * 0.5 * 0.8 * 0.997)
    assert hearer["resentment"] == pytest.approx(0.05)
    assert (teller["trained"], teller["practising"], teller["quiet_weeks"]) == (True, True, 1)
    assert told.arcs()[0, 1]["trust"] == pytest.approx(0.996)
    names = ("reflective_talk", "telling", "talk_reciprocity", "in_talk", "resentment", "ostracised")
    assert this_week(told, *names) == pytest.approx([0, 1, 0, 1, 0.05, 0])
    assert this_week(told, "knowledge_improvers", "locked_in") == pytest.approx([0.8, 1 - 0.0044 * 0.997 / 0.8])
    assert this_week(model, "ostracised") == [1]


def test_across_professions_fear_silences_and_pressure_closes_answers() -> None:
    """At full fear S is 0: nothing is raised across professions, all of it within one."""
    arcs = [(0, 1), (1, 0)]
    given = {"staffing": {"committed": 0.5}, "leadership": {"fear": 1}}
    assert this_week(after(1, population([0, 0], arcs, [0, 1]), **given), "reflective_talk", "telling") == [0, 0]
    assert this_week(after(1, population([0, 0], arcs, [1, 1]), **given), "reflective_talk", "telling") == [2, 0]


def test_telling_someone_who_names_the_teller_worked_by_hand() -> None:
    """Pressure closes every answer. The hearer is warmed by the influence it ascribes, the teller not at all."""
    people = population([0, 0], [(0, 1), (1, 0)], influence=[0.6, 0.3], awareness=0.9)
    rules = {"pressure_silence": 1, "told_transfer": 0.1}
    model = after(1, people, staffing={"committed": 0.5}, targets={"pressure": 1}, rules=rules)
    assert this_week(model, "reflective_talk", "telling") == [0, 2]
    teller, hearer = one_committed(model)
    influence = 0.6 if hearer == 0 else 0.3
    assert model.people()[hearer]["heat"] == pytest.approx(0.15 * influence * (1 - exp(-1 / 4)))
    assert model.people()[hearer]["knowledge"] == pytest.approx(0.1 * influence * 0.997)
    assert model.people()[teller]["heat"] == 0
    for arc in model.arcs().values():
        assert (arc["trust"], arc["awareness"]) == pytest.approx((0.996, 0.905))
    assert this_week(model, "practising_reported") == pytest.approx([0.5 + 0.8 * 0.5])


def test_talk_answered_by_someone_who_does_not_name_the_teller_worked_by_hand() -> None:
    """With `answer_unnamed` of 1 the hearer answers, by the influence of the unnamed; only the arc there is changes."""
    given = {
        "programme": {"volume": 0.5, "cohorts": 1, "choose": "list", "people": ["person 1"], "effect": 1},
        "rules": {"doing": 0, "lapse": 0, "answer_unnamed": 1, "influence_unnamed": 0.4},
    }
    model = after(1, population([0, 0], [(0, 1)], influence=0.6, trust=0.9, awareness=0.8), **given)
    teller, hearer = model.people()
    assert this_week(model, "reflective_talk", "telling", "arcs", "resentment") == [1, 0, 1, 0]
    assert hearer["heat"] == pytest.approx(0.4 * (1 - exp(-1 / 4)))
    assert hearer["knowledge"] == pytest.approx(0.18 * 0.4 * 0.8 * 0.997)
    assert (teller["heat"], teller["quiet_weeks"]) == (0, 0)
    assert model.arcs()[0, 1]["trust"] == pytest.approx(1 - 0.1 * 0.988)
    assert model.arcs()[0, 1]["awareness"] == pytest.approx(0.81)


def test_a_week_never_teaches_more_than_the_best_partner_knows() -> None:
    people = population([0, 0], [(0, 1), (1, 0)])
    model = after(1, people, staffing={"committed": 0.5}, rules={"reflective_transfer": 0.9})
    assert model.people()[one_committed(model)[1]]["knowledge"] == pytest.approx(0.997)


def test_talk_is_raised_and_answered_by_the_chances_worked_by_hand() -> None:
    """Two professions, loads of .8, and one who practises for good beside one who never does, for 200 weeks."""
    still = ("trust_gain", "trust_loss", "awareness_gain", "alignment_rate", "take_up")
    given = {
        "leadership": {"clinical": 0.9, "enablement": 0.4, "fear": 0.1},
        "targets": {"pressure": 0.5},
        "staffing": {"committed": 0.5},
        "rules": {"talk_rate": 2.6, "asking": 0.61, "capacity": 2, **dict.fromkeys(still, 0)},
    }
    people = population([0, 0], [(0, 1), (1, 0)], [0, 1], advice=0.7, comfort=0.8, trust=[0.6, 0.5], awareness=0.9)
    model = after(200, people, **given)
    teacher, _ = one_committed(model)
    safety = 0.9 * 0.6 * 0.75
    raised: list[int] = []
    answered: list[int] = []
    for week in range(200):
        for source, trust, trust_back in ((0, 0.6, 0.5), (1, 0.5, 0.6)):
            moved = 1 if source == teacher else 0.61 * 0.9
            chance = 1 - exp(-2.6 * 0.7 * 0.8 * trust * safety * 0.8 * 0.8 * moved)
            key = luck.pair(luck.person(0, 0, source), luck.person(0, 0, 1 - source))
            if luck.draw(luck.base(0, "talk.raise", week), key) < chance:
                raised.append(week)
                if luck.draw(luck.base(0, "talk.answer", week), key) < trust_back * safety * 0.75:
                    answered.append(week)
    assert 5 <= len(answered) < len(raised)
    reflective = [week["reflective_talk"][0] for week in model.weekly]
    telling = [week["telling"][0] for week in model.weekly]
    assert reflective == [answered.count(week) for week in range(200)]
    assert telling == [raised.count(week) - answered.count(week) for week in range(200)]


def test_two_talk_spaces_of_all_four_worked_by_hand() -> None:
    """Each unit's session brings both units together. At most two new partners a year: of six pairs, the
    three among the first three who came gain their arcs; the fourth finds everyone full."""
    given = {"talk": {"sessions": 1, "size": 4, "mix": 0.5}, "staffing": {"committed": 0.25}, "rules": {"new_tie": 1}}
    model = after(1, population([0, 0, 1, 1]), **given)
    assert this_week(model, "sessions", "attendances", "arcs_gained", "arcs") == [2, 8, 6, 6]
    assert sorted(person["new_partners"] for person in model.people()) == [0, 2, 2, 2]
    for person, agent in zip(model.people(), model.organisations[0].people, strict=True):
        others = 0 if agent.committed else 1
        assert person["heat"] == pytest.approx(2 * 3.5 * others / 3 * (1 - exp(-1 / 4)))
        assert agent.committed or person["knowledge"] == pytest.approx(2 * 0.18 * 0.997)
    for (source, target), arc in model.arcs().items():
        key = luck.pair(luck.person(0, 0, source), luck.person(0, 0, target))
        even = luck.draw(luck.base(0, "item.advice", 0), key)
        assert (arc["trust"], arc["awareness"]) == (0.4, 0)
        assert arc["advice"] == pytest.approx(0.7 + 0.25 * (2 * even - 1))
    assert this_week(model, "in_talk", "reflective_talk") == [1, 0]


def test_a_talk_space_returns_a_one_way_arc_without_a_new_partner() -> None:
    """The way out of Trust D. The arc that existed counts one answered talk in each of the two sessions."""
    people = population([0, 1], [(0, 1)], trust=0.5, awareness=0.5)
    given = {"talk": {"sessions": 1, "size": 2, "mix": 0.5}, "rules": {"new_tie": 1, "new_partners": 0}}
    model = after(1, people, **given)
    assert this_week(model, "arcs_gained", "arcs") == [1, 2]
    assert model.arcs()[0, 1]["trust"] == pytest.approx(1 - 0.5 * (1 - 0.012) ** 2)
    assert model.arcs()[0, 1]["awareness"] == pytest.approx(0.5 + 0.05 * 0.5)
    assert model.arcs()[1, 0]["trust"] == 0.4
    assert [person["new_partners"] for person in model.people()] == [0, 0]


def test_a_talk_space_counts_one_answered_talk_for_each_arc() -> None:
    people = population([0, 0], [(0, 1), (1, 0)], trust=0.5)
    model = after(1, people, talk={"sessions": 1, "size": 2, "mix": 0})
    assert this_week(model, "sessions", "attendances") == [1, 2]
    assert [arc["trust"] for arc in model.arcs().values()] == pytest.approx([1 - 0.5 * 0.988**2] * 2)


def test_a_workshop_worked_by_hand() -> None:
    """Two units of three; one improver. The team of two is the leader and one of the chosen unit."""
    given = {
        "programme": {"volume": 0.1667, "cohorts": 1, "choose": "list", "people": ["person 1"], "effect": 1},
        "workshops": {"rate": 1, "team": 2, "spread": 0},
        "rules": {"lapse": 0},
    }
    model = after(1, population([0, 0, 0, 1, 1, 1]), **given)
    draws = [luck.draw(luck.base(0, "workshop.unit", 0), luck.unit(0, number)) for number in (0, 1)]
    chosen = draws.index(min(draws))
    roster = [row for row in (1, 2, 3, 4, 5) if row // 3 == chosen]
    start = luck.base(0, "workshop.team", 0)
    mate = min(roster, key=lambda row: luck.draw(start, luck.pair(luck.unit(0, chosen), luck.person(0, 0, row))))
    people = model.people()
    assert people[mate]["heat"] == pytest.approx(3.5 * (1 - exp(-1 / 4)))
    assert people[mate]["knowledge"] == pytest.approx(0.18 * 0.8 * 0.997)
    assert sum(person["heat"] > 0 for person in people) == 1
    unit = model.units()[chosen]
    assert (unit["gain_lead"], unit["gain_defects"]) == pytest.approx((0.62, 0.6316))
    assert unit["gain_won"] == pytest.approx(0.62)
    names = ("workshops", "workshop_places", "gains_held", "hours_saved", "lead_time")
    hours = 43.1 * 0.62
    assert this_week(model, *names) == pytest.approx([1, 2, 1, hours, 43.1 - hours / 2])


def test_a_gain_slips_from_the_week_after_it_was_won() -> None:
    """Nobody practises but the improver, who is one of three in their unit or in the other."""
    given = {
        "programme": {"volume": 0.1667, "cohorts": 1, "choose": "list", "people": ["person 1"], "effect": 1},
        "workshops": {"rate": 1, "end": 1, "team": 2, "spread": 0},
        "rules": {"lapse": 0, "take_up": 0, "gain_regress": 0.3, "crew": 2},
    }
    model = after(3, population([0, 0, 0, 1, 1, 1]), **given)
    won = [number for number, unit in enumerate(model.units()) if unit["gain_won"] > 0]
    kept = 1 - 0.3 * (1 - (1 / 3 if won == [0] else 0)) ** 2
    assert model.units()[won[0]]["gain_lead"] == pytest.approx(0.62 * kept * kept)


def test_undefined_measures_are_nan() -> None:
    model = after(1, population([0, 0], [(0, 1)]))
    undefined = ("knowledge_improvers", "locked_in", "ostracised", "talk_reciprocity", "gains_held")
    assert all(isnan(value) for value in this_week(model, *undefined))
    assert not isnan(this_week(model, "practising_others")[0])


def test_an_organisation_does_not_feel_another_and_stays_within_bounds() -> None:
    first, second, third = {"name": "a"}, {"name": "d", "seasoning": 0.2}, {"name": "e", "programme": {"volume": 1}}
    models = []
    for other in (second, third):
        scenario = Scenario(organisations=[first, other], seed=11, rules={"new_tie": 0.05})
        model = ReferenceModel(scenario, [crowd(1), crowd(2)])
        for _ in range(60):
            model.step()
        models.append(model)
    here, there = models
    assert [p for p in here.people() if p["organisation"] == 0] == [p for p in there.people() if p["organisation"] == 0]
    assert [p for p in here.people() if p["organisation"] == 1] != [p for p in there.people() if p["organisation"] == 1]
    for person in here.people():
        assert all(0 <= person[name] <= 1 for name in ("knowledge", "resentment", "alignment"))
        assert person["heat"] >= 0
    assert all(0 <= value <= 1 for arc in here.arcs().values() for value in arc.values())
    assert max(week["reflective_talk"][0] for week in here.weekly) > 0
    assert max(week["arcs_gained"][0] for week in here.weekly) > 0
