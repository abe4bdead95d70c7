"""What a scenario plans that its weeks never reach, so that nobody takes a slip of the pen for a finding."""

from collections.abc import Iterator

from sim.scenario import Organisation, Scenario


def never(scenario: Scenario) -> list[str]:
    """A sentence for each part of a plan that would begin after the last week."""
    several = len(scenario.trusts) > 1
    return [
        f"{f'{trust.name}: ' if several else ''}{part} would begin in week {week}, but the last week is "
        f"{scenario.weeks - 1}: it never happens"
        for trust in scenario.trusts
        for part, week in _planned(trust)
        if week >= scenario.weeks
    ]


def _planned(trust: Organisation) -> Iterator[tuple[str, int]]:
    """Each part of a plan that says when it begins, and the week."""
    if trust.programme.volume > 0:
        yield "training (programme.start)", trust.programme.start
    if trust.workshops.rate > 0:
        yield "workshops (workshops.start)", trust.workshops.start
    if trust.support.strength > 0:
        yield "coaching (support.start)", trust.support.start
    for number, change in enumerate(trust.changes):
        yield f"changes[{number}], {change.lever},", change.week
