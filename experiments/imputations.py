"""Several imputations of one scenario: the same file, with what it does not say drawn anew each time.

Every imputation is run with the same seeds. The ties keep one seed through all runs of an imputation (the
scenario's own, unless the network has its own), so that imputations differ in what was drawn for them, and the
runs of one imputation only in luck: what `analysis.imputations` takes apart again.
"""

from typing import Final

from sim.scenario import Network, Organisation, Scenario

IMPUTATIONS: Final = 5
"""Imputations where nobody says how many; more are needed where much of the file is missing [R] Rubin 1987."""


def has_imputations(scenario: Scenario) -> bool:
    """Whether any organisation is read from a file, so that its imputations differ."""
    return any(trust.network.kind == "survey" for trust in scenario.trusts)


def imputed(scenario: Scenario, count: int = IMPUTATIONS) -> tuple[Scenario, ...]:
    """The scenario with the imputations 0..count-1; organisations not read from a file stay as they are.

    Args:
        scenario: what to run; its seed is that of the ties in all of them.
        count: of imputations.
    """
    return tuple(_with_imputation(scenario, number) for number in range(count))


def _with_imputation(scenario: Scenario, number: int) -> Scenario:
    changes: dict[str, object] = {"network": _drawn(scenario.network, scenario.seed, number)}
    if scenario.organisations:
        changes["organisations"] = tuple(_of(trust, scenario.seed, number) for trust in scenario.organisations)
    return scenario.model_copy(update=changes)


def _of(trust: Organisation, seed: int, number: int) -> Organisation:
    return trust.model_copy(update={"network": _drawn(trust.network, seed, number)})


def _drawn(network: Network, seed: int, number: int) -> Network:
    if network.kind != "survey":
        return network
    own = seed if network.seed is None else network.seed
    return network.model_copy(update={"seed": own, "imputation": number})
