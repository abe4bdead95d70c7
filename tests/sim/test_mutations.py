"""A changed sign or a dropped factor in any rule makes a test fail: shown for each rule, and for each step.

Of every equation of `sim/rules.py` all mutants are made that can be made by system: a sign changed, a factor,
term, divisor or exponent dropped, a root or exponential left out, a comparison turned or loosened, a branch or
a condition changed, a constant moved by a tenth. Of the steps, mistakes are listed by hand in `wiring.py`.
Each must make the comparison with the oracle fail, but for the few that cannot, listed below with their reasons.

`pytest -rP tests/sim/test_mutations.py` prints what became of each.
"""

from collections import defaultdict
from collections.abc import Sequence
from typing import Final

import numpy as np
import pytest

from sim.week import WEEK
from tests.sim.mutants import Mutant, function, replaced, rule_mutants, rules
from tests.sim.test_rules import VALUES
from tests.sim.trial import Verdict, tried
from tests.sim.wiring import WIRING

Reasons = dict[str, dict[str, str]]

SAME_RULE: Final[Reasons] = {
    "load": {"partners <= room → partners < room": "where the two are equal, room / partners is 1 as well"},
    "lit": {
        "if heat <= 0.0 → never": "θ / 0 is infinite, and 1 / (1 + ∞) is 0",
        "heat <= 0.0 → heat < 0.0": "θ / 0 is infinite, and 1 / (1 + ∞) is 0",
        "0.0 → -0.1 in heat <= 0.0": "θ / 0 is infinite, and 1 / (1 + ∞) is 0",
    },
}
"""Mutants that give what the rule gives, by rule: why."""

SAME_WEEK: Final[Reasons] = SAME_RULE | {
    "load": SAME_RULE["load"] | {"the result → its negative": "two loads are multiplied wherever they are used"},
    "chance": {
        "share * (1.0 - exp(-rate)) → 1.0 - exp(-rate)": (
            "where h is not 1, bounds decide all but one draw in 300, and test_bounds.py holds these to the rule"
        )
    },
    "heat_after": {"after >= 1e-06 → after > 1e-06": "heat is never exactly 10⁻⁶"},
    "lit": SAME_RULE["lit"]
    | {
        "0.0 → -0.1 in 0.0 if heat <= 0.0 else 1.0 / (1.0 + (threshold / heat) ** steepness)": (
            "without heat nobody is asked to take up, and a draw of δ0 or more keeps its practice unasked"
        )
    },
    "resentment_after": dict.fromkeys(
        (
            "min(1.0, max(0.0, resentment + up - down)) → max(0.0, resentment + up - down)",
            "1.0 → 1.1 in min(1.0, max(0.0, resentment + up - down))",
        ),
        "z + λ_z·share·(1 − z) does not come above 1 while λ_z and the share do not",
    ),
}
"""Mutants that give the same weeks, by rule: why. Those not above change the rule itself, and its values tell."""

MUTANTS: Final = {name: rule_mutants(rule) for name, rule in rules().items()}
WIRED: Final = {where: [replaced(f"sim.{where}", *change) for change in changes] for where, changes in WIRING.items()}

Verdicts = dict[str, list[Verdict]]


@pytest.fixture(scope="session")
def verdicts() -> Verdicts:
    """What became of each mutant beside the oracle, by function."""
    everything = [mutant for mutants in (MUTANTS | WIRED).values() for mutant in mutants]
    found: Verdicts = defaultdict(list)
    for verdict in tried(everything):
        found[verdict.where].append(verdict)
    return found


def survivors(found: Sequence[Verdict], expected: Sequence[Mutant]) -> set[str]:
    """The changes that nothing noticed; what became of each is printed."""
    print(*found, sep="\n")
    assert [verdict.change for verdict in found] == [mutant.change for mutant in expected]
    return {verdict.change for verdict in found if not verdict.killed}


