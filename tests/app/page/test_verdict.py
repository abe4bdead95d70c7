"""Verdicts: each sentence stands on runs that were made."""

from collections import Counter

import pytest

from app.page.pile import PEOPLE, PRESETS, Pile, Preset, Slid
from app.page.verdict import RUNS, Arm, least_wood, offered, otherwise, places, sentences, verdict
from sim.outcome import BURNING, OUT, SMOULDERING, Outcome
from sim.simulation import simulate


def plain(pile: Pile) -> dict[str, object]:
    return {name: getattr(pile, name) for name in Pile.__slots__}


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.name)
def test_what_is_said_of_a_pile_is_what_its_runs_did(preset: Preset) -> None:
    pile = preset.pile
    found = verdict({"pile": plain(pile), "seed": 50})
    ends = Counter(simulate(pile.scenario(50 + turn)).outcomes()[0].outcome for turn in range(RUNS))
    assert found["arms"][0]["count"] == ends.most_common(1)[0][1]
    assert found["outcome"] == simulate(pile.scenario(50)).outcomes()[0].outcome
    others = otherwise(pile, (), found["arms"][0]["usual"])
    for arm, (words, other, _) in zip(found["arms"][1:], others, strict=True):
        ends = Counter(simulate(other.scenario(50 + turn)).outcomes()[0].outcome for turn in range(RUNS))
        assert arm["words"] == words
        assert arm["count"] == ends[arm["usual"]]
        assert any(f"{arm['count']} of {RUNS} runs" in line for line in found["sentences"])


def outcome(end: str, practising: float) -> Outcome:
    return Outcome("trust", end, practising, None, None)


def test_more_wood_is_not_said_not_to_help_where_it_does() -> None:
    out = Arm("this pile", (outcome(OUT, 0.01),) * 5)
    more = "more wood (112 places instead of 28)"
    no = sentences(out, [Arm(more, (outcome(OUT, 0.02),) * 5)])[-1]
    assert no.startswith("More wood would not have helped: with 112 places")
    yes = sentences(out, [Arm(more, (outcome(BURNING, 0.8),) * 5)])[-1]
    assert "it burns on in 5 of 5 runs" in yes
    assert "not have helped" not in yes
    mixed = (outcome(BURNING, 0.8),) * 3 + (outcome(OUT, 0.0),) * 2
    assert "could go either way" in sentences(out, [Arm(more, mixed)])[-1]
    smoulders = sentences(out, [Arm(more, (outcome(SMOULDERING, 0.2),) * 5)])[-1]
    assert "smouldered, but not burned" in smoulders


def test_luck_is_told_where_it_counts() -> None:
    mixed = Arm("this pile", (outcome(BURNING, 0.6), *(outcome(SMOULDERING, 0.4),) * 4))
    assert "Luck counts here: of 5 runs 1 ended so; this pile usually smoulders." in sentences(mixed, [])


def test_a_change_on_the_way_is_compared_with_none() -> None:
    slid = (Slid(100, "talk", 1.0),)
    piles = otherwise(Pile(0.5, 0.5, 0.5, 0.2), slid, OUT)
    assert piles[-1][0] == "no change on the way"
    assert piles[-1][2] == ()


def test_the_least_wood_burns_and_one_place_less_does_not() -> None:
    pile = Pile(0.9, 0.9, 0.9, 0.4)
    found = least_wood(pile, 1)
    assert found is not None
    ends = [
        simulate(Pile(0.9, 0.9, 0.9, count / PEOPLE).scenario(1)).outcomes()[0].outcome
        for count in (found["places"], found["below"])
    ]
    assert ends[0] == BURNING
    assert found["below"] == 0 or ends[1] != BURNING
    assert places(found["places"] / PEOPLE) == found["places"]
    assert least_wood(Pile(0.0, 0.0, 0.0, 0.4), 1) is None


def test_a_pile_that_never_caught_is_not_said_to_have_gone_out_in_week_0() -> None:
    ended = Outcome("pile", OUT, 0.0, None, 0)
    said = sentences(Arm("this pile", (ended,)), [])
    assert said[0].startswith("The fire never caught: at no time did more than one in twenty practise, 0 % practise")
    assert sentences(Arm("this pile", (ended._replace(extinction=9),)), [])[0].startswith(
        "The fire went out in week 9:"
    )


def test_wood_that_lies_there_counts_whatever_the_slider_says_later() -> None:
    pile, late = Pile(1.0, 1.0, 1.0, 0.8), (Slid(390, "wood", 0.0),)
    assert offered(pile, late) == offered(pile, ()) == 112
    assert offered(Pile(wood=0.4), (Slid(10, "wood", 0.0),)) == 14, "the first cohort of four"
    assert otherwise(pile, late, BURNING)[0][0] == "half the wood (56 places)"
    assert otherwise(Pile(wood=0.8), late, OUT)[0][0] == "more wood (140 places instead of 112)"


@pytest.mark.parametrize("used", [3, 4, 7, 8, 21, 112])
def test_half_the_wood_is_half_of_it(used: int) -> None:
    pile = Pile(1.0, 1.0, 1.0, used / PEOPLE)
    assert offered(pile, ()) == used
    words, other, _ = otherwise(pile, (), BURNING)[0]
    half = used // 2
    assert offered(other, ()) == half
    assert words == (f"about half the wood ({half} of {used} places)" if used % 2 else f"half the wood ({half} places)")


def test_a_challenge_is_told_of_the_fire_that_was_seen() -> None:
    """Seasoned on the way, it burns; so wood that burns on is found with the same seasoning on the way."""
    slid = [{"week": 2, "name": name, "to": 1.0} for name in ("values", "leaders", "talk")]
    found = verdict({"pile": plain(Pile(0.25, 0.25, 0.5, 0.4)), "changes": slid, "seed": 1, "challenge": True})
    assert found["outcome"] == BURNING
    assert found["used"] == 56
    assert found["least"] is not None
    assert found["least"]["places"] <= 56


def test_no_end_is_called_usual_that_most_runs_have_not() -> None:
    shared = (outcome(SMOULDERING, 0.4), outcome(BURNING, 0.6)) * 2
    arm = Arm("this pile", (*shared, outcome(OUT, 0.0)))
    assert arm.usual == SMOULDERING, "what was seen, of two that came as often"
    assert "Luck counts here: of 5 runs 2 ended so; no end comes in most of them." in sentences(arm, [])
