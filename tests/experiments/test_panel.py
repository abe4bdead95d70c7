"""A panel is a shorter way of writing many organisations."""

import pytest

from experiments.compose import compose
from experiments.panel import LEAST, Panel, organisations
from sim.errors import ScenarioError


def test_the_staff_asked_for_is_there_and_everyone_has_a_name() -> None:
    found = organisations(Panel(organisations=30, staff=40_000))
    sizes = [each["network"]["size"] for each in found]
    assert sum(sizes) == 40_000
    assert min(sizes) >= LEAST
    assert len({each["name"] for each in found}) == 30


def test_organisations_differ_in_all_that_is_drawn_and_the_seed_draws_them() -> None:
    panel = Panel(organisations=40, staff=40_000)
    assert organisations(panel) == organisations(panel) != organisations(panel.model_copy(update={"seed": 1}))
    found = organisations(panel)
    assert len({each["values"]["clarity"] for each in found}) > 20
    assert len({each["programme"]["choose"] for each in found}) == 5
    volumes = [each["programme"]["volume"] for each in found]
    assert 0.02 <= min(volumes) < 0.1 < max(volumes) <= 0.4
    assert all(each["support"]["end"] - each["programme"]["start"] == 260 for each in found)


def test_the_health_service_is_as_large_as_its_experiment_says() -> None:
    scenario = compose(["experiment=health_service"]).scenario
    assert len(scenario.trusts) == 215
    assert sum(trust.network.size for trust in scenario.trusts) == 1_500_000
    assert {trust.network.dyads for trust in scenario.trusts} == {6.5}


@pytest.mark.parametrize(
    ("overrides", "said"),
    [
        (["experiment=health_service", "panel.staff=10"], "panel.staff: 10 is out of range; allowed is 200 to 5000000"),
        (["experiment=health_service", "panel.staffs=10000"], "panel.staffs: there is no such parameter; did you mean"),
        (["experiment=health_service", "panel.organisations=2000", "panel.staff=2000"], "fewer than 100 for each"),
        (["experiment=health_service", "panel.volume_low=0.5"], "volume_low (0.5) lies above volume_high (0.4)"),
        (["experiment=five_trusts", "panel.staff=3000"], "panel: organisations are given as well"),
        (["panel=3"], "panel: must be a group of organisations, staff"),
    ],
)
def test_a_panel_that_cannot_be_is_told(overrides: list[str], said: str) -> None:
    with pytest.raises(ScenarioError) as error:
        compose(overrides)
    assert said in str(error.value)