@pytest.mark.slow
@pytest.mark.parametrize("rule", MUTANTS)
def test_the_oracle_notices_a_change_in_the_rule(rule: str, verdicts: Verdicts) -> None:
    assert survivors(verdicts[f"sim.rules.{rule}"], MUTANTS[rule]) == set(SAME_WEEK.get(rule, {}))


@pytest.mark.slow
@pytest.mark.parametrize("where", WIRED)
def test_the_oracle_notices_a_mistake_in_the_step(where: str, verdicts: Verdicts) -> None:
    assert survivors(verdicts[f"sim.{where}"], WIRED[where]) == set()


@pytest.mark.parametrize("rule", MUTANTS)
def test_the_values_worked_by_hand_notice_a_change_in_the_rule(rule: str) -> None:
    same = {mutant.change for mutant in MUTANTS[rule] if _agrees(mutant)}
    assert same == set(SAME_RULE.get(rule, {}))


def _agrees(mutant: Mutant) -> bool:
    """Whether a mutant gives all values worked by hand; zero divides as in compiled code."""
    namespace = dict(vars(__import__("sim.rules", fromlist=["rules"])))
    exec(mutant.source, namespace)
    changed = namespace[mutant.where.rpartition(".")[2]]
    with np.errstate(all="ignore"):
        for given, expected in VALUES[mutant.where.rpartition(".")[2]]:
            numbers = [np.float64(value) if isinstance(value, float) else value for value in given]
            if changed(*numbers) != pytest.approx(expected, rel=1e-12, abs=1e-15):
                return False
    return True


def test_every_rule_has_its_sign_changed_and_every_step_a_mistake() -> None:
    assert all(any(mutant.kind == "sign" for mutant in mutants) for mutants in MUTANTS.values())
    assert {step.name for step in WEEK} <= {where.split(".")[1] for where in WIRED}
    assert sum(map(len, MUTANTS.values())) > 300


def _example(a: float, b: float) -> float:
    """A rule, for the test below."""
    return 1.0 - a * b / 2.0 if a > b else min(-a, b)


def test_mutants_are_made_by_system() -> None:
    assert {(mutant.kind, mutant.change) for mutant in rule_mutants(_example)} == {
        ("sign", "the result → its negative"),
        ("branch", "if a > b → if not"),
        ("branch", "if a > b → always"),
        ("branch", "if a > b → never"),
        ("comparison", "a > b → a >= b"),
        ("sign", "1.0 - a * b / 2.0 → 1.0 + a * b / 2.0"),
        ("term", "1.0 - a * b / 2.0 → 1.0"),
        ("term", "1.0 - a * b / 2.0 → a * b / 2.0"),
        ("divisor", "a * b / 2.0 → a * b"),
        ("divisor", "a * b / 2.0 → a * b * 2.0"),
        ("factor", "a * b / 2.0 → 1.0 / 2.0"),
        ("factor", "a * b → a"),
        ("factor", "a * b → b"),
        ("constant", "1.0 → 1.1 in 1.0 - a * b / 2.0"),
        ("constant", "1.0 → 0.9 in 1.0 - a * b / 2.0"),
        ("constant", "2.0 → 2.2 in a * b / 2.0"),
        ("constant", "2.0 → 1.8 in a * b / 2.0"),
        ("function", "min(-a, b) → max(-a, b)"),
        ("function", "min(-a, b) → -a"),
        ("function", "min(-a, b) → b"),
        ("sign", "-a → a"),
        ("comparison", "a > b → a <= b"),
    }


def test_a_replacement_must_stand_once() -> None:
    with pytest.raises(ValueError, match=r"'trained' stands \d+ times in sim.steps.heat.warm, not once"):
        replaced("sim.steps.heat.warm", "trained", "nobody")
    assert "anybody" in replaced("sim.steps.heat.warm", "if trained[k]", "if anybody").source
    assert function("sim.steps.heat.warm").__name__ == "warm"
