"""How a survey of the simulated staff is held: what can be said of it (`sim.network.held` does it)."""

from typing import Final, Literal

from sim.scenario.fields import Record, choice, quantity

RECALLED: Final = 5
"""Names each way that free recall has room for: "2 to 5 people you speak to"."""


class Holding(Record):
    """How a survey of the simulated staff is held."""

    form: Literal["roster", "recall"] = choice("roster", "the form that is answered", source="[S] roster, [L] recall")
    response: float = quantity(1.0, "share of staff who answer", source="[L] .42 in the evaluation", sweep=(0.2, 1))
    cap: int | None = quantity(
        None,
        "most names that one may give, each way in recall (left out: all in a roster, 5 in recall)",
        unit="names",
        low=1,
        high=10_000,
        sweep=(2, 20),
        source="[L]",
    )
