"""The equations, each by itself: values worked by hand, ranges, which way they go, and their limits."""

import inspect
from collections.abc import Callable
from math import exp, expm1, log
from typing import Any, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim import rules
from tests.sim.mutants import rules as all_rules

RULES: Final = all_rules()

VALUES: Final[dict[str, list[tuple[tuple[float, ...], float]]]] = {
    "safety": [((0.2, 0.9, 0.4, 0.5, 0.6), 0.336)],  # .8 · √.36 · .7
    "signal": [((0.5, 0.8, 0.25), 0.1)],
    "leave_chance": [((1 - 0.99**52,), 0.01)],
    "improver_leave_chance": [((0.2, 0.25), 0.4)],  # 1 − .8 · .75
    "chance": [((log(4), 1.0), 0.75), ((log(4), 0.5), 0.375)],
    "load": [((5.0, 0.4, 4), 0.5), ((5.0, 0.4, 2), 1.0), ((5.0, 0.4, 1), 1.0)],
    "motive": [
        ((1.0, 0.6, 0.5, 1.0), 1.0),
        ((1.0, 0.6, 0.5, 0.0), 1.0),
        ((0.0, 0.6, 0.5, 1.0), 0.3),
        ((0.0, 0.6, 0.5, 0.0), 0.0),
    ],
    "urge": [((4.0, 0.5, 0.5, 0.8, 0.25), 0.2)],
    "raise_rate": [((32.0, 0.5, 0.5, 0.5, 0.5), 2.0)],
    "openness": [((0.8, 0.5, 0.4), 0.64)],
    "answer_chance": [((0.5, 0.8, 0.5, 0.5, 0.4), 0.16)],
    "session_chance": [((0.5, 0.4), 0.2)],
    "unnamed": [((0.7, True, 0.5), 0.7), ((0.0, False, 0.5), 0.5)],
    "heat_after": [
        ((0.8, 0.4, 0.75), 0.7),  # .6 + .1
        ((1e-6, 0.0, 1.0), 1e-6),
        ((1.9e-6, 0.0, 0.5), 0.0),
    ],
    "threshold": [((0.2, 3.0, 0.75, 0.5, 0.4), 0.42)],  # .2 · 1.75 · 1.2
    "lit": [((0.1, 0.2, 2.0), 0.2), ((0.05, 0.1, 3.0), 1 / 9), ((0.3, 0.1, 2.0), 0.9), ((0.0, 0.2, 2.0), 0.0)],
    "take_up_rate": [((16.0, 0.5, 0.25), 2.0)],
    "lapse_chance": [((0.1, 0.8, 0.5), 0.06)],
    "transfer": [((0.2, 0.5, 0.6), 0.06)],
    "knowledge_after": [
        ((0.3, 0.05, 0.9), 0.35),
        ((0.3, 0.2, 0.9), 0.5),
        ((0.3, 0.8, 0.9), 0.9),
        ((0.3, 0.0, 0.0), 0.3),
    ],
    "practised": [((0.4, 0.1), 0.46)],
    "forgotten": [((0.5, 0.02), 0.49)],
    "distrust_kept": [((0.2, 2), 0.64), ((0.2, 0), 1.0)],
    "trust_won": [((0.6, 0.64), 0.744), ((0.6, 1.0), 0.6)],  # 1 − .4 · .64
    "trust_lost": [((0.5, 0.2, 0.1), 0.4), ((0.1, 0.5, 0.08), 0.08)],
    "awareness_after": [((0.4, 0.1), 0.46)],
    "resentment_after": [
        ((0.4, False, False, 0.6, 0.2, 0.1, 4.0), 0.432),  # .4 + .072 − .04
        ((0.4, True, False, 0.6, 0.2, 0.1, 4.0), 0.36),
        ((0.4, False, True, 0.6, 0.2, 0.1, 4.0), 0.24),  # .4 − 4 · .04
        ((0.4, True, True, 0.6, 0.2, 0.1, 4.0), 0.24),
        ((0.4, False, True, 0.6, 0.2, 0.9, 4.0), 0.0),
        ((0.9, False, False, 1.0, 20.0, 0.0, 4.0), 1.0),
    ],
    "alignment_after": [((0.4, 0.1, 0.9), 0.45), ((0.9, 0.1, 0.4), 0.85)],
    "gain_kept": [((0.1, 1.0, 0.4), 0.94), ((0.1, 2.0, 0.4), 0.964)],  # 1 − .1 · .6²
    "reported": [((0.5, 0.8, 0.25), 0.6), ((0.77, 0.8, 1.0), 0.954)],  # .77 reads .95: Bevan & Hood
    "about": [((0.5, 0.2, 0.75), 0.6), ((0.9, 0.4, 0.9), 1.0), ((0.1, 0.4, 0.1), 0.0)],
}
"""By rule: what is given, and what must come of it."""

