"""The next question that a run raises, and the change that answers it."""

from collections.abc import Sequence
from typing import NamedTuple

from sim.scenario import SEASONING, Organisation, Scenario

LITTLE = 0.02
"""Training places, as a share of staff, that are little wood."""


class Next(NamedTuple):
    """A question, and the override that answers it."""

    asked: str
    change: str


def next_question(scenario: Scenario, *, burning: bool) -> Next:
    """What to try next: something that differs from what was run.

    Args:
        scenario: what was run.
        burning: whether all its organisations usually burn on.
    """
    trusts = scenario.trusts
    volume = max(trust.programme.volume for trust in trusts)
    if volume > 0 and all(trust.programme.start >= scenario.weeks for trust in trusts):
        return Next("Nobody was trained in these weeks. Would training now help?", "programme.start=0")
    if burning and volume > LITTLE:
        return Next("How little wood would be enough?", f"programme.volume={LITTLE:g}")
    if burning:
        return Next("Would it burn in a damp context, too?", "context=damp")
    if _lags(trusts, "leadership."):
        return Next("Would leading with pride instead of fear help?", "leadership=distributed")
    if _lags(trusts, ""):
        return Next("Would seasoned wood burn?", "context=seasoned")
    return Next("Would more wood help?", f"programme.volume={min(10.0, max(0.2, 2 * volume)):g}")


def seasonable(trusts: Sequence[Organisation]) -> bool:
    """Whether any antecedent could be seasoned further."""
    return _lags(trusts, "")


def _lags(trusts: Sequence[Organisation], group: str) -> bool:
    """Whether an antecedent of a group stands before the seasoned end of its axis."""
    return any(
        (trust.antecedent(lever) < seasoned) if seasoned > damp else (trust.antecedent(lever) > seasoned)
        for trust in trusts
        for lever, (damp, seasoned) in SEASONING.items()
        if lever.startswith(group)
    )
