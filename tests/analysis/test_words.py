"""Verdicts in plain words, and what one change did."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from analysis.contrasts import Arm, contrasts, decides, divide, told
from analysis.facts import Facts
from analysis.intervals import Interval
from analysis.words import ending, in_runs, percent, percents, points, verdict
from sim.scenario import Scenario

Made = Callable[..., Facts]
NAN = float("nan")


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("outcomes", "said"),
    [
        (("burning",) * 4, "burns on in all 4 runs"),
        (("out",), "goes out in the one run"),
        (("out", "burning", "out"), "goes out in 2 of 3 runs, burns on in 1"),
        (("not yet",) * 2, "is not decided yet in all 2 runs"),
        (("smouldering", "out", "burning", "smouldering"), "smoulders in 2 of 4 runs, burns on in 1, goes out in 1"),
    ],
)
def test_an_ending_counts_its_runs(made: Made, outcomes: tuple[str, ...], said: str) -> None:
    assert ending(made(outcomes=outcomes)) == said


def test_a_verdict_says_when_and_how_many_practise(made: Made) -> None:
    facts = made(outcomes=("out",) * 4, extinction=290, weekly={"practising": np.linspace(0, 1, 416)})
    assert plain(verdict(facts)) == (
        "a trust goes out in all 4 runs, 30 weeks after support ended. "
        "Practising: 12 % at one year, 62 % when support ended, 100 % three years later."
    )
    assert "alight from week 40 on" in verdict(made())
    assert "alight" not in verdict(made(outcomes=("burning", "out")))
    assert "before support ended" in verdict(made(outcomes=("out",) * 4, extinction=200))


def test_staff_too_few_for_a_place_in_training_are_said_to_be_untrained(made: Made) -> None:
    few = made(outcomes=("out",), weekly={"places_offered": 0.0}, start={"people": 2.0})
    assert verdict(few).endswith("Nobody was trained: programme.volume=0.2 of 2 people is less than half a person.")
    assert "Nobody was trained" not in verdict(made(weekly={"places_offered": 0.0}, start={"people": 3.0}))
    assert "Nobody was trained" not in verdict(made(start={"people": 2.0}))


def test_numbers_in_words() -> None:
    assert plain(percent(0.314)) == "31 %"
    assert percent(NAN) == "–"
    assert percents(Interval(0.5, 0.25, 1.0)) == "50 (25–100)"
    assert plain(points(Interval(-0.1, -0.2, 0.001), 5)) == "−10 points (95 % interval −20 to 0, n = 5 pairs)"
    assert in_runs(0, 1) == "not in the one run"


def arms(made: Made, finals: tuple[float, float, float, float]) -> list[Arm]:
    """Two kinds of ties by two contexts; who ends high burns, who ends low is out."""
    found = []
    for (ties, context), final in zip([("X", "dry"), ("X", "wet"), ("Y", "dry"), ("Y", "wet")], finals, strict=True):
        burns = final > 0.5
        facts = made(
            f"{ties}, {context}",
            outcomes=("burning" if burns else "out",) * 4,
            weekly={"in_talk": 0.6 if burns else 0.1, "ostracised": 0.05 if burns else 0.7},
            start={"reciprocity_arcs": 0.7 if ties == "X" else 0.2},
            final=final,
            ignition=(40 if ties == "X" else 60) if burns else None,
            extinction=None if burns else 290,
            scenario=Scenario(seasoning=1.0 if context == "dry" else 0.0),
        )
        found.append(Arm(ties, context, facts))
    return found


def test_arms_are_compared_where_one_thing_differs(made: Made) -> None:
    found = contrasts(arms(made, (0.9, 0.0, 0.8, 0.0)))
    assert [(each.differs, each.names) for each in found] == [
        ("context", ("dry", "wet")),
        ("context", ("dry", "wet")),
        ("ties", ("X", "Y")),
        ("ties", ("X", "Y")),
    ]
    assert [round(each.effect.value, 3) for each in found] == [0.9, 0.8, 0.1, 0.0]


def test_a_contrast_tells_its_numbers(made: Made) -> None:
    by_context, _, by_ties, _ = contrasts(arms(made, (0.9, 0.0, 0.8, 0.0)))
    said = plain(told(by_context))
    assert said.startswith("X's ties, dry or wet: 50 % against 50 % of talk about improvement was answered")
    assert "5 % against 70 % of improvers were left unanswered for 13 weeks" in said
    assert said.endswith("Final practising, dry less wet: +90 points (95 % interval +90 to +90, n = 4 pairs).")
    said = plain(told(by_ties))
    assert said.startswith("The dry context, X or Y:")
    assert "70 % against 20 % of arcs were returned" in said
    assert "X burned from week 40, Y from week 60." in said


@pytest.mark.parametrize(
    ("finals", "said"),
    [
        ((0.9, 0.0, 0.8, 0.0), "the context decides whether a fire lasts; the ties tell how soon it catches"),
        ((0.9, 0.8, 0.0, 0.0), "the ties decide whether a fire lasts"),
        ((0.9, 0.0, 0.0, 0.0), "neither decides alone"),
    ],
)
def test_what_decides_follows_from_the_numbers(
    made: Made, finals: tuple[float, float, float, float], said: str
) -> None:
    assert said in decides(contrasts(arms(made, finals)))


@pytest.mark.parametrize("finals", [(0.0, 0.0, 0.0, 0.0), (0.03, 0.0, 0.02, 0.0), (0.9, 0.8, 0.6, 0.7)])
def test_nothing_decides_where_every_fire_ends_alike(made: Made, finals: tuple[float, float, float, float]) -> None:
    said = decides(contrasts(arms(made, finals)))
    assert "decide" not in said
    assert said.endswith(f"The usual end is the same with each of them: {'burning' if finals[0] > 0.5 else 'out'}.")


def test_what_luck_explains_decides_nothing(made: Made) -> None:
    """Larger than twice the other, but not clear of 0."""
    one, two, three, four = contrasts(arms(made, (0.9, 0.0, 0.8, 0.0)))
    unsure = [replace(each, effect=each.effect._replace(low=-0.1)) for each in (one, two)]
    assert "neither decides alone" in decides([*unsure, three, four])


def test_what_divides_is_said_only_where_it_does(made: Made) -> None:
    every = arms(made, (0.9, 0.0, 0.8, 0.0))
    assert "60 % of untrained staff were in talk" in plain(divide(every))
    assert divide([arm for arm in every if arm.context == "dry"]) == ""
    quiet = made("quiet", outcomes=("burning",) * 4, weekly={"in_talk": 0.01, "ostracised": 0.9})
    assert divide([*every, Arm("Z", "dry", quiet)]) == ""
    assert decides(contrasts(every[:2])) == "", "the ties were not varied"