BRIEF: Final = settings(max_examples=50, deadline=None)

WAYS: Final = {
    "safety": "-fear +clinical +enablement -silence -pressure",
    "signal": "+clarity +concision +consistency",
    "leave_chance": "+turnover",
    "improver_leave_chance": "+leaving +improvers_leave",
    "chance": "+rate +share",
    "load": "+capacity +enablement -partners",
    "motive": "+practising +asking +awareness +other_practising",
    "urge": "+rate +time +advice +comfort +trust",
    "raise_rate": "+urge +safety +load_i +load_j +motive",
    "openness": "+alignment -resentment_answer -resentment",
    "answer_chance": "+trust +openness +safety -silence -pressure",
    "session_chance": "+sessions +enablement",
    "unnamed": "+item ~named +instead",
    "heat_after": "+heat +exposure ~keep",
    "threshold": "+base +dampness -alignment +resentment_weight +resentment",
    "lit": "+heat -threshold ~steepness",
    "take_up_rate": "+take_up +knowledge +lit",
    "lapse_chance": "+lapse -protection -lit",
    "transfer": "+rate +influence +gap",
    "knowledge_after": "+knowledge +gains +best",
    "practised": "+knowledge +doing",
    "forgotten": "+knowledge -forgetting",
    "distrust_kept": "-gain -answered",
    "trust_won": "+trust -kept",
    "trust_lost": "+trust -loss +floor",
    "awareness_after": "+awareness +gain",
    "resentment_after": "~resentment -trained -heard +trained_share +rise -fall -relief",
    "alignment_after": "+alignment ~rate +signal",
    "gain_kept": "-regress +crew +practising",
    "reported": "+practising +gaming +pressure",
    "about": "+mean ~spread +luck",
}
"""By rule and argument: whether the result rises (+) or falls (−) with it, or now one, now the other (~)."""

SHARE: Final = st.floats(0.0, 1.0)
HEAT: Final = st.floats(0.0, 100.0)
RANGES: Final[dict[str, st.SearchStrategy[Any]]] = {
    "turnover": st.floats(0.0, 0.95),
    "capacity": st.floats(0.0, 1000.0),
    "partners": st.integers(1, 1000),
    "urge": st.floats(0.0, 20.0),
    "named": st.booleans(),
    "trained": st.booleans(),
    "heard": st.booleans(),
    "heat": HEAT,
    "exposure": HEAT,
    "base": st.floats(1e-3, 20.0),
    "threshold": st.floats(1e-3, 1e3),
    "dampness": st.floats(0.0, 50.0),
    "resentment_weight": st.floats(0.0, 50.0),
    "steepness": st.floats(0.5, 50.0),
    "take_up": st.floats(0.0, 20.0),
    "answered": st.integers(0, 60),
    "relief": st.floats(1.0, 40.0),
    "crew": st.floats(1.0, 50.0),
}
"""What an argument may be, as in the schema; what is not here is a share."""

BOUNDS: Final[dict[str, Callable[..., tuple[float, float]]]] = {
    "leave_chance": lambda turnover: (0.0, turnover),
    "improver_leave_chance": lambda leaving, improvers_leave: (max(leaving, improvers_leave), 1.0),
    "raise_rate": lambda urge, *_shares: (0.0, urge),
    "take_up_rate": lambda take_up, _knowledge, _lit: (0.0, take_up),
    "heat_after": lambda heat, exposure, keep: (0.0, max(heat, exposure)),
    "threshold": lambda base, dampness, _a, weight, _z: (base, base * (1 + dampness) * (1 + weight)),
    "lapse_chance": lambda lapse, _rho, _lit: (0.0, lapse),
    "transfer": lambda _rate, _influence, gap: (0.0, gap),
    "knowledge_after": lambda knowledge, _gains, best: (knowledge, best),
    "practised": lambda knowledge, _doing: (knowledge, 1.0),
    "forgotten": lambda knowledge, _forgetting: (0.0, knowledge),
    "distrust_kept": lambda _gain, _answered: (0.0, 1.0),
    "trust_won": lambda trust, _kept: (trust, 1.0),
    "trust_lost": lambda trust, _loss, floor: (floor, max(trust, floor)),
    "awareness_after": lambda awareness, _gain: (awareness, 1.0),
    "alignment_after": lambda alignment, _rate, signal: (min(alignment, signal), max(alignment, signal)),
    "reported": lambda practising, _gaming, _pressure: (practising, 1.0),
}
"""Between what the result lies, given the arguments; what is not here lies in [0, 1]."""

