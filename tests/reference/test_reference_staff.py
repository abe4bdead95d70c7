"""The oracle's people: who is trained, how they feel, who leaves and joins, worked by hand."""

from math import exp

import pytest

from sim.network.ties import ITEMS, Ties
from tests.reference import luck
from tests.reference.worlds import after, population, this_week


@pytest.mark.parametrize(
    ("choose", "allowed"),
    [
        pytest.param("hubs", [{3}], id="the one with most partners"),
        pytest.param("teams", [{0, 1, 2}, {3, 4, 5}], id="a whole unit"),
        pytest.param("cross_profession", [{0, 1, 2, 3, 4}, {0, 1, 2, 3, 5}], id="one of each profession"),
        pytest.param("volunteers", [{1}], id="aligned alike, the most aware"),
        pytest.param("list", [{5, 2}], id="those named"),
    ],
)
@pytest.mark.parametrize("seed", range(5))
def test_who_is_chosen(choose: str, allowed: list[set[int]], seed: int) -> None:
    """Row 3 has three partners. Row 1 is most aware of whom it names."""
    staff, _ = population([0, 0, 0, 1, 1, 1], professions=[0, 1, 2, 3, 4, 4])
    arcs = [(0, 3), (3, 2), (4, 3), (1, 5)]
    items: dict[str, list[float]] = {name: [1.0] * 4 for name in ITEMS}
    items["awareness"] = [0.5, 0.5, 0.1, 0.9]
    ties = Ties.from_arcs([source for source, _ in arcs], [target for _, target in arcs], items)
    named = {"people": ["person 6", "person 3", "person 6", "person 1"]} if choose == "list" else {}
    programme = {"volume": len(allowed[0]) / 6, "cohorts": 1, "choose": choose, **named}
    model = after(1, (staff, ties), programme=programme, seed=seed)
    assert {row for row, person in enumerate(model.people()) if person["trained"]} in allowed


def test_places_of_cohorts_and_places_that_find_no_one() -> None:
    """Five people, 160 % of places in three cohorts: 8 places as 2, 3, 3; five can be filled."""
    model = after(3, population([0] * 5), programme={"volume": 1.6, "cohorts": 3, "every": 1})
    assert [week["places_offered"][0] for week in model.weekly] == [2, 5, 8]
    assert [week["places_filled"][0] for week in model.weekly] == [2, 5, 5]
    cut = after(3, population([0] * 5), programme={"volume": 1.6, "cohorts": 3, "every": 1, "end": 1})
    assert this_week(cut, "places_offered") == [2]


def test_joiners_take_the_rows_of_leavers_with_new_identities() -> None:
    arcs = [(row, (row + 1) % 120) for row in range(120)]
    given = {"staffing": {"turnover": 0.95, "alignment_join": 0.4, "alignment_spread": 0.2}}
    model = after(1, population([0] * 120, arcs, awareness=0.8), **given)
    start, chance = luck.base(0, "leave", 0), 1 - 0.05 ** (1 / 52)
    left = [luck.draw(start, luck.person(0, 0, row)) < chance for row in range(120)]
    assert 0 < sum(left) == this_week(model, "joiners")[0]
    for row, (gone, person) in enumerate(zip(left, model.people(), strict=True)):
        assert person["generation"] == gone
        if gone:
            even = luck.draw(luck.base(0, "join", 0), luck.person(0, 1, row))
            assert person["alignment"] == pytest.approx(0.4 + 0.2 * (2 * even - 1))
    for source, target in arcs:
        arc = model.arcs()[source, target]
        if left[source] or left[target]:
            key = luck.pair(luck.person(0, left[source], source), luck.person(0, left[target], target))
            even = luck.draw(luck.base(0, "item.comfort", 0), key)
            assert (arc["trust"], arc["awareness"]) == (0.4, 0)
            assert arc["comfort"] == pytest.approx(0.7 + 0.25 * (2 * even - 1))
        else:
            assert (arc["trust"], arc["comfort"], arc["awareness"]) == (1, 1, 0.8)


