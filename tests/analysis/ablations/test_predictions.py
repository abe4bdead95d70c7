"""Every ablation of the design has a prediction that says something, about indicators that exist."""

from typing import get_args

import pytest

from analysis.ablations.ablation import INDICATORS, Ablation, Direction
from analysis.ablations.predictions import PREDICTED
from sim.scenario import Items, Rules

WANTED = {
    "told_weight": 1.0,
    "steepness": 1.0,
    "protection": 0.0,
    "resentment_rise": 0.0,
    "answer_unnamed": Items().trust,
    "capacity": 1000.0,
    "trust_gain": 0.0,
    "trust_loss": 0.0,
    "asking": 0.0,
    "awareness_gain": 0.0,
}


def test_all_of_the_design_are_there_and_each_changes_one_mechanism() -> None:
    changed = {name: value for ablation in PREDICTED for name, value in ablation.rules.items()}
    assert changed == WANTED
    assert len({ablation.name for ablation in PREDICTED}) == len(PREDICTED) == 9


@pytest.mark.parametrize("ablation", PREDICTED, ids=lambda ablation: ablation.name)
def test_a_prediction_is_there(ablation: Ablation) -> None:
    assert len(ablation.prediction.split()) > 20
    assert len(ablation.expected) >= 3
    assert "edge" in ablation.expected
    assert set(ablation.expected) <= set(INDICATORS)
    assert set(ablation.expected.values()) <= set(get_args(Direction))


@pytest.mark.parametrize("ablation", PREDICTED, ids=lambda ablation: ablation.name)
def test_an_ablation_takes_something_out(ablation: Ablation) -> None:
    rules = Rules()
    for name, value in ablation.rules.items():
        assert getattr(rules, name) != value
    Rules(**{**rules.model_dump(), **ablation.rules})  # in range, or this raises
