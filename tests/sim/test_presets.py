"""What a person is shown ends as promised, in at least 95 of 100 seeds; and by ties and context, not by name."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from experiments.compose import compose
from sim.outcome import BURNING, OUT
from sim.simulation import simulate

SEEDS = 100


@pytest.mark.parametrize(
    ("overrides", "promised"),
    [
        (["network=trust_a", "context=seasoned"], BURNING),
        (["network=trust_d", "context=damp"], OUT),
        (["network=trust_a", "context=damp"], OUT),
    ],
)
def test_ends_as_promised(overrides: list[str], promised: str) -> None:
    scenario = compose(overrides).scenario
    with ThreadPoolExecutor(2) as pool:
        ends = list(pool.map(lambda seed: simulate(scenario.changed(seed=seed)).outcomes()[0].outcome, range(SEEDS)))
    assert ends.count(promised) >= 95


def test_a_name_decides_nothing() -> None:
    plain = compose(["network=trust_d", "context=damp", "weeks=120"]).scenario
    named = plain.changed(name="Trust A, outstanding")
    assert (
        simulate(plain)
        .weekly()
        .drop(columns="organisation")
        .equals(simulate(named).weekly().drop(columns="organisation"))
    )