def test_improvers_leave_beside_turnover_by_the_same_draw() -> None:
    """Every second one is trained, and leaves with 1 − .05^(1/52) · .75; of the committed nobody does."""
    given = {
        "programme": {
            "volume": 0.5,
            "cohorts": 1,
            "choose": "list",
            "people": [f"person {n}" for n in range(2, 401, 2)],
        },
        "staffing": {"turnover": 0.95, "improvers_leave": 0.25},
    }
    model = after(1, population([0] * 400), **given)
    start, stay = luck.base(0, "leave", 0), 0.05 ** (1 / 52)
    left = [luck.draw(start, luck.person(0, 0, row)) < 1 - stay * (0.75 if row % 2 else 1) for row in range(400)]
    assert [person["generation"] for person in model.people()] == left
    assert sum(left[1::2]) > 2 * sum(left[::2]) > 0
    given["staffing"] = {"improvers_leave": 1, "committed": 0.1}
    everyone = after(1, population([0] * 400), **given)
    for row, (person, agent) in enumerate(zip(everyone.people(), everyone.organisations[0].people, strict=True)):
        assert person["generation"] == (row % 2 == 1 and not agent.committed)


def test_resentment_falls_four_times_faster_with_reflective_talk() -> None:
    """Untrained and with no improver near, half resentful: ω_z = .024, or .096 where heard."""
    for arcs, left in (((0, 1), (1, 0)), 0.5 * (1 - 0.096)), (((0, 1),), 0.5 * (1 - 0.024)):
        model = after(0, population([0, 0], arcs), staffing={"committed": 1}, rules={"resentment_answer": 0})
        for person in model.organisations[0].people:
            person.resentment = 0.5
        model.step()
        assert [person["resentment"] for person in model.people()] == pytest.approx([left, left])


def test_alignment_moves_toward_the_signal_and_coaching_warms_improvers() -> None:
    """v* = .5 · .8 · 1; nobody talks, so practice lapses although coaching warms."""
    given = {
        "values": {"clarity": 0.5, "concision": 0.8},
        "support": {"strength": 0.5},
        "programme": {"volume": 0.5, "cohorts": 1, "choose": "list", "people": ["person 2"], "effect": 1},
        "rules": {"lapse": 1, "protection": 0},
    }
    other, improver = after(1, population([0, 1]), **given).people()
    assert other["alignment"] == improver["alignment"] == pytest.approx(1 + 0.05 * (0.4 - 1))
    assert (other["heat"], improver["heat"]) == pytest.approx((0, 0.64 * 0.5 * (1 - exp(-1 / 4))))
    assert not improver["practising"]
    assert improver["knowledge"] == pytest.approx(0.8 + 0.01 * 0.2)  # practised at the snapshot


def test_practice_is_taken_up_and_lapses_by_the_chances_worked_by_hand() -> None:
    """Four hundred people without partners, half of them practising, with a week of heat behind them."""
    rules = {"take_up": 0.5, "lapse": 0.6}
    model = after(0, population([0] * 400), staffing={"alignment_start": 0.6}, rules=rules)
    for row, person in enumerate(model.organisations[0].people):
        person.heat, person.knowledge, person.resentment = 0.8, 0.7, 0.4
        person.practising = row < 200
    model.step()
    heat = 0.8 * exp(-1 / 4)
    threshold = 0.19 * (1 + 3.1 * 0.4) * (1 + 0.7 * 0.4)
    lit = heat**2.5 / (heat**2.5 + threshold**2.5)
    start = {stream: luck.base(0, stream, 0) for stream in ("practice.up", "practice.lapse")}
    for row, found in enumerate(model.people()):
        key = luck.person(0, 0, row)
        taken_up = luck.draw(start["practice.up"], key) < 1 - exp(-0.5 * 0.7 * lit)
        kept = luck.draw(start["practice.lapse"], key) >= 0.6 * (1 - 0.82 * lit)
        assert found["practising"] == (kept if row < 200 else taken_up)
