"""The context of an organisation: the antecedents that season the wood."""

from types import MappingProxyType
from typing import Final

from sim.scenario.fields import Record, Spell, quantity

SEASONING: Final = MappingProxyType(
    {
        "values.clarity": (0.6, 0.95),
        "values.concision": (0.7, 0.95),
        "values.consistency": (0.6, 0.95),
        "leadership.clinical": (0.5, 0.9),
        "leadership.enablement": (0.4, 0.9),
        "leadership.fear": (0.6, 0.1),
        "talk.sessions": (0.05, 0.3),
    }
)
"""The seasoning axis: each antecedent at 0 (damp) and at 1 (seasoned); linear between."""

MOST_IN_A_SPACE: Final = 40
"""People who may come to a talk space."""


def _antecedent(meaning: str, *, unit: str = "share", source: str = "[S]") -> float | None:
    """An antecedent; left out, it follows `seasoning`."""
    field: float | None = quantity(None, meaning, unit=unit, source=source)
    return field


class Values(Record):
    """Clear, concise and consistent shared organisational values: the first antecedent."""

    clarity: float | None = _antecedent("how clear the shared values are (left out: follows seasoning)")
    concision: float | None = _antecedent("how concise they are (left out: follows seasoning)")
    consistency: float | None = _antecedent("how consistently they are lived (left out: follows seasoning)")


class Leadership(Record):
    """Distributed clinical leadership, clinically led and managerially enabled: the second antecedent."""

    clinical: float | None = _antecedent("how far clinicians lead (left out: follows seasoning)")
    enablement: float | None = _antecedent("how far managers make time and room (left out: follows seasoning)")
    fear: float | None = _antecedent("how far people lead and follow by fear (left out: follows seasoning)")


class TalkSpaces(Record):
    """Collective reflective talk, formal spaces for informal interaction: the third antecedent."""

    sessions: float | None = _antecedent(
        "talk spaces a unit plans, per week (left out: follows seasoning)", unit="per unit and week"
    )
    size: int = quantity(
        8, "people who come to a talk space", unit="people", low=2, high=MOST_IN_A_SPACE, sweep=(4, 16)
    )
    mix: float = quantity(0.25, "share of them who come from other units")
    time: float = quantity(1.0, "time that pairs find for talk of improvement, beside the usual", sweep=(0.2, 1))


class Targets(Record):
    """Performance targets pressed on staff."""

    pressure: float = quantity(0.0, "how hard targets are pressed", source="[L] Bevan & Hood 2006")


class Support(Spell):
    """External coaching during the partnership (the firelighter)."""

    start: int = quantity(0, "first week of coaching", unit="week", high=10_000, sweep=(0, 104))
    end: int = quantity(260, "week in which support has ended", unit="week", high=10_000, sweep=(52, 416), source="[S]")
    strength: float = quantity(1.0, "how much of the full coaching is given")