TINY: Final = 1e-12


@st.composite
def arguments(draw: st.DrawFn, rule: str) -> dict[str, Any]:
    """Anything that a rule may be given, by argument; `best` is the best partner's knowledge, if one knows more."""
    found = {name: draw(RANGES.get(name, SHARE)) for name in inspect.signature(RULES[rule]).parameters}
    if rule == "knowledge_after":
        found["knowledge"], found["best"] = sorted((found["knowledge"], found["best"]))
    return found


def test_every_rule_is_tested_by_name_and_in_every_argument() -> None:
    assert list(RULES) == list(VALUES) == list(WAYS)
    for name, ways in WAYS.items():
        assert [way[1:] for way in ways.split()] == list(inspect.signature(RULES[name]).parameters), name


@pytest.mark.parametrize("rule", VALUES)
def test_values_worked_by_hand(rule: str) -> None:
    for values, expected in VALUES[rule]:
        assert getattr(rules, rule)(*values) == pytest.approx(expected, rel=TINY, abs=1e-15), values


@pytest.mark.parametrize("rule", VALUES)
def test_stays_within_its_bounds(rule: str) -> None:
    @BRIEF
    @given(arguments(rule))
    def stays(values: dict[str, Any]) -> None:
        result = getattr(rules, rule)(**values)
        low, high = BOUNDS.get(rule, lambda *_: (0.0, 1.0))(*values.values())
        assert low - TINY <= result <= high * (1 + TINY) + TINY

    stays()


@pytest.mark.parametrize(
    ("rule", "argument", "way"),
    [(rule, way[1:], way[0]) for rule, ways in WAYS.items() for way in ways.split() if way[0] != "~"],
)
def test_goes_one_way(rule: str, argument: str, way: str) -> None:
    @BRIEF
    @given(arguments(rule), RANGES.get(argument, SHARE))
    def goes(values: dict[str, Any], other: Any) -> None:
        low, high = sorted((values[argument], other))
        if argument == "knowledge":
            high = min(high, values.get("best", high))
        at_low, at_high = (getattr(rules, rule)(**(values | {argument: value})) for value in (low, high))
        slack = TINY * (1 + abs(at_low))
        assert at_low <= at_high + slack if way == "+" else at_high <= at_low + slack

    goes()


# ---------------------------------------------------------------- limits


def test_talk_is_not_safe_where_clinicians_do_not_lead_or_managers_do_not_enable_or_all_are_afraid() -> None:
    assert rules.safety(0.0, 1.0, 1.0, 0.5, 0.0) == 1.0
    for nothing in ((1.0, 1.0, 1.0, 0.5, 0.0), (0.0, 0.0, 1.0, 0.5, 0.0), (0.0, 1.0, 0.0, 0.5, 0.0)):
        assert rules.safety(*nothing) == 0.0
    assert rules.safety(0.0, 1.0, 1.0, 1.0, 1.0) == 0.0


@BRIEF
@given(RANGES["turnover"])
def test_a_year_of_weekly_chances_adds_up_to_turnover(turnover: float) -> None:
    assert 1 - (1 - rules.leave_chance(turnover)) ** 52 == pytest.approx(turnover, abs=1e-12)


@BRIEF
@given(RANGES["turnover"])
def test_improvers_leave_as_others_do_or_all_at_once(turnover: float) -> None:
    leaving = rules.leave_chance(turnover)
    assert rules.improver_leave_chance(leaving, 0.0) == leaving
    assert rules.improver_leave_chance(leaving, 1.0) == 1.0


def test_a_hub_shares_out_the_time_it_has() -> None:
    for partners in range(1, 100):
        assert partners * rules.load(5.0, 0.8, partners) == pytest.approx(min(partners, 4))
    assert rules.load(0.0, 0.8, 3) == 0.0


@BRIEF
@given(st.floats(0.0, 1e-3), SHARE, SHARE)
def test_a_rare_talk_has_its_rate_as_chance(urge: float, safety: float, load: float) -> None:
    rate = urge * safety * load
    chance = rules.chance(rules.raise_rate(urge, safety, load, 1.0, 1.0), 1.0)
    assert chance == pytest.approx(-expm1(-rate), abs=1e-15)
    assert chance == pytest.approx(rate, abs=rate * rate + 1e-15)


