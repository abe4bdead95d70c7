"""The numbers of weeks after which a run can be looked at."""

from collections.abc import Sequence

from sim.errors import FirewoodError
from sim.scenario import Scenario


class WeekError(FirewoodError):
    """A week that a run does not have."""


def see_to_weeks(scenario: Scenario, weeks: Sequence[int]) -> None:
    """Refuse weeks before the start or after the end.

    Raises:
        WeekError: a week the run does not have.
    """
    beyond = [week for week in weeks if not 0 <= week <= scenario.weeks]
    if beyond:
        raise WeekError(f"week={beyond[0]}: the run has the weeks 0 (the start) to {scenario.weeks} (the end)")
