"""Imputations keep their ties through all seeds, and leave alone what is not read from a file."""

from experiments.imputations import has_imputations, imputed
from sim.scenario import Scenario

SURVEY = {"kind": "survey", "path": "staff.csv", "around": 300}


def test_each_imputation_has_its_number_and_one_seed_for_the_ties() -> None:
    found = imputed(Scenario(network=SURVEY, seed=7, weeks=60), 3)
    assert [each.network.imputation for each in found] == [0, 1, 2]
    assert {each.network.seed for each in found} == {7}
    assert {each.seed for each in found} == {7}
    assert all(each.network.around == 300 and each.weeks == 60 for each in found)
    own = imputed(Scenario(network={**SURVEY, "seed": 2}, seed=7), 2)
    assert {each.network.seed for each in own} == {2}


def test_only_organisations_of_a_file_change() -> None:
    scenario = Scenario(organisations=[{"name": "real", "network": SURVEY}, {"name": "made"}], seed=7)
    assert has_imputations(scenario)
    assert not has_imputations(Scenario())
    one = imputed(scenario, 2)[1]
    assert one.trusts[0].network.imputation == 1
    assert one.trusts[1] == scenario.trusts[1]