@BRIEF
@given(st.floats(0.01, 5.0), st.floats(0.1, 0.9))
def test_heat_settles_at_a_steady_exposure_and_goes_out_without(exposure: float, keep: float) -> None:
    heat = 0.0
    for _ in range(400):
        heat = rules.heat_after(heat, exposure, keep)
    assert heat == pytest.approx(exposure)
    for _ in range(400):
        heat = rules.heat_after(heat, 0.0, keep)
    assert heat == 0.0


def test_heat_fades_by_e_in_its_memory() -> None:
    heat = 1.0
    for _ in range(4):
        heat = rules.heat_after(heat, 0.0, exp(-1 / 4))
    assert heat == pytest.approx(exp(-1))


@BRIEF
@given(st.floats(1e-3, 20.0), RANGES["steepness"], st.floats(0.1, 10.0))
def test_people_are_half_lit_at_their_threshold_and_only_the_ratio_counts(base: float, m: float, ratio: float) -> None:
    assert rules.lit(base, base, m) == 0.5
    assert rules.lit(ratio * base, base, m) == pytest.approx(ratio**m / (1 + ratio**m))
    assert rules.lit(ratio * base, base, m) + rules.lit(base, ratio * base, m) == pytest.approx(1)


def test_steep_people_light_at_once() -> None:
    assert rules.lit(0.9, 1.0, 50.0) < 0.01
    assert rules.lit(1.1, 1.0, 50.0) > 0.99


def test_the_aligned_and_content_ask_no_more_than_the_base() -> None:
    assert rules.threshold(0.2, 3.0, 1.0, 0.7, 0.0) == 0.2
    assert rules.threshold(0.2, 3.0, 0.0, 1.0, 1.0) == pytest.approx(0.2 * 4 * 2)


def test_without_talk_nobody_takes_up_and_routines_die() -> None:
    assert rules.take_up_rate(20.0, 1.0, 0.0) == rules.take_up_rate(20.0, 0.0, 1.0) == 0.0
    assert rules.lapse_chance(0.03, 0.9, 0.0) == 0.03
    assert rules.lapse_chance(0.03, 1.0, 1.0) == 0.0


@BRIEF
@given(SHARE, SHARE, st.integers(0, 20))
def test_many_answered_talks_are_as_many_single_ones(trust: float, gain: float, answered: int) -> None:
    step_by_step = trust
    for _ in range(answered):
        step_by_step = rules.trust_won(step_by_step, rules.distrust_kept(gain, 1))
    assert rules.trust_won(trust, rules.distrust_kept(gain, answered)) == pytest.approx(step_by_step, abs=1e-12)


def test_trust_lost_again_and_again_ends_on_the_floor() -> None:
    trust = 0.9
    for _ in range(200):
        trust = rules.trust_lost(trust, 0.1, 0.02)
    assert trust == 0.02


@BRIEF
@given(SHARE, st.floats(0.01, 0.2), st.floats(0.01, 0.1))
def test_resentment_settles_where_it_rises_as_it_falls(share: float, rise: float, fall: float) -> None:
    resentment = 0.3
    for _ in range(3000):
        resentment = rules.resentment_after(resentment, False, False, share, rise, fall, 4.0)
    assert resentment == pytest.approx(rise * share / (rise * share + fall), abs=1e-6)


@BRIEF
@given(SHARE, SHARE, SHARE)
def test_alignment_stays_at_the_signal_and_gets_there(alignment: float, rate: float, signal: float) -> None:
    assert rules.alignment_after(signal, rate, signal) == signal
    assert rules.alignment_after(alignment, 1.0, signal) == pytest.approx(signal)
    assert rules.alignment_after(alignment, 0.0, signal) == alignment


def test_gains_hold_where_all_practise_and_fade_by_the_full_rate_where_nobody_does() -> None:
    assert rules.gain_kept(0.02, 3.0, 1.0) == 1.0
    assert rules.gain_kept(0.02, 3.0, 0.0) == pytest.approx(0.98)


@BRIEF
@given(SHARE, st.floats(0.0, 0.5), SHARE)
def test_values_are_spread_evenly_on_both_sides_of_the_mean(mean: float, spread: float, luck: float) -> None:
    assert rules.about(mean, spread, 0.5) == rules.about(mean, 0.0, luck) == mean
    mirrored = rules.about(1 - mean, spread, 1 - luck)
    assert rules.about(mean, spread, luck) == pytest.approx(1 - mirrored, abs=1e-12)
