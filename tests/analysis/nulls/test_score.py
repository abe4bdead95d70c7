"""Scoring a null model: the same judges, its own edge, and what it cannot say."""

import math

from analysis.findings import share
from analysis.nulls.bass import Bass
from analysis.nulls.page import page
from analysis.nulls.repenning import Repenning
from analysis.nulls.score import ask, score
from analysis.patterns import p01_damp_dies, p04_fuel_by_seasoning, p06_talk_makes_network, p07_capacity
from analysis.patterns.pattern import Setting

SETTING = Setting(seeds=range(20), people=60, edge=0.5)
DYING = Bass(0.0, 0.0, 0.0, 0.0, 0.1, 0.5)
ALIGHT = Bass(0.01, 0.0, 0.5, 0.5, 0.01, 0.5)
TURNING = Repenning(0.01, 0.3, 1.2, 2.0, 4.0, 0.001, 0.3)
PATTERNS = [module.PATTERN for module in (p01_damp_dies, p04_fuel_by_seasoning, p06_talk_makes_network, p07_capacity)]


def test_the_same_judge_says_yes_and_no() -> None:
    assert ask(DYING, p01_damp_dies.PATTERN, SETTING).holds is True
    lit = ask(ALIGHT, p01_damp_dies.PATTERN, SETTING)
    assert lit.holds is False
    assert lit.beyond == ""
    assert lit.findings[0].found.value == 1


def test_what_it_cannot_say_has_lost() -> None:
    for pattern in (p06_talk_makes_network.PATTERN, p07_capacity.PATTERN):
        said = ask(TURNING, pattern, SETTING)
        assert said.holds is False
        assert said.findings == ()
        assert said.beyond


def test_the_edge_is_its_own() -> None:
    found = score(TURNING, PATTERNS, SETTING)
    assert 0.3 < found.edge < 0.9
    assert [said.holds for said in found.said] == [True, True, False, False]
    other = score(TURNING, PATTERNS[:2], Setting(seeds=range(20), people=60, edge=0.0))
    assert [said.findings for said in other.said] == [said.findings for said in found.said[:2]]
    assert math.isnan(score(DYING, PATTERNS[:1], SETTING).edge)


def test_the_page_tells_poverty_from_error() -> None:
    scores = [score(null, PATTERNS, SETTING) for null in (ALIGHT, TURNING)]
    model = {1: [share("burning", [False] * 5, "at most 1 %", lambda found: found.value == 0)]}
    text = page(scores, model, {"made": "by hand"})
    assert "| 1. Damp dies however much wood | c | holds | **fails** | holds |" in text
    assert "| 7. Capacity | e | – | **cannot say** | **cannot say** |" in text
    assert "| model | 1 | 0 | 0 | 3 |" in text
    assert "| Bass | 0 | 2 | 2 | 0 |" in text
    assert "| Repenning | 2 | 0 | 2 | 0 |" in text
    assert "| Repenning | easing | 2 |" in text
    assert "(what network.kind does)" in text
