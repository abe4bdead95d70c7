"""The forum: where leaders of several organisations meet."""

from sim.scenario.fields import Spell, quantity


class Forum(Spell):
    """Reflective talk among the most senior of every organisation, every so many weeks; it makes no ties."""

    every: int = quantity(
        0, "weeks from one meeting to the next (0: there is no forum)", unit="weeks", high=520, sweep=(0, 52)
    )
    leaders: int = quantity(3, "people of each organisation in it", unit="people", low=1, high=1_000, sweep=(1, 10))
    start: int = quantity(0, "week of the first meeting", unit="week", high=10_000, sweep=(0, 104))
    end: int = quantity(260, "week from which it does not meet", unit="week", high=10_000, sweep=(52, 416))
